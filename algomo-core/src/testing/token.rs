//! Whether the widget accepts the token.

use core::time::Duration;

use super::fault::Fault;
use super::text::claims;
use crate::contract::Contract;
use crate::page::VisitorAuth;
use crate::verify::{VerifiedVisitor, VerifyError};

/// The longest life that a mint gives to a token.
const MAX_LIFE: Duration = Duration::from_secs(60 * 60);

/// How much longer a token has to live for the widget to load and hand it over, in seconds.
const MIN_LEFT: f64 = 2.0;

/// Whether the signature is to be checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signature {
    Checked,
    /// There is no secret to check it with.
    Unchecked,
}

/// Checks a token under the contract that its key belongs to.
pub(super) fn check(
    auth: &VisitorAuth,
    contract: Contract,
    token: &str,
    signature: Signature,
) -> Result<VerifiedVisitor, Fault> {
    let mut auth = auth.clone().with_contract(contract);
    if auth.checks.max_life.is_none() {
        auth = auth.with_max_life(MAX_LIFE);
    }
    let visitor = match signature {
        Signature::Checked => auth.verify(token),
        Signature::Unchecked => auth.verify_unsigned(token),
    };
    let visitor = visitor.map_err(|error| fault(error, token))?;
    let now = auth.now().map_err(|_| Fault::TokenRefused(VerifyError::ClockOutOfRange))?;
    let left = visitor.expires_at() + auth.checks.leeway.as_secs_f64() - now.as_secs_f64();
    if left < MIN_LEFT { Err(Fault::ExpiresTooSoon) } else { Ok(visitor) }
}

fn fault(error: VerifyError, token: &str) -> Fault {
    match error {
        VerifyError::WrongSignature => Fault::WrongSecret,
        VerifyError::Expired => Fault::Expired,
        VerifyError::LivesTooLong => Fault::LivesTooLong,
        VerifyError::InvalidClaim { claim } if is_rounded(token, claim) => {
            Fault::IdRounded { claim }
        }
        error => Fault::TokenRefused(error),
    }
}

/// Whether the claim is a whole number that JavaScript cannot hold exactly.
fn is_rounded(token: &str, claim: &str) -> bool {
    // 2^53 − 1.
    const EXACT: f64 = 9_007_199_254_740_991.0;
    let number = claims(token).and_then(|claims| claims.get(claim)?.as_f64());
    ["id", "companyId"].contains(&claim) && number.is_some_and(|number| number.abs() > EXACT)
}
