//! Any secret: an accepted one is the HMAC's key unchanged, and a refused one is refused by every constructor.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use algomo_core::{Error, Visitor, VisitorAuth, VisitorSecret};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac_sha256::HMAC;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let of_bytes = VisitorSecret::from_bytes(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let of_text = VisitorSecret::new(text).map(drop);
        assert_eq!(of_text, of_bytes.as_ref().map(|_| ()).map_err(Clone::clone));
        let short = VisitorSecret::new_allowing_short(text).map(drop);
        assert!(short == of_text || of_text == Err(Error::SecretTooShort) && short.is_ok());
        if of_text.is_ok() {
            assert!(!text.chars().any(char::is_control) && text.trim() == text);
        }
    }
    match of_bytes {
        Ok(secret) => {
            assert!(bytes.len() >= 32);
            let auth = VisitorAuth::new(secret).with_clock(|| UNIX_EPOCH + Duration::from_secs(1));
            let token = auth.token(Visitor::new(1)).expect("no error").expect("a token");
            let (message, signature) = token.as_str().rsplit_once('.').expect("a signature");
            assert_eq!(signature, URL_SAFE_NO_PAD.encode(HMAC::mac(message, bytes)));
            let page = auth.settings(Visitor::new(1)).expect("no error").to_string();
            assert_eq!(algomo_fuzz::scripts_of(&page).len(), 1);
        }
        Err(error) => {
            // No error has more of the secret in it than its own words.
            let sentence = error.to_string();
            let leaks = std::str::from_utf8(bytes)
                .is_ok_and(|text| text.len() > 40 && sentence.contains(text));
            assert!(!leaks);
        }
    }
});
