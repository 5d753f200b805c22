//! Log-in and log-out through server functions, and the user as a resource.

use algomo_core::AlgomoVisitor;
use algomo_leptos::{AlgomoSettings, reload_to};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::pages::{Counter, Stock, stock};

/// What the browser may know of a user. Leptos writes the value of a resource into the page, so this is a type of its own,
/// without the user's password hash.
#[derive(Clone, Serialize, Deserialize, AlgomoVisitor)]
pub(crate) struct PublicUser {
    id: String,
    #[algomo(name)]
    display_name: String,
    email: Option<String>,
    #[algomo(company_name)]
    company: Option<String>,
}

/// The user of the session that the server has verified. It takes some time, as a database does.
#[server]
async fn current_user() -> Result<Option<PublicUser>, ServerFnError> {
    use crate::users::{Session, User};

    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    Ok(match crate::users::current_user() {
        Session::Guest => None,
        Session::Member(User { id, display_name, email, company, .. }) => {
            Some(PublicUser { id, display_name, email, company })
        }
    })
}

/// Without the client, Leptos answers the form with a redirect to the page that it came from, which is a page load as well.
#[server]
pub(crate) async fn log_in(user: String) -> Result<(), ServerFnError> {
    crate::server::log_in(&user)
}

#[server]
pub(crate) async fn log_out() -> Result<(), ServerFnError> {
    crate::server::log_out()
}

/// A page whose log-in and log-out are followed by a page load, so that the chat has the new user.
///
/// The query's `next` says which page to load. Whoever made the link has chosen it, so it matters that `reload_to` loads only
/// pages of the same site.
#[component]
pub(crate) fn Account() -> impl IntoView {
    let (log_in, log_out) = (ServerAction::<LogIn>::new(), ServerAction::<LogOut>::new());
    let query = use_query_map();
    Effect::new(move |_| {
        let is_done = |value: Option<Result<(), ServerFnError>>| matches!(value, Some(Ok(())));
        if is_done(log_in.value().get()) || is_done(log_out.value().get()) {
            let next = query.read_untracked().get("next");
            reload_to(next.as_deref().unwrap_or("/account"));
        }
    });
    let user = Resource::new(|| (), |()| current_user());
    view! { <UserAndForms user log_in log_out/> }
}

/// What not to do: the page shows the new user at once, and the chat still has the old one. The browser's console says so.
#[component]
pub(crate) fn AccountWithoutReload() -> impl IntoView {
    let (log_in, log_out) = (ServerAction::<LogIn>::new(), ServerAction::<LogOut>::new());
    let changes = move || (log_in.version().get(), log_out.version().get());
    let user = Resource::new(changes, |_| current_user());
    view! { <UserAndForms user log_in log_out/> }
}

#[component]
fn UserAndForms(
    user: Resource<Result<Option<PublicUser>, ServerFnError>>,
    log_in: ServerAction<LogIn>,
    log_out: ServerAction<LogOut>,
) -> impl IntoView {
    let name = move || {
        let user = user.get().and_then(Result::ok).flatten();
        user.map_or_else(|| "Nobody".to_owned(), |user| user.display_name)
    };
    view! {
        <h1>"Your account"</h1>
        <Transition fallback=|| view! { <p>"Looking …"</p> }>
            <AlgomoSettings user=user/>
            <p id="account">{name}</p>
        </Transition>
        <ActionForm action=log_in>
            <input type="hidden" name="user" value="ada"/>
            <button>"Log in here as Ada"</button>
        </ActionForm>
        <ActionForm action=log_out>
            <button>"Log out here"</button>
        </ActionForm>
        <Counter/>
    }
}

/// The resource in a `<Suspense>`, next to a second one.
#[component]
pub(crate) fn InSuspense() -> impl IntoView {
    let user = Resource::new(|| (), |()| current_user());
    let stock = Resource::new(|| (), |()| stock());
    view! {
        <h1>"The user as a resource"</h1>
        <Suspense fallback=|| view! { <p>"Looking …"</p> }>
            <AlgomoSettings user=user/>
            {move || stock.get().map(|count| view! { <Stock count/> })}
        </Suspense>
        <Counter/>
    }
}

/// The resource outside any `<Suspense>`: the response waits for it.
#[component]
pub(crate) fn OutsideOfSuspense() -> impl IntoView {
    let user = OnceResource::new(current_user());
    let stock = Resource::new(|| (), |()| stock());
    view! {
        <AlgomoSettings user=user/>
        <h1>"Outside of a Suspense"</h1>
        <Suspense fallback=|| view! { <p>"Counting …"</p> }>
            {move || stock.get().map(|count| view! { <Stock count/> })}
        </Suspense>
        <Counter/>
    }
}
