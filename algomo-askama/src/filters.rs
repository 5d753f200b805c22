//! The filters. `use algomo_askama::filters;` beside a template makes them available without a path.
//!
//! An application with filters of its own re-exports ours from its module: `pub use algomo_askama::filters::*;`.

/// Renders the settings script for a user, and the widget's loader behind it where the `auth` has a widget id.
///
/// `{{ user|algomo_askama::algomo_settings(auth) }}`, or with the nonce of the response's `Content-Security-Policy`
/// `{{ user|algomo_askama::algomo_settings(auth, nonce = csp_nonce) }}`. The user is anything that is an
/// [`AlgomoVisitor`](algomo_core::AlgomoVisitor), so an `Option<User>`, an enum or a reference; for an anonymous visitor it renders the loader alone, or
/// nothing.
///
/// The nonce is a string or an `Option` of one, by the name of a field or a variable; the result of a call is given a name
/// first: `{% let csp_nonce = request.nonce() %}`.
///
/// The user is asked for its claims twice, to check them and to write them, so functions in its attributes should be cheap and
/// yield the same both times.
///
/// Safe as element content in `<head>` or `<body>`, like [`Settings`](algomo_core::Settings), and not escaped there. It
/// has to be the last filter of its expression.
///
/// # Errors
///
/// An [`askama::Error`] whose source is the [`algomo_core::Error`]: an empty id, a nonce that is none, a clock that is off.
/// Nothing of the script is written then. askama itself drops the source of any error in `Template::write_into`; `render`
/// and `render_into` keep it.
///
/// ```
/// use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
/// use askama::Template;
///
/// #[derive(AlgomoVisitor)]
/// struct User {
///     id: i64,
///     name: String,
/// }
///
/// #[derive(Template)]
/// #[template(ext = "html", source = "<head>{{ user|algomo_askama::algomo_settings(auth, nonce = nonce) }}</head>")]
/// struct Page<'a> {
///     user: Option<User>,
///     auth: &'a VisitorAuth,
///     nonce: &'a str,
/// }
///
/// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
/// let user = Some(User { id: 1, name: "John Doe".into() });
/// let html = Page { user, auth: &auth, nonce: "bm9uY2U=" }.render()?;
/// assert!(html.starts_with(r#"<head><script nonce="bm9uY2U=">window.algomoSettings = {"visitorToken":"ey"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(inline)]
pub use crate::builders::algomo_settings;

/// [`algomo_settings`] with the [`VisitorAuth`](algomo_core::VisitorAuth) and the nonce from askama's runtime values, so that no template has to
/// carry them.
///
/// `{{ user|algomo_askama::algomo_settings_from_values }}`. The values hold a `VisitorAuth` under [`AUTH_KEY`](crate::AUTH_KEY) (itself, or
/// behind `Box`, `Rc`, `Arc` or a `'static` reference; a clone is cheap), and under [`NONCE_KEY`](crate::NONCE_KEY) the nonce, if the
/// response has one: a `String` or a `&'static str`.
///
/// # Errors
///
/// Those of [`algomo_settings`], [`askama::Error::ValueMissing`] without a `VisitorAuth`, and
/// [`askama::Error::ValueType`] when one of the two is of another type.
///
/// ```
/// use std::any::Any;
/// use std::collections::HashMap;
///
/// use algomo_core::{AlgomoVisitor, VisitorAuth, VisitorSecret};
/// use askama::Template;
///
/// #[derive(AlgomoVisitor)]
/// struct User {
///     id: i64,
/// }
///
/// #[derive(Template)]
/// #[template(ext = "html", source = "{{ user|algomo_askama::algomo_settings_from_values }}")]
/// struct Page {
///     user: User,
/// }
///
/// let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?);
/// let values: HashMap<&str, Box<dyn Any>> = HashMap::from([
///     (algomo_askama::AUTH_KEY, Box::new(auth.clone()) as _),
///     (algomo_askama::NONCE_KEY, Box::new("bm9uY2U=".to_owned()) as _),
/// ]);
/// let html = Page { user: User { id: 1 } }.render_with_values(&values)?;
/// assert!(html.starts_with(r#"<script nonce="bm9uY2U=">"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(inline)]
pub use crate::builders::algomo_settings_from_values;

/// Writes the bare token for a user, or nothing for an anonymous visitor.
///
/// `{{ user|algomo_askama::algomo_token(auth) }}`. For pages that hand the token over in a way of their own.
///
/// Safe in HTML text, in a quoted attribute and in a quoted JavaScript string: it consists of `A`–`Z`, `a`–`z`, `0`–`9`,
/// `-`, `_` and dots.
///
/// # Errors
///
/// An [`askama::Error`] whose source is the [`algomo_core::Error`].
#[doc(inline)]
pub use crate::builders::algomo_token;
