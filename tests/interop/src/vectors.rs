//! The users of `tests/vectors/tokens.json`.

use std::collections::BTreeMap;

use algomo_core::Contract;
use serde_json::{Map, Value};

use crate::case::{Case, Id, User};

/// A case of the file, and the token that it must yield byte for byte.
pub(crate) fn load(json: &str) -> Result<Vec<(Case, String)>, String> {
    let file: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let cases = file["cases"].as_array().ok_or("it has no `cases`")?;
    cases.iter().map(|case| read(case).ok_or_else(|| format!("not a case: {case}"))).collect()
}

fn read(case: &Value) -> Option<(Case, String)> {
    let text = |key: &str| case[key].as_str().map(str::to_owned);
    let name = text("name")?;
    let contract = match case["contract"].as_str()? {
        "visitor-token" => Contract::VisitorToken,
        "auth-token" => Contract::AuthToken,
        _ => return None,
    };
    let claims = case["claims"].as_object()?;
    let case = Case {
        // The vectors show what an integer turns into; that it was one is said in the case's name.
        user: read_user(claims, name.contains("become"))?,
        contract,
        secret: text("secret")?,
        exp: case["exp"].as_u64()?,
        claims: claims.clone().into(),
        name: format!("vector \"{name}\""),
    };
    Some((case, text("token")?))
}

fn read_user(claims: &Map<String, Value>, from_integers: bool) -> Option<User> {
    let mut user = User::new(read_id(&claims["id"], from_integers)?);
    for (claim, value) in claims {
        let text = || value.as_str().map(str::to_owned);
        match claim.as_str() {
            "id" | "exp" => {}
            "name" => user.name = Some(text()?),
            "email" => user.email = Some(text()?),
            "avatar" => user.avatar = Some(text()?),
            "companyId" => user.company_id = Some(read_id(value, from_integers)?),
            "companyName" => user.company_name = Some(text()?),
            "companyNamy" => user.company_namy = Some(text()?),
            "customData" => user.custom = read_texts(value)?,
            _ => return None,
        }
    }
    Some(user)
}

fn read_id(value: &Value, from_integer: bool) -> Option<Id> {
    let Some(text) = value.as_str() else {
        return value.as_i64().map(Id::I64);
    };
    if !from_integer {
        return Some(Id::Text(text.to_owned()));
    }
    text.parse()
        .map(Id::I64)
        .or_else(|_| text.parse().map(Id::U64))
        .or_else(|_| text.parse().map(Id::U128))
        .ok()
}

fn read_texts(value: &Value) -> Option<BTreeMap<String, String>> {
    value
        .as_object()?
        .iter()
        .map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
        .collect()
}
