//! How often each call allocates. It counts and does not time, so it holds on any machine.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use algomo_core::{AlgomoVisitor, Contract, IdClaim, Visitor, VisitorAuth, VisitorSecret};
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
    const CONTRACT: Contract = Contract::AuthToken;

    fn visitor(&self) -> Option<Visitor<'_>> {
        Some(self.0.visitor()?.avatar("https://example.com/ada.png"))
    }
}

fn auth() -> VisitorAuth {
    VisitorAuth::new(
        VisitorSecret::new("an-example-secret-of-over-32-bytes").expect("it is long enough"),
    )
}

/// What a name consists of. The characters of the third take six bytes each in JSON.
const PLAIN: &str = "Ada Lovela";
const ESCAPED: &str = "\"\\\n\t";
const CONTROL: &str = "\u{1}\u{2}";
const CJK: &str = "山田花子";

/// Calls `check` with every kind of user of a name of `kind`, and says for which it failed.
fn for_each_user(kind: &str, check: impl Fn(&dyn Mint, &str)) {
    for bytes in [10, 100, 1_000, 10_000] {
        let name = kind.repeat(bytes / kind.len() + 1);
        let about = |id: &str| format!("id {id}, a name of {} bytes like {kind:?}", name.len());
        with_id(1042_i64, &name, &about("of an integer"), &check);
        with_id(1_189_372_650_418_372_611_u64, &name, &about("beyond 2^53"), &check);
        with_id(i128::MIN, &name, &about("beyond 2^64"), &check);
        with_id(Uuid::from_u128(0x0b6f_3b5e), &name, &about("of a UUID"), &check);
        with_id(String::from("an-id-of-text"), &name, &about("of text"), &check);
    }
}

fn with_id<I: IdClaim + Clone>(id: I, name: &str, about: &str, check: &impl Fn(&dyn Mint, &str)) {
    check(&User { id: id.clone(), name: name.to_owned() }, about);
    check(&AuthTokenUser(User { id, name: name.to_owned() }), &format!("auth-token, {about}"));
}

/// What the tests ask of the mint, for users of any type.
trait Mint {
    fn settings(&self, auth: &VisitorAuth) -> String;
    fn token(&self, auth: &VisitorAuth) -> bool;
    fn write_settings(&self, auth: &VisitorAuth, nonce: Option<&str>, page: &mut String);
    fn write_token(&self, auth: &VisitorAuth, page: &mut String);
}

impl<V: AlgomoVisitor> Mint for V {
    fn settings(&self, auth: &VisitorAuth) -> String {
        auth.settings(self).expect("it mints").into()
    }

    fn token(&self, auth: &VisitorAuth) -> bool {
        auth.token(self).expect("it mints").is_some()
    }

    fn write_settings(&self, auth: &VisitorAuth, nonce: Option<&str>, page: &mut String) {
        assert!(auth.write_settings(self, nonce, page).expect("it mints"));
    }

    fn write_token(&self, auth: &VisitorAuth, page: &mut String) {
        assert!(auth.write_token(self, page).expect("it mints"));
    }
}

fn count<R>(call: impl FnOnce() -> R) -> u64 {
    allocation_counter::measure(|| drop(call())).count_total
}

/// Room for the longest page of these tests.
fn page() -> String {
    String::with_capacity(256 * 1024)
}

fn with_loader() -> VisitorAuth {
    auth().with_widget_id("64b26869eccc94a185db7f18").expect("it is an id")
}

#[test]
fn writing_into_a_string_with_room_allocates_nothing() {
    let (plain, loader) = (auth(), with_loader());
    let ways = [(&plain, None), (&plain, Some("bm9uY2U=")), (&loader, Some("bm9uY2U="))];
    let page = RefCell::new(page());
    for kind in [PLAIN, ESCAPED, CONTROL, CJK] {
        for_each_user(kind, |user, about| {
            for (auth, nonce) in ways {
                let page = &mut *page.borrow_mut();
                page.clear();
                assert_eq!(count(|| user.write_settings(auth, nonce, page)), 0, "{about}");
                assert_eq!(count(|| user.write_token(auth, page)), 0, "token, {about}");
            }
        });
    }
}

#[test]
fn displaying_into_a_string_with_room_allocates_nothing() {
    let auth = auth();
    let user = User { id: 1, name: "Ada Lovelace".to_owned() };
    let mut page = page();
    let counted = count(|| {
        let settings = auth.settings_display(&user, Some("bm9uY2U=")).expect("it mints");
        write!(page, "{settings}").expect("a string takes all");
        let token = auth.token_display(&user).expect("it mints");
        write!(page, "{token}").expect("a string takes all");
    });
    assert_eq!(counted, 0);
}

/// The entries of custom data are collected before they are written, and that alone allocates.
#[test]
fn custom_data_takes_what_collecting_it_takes() {
    struct WithData(BTreeMap<String, String>);

    impl AlgomoVisitor for WithData {
        const CONTRACT: Contract = Contract::AuthToken;

        fn visitor(&self) -> Option<Visitor<'_>> {
            Some(Visitor::new(1).custom_data(&self.0))
        }
    }

    let entries = (0..40).map(|n| (format!("key {n}"), PLAIN.repeat(10)));
    let user = WithData(entries.collect());
    let collecting = count(|| user.visitor());
    let (auth, mut page) = (auth(), page());
    assert_eq!(count(|| Mint::write_settings(&user, &auth, None, &mut page)), collecting);
}

/// Asserts that neither fresh text takes more than `most`.
fn fresh_strings_take(most: u64, kinds: &[&str]) {
    let (plain, loader) = (auth(), with_loader());
    for kind in kinds {
        for_each_user(kind, |user, about| {
            for auth in [&plain, &loader] {
                let counted = count(|| user.settings(auth));
                assert!(counted <= most, "settings, {about}: {counted}");
                let counted = count(|| user.token(auth));
                assert!(counted <= most, "token, {about}: {counted}");
            }
        });
    }
}

#[test]
fn a_fresh_string_takes_one_allocation() {
    fresh_strings_take(1, &[PLAIN, CJK]);
}

/// The room is measured without the escapes, and grows once.
#[test]
fn a_fresh_string_full_of_escapes_takes_two_at_most() {
    fresh_strings_take(2, &[ESCAPED, CONTROL]);
}
