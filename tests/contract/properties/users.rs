//! Random users of both contracts, with any text in any claim.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use algomo_core::AlgomoVisitor;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;

use crate::support::EXP;

/// What breaks programs that glue text together, and the characters at the edges of Unicode's ranges.
pub(super) const FRAGMENTS: &[&str] = &[
    "</script>",
    "</SCRIPT ",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "\"};alert(1)//",
    "\",\"id\":\"2",
    "\\",
    "\\u0022",
    "\"",
    "'",
    "`${1}`",
    "&quot;",
    "{{ 1 }}",
    ".",
    "=",
    "\0",
    "\u{8}\t\n\u{b}\u{c}\r",
    "\u{1b}[2J",
    "\u{1f}",
    "\u{7f}",
    "\u{80}\u{85}\u{9f}",
    "\u{ad}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{fffd}\u{fffe}\u{ffff}",
    "\u{10000}",
    "\u{10ffff}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}txt.exe\u{202c}",
    "\u{feff}",
    "e\u{301}",
    "שָׁלוֹם",
    "عبد الله",
    "陳大文",
    "👩\u{200d}👩\u{200d}👧",
];

/// The encoder's internal buffer, in bytes of JSON.
pub(super) const CHUNK: usize = 375;

/// The lengths at which a text could end just before, at, or behind a full buffer, wherever in the JSON it stands.
fn around_chunks() -> impl Strategy<Value = RangeInclusive<usize>> {
    (1..4_usize).prop_map(|chunks| chunks * CHUNK - 150..=chunks * CHUNK + 5)
}

pub(super) fn text() -> impl Strategy<Value = String> {
    let long = (
        select(vec!['a', '"', '\u{1}', 'é', '€', '🦀']),
        around_chunks().prop_flat_map(|lengths| lengths),
    )
        .prop_map(|(character, len)| character.to_string().repeat(len));
    prop_oneof![
        3 => any::<String>(),
        3 => vec(any::<char>(), 0..30).prop_map(String::from_iter),
        4 => vec(select(FRAGMENTS), 0..6).prop_map(|fragments| fragments.concat()),
        1 => long,
    ]
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    option::weighted(0.7, text())
}

/// An id that is not empty.
fn id_text() -> impl Strategy<Value = String> {
    text().prop_map(|text| if text.is_empty() { "0".to_owned() } else { text })
}

/// A user of the default contract, and what an application would serialize for it by hand.
#[derive(Clone, Debug, AlgomoVisitor, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Person {
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) company_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) company_name: Option<String>,
    #[algomo(skip)]
    pub(super) exp: u64,
}

/// One whose company is named as the first document spells it.
#[derive(Clone, Debug, AlgomoVisitor, Serialize)]
pub(super) struct Misspelt {
    pub(super) id: String,
    #[algomo(companyNamy)]
    #[serde(rename = "companyNamy")]
    pub(super) company: String,
    #[algomo(skip)]
    pub(super) exp: u64,
}

/// A user of the contract `auth-token`.
#[derive(Clone, Debug, AlgomoVisitor, Serialize)]
#[algomo(contract = "auth-token")]
#[serde(rename_all = "camelCase")]
pub(super) struct Account {
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) avatar: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) company_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) company_name: Option<String>,
    pub(super) custom_data: BTreeMap<String, String>,
    #[algomo(skip)]
    pub(super) exp: u64,
}

pub(super) fn person() -> impl Strategy<Value = Person> {
    let claims = (id_text(), maybe_text(), maybe_text(), maybe_text(), maybe_text());
    claims.prop_map(|(id, name, email, company_id, company_name)| Person {
        id,
        name,
        email,
        company_id,
        company_name,
        exp: EXP,
    })
}

pub(super) fn misspelt() -> impl Strategy<Value = Misspelt> {
    (id_text(), text()).prop_map(|(id, company)| Misspelt { id, company, exp: EXP })
}

pub(super) fn account() -> impl Strategy<Value = Account> {
    let custom_data = btree_map(text(), text(), 0..4);
    let claims = (person(), maybe_text(), custom_data);
    claims.prop_map(|(person, avatar, custom_data)| Account {
        id: person.id,
        name: person.name,
        email: person.email,
        avatar,
        company_id: person.company_id,
        company_name: person.company_name,
        custom_data,
        exp: EXP,
    })
}
