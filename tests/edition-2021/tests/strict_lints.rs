//! The expansion in the edition before, and under clippy's strictest lints: `cargo clippy --all-targets` reads this file.
#![deny(warnings, missing_docs)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
// The restriction lints that a library may well have on.
#![deny(
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::as_conversions,
    clippy::clone_on_ref_ptr,
    clippy::default_numeric_fallback,
    clippy::expect_used,
    clippy::exhaustive_enums,
    clippy::indexing_slicing,
    clippy::let_underscore_untyped,
    clippy::match_wildcard_for_single_variants,
    clippy::panic,
    clippy::pattern_type_mismatch,
    clippy::redundant_type_annotations,
    clippy::rest_pat_in_fully_bound_structs,
    clippy::shadow_unrelated,
    clippy::str_to_string,
    clippy::unwrap_used,
    clippy::use_self,
    clippy::wildcard_enum_match_arm
)]

use std::collections::BTreeMap;

use algomo_core::AlgomoVisitor;

/// A company.
#[derive(Debug)]
struct Company {
    /// The key.
    id: u32,
    /// The name.
    name: String,
}

/// A user.
#[derive(AlgomoVisitor, Debug)]
#[algomo(contract = "auth-token", name = Self::full_name)]
struct User<'a, T> {
    /// The key.
    id: T,
    /// The address.
    email: Option<&'a str>,
    /// The company.
    #[algomo(company_id = |c| c.id, company_name = |c| &c.name)]
    company: Company,
    /// The plan.
    #[algomo(custom)]
    plan: &'a str,
    /// The rest.
    custom_data: BTreeMap<String, String>,
    /// Not sent.
    #[algomo(skip)]
    r#type: u8,
}

impl<T> User<'_, T> {
    fn full_name(&self) -> String {
        format!("{} {}", self.company.name, self.r#type)
    }
}

/// A session.
#[derive(AlgomoVisitor, Debug)]
#[algomo(contract = "auth-token")]
#[non_exhaustive]
enum Session<'a> {
    /// Nobody.
    Guest,
    /// Somebody.
    Member(User<'a, u64>),
    /// Something.
    Bot {
        /// The key.
        id: u32,
        /// Not sent.
        #[algomo(skip)]
        secret: String,
    },
    /// Somebody, perhaps.
    Row {
        /// The key.
        #[algomo(id, optional)]
        user: Option<u64>,
    },
}

#[test]
fn it_maps_as_in_the_newest_edition() {
    let company = Company { id: 7, name: "Acme".to_owned() };
    let custom_data = BTreeMap::from([("plan".to_owned(), "free".to_owned())]);
    let user = User { id: 1, email: None, company, plan: "pro", custom_data, r#type: 2 };
    let json = |session: &Session<'_>| serde_json::to_string(&session.visitor()).ok();
    assert_eq!(
        json(&Session::Member(user)).as_deref(),
        Some(
            r#"{"id":"1","name":"Acme 2","companyId":"7","companyName":"Acme","customData":{"plan":"pro"}}"#
        ),
    );
    let bot = Session::Bot { id: 3, secret: "s".to_owned() };
    assert!(matches!(&bot, Session::Bot { secret, .. } if secret == "s"));
    assert_eq!(json(&bot).as_deref(), Some(r#"{"id":"3"}"#));
    let row = |key| Session::Row { user: key };
    assert_eq!(json(&row(Some(4))).as_deref(), Some(r#"{"id":"4"}"#));
    assert_eq!(json(&row(None)).as_deref(), Some("null"));
    assert_eq!(json(&Session::Guest).as_deref(), Some("null"));
}
