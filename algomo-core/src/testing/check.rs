//! The checks of a page, in their order.

use super::body;
use super::caches::{faults_with_token, is_shared, lines};
use super::elsewhere::{has_token_outside, names_settings};
use super::entries::{check_entries, is_computed, may_name_visitor};
use super::fault::Fault;
use super::faults::Faults;
use super::html::{Document, Script};
use super::page::Page;
use super::parts::{LOADER_URL, Loader, Settings, find_loaders, find_settings, is_before};
use super::policy::{Policy, is_sandboxed};
use super::settings::{Assignment, Value};
use super::text::{has_visitor_token, mentions_visitor_token};
use super::token::Signature;
use super::url::Url;
use crate::page::VisitorAuth;
use crate::verify::VerifiedVisitor;

/// Reads the page as a browser and the widget do.
pub(super) fn examine(
    page: &Page,
    auth: &VisitorAuth,
    signature: Signature,
) -> Result<Option<VerifiedVisitor>, Faults> {
    if let Some(fault) = body::fault(page) {
        return Err(Faults::from(fault));
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
    check.presence(is_misplaced);
    check.order();
    check.policies();
    let (visitor, has_token) = check.last_settings(auth, signature);
    let now = auth.now().ok().map(|now| now.as_secs());
    // A cache keeps a token also where no browser finds it, such as in an end tag.
    let is_in_body = has_visitor_token(&String::from_utf8_lossy(&page.body));
    check.caches(is_misplaced || has_token || is_in_body, now);
    Faults::none_in(check.faults)?;
    Ok(visitor)
}

struct Check<'a> {
    page: &'a Page,
    document: &'a Document,
    settings: Vec<Settings>,
    loaders: Vec<Loader>,
    faults: Vec<Fault>,
}

impl Check<'_> {
    /// Looks for tokens outside of the settings, and returns whether there are any.
    fn misplaced_tokens(&mut self) -> bool {
        let is_visible = self.document.visible.iter().any(|text| mentions_visitor_token(text));
        if is_visible {
            self.faults.push(Fault::TokenVisible);
        }
        let mut dormant = self.document.dormant.iter();
        let dormant = dormant.find(|(_, text)| mentions_visitor_token(text));
        let settings = self.settings_that_count().map(|settings| &settings.assignment.value);
        if let (Some((place, _)), false) = (dormant, settings.is_some_and(may_name_visitor)) {
            self.faults.push(Fault::SettingsNotRun { place });
        }
        let attributes = self.document.attributes_with_token.iter();
        self.faults.extend(attributes.map(|place| Fault::TokenMisplaced { place: place.clone() }));
        let is_in_script = self.tokens_in_scripts();
        let is_in_attribute = !self.document.attributes_with_token.is_empty();
        is_visible || dormant.is_some() || is_in_attribute || is_in_script
    }

    /// Looks for tokens in scripts, outside of the settings.
    fn tokens_in_scripts(&mut self) -> bool {
        let last = self.settings_that_count().map(|settings| &settings.assignment.value);
        // Settings that are computed may get the token from anywhere, and have a fault of their own.
        let is_readable = !last.is_some_and(is_computed);
        let mut is_found = false;
        for (index, script) in self.document.scripts.iter().enumerate() {
            let mut settings =
                self.settings.iter().filter(|settings| settings.script == index).peekable();
            let has_settings = settings.peek().is_some();
            if !has_token_outside(&script.text, settings.map(|settings| &settings.assignment.range))
            {
                continue;
            }
            is_found = true;
            if !has_settings && names_settings(&script.text) {
                self.faults.push(Fault::SettingsUnreadable);
            } else if is_readable {
                let place = "a script, outside of window.algomoSettings".to_owned();
                self.faults.push(Fault::TokenMisplaced { place });
            }
        }
        is_found
    }

    fn presence(&mut self, is_misplaced: bool) {
        let has_loader = !self.loaders.is_empty() || self.page.has_loader_elsewhere;
        match (self.settings.is_empty(), has_loader) {
            // The misplaced token is the page's settings, and the loader may be with it.
            (true, false) if is_misplaced => {}
            (true, false) => self.faults.push(Fault::NoWidget),
            (false, false) => self.faults.push(Fault::NoLoader),
            _ => {}
        }
    }

    fn order(&mut self) {
        // What a function sets without a visitor, such as at the log-out, is not the page's.
        let is_of_page = |settings: &&Settings| {
            !settings.assignment.is_deferred || may_name_visitor(&settings.assignment.value)
        };
        if self.settings.iter().filter(is_of_page).count() > 1 {
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
        // Browsers ignore the directive in a <meta> element.
        if header.clone().any(|(_, text)| is_sandboxed(&text)) {
            self.faults.push(Fault::Sandboxed);
        }
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
        let mut inline: Vec<_> = settings.filter(|script| *script >= first_script).collect();
        // A script with several settings is hashed once.
        inline.dedup();
        let faults = inline.iter().filter_map(|script| policy.inline_fault(&scripts[*script]));
        self.faults.extend(faults);
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

    /// The last of the settings that are certain to run, or else the last.
    fn settings_that_count(&self) -> Option<&Settings> {
        let is_certain = |settings: &&Settings| !settings.assignment.is_deferred;
        self.settings.iter().rfind(is_certain).or(self.settings.last())
    }

    /// Checks the settings that count, and returns their visitor and whether they have a token.
    fn last_settings(
        &mut self,
        auth: &VisitorAuth,
        signature: Signature,
    ) -> (Option<VerifiedVisitor>, bool) {
        let Some(settings) = self.settings_that_count() else { return (None, false) };
        let Assignment { range, is_off_window, is_deferred, value } = &settings.assignment;
        let script = &self.document.scripts[settings.script].text;
        let visitor = match value {
            Value::Nothing => Ok(None),
            Value::Object(entries) => {
                let text = script.get(range.clone()).unwrap_or_default();
                check_entries(entries, text, auth, signature)
            }
            Value::Text => Err(vec![Fault::SettingsInQuotes]),
            Value::Escaped => Err(vec![Fault::SettingsEscaped]),
            Value::Expression => Err(vec![Fault::SettingsUnreadable]),
        };
        if may_name_visitor(value) {
            if *is_off_window {
                self.faults.push(Fault::SettingsNotOnWindow);
            } else if *is_deferred {
                self.faults.push(Fault::SettingsUnreadable);
            }
        }
        match visitor {
            Ok(visitor) => {
                let has_token = visitor.is_some();
                (visitor, has_token)
            }
            Err(faults) => {
                self.faults.extend(faults);
                (None, true)
            }
        }
    }

    fn caches(&mut self, has_token: bool, now: Option<u64>) {
        if has_token {
            self.faults.extend(faults_with_token(&self.page.headers));
        } else if is_shared(&self.page.headers, now) {
            self.faults.push(Fault::GuestPageShared);
        }
    }
}
