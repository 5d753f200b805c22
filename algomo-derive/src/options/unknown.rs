//! Options that do not exist, or not in this place.

use super::place::Place;
use crate::attrs::Entry;
use crate::claims::{Claim, Contract};
use crate::errors::Errors;
use crate::names;

pub(super) fn refuse_unknown(entry: &Entry, place: Place, errors: &Errors) {
    let name = entry.name.to_string();
    let message = misplaced(&name, place)
        .or_else(|| of_other_derives(&name, place))
        .unwrap_or_else(|| unknown(&name, place));
    errors.at(entry.name.span(), message);
}

fn misplaced(name: &str, place: Place) -> Option<String> {
    let belongs = match name {
        // The other places know it.
        "optional" => {
            "`optional` belongs beside the id of a field: `#[algomo(id, optional)]`".to_owned()
        }
        _ if place != Place::Type && Place::Type.words().contains(&name) => {
            format!("`{name}` belongs on the type: `#[algomo({name} …)]` above `struct` or `enum`")
        }
        _ if Place::Variant.words().contains(&name) => {
            format!("`{name}` belongs on a field or a variant")
        }
        _ => return None,
    };
    Some(belongs)
}

/// What to write instead of an option that other derives have.
fn of_other_derives(name: &str, place: Place) -> Option<String> {
    let instead = match name {
        "ignore" | "ignored" | "skip_serializing" | "exclude" | "hidden" | "omit"
            if place != Place::Type =>
        {
            "to leave a field out, write `skip`"
        }
        "default" => "make the field an `Option`, or give a function, `#[algomo(name = |name| …)]`",
        "skip_serializing_if" | "skip_if" => "an `Option` that is `None` is left out by itself",
        "rename" => "write the claim itself, `#[algomo(name)]`",
        "with" | "via" | "map" => {
            "write the function behind the claim, `#[algomo(name = |value| …)]`"
        }
        "flatten" => {
            "give a function for each claim, `#[algomo(company_id = |c| &c.id, company_name = |c| &c.name)]`"
        }
        _ => return None,
    };
    Some(format!("unknown option `{name}`: {instead}"))
}

fn unknown(name: &str, place: Place) -> String {
    let words = place.words().iter().map(|word| (*word, *word));
    let claim = names::nearest_claim(name, Contract::AuthToken).map(Claim::spelling);
    match names::nearest(name, words).or(claim) {
        Some(near) => format!("unknown option `{name}`: did you mean `{near}`?"),
        None => format!("unknown option `{name}`: {}", list(place)),
    }
}

/// Everything that can be written in a place.
fn list(place: Place) -> String {
    // The last of them is `custom`.
    let claims = format!("{}(\"key\")", Contract::AuthToken.options());
    match place {
        Place::Type => format!(
            "a type takes `contract = \"…\"`, `only(…)`, `transparent`, `crate = …`, and a function for a claim, `name = |user| …` ({claims})"
        ),
        Place::Variant => {
            "a variant takes `skip` for an anonymous visitor, and `only(…)`".to_owned()
        }
        Place::Field => format!("a field takes `skip`, or claims ({claims})"),
    }
}
