//! The settings and the loaders of a page.

use super::html::{Document, Runs};
use super::javascript::{Kind, lexemes};
use super::settings::{self, Assignment};

/// The name of the loader's file at Algomo.
const LOADER_FILE: &str = "algomo.min.js";

/// Where Algomo serves the loader.
pub(super) const LOADER_URL: &str = "https://app.algomo.com/algomo.min.js";

/// Settings in one of the page's scripts.
pub(super) struct Settings {
    pub(super) script: usize,
    pub(super) runs: Runs,
    pub(super) assignment: Assignment,
}

/// Something that loads the widget.
pub(super) struct Loader {
    pub(super) script: usize,
    /// Where it stands in an inline script.
    pub(super) position: usize,
    pub(super) runs: Runs,
}

/// The settings of the page. Those that are no property of `window` count only if there are no others.
pub(super) fn find_settings(document: &Document) -> Vec<Settings> {
    let scripts = document.scripts.iter().enumerate();
    let mut found: Vec<Settings> =
        scripts
            .flat_map(|(index, script)| {
                // A classic inline script runs at its place, whatever its attributes.
                let is_module = script.runs != Runs::WhileParsing;
                settings::read(&script.text, is_module).into_iter().map(move |assignment| {
                    Settings { script: index, runs: script.runs, assignment }
                })
            })
            .collect();
    if found.iter().any(|settings| !settings.assignment.is_off_window) {
        found.retain(|settings| !settings.assignment.is_off_window);
    }
    found
}

pub(super) fn find_loaders(document: &Document) -> Vec<Loader> {
    let scripts = document.scripts.iter().enumerate();
    scripts
        .filter_map(|(index, script)| {
            if let Some(src) = &script.src {
                let is_loader = script.widget.is_some() || src.contains(LOADER_FILE);
                return is_loader.then_some(Loader {
                    script: index,
                    position: 0,
                    runs: script.runs,
                });
            }
            let position = dynamic_loader(&script.text)?;
            let runs = match script.runs {
                // A script that waits for an event waits for the page, as far as one can tell.
                Runs::WhileParsing if script.text.contains("addEventListener") => {
                    Runs::AfterParsing
                }
                Runs::WhileParsing => Runs::WhenLoaded,
                later => later,
            };
            Some(Loader { script: index, position, runs })
        })
        .collect()
}

/// Where an inline script makes the loader's element, if it does.
fn dynamic_loader(script: &str) -> Option<usize> {
    if !script.contains(LOADER_FILE) && !script.contains("setAttribute") {
        return None;
    }
    let lexemes = lexemes(script);
    let is_loader = |place: &usize| match &lexemes[*place].kind {
        Kind::Text(text) => text.contains(LOADER_FILE),
        // setAttribute("widget", …)
        Kind::Word("setAttribute") => {
            lexemes.get(place + 2).is_some_and(|next| next.kind == Kind::Text("widget".into()))
        }
        _ => false,
    };
    (0..lexemes.len()).find(is_loader).map(|place| lexemes[place].start)
}

/// Whether the settings are certain to run before the loader does.
pub(super) fn is_before(settings: &Settings, loader: &Loader) -> bool {
    let stands_before =
        (settings.script, settings.assignment.range.start) < (loader.script, loader.position);
    match (settings.runs, loader.runs) {
        (Runs::WhileParsing, Runs::AfterParsing) => true,
        (Runs::WhileParsing, _) | (Runs::AfterParsing, Runs::AfterParsing) => stands_before,
        _ => false,
    }
}
