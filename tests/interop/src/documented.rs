//! The call that Algomo's documentation shows for Java, `signWith(SignatureAlgorithm, String)`. It takes the secret for base64
//! and signs with the decoded bytes, where every other language signs with the text's own bytes.

use algomo_core::{VerifyError, VisitorSecret};
use serde_json::json;

use crate::case::{Case, auth, auth_with, just_before};
use crate::library::Library;
use crate::refusals::refused_for;
use crate::tally::Group;

/// 16 times these letters are a secret of 64 bytes. Taken for base64, it is 16 times [`DECODED`].
const LETTERS: &str = "abcd";
const DECODED: [u8; 3] = [0x69, 0xb7, 0x1d];

/// Checks that the call yields a token under another key than everyone's, or none at all.
pub(crate) fn check(library: &Library, sample: &Case) -> Result<(String, Group), String> {
    let letters = LETTERS.repeat(16);
    let hyphens = "a-secret-with-hyphens-is-not-base64-at-all";
    let too_short_when_decoded = LETTERS.repeat(8);
    let secrets = [letters.as_str(), hyphens, too_short_when_decoded.as_str()];
    let mint: Vec<_> =
        secrets.iter().map(|secret| json!({ "secret": secret, "claims": sample.claims })).collect();
    let answers = library.run(&[], &mint)?;
    let [token, hyphens, too_short] = answers.minted.as_slice() else {
        return Err("the driver did not answer three questions".into());
    };

    let mut group = Group::new("ways to another key or none");
    group.record("the key is not the text", not_the_texts_key(&letters, token, sample.exp));
    group.record("the key is the decoded text", decoded_key(token, sample.exp));
    group.record("a secret that is not base64", refused_for("base64", hyphens));
    let outcome = refused_for(library.short_secret_complaint, too_short);
    group.record("a secret of 32 bytes, of which 24 are left", outcome);
    Ok((answers.version, group))
}

fn not_the_texts_key(secret: &str, token: &Result<String, String>, exp: u64) -> Result<(), String> {
    match auth(secret, just_before(exp))?.verify(token.as_ref()?) {
        Err(VerifyError::WrongSignature) => Ok(()),
        Err(error) => Err(format!("refused, but not for its signature: {error}")),
        Ok(_) => Err("accepted".into()),
    }
}

fn decoded_key(token: &Result<String, String>, exp: u64) -> Result<(), String> {
    let secret =
        VisitorSecret::from_bytes(&DECODED.repeat(16)).map_err(|error| error.to_string())?;
    match auth_with(secret, just_before(exp))?.verify(token.as_ref()?) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("refused: {error}")),
    }
}
