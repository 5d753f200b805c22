//! What a name was probably meant to be.

use crate::claims::{Claim, Contract};

/// Names that users' structs have for what Algomo calls otherwise.
const SYNONYMS: &[(&str, Claim)] = &[
    ("uid", Claim::Id),
    ("uuid", Claim::Id),
    ("user_id", Claim::Id),
    ("pk", Claim::Id),
    ("display_name", Claim::Name),
    ("full_name", Claim::Name),
    ("username", Claim::Name),
    ("user_name", Claim::Name),
    ("first_name", Claim::Name),
    ("nickname", Claim::Name),
    ("nick", Claim::Name),
    ("login", Claim::Name),
    ("mail", Claim::Email),
    ("e_mail", Claim::Email),
    ("email_address", Claim::Email),
    ("avatar_url", Claim::Avatar),
    ("picture", Claim::Avatar),
    ("photo", Claim::Avatar),
    ("image", Claim::Avatar),
    ("org_id", Claim::CompanyId),
    ("organization_id", Claim::CompanyId),
    ("organisation_id", Claim::CompanyId),
    ("tenant_id", Claim::CompanyId),
    ("company", Claim::CompanyName),
    ("org", Claim::CompanyName),
    ("organization", Claim::CompanyName),
    ("organisation", Claim::CompanyName),
    ("companynamy", Claim::CompanyName),
    ("company_namy", Claim::CompanyNamy),
];

/// Parts of a name that say that the field is nobody else's business.
const SENSITIVE_PARTS: &[&str] =
    &["password", "passwd", "passphrase", "secret", "token", "credential", "private", "apikey"];

/// The same for whole words of a name, which would be parts of harmless words too: `otp` of `laptop`.
const SENSITIVE_WORDS: &[&str] = &[
    "pwd",
    "pass",
    "pin",
    "hash",
    "salt",
    "ssn",
    "otp",
    "totp",
    "mfa",
    "iban",
    "card",
    "cvv",
    "session",
    "cookie",
    "birthday",
    "birthdate",
    "dob",
    "key",
];

/// The claim of `contract` that a field of this name was probably meant to be. Unlike an option, a field is called as it is
/// for a reason: an `ip` is no mistyped `id`. So a short claim is meant only where its letters are there, in another order.
pub(crate) fn claim_of_field(name: &str, contract: Contract) -> Option<Claim> {
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.to_ascii_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_meant = |claim: &Claim| {
        let spelling = claim.spelling();
        let is_synonym = SYNONYMS.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        is_synonym || spelling.len() > 4 || letters(spelling) == letters(name)
    };
    nearest_claim(name, contract).filter(is_meant)
}

/// The claim of `contract` that `name` was probably meant to be: a synonym, or the nearest within a few typing mistakes.
pub(crate) fn nearest_claim(name: &str, contract: Contract) -> Option<Claim> {
    let name = name.to_ascii_lowercase();
    let synonym = SYNONYMS.iter().find(|(known, _)| *known == name).map(|(_, claim)| *claim);
    let claims = [
        Claim::Id,
        Claim::Name,
        Claim::Email,
        Claim::Avatar,
        Claim::CompanyId,
        Claim::CompanyName,
        Claim::CustomData,
    ];
    synonym
        .or_else(|| nearest(&name, claims.iter().map(|claim| (claim.spelling(), *claim))))
        .filter(|claim| contract.has(*claim))
}

/// The value whose name is nearest to `name`, if any is near.
pub(crate) fn nearest<'n, T>(
    name: &str,
    candidates: impl IntoIterator<Item = (&'n str, T)>,
) -> Option<T> {
    // One mistake in a short word, two in a longer one.
    let limit = if name.chars().count() < 5 { 1 } else { 2 };
    candidates
        .into_iter()
        .map(|(candidate, value)| (distance(name, candidate), value))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, value)| value)
}

/// Whether a field's name says that it should stay on the server.
pub(crate) fn is_sensitive(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SENSITIVE_PARTS.iter().any(|part| name.contains(part))
        || name.split('_').any(|word| SENSITIVE_WORDS.contains(&word))
}

/// The optimal string alignment distance: insertions, deletions, changes, and swaps of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = last;
        last = row;
    }
    last[b.len()]
}
