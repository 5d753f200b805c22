use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;

struct User {
    id: u32,
}

fn current_user() -> Option<User> {
    Some(User { id: 7 })
}

#[component]
fn App() -> impl IntoView {
    view! { <AlgomoSettings user=current_user/> }
}

fn main() {}
