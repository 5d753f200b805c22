//! Counts the allocations of each way for a user of four claims, and prints them. The backend makes no difference to them.

use algomo_benches::floor::Floor;
use algomo_benches::users::{Four, FourClaims, NAMES, User};
use algomo_benches::{ROOM, SECRET, auth, by_hand, expiry, peers};
use jsonwebtoken::{DecodingKey, EncodingKey, Validation, decode};

fn main() {
    jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER
        .install_default()
        .expect("the only provider of this process");
    let (user, auth, floor) = (Four::named(&NAMES[0].text()), auth(), Floor::new(SECRET));
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    let (jwt_simple, jwt) = (peers::jwt_simple_key(), peers::jwt_key());
    let mut page = String::with_capacity(1024);

    count("floor", || drop(floor.settings(&user)));
    count("settings", || drop(String::from(auth.settings(&user).expect("it mints"))));
    count("write_settings", || {
        page.clear();
        auth.write_settings(&user, None, &mut page).expect("it mints");
    });
    count("write_fresh", || {
        let mut page = String::with_capacity(ROOM);
        auth.write_settings(&user, None, &mut page).expect("it mints");
    });
    count("token", || drop(auth.token(&user).expect("it mints")));
    count("encode", || drop(by_hand::token(&user, expiry(), &key)));
    count("as_documented", || drop(by_hand::settings_as_documented(&user)));
    count("with_care", || drop(by_hand::settings_with_care(&user, &key)));
    count("jwt_simple", || drop(peers::jwt_simple_token(&user, &jwt_simple)));
    count("jwt", || drop(peers::jwt_token(&user, &jwt)));
    let token = by_hand::token(&user, expiry(), &key);
    let (decoding, validation) =
        (DecodingKey::from_secret(SECRET.as_bytes()), Validation::default());
    count("verify", || drop(auth.verify(&token).expect("it is valid")));
    count("decode", || {
        drop(decode::<FourClaims<String>>(&token, &decoding, &validation).expect("it is valid"));
    });
}

fn count(name: &str, mut way: impl FnMut()) {
    // What is set up once, at the first call, does not count.
    way();
    let counted = allocation_counter::measure(way);
    println!("{name} {} {}", counted.count_total, counted.bytes_total);
}
