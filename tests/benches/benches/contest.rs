//! The contest: the same in each benchmark of a backend of `jsonwebtoken`.

// Each benchmark is named by its function; `report` looks for these names.

use std::thread;
use std::time::Duration;

use algomo_benches::floor::Floor;
use algomo_benches::pages::{self, ByHand, ORDERS, WithFilter, Without};
use algomo_benches::users::{Four, NAMES, Name, Six, Two, User};
use algomo_benches::{ROOM, SECRET, auth, by_hand, expiry, peers};
use base64_turbo::URL_SAFE_NO_PAD;
use divan::{Bencher, black_box};
use jsonwebtoken::crypto::CryptoProvider;
use jsonwebtoken::{DecodingKey, EncodingKey, Validation, decode as decode_token};
use sha2::{Digest, Sha256};

/// Runs everything with `provider` as this process's backend.
pub(crate) fn run(provider: &'static CryptoProvider) {
    provider.install_default().expect("the only provider of this process");
    same_tokens::<Two>();
    same_tokens::<Four>();
    same_tokens::<Six>();
    same_pages();
    divan::Divan::default()
        .sample_count(10)
        .sample_size(32)
        .min_time(Duration::from_millis(5))
        .config_with_args()
        .main();
}

/// All ways yield the same token, or the comparison would say nothing.
fn same_tokens<U: User>() {
    let (auth, floor) = (auth(), Floor::new(SECRET));
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    let (jwt_simple_key, jwt_key) = (peers::jwt_simple_key(), peers::jwt_key());
    for name in NAMES {
        let user = U::named(&name.text());
        // The second may change between two of them.
        let same = (0..10).any(|tries| {
            thread::sleep(Duration::from_millis(tries * 10));
            let token = auth.token(&user).expect("it mints").expect("a member").to_string();
            let page = auth.settings(&user).expect("it mints").to_string();
            let mut written = String::new();
            auth.write_settings(&user, None, &mut written).expect("it mints");
            let payload = |token: &str| token.split('.').nth(1).map(str::to_owned);
            page.contains(&token)
                && page == written
                && page == floor.settings(&user)
                && page == by_hand::settings_as_documented(&user)
                && page == by_hand::settings_with_care(&user, &key)
                && token == by_hand::token(&user, expiry(), &key)
                // Their headers have another order of keys.
                && payload(&token) == payload(&peers::jwt_simple_token(&user, &jwt_simple_key))
                && payload(&token) == payload(&peers::jwt_token(&user, &jwt_key))
        });
        assert!(same, "{name}");
    }
}

/// And both pages with a script are the same.
fn same_pages() {
    let (user, auth) = (Four::named(&NAMES[0].text()), auth());
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    let same = (0..10).any(|tries| {
        thread::sleep(Duration::from_millis(tries * 10));
        pages::render(&WithFilter { user: &user, auth: &auth, orders: &ORDERS })
            == pages::render(&ByHand::new(&user, &key))
    });
    assert!(same, "the pages differ");
}

/// Freed within the measured time, as an application does it: divan would keep a sample's results, and make each call take
/// memory that no call before has used.
fn used<T>(result: T) {
    drop(black_box(result));
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn floor<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, floor) = (U::named(&name.text()), Floor::new(SECRET));
    bencher.bench_local(|| used(floor.settings(black_box(&user))));
}

/// What grows with the JSON, and nothing else: its base64, and SHA-256 of that. No way can do without.
#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn base64_and_hash<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, mut json) = (U::named(&name.text()), Vec::new());
    user.write_json(expiry(), &mut json);
    let mut payload = vec![0; URL_SAFE_NO_PAD.encoded_len(json.len())];
    bencher.bench_local(|| {
        URL_SAFE_NO_PAD.encode_slice(black_box(&json), &mut payload).expect("it was measured");
        Sha256::digest(&payload)
    });
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn settings<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, auth) = (U::named(&name.text()), auth());
    bencher.bench_local(|| used(String::from(auth.settings(black_box(&user)).expect("it mints"))));
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn write_settings<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, auth) = (U::named(&name.text()), auth());
    let mut page = String::with_capacity(128 * 1024);
    bencher.bench_local(|| {
        page.clear();
        auth.write_settings(black_box(&user), None, black_box(&mut page)).expect("it mints")
    });
}

/// A page that is written into a fresh `String` with room for it.
#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn write_fresh<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, auth) = (U::named(&name.text()), auth());
    bencher.bench_local(|| {
        let mut page = String::with_capacity(ROOM);
        auth.write_settings(black_box(&user), None, &mut page).expect("it mints");
        used(page);
    });
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn token<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, auth) = (U::named(&name.text()), auth());
    bencher.bench_local(|| used(auth.token(black_box(&user)).expect("it mints")));
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn encode<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, exp) = (U::named(&name.text()), expiry());
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    bencher.bench_local(|| used(by_hand::token(black_box(&user), exp, &key)));
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn as_documented<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let user = U::named(&name.text());
    bencher.bench_local(|| used(by_hand::settings_as_documented(black_box(&user))));
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn with_care<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let user = U::named(&name.text());
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    bencher.bench_local(|| used(by_hand::settings_with_care(black_box(&user), &key)));
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn jwt_simple<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, key) = (U::named(&name.text()), peers::jwt_simple_key());
    bencher.bench_local(|| used(peers::jwt_simple_token(black_box(&user), &key)));
}

#[divan::bench(types = [Two, Four, Six], args = NAMES)]
fn jwt<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, key) = (U::named(&name.text()), peers::jwt_key());
    bencher.bench_local(|| used(peers::jwt_token(black_box(&user), &key)));
}

#[divan::bench(types = [Four], args = [NAMES[0]])]
fn verify<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, auth) = (U::named(&name.text()), auth());
    let token = auth.token(&user).expect("it mints").expect("a member").to_string();
    bencher.bench_local(|| used(auth.verify(black_box(&token)).expect("it is valid")));
}

#[divan::bench(types = [Four], args = [NAMES[0]])]
fn decode<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let token = by_hand::token(
        &U::named(&name.text()),
        expiry(),
        &EncodingKey::from_secret(SECRET.as_bytes()),
    );
    let key = DecodingKey::from_secret(SECRET.as_bytes());
    let validation = Validation::default();
    bencher.bench_local(|| {
        used(
            decode_token::<U::OwnedClaims>(black_box(&token), &key, &validation)
                .expect("it is valid"),
        );
    });
}

/// One `VisitorAuth` for all threads, as an application has it.
#[divan::bench(threads = [1, 0])]
fn shared_by_threads(bencher: Bencher<'_, '_>) {
    let (user, auth) = (Four::named(&NAMES[0].text()), auth());
    bencher.bench(|| used(String::from(auth.settings(black_box(&user)).expect("it mints"))));
}

#[divan::bench]
fn page_without(bencher: Bencher<'_, '_>) {
    let user = Four::named(&NAMES[0].text());
    bencher
        .bench_local(|| used(pages::render(&Without { user: black_box(&user), orders: &ORDERS })));
}

#[divan::bench]
fn page_with_filter(bencher: Bencher<'_, '_>) {
    let (user, auth) = (Four::named(&NAMES[0].text()), auth());
    bencher.bench_local(|| {
        used(pages::render(&WithFilter { user: black_box(&user), auth: &auth, orders: &ORDERS }));
    });
}

#[divan::bench]
fn page_by_hand(bencher: Bencher<'_, '_>) {
    let user = Four::named(&NAMES[0].text());
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    bencher.bench_local(|| used(pages::render(&ByHand::new(black_box(&user), &key))));
}
