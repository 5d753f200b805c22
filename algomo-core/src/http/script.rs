//! The settings as a script of the page's own origin, and who may load it.

use core::fmt::{self, Write};

use super::{CACHE_CONTROL, ResponseMint};
use crate::error::Error;
use crate::page::{Settings, Widget};
use crate::visitor::{AlgomoVisitor, Visitor};

/// Where the request for the settings script comes from, by its `Sec-Fetch-Site` header.
///
/// The browser sends the site's cookies with a request for a script, whichever page loads it, and a page can observe what a
/// script does. So only a page of the same origin may get the script with a token in it.
///
/// It is exhaustive on purpose: code that responds to the request has to handle every case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum FetchSite {
    /// `same-origin`: the page may know who the visitor is.
    SameOrigin,
    /// No such header: a browser that does not send it, or plain HTTP off loopback. The script is a guest's.
    Unknown,
    /// `same-site`, `cross-site`, `none`, or anything else: the request is refused.
    Elsewhere,
}

impl FetchSite {
    /// Reads the lines of the request's `Sec-Fetch-Site` header. More than one line is refused.
    ///
    /// ```
    /// use algomo_core::http::FetchSite;
    ///
    /// assert_eq!(FetchSite::of(["same-origin"]), FetchSite::SameOrigin);
    /// assert_eq!(FetchSite::of(["same-site"]), FetchSite::Elsewhere);
    /// assert_eq!(FetchSite::of([""; 0]), FetchSite::Unknown);
    /// ```
    pub fn of<V: AsRef<[u8]>>(lines: impl IntoIterator<Item = V>) -> Self {
        let mut lines = lines.into_iter();
        match (lines.next(), lines.next()) {
            (None, _) => Self::Unknown,
            (Some(line), None) if line.as_ref() == b"same-origin" => Self::SameOrigin,
            _ => Self::Elsewhere,
        }
    }
}

/// Whom the settings script is for. Its `Debug` does not show the visitor.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum ScriptVisitor<V> {
    /// A page of the same origin loads the script, and the session names its visitor.
    Known(V),
    /// The request does not say which site it [comes from](FetchSite::Unknown).
    UnknownSite,
    /// The session's extractor rejected the request.
    Rejected,
}

impl<V> fmt::Debug for ScriptVisitor<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Known(_) => "Known(..)",
            Self::UnknownSite => "UnknownSite",
            Self::Rejected => "Rejected",
        })
    }
}

/// The response to a request for the settings script.
///
/// Whatever its status, no cache may store it, no browser may guess another type for it, and no page of another origin may
/// load it.
#[derive(Clone, PartialEq, Eq)]
pub struct ScriptAnswer {
    status: u16,
    content_type: &'static str,
    body: String,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

impl ScriptAnswer {
    /// Makes the script that sets `window.algomoSettings` for the visitor, and starts the widget's loader if there is one.
    ///
    /// The script contains no nonce: it passes that of its own element on to the loader, which works in a classic script only,
    /// not in a module. A page that already has the loader gets no second one. A guest's script removes an earlier visitor's
    /// settings. A member's script reloads the page if the browser has kept it for "Back", since the visitor may have logged out
    /// in the meantime.
    ///
    /// # Errors
    ///
    /// Those of [`ResponseMint::settings`] that are not about the nonce.
    pub fn new<V: AlgomoVisitor>(
        mint: &ResponseMint,
        visitor: &ScriptVisitor<V>,
    ) -> Result<Self, Error> {
        let guest = None::<Visitor<'_>>;
        let (user, notice): (&dyn AlgomoVisitor, _) = match visitor {
            ScriptVisitor::Known(user) => (user, None),
            ScriptVisitor::UnknownSite => (&guest, Some(UNKNOWN_SITE)),
            ScriptVisitor::Rejected => (&guest, Some(REJECTED)),
        };
        let settings = mint.settings_without_nonce(user)?;
        let body = Script { settings: &settings, notice }.to_string();
        Ok(Self { status: 200, content_type: SCRIPT, body })
    }

    /// Refuses a request that [comes from elsewhere](FetchSite::Elsewhere).
    pub fn refused() -> Self {
        let body =
            "The Algomo settings are for pages of the same origin (Sec-Fetch-Site: same-origin).\n";
        Self { status: 403, content_type: TEXT, body: body.into() }
    }

    /// Says that the script could not be made, but not why: the reason belongs in the server's log.
    pub fn failed() -> Self {
        let body = "The Algomo settings could not be made; the server's log says why.\n";
        Self { status: 500, content_type: TEXT, body: body.into() }
    }

    /// The status code: 200, 403 or 500.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The response's headers, by name and value.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        [
            ("content-type", self.content_type),
            ("cache-control", CACHE_CONTROL),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
        ]
        .into_iter()
    }

    /// The response's body.
    pub fn into_body(self) -> String {
        self.body
    }
}

/// The body may hold a token.
impl fmt::Debug for ScriptAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScriptAnswer").field("status", &self.status).finish_non_exhaustive()
    }
}

const UNKNOWN_SITE: &str = "Algomo: the visitor is anonymous, because the browser did not say which site asks for the \
                            settings (Sec-Fetch-Site). Browsers say so over HTTPS and on localhost.";
const REJECTED: &str =
    "Algomo: the visitor is anonymous, because the server could not read their session.";

/// A browser may keep a page for "Back", with the widget running, past a log-out. The page itself may be the same for everybody,
/// so neither its headers nor the cookie that a log-out changes prevent that.
const LOAD_AGAIN_ON_RETURN: &str = r#"  addEventListener("pagehide", (event) => {
    if (event.persisted) document.documentElement.style.display = "none";
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
"#;

struct Script<'a> {
    settings: &'a Settings,
    notice: Option<&'a str>,
}

impl fmt::Display for Script<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(() => {\n  \"use strict\";\n")?;
        if let Some(notice) = self.notice {
            writeln!(f, "  console.warn({});", JsString(notice))?;
        }
        if self.settings.is_anonymous() {
            f.write_str("  window.algomoSettings = undefined;\n")?;
        } else {
            writeln!(f, "  {}", self.settings.script())?;
            f.write_str(LOAD_AGAIN_ON_RETURN)?;
        }
        write_loader(self.settings.widget(), f)?;
        f.write_str("})();\n")
    }
}

/// Starts the loader that the page would otherwise have as an element, with the nonce of the script's own element. A page that
/// already has it, because the script is in it twice, does not get another.
fn write_loader(widget: &Widget, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some(id) = widget.id() else { return Ok(()) };
    f.write_str("  const loader = document.createElement(\"script\");\n")?;
    let attributes = [("async", ""), ("defer", ""), ("widget", id)];
    for (name, value) in widget.attributes().chain(attributes) {
        writeln!(f, "  loader.setAttribute({}, {});", JsString(name), JsString(value))?;
    }
    writeln!(f, "  loader.src = {};", JsString(widget.loader_url()))?;
    f.write_str(
        "  const isSame = (script) =>\n    \
             script.src === loader.src && script.getAttribute(\"widget\") === loader.getAttribute(\"widget\");\n  \
           if ([...document.scripts].some(isSame)) return;\n  \
           const own = document.currentScript;\n  \
           if (own && own.nonce) loader.nonce = own.nonce;\n  \
           (document.head || document.documentElement).append(loader);\n",
    )
}

/// A text as a JavaScript string, in double quotes.
///
/// Everything but printable ASCII is escaped, and what ends a script element or begins a comment in HTML, so that the
/// script means the same in every encoding and wherever it is put.
struct JsString<'a>(&'a str);

impl fmt::Display for JsString<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for unit in self.0.encode_utf16() {
            match u8::try_from(unit) {
                Ok(byte @ b' '..=b'~') if !b"\"'\\`<>&".contains(&byte) => {
                    f.write_char(char::from(byte))?;
                }
                _ => write!(f, "\\u{unit:04x}")?,
            }
        }
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;
    use crate::http::ResponseMark;
    use crate::page::VisitorAuth;
    use crate::token::VisitorSecret;

    #[test]
    fn only_the_same_origin_is_trusted() {
        assert_eq!(FetchSite::of([""; 0]), FetchSite::Unknown);
        assert_eq!(FetchSite::of(["same-origin"]), FetchSite::SameOrigin);
        let others: [&[&str]; 8] = [
            &["same-site"],
            &["cross-site"],
            &["none"],
            &[""],
            &["Same-Origin"],
            &["same-origin, cross-site"],
            &["same-origin", "same-origin"],
            &["same-origin "],
        ];
        for lines in others {
            assert_eq!(FetchSite::of(lines), FetchSite::Elsewhere, "{lines:?}");
        }
    }

    #[test]
    fn strings_hold_any_text() {
        for (text, script) in [
            ("", r#""""#),
            ("plain text-1", r#""plain text-1""#),
            (r#""\"#, r#""\u0022\u005c""#),
            ("</script><!--", r#""\u003c/script\u003e\u003c!--""#),
            ("a\nb\u{2028}\u{7f}\0", r#""a\u000ab\u2028\u007f\u0000""#),
            ("é山😀", r#""\u00e9\u5c71\ud83d\ude00""#),
            ("'`&", r#""\u0027\u0060\u0026""#),
        ] {
            assert_eq!(JsString(text).to_string(), script);
        }
    }

    /// The escapes are JSON's, too, whose parser reads every character back.
    #[test]
    fn every_character_survives() {
        for character in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let script = JsString(character.encode_utf8(&mut [0; 4])).to_string();
            assert!(script.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{script}");
            let read: String = serde_json::from_str(&script).expect("JSON");
            assert!(read.chars().eq([character]), "{script}");
        }
    }

    fn mint(auth: VisitorAuth) -> ResponseMint {
        ResponseMint::new(ResponseMark::new()).with_auth(Some(auth))
    }

    fn auth() -> VisitorAuth {
        let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes").expect("it is long");
        VisitorAuth::new(secret)
    }

    fn script(auth: VisitorAuth, user: impl AlgomoVisitor) -> String {
        let answer = ScriptAnswer::new(&mint(auth), &ScriptVisitor::Known(user)).expect("a script");
        assert_eq!(answer.status(), 200);
        answer.into_body()
    }

    #[test]
    fn the_loader_is_the_one_of_the_page() {
        let auth = auth()
            .with_contract(Contract::AuthToken)
            .with_widget_id("0123456789abcdef01234567")
            .and_then(|auth| auth.with_loader_url("/chat.js?a=1&b='2'"))
            .and_then(|auth| auth.with_script_attributes([("data-a", "\"</script>\u{2028}")]))
            .expect("a widget");
        let member = script(auth.clone(), Visitor::new(1));
        let lines: Vec<_> = member.lines().map(str::trim).collect();
        assert_eq!(lines[..2], ["(() => {", "\"use strict\";"]);
        assert!(lines[2].starts_with(r#"window.algomoSettings = {"authToken":"eyJ"#), "{member}");
        assert!(lines[2].ends_with(r#""};"#), "{member}");
        let on_return = [
            r#"addEventListener("pagehide", (event) => {"#,
            r#"if (event.persisted) document.documentElement.style.display = "none";"#,
            "});",
            r#"addEventListener("pageshow", (event) => {"#,
            "if (event.persisted) location.reload();",
            "});",
        ];
        assert_eq!(lines[3..9], on_return);
        let rest = [
            r#"const loader = document.createElement("script");"#,
            r#"loader.setAttribute("data-a", "\u0022\u003c/script\u003e\u2028");"#,
            r#"loader.setAttribute("async", "");"#,
            r#"loader.setAttribute("defer", "");"#,
            r#"loader.setAttribute("widget", "0123456789abcdef01234567");"#,
            r#"loader.src = "/chat.js?a=1\u0026b=\u00272\u0027";"#,
            "const isSame = (script) =>",
            r#"script.src === loader.src && script.getAttribute("widget") === loader.getAttribute("widget");"#,
            "if ([...document.scripts].some(isSame)) return;",
            "const own = document.currentScript;",
            "if (own && own.nonce) loader.nonce = own.nonce;",
            "(document.head || document.documentElement).append(loader);",
            "})();",
        ];
        assert_eq!(lines[9..], rest);
        let guest = script(auth, None::<Visitor<'_>>);
        let guest_lines: Vec<_> = guest.lines().map(str::trim).collect();
        assert_eq!(guest_lines[2], "window.algomoSettings = undefined;");
        assert_eq!(guest_lines[3..], rest);
    }

    #[test]
    fn without_a_widget_there_is_no_loader() {
        let member = script(auth(), Visitor::new(1));
        assert_eq!(member.lines().count(), 10);
        assert!(!member.contains("createElement"), "{member}");
    }

    #[test]
    fn a_tenant_without_algomo_has_an_empty_script() {
        let mint = ResponseMint::new(ResponseMark::new());
        let visitor = ScriptVisitor::Known(Visitor::new(1));
        let answer = ScriptAnswer::new(&mint, &visitor).expect("a script");
        let body = answer.into_body();
        assert!(body.contains("window.algomoSettings = undefined;") && body.lines().count() == 4);
        assert!(!mint.response().is_marked());
    }

    #[test]
    fn debug_and_refusals_hold_no_token() {
        let visitor = ScriptVisitor::Known(Visitor::new(1));
        let answer = ScriptAnswer::new(&mint(auth()), &visitor).expect("a script");
        assert_eq!(format!("{answer:?}"), "ScriptAnswer { status: 200, .. }");
        assert_eq!((ScriptAnswer::refused().status(), ScriptAnswer::failed().status()), (403, 500));
    }
}
