//! The expansion of typical types.

/// Compares with `expanded/<name>.rs`. A failure prints the whole expansion, to be reviewed and copied there.
fn assert_expands(input: &str, expected: &str) {
    let tokens = super::expand(input).expect("the input is a type");
    let file = syn::parse2(tokens).expect("the expansion is Rust");
    let actual = prettyplease::unparse(&file);
    assert_eq!(actual, expected, "the expansion is now:\n{actual}");
}

#[test]
fn a_struct() {
    assert_expands(
        r"
        struct User {
            id: i64,
            #[algomo(name)]
            display_name: String,
            email: Option<String>,
            #[algomo(company_id = |c| c.id, company_name = |c| &c.name)]
            company: Company,
            #[algomo(skip)]
            password_hash: String,
        }",
        include_str!("expanded/struct.rs"),
    );
}

#[test]
fn a_generic_struct_of_the_newer_contract() {
    assert_expands(
        r#"
        #[algomo(contract = "auth-token", name = Self::full_name)]
        struct User<'a, T: Clone> where T: 'a {
            id: T,
            #[algomo(custom)]
            plan: &'a str,
            custom_data: Option<BTreeMap<String, String>>,
        }"#,
        include_str!("expanded/generic_struct.rs"),
    );
}

#[test]
fn an_enum() {
    assert_expands(
        r"
        enum Session {
            Guest,
            Member(User),
            Bot { #[algomo(skip)] key: String, id: u32 },
        }",
        include_str!("expanded/enum.rs"),
    );
}

#[test]
fn an_enum_with_a_contract_and_an_optional_id() {
    assert_expands(
        r#"
        #[algomo(contract = "auth-token")]
        enum Session {
            Member(User),
            Row { #[algomo(id, optional)] user: Option<i64>, avatar: String },
            Key(#[algomo(id = |key| key.user(), optional)] Key),
        }"#,
        include_str!("expanded/enum_with_a_contract.rs"),
    );
}

#[test]
fn a_type_with_a_mistake() {
    assert_expands(
        r"
        struct User {
            #[algomo(id = |row| row.id(), optional)]
            row: Row,
            name: String,
            emial: String,
        }",
        include_str!("expanded/mistake.rs"),
    );
}

/// A message of ours is enough: the code beside it does not say anything about a field that is skipped.
#[test]
fn a_skipped_field_is_not_named_beside_a_mistake() {
    for (input, mistakes) in [
        ("#[algomo(transparent)] struct Wrapper { #[algomo(skip)] secret: Key }", 1),
        ("#[algomo(transparent)] struct Wrapper(#[algomo(skip)] Key);", 1),
        ("struct User { id: i64, #[algomo(skip)] secret: Key, emial: String }", 1),
        ("struct User { #[algomo(skip)] secret: Key }", 1),
        ("enum User { #[algomo(skip)] Guest(Key), Member { secret: Key, id: u8 } }", 1),
    ] {
        let code = super::expand(input).expect("a type").to_string();
        assert_eq!(code.matches("compile_error").count(), mistakes, "{code}");
        let (code, _) = code.split_once(":: core :: compile_error").expect("a message");
        assert!(!code.contains("secret") && !code.contains("Key"), "{input}: {code}");
    }
}
