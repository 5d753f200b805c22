//! The time, and the life of a token.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use algomo_core::{Error, VerifyError, Visitor, VisitorAuth, VisitorSecret};
use algomo_tests::vectors::at;

use super::{assert_says, refusal};
use crate::support::{
    HEADER, Known, MAX_EXACT, NOBODY, NOW, SECRET, WAYS, auth, auth_at, mint, payload, sign,
};

fn user() -> Known<'static> {
    Known(Visitor::new(1).name(super::PRIVATE))
}

fn auth_with_clock_at(now: SystemTime) -> VisitorAuth {
    auth().with_clock(move || now)
}

#[test]
fn a_clock_before_1970_is_refused() {
    for before in [Duration::from_nanos(1), Duration::from_secs(1), Duration::from_secs(1 << 33)] {
        let error = refusal(&auth_with_clock_at(UNIX_EPOCH - before), &user());
        assert_eq!(error, Error::ClockOutOfRange, "{before:?} before");
        assert_says(&error, &["clock", "1970", "expiry"]);
    }
    assert_eq!(payload(&mint(&auth_with_clock_at(UNIX_EPOCH), &user()))["exp"], 30);
}

#[test]
fn a_clock_past_what_exp_holds_is_refused() {
    for ttl in [1, 30, 3600] {
        let auth_at = |now| auth_at(now).with_ttl(Duration::from_secs(ttl)).expect("a ttl");
        let last = MAX_EXACT - ttl;
        assert_eq!(payload(&mint(&auth_at(last), &user()))["exp"], MAX_EXACT, "{ttl} s");
        for now in [last + 1, MAX_EXACT, MAX_EXACT + 1, i64::MAX.unsigned_abs()] {
            let error = refusal(&auth_at(now), &user());
            assert_eq!(error, Error::ClockOutOfRange, "{now} + {ttl} s");
            assert_says(&error, &["clock", "ahead", "expiry"]);
        }
    }
}

#[test]
fn an_anonymous_visitor_needs_no_clock() {
    for auth in [auth_with_clock_at(UNIX_EPOCH - Duration::from_secs(1)), auth_at(MAX_EXACT)] {
        assert_eq!(auth.token(&NOBODY), Ok(None));
        assert!(auth.settings(&NOBODY).expect("no error").is_anonymous());
    }
}

#[test]
fn a_part_of_a_second_is_cut_off() {
    let now = UNIX_EPOCH + Duration::from_secs(NOW) + Duration::from_nanos(999_999_999);
    assert_eq!(payload(&mint(&auth_with_clock_at(now), &user()))["exp"], NOW + 30);
}

#[test]
fn a_token_lives_for_the_whole_seconds_that_were_asked_for() {
    assert_eq!(VisitorAuth::DEFAULT_TTL, Duration::from_secs(30));
    assert_eq!(payload(&mint(&auth(), &user()))["exp"], NOW + 30);
    for ttl in [1, 2, 30, 3599, 3600] {
        let auth = auth().with_ttl(Duration::from_secs(ttl)).expect("a ttl");
        assert_eq!(payload(&mint(&auth, &user()))["exp"], NOW + ttl);
    }
}

#[test]
fn a_life_that_is_no_whole_number_of_seconds_up_to_an_hour_is_refused() {
    let refused = [
        Duration::ZERO,
        Duration::from_nanos(1),
        Duration::from_millis(500),
        Duration::from_millis(999),
        Duration::from_millis(1500),
        Duration::from_secs(1) + Duration::from_nanos(1),
        Duration::from_secs(3600) + Duration::from_nanos(1),
        Duration::from_secs(3601),
        Duration::from_secs(36_000),
        Duration::MAX,
    ];
    for ttl in refused {
        let error = auth().with_ttl(ttl).expect_err("a life that is refused");
        assert_eq!(error, Error::TtlOutOfRange { ttl });
        assert_says(&error, &["life", "whole", "1 s", "1 h", &format!("{ttl:?}")]);
    }
}

#[test]
fn a_leeway_over_an_hour_is_refused() {
    let leeway = Duration::from_secs(3601);
    let error = auth().with_leeway(leeway).expect_err("too much");
    assert_eq!(error, Error::LeewayOutOfRange { leeway });
    assert_says(&error, &["leeway", "1 h", "3601s"]);
}

#[test]
fn a_leeway_of_parts_of_a_second_is_refused_like_a_ttl() {
    for leeway in [Duration::from_millis(1500), Duration::from_nanos(1)] {
        let refused = auth().with_leeway(leeway);
        assert_eq!(refused.err(), Some(Error::LeewayOutOfRange { leeway }));
    }
}

/// A clock that somebody sets while the application runs: on each way to the page, a token's life is counted from the time at its
/// own mint, and a verifier goes by the time at which it is asked.
#[test]
fn a_clock_that_jumps_is_followed_on_each_way() {
    let time = Arc::new(Mutex::new(at(NOW)));
    let clock = Arc::clone(&time);
    let auth = auth().with_clock(move || *clock.lock().expect("no panic"));
    let lenient =
        auth.clone().anonymous_on_error(|error| assert_eq!(*error, Error::ClockOutOfRange));
    let before_1970 = UNIX_EPOCH - Duration::from_nanos(1);
    let jumps = [
        (at(NOW), Some(NOW)),
        (at(NOW + 1), Some(NOW + 1)),
        (at(NOW + 86_400), Some(NOW + 86_400)),
        (at(NOW - 86_400), Some(NOW - 86_400)),
        (before_1970, None),
        (UNIX_EPOCH, Some(0)),
        (UNIX_EPOCH - Duration::from_secs(86_400), None),
        (at(MAX_EXACT), None),
        (at(NOW), Some(NOW)),
    ];
    let first = sign(HEADER, format!(r#"{{"id":1,"exp":{}}}"#, NOW + 30));
    for (id, (now, expected)) in (1..).zip(jumps) {
        *time.lock().expect("no panic") = now;
        let token =
            expected.map(|now| sign(HEADER, format!(r#"{{"id":{id},"exp":{}}}"#, now + 30)));
        for (name, way) in WAYS {
            let sent = way(&auth, &Visitor::new(id));
            let leniently = way(&lenient, &Visitor::new(id)).expect("an anonymous page at worst");
            let Some(token) = &token else {
                assert_eq!(sent, Err(Error::ClockOutOfRange), "{name}, {now:?}");
                assert!(!leniently.contains("eyJ"), "{name}, {now:?}");
                continue;
            };
            assert!(sent.expect("a good time").contains(token.as_str()), "{name}, {now:?}");
            assert!(leniently.contains(token.as_str()), "{name}, {now:?}");
        }
        // The token of the first mint is good until its time is over, whatever the clock did in between.
        if let Some(now) = expected {
            let verified = auth.verify(&first).map(|_| ());
            let is_over = now >= NOW + 30;
            assert_eq!(verified, if is_over { Err(VerifyError::Expired) } else { Ok(()) }, "{now}");
        }
    }
}

/// Without a clock of the application's own, the system's counts, to the second.
#[test]
fn the_systems_clock_is_right_to_the_second() {
    let now =
        || SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_secs();
    let auth = VisitorAuth::new(VisitorSecret::new(SECRET).expect("a secret"));
    for id in 1..4 {
        let before = now();
        let exp = payload(&mint(&auth, &Visitor::new(id)))["exp"].as_u64().expect("seconds");
        assert!((before + 30..=now() + 30).contains(&exp), "{exp} was minted at {before}");

        let verify = |exp| auth.verify(&sign(HEADER, format!(r#"{{"id":{id},"exp":{exp}}}"#)));
        assert_eq!(verify(before).map(|_| ()), Err(VerifyError::Expired));
        let soon = now() + 2;
        let verified = verify(soon);
        assert!(verified.is_ok() || now() >= soon, "{verified:?}");
    }
}

#[test]
fn the_systems_clock_is_read_for_each_token() {
    let auth = VisitorAuth::new(VisitorSecret::new(SECRET).expect("a secret"));
    let auth = auth.with_ttl(Duration::from_secs(1)).expect("a life");
    let tokens = [1, 2].map(|id| {
        let token = mint(&auth, &Visitor::new(id));
        std::thread::sleep(Duration::from_millis(1100));
        assert_eq!(auth.verify(&token).map(|_| ()), Err(VerifyError::Expired));
        token
    });
    let [first, second] = tokens.map(|token| payload(&token)["exp"].as_u64().expect("seconds"));
    assert!(second > first, "{first}, {second}");
}
