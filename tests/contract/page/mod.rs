//! The page: the settings, the loader, their attributes, and what can mint.

mod anonymous_on_error;
mod attributes;
mod disabled;
mod loader;
mod mint;
mod settings;
