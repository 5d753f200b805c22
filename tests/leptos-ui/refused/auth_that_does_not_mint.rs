use algomo_core::AlgomoVisitor;
use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;

#[derive(Clone, AlgomoVisitor)]
struct User {
    id: u32,
}

fn current_user() -> Option<User> {
    Some(User { id: 7 })
}

#[component]
fn App() -> impl IntoView {
    view! { <AlgomoSettings user=current_user auth="a secret"/> }
}

fn main() {}
