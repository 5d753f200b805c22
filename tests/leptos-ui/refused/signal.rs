use algomo_core::AlgomoVisitor;
use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;

#[derive(Clone, AlgomoVisitor)]
struct User {
    id: u32,
}

#[component]
fn App() -> impl IntoView {
    let user = RwSignal::new(Some(User { id: 7 }));
    view! { <AlgomoSettings user=user/> }
}

fn main() {}
