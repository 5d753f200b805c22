use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
struct User {
    id: u32,
}

async fn load_user() -> Result<Option<User>, ServerFnError> {
    Ok(Some(User { id: 7 }))
}

#[component]
fn App() -> impl IntoView {
    let user = Resource::new(|| (), |()| load_user());
    view! { <AlgomoSettings user=user/> }
}

fn main() {}
