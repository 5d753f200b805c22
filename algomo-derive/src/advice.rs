//! What to write for the fields that have no option and are not named like a claim.

use proc_macro2::Ident;
use syn::Type;

use crate::claims::{Claim, Contract, Value};
use crate::errors::Errors;
use crate::input::{Field, Input, Style};
use crate::model::Visitor;
use crate::{names, types};

/// From this many such fields on, the messages recommend `only`.
const MANY: usize = 4;

pub(crate) fn report(
    visitor: &Visitor<'_>,
    input: &Input<'_>,
    contract: Contract,
    errors: &Errors,
) {
    let leave_out = leave_out(visitor, input);
    let advice = Advice { visitor, input, contract, leave_out };
    for field in &visitor.unmapped {
        errors.at(field.span(), advice.of(field));
    }
}

/// What to write to leave a field out.
fn leave_out(visitor: &Visitor<'_>, input: &Input<'_>) -> String {
    let record = visitor.record;
    if record.only.is_some() {
        return "remove it from `only(…)`".to_owned();
    }
    let skip = "write `#[algomo(skip)]`".to_owned();
    let taken = names_of_taken(visitor);
    // Without an id among them, the fields of `only` would not be enough. A packed type cannot send its fields.
    let is_complete = record.style == Style::Named
        && visitor.has(Claim::Id)
        && !taken.is_empty()
        && !input.is_packed;
    if visitor.unmapped.len() < MANY || !is_complete {
        return skip;
    }
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

/// How a field can be sent as a claim, as far as its type's tokens tell.
pub(crate) enum Fit {
    /// The field itself is a value of the claim.
    Itself,
    /// Its text is, if the type implements `Display`.
    AsText,
    /// By a function that only the author can write.
    Unknown,
}

pub(crate) fn fit(claim: Claim, ty: &Type, input: &Input<'_>) -> Fit {
    let content = types::content(ty);
    let is_fit = match claim.value() {
        Value::Id | Value::OptionalId => types::is_integer(content) || types::is_string(content),
        Value::Text => types::is_string(content),
        Value::CustomData => !types::is_primitive(ty) && !types::is_string(content),
    };
    // The derive gives a type parameter the bound that it needs.
    let params: Vec<&Ident> = input.generics.type_params().map(|param| &param.ident).collect();
    if is_fit || types::mentions(ty, &params) {
        Fit::Itself
    } else if claim != Claim::CustomData && types::may_display(content) && !types::is_primitive(ty)
    {
        Fit::AsText
    } else {
        Fit::Unknown
    }
}

/// The option that sends a field's text as a claim.
pub(crate) fn to_text(claim: Claim, ty: &Type) -> String {
    let value = match claim {
        Claim::Id | Claim::CompanyId => "id",
        Claim::Email => "email",
        Claim::Avatar => "avatar",
        _ => "name",
    };
    let optional = if claim == Claim::Id { ", optional" } else { "" };
    let claim = claim.spelling();
    if types::is_option(ty) {
        format!("{claim} = |{value}| {value}.as_ref().map(ToString::to_string){optional}")
    } else {
        format!("{claim} = |{value}| {value}.to_string()")
    }
}

struct Advice<'v> {
    visitor: &'v Visitor<'v>,
    input: &'v Input<'v>,
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
                "`{name}` is not an Algomo claim, and looks like data that should stay on the server: {leave_out}. That keeps it out of the token; if the type is also serialized for the browser, as in a Leptos resource, write `#[serde(skip)]`, too"
            );
        }
        if self.input.is_packed {
            return format!("`{name}` is not an Algomo claim: {leave_out}");
        }
        if let Some(join) = self.join(field) {
            return format!("`{name}` is not an Algomo claim: {leave_out}; {join}");
        }
        let send = self
            .rename(field, name, self.contract)
            .or_else(|| self.take_apart(field, name))
            .or_else(|| self.change_contract(field, name))
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
        let is_possible = |field: &Field<'_>| types::may_display(types::content(field.ty));
        if !is_possible(given) || !is_possible(family) {
            return None;
        }
        let function = join_function(given, family);
        let is_certain =
            |field: &Field<'_>| types::is_text(field.ty) || types::is_primitive(field.ty);
        let condition = if is_certain(given) && is_certain(family) {
            ""
        } else {
            " (if their types implement `Display`)"
        };
        Some(if self.visitor.record.is_variant {
            format!(
                "to send both names as `name`{condition}, put the variant's fields into a struct that also has `#[algomo({function})]`"
            )
        } else {
            format!(
                "to send both names as `name`{condition}, also write `#[algomo({function})]` on the type"
            )
        })
    }

    /// For a field whose name means a claim of `contract`, or is a misspelled one.
    fn rename(&self, field: &Field<'_>, name: &str, contract: Contract) -> Option<String> {
        let claim = names::claim_of_field(name, contract)?;
        let is_whole_company = claim == Claim::CompanyName
            && names::is_company(name)
            && !types::is_text(field.ty)
            && !types::is_single_value(types::content(field.ty));
        if self.visitor.has(claim) || is_whole_company {
            return None;
        }
        let optional =
            if claim == Claim::Id && types::is_option(field.ty) { ", optional" } else { "" };
        let spelling = claim.spelling();
        let itself = format!("`#[algomo({spelling}{optional})]`");
        match fit(claim, field.ty, self.input) {
            Fit::Itself => Some(format!("to send it as `{spelling}`, write {itself}")),
            Fit::AsText => Some(format!(
                "to send it as `{spelling}`, write `#[algomo({})]`, or {itself} if its type implements `{}`",
                to_text(claim, field.ty),
                if claim == Claim::CompanyId { "IdClaim" } else { claim.value().bound() }
            )),
            Fit::Unknown => None,
        }
    }

    /// For a field that is probably an avatar, in a type that has not chosen its contract.
    fn change_contract(&self, field: &Field<'_>, name: &str) -> Option<String> {
        let newer = Contract::AuthToken;
        let is_meant = names::claim_of_field(name, newer) == Some(Claim::Avatar);
        // A contract that is written out was chosen, and `companyNamy` chooses the default.
        let is_open =
            self.input.options.contract.is_none() && !self.visitor.has(Claim::CompanyNamy);
        let rename = self.rename(field, name, newer).filter(|_| is_meant && is_open)?;
        let contract = newer.name();
        Some(format!(
            "{rename}, and `#[algomo(contract = \"{contract}\")]` on the type, if your widget takes that contract"
        ))
    }

    /// For a field that holds a company.
    fn take_apart(&self, field: &Field<'_>, name: &str) -> Option<String> {
        let content = types::content(field.ty);
        // What has a single text would have been renamed.
        let is_unfit = types::is_primitive(field.ty) || !types::may_display(content);
        let is_sent = self.visitor.has(Claim::CompanyId) || self.visitor.has(Claim::CompanyName);
        if !names::is_company(name) || is_unfit || is_sent {
            return None;
        }
        let functions = if types::is_option(field.ty) {
            "company_id = |company| Some(&company.as_ref()?.id), company_name = |company| Some(&company.as_ref()?.name)"
        } else {
            "company_id = |company| &company.id, company_name = |company| &company.name"
        };
        Some(format!("to send parts of it, write functions such as `#[algomo({functions})]`"))
    }
}

/// `name = …` with a function of the type.
fn join_function(given: &Field<'_>, family: &Field<'_>) -> String {
    let part = |field: &Field<'_>| {
        let part = format!("user.{}", field.member());
        match (types::is_option(field.ty), types::is_text(field.ty)) {
            (false, _) => part,
            (true, true) => part + ".as_deref().unwrap_or_default()",
            (true, false) => part + ".as_ref().map(ToString::to_string).unwrap_or_default()",
        }
    };
    let joined = format!("format!(\"{{}} {{}}\", {}, {})", part(given), part(family));
    let name = match (types::is_option(given.ty), types::is_option(family.ty)) {
        (false, false) => joined,
        // Of two absent names, a blank would be left.
        (true, true) => {
            format!("Some({joined}.trim().to_owned()).filter(|name| !name.is_empty())")
        }
        _ => format!("{joined}.trim().to_owned()"),
    };
    format!("name = |user| {name}")
}
