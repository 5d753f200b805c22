//! The ways, named as in `benches/contest.rs`.

use algomo_benches::floor::Floor;
use algomo_benches::users::{Four, FourClaims, NAMES, Name, User};
use algomo_benches::{ROOM, SECRET, auth, expiry};
use aws_lc_rs::hmac::{HMAC_SHA256, Key};
use divan::{Bencher, black_box};
use oxitoken::Algorithm;
use oxitoken::claims::Exp;
use oxitoken::crypto::aws_lc::AwsLcVerificationKey;
use oxitoken::encoding::encode;
use oxitoken::header::Alg;
use oxitoken::validation::{StaticKeyProvider, ValidationPipeline};
use serde::{Deserialize, Serialize};

/// The header that all ways write.
#[derive(Deserialize, Serialize)]
struct Header<S> {
    typ: S,
    alg: Algorithm,
}

impl<S> Alg for Header<S> {
    fn alg(&self) -> Algorithm {
        self.alg
    }
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Verified(FourClaims<String>);

impl Exp for Verified {
    fn exp(&self) -> i64 {
        self.0.exp().cast_signed()
    }
}

/// All ways yield the same token, or the comparison would say nothing.
pub(crate) fn same_tokens() {
    let (user, key) = (Four::named(&NAMES[0].text()), oxitoken_key());
    // The second may change between the two.
    let same = (0..10).any(|_| {
        let ours = auth().token(&user).expect("it mints").expect("a member");
        ours.as_str() == oxitoken_token(&user, expiry(), &key)
    });
    assert!(same, "the tokens differ");
}

fn oxitoken_key() -> Key {
    Key::new(HMAC_SHA256, SECRET.as_bytes())
}

fn oxitoken_token<U: User>(user: &U, exp: u64, key: &Key) -> String {
    let header = Header { typ: "JWT", alg: Algorithm::HS256 };
    encode(key, &header, &user.claims(exp)).expect("it encodes")
}

/// Freed within the measured time, as an application does it.
fn used<T>(result: T) {
    drop(black_box(result));
}

#[divan::bench(types = [Four], args = [NAMES[0], NAMES[1]])]
fn floor<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, floor) = (U::named(&name.text()), Floor::new(SECRET));
    bencher.bench_local(|| used(floor.settings(black_box(&user))));
}

#[divan::bench(types = [Four], args = [NAMES[0], NAMES[1]])]
fn write_fresh<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, auth) = (U::named(&name.text()), auth());
    bencher.bench_local(|| {
        let mut page = String::with_capacity(ROOM);
        auth.write_settings(black_box(&user), None, &mut page).expect("it mints");
        used(page);
    });
}

#[divan::bench(types = [Four], args = [NAMES[0], NAMES[1]])]
fn token<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, auth) = (U::named(&name.text()), auth());
    bencher.bench_local(|| used(auth.token(black_box(&user)).expect("it mints")));
}

/// Its `exp` is given: it does not read the clock, as ours does.
#[divan::bench(types = [Four], args = [NAMES[0], NAMES[1]])]
fn oxitoken<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, exp, key) = (U::named(&name.text()), expiry(), oxitoken_key());
    bencher.bench_local(|| used(oxitoken_token(black_box(&user), exp, &key)));
}

#[divan::bench(types = [Four], args = [NAMES[0], NAMES[1]])]
fn verify<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let (user, auth) = (U::named(&name.text()), auth());
    let token = auth.token(&user).expect("it mints").expect("a member");
    bencher.bench_local(|| used(auth.verify(black_box(token.as_str())).expect("it is valid")));
}

#[divan::bench(types = [Four], args = [NAMES[0], NAMES[1]])]
fn oxitoken_verify<U: User>(bencher: Bencher<'_, '_>, name: Name) {
    let token = oxitoken_token(&U::named(&name.text()), expiry(), &oxitoken_key());
    let key = AwsLcVerificationKey::try_from(oxitoken_key()).expect("it is an HMAC key");
    let pipeline =
        ValidationPipeline::<Header<String>, Verified, StaticKeyProvider<_>>::builder(key.into())
            .with_expiration_validator()
            .build();
    bencher
        .bench_local(|| used(pipeline.verify(black_box(token.as_bytes())).expect("it is valid")));
}
