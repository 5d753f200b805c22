//! Mistakes that differ in one detail from what is right, or from another mistake.

use super::messages::{read_errors, without_spaces};

/// The messages on a type.
pub(super) fn messages(input: &str) -> Vec<String> {
    let mut messages = Vec::new();
    read_errors(super::expand(input).expect("a type"), &mut messages);
    messages.into_iter().map(|(_, _, _, text)| text).collect()
}

/// Asserts that there are as many messages as `expected` has, each with its text.
#[track_caller]
fn assert_messages(input: &str, expected: &[&str]) {
    let messages = messages(input);
    let is_expected = |(message, text): (&String, &&str)| message.contains(&without_spaces(text));
    let is_same =
        messages.len() == expected.len() && messages.iter().zip(expected).all(is_expected);
    assert!(is_same, "{input}: {messages:#?}");
}

/// If a function took the comma after it, the option that is given twice would not be seen.
#[test]
fn a_function_ends_at_its_comma() {
    for function in [
        "f",
        "f::<A, B>",
        "f::<A<B>, C>",
        "<A<B, C>>::d",
        "|u| -u.a",
        "|u| u.a < u.b",
        "|u| u.a > u.b",
        "|u| u.a as A<B, C>",
        "|u| u.a as a::A<B, C>",
        "|u| u.a as u8 == 1 && u.b < u.c",
        "|u| -> A<B, C> { u.a }",
        "|u: &A<B, C>| u.a",
        "#[a] move |u| f::<A, B>(u)",
    ] {
        let input =
            format!("#[algomo(name = {function}, email = g, email = h)] struct User {{ id: u8 }}");
        let twice = "the claim `email` is given more than once: remove one";
        assert_messages(&input, &[twice, twice]);
    }
}

#[test]
fn what_is_no_list_of_options() {
    let comma = "expected a comma before the next option";
    assert_messages("struct User { id: u8, #[algomo(name[0])] a: String }", &[comma]);
    assert_messages("struct User { id: u8, #[algomo(name {})] a: String }", &[comma]);
    let fields = "expected the fields to take: `only(id, email)`";
    assert_messages("#[algomo(only(id, *))] struct User { id: u8 }", &[fields]);
}

#[test]
fn what_other_derives_call_skip_is_for_fields() {
    assert_messages("struct User { id: u8, #[algomo(ignore)] a: u8 }", &["write `skip`"]);
    assert_messages("#[algomo(ignore)] struct User { id: u8 }", &["a type takes `contract"]);
}

#[test]
fn only_repr_packs_a_type() {
    let packed = "a field of a packed type cannot be borrowed";
    assert_messages("#[repr(packed)] struct User { id: u8 }", &[packed]);
    assert_messages("#[repr(C, packed(2))] struct User { id: u8 }", &[packed]);
    assert_messages("#[other(packed)] struct User { id: u8 }", &[]);
}

/// The body of a closure is written out whole, and a block without its braces.
#[test]
fn a_function_of_a_packed_field_is_called_on_a_copy() {
    for (function, call) in [
        ("|a| (a.b())", "let a = &{ user.id }; (a.b())"),
        ("|a| match a { b => c }", "let a = &{ user.id }; match a { b => c }"),
        ("|a| { a.b() }", "let a = &{ user.id }; a.b()"),
        ("|a| -> u8 { a.b() }", "let a = &{ user.id }; a.b()"),
        ("a::b", "a::b(&{ user.id })"),
        ("(a)", "((a))(&{ user.id })"),
    ] {
        let input = format!("#[repr(packed)] struct User {{ #[algomo(id = {function})] id: u8 }}");
        assert_messages(&input, &[call]);
    }
}

/// The message about a field's mistake is enough, if its correction may make the field the id.
#[test]
fn a_missing_id_is_reported_unless_another_message_leads_to_it() {
    let missing = "`User` has no id";
    assert_messages("struct User { uid: u8 }", &["`uid` is not an Algomo claim"]);
    assert_messages("struct User { emial: u8 }", &["`emial` is not an Algomo claim", missing]);
    assert_messages("#[algomo(only(name))] struct User { name: String, uid: u8 }", &[missing]);
    assert_messages(
        "#[algomo(only(uid))] struct User { name: String, uid: u8 }",
        &["`uid` is not"],
    );
}

#[test]
fn two_names_are_joined_only_if_both_can_be_shown() {
    let user =
        |one, other| format!("struct User {{ id: u8, first_name: {one}, last_name: {other} }}");
    let join = "to send both names";
    assert_messages(&user("String", "String"), &[join, join]);
    for (one, other) in [("String", "Vec<u8>"), ("Vec<u8>", "String"), ("Vec<u8>", "Vec<u8>")] {
        assert!(
            !messages(&user(one, other)).iter().any(|text| text.contains(&without_spaces(join)))
        );
    }
}

#[test]
fn a_company_is_taken_apart_only_if_it_can_have_parts() {
    let user = |ty| format!("struct User {{ id: u8, company: {ty} }}");
    let parts = "to send parts of it";
    for ty in ["Company", "Option<Company>", "Box<Company>"] {
        assert_messages(&user(ty), &[parts]);
    }
    for ty in ["u32", "String", "Option<String>", "Uuid", "SmolStr", "Vec<Company>", "()"] {
        assert!(!messages(&user(ty))[0].contains(&without_spaces(parts)), "{ty}");
    }
    let is_sent = "struct User { id: u8, company_id: u8, company: Company }";
    assert!(!messages(is_sent)[0].contains(&without_spaces(parts)));
    let is_sent = "struct User { id: u8, company_name: String, company: Company }";
    assert!(!messages(is_sent)[0].contains(&without_spaces(parts)));
}

#[test]
fn a_contract_that_was_chosen_stays() {
    let user = "struct User { id: u8, avatar_url: String }";
    let change = "`#[algomo(contract = \"auth-token\")]` on the type";
    assert_messages(user, &[change]);
    for chosen in [
        format!("#[algomo(contract = \"visitor-token\")] {user}"),
        "struct User { id: u8, avatar_url: String, #[algomo(companyNamy)] company: String }".into(),
        "struct User { id: u8, custom_date: Date }".into(),
    ] {
        assert!(!messages(&chosen)[0].contains(&without_spaces(change)), "{chosen}");
    }
}

#[test]
fn a_map_may_be_custom_data_and_a_number_or_a_text_may_not() {
    let user = |ty| {
        format!("#[algomo(contract = \"auth-token\")] struct User {{ id: u8, customdata: {ty} }}")
    };
    let send = "to send it as `custom_data`, write `#[algomo(custom_data)]`";
    assert_messages(&user("BTreeMap<String, String>"), &[send]);
    for ty in ["u8", "String", "Option<bool>"] {
        assert!(!messages(&user(ty))[0].contains(&without_spaces(send)), "{ty}");
    }
}
