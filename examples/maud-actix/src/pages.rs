//! The pages. None of them sets a header for its token: the middleware does.

use actix_web::error::ErrorInternalServerError;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use actix_web::{HttpResponse, Responder};
use algomo_actix::Algomo;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::sessions::Session;

pub(crate) async fn home(algomo: Algomo, session: Session) -> actix_web::Result<Markup> {
    let settings = algomo.settings(&session).map_err(ErrorInternalServerError)?;
    let visitor = html! { (PreEscaped(settings.to_string())) };
    Ok(page(
        &visitor,
        &html! {
            @match &session {
                Session::Guest => {
                    h1 { "Who are you?" }
                    // A log-in and a log-out need a full page load, so htmx and Turbo leave the forms alone.
                    form method="post" action="/log-in" hx-boost="false" data-turbo="false" {
                        label { "Name " input name="name" autocomplete="off" required; } " "
                        label { "Email " input name="email" autocomplete="off"; } " "
                        label { "Company " input name="company" autocomplete="off"; } " "
                        button { "Log in" }
                    }
                }
                Session::Member(user) => {
                    h1 { "Hello, " bdi id="who" { (user.name) } "." }
                    form method="post" action="/log-out" hx-boost="false" data-turbo="false" {
                        button { "Log out" }
                    }
                }
            }
            p { a href="/help" { "Help" } }
        },
    ))
}

/// The same for everybody, so that caches may keep it. A script, which they don't keep, says who the visitor is.
pub(crate) async fn help() -> impl Responder {
    let visitor = html! { script src="/settings.js" async {} };
    let main = html! {
        h1 { "Ask us in the chat." }
        p { "This page is the same for everybody. The chat still knows you." }
        p { a href="/" { "Back" } }
    };
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .insert_header((
            CONTENT_SECURITY_POLICY,
            "script-src 'self' https://app.algomo.com; object-src 'none'; base-uri 'none'",
        ))
        .content_type("text/html; charset=utf-8")
        .body(page(&visitor, &main).into_string())
}

fn page(visitor: &Markup, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "maud and Actix Web" }
                link rel="icon" href="data:,";
                (visitor)
            }
            body { main { (main) } }
        }
    }
}
