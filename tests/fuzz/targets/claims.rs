//! Any claims, through a token and a page, and back.
#![no_main]

use std::collections::BTreeMap;

use algomo_core::{Contract, Error, IdValue, Visitor};
use algomo_fuzz::{auth_at, scripts_of};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    second: u32,
    id: Id,
    name: Option<String>,
    email: Option<String>,
    avatar: Option<String>,
    company_id: Option<Id>,
    company_name: Option<String>,
    company_namy: Option<String>,
    custom: Vec<(String, String)>,
    declared: Option<bool>,
    of_the_widget: Option<bool>,
}

#[derive(Arbitrary, Clone, Debug)]
enum Id {
    Small(i16),
    Number(i128),
    Text(String),
}

fn contract(is_new: bool) -> Contract {
    if is_new { Contract::AuthToken } else { Contract::VisitorToken }
}

/// The id as a reader of a token of this contract gets it.
fn arrives(sent: &Id, read: &IdValue<'_>, contract: Contract) -> bool {
    let number = match sent {
        Id::Small(number) => Some(i128::from(*number)),
        Id::Number(number) => Some(*number),
        Id::Text(_) => None,
    };
    let is_exact = |number: &i128| number.unsigned_abs() < 1 << 53;
    let as_number = number.filter(|number| is_exact(number) && contract == Contract::VisitorToken);
    let text = match sent {
        Id::Small(number) => number.to_string(),
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text.clone(),
    };
    read.as_integer().map(i128::from) == as_number && read.to_string() == text
}

fn is_invisible(character: char) -> bool {
    character.is_whitespace() || "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}".contains(character)
}

/// In each of the forms in which people write UUIDs, with white space around.
fn is_nil_uuid(text: &str) -> bool {
    let text = text.trim().trim_start_matches("urn:uuid:").trim_matches(['{', '}']);
    text.replace('-', "") == "0".repeat(32)
}

impl Input {
    fn visitor(&self) -> Visitor<'_> {
        let mut visitor = match &self.id {
            Id::Small(id) => Visitor::new(id),
            Id::Number(id) => Visitor::new(id),
            Id::Text(id) => Visitor::new(id),
        };
        visitor = visitor.name(&self.name).email(&self.email).avatar(&self.avatar);
        visitor = visitor.company_name(&self.company_name).company_namy(&self.company_namy);
        visitor = match &self.company_id {
            Some(Id::Small(id)) => visitor.company_id(id),
            Some(Id::Number(id)) => visitor.company_id(id),
            Some(Id::Text(id)) => visitor.company_id(id),
            None => visitor,
        };
        for (key, value) in &self.custom {
            visitor = visitor.custom(key, value);
        }
        match self.declared {
            Some(declared) => visitor.contract(contract(declared)),
            None => visitor,
        }
    }

    /// Whether this error has its reason in the input.
    fn explains(&self, error: &Error, token_contract: Contract) -> bool {
        match error {
            Error::BlankId => match &self.id {
                Id::Text(id) => id.chars().all(is_invisible) || is_nil_uuid(id),
                _ => false,
            },
            Error::CompanyNameTwice => self.company_name.is_some() && self.company_namy.is_some(),
            Error::ContractMismatch { .. } => {
                self.declared.zip(self.of_the_widget).is_some_and(|(one, other)| one != other)
            }
            Error::UnsupportedClaim { .. } => match token_contract {
                Contract::VisitorToken => self.avatar.is_some() || !self.custom.is_empty(),
                _ => self.company_namy.is_some(),
            },
            _ => false,
        }
    }
}

fuzz_target!(|input: Input| {
    let mut auth = auth_at(u64::from(input.second));
    if let Some(is_new) = input.of_the_widget {
        auth = auth.with_contract(contract(is_new));
    }
    let expected = contract(input.of_the_widget.or(input.declared).unwrap_or(false));
    let settings = match auth.settings(input.visitor()) {
        Ok(settings) => settings,
        Err(error) => {
            assert!(input.explains(&error, expected), "{error}");
            return;
        }
    };
    let scripts = scripts_of(&settings.to_string());
    let [script] = scripts.as_slice() else { panic!("{} scripts", scripts.len()) };
    assert!(script.attributes.is_empty());
    let json = script
        .text
        .strip_prefix("window.algomoSettings = ")
        .and_then(|text| text.strip_suffix(';'));
    let json: serde_json::Value =
        serde_json::from_str(json.expect("the assignment")).expect("JSON");
    let json = json.as_object().expect("an object");
    assert!(json.len() == 1);
    let token = json[expected.settings_key()].as_str().expect("a token");
    assert_eq!(auth.token(input.visitor()).expect("no error").expect("a token").as_str(), token);

    let auth = auth.with_contract(expected);
    let read = auth.verify(token).unwrap_or_else(|error| panic!("{error}: {token}"));
    assert!((read.expires_at() - f64::from(input.second) - 30.0).abs() < 0.5);
    assert!(arrives(&input.id, read.id(), expected));
    assert_eq!(read.company_id().is_some(), input.company_id.is_some());
    assert!(
        read.company_id()
            .zip(input.company_id.as_ref())
            .is_none_or(|(read, sent)| arrives(sent, read, expected))
    );
    assert_eq!(read.name(), input.name.as_deref());
    assert_eq!(read.email(), input.email.as_deref());
    assert_eq!(read.avatar(), input.avatar.as_deref());
    assert_eq!(
        read.company_name(),
        input.company_name.as_deref().or(input.company_namy.as_deref())
    );
    let sent: BTreeMap<_, _> =
        input.custom.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(read.custom_data().count(), sent.len());
    assert_eq!(read.custom_data().collect::<BTreeMap<_, _>>(), sent);
});
