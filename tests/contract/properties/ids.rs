//! Ids of every type: no reader may take one for another.

use std::collections::BTreeSet;
use std::fmt;
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU8,
    NonZeroU16, NonZeroU32, NonZeroU64, NonZeroU128, NonZeroUsize,
};

use algomo_core::{AlgomoVisitor, IdClaim, Visitor};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{Current, EXP, Known, MAX_EXACT, auth, mint, payload_text};

/// Numbers of every size, many of them near the edges of a type or of what JavaScript counts.
fn number() -> impl Strategy<Value = i128> {
    let edges = [7, 8, 15, 16, 31, 32, 53, 63, 64, 127]
        .map(|bits| 1_i128.checked_shl(bits).unwrap_or(i128::MIN));
    let near_edge = (select(edges.to_vec()), any::<bool>(), -3..=3_i128).prop_map(
        |(edge, is_negative, step)| {
            let edge = if is_negative { edge.wrapping_neg() } else { edge };
            edge.saturating_add(step)
        },
    );
    prop_oneof![3 => near_edge, 1 => any::<i64>().prop_map(i128::from), 1 => any::<i128>()]
}

/// A derived user with an id of any type.
#[derive(AlgomoVisitor)]
struct Numbered<T>(#[algomo(id)] T);

/// Checks both contracts' payloads for an id and a company id of this value.
fn check<T: IdClaim + fmt::Display + Copy>(number: T) -> Result<(), TestCaseError> {
    let digits = number.to_string();
    // Too large even for the parser is too large for JavaScript.
    let is_exact =
        digits.parse::<i128>().is_ok_and(|number| number.unsigned_abs() <= u128::from(MAX_EXACT));
    let quoted = format!("\"{digits}\"");
    let expected = if is_exact { &digits } else { &quoted };

    let derived = payload_text(&mint(&auth(), &Numbered(number)));
    prop_assert_eq!(derived, format!(r#"{{"id":{},"exp":{}}}"#, expected, EXP));

    let visitor = Visitor::new(number.id_claim().into_owned())
        .company_id(Some(number.id_claim().into_owned()));
    let known = payload_text(&mint(&auth(), &Known(visitor.clone())));
    prop_assert_eq!(known, format!(r#"{{"id":{0},"companyId":{0},"exp":{1}}}"#, expected, EXP));
    let current = payload_text(&mint(&auth(), &Current(visitor)));
    prop_assert_eq!(current, format!(r#"{{"id":{0},"companyId":{0},"exp":{1}}}"#, quoted, EXP));
    Ok(())
}

/// Checks the number as each of the integer types that can hold it.
macro_rules! check_as {
    ($number:ident: $($integer:ty, $non_zero:ty;)*) => {$(
        if let Ok(number) = <$integer>::try_from($number) {
            check(number)?;
            if let Some(number) = <$non_zero>::new(number) {
                check(number)?;
            }
        }
    )*};
}

proptest! {
    #[test]
    fn an_integer_is_a_number_as_far_as_javascript_counts_and_a_string_beyond(number in number()) {
        check(number)?;
        if let Some(number) = NonZeroI128::new(number) {
            check(number)?;
        }
        check_as! {
            number:
            i8, NonZeroI8; i16, NonZeroI16; i32, NonZeroI32; i64, NonZeroI64; isize, NonZeroIsize;
            u8, NonZeroU8; u16, NonZeroU16; u32, NonZeroU32; u64, NonZeroU64; u128, NonZeroU128; usize, NonZeroUsize;
        }
    }

    #[test]
    fn what_no_i128_holds_is_a_string_too(number in any::<u128>()) {
        check(number)?;
        check(u128::MAX - number)?;
    }

    #[test]
    fn a_uuid_is_its_hyphenated_text(bytes in 1..=u128::MAX) {
        let uuid = uuid::Uuid::from_u128(bytes);
        let token = mint(&auth(), &Numbered(uuid));
        prop_assert_eq!(payload_text(&token), format!(r#"{{"id":"{}","exp":{}}}"#, uuid, EXP));
    }

    #[test]
    fn the_verifier_reads_the_id_that_was_minted(number in number()) {
        let visitor = auth().verify(&mint(&auth(), &Numbered(number))).expect("a good token");
        let is_exact = number.unsigned_abs() <= u128::from(MAX_EXACT);
        let expected = match i64::try_from(number) {
            Ok(number) if is_exact => Some(number),
            _ => None,
        };
        prop_assert_eq!(visitor.id().as_integer(), expected);
        prop_assert_eq!(visitor.id().to_string(), number.to_string());
    }
}

/// The exact edges, which random numbers may miss.
#[test]
fn two_to_the_53_is_the_first_string() {
    let max = i64::try_from(MAX_EXACT).expect("53 bits");
    let id = |number: i64| payload_text(&mint(&auth(), &Numbered(number)));
    assert_eq!(id(max), r#"{"id":9007199254740991,"exp":4102444800}"#);
    assert_eq!(id(max + 1), r#"{"id":"9007199254740992","exp":4102444800}"#);
    assert_eq!(id(-max), r#"{"id":-9007199254740991,"exp":4102444800}"#);
    assert_eq!(id(-max - 1), r#"{"id":"-9007199254740992","exp":4102444800}"#);
}

#[test]
fn the_ends_of_every_type_are_themselves() {
    macro_rules! check_ends {
        ($($integer:ty),*) => {$(
            check(<$integer>::MIN).expect("as the contract says");
            check(<$integer>::MAX).expect("as the contract says");
        )*};
    }
    check_ends!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);
}

#[test]
fn different_ids_make_different_payloads() {
    let max = i128::from(MAX_EXACT);
    // A reader with 64-bit floats takes 2^53 and 2^53 + 1 for one number.
    let numbers = (-3..=3).flat_map(|step| [max + step, -max + step, (1 << 64) + step, step]);
    let numbers: BTreeSet<_> = numbers.collect();
    let payloads: BTreeSet<_> =
        numbers.iter().map(|number| payload_text(&mint(&auth(), &Numbered(*number)))).collect();
    assert_eq!(payloads.len(), numbers.len());
    for payload in payloads {
        let as_javascript: serde_json::Value = serde_json::from_str(&payload).expect("JSON");
        if let Some(number) = as_javascript["id"].as_i64() {
            assert!(number.unsigned_abs() <= MAX_EXACT, "{payload}");
        }
    }
}

#[test]
fn text_that_looks_like_a_number_stays_text() {
    for text in ["1", "-1", "0", "007", "1e3", "9007199254740993", "null", " 1"] {
        let known = mint(&auth(), &Numbered(text));
        assert_eq!(payload_text(&known), format!(r#"{{"id":"{text}","exp":{EXP}}}"#));
        let current = mint(&auth(), &Current(Visitor::new(text)));
        assert_eq!(payload_text(&current), format!(r#"{{"id":"{text}","exp":{EXP}}}"#));
    }
    assert_ne!(mint(&auth(), &Numbered(1)), mint(&auth(), &Numbered("1")));
}
