//! `exp`, `nbf`, the leeway and the longest life. Every token here is rightly signed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use algomo_core::{Error, VerifyError, Visitor, VisitorAuth};
use algomo_tests::vectors::at;

use crate::support::{EXP, HEADER, NOW, auth, auth_at, mint, sign};

/// A token with these claims behind its id.
fn token(claims: &str) -> String {
    sign(HEADER, format!(r#"{{"id":1{claims}}}"#))
}

/// A token that expires at [`EXP`].
fn until_exp() -> String {
    token(&format!(r#","exp":{EXP}"#))
}

fn with_leeway(now: u64, leeway: u64) -> VisitorAuth {
    auth_at(now).with_leeway(Duration::from_secs(leeway)).expect("a leeway")
}

/// Verifies at a time in nanoseconds after a second.
fn verify_at(second: u64, nanos: u64, token: &str) -> Result<(), VerifyError> {
    let now = at(second) + Duration::from_nanos(nanos);
    auth().with_clock(move || now).verify(token).map(|_| ())
}

#[test]
fn a_token_is_good_until_the_second_before_its_exp() {
    let token = until_exp();
    for leeway in [0, 1, 59, 3600] {
        let end = EXP + leeway;
        for (now, is_good) in [(0, true), (end - 1, true), (end, false), (end + 1, false)] {
            let verified = with_leeway(now, leeway).verify(&token).map(|_| ());
            let expected = if is_good { Ok(()) } else { Err(VerifyError::Expired) };
            assert_eq!(verified, expected, "at {now} with a leeway of {leeway} s");
        }
    }
}

#[test]
fn there_is_no_leeway_unless_it_is_asked_for() {
    assert!(auth_at(EXP - 1).verify(&until_exp()).is_ok());
    assert_eq!(auth_at(EXP).verify(&until_exp()), Err(VerifyError::Expired));
}

#[test]
fn the_last_second_counts_to_its_end() {
    assert_eq!(verify_at(EXP - 1, 999_999_000, &until_exp()), Ok(()));
    assert_eq!(verify_at(EXP, 0, &until_exp()), Err(VerifyError::Expired));
}

#[test]
fn a_token_is_good_from_the_second_of_its_nbf() {
    let start = EXP - 10_000;
    let token = token(&format!(r#","nbf":{start},"exp":{EXP}"#));
    for leeway in [0, 1, 59, 3600] {
        let first = start - leeway;
        for (now, is_good) in [(first - 1, false), (first, true), (start, true)] {
            let verified = with_leeway(now, leeway).verify(&token).map(|_| ());
            let expected = if is_good { Ok(()) } else { Err(VerifyError::NotYetValid) };
            assert_eq!(verified, expected, "at {now} with a leeway of {leeway} s");
        }
    }
}

#[test]
fn exp_and_nbf_may_have_fractions_and_exponents() {
    // RFC 7519, section 2: a NumericDate is a JSON number.
    let exp = 4_102_444_800_u64;
    for (seconds, whole) in [
        ("4102444800", true),
        ("4102444800.0", true),
        ("4.1024448e9", true),
        ("41024448E+2", true),
        ("4102444800.5", false),
        ("41024448005e-1", false),
    ] {
        let ends = token(&format!(r#","exp":{seconds}"#));
        let starts = token(&format!(r#","nbf":{seconds},"exp":4102449999"#));
        assert_eq!(verify_at(exp - 1, 0, &ends), Ok(()), "{seconds}");
        assert_eq!(verify_at(exp - 1, 0, &starts), Err(VerifyError::NotYetValid), "{seconds}");
        let at_the_second = verify_at(exp, 0, &ends);
        let quarter_past = verify_at(exp, 250_000_000, &starts);
        if whole {
            assert_eq!(at_the_second, Err(VerifyError::Expired), "{seconds}");
            assert_eq!(quarter_past, Ok(()), "{seconds}");
        } else {
            assert_eq!(at_the_second, Ok(()), "{seconds}");
            assert_eq!(quarter_past, Err(VerifyError::NotYetValid), "{seconds}");
        }
        assert_eq!(verify_at(exp, 500_000_000, &ends), Err(VerifyError::Expired), "{seconds}");
        assert_eq!(verify_at(exp, 500_000_000, &starts), Ok(()), "{seconds}");
    }
}

#[test]
fn the_exp_is_told_as_it_was_sent() {
    for (sent, value, serialized) in [
        ("4102444800", 4_102_444_800.0, "4102444800"),
        ("4102444800.0", 4_102_444_800.0, "4102444800"),
        ("4102444800.5", 4_102_444_800.5, "4102444800.5"),
        ("9007199254740991", 9_007_199_254_740_991.0, "9007199254740991"),
        ("1e308", 1e308, "1e+308"),
    ] {
        let visitor = auth().verify(&token(&format!(r#","exp":{sent}"#))).expect("a good token");
        assert!((visitor.expires_at() - value).abs() < f64::EPSILON, "{sent}");
        let json = serde_json::to_string(&visitor).expect("it serializes");
        assert_eq!(json, format!(r#"{{"id":1,"exp":{serialized}}}"#));
    }
}

#[test]
fn a_negative_exp_has_passed_and_a_negative_nbf_has_come() {
    for seconds in ["-1", "-0", "-0.5", "-1e300", "-9007199254740992"] {
        let ends = auth().verify(&token(&format!(r#","exp":{seconds}"#)));
        assert_eq!(ends, Err(VerifyError::Expired), "{seconds}");
        let starts = auth().verify(&token(&format!(r#","nbf":{seconds},"exp":{EXP}"#)));
        assert!(starts.is_ok(), "{seconds}");
        // Not even in the first second of 1970.
        assert_eq!(
            verify_at(0, 0, &token(&format!(r#","exp":{seconds}"#))),
            Err(VerifyError::Expired)
        );
    }
}

#[test]
fn huge_times_are_ahead_and_those_beyond_a_double_are_refused() {
    for seconds in ["1e308", "18446744073709551616", "340282366920938463463374607431768211456"] {
        assert!(auth().verify(&token(&format!(r#","exp":{seconds}"#))).is_ok(), "{seconds}");
        let starts = auth().verify(&token(&format!(r#","nbf":{seconds},"exp":{seconds}"#)));
        assert_eq!(starts, Err(VerifyError::NotYetValid), "{seconds}");
        let late = at(i64::MAX.unsigned_abs());
        let late = auth().with_clock(move || late).with_leeway(Duration::from_secs(3600));
        let verified = late.expect("a leeway").verify(&token(&format!(r#","exp":{seconds}"#)));
        assert!(verified.is_ok(), "{seconds}");
    }
    for seconds in ["1e309", "1e400", "-1e400"] {
        let ends = auth().verify(&token(&format!(r#","exp":{seconds}"#)));
        assert_eq!(ends, Err(VerifyError::InvalidClaim { claim: "exp" }), "{seconds}");
        let starts = auth().verify(&token(&format!(r#","nbf":{seconds},"exp":{EXP}"#)));
        assert_eq!(starts, Err(VerifyError::InvalidClaim { claim: "nbf" }), "{seconds}");
    }
    let late = auth().with_clock(|| at(i64::MAX.unsigned_abs()));
    assert_eq!(late.verify(&until_exp()), Err(VerifyError::Expired));
}

#[test]
fn exp_and_nbf_are_numbers() {
    assert_eq!(auth().verify(&token("")), Err(VerifyError::MissingClaim { claim: "exp" }));
    let other_case = auth().verify(&token(r#","Exp":4102444800"#));
    assert_eq!(other_case, Err(VerifyError::MissingClaim { claim: "exp" }));
    // A mistyped time must not count as an absent one (CVE-2026-25537).
    for value in ["null", "true", "[]", "{}", "[4102444800]", r#""4102444800""#, r#""""#] {
        let ends = auth().verify(&token(&format!(r#","exp":{value}"#)));
        assert_eq!(ends, Err(VerifyError::InvalidClaim { claim: "exp" }), "{value}");
        let starts = auth().verify(&token(&format!(r#","nbf":{value},"exp":{EXP}"#)));
        assert_eq!(starts, Err(VerifyError::InvalidClaim { claim: "nbf" }), "{value}");
    }
}

#[test]
fn a_leeway_of_an_hour_is_the_longest() {
    let hour = Duration::from_secs(3600);
    assert!(auth().with_leeway(hour).is_ok());
    for leeway in [hour + Duration::from_nanos(1), hour + Duration::from_secs(1), Duration::MAX] {
        let error = auth().with_leeway(leeway).map(|_| ());
        assert_eq!(error, Err(Error::LeewayOutOfRange { leeway }));
    }
}

#[test]
fn a_longest_life_finds_ten_hours_and_milliseconds() {
    let minute = auth().with_max_life(Duration::from_secs(60));
    let verify = |exp: u64| minute.verify(&token(&format!(r#","exp":{exp}"#))).map(|_| ());
    for exp in [NOW + 1, NOW + 30, NOW + 60] {
        assert_eq!(verify(exp), Ok(()), "{exp}");
    }
    for exp in [NOW + 61, NOW + 36_000, EXP * 1000, u64::MAX] {
        assert_eq!(verify(exp), Err(VerifyError::LivesTooLong), "{exp}");
    }
    assert_eq!(verify(NOW), Err(VerifyError::Expired));
    assert_eq!(
        VerifyError::LivesTooLong.to_string(),
        "the token's exp is further ahead than the verifier accepts"
    );
    // The leeway is on top, and the last call counts.
    let generous = minute.clone().with_leeway(Duration::from_secs(10)).expect("a leeway");
    assert!(generous.verify(&token(&format!(r#","exp":{}"#, NOW + 70))).is_ok());
    let refused = generous.verify(&token(&format!(r#","exp":{}"#, NOW + 71)));
    assert_eq!(refused, Err(VerifyError::LivesTooLong));
    let hours = minute.clone().with_max_life(Duration::from_secs(36_000));
    assert!(hours.verify(&token(&format!(r#","exp":{}"#, NOW + 36_000))).is_ok());
    // Without it any life is accepted, and the mint takes no notice of it.
    assert!(auth().verify(&token(&format!(r#","exp":{}"#, EXP * 1000))).is_ok());
    let short = auth().with_max_life(Duration::from_secs(5));
    let minted = mint(&short, &Visitor::new(1));
    assert_eq!(short.verify(&minted), Err(VerifyError::LivesTooLong));
    assert!(auth().verify(&minted).is_ok());
}

#[test]
fn a_clock_before_1970_verifies_nothing() {
    for before in [Duration::from_nanos(1), Duration::from_secs(1 << 33)] {
        let auth = auth().with_clock(move || UNIX_EPOCH - before);
        assert_eq!(auth.verify(&until_exp()), Err(VerifyError::ClockOutOfRange));
    }
}

#[test]
fn the_clock_is_read_for_each_token() {
    let seconds = Arc::new(AtomicU64::new(NOW));
    let clock = Arc::clone(&seconds);
    let auth = auth().with_clock(move || at(clock.load(Ordering::Relaxed)));
    let first = mint(&auth, &Visitor::new(1));
    assert_eq!(first, sign(HEADER, format!(r#"{{"id":1,"exp":{}}}"#, NOW + 30)));
    for (second, is_good) in
        [(NOW + 29, true), (NOW + 30, false), (NOW - 100, true), (NOW + 31, false)]
    {
        seconds.store(second, Ordering::Relaxed);
        assert_eq!(auth.verify(&first).is_ok(), is_good, "at {second}");
        let minted = mint(&auth, &Visitor::new(1));
        assert_eq!(minted, sign(HEADER, format!(r#"{{"id":1,"exp":{}}}"#, second + 30)));
    }
}
