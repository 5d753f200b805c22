//! The document around the app, and the headers of every page.

use algomo_leptos::AlgomoSettings;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::response::IntoResponse;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::Shop;
use super::client::Client;
use super::sample_data::LOGINS;
use super::settings::Widget;
use crate::users::{Session, current_user};

/// How the browser takes the page over.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Takeover {
    WholeBody,
    Islands,
}

impl Shop {
    /// The document with `app` in its body.
    pub(super) fn shell<V: IntoView + 'static>(
        &self,
        takeover: Takeover,
        app: fn() -> V,
    ) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
        let (widget, has_client) = (self.widget, self.client.is_built());
        move || {
            set_headers(widget);
            let takes_over = has_client.then(|| {
                let islands = takeover == Takeover::Islands;
                view! { <HydrationScripts options=Client::options() islands=islands/> }
            });
            view! {
                <!DOCTYPE html>
                <html lang="en">
                    <head>
                        <meta charset="utf-8"/>
                        <meta name="viewport" content="width=device-width, initial-scale=1"/>
                        <title>"Acme Cycles"</title>
                        <link rel="icon" href="data:,"/>
                        <link rel="stylesheet" href="/style.css"/>
                        {is_in_head().then(|| view! { <AlgomoSettings user=current_user/> })}
                        {stand_in(widget)}
                        {takes_over}
                    </head>
                    <body>
                        {app()}
                        <SessionBar/>
                    </body>
                </html>
            }
            .into_any()
        }
    }
}

/// A real app has the component in one place. Here the page's path says in which.
fn is_in_head() -> bool {
    let path = use_context::<Parts>().map(|parts| parts.uri.path().to_owned());
    path.is_some_and(|path| path == "/" || path.starts_with("/head/"))
}

/// The stand-in's loader waits for the whole document, so it runs after the settings wherever they are.
fn stand_in(widget: Widget) -> impl IntoView {
    (widget == Widget::StandIn).then(|| {
        view! { <script src=standin_widget::SCRIPT_PATH defer=true nonce=use_nonce()></script> }
    })
}

/// Who is logged in, after the app: the browser hydrates only what comes before it.
#[component]
fn SessionBar() -> impl IntoView {
    let content = match current_user() {
        Session::Guest => view! {
            <form method="post" action="/log-in">
                "Log in as "
                {LOGINS.map(|(key, name)| view! { <button name="user" value=key>{name}</button> })}
            </form>
        }
        .into_any(),
        Session::Member(user) => view! {
            <form method="post" action="/log-out">
                <bdi id="who">{user.display_name}</bdi>
                <button>"Log out"</button>
            </form>
        }
        .into_any(),
    };
    view! { <footer>{content}</footer> }
}

/// The headers of every page but `Cache-Control`, which is the component's.
fn set_headers(widget: Widget) {
    let Some(response) = use_context::<ResponseOptions>() else {
        return;
    };
    let set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.insert_header(name, value);
        }
    };
    // Without the client, a form of a server function leads back to the page that it came from.
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if let Some(nonce) = use_nonce() {
        set(header::CONTENT_SECURITY_POLICY, &content_security_policy(&nonce, widget));
    }
}

/// Scripts with the page's nonce, what those load, and wasm. For Algomo's widget also what it asks Algomo for; the
/// browser's console names whatever else it needs.
fn content_security_policy(nonce: &str, widget: Widget) -> String {
    let (default, algomo) = match widget {
        Widget::Real => ("https://app.algomo.com", " https://app.algomo.com"),
        Widget::StandIn => ("'none'", ""),
    };
    format!(
        "default-src {default}; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'{algomo}; img-src 'self' data:{algomo}; connect-src 'self'{algomo}; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

pub(super) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css")], include_str!("../../assets/style.css"))
}
