//! Any item goes through the derive without a panic, what comes out is Rust, and it never names a field that is skipped or
//! unknown.
//!
//! A proc-macro crate exports nothing else, so its modules are included here, as their sources are.
#![no_main]
#![allow(unreachable_pub)]

#[path = "../../../algomo-derive/src/advice.rs"]
mod advice;
#[path = "../../../algomo-derive/src/attrs.rs"]
mod attrs;
#[path = "../../../algomo-derive/src/claims.rs"]
mod claims;
#[path = "../../../algomo-derive/src/constants.rs"]
mod constants;
#[path = "../../../algomo-derive/src/errors.rs"]
mod errors;
#[path = "../../../algomo-derive/src/expand.rs"]
mod expand;
#[path = "../../../algomo-derive/src/input.rs"]
mod input;
#[path = "../../../algomo-derive/src/model.rs"]
mod model;
#[path = "../../../algomo-derive/src/names.rs"]
mod names;
#[path = "../../../algomo-derive/src/options/mod.rs"]
mod options;
#[path = "../../../algomo-derive/src/packed.rs"]
mod packed;
#[path = "../../../algomo-derive/src/pipeline.rs"]
mod pipeline;
#[path = "../../../algomo-derive/src/rules.rs"]
mod rules;
#[path = "../../../algomo-derive/src/types.rs"]
mod types;

use std::fmt::Write as _;

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use proc_macro2::{TokenStream, TokenTree};

fuzz_target!(|bytes: &[u8]| {
    match bytes.split_first() {
        // A seed of text starts with a letter, a sign or white space.
        Some((b'\t'..=b'~', _)) => any_text(bytes),
        Some((_, rest)) => {
            let _ = generated(&mut Unstructured::new(rest));
        }
        None => {}
    }
});

/// An item as it stands in a file. Only what a compiler accepts as one is handed to a derive.
fn any_text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // The compiler, too, has a limit to nesting.
    if text.matches(['(', '[', '{', '<', '&', '*']).count() > 100 {
        return;
    }
    let Ok(tokens) = text.parse::<TokenStream>() else { return };
    let Ok(item) = syn2::parse2::<syn2::DeriveInput>(tokens.clone()) else { return };
    let Ok(code) = pipeline::derive(tokens) else { return };
    // A value that is not an expression is handed to the compiler, which marks the place.
    if !all_attributes(&item).any(|attribute| has_value(&attribute.meta)) {
        assert_is_rust(code);
    }
}

fn all_attributes(item: &syn2::DeriveInput) -> impl Iterator<Item = &syn2::Attribute> {
    let (fields, variants): (Vec<_>, Vec<_>) = match &item.data {
        syn2::Data::Struct(data) => (data.fields.iter().collect(), Vec::new()),
        syn2::Data::Enum(data) => {
            let fields = data.variants.iter().flat_map(|variant| &variant.fields);
            (fields.collect(), data.variants.iter().collect())
        }
        syn2::Data::Union(data) => (data.fields.named.iter().collect(), Vec::new()),
    };
    let fields = fields.into_iter().flat_map(|field| &field.attrs);
    item.attrs.iter().chain(fields).chain(variants.into_iter().flat_map(|variant| &variant.attrs))
}

fn has_value(meta: &syn2::Meta) -> bool {
    let syn2::Meta::List(list) = meta else { return false };
    let is_equals = |token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '=');
    list.tokens.clone().into_iter().any(is_equals)
}

fn assert_is_rust(code: TokenStream) {
    let text = code.to_string();
    if let Err(error) = syn2::parse2::<syn2::File>(code) {
        panic!("{error} in {text}");
    }
}

const CLAIMS: &[&str] = &[
    "id",
    "name",
    "email",
    "avatar",
    "company_id",
    "companyId",
    "company_name",
    "companyName",
    "companyNamy",
    "custom",
    "custom(\"key\")",
    "custom_data",
];

const FIELDS: &[&str] =
    &["id", "name", "email", "avatar", "company_id", "company_name", "companyNamy", "custom_data"];

const TYPES: &[&str] = &[
    "i64",
    "String",
    "Option<String>",
    "Option<i64>",
    "T",
    "&'static str",
    "[u8; { 1 + N }]",
    "f64",
    "bool",
    "(A, B)",
    "Vec<[T; 2]>",
    "a::B<C, { 3 }>",
    "Box<dyn Fn(u8) -> u8>",
    "BTreeMap<String, String>",
    "fn(u8)",
    "<T as A>::B",
    "PhantomData<T>",
];

const FUNCTIONS: &[&str] = &[
    "|c| c.id",
    "|c| &c.name",
    "Self::full_name",
    "|_| \"a\"",
    "|c: &C| -> u8 { c.0 }",
    "a::<B>::c",
    "(|c| c)",
    "move |c| { let d = c; d.e() }",
    "|Self { a, .. }| a < b",
];

const SOUP: &[&str] = &[
    "id",
    "skip",
    "optional",
    "only",
    "contract",
    "transparent",
    "crate",
    "nmae",
    "Self",
    "=",
    ",",
    "|c|",
    "::",
    "<",
    "(",
    ")",
    "\"auth-token\"",
    "\"\"",
    "5",
    "'a",
    "_",
    "!",
    "#",
    "r#type",
    "custom",
];

/// An item that is put together from options that exist, and some noise.
#[derive(Default)]
struct Item {
    text: String,
    /// The names that must not come out.
    hidden: Vec<String>,
    /// Whether a value may be something else than an expression.
    is_noisy: bool,
    /// Whether there is a field that no rule allows.
    is_wrong: bool,
    /// Whether the noise on the type has the word `transparent`.
    may_be_transparent: bool,
}

fn generated(u: &mut Unstructured<'_>) -> Result<()> {
    let mut item = Item::default();
    item.declaration(u)?;
    let Ok(tokens) = item.text.parse::<TokenStream>() else { return Ok(()) };
    let Ok(code) = pipeline::derive(tokens) else { return Ok(()) };
    for name in &item.hidden {
        assert!(!names_it(&code, name), "{name} of {} is in {code}", item.text);
    }
    if item.is_wrong {
        assert!(names_it(&code, "compile_error"), "{} became {code}", item.text);
    }
    if !item.is_noisy {
        assert_is_rust(code);
    }
    Ok(())
}

fn names_it(code: &TokenStream, name: &str) -> bool {
    code.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => names_it(&group.stream(), name),
        _ => false,
    })
}

impl Item {
    fn declaration(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let options =
            ["contract = \"auth-token\"", "contract = \"visitor-token\"", "crate = a::core"];
        if u.ratio(1, 2)? {
            let option = u.choose(&options)?;
            self.push(format_args!("#[algomo({option})] "));
        }
        if u.ratio(1, 3)? {
            let (claim, function) = (u.choose(CLAIMS)?, u.choose(FUNCTIONS)?);
            self.push(format_args!("#[algomo({claim} = {function})] "));
        }
        if u.ratio(1, 6)? {
            let before = self.text.len();
            self.noise(u)?;
            self.may_be_transparent = self.text[before..].contains("transparent");
        }
        let generics = u.choose(&["", "<T>", "<'a, T: Clone + 'a, const N: usize>"])?;
        match u.int_in_range(0..=3)? {
            0 => {
                self.push(format_args!("enum User{generics} {{ "));
                for number in 0..u.int_in_range(0..=3)? {
                    self.variant(u, number)?;
                }
                self.push(format_args!("}}"));
            }
            1 => {
                self.push(format_args!("struct User{generics} ("));
                self.tuple(u)?;
                self.push(format_args!(");"));
            }
            _ => {
                self.push(format_args!("struct User{generics} {{ "));
                self.fields(u, 0)?;
                self.push(format_args!("}}"));
            }
        }
        Ok(())
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        self.text.write_fmt(text).expect("a string takes all");
    }

    fn variant(&mut self, u: &mut Unstructured<'_>, number: usize) -> Result<()> {
        if u.ratio(1, 4)? {
            self.push(format_args!("#[algomo(skip)] "));
        }
        match u.int_in_range(0..=2)? {
            0 => self.push(format_args!("V{number}, ")),
            1 => {
                self.push(format_args!("V{number}("));
                self.tuple(u)?;
                self.push(format_args!("), "));
            }
            _ => {
                self.push(format_args!("V{number} {{ "));
                // A variant that is skipped may have unknown fields.
                let is_wrong = self.is_wrong;
                self.fields(u, number * 10)?;
                self.is_wrong = is_wrong;
                self.push(format_args!("}}, "));
            }
        }
        Ok(())
    }

    fn tuple(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        for _ in 0..u.int_in_range(0..=3)? {
            self.option(u)?;
            let ty = u.choose(TYPES)?;
            self.push(format_args!("{ty}, "));
        }
        Ok(())
    }

    fn fields(&mut self, u: &mut Unstructured<'_>, first: usize) -> Result<()> {
        let count = u.int_in_range(0..=6)?;
        for number in first..first + count {
            let ty = u.choose(TYPES)?;
            let hidden = format!("secret_{number}");
            match u.int_in_range(0..=5)? {
                0 => self.push(format_args!("#[algomo(skip)] {hidden}: {ty}, ")),
                1 => {
                    self.push(format_args!("{hidden}: {ty}, "));
                    // The only field of a transparent struct is the visitor, whatever its name.
                    if self.may_be_transparent && count == 1 {
                        continue;
                    }
                    self.is_wrong = true;
                }
                2 | 3 => {
                    let name = u.choose(FIELDS)?;
                    self.push(format_args!("{name}: {ty}, "));
                    continue;
                }
                _ => {
                    self.option(u)?;
                    self.push(format_args!("field_{number}: {ty}, "));
                    continue;
                }
            }
            self.hidden.push(hidden);
        }
        Ok(())
    }

    fn option(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let claim = u.choose(CLAIMS)?;
        match u.int_in_range(0..=5)? {
            0 => self.push(format_args!("#[algomo({claim})] ")),
            1 => {
                let function = u.choose(FUNCTIONS)?;
                self.push(format_args!("#[algomo({claim} = {function})] "));
            }
            2 => self.push(format_args!("#[algomo(skip)] ")),
            3 => self.push(format_args!("#[algomo(id, optional)] ")),
            4 => self.noise(u)?,
            _ => {}
        }
        Ok(())
    }

    fn noise(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        self.is_noisy = true;
        self.push(format_args!("#[algomo("));
        for _ in 0..u.int_in_range(0..=8)? {
            let word = u.choose(SOUP)?;
            self.push(format_args!("{word} "));
        }
        self.push(format_args!(")] "));
        Ok(())
    }
}
