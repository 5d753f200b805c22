//! Attributes that are still being typed. An editor expands them at every keystroke, and a panic would stop its help.

use proptest::prelude::*;

/// Words and signs that attributes consist of, and some that they do not.
const VOCABULARY: &[&str] = &[
    "id",
    "name",
    "email",
    "avatar",
    "company_id",
    "companyNamy",
    "custom",
    "custom_data",
    "skip",
    "optional",
    "only",
    "contract",
    "transparent",
    "crate",
    "nmae",
    "Self",
    "self",
    "move",
    "r#type",
    "=",
    "=>",
    ",",
    ",,",
    "|",
    "||",
    "|c|",
    "::",
    ":",
    "<",
    ">",
    "->",
    "-",
    "&",
    "*",
    ".",
    "..",
    "?",
    "!",
    "#",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"auth-token\"",
    "\"\"",
    "\"key\"",
    "b\"x\"",
    "5",
    "0.5",
    "'c'",
    "'a",
    "_",
    "…",
    "\\",
    "\"",
];

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(VOCABULARY);
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn no_attribute_makes_it_panic(on_type in words(), on_variant in words(), on_field in words()) {
        let inputs = [
            format!("#[algomo({on_type})] struct User<T> {{ #[algomo({on_field})] id: T, name: String }}"),
            format!("#[algomo({on_type})] struct User(#[algomo({on_field})] i64, String);"),
            format!("#[algomo({on_type})] enum User {{ Guest, #[algomo({on_variant})] Member(#[algomo({on_field})] i64), Bot {{ id: u8 }} }}"),
            format!("#[repr(packed)] #[algomo({on_type})] struct User {{ #[algomo({on_field})] id: [u8; {{ match 1 {{ _ => 1 }} }}] }}"),
            format!("#[algomo {on_type}] union User {{ #[algomo[{on_field}]] id: i64 }}"),
        ];
        for tokens in inputs.iter().filter_map(|input| super::expand(input)) {
            prop_assert!(tokens.to_string().contains("AlgomoVisitor for User"));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}") {
        super::expand(&format!("#[algomo({text})] struct User {{ #[algomo({text})] id: i64 }}"));
        super::expand(&format!("struct User {{ {text} }}"));
    }
}

#[test]
fn every_beginning_of_an_attribute_is_taken() {
    let attribute = r#"contract = "auth-token", crate = my::core, only(id, email), custom("key") = |u| Vec::<u8>::of(u, 1), name = Self::full_name"#;
    let mut taken = 0;
    for (end, _) in attribute.char_indices() {
        let input = format!("#[algomo({})] struct User {{ id: i64 }}", &attribute[..end]);
        taken += usize::from(super::expand(&input).is_some());
    }
    // The others break off within a string or a bracket, which no compiler hands to a derive.
    assert!(taken > attribute.len() / 2, "{taken} of {}", attribute.len());
}
