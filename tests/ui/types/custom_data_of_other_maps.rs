use std::collections::{BTreeMap, HashMap};

use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Optional {
    id: i64,
    custom_data: Option<HashMap<String, i32>>,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Small {
    id: i64,
    custom_data: HashMap<smol_str::SmolStr, i32>,
}

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct Numbered {
    id: i64,
    custom_data: BTreeMap<u8, &'static str>,
}

fn main() {}
