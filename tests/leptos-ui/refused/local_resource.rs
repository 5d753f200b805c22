use algomo_core::AlgomoVisitor;
use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, AlgomoVisitor, Serialize, Deserialize)]
struct User {
    id: u32,
}

async fn load_user() -> Option<User> {
    Some(User { id: 7 })
}

#[component]
fn App() -> impl IntoView {
    let user = LocalResource::new(load_user);
    view! { <AlgomoSettings user=user/> }
}

fn main() {}
