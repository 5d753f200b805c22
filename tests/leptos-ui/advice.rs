//! What the message of each refused case advises.

use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

type App = fn() -> AnyView;

/// The advice, under the name of the refused case.
pub(crate) const ALL: [(&str, App); 8] = [
    ("action", action),
    ("async_function", resource),
    ("auth_that_does_not_mint", auth),
    ("function_without_a_visitor", function),
    ("local_resource", resource),
    ("resource_without_a_visitor", resource),
    ("signal", signal),
    ("value", value),
];

#[derive(Clone, AlgomoVisitor, Serialize, Deserialize)]
struct User {
    id: u32,
}

#[expect(clippy::unnecessary_wraps, reason = "apps have functions like it")]
fn current_user() -> Option<User> {
    Some(User { id: 7 })
}

#[expect(clippy::unused_async, reason = "apps have functions like it")]
async fn load_user() -> Result<Option<User>, ServerFnError> {
    Ok(current_user())
}

fn action() -> AnyView {
    let action = Action::new(|(): &()| load_user());
    let user = Resource::new(move || action.version().get(), |_| load_user());
    view! { <AlgomoSettings user=user/> }.into_any()
}

fn resource() -> AnyView {
    let user = Resource::new(|| (), |()| load_user());
    view! { <AlgomoSettings user=user/> }.into_any()
}

fn auth() -> AnyView {
    let secret = VisitorSecret::new("another-example-secret-of-over-32-bytes");
    let auth = VisitorAuth::new(secret.expect("long enough"));
    view! { <AlgomoSettings user=current_user auth=auth/> }.into_any()
}

fn function() -> AnyView {
    view! { <AlgomoSettings user=current_user/> }.into_any()
}

fn signal() -> AnyView {
    let signal = RwSignal::new(current_user());
    view! { <AlgomoSettings user=move || signal.get()/> }.into_any()
}

fn value() -> AnyView {
    let user = current_user();
    view! { <AlgomoSettings user=move || user.clone()/> }.into_any()
}
