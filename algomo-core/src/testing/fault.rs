//! What can be wrong with a page.

use core::fmt;

use crate::contract::Contract;
use crate::verify::VerifyError;

/// A reason why the widget does not see the visitor that the page should name, or why somebody else could.
///
/// `Display` and `Debug` write whole sentences: what is wrong, and what to do. They never show a secret, a nonce, a token or
/// the value of a claim.
///
/// ```
/// use algomo_core::testing::Fault;
///
/// assert!(Fault::SettingsTwice.to_string().starts_with("The page sets window.algomoSettings more than once"));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `Content-Type` is not that of an HTML page.
    NotHtml,
    /// A browser does not run the settings script because of its `Content-Type`.
    NotJavaScript,
    /// The body is compressed, and cannot be read.
    Compressed,
    /// The policy puts the page into a sandbox without scripts.
    Sandboxed,
    /// The page has neither settings nor a loader, so there is no widget.
    NoWidget,
    /// The page has no settings, and a known visitor is [expected](super::Page::known_visitor).
    NoSettings,
    /// The page has settings, and no loader that would read them.
    NoLoader,
    /// The page has more than one loader.
    LoaderTwice,
    /// The loader has no widget id.
    NoWidgetId,
    /// The policy blocks the loader.
    LoaderBlocked,
    /// The settings may run only after the widget has read them.
    SettingsAfterLoader,
    /// The settings are set more than once.
    SettingsTwice,
    /// The settings stand where a browser does not run them.
    SettingsNotRun {
        /// Where they stand, such as "a comment".
        place: &'static str,
    },
    /// The settings are declared with `let` or `const`, with `var` in a function or a module, or are a property of another object
    /// than `window`.
    SettingsNotOnWindow,
    /// The settings are a string.
    SettingsInQuotes,
    /// The settings have HTML's character references inside the script.
    SettingsEscaped,
    /// The settings are set by an expression, a call or a function that only a browser can evaluate.
    SettingsUnreadable,
    /// The page shows a visitor's token, or the settings, as text.
    TokenVisible,
    /// A visitor's token stands where the widget does not look for it: outside of the settings, or in another value of theirs.
    TokenMisplaced {
        /// Where it stands, such as "the attribute data-token".
        place: String,
    },
    /// The key in the settings is neither `visitorToken` nor `authToken`.
    KeyMisspelled,
    /// The settings have the keys of both contracts.
    BothKeys,
    /// The key in the settings is that of the other contract.
    OtherContract {
        /// The contract of the [`VisitorAuth`](crate::VisitorAuth).
        expected: Contract,
        /// The contract that the key belongs to.
        found: Contract,
    },
    /// The token is not in quotation marks.
    TokenNotQuoted,
    /// The settings have the key, and no token in it.
    TokenEmpty,
    /// The token is an expression that only a browser can evaluate.
    TokenUnreadable,
    /// The signature is not that of the secret.
    WrongSecret,
    /// The token has expired.
    Expired,
    /// The token expires before the widget can hand it over.
    ExpiresTooSoon,
    /// The token is valid for longer than the verifier allows.
    LivesTooLong,
    /// An id is a number that JavaScript rounds.
    IdRounded {
        /// `id` or `companyId`.
        claim: &'static str,
    },
    /// The widget refuses the token for another reason.
    TokenRefused(VerifyError),
    /// The settings' element has a nonce that the policy does not have.
    NonceNotInPolicy,
    /// The policy has a nonce, and the settings' element has none.
    NonceMissing,
    /// The policy has hashes, and none is that of the settings.
    HashNotInPolicy,
    /// The policy allows no inline script at all.
    InlineBlocked,
    /// A cache may store a page with a token.
    Cacheable,
    /// A header lets some cache store the page in spite of its `Cache-Control`.
    Overruled {
        /// The header's name, in lower case.
        header: String,
    },
    /// A page with a token came out of a cache.
    FromCache {
        /// The name of the header that says so, in lower case.
        header: String,
    },
    /// A shared cache may keep a guest's page and show it to members.
    GuestPageShared,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SettingsNotRun { place } => write!(
                f,
                "The settings stand in {place}, where a browser does not run them, so the visitor stays anonymous. Put them \
                 into a <script> element of its own in <head>, without a type attribute."
            ),
            Self::TokenMisplaced { place } => write!(
                f,
                "A visitor's token stands in {place}, where the widget does not look for it. Write the token into the settings \
                 and nowhere else: window.algomoSettings = {{ visitorToken: \"…\" }}, or authToken, in a <script> of its own \
                 before the loader. Capital and small letters differ."
            ),
            Self::OtherContract { expected, found } => write!(
                f,
                "The settings have the key {found_key} of the contract {found}, and the VisitorAuth has the contract \
                 {expected}, whose key is {expected_key}. Set the contract of the widget with VisitorAuth::with_contract: \
                 Algomo's settings page shows the key that it takes.",
                found_key = found.settings_key(),
                expected_key = expected.settings_key(),
            ),
            Self::IdRounded { claim } => write!(
                f,
                "The claim {claim} is a number outside ±(2^53 − 1), which JavaScript rounds, so two users would share an id. \
                 Send it as text, as algomo-core does."
            ),
            Self::TokenRefused(error) => {
                write!(f, "The widget refuses the token: {error}. {}", advice(error))
            }
            Self::Overruled { header } => write!(
                f,
                "The header {header} lets some caches store the page in spite of its Cache-Control, so they could hand the \
                 visitor's token to somebody else. Remove it from pages with a token; the layers of algomo-axum and \
                 algomo-actix do that."
            ),
            Self::FromCache { header } => write!(
                f,
                "The header {header} says that the page came out of a cache, so its token was minted for an earlier request, \
                 perhaps somebody else's. Exclude pages with a token from that cache, whatever rule made it store them."
            ),
            other => f.write_str(other.sentences()),
        }
    }
}

impl Fault {
    /// The text of a fault that has no details.
    #[expect(clippy::too_many_lines, reason = "a text for each fault, and no logic")]
    const fn sentences(&self) -> &'static str {
        match self {
            Self::NotHtml => {
                "The response's Content-Type is not text/html, so a browser runs none of its scripts. Send it as an HTML page."
            }
            Self::NotJavaScript => {
                "The Content-Type of the settings script is not JavaScript, so a browser does not run it, and the visitor stays \
                 anonymous. Send text/javascript."
            }
            Self::Compressed => {
                "The response's body is compressed, so it was not checked. Decompress it before the check, or send the request \
                 without Accept-Encoding."
            }
            Self::Sandboxed => {
                "The Content-Security-Policy has the directive sandbox without allow-scripts, so a browser runs none of the \
                 page's scripts. Add allow-scripts to it, or remove the directive."
            }
            Self::NoWidget => {
                "The page has neither window.algomoSettings nor the widget's loader. Render the settings in the layout, and \
                 give the VisitorAuth a widget id. If the loader comes from a tag manager or a bundle, say so with \
                 Page::with_loader_elsewhere; if an external script sets the settings, check that script with \
                 Page::of_settings_script."
            }
            Self::NoSettings => {
                "The page does not set window.algomoSettings, so the visitor is anonymous. If somebody should be logged in: \
                 does the request carry the session's cookie, does the handler hand the user to the template, and does \
                 anonymous_on_error report an error?"
            }
            Self::NoLoader => {
                "The page sets window.algomoSettings, and nothing loads the widget. Give the VisitorAuth a widget id, or put \
                 the loader's element after the settings. If the loader comes from a tag manager or a bundle, say so with \
                 Page::with_loader_elsewhere."
            }
            Self::LoaderTwice => {
                "The page loads the widget more than once, and it is not certain which of them reads the settings. Remove \
                 the loader from the layout, or the widget id from the VisitorAuth."
            }
            Self::NoWidgetId => {
                "The loader's element has no widget id in its attribute widget, so the widget does not start. Copy the id \
                 from the installation snippet that Algomo shows, or set it with VisitorAuth::with_widget_id."
            }
            Self::LoaderBlocked => {
                "The Content-Security-Policy blocks the widget's loader. Add its host, https://app.algomo.com, to script-src, \
                 or give the loader's element the response's nonce."
            }
            Self::SettingsAfterLoader => {
                "The settings may run only after the loader has read them, so the visitor stays anonymous. Put them before \
                 the loader's element, in a <script> that is not a module."
            }
            Self::SettingsTwice => {
                "The page sets window.algomoSettings more than once, and the last one counts. Keep one of them: does both a \
                 layout and a page, or a partial of it, render the settings?"
            }
            Self::SettingsNotOnWindow => {
                "The settings are not a property of window, so the widget does not find them: they are declared with let or \
                 const, with var in a function or a module, or are a property of another object. Assign them to \
                 window.algomoSettings."
            }
            Self::SettingsInQuotes => {
                "window.algomoSettings is a string and not an object. Remove the quotation marks around the object."
            }
            Self::SettingsEscaped => {
                "The template escaped the quotation marks of the settings inside the script, which is a syntax error there. \
                 Turn escaping off for the settings, with |safe or PreEscaped."
            }
            Self::SettingsUnreadable => {
                "window.algomoSettings is set in a way that only a browser can evaluate: by an expression, a call, or a function \
                 that may run later or never. Assign it an object literal with a string in it, outside of functions, or test \
                 the page in a browser."
            }
            Self::TokenVisible => {
                "The page shows a visitor's token as text. Turn escaping off for the \
                 settings, with |safe or PreEscaped, and don't render a token outside a script."
            }
            Self::KeyMisspelled => {
                "The settings have a key for a token that is neither visitorToken nor authToken. Write it as Algomo's \
                 settings page does; capital and small letters differ."
            }
            Self::BothKeys => {
                "The settings have both visitorToken and authToken. Keep the one that Algomo's settings page shows: a widget \
                 takes one of them."
            }
            Self::TokenNotQuoted => {
                "The token is not in quotation marks, which is a syntax error, so the script sets nothing. Write it as a \
                 string: { visitorToken: \"…\" }. The sample in Algomo's documentation lacks them as well."
            }
            Self::TokenEmpty => {
                "The settings have the key of a token, and it is empty, null or undefined. Leave the settings out for a \
                 guest; for a member, find out why the mint was not asked or its error dropped."
            }
            Self::TokenUnreadable => {
                "The token in the settings is an expression that only a browser can evaluate. Render it as a string, or test \
                 the page in a browser."
            }
            Self::WrongSecret => {
                "The token is signed with another secret than this one. Both have to be the secret of this very widget, as \
                 it is now: a renewed secret ends the old one at once. It is text, and is not base64-decoded; look for \
                 quotation marks, a line end or white space around it."
            }
            Self::Expired => {
                "The token has expired. Mint it for each response; if you do, a cache or a prefetch kept the page, or the \
                 server's clock is behind."
            }
            Self::ExpiresTooSoon => {
                "The token expires in less than two seconds, before the widget can hand it over. Mint it for each response, \
                 with a life of 30 seconds; if you do, compare the server's clock with the right time."
            }
            Self::LivesTooLong => {
                "The token lives too long: whoever gets hold of the page can pose as the visitor until then. A life of 30 \
                 seconds is enough. exp counts seconds since 1970, not milliseconds."
            }
            Self::NonceNotInPolicy => {
                "The settings' element has a nonce that the Content-Security-Policy does not have, so a browser blocks it. \
                 Both need the nonce of this response: is it made twice, or was the page kept by a cache?"
            }
            Self::NonceMissing => {
                "The Content-Security-Policy has a nonce, and the settings' element has none, so a browser blocks it. Render \
                 the settings with the response's nonce."
            }
            Self::HashNotInPolicy => {
                "None of the hashes in the Content-Security-Policy is that of the settings, so a browser blocks them. Take \
                 Settings::csp_hash of the same response: each token has another hash, and a changed space changes it, too."
            }
            Self::InlineBlocked => {
                "The Content-Security-Policy blocks inline scripts, so the settings do not run. Add the response's nonce or \
                 Settings::csp_hash to script-src, or serve the settings as a script of the page's own origin."
            }
            Self::Cacheable => {
                "A cache may store the page, and hand the visitor's token to somebody else or show it when it has expired. \
                 Send Cache-Control: private, no-store; the layers of algomo-axum and algomo-actix do that."
            }
            Self::GuestPageShared => {
                "A shared cache may keep this guest's page and show it to members, who then stay anonymous. Send Vary: \
                 Cookie, or Cache-Control: private and no other header that lets a cache keep it, such as \
                 CDN-Cache-Control, Surrogate-Control or X-Accel-Expires."
            }
            Self::SettingsNotRun { .. }
            | Self::TokenMisplaced { .. }
            | Self::OtherContract { .. }
            | Self::IdRounded { .. }
            | Self::TokenRefused(_)
            | Self::Overruled { .. }
            | Self::FromCache { .. } => "",
        }
    }
}

/// What to do about a token that is refused.
const fn advice(error: &VerifyError) -> &'static str {
    match error {
        VerifyError::Disabled => "Check the page with a VisitorAuth that has the secret.",
        VerifyError::NotCompact => {
            "Is the template's placeholder still there, or was a part of the token cut off?"
        }
        VerifyError::UnsupportedAlgorithm => "Sign it with HS256, and the secret's own bytes.",
        VerifyError::MissingClaim { .. } => "Add it to the payload.",
        VerifyError::InvalidClaim { .. } | VerifyError::UnsupportedClaim { .. } => {
            "Compare the claims with those of the contract, and the contract with the key that Algomo's settings page shows."
        }
        VerifyError::BlankId => {
            "Give each visitor an id of their own, and leave the settings out for a guest."
        }
        VerifyError::NotYetValid | VerifyError::ClockOutOfRange => {
            "Compare the clocks of the server and the verifier."
        }
        _ => "Mint it with VisitorAuth::token, which writes what the widget takes.",
    }
}

/// Writes the sentences of `Display`.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Fault {}
