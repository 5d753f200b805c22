//! What to write for the fields that have no option and are not named like a claim.

use crate::claims::{Claim, Contract};
use crate::errors::Errors;
use crate::input::{Field, Style};
use crate::model::Visitor;
use crate::{names, types};

/// From this many such fields on, the messages recommend `only`.
const MANY: usize = 4;

pub(crate) fn report(visitor: &Visitor<'_>, contract: Contract, errors: &Errors) {
    let advice = Advice { visitor, contract, leave_out: leave_out(visitor) };
    for field in &visitor.unmapped {
        errors.at(field.span(), advice.of(field));
    }
}

/// What to write to leave a field out.
fn leave_out(visitor: &Visitor<'_>) -> String {
    let record = visitor.record;
    if record.only.is_some() {
        return "remove it from `only(…)`".to_owned();
    }
    let skip = "write `#[algomo(skip)]`".to_owned();
    // Without an id among them, the fields of `only` would not be enough.
    let is_complete = record.style == Style::Named && visitor.has(Claim::Id);
    if visitor.unmapped.len() < MANY || !is_complete {
        return skip;
    }
    let taken = names_of_taken(visitor);
    let place = if record.is_variant { "variant" } else { "type" };
    format!("{skip}, or `#[algomo(only({}))]` on the {place} for all such fields", taken.join(", "))
}

/// The fields that are sent, as `only` names them.
fn names_of_taken(visitor: &Visitor<'_>) -> Vec<String> {
    let mut names: Vec<String> =
        visitor.claims.iter().filter_map(|one| one.field).map(Field::member).collect();
    // The claims of one field follow one another.
    names.dedup();
    names
}

struct Advice<'v> {
    visitor: &'v Visitor<'v>,
    contract: Contract,
    leave_out: String,
}

impl Advice<'_> {
    fn of(&self, field: &Field<'_>) -> String {
        let Some(name) = &field.name else {
            return self.of_tuple_field();
        };
        let leave_out = &self.leave_out;
        if names::is_sensitive(name) || types::secret(field.ty).is_some() {
            return format!(
                "`{name}` is not an Algomo claim, and looks like data that should stay on the server: {leave_out}"
            );
        }
        if let Some(join) = self.join(field) {
            return format!("`{name}` is not an Algomo claim: {leave_out}; {join}");
        }
        let send = self
            .rename(field, name)
            .or_else(|| self.take_apart(field, name))
            .unwrap_or_else(|| {
                format!("to send it, write the claim that it holds ({})", self.contract.options())
            });
        format!("`{name}` is not an Algomo claim: {send}; to leave it out, {leave_out}")
    }

    fn of_tuple_field(&self) -> String {
        let record = self.visitor.record;
        let transparent = if record.fields.len() == 1 && !record.is_variant {
            "; if its type is a visitor, write `#[algomo(transparent)]` on the type"
        } else {
            ""
        };
        format!(
            "a field without a name needs an option: `#[algomo(skip)]` to leave it out, or a claim ({}) to send it{transparent}",
            self.contract.options()
        )
    }

    /// For one of two fields that hold a given name and a family name.
    fn join(&self, field: &Field<'_>) -> Option<String> {
        if self.visitor.has(Claim::Name) {
            return None;
        }
        let find = |is_part: fn(&str) -> bool| {
            let is_part = |field: &&&Field<'_>| field.name.as_deref().is_some_and(is_part);
            self.visitor.unmapped.iter().find(is_part)
        };
        let (given, family) = (find(names::is_given_name)?, find(names::is_family_name)?);
        if field.member != given.member && field.member != family.member {
            return None;
        }
        let function = join_function(given, family);
        Some(if self.visitor.record.is_variant {
            format!(
                "to send both names as `name`, put the variant's fields into a struct that also has `#[algomo({function})]`"
            )
        } else {
            format!("to send both names as `name`, also write `#[algomo({function})]` on the type")
        })
    }

    /// For a field whose name means a claim, or is a misspelled claim.
    fn rename(&self, field: &Field<'_>, name: &str) -> Option<String> {
        let claim = names::claim_of_field(name, self.contract)?;
        let is_text = !matches!(claim, Claim::Id | Claim::CompanyId | Claim::CustomData);
        let is_unfit = is_text && types::is_primitive(field.ty)
            || claim == Claim::CompanyName && names::is_company(name) && !types::is_text(field.ty);
        if self.visitor.has(claim) || is_unfit {
            return None;
        }
        let optional =
            if claim == Claim::Id && types::is_option(field.ty) { ", optional" } else { "" };
        let claim = claim.spelling();
        Some(format!("to send it as `{claim}`, write `#[algomo({claim}{optional})]`"))
    }

    /// For a field that holds a company.
    fn take_apart(&self, field: &Field<'_>, name: &str) -> Option<String> {
        let is_unfit = types::is_primitive(field.ty) || types::is_text(field.ty);
        let is_sent = self.visitor.has(Claim::CompanyId) || self.visitor.has(Claim::CompanyName);
        if !names::is_company(name) || is_unfit || is_sent {
            return None;
        }
        let functions = if types::is_option(field.ty) {
            "company_id = |company| Some(company.as_ref()?.id), company_name = |company| Some(&company.as_ref()?.name)"
        } else {
            "company_id = |company| company.id, company_name = |company| &company.name"
        };
        Some(format!("to send parts of it, write functions such as `#[algomo({functions})]`"))
    }
}

/// `name = …` with a function of the type.
fn join_function(given: &Field<'_>, family: &Field<'_>) -> String {
    if !types::is_text(given.ty) || !types::is_text(family.ty) {
        // No expression is certain to fit these types.
        return "name = Self::full_name".to_owned();
    }
    let part = |field: &Field<'_>| {
        let part = format!("user.{}", field.member());
        if types::is_option(field.ty) { part + ".as_deref().unwrap_or_default()" } else { part }
    };
    let joined = format!("format!(\"{{}} {{}}\", {}, {})", part(given), part(family));
    let is_partial = types::is_option(given.ty) || types::is_option(family.ty);
    let trim = if is_partial { ".trim().to_owned()" } else { "" };
    format!("name = |user| {joined}{trim}")
}
