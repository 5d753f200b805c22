//! Every type that the derive knows by its name, and what a user reads about a field of that type. The names are written out
//! here a second time, so that one that gets lost is missed.

use super::words::assert_message;

/// What a user reads about a field that no option would send.
const UNKNOWN: &str = "to send it, write the claim that it holds";

/// A user with a name of this type, which the field's name gives away.
fn nickname(ty: &str) -> String {
    format!("struct User {{ id: u8, nickname: {ty} }}")
}

/// A user with an id of this type, which the field's name gives away.
fn uid(ty: &str) -> String {
    format!("struct User {{ uid: {ty} }}")
}

#[test]
fn a_type_that_hides_its_content_stays_on_the_server() {
    for ty in [
        "Redacted",
        "Secret",
        "SecretBox",
        "SecretBytes",
        "SecretSlice",
        "SecretString",
        "SecretVec",
        "Sensitive",
        "Zeroizing",
    ] {
        let skip = "looks like data that should stay on the server: write `#[algomo(skip)]`";
        assert_message(&nickname(&format!("{ty}<String>")), skip);
        let as_claim = format!("struct User {{ id: u8, #[algomo(name)] note: Option<{ty}> }}");
        assert_message(
            &as_claim,
            &format!(
                "a `{ty}` stays on the server, and anyone who has the page can read a token's claims: write `#[algomo(skip)]`"
            ),
        );
    }
}

#[test]
fn an_integer_or_a_string_is_an_id_as_it_is() {
    for ty in [
        "i8",
        "i16",
        "i32",
        "i64",
        "i128",
        "isize",
        "u8",
        "u16",
        "u32",
        "u64",
        "u128",
        "usize",
        "NonZeroU64",
        "NonZero<u8>",
        "String",
        "&'static str",
        "Box<str>",
        "Rc<str>",
        "Arc<str>",
        "Cow<'static, str>",
    ] {
        let expected = "to send it as `id`, write `#[algomo(id)]`; to leave it out";
        assert_message(&uid(ty), expected);
    }
}

#[test]
fn a_number_or_a_truth_value_is_no_name() {
    for ty in [
        "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize",
        "bool", "char", "f32", "f64",
    ] {
        assert_message(&nickname(ty), UNKNOWN);
    }
    for ty in ["bool", "char", "f32", "f64"] {
        assert_message(&uid(ty), UNKNOWN);
    }
}

/// A call of `to_string` would not compile.
#[test]
fn a_type_without_a_text_is_not_sent_as_its_text() {
    for ty in [
        "BTreeMap<String, u8>",
        "BTreeSet<String>",
        "&'static CStr",
        "CString",
        "Duration",
        "HashMap<String, u8>",
        "HashSet<String>",
        "Instant",
        "Option<Option<String>>",
        "&'static OsStr",
        "OsString",
        "&'static Path",
        "PathBuf",
        "Result<String, u8>",
        "SystemTime",
        "Vec<String>",
        "VecDeque<String>",
    ] {
        assert_message(&nickname(ty), UNKNOWN);
        for pointer in ["Box", "Rc", "Arc", "Cow"] {
            assert_message(&nickname(&format!("{pointer}<{ty}>")), UNKNOWN);
        }
    }
}

#[test]
fn any_other_type_is_sent_as_its_text_if_it_has_one() {
    for (field, claim, value) in [
        ("nickname", "name", "name"),
        ("mail", "email", "email"),
        ("picture", "avatar", "avatar"),
        ("tenant_id", "company_id", "id"),
    ] {
        for ty in ["Other", "Box<Other>", "Rc<Other>", "Arc<Other>", "Cow<'static, Other>"] {
            let input = format!(
                "#[algomo(contract = \"auth-token\")] struct User {{ id: u8, {field}: {ty} }}"
            );
            let expected = format!(
                "to send it as `{claim}`, write `#[algomo({claim} = |{value}| {value}.to_string())]`"
            );
            assert_message(&input, &expected);
        }
    }
    assert_message(
        &uid("Other"),
        "to send it as `id`, write `#[algomo(id = |id| id.to_string())]`",
    );
}

#[test]
fn a_company_of_a_type_that_holds_one_text_is_its_name() {
    for ty in ["SmolStr", "CompactString", "Uuid", "Ulid", "OrgUlid"] {
        let input = format!("struct User {{ id: u8, company: {ty} }}");
        let expected = "to send it as `company_name`, write `#[algomo(company_name = |name| name.to_string())]`";
        assert_message(&input, expected);
    }
}
