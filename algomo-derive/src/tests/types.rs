//! What the tokens of a type tell about it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::Type;

use crate::types;

fn ty(text: &str) -> Type {
    syn::parse_str(text).expect("a type")
}

/// The type as a macro hands it on: in a group that has no brackets.
fn grouped(text: &str) -> Type {
    let group = Group::new(Delimiter::None, text.parse().expect("tokens"));
    syn::parse2(TokenStream::from(TokenTree::from(group))).expect("a type")
}

#[test]
fn only_what_certainly_implements_copy_is_copied() {
    for text in [
        "u8",
        "(u8, bool)",
        "()",
        "[u8; 4]",
        "&'a str",
        "Option<char>",
        "Option<(u8, u8)>",
        "((u8))",
    ] {
        assert!(types::is_copy(&ty(text)) && types::is_copy(&grouped(text)), "{text}");
    }
    let others =
        ["String", "&mut u8", "(u8, String)", "[String; 2]", "Option<String>", "Box<u8>", "T"];
    for text in others {
        assert!(!types::is_copy(&ty(text)) && !types::is_copy(&grouped(text)), "{text}");
    }
}

#[test]
fn a_string_is_known_behind_everything_that_changes_nothing() {
    for text in ["String", "(String)", "&'a str", "&'a String", "std::string::String"] {
        assert!(types::is_string(&ty(text)) && types::is_string(&grouped(text)), "{text}");
    }
    for text in ["<T as A>::String", "Vec<String>", "(String,)", "fn() -> String"] {
        assert!(!types::is_string(&ty(text)), "{text}");
    }
}

#[test]
fn a_secret_is_found_wherever_it_stands() {
    for text in
        ["SecretString", "Option<SecretString>", "(u8, SecretString)", "[a::SecretString; 2]"]
    {
        assert_eq!(types::secret(&ty(text)).expect("a secret"), "SecretString", "{text}");
    }
    assert!(types::secret(&ty("SecretStringLike")).is_none());
}

#[test]
fn a_name_is_mentioned_only_without_another_path() {
    let session = Ident::new("Session", Span::call_site());
    let names = [&session];
    for text in [
        "Session",
        "self::Session",
        "Box<Session>",
        "(u8, Session)",
        "Session<a::B>",
        "fn(u8) -> Session",
        "Box<dyn A<B = Session>>",
        "Box<dyn A<B: Session>>",
        "dyn A<Session> + 'a",
        "<Session as A>::B",
    ] {
        assert!(types::mentions_without_path(&ty(text), &names), "{text}");
    }
    for text in
        ["other::Session", "::Session", "Box<other::Session>", "(u8, a::b::Session)", "Sessions"]
    {
        assert!(!types::mentions_without_path(&ty(text), &names), "{text}");
    }
}
