//! Tokens that must be refused: without them, a verifier that accepts everything would pass.

use algomo_core::VerifyError;

use crate::case::{Case, auth, just_before};

/// A second in 2001, before any real clock.
const LONG_AGO: u64 = 1_000_000_000;

/// A token that no verifier may accept with this secret.
#[derive(Debug)]
pub(crate) struct BadToken {
    pub(crate) why: &'static str,
    pub(crate) secret: String,
    pub(crate) token: String,
    /// A word that stands in every library's refusal, which shows that the token was refused for the right reason.
    word: &'static str,
}

impl BadToken {
    /// Checks that another library's outcome is the refusal that it has to be.
    pub(crate) fn check<T>(&self, outcome: &Result<T, String>) -> Result<(), String> {
        refused_for(self.word, outcome)
    }
}

/// Checks that another library refused, and that its reason contains the words.
pub(crate) fn refused_for<T>(words: &str, outcome: &Result<T, String>) -> Result<(), String> {
    match outcome {
        Err(reason) if reason.to_lowercase().contains(words) => Ok(()),
        Err(reason) => Err(format!("refused, but not with the words \"{words}\": {reason}")),
        Ok(_) => Err("accepted".into()),
    }
}

/// A good token, changed in ways after which its signature is wrong. `other` is a good token of another user.
pub(crate) fn tampered(secret: &str, token: &str, other: &str) -> Result<Vec<BadToken>, String> {
    let (_, signature) = token.rsplit_once('.').ok_or("the token has no signature")?;
    let (other_claims, _) = other.rsplit_once('.').ok_or("the other token has no signature")?;
    let (claims, first, rest) =
        (token.trim_end_matches(signature), &signature[..1], &signature[1..]);
    let changed = if first == "A" { "B" } else { "A" };
    let bad = |why, secret: String, token| BadToken { why, secret, token, word: "signature" };
    Ok(vec![
        bad("another user's claims", secret.into(), format!("{other_claims}.{signature}")),
        bad("a changed signature", secret.into(), format!("{claims}{changed}{rest}")),
        bad("another secret", format!("not-{secret}"), token.into()),
    ])
}

/// The case's token as it was long ago.
pub(crate) fn expired(case: &Case) -> Result<BadToken, String> {
    let token = Case { exp: LONG_AGO, ..case.clone() }.mint()?;
    Ok(BadToken { why: "expired", secret: case.secret.clone(), token, word: "exp" })
}

/// Checks that our verifier refuses what was done to another library's token.
pub(crate) fn refused_by_us(bad: &BadToken, exp: u64) -> Result<(), String> {
    match auth(&bad.secret, just_before(exp))?.verify(&bad.token) {
        Err(VerifyError::WrongSignature) => Ok(()),
        Err(error) => Err(format!("refused, but not for its signature: {error}")),
        Ok(_) => Err("accepted".into()),
    }
}

/// Checks that our verifier refuses another library's good token from the second of its `exp` on.
pub(crate) fn expired_for_us(secret: &str, token: &str, exp: u64) -> Result<(), String> {
    match auth(secret, exp)?.verify(token) {
        Err(VerifyError::Expired) => Ok(()),
        Err(error) => Err(format!("refused, but not for its exp: {error}")),
        Ok(_) => Err("accepted".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_counts_for_the_right_reason_only() {
        let outcome = |reason: &str| Err::<(), _>(reason.to_owned());
        assert_eq!(refused_for("key size", &outcome("IDX1: the Key Size is 48")), Ok(()));
        let other = refused_for("key size", &outcome("the token is expired"));
        assert_eq!(
            other,
            Err("refused, but not with the words \"key size\": the token is expired".into())
        );
        assert_eq!(refused_for("key size", &Ok(())), Err("accepted".into()));
    }
}
