//! Every word by which the derive recognizes what a field or an option means, and what a user reads about it. The words are
//! written out here a second time, so that one that gets lost is missed.

use super::messages::without_spaces;
use super::mistakes::messages;

/// Asserts that there is one message, and returns it without its spaces.
#[track_caller]
pub(super) fn message(input: &str) -> String {
    let messages = messages(input);
    assert_eq!(messages.len(), 1, "{input}: {messages:#?}");
    messages.concat()
}

/// Asserts that there is one message, and that it has `expected` in it.
#[track_caller]
pub(super) fn assert_message(input: &str, expected: &str) {
    let message = message(input);
    assert!(message.contains(&without_spaces(expected)), "{input}: {message}");
}

/// A user with a field of this name.
fn user_with(name: &str) -> String {
    format!("struct User {{ id: u8, {name}: String }}")
}

const SENSITIVE: &str = "looks like data that should stay on the server: write `#[algomo(skip)]`";

/// Whoever reads how to send a password may do so.
#[track_caller]
fn assert_sensitive(name: &str) {
    let input = user_with(name);
    assert_message(&input, SENSITIVE);
    assert!(!message(&input).contains("tosend"), "{name}");
}

#[test]
fn a_field_whose_name_has_a_sensitive_part_should_stay_on_the_server() {
    for part in
        ["password", "passwd", "passphrase", "secret", "token", "credential", "private", "apikey"]
    {
        for name in [part.to_owned(), format!("my{part}s"), part.to_uppercase()] {
            assert_sensitive(&name);
        }
    }
}

#[test]
fn a_field_whose_name_has_a_sensitive_word_should_stay_on_the_server() {
    for word in [
        "pwd",
        "pass",
        "pin",
        "hash",
        "salt",
        "ssn",
        "otp",
        "totp",
        "mfa",
        "iban",
        "card",
        "cvv",
        "session",
        "cookie",
        "birthday",
        "birthdate",
        "dob",
        "key",
    ] {
        for name in [word.to_owned(), format!("user_{word}_of_old"), word.to_uppercase()] {
            assert_sensitive(&name);
        }
        // As a part of a longer word, as `pin` in `spinner`, it says nothing.
        let message = message(&user_with(&format!("x{word}x")));
        assert!(!message.contains(&without_spaces(SENSITIVE)), "{word}: {message}");
    }
}

#[test]
fn a_field_with_another_name_of_a_claim_is_to_be_sent_as_that_claim() {
    for (claim, names) in [
        ("name", "display_name full_name username user_name nickname nick login first_name"),
        ("email", "mail e_mail email_address"),
        ("avatar", "avatar_url picture photo image"),
        ("company_id", "org_id organization_id organisation_id tenant_id"),
        ("company_name", "company org organization organisation"),
    ] {
        for name in names.split(' ') {
            assert_synonym("auth-token", "id: u8,", name, claim);
        }
    }
    for name in ["uid", "uuid", "user_id", "pk"] {
        assert_synonym("auth-token", "", name, "id");
    }
    assert_synonym("visitor-token", "id: u8,", "company_namy", "companyNamy");
}

/// Case and underscores do not matter. With some more of them, the name is not a mistyped claim either.
#[track_caller]
fn assert_synonym(contract: &str, id: &str, name: &str, claim: &str) {
    let expected = format!("to send it as `{claim}`, write `#[algomo({claim})]`; to leave it out");
    for name in [name.to_owned(), name.to_uppercase(), format!("__{name}__")] {
        let input =
            format!("#[algomo(contract = \"{contract}\")] struct User {{ {id} {name}: String }}");
        assert_message(&input, &expected);
    }
}

#[test]
fn a_given_name_and_a_family_name_are_sent_together() {
    let assert_joined = |given: &str, family: &str| {
        let input = format!("struct User {{ id: u8, {given}: String, {family}: String }}");
        let messages = messages(&input);
        let join = without_spaces(&format!(
            "to send both names as `name`, also write `#[algomo(name = |user| format!(\"{{}} {{}}\", user.{given}, user.{family}))]`"
        ));
        let is_joined =
            messages.len() == 2 && messages.iter().all(|message| message.contains(&join));
        assert!(is_joined, "{input}: {messages:#?}");
    };
    for given in ["first_name", "first", "given_name", "given", "forename", "fname", "firstname"] {
        assert_joined(given, "surname");
    }
    for family in ["last_name", "last", "family_name", "family", "surname", "lname", "lastname"] {
        assert_joined("forename", family);
    }
}

#[test]
fn an_option_of_another_derive_comes_with_what_to_write_instead() {
    let skip = "to leave a field out, write `skip`";
    let function = "write the function behind the claim, `#[algomo(name = |value| …)]`";
    let absent = "an `Option` that is `None` is left out by itself";
    for (option, instead) in [
        ("ignore", skip),
        ("ignored", skip),
        ("skip_serializing", skip),
        ("exclude", skip),
        ("hidden", skip),
        ("omit", skip),
        ("default", "make the field an `Option`, or give a function, `#[algomo(name = |name| …)]`"),
        ("skip_serializing_if", absent),
        ("skip_if", absent),
        ("rename", "write the claim itself, `#[algomo(name)]`"),
        ("with", function),
        ("via", function),
        ("map", function),
        (
            "flatten",
            "give a function for each claim, `#[algomo(company_id = |c| &c.id, company_name = |c| &c.name)]`",
        ),
    ] {
        let on_field = format!("struct User {{ id: u8, #[algomo({option})] note: String }}");
        assert_message(&on_field, &format!("unknown option `{option}`: {instead}"));
    }
}

#[test]
fn a_misspelled_option_is_recognized_in_its_place() {
    let on_type = |option| format!("#[algomo({option})] struct User {{ id: u8 }}");
    let on_variant = |option| format!("enum User {{ #[algomo({option})] Member {{ id: u8 }} }}");
    let on_field = |option| format!("struct User {{ id: u8, #[algomo({option})] note: String }}");
    for (input, meant) in [
        (on_type("contarct"), "contract"),
        (on_type("onyl"), "only"),
        (on_type("transparetn"), "transparent"),
        (on_type("craet"), "crate"),
        (on_type("optinoal"), "optional"),
        (on_variant("sikp"), "skip"),
        (on_variant("onyl"), "only"),
        (on_field("sikp"), "skip"),
        (on_field("optinoal"), "optional"),
    ] {
        assert_message(&input, &format!("did you mean `{meant}`?"));
    }
}

#[test]
fn an_option_of_a_type_is_sent_there_from_a_field() {
    for option in ["contract", "only", "transparent", "crate"] {
        let input = format!("struct User {{ id: u8, #[algomo({option})] note: String }}");
        assert_message(&input, &format!("`{option}` belongs on the type"));
    }
    assert_message(
        "#[algomo(skip)] struct User { id: u8 }",
        "`skip` belongs on a field or a variant",
    );
}
