use algomo_core::AlgomoVisitor;
use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;

#[derive(Clone, AlgomoVisitor)]
struct User {
    id: u32,
}

async fn load_user() -> Option<User> {
    Some(User { id: 7 })
}

#[component]
fn App() -> impl IntoView {
    view! { <AlgomoSettings user=load_user/> }
}

fn main() {}
