//! How often each call allocates, and how much. It counts and does not time, so it holds on any machine.

use std::cell::RefCell;
use std::collections::BTreeMap;

use algomo_core::{AlgomoVisitor, Contract, IdClaim, Visitor, VisitorAuth, VisitorSecret};
use allocation_counter::AllocationInfo;
use uuid::Uuid;

/// A user with each claim that its contract has, around one `I` as id.
struct User<I> {
    id: I,
    name: String,
}

impl<I: IdClaim> AlgomoVisitor for User<I> {
    fn visitor(&self) -> Option<Visitor<'_>> {
        let Self { id, name } = self;
        Some(
            Visitor::new(id)
                .name(name)
                .email(Some("ada@example.com"))
                .company_id(314)
                .company_name("Engines"),
        )
    }
}

/// The same for the other contract.
struct AuthTokenUser<I>(User<I>);

impl<I: IdClaim> AlgomoVisitor for AuthTokenUser<I> {
    fn visitor(&self) -> Option<Visitor<'_>> {
        let visitor = self.0.visitor()?.avatar("https://example.com/ada.png");
        Some(visitor.contract(Contract::AuthToken))
    }
}

/// What a name consists of. `PLAIN` and `CJK` need no escape in JSON; each character of `ESCAPED` takes two bytes there, and
/// each of `CONTROL` six.
const PLAIN: &str = "Ada Lovela";
const CJK: &str = "山田花子";
const ESCAPED: &str = "\"\\\n\t";
const CONTROL: &str = "\u{1}\u{2}";

/// Calls `check` with every kind of user of a name of `kind`, and a text that says which user it is.
fn for_each_user(kind: &str, check: impl Fn(&dyn AlgomoVisitor, &str)) {
    for bytes in [10, 100, 1_000, 7_000] {
        let name = kind.repeat(bytes / kind.len() + 1);
        let about = |id: &str| format!("id {id}, a name of {} bytes like {kind:?}", name.len());
        with_id(1042_i64, &name, &about("of an integer"), &check);
        with_id(1_189_372_650_418_372_611_u64, &name, &about("beyond 2^53"), &check);
        with_id(i128::MIN, &name, &about("beyond 2^64"), &check);
        with_id(Uuid::from_u128(0x0b6f_3b5e), &name, &about("of a UUID"), &check);
        with_id(String::from("an-id-of-text"), &name, &about("of text"), &check);
    }
}

fn with_id<I: IdClaim + Clone>(
    id: I,
    name: &str,
    about: &str,
    check: &impl Fn(&dyn AlgomoVisitor, &str),
) {
    check(&User { id: id.clone(), name: name.to_owned() }, about);
    check(&AuthTokenUser(User { id, name: name.to_owned() }), &format!("auth-token, {about}"));
}

/// Two mints: one that writes the settings alone, and one that writes the loader after them.
fn auths() -> [VisitorAuth; 2] {
    let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes");
    let auth = VisitorAuth::new(secret.expect("it is long enough"));
    [auth.clone(), auth.with_widget_id("64b26869eccc94a185db7f18").expect("it is an id")]
}

/// What a call allocates, and its result.
fn measure<R>(call: impl FnOnce() -> R) -> (AllocationInfo, R) {
    let mut result = None;
    let counted = allocation_counter::measure(|| result = Some(call()));
    (counted, result.expect("it was called"))
}

#[test]
fn writing_into_a_string_with_room_allocates_nothing() {
    let [plain, loader] = auths();
    let ways = [(&plain, None), (&plain, Some("bm9uY2U=")), (&loader, Some("bm9uY2U="))];
    let page = RefCell::new(String::with_capacity(256 * 1024));
    for kind in [PLAIN, CJK, ESCAPED, CONTROL] {
        for_each_user(kind, |user, about| {
            for (auth, nonce) in ways {
                let page = &mut *page.borrow_mut();
                page.clear();
                let (counted, written) = measure(|| auth.write_settings(user, nonce, page));
                assert_eq!((counted.count_total, written), (0, Ok(true)), "{about}");
            }
        });
    }
}

/// The entries of custom data are collected before they are written, and only that allocates.
#[test]
fn custom_data_takes_what_collecting_it_takes() {
    struct WithData(BTreeMap<String, String>);

    impl AlgomoVisitor for WithData {
        fn visitor(&self) -> Option<Visitor<'_>> {
            Some(Visitor::new(1).custom_data(&self.0).contract(Contract::AuthToken))
        }
    }

    let entries = (0..40).map(|n| (format!("key {n}"), PLAIN.repeat(10)));
    let user = WithData(entries.collect());
    let (collecting, ()) = measure(|| drop(user.visitor()));
    let ([auth, _], mut page) = (auths(), String::with_capacity(64 * 1024));
    let (writing, written) = measure(|| auth.write_settings(&user, None, &mut page));
    assert_eq!((writing.count_total, written), (collecting.count_total, Ok(true)));
}

#[test]
fn a_fresh_token_takes_one_allocation_of_about_its_length() {
    let [auth, _] = auths();
    for kind in [PLAIN, CJK] {
        for_each_user(kind, |user, about| {
            let (counted, token) = measure(|| auth.token(user));
            let len = token.expect("it mints").expect("a member").as_str().len() as u64;
            assert_eq!(counted.count_total, 1, "{about}");
            let spare = counted.bytes_total - len;
            assert!(spare <= 128, "{about}: {spare} more than the {len} that it needs");
        });
    }
}

/// The room is measured without the escapes, and then once more with them: the worst case, six bytes for each character, is
/// never allocated for a text that does not need it.
#[test]
fn a_fresh_token_full_of_escapes_takes_two_allocations_and_less_than_twice_its_length() {
    let [auth, _] = auths();
    for kind in [ESCAPED, CONTROL] {
        for_each_user(kind, |user, about| {
            let (counted, token) = measure(|| auth.token(user));
            let len = token.expect("it mints").expect("a member").as_str().len() as u64;
            assert!(counted.count_total <= 2, "{about}: {} allocations", counted.count_total);
            assert!(counted.bytes_total <= 2 * len, "{about}: {counted:?} for {len}");
        });
    }
}

/// The token's own allocations, and one for the page.
#[test]
fn a_fresh_page_takes_one_allocation_more_than_its_token() {
    for auth in &auths() {
        for (kind, most) in [(PLAIN, 2), (CJK, 2), (ESCAPED, 3), (CONTROL, 3)] {
            for_each_user(kind, |user, about| {
                let (counted, page) = measure(|| auth.settings(user).map(String::from));
                let len = page.expect("it mints").len() as u64;
                assert!(counted.count_total <= most, "{about}: {}", counted.count_total);
                assert!(counted.bytes_total <= 3 * len + 256, "{about}: {counted:?}");
            });
        }
    }
}

#[test]
fn a_page_written_into_a_fresh_string_of_its_size_takes_one_allocation() {
    for auth in &auths() {
        for_each_user(CONTROL, |user, about| {
            let len = auth.settings(user).map(String::from).expect("it mints").len();
            let (counted, written) = measure(|| {
                let mut page = String::with_capacity(len);
                auth.write_settings(user, None, &mut page).map(|_| page)
            });
            assert_eq!(counted.count_total, 1, "{about}");
            assert_eq!(written.map(|page| page.len()), Ok(len), "{about}");
        });
    }
}

#[test]
fn a_guest_takes_no_allocation() {
    for auth in &auths() {
        let (counted, settings) = measure(|| auth.settings(None::<Visitor<'_>>));
        assert!(settings.expect("a guest needs no token").is_anonymous());
        assert_eq!(counted.count_total, 0);
    }
}
