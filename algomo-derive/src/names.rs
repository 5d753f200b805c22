//! What the name of a field or an option probably means.

use crate::claims::{Claim, Contract};

/// Names of fields that hold a claim of another name. They match without regard to case and underscores.
const SYNONYMS: &[(&str, Claim)] = &[
    ("uid", Claim::Id),
    ("uuid", Claim::Id),
    ("user_id", Claim::Id),
    ("pk", Claim::Id),
    ("display_name", Claim::Name),
    ("full_name", Claim::Name),
    ("username", Claim::Name),
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
    ("company_namy", Claim::CompanyNamy),
];

/// Parts of a name that say that the field should stay on the server.
const SENSITIVE_PARTS: &[&str] =
    &["password", "passwd", "passphrase", "secret", "token", "credential", "private", "apikey"];

/// Whole words that say the same. As parts of words they would be harmless: `otp` in `laptop`.
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

/// The claim of `contract` that a field of this name probably holds.
///
/// Unlike an option, a field is rarely misspelled: `ip` is not a mistyped `id`. A short claim is therefore recognized only by
/// the same letters in another order.
pub(crate) fn claim_of_field(name: &str, contract: Contract) -> Option<Claim> {
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.to_ascii_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_meant = |claim: &Claim| {
        let spelling = claim.spelling();
        synonym(name).is_some() || spelling.len() > 4 || letters(spelling) == letters(name)
    };
    nearest_claim(name, contract).filter(is_meant)
}

/// The claim of `contract` that `name` probably means: by a synonym, or within one or two typing mistakes.
pub(crate) fn nearest_claim(name: &str, contract: Contract) -> Option<Claim> {
    // `companyNamy` has a synonym: it is recommended only to those who nearly wrote it.
    let is_candidate = |claim: &Claim| !matches!(claim, Claim::CompanyNamy | Claim::Custom);
    let claims = Claim::all().filter(is_candidate).map(|claim| (claim.spelling(), claim));
    synonym(name)
        .or_else(|| nearest(&name.to_ascii_lowercase(), claims))
        .filter(|claim| contract.has(*claim))
}

fn synonym(name: &str) -> Option<Claim> {
    let name = plain(name);
    SYNONYMS.iter().find(|(known, _)| plain(known) == name).map(|(_, claim)| *claim)
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

/// Whether a field of this name holds a company, as a whole or by its name.
pub(crate) fn is_company(name: &str) -> bool {
    synonym(name) == Some(Claim::CompanyName)
}

/// Whether a field of this name holds a given name.
pub(crate) fn is_given_name(name: &str) -> bool {
    let words = ["firstname", "first", "givenname", "given", "forename", "fname"];
    words.contains(&plain(name).as_str())
}

/// Whether a field of this name holds a family name.
pub(crate) fn is_family_name(name: &str) -> bool {
    let words = ["lastname", "last", "familyname", "family", "surname", "lname"];
    words.contains(&plain(name).as_str())
}

/// In lower case and without underscores.
fn plain(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "")
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
