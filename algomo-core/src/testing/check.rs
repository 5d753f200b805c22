//! The checks of a page, in their order.

use super::caches::{faults_with_token, is_shared, lines};
use super::fault::Fault;
use super::faults::Faults;
use super::html::{Document, Runs, Script};
use super::javascript::{Kind, lexemes};
use super::page::Page;
use super::policy::Policy;
use super::settings::{self, Assignment, Entry, Key, Token, Value};
use super::text::has_visitor_token;
use super::token::{self, Signature};
use super::url::Url;
use crate::page::VisitorAuth;
use crate::verify::VerifiedVisitor;

/// The name of the loader's file at Algomo.
const LOADER_FILE: &str = "algomo.min.js";

/// Where Algomo serves the loader.
const LOADER_URL: &str = "https://app.algomo.com/algomo.min.js";

/// Reads the page as a browser and the widget do.
pub(super) fn examine(
    page: &Page,
    auth: &VisitorAuth,
    signature: Signature,
) -> Result<Option<VerifiedVisitor>, Faults> {
    if !page.is_script && !is_html(page) {
        return Err(Faults::from(Fault::NotHtml));
    }
    let document = page.document();
    let mut check = Check {
        page,
        settings: find_settings(&document),
        loaders: find_loaders(&document),
        document: &document,
        faults: Vec::new(),
    };
    let is_misplaced = check.misplaced_tokens();
    if !is_misplaced {
        check.presence();
    }
    check.order();
    check.policies();
    let (visitor, has_token) = check.last_settings(auth, signature);
    check.caches(is_misplaced || has_token);
    Faults::none_in(check.faults)?;
    Ok(visitor)
}

/// A response without a type is taken for HTML, as in a test that leaves it out.
fn is_html(page: &Page) -> bool {
    lines(&page.headers, "content-type").last().is_none_or(|value| {
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        let kind = value.split(';').next().unwrap_or_default().trim().to_owned();
        kind == "text/html" || kind == "application/xhtml+xml"
    })
}

/// Settings in one of the page's scripts.
struct Settings {
    script: usize,
    runs: Runs,
    assignment: Assignment,
}

/// Something that loads the widget.
struct Loader {
    script: usize,
    /// Where it stands in an inline script.
    position: usize,
    runs: Runs,
}

fn find_settings(document: &Document) -> Vec<Settings> {
    let scripts = document.scripts.iter().enumerate();
    scripts
        .flat_map(|(index, script)| {
            settings::read(&script.text).into_iter().map(move |assignment| Settings {
                script: index,
                runs: script.runs,
                assignment,
            })
        })
        .collect()
}

fn find_loaders(document: &Document) -> Vec<Loader> {
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

struct Check<'a> {
    page: &'a Page,
    document: &'a Document,
    settings: Vec<Settings>,
    loaders: Vec<Loader>,
    faults: Vec<Fault>,
}

impl Check<'_> {
    /// Looks for tokens where no script is, and returns whether there are any.
    fn misplaced_tokens(&mut self) -> bool {
        let is_visible = self.document.visible.iter().any(|text| has_visitor_token(text));
        if is_visible {
            self.faults.push(Fault::TokenVisible);
        }
        let mut dormant = self.document.dormant.iter();
        let dormant = dormant.find(|(_, text)| has_visitor_token(text));
        if let (Some((place, _)), true) = (dormant, self.settings.is_empty()) {
            self.faults.push(Fault::SettingsNotRun { place });
        }
        is_visible || dormant.is_some()
    }

    fn presence(&mut self) {
        let has_loader = !self.loaders.is_empty() || self.page.has_loader_elsewhere;
        match (self.settings.is_empty(), has_loader) {
            (true, false) => self.faults.push(Fault::NoWidget),
            (false, false) => self.faults.push(Fault::NoLoader),
            _ => {}
        }
    }

    fn order(&mut self) {
        if self.settings.len() > 1 {
            self.faults.push(Fault::SettingsTwice);
        }
        if self.loaders.len() > 1 {
            self.faults.push(Fault::LoaderTwice);
        }
        let is_late = self
            .settings
            .first()
            .is_some_and(|settings| self.loaders.iter().any(|loader| !is_before(settings, loader)));
        if is_late {
            self.faults.push(Fault::SettingsAfterLoader);
        }
        let lacks_id = |script: &Script| {
            let id = script.widget.as_deref().unwrap_or_default();
            script.src.is_some() && id.trim_ascii().is_empty()
        };
        if self.loaders.iter().any(|loader| lacks_id(&self.document.scripts[loader.script])) {
            self.faults.push(Fault::NoWidgetId);
        }
    }

    fn policies(&mut self) {
        if self.page.is_script {
            return;
        }
        let header = lines(&self.page.headers, "content-security-policy");
        let header = header.map(|value| (0, String::from_utf8_lossy(value)));
        let meta = self.document.policies.iter();
        let meta = meta.map(|policy| (policy.scripts_before, policy.text.as_str().into()));
        for (first_script, text) in header.chain(meta) {
            for policy in Policy::read(&text) {
                self.policy(&policy, first_script);
            }
        }
    }

    /// Checks the scripts from `first_script` on.
    fn policy(&mut self, policy: &Policy, first_script: usize) {
        let scripts = &self.document.scripts;
        let settings = self.settings.iter().map(|settings| settings.script);
        let inline = settings.filter(|script| *script >= first_script);
        self.faults.extend(inline.filter_map(|script| policy.inline_fault(&scripts[script])));
        let page = self.page.url.as_ref();
        let is_blocked = |loader: &Loader| {
            let script = &scripts[loader.script];
            match &script.src {
                Some(src) => !policy.allows_loader(script, Url::read_on(src, page).as_ref(), page),
                // Its own element may get a nonce from the script, or have another address.
                None if script.text.contains("nonce") || !script.text.contains(LOADER_URL) => false,
                None => Url::read(LOADER_URL)
                    .is_some_and(|url| !policy.allows_dynamic_loader(&url, page)),
            }
        };
        let mut loaders = self.loaders.iter().filter(|loader| loader.script >= first_script);
        if loaders.any(is_blocked) {
            self.faults.push(Fault::LoaderBlocked);
        }
    }

    /// Checks the settings that count, which are the last, and returns their visitor and whether they have a token.
    fn last_settings(
        &mut self,
        auth: &VisitorAuth,
        signature: Signature,
    ) -> (Option<VerifiedVisitor>, bool) {
        let Some(settings) = self.settings.last() else { return (None, false) };
        if settings.assignment.is_lexical {
            self.faults.push(Fault::SettingsNotOnWindow);
        }
        let fault = match &settings.assignment.value {
            Value::Nothing => return (None, false),
            Value::Object(entries) => match check_entries(entries, auth, signature) {
                Ok(Some(visitor)) => return (Some(visitor), true),
                Ok(None) => return (None, false),
                Err(found) => {
                    self.faults.extend(found);
                    return (None, true);
                }
            },
            Value::Text => Fault::SettingsInQuotes,
            Value::Escaped => Fault::SettingsEscaped,
            Value::Expression => Fault::SettingsUnreadable,
        };
        self.faults.push(fault);
        (None, true)
    }

    fn caches(&mut self, has_token: bool) {
        if has_token {
            self.faults.extend(faults_with_token(&self.page.headers));
        } else if is_shared(&self.page.headers) {
            self.faults.push(Fault::GuestPageShared);
        }
    }
}

/// Whether the settings are certain to run before the loader does.
fn is_before(settings: &Settings, loader: &Loader) -> bool {
    let stands_before =
        (settings.script, settings.assignment.position) < (loader.script, loader.position);
    match (settings.runs, loader.runs) {
        (Runs::WhileParsing, Runs::AfterParsing) => true,
        (Runs::WhileParsing, _) | (Runs::AfterParsing, Runs::AfterParsing) => stands_before,
        _ => false,
    }
}

/// Checks the entries of the settings, and yields the visitor that they name.
fn check_entries(
    entries: &[Entry],
    auth: &VisitorAuth,
    signature: Signature,
) -> Result<Option<VerifiedVisitor>, Vec<Fault>> {
    let mut found = None;
    for entry in entries {
        let Key::Of(contract) = entry.key else { continue };
        if found.is_some_and(|(other, _)| other != contract) {
            return Err(vec![Fault::BothKeys]);
        }
        // The last entry of a key counts.
        found = Some((contract, &entry.token));
    }
    let Some((contract, token)) = found else {
        let is_misspelled = entries.iter().any(|entry| entry.key == Key::Misspelled);
        return if is_misspelled { Err(vec![Fault::KeyMisspelled]) } else { Ok(None) };
    };
    let mut faults = Vec::new();
    if let Some(expected) = auth.contract().filter(|expected| *expected != contract) {
        faults.push(Fault::OtherContract { expected, found: contract });
    }
    let visitor = match token {
        Token::Text(text) => token::check(auth, contract, text, signature),
        Token::Nothing => Err(Fault::TokenEmpty),
        Token::Unquoted => Err(Fault::TokenNotQuoted),
        Token::Expression => Err(Fault::TokenUnreadable),
    };
    match visitor {
        Ok(visitor) if faults.is_empty() => Ok(Some(visitor)),
        Ok(_) => Err(faults),
        Err(fault) => {
            faults.push(fault);
            Err(faults)
        }
    }
}
