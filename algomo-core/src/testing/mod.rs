//! Checks of whole pages, for an application's own tests: who the widget sees on a page, or why it sees nobody.
//!
//! If the widget cannot read or does not accept a token, it reports nothing, and the visitor stays anonymous. [`Page`] takes a
//! response as it leaves the server, reads it as a browser and the widget do, and says what is wrong.
//!
//! ```
//! use algomo_core::testing::Page;
//! use algomo_core::{Visitor, VisitorAuth, VisitorSecret, http};
//!
//! let auth = VisitorAuth::new(VisitorSecret::new("an-example-secret-of-over-32-bytes")?)
//!     .with_widget_id("0123456789abcdef01234567")?;
//!
//! // In a test this is the application's own response.
//! let settings = auth.settings(Visitor::new(7).name("Ada"))?;
//! let html = format!("<!doctype html><head>{settings}</head><body>Hello");
//! let headers = [("Content-Type", "text/html"), ("Cache-Control", http::CACHE_CONTROL)];
//!
//! let visitor = Page::new(headers, html).known_visitor(&auth)?;
//! assert_eq!(visitor.name(), Some("Ada"));
//!
//! // A guest's page has the loader only.
//! let html = auth.settings(None::<Visitor>)?.to_string();
//! assert_eq!(Page::new([("Content-Type", "text/html")], html).visitor(&auth)?, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With axum, where `response` came out of the router:
//!
//! ```text
//! let (parts, body) = response.into_parts();
//! let html = axum::body::to_bytes(body, usize::MAX).await?;
//! let visitor = Page::new(&parts.headers, html).known_visitor(&auth)?;
//! ```
//!
//! # What it checks
//!
//! | of | faults |
//! | --- | --- |
//! | the page | [`NotHtml`](Fault::NotHtml), [`NotJavaScript`](Fault::NotJavaScript), [`Compressed`](Fault::Compressed), [`Sandboxed`](Fault::Sandboxed), [`NoWidget`](Fault::NoWidget), [`NoSettings`](Fault::NoSettings), [`TokenVisible`](Fault::TokenVisible), [`TokenMisplaced`](Fault::TokenMisplaced) |
//! | the loader | [`NoLoader`](Fault::NoLoader), [`LoaderTwice`](Fault::LoaderTwice), [`NoWidgetId`](Fault::NoWidgetId), [`LoaderBlocked`](Fault::LoaderBlocked) |
//! | the settings | [`SettingsAfterLoader`](Fault::SettingsAfterLoader), [`SettingsTwice`](Fault::SettingsTwice), [`SettingsNotRun`](Fault::SettingsNotRun), [`SettingsNotOnWindow`](Fault::SettingsNotOnWindow), [`SettingsInQuotes`](Fault::SettingsInQuotes), [`SettingsEscaped`](Fault::SettingsEscaped), [`SettingsUnreadable`](Fault::SettingsUnreadable) |
//! | the policy | [`NonceNotInPolicy`](Fault::NonceNotInPolicy), [`NonceMissing`](Fault::NonceMissing), [`HashNotInPolicy`](Fault::HashNotInPolicy), [`InlineBlocked`](Fault::InlineBlocked) |
//! | the key | [`OtherContract`](Fault::OtherContract), [`BothKeys`](Fault::BothKeys), [`KeyMisspelled`](Fault::KeyMisspelled) |
//! | the token | [`TokenNotQuoted`](Fault::TokenNotQuoted), [`TokenEmpty`](Fault::TokenEmpty), [`TokenUnreadable`](Fault::TokenUnreadable), [`WrongSecret`](Fault::WrongSecret), [`Expired`](Fault::Expired), [`ExpiresTooSoon`](Fault::ExpiresTooSoon), [`LivesTooLong`](Fault::LivesTooLong), [`IdRounded`](Fault::IdRounded), [`TokenRefused`](Fault::TokenRefused) |
//! | caches | [`Cacheable`](Fault::Cacheable), [`Overruled`](Fault::Overruled), [`FromCache`](Fault::FromCache), [`GuestPageShared`](Fault::GuestPageShared) |
//!
//! # What it cannot check
//!
//! It knows a visitor's token by its claims: a token elsewhere on the page that has `id` and `exp` counts as one, and other tokens
//! of the application do not.
//!
//! It reads scripts, but does not run them. Settings that a script computes or fetches are
//! [`SettingsUnreadable`](Fault::SettingsUnreadable), and those that an external script sets are not seen: check the response
//! of that script with [`Page::of_settings_script`]. Settings in a `<template>` that a script moves into the page, as Leptos does
//! with a `<Suspense>` that it streams out of order, are [`SettingsNotRun`](Fault::SettingsNotRun): render such a page in order
//! or in async mode to check it. It cannot know what happens after the page is loaded, or whether Algomo's
//! servers have the same secret.

mod body;
mod brackets;
mod caches;
mod check;
mod date;
mod elsewhere;
mod entries;
mod fault;
mod faults;
mod html;
mod javascript;
mod outcome;
mod page;
mod parts;
mod policy;
mod scope;
mod settings;
mod text;
mod token;
mod url;

pub use self::fault::Fault;
pub use self::faults::Faults;
pub use self::page::Page;
