//! Ids that identify nobody are refused by the mint, by `Serialize` and by the verifier, and others are not.

use std::borrow::Cow;

use algomo_core::{Contract, Error, IdClaim, Mint as _, VerifyError, Visitor};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;
use uuid::Uuid;

use super::refusal;
use crate::support::{EXP, HEADER, auth, mint, payload, sign};

/// Characters besides white space that leave no mark on a page.
const INVISIBLE: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

/// The nil UUID in each form in which UUIDs are written.
const NIL: [&str; 6] = [
    "00000000-0000-0000-0000-000000000000",
    "00000000000000000000000000000000",
    "{00000000-0000-0000-0000-000000000000}",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "URN:Uuid:00000000-0000-0000-0000-000000000000",
    " 00000000-0000-0000-0000-000000000000\n",
];

fn white_space() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|char| char.is_whitespace())
}

/// Asserts that an id is refused in every way, under both contracts.
#[track_caller]
fn assert_blank(id: impl IdClaim + Clone) {
    for &contract in Contract::ALL {
        let visitor = Visitor::new(id.clone()).name("Ada").contract(contract);
        assert_eq!(refusal(&auth(), &visitor), Error::BlankId);
        let error = serde_json::to_string(&visitor).expect_err("it is refused");
        assert_eq!(error.to_string(), Error::BlankId.to_string());
    }
    let text = id.id_claim().to_string();
    let token = sign(HEADER, json!({ "id": text, "exp": EXP }).to_string());
    for &contract in Contract::ALL {
        let verified = auth().with_contract(contract).verify(&token);
        assert_eq!(verified, Err(VerifyError::BlankId), "{text:?}");
    }
}

/// Asserts that an id is accepted in every way, and arrives as this text.
#[track_caller]
fn assert_somebody(id: impl IdClaim + Clone, text: &str) {
    for &contract in Contract::ALL {
        let visitor = Visitor::new(id.clone()).contract(contract);
        let token = mint(&auth(), &visitor);
        assert!(auth().mint_settings(&visitor, None).is_ok());
        assert!(serde_json::to_string(&visitor).is_ok(), "{text:?}");
        let read = payload(&token)["id"].clone();
        assert_eq!(read.as_str().map_or_else(|| read.to_string(), str::to_owned), text);
        assert_eq!(
            auth().verify(&token).map(|visitor| visitor.id().to_string()),
            Ok(text.to_owned())
        );
    }
}

#[test]
fn white_space_and_invisible_characters_identify_nobody() {
    assert_blank("");
    let mut count = 0;
    for char in white_space().chain(INVISIBLE) {
        assert_blank(char.to_string());
        assert_blank(format!("{char}{char}"));
        assert_blank(Cow::<str>::Owned(format!(" {char}\u{200b}\n")));
        count += 1;
    }
    assert_eq!(count, 25 + INVISIBLE.len(), "the white space of Unicode");
    let all: String = white_space().chain(INVISIBLE).collect();
    assert_blank(all.as_str());
}

#[test]
fn the_nil_uuid_identifies_nobody() {
    assert_blank(Uuid::nil());
    assert_blank(&Uuid::nil());
    for text in NIL {
        assert_blank(text);
        assert_blank(text.to_owned());
    }
}

#[test]
fn an_id_with_such_characters_within_is_somebodys() {
    for char in white_space().chain(INVISIBLE) {
        for id in
            [format!("a{char}"), format!("{char}a"), format!("a{char}b"), format!("{char}0{char}")]
        {
            assert_somebody(id.as_str(), &id);
        }
    }
    for id in [
        "0",
        "-",
        ".",
        "null",
        "undefined",
        "\0",
        "\u{ad}",
        "\u{200e}",
        "\u{2061}",
        "\u{180e}",
        "\u{3164}",
    ] {
        assert_somebody(id, id);
    }
}

#[test]
fn a_number_is_somebodys_and_so_is_what_looks_like_the_nil_uuid() {
    assert_somebody(0, "0");
    assert_somebody(-1, "-1");
    assert_somebody(u128::MAX, "340282366920938463463374607431768211455");
    assert_somebody(Uuid::max(), "ffffffff-ffff-ffff-ffff-ffffffffffff");
    assert_somebody(Uuid::from_u128(1), "00000000-0000-0000-0000-000000000001");
    for id in [
        "0000000000000000000000000000000",
        "000000000000000000000000000000000",
        "00000000-0000-0000-0000-000000000001",
        "00000000_0000_0000_0000_000000000000",
        "{00000000-0000-0000-0000-000000000001}",
        "urn:uuid:00000000-0000-0000-0000-000000000001",
        "00000000-0000-0000-0000-00000000000O",
    ] {
        assert_somebody(id, id);
    }
}

/// The company's id is not what a user is known by: it may be empty.
#[test]
fn a_blank_company_id_is_sent() {
    for id in ["", " ", "\u{200b}", NIL[0]] {
        let token = mint(&auth(), &Visitor::new(1).company_id(id));
        assert_eq!(payload(&token), json!({ "id": 1, "companyId": id, "exp": EXP }));
        assert!(auth().verify(&token).is_ok());
    }
    let nil = mint(&auth(), &Visitor::new(1).company_id(Uuid::nil()));
    assert_eq!(payload(&nil)["companyId"], NIL[0]);
}

proptest! {
    #[test]
    fn any_mixture_of_them_identifies_nobody(
        chars in vec(prop_oneof![select(white_space().collect::<Vec<_>>()), select(INVISIBLE.to_vec())], 0..12),
        letter in any::<char>(),
        place in any::<proptest::sample::Index>(),
    ) {
        let blank: String = chars.iter().collect();
        prop_assert_eq!(auth().token(Visitor::new(&blank)), Err(Error::BlankId));
        let is_blank = letter.is_whitespace() || INVISIBLE.contains(&letter);
        let mut chars = chars;
        chars.insert(place.index(chars.len() + 1), letter);
        let text: String = chars.iter().collect();
        prop_assert_eq!(auth().token(Visitor::new(&text)).is_err(), is_blank);
    }
}
