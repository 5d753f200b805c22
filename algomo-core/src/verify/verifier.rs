//! The checks of a token, in their order.

use core::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::claims::VerifiedVisitor;
use super::error::VerifyError;
use super::json;
use crate::error::Error;
use crate::page::{MAX_TTL, VisitorAuth};
use crate::token::MAX_LEN;

impl VisitorAuth {
    /// Sets how far the verifier's clock may be off: a whole number of seconds, at most 1 h, and 0 s by default.
    ///
    /// A token is then accepted until `exp` plus the leeway (RFC 7519, section 4.1.4), and from `nbf` minus the leeway.
    ///
    /// # Errors
    ///
    /// [`LeewayOutOfRange`](Error::LeewayOutOfRange).
    pub fn with_leeway(mut self, leeway: Duration) -> Result<Self, Error> {
        if leeway.subsec_nanos() != 0 || leeway > MAX_TTL {
            return Err(Error::LeewayOutOfRange { leeway });
        }
        self.checks.leeway = leeway;
        Ok(self)
    }

    /// Sets the longest life that the verifier accepts: how far `exp` may be ahead of the clock, the
    /// [leeway](Self::with_leeway) aside. There is no limit by default.
    ///
    /// In an application's own test it finds a token that lives for hours, or an `exp` that is in milliseconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use algomo_core::{VerifyError, Visitor, VisitorAuth, VisitorSecret};
    ///
    /// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let token = auth.token(Visitor::new(1))?.expect("a user is logged in");
    ///
    /// let test = auth.clone().with_max_life(Duration::from_secs(60));
    /// assert!(test.verify(token.as_str()).is_ok());
    /// let test = auth.with_max_life(Duration::from_secs(10));
    /// assert_eq!(test.verify(token.as_str()).unwrap_err(), VerifyError::LivesTooLong);
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    #[must_use]
    pub fn with_max_life(mut self, max_life: Duration) -> Self {
        self.checks.max_life = Some(max_life);
        self
    }

    /// Checks a token, whoever minted it, and yields its claims.
    ///
    /// The token itself does not name its contract; the key in `window.algomoSettings` does. With
    /// [`with_contract`](Self::with_contract), the verifier refuses a claim that this contract does not have, and an integer id
    /// if the contract sends ids as text. Without it, the claims of both contracts are accepted.
    ///
    /// It is for an application's own tests and for a stand-in of the widget: it does not know whether a token was used before.
    ///
    /// # Where it is stricter than the RFCs
    ///
    /// | refused here | allowed by | reason |
    /// | --- | --- | --- |
    /// | any `alg` but `HS256` | RFC 7518, section 3.1 | the widget's tokens have no other (RFC 8725, section 3.1) |
    /// | any `crit` | RFC 7515, section 4.1.11 | no extension is understood |
    /// | a key that comes twice in the header, the payload or `customData` | RFC 7519, section 4, which lets a reader take the last one | readers differ, so two of them could see two users |
    /// | a token without `exp` | RFC 7519, section 4.1.4 | a token that never expires can be used forever |
    /// | a token of more than 64 KiB | | the mint never makes one |
    /// | an id that is missing, blank, the nil UUID, a fraction, or an integer outside ±(2^53 − 1) | RFC 7519, section 4.3 | two users would share an id |
    /// | a claim of the widget that is not of its type; `companyName` beside `companyNamy` | RFC 7519, section 4.3 | the widget's contract |
    ///
    /// As the RFCs ask: other claims (`iss`, `aud`, `iat`, …) are ignored; `exp` and `nbf` may be fractions, have an exponent or
    /// be negative (RFC 7519, section 2); `typ` may be absent, `JWT` or `application/jwt`, in any case (RFC 7515, section
    /// 4.1.9); and the signature is compared in constant time, before anything in the payload is read.
    ///
    /// # Errors
    ///
    /// A [`VerifyError`] says which rule was broken.
    ///
    /// ```
    /// use algomo_core::{VerifyError, Visitor, VisitorAuth, VisitorSecret};
    ///
    /// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
    /// let token = auth.token(Visitor::new(1).name("John Doe"))?.expect("a user is logged in");
    ///
    /// let visitor = auth.verify(token.as_str()).expect("it was just minted");
    /// assert_eq!(visitor.id().as_integer(), Some(1));
    /// assert_eq!(visitor.name(), Some("John Doe"));
    /// assert_eq!(auth.verify("a.b.c").unwrap_err(), VerifyError::InvalidEncoding { part: "signature" });
    /// # Ok::<(), algomo_core::Error>(())
    /// ```
    pub fn verify(&self, token: &str) -> Result<VerifiedVisitor, VerifyError> {
        let signer = self.signer().ok_or(VerifyError::Disabled)?;
        self.check(token, |message, signature| {
            let mut mac = signer.start();
            mac.update(message.as_bytes());
            mac.matches(signature)
        })
    }

    /// [`verify`](Self::verify) without a secret, for a page's other checks.
    #[cfg(feature = "testing")]
    pub(crate) fn verify_unsigned(&self, token: &str) -> Result<VerifiedVisitor, VerifyError> {
        self.check(token, |_, _| true)
    }

    /// Checks a token whose signature `is_signed` compares.
    fn check(
        &self,
        token: &str,
        is_signed: impl FnOnce(&str, &[u8]) -> bool,
    ) -> Result<VerifiedVisitor, VerifyError> {
        if token.len() > MAX_LEN {
            return Err(VerifyError::TooLong);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(VerifyError::NotCompact)?;
        let (header, payload) = message.split_once('.').ok_or(VerifyError::NotCompact)?;
        if payload.contains('.') || header.is_empty() || payload.is_empty() || signature.is_empty()
        {
            return Err(VerifyError::NotCompact);
        }
        let signature = decode("signature", signature)?;
        json::check_header(&decode("header", header)?)?;
        if !is_signed(message, &signature) {
            return Err(VerifyError::WrongSignature);
        }
        let (visitor, not_before) =
            json::read_payload(&decode("payload", payload)?, self.contract())?;
        self.check_time(visitor.exp, not_before)?;
        Ok(visitor)
    }

    fn check_time(&self, exp: f64, not_before: Option<f64>) -> Result<(), VerifyError> {
        let now = self.now().map_err(|_| VerifyError::ClockOutOfRange)?.as_secs_f64();
        let leeway = self.checks.leeway.as_secs_f64();
        if now >= exp + leeway {
            return Err(VerifyError::Expired);
        }
        if not_before.is_some_and(|not_before| now + leeway < not_before) {
            return Err(VerifyError::NotYetValid);
        }
        let max_life = self.checks.max_life.map(|max_life| max_life.as_secs_f64() + leeway);
        if max_life.is_some_and(|max_life| exp - now > max_life) {
            return Err(VerifyError::LivesTooLong);
        }
        Ok(())
    }
}

fn decode(part: &'static str, text: &str) -> Result<Vec<u8>, VerifyError> {
    // Refuses padding, the standard alphabet, and bits left over in the last character.
    URL_SAFE_NO_PAD.decode(text).map_err(|_| VerifyError::InvalidEncoding { part })
}
