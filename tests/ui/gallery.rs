//! The guide's gallery of compile errors, `algomo_core::guide::compile_errors`, is made of this package's cases.
//!
//! `TRYBUILD=overwrite cargo test -p algomo-ui-tests` writes the expected messages, and then this page.

use std::fmt::Write;
use std::{env, fs};

const PAGE: &str = "../../algomo-core/src/guide/compile_errors.md";

const HEAD: &str = "\
What the derive refuses, and its error messages.

Every message says what to write instead, and its advice compiles. All mistakes in a type are reported at once, each at its own
place. The options are explained in the
[derive's reference](https://docs.rs/algomo-derive/latest/algomo_derive/derive.AlgomoVisitor.html).

<!-- Generated from tests/ui by its test `ui_gallery`: TRYBUILD=overwrite cargo test -p algomo-ui-tests -->
";

/// A heading, or a sentence about what happened and the case that shows it.
enum Entry {
    Heading(&'static str),
    Case(&'static str, &'static str),
}
use Entry::{Case, Heading};

const GALLERY: &[Entry] = &[
    Heading("Fields that are not claims"),
    Case(
        "A field is sent only if it is named like a claim or has an option that names one. So a field that is added later cannot \
         leak by being forgotten.",
        "fields/unknown",
    ),
    Case("Some names look like data that must not leave the server.", "fields/sensitive"),
    Case(
        "A type that keeps a secret, such as `SecretString`, stays on the server as well.",
        "types/secrets",
    ),
    Case("A common name of a claim is recognized.", "fields/synonym"),
    Case("A typing error in a field's name is recognized, too.", "fields/typo"),
    Case("A function of the type can join two fields into one name.", "names/first_and_last"),
    Case(
        "Claims that come from a value of another type are made with functions.",
        "names/company_of_another_type",
    ),
    Case("A field of a tuple struct has no name that could be a claim.", "tuple/without_option"),
    Heading("The id"),
    Case("Without an id, Algomo could not tell users apart.", "id/missing"),
    Case(
        "An id that may be absent is usually a mistake, so `optional` has to be written out.",
        "id/optional",
    ),
    Case("An id must not be given twice.", "id/twice"),
    Heading("Types"),
    Case("A floating-point number does not identify anybody.", "types/float_id"),
    Case(
        "A type of your own implements `IdClaim` or `TextClaim`, or is sent with a function.",
        "types/newtype_id",
    ),
    Case("A `Uuid` needs a feature of algomo-core.", "types/uuid_without_the_feature"),
    Case("Only ids may be numbers.", "types/number_name"),
    Heading("Contracts"),
    Case("The default contract has no avatar and no custom data.", "contract/avatar"),
    Case("The contract's name differs from its key in the page.", "contract/unknown"),
    Heading("Options"),
    Case("A typing error in an option.", "options/typo"),
    Case("The options of other derives have a counterpart.", "options/of_other_derives"),
    Case(
        "`name =` takes a function. A string, which other derives take there, is refused.",
        "options/serde_style_value",
    ),
    Case(
        "The option takes a function, not the result of calling it.",
        "functions/a_call_instead_of_a_function",
    ),
    Case("A field is either skipped or sent.", "skip/with_a_claim"),
    Case("The same holds for every other claim.", "claims/name_twice"),
    Case("Some options belong on the type.", "misplaced/type_options_on_a_field"),
    Case("Each name in `only` has to be a field.", "only/no_such_field"),
    Case(
        "A field that `only` leaves out must not be mapped to a claim.",
        "only/mapped_but_not_listed",
    ),
    Heading("Enums"),
    Case("A variant with fields needs an id, or `#[algomo(skip)]`.", "enums/variant_without_id"),
    Case("What a variant holds has to be a visitor itself.", "enums/content_is_no_visitor"),
    Heading("Everything at once"),
    Case("One mistake does not hide another.", "fields/several_mistakes"),
];

#[test]
fn the_guide_shows_the_current_messages() {
    let page = page();
    if env::var("TRYBUILD").is_ok_and(|value| value == "overwrite") {
        fs::write(PAGE, &page).expect("the page is written");
    }
    let current = fs::read_to_string(PAGE).unwrap_or_default();
    let stale = page.lines().zip(current.lines()).find(|(new, old)| new != old);
    assert!(
        page == current,
        "algomo-core/src/guide/compile_errors.md is stale, first in {stale:?}: \
         TRYBUILD=overwrite cargo test -p algomo-ui-tests"
    );
}

/// The README quotes messages. Whoever searches for what the compiler printed must find the same words.
#[test]
fn the_readme_quotes_a_current_message() {
    let readme = include_str!("../../README.md");
    let quoted: Vec<_> = readme.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(quoted.len(), 1);
    let expected = include_str!("fields/sensitive.stderr");
    assert!(expected.lines().any(|line| line == quoted[0]), "{quoted:?}");
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for entry in GALLERY {
        match entry {
            Heading(title) => write!(page, "\n# {title}\n"),
            Case(sentence, case) => write!(page, "\n{sentence}\n\n{}", shown(case)),
        }
        .expect("a string grows");
    }
    page
}

/// A case's code, and the compiler's messages.
fn shown(case: &str) -> String {
    let read = |extension| fs::read_to_string(format!("{case}.{extension}")).expect("a case");
    let (source, stderr) = (read("rs"), read("stderr"));
    let code = first_type(&source);
    let last_line = code.lines().count();
    let messages: Vec<_> = stderr
        .split("\n\n")
        .map(|message| first_message(message, case))
        .filter(|(line, _)| *line <= last_line)
        .map(|(_, text)| text)
        .collect();
    assert!(!messages.is_empty(), "{case} has a message for its first type");
    format!("```rust,compile_fail\n{code}\n```\n\n```text\n{}\n```\n", messages.join("\n\n"))
}

/// The code up to a second type with the derive, and without `main`. Lines keep their numbers.
fn first_type(source: &str) -> &str {
    let (code, _) = source.split_once("\n\nfn main()").expect("a main function");
    let first = code.find("#[derive(AlgomoVisitor)]").expect("a derive");
    let next = code[first + 1..].find("\n\n#[derive(AlgomoVisitor)]");
    next.map_or(code, |next| &code[..=first + next]).trim_end()
}

/// The line that a message marks, and its text without what the compiler adds about other types. The file has an
/// application's name.
fn first_message(message: &str, case: &str) -> (usize, String) {
    let place =
        message.lines().find(|line| line.trim_start().starts_with("--> ")).expect("a place");
    let line = place.rsplit(':').nth(1).expect("a line").parse().expect("a number");
    let own = message.split("\nhelp: the following other types implement").next();
    let text = own.expect("text").trim_end().replace(&format!("{case}.rs"), "src/user.rs");
    assert!(!text.contains("$WORKSPACE"), "{case} shows a file of ours: {text}");
    (line, text)
}
