//! The server's side: from the user to the bytes of the page.

mod cache_control;
mod request;
mod view;

use algomo_core::{AlgomoVisitor, Settings, Visitor, VisitorAuth, VisitorSecret};
use leptos::nonce::use_nonce;
use leptos::prelude::{Callable, Callback, use_context};

pub(crate) use self::cache_control::mark_uncacheable;
use self::request::Unrendered;
use self::view::SettingsView;
use crate::auth::MaybeAuth;
use crate::error::SettingsError;
use crate::text::MaybeText;

/// The optional props.
pub(crate) struct Options {
    pub(crate) auth: MaybeAuth,
    pub(crate) nonce: MaybeText,
    pub(crate) widget_id: MaybeText,
    pub(crate) on_error: Option<Callback<SettingsError>>,
}

/// The component's view. Everything happens here and now, while the response's headers can still be set.
pub(crate) fn view<F, V>(user: F, options: Options) -> SettingsView
where
    F: Fn() -> V + 'static,
    V: AlgomoVisitor,
{
    let unrendered = Unrendered::of_this_request::<F>();
    let html = unrendered.take().unwrap_or_else(|| render(user, options));
    SettingsView::new(html, unrendered)
}

fn render<V: AlgomoVisitor>(user: impl Fn() -> V, options: Options) -> String {
    let nonce = match options.nonce.as_deref() {
        Some(nonce) => Some(nonce.to_owned()),
        None => use_nonce().map(|nonce| nonce.to_string()),
    };
    let page = Page {
        auth: options.auth.into_inner().or_else(use_context),
        nonce: nonce.as_deref(),
        widget_id: options.widget_id.as_deref(),
    };
    if request::is_listing_routes() {
        return page.anonymous();
    }
    match page.settings(user) {
        Ok(settings) => {
            if !settings.is_anonymous() {
                mark_uncacheable();
            }
            both_elements(settings)
        }
        Err(error) => {
            report(&error);
            if let Some(on_error) = options.on_error {
                on_error.run(error);
            }
            page.anonymous()
        }
    }
}

struct Page<'a> {
    auth: Option<VisitorAuth>,
    nonce: Option<&'a str>,
    widget_id: Option<&'a str>,
}

impl Page<'_> {
    fn settings<V: AlgomoVisitor>(&self, user: impl Fn() -> V) -> Result<Settings, SettingsError> {
        let auth = self.auth.clone().ok_or(SettingsError::MissingAuth)?;
        let auth = match self.widget_id {
            Some(id) => auth.with_widget_id(id)?,
            None => auth,
        };
        let settings = auth.settings(&user())?;
        Ok(match self.nonce {
            Some(nonce) => settings.with_nonce(nonce)?,
            None => settings,
        })
    }

    /// What is left when something is wrong: the loader, as far as the id and the nonce are not what is wrong.
    fn anonymous(&self) -> String {
        let auth = self.auth.clone().or_else(mint_of_nothing);
        let auth = match (auth, self.widget_id) {
            (Some(auth), Some(id)) => auth.with_widget_id(id).ok(),
            (auth, _) => auth,
        };
        let settings = auth.and_then(|auth| auth.settings(&Guest).ok());
        let settings = match (settings, self.nonce) {
            (Some(settings), Some(nonce)) => settings.with_nonce(nonce).ok(),
            (settings, _) => settings,
        };
        settings.map_or_else(|| EMPTY.repeat(2), both_elements)
    }
}

/// Renders loaders for a page without a `VisitorAuth`. It never signs: the page is a guest's.
fn mint_of_nothing() -> Option<VisitorAuth> {
    VisitorSecret::new_allowing_short("signs nothing").ok().map(VisitorAuth::new)
}

struct Guest;

impl AlgomoVisitor for Guest {
    fn visitor(&self) -> Option<Visitor<'_>> {
        None
    }
}

const EMPTY: &str = "<script></script>";

/// The settings' element and the loader's, in this order; an empty one for each that is missing.
///
/// The client renders two elements, whatever the server knows. Empty scripts are not run, and no policy minds them.
fn both_elements(settings: Settings) -> String {
    let is_anonymous = settings.is_anonymous();
    let mut html = String::from(settings);
    if is_anonymous {
        html.insert_str(0, EMPTY);
    }
    if html.matches("</script>").count() == 1 {
        html.push_str(EMPTY);
    }
    html
}

/// The one event. The error's text holds no value of a claim or a secret.
fn report(error: &SettingsError) {
    match error {
        SettingsError::MissingAuth => {
            tracing::warn!(target: "algomo_leptos", %error, "the Algomo visitor is anonymous");
        }
        SettingsError::Refused(_) => {
            tracing::error!(target: "algomo_leptos", %error, "the Algomo visitor is anonymous");
        }
    }
}
