//! What matters to the widget in a page's HTML: its scripts, its policies, and the text that no browser runs.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::text::mentions_visitor_token;

/// A page's HTML as a browser with scripting reads it.
#[derive(Default)]
pub(super) struct Document {
    /// The scripts that a browser runs, in the page's order.
    pub(super) scripts: Vec<Script>,
    pub(super) policies: Vec<MetaPolicy>,
    /// Text that a reader sees, unescaped. A text ends where a tag or a comment begins.
    pub(super) visible: Vec<String>,
    /// Text that a browser neither runs nor shows as the page's text, and where it stands.
    pub(super) dormant: Vec<(&'static str, String)>,
    /// The attributes with a visitor's token in their value, by what a fault calls them.
    pub(super) attributes_with_token: Vec<String>,
}

/// A `Content-Security-Policy` in a `<meta>` element. It covers the scripts after it.
pub(super) struct MetaPolicy {
    pub(super) text: String,
    /// How many scripts stand before it.
    pub(super) scripts_before: usize,
}

/// A script element that a browser runs.
#[derive(Default)]
pub(super) struct Script {
    /// The address of an external script.
    pub(super) src: Option<String>,
    pub(super) nonce: Option<String>,
    /// The attribute `widget`, which Algomo's loader reads the widget's id from.
    pub(super) widget: Option<String>,
    /// The text of an inline script.
    pub(super) text: String,
    pub(super) runs: Runs,
}

/// When a script runs (HTML, section 4.12.1).
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Runs {
    /// At its place, while the page is parsed.
    #[default]
    WhileParsing,
    /// After the page is parsed, in the order of the elements.
    AfterParsing,
    /// Any time after its place.
    WhenLoaded,
}

/// Reads an attribute by its name.
type Attribute<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Document {
    pub(super) fn read(html: &[u8]) -> Self {
        let mut emitter = DefaultEmitter::default();
        // Scripts, styles and the like hold raw text.
        emitter.naively_switch_states(true);
        let mut reader = Reader::default();
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            reader.take(token);
        }
        reader.end_text(false);
        reader.document
    }

    /// A page that consists of one inline script.
    pub(super) fn of_script(text: String) -> Self {
        Self { scripts: vec![Script { text, ..Script::default() }], ..Self::default() }
    }
}

#[derive(Default)]
struct Reader {
    document: Document,
    /// The name of the tag before the text, if that is a start tag.
    element: String,
    /// The script that has begun.
    script: Option<Result<Script, &'static str>>,
    text: Vec<u8>,
    templates: usize,
}

impl Reader {
    fn take(&mut self, token: Token) {
        match token {
            Token::String(text) => self.text.extend_from_slice(&text),
            Token::StartTag(tag) => {
                self.end_text(false);
                self.start(&tag);
            }
            Token::EndTag(tag) => {
                self.end_text(tag.name.as_slice() == b"script");
                if *tag.name == *b"template" {
                    self.templates = self.templates.saturating_sub(1);
                }
            }
            Token::Comment(text) => {
                self.end_text(false);
                self.document.dormant.push(("a comment", lossy(&text)));
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let with_token =
            tag.attributes.iter().filter(|(_, value)| mentions_visitor_token(&lossy(value)));
        let names = with_token.map(|(name, _)| attribute_name(&lossy(name)));
        self.document.attributes_with_token.extend(names);
        let attribute = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| lossy(value));
        match tag.name.as_slice() {
            b"template" => self.templates += 1,
            b"meta" => self.read_policy(&attribute),
            b"script" => self.script = Some(read_script(&attribute)),
            _ => {}
        }
        self.element = lossy(&tag.name);
    }

    fn read_policy(&mut self, attribute: Attribute<'_>) {
        let is_policy = attribute("http-equiv")
            .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
        if let (true, 0, Some(text)) = (is_policy, self.templates, attribute("content")) {
            let scripts_before = self.document.scripts.len();
            self.document.policies.push(MetaPolicy { text, scripts_before });
        }
    }

    /// Files the text since the last tag or comment. `is_script` says that the end tag of a script follows it.
    fn end_text(&mut self, is_script: bool) {
        let text = lossy(&std::mem::take(&mut self.text));
        let element = std::mem::take(&mut self.element);
        let place = match element.as_str() {
            _ if self.templates > 0 => "a <template> element",
            "script" if !is_script => "a <script> element without an end tag",
            "textarea" => "a <textarea> element",
            "title" => "a <title> element",
            "style" => "a <style> element",
            "noscript" => "a <noscript> element",
            "iframe" | "xmp" | "noembed" => "an element of raw text",
            _ => "",
        };
        match (self.script.take(), is_script) {
            (Some(Ok(script)), true) if place.is_empty() => {
                if script.src.is_some() && !text.trim().is_empty() {
                    let place = "a <script> element with a src attribute";
                    self.document.dormant.push((place, text));
                    self.document.scripts.push(script);
                } else {
                    self.document.scripts.push(Script { text, ..script });
                }
            }
            (Some(Err(place)), true) => self.document.dormant.push((place, text)),
            _ if place.is_empty() => self.document.visible.push(text),
            _ => self.document.dormant.push((place, text)),
        }
    }
}

/// An attribute as a fault calls it. An unusual name may be a part of a value, and is not shown.
fn attribute_name(name: &str) -> String {
    // An address has its `@` in the middle, an event of a front-end library in front.
    let rest = name.strip_prefix('@').unwrap_or(name);
    let is_usual = name.len() <= 32
        && rest.bytes().all(|byte| byte.is_ascii_lowercase() || b"-:_.".contains(&byte));
    if is_usual { format!("the attribute {name}") } else { "an attribute".to_owned() }
}

/// The script that an element is, without its text, or why a browser does not run it.
fn read_script(attribute: Attribute<'_>) -> Result<Script, &'static str> {
    let has = |name: &str| attribute(name).is_some();
    let kind = attribute("type").unwrap_or_default();
    let kind = kind.trim_ascii();
    let is_module = kind.eq_ignore_ascii_case("module");
    let is_classic = kind.is_empty() || is_javascript(kind);
    let src = attribute("src").map(|src| src.trim_ascii().to_owned());
    // A consent manager starts a loader of another type later. Nothing starts an inline script in time.
    let is_held_back = src.is_some() && has("widget");
    if !is_module && !is_classic && !is_held_back {
        return Err("a <script> element whose type is not JavaScript");
    }
    if is_classic && has("nomodule") {
        return Err("a <script> element with the attribute nomodule");
    }
    let is_external = src.is_some();
    let runs = if has("async") && is_classic && is_external || has("async") && is_module {
        Runs::WhenLoaded
    } else if is_classic && !(is_external && has("defer")) {
        Runs::WhileParsing
    } else {
        Runs::AfterParsing
    };
    let nonce = attribute("nonce").filter(|nonce| !nonce.is_empty());
    Ok(Script { src, nonce, widget: attribute("widget"), text: String::new(), runs })
}

/// Whether the type is a JavaScript MIME type (MIME Sniffing, section 4.6). One with parameters is not.
pub(super) fn is_javascript(kind: &str) -> bool {
    const VERSIONS: &str = "text/javascript1.";
    let kind = kind.to_ascii_lowercase();
    let subtype = kind.strip_prefix("application/").or_else(|| kind.strip_prefix("text/"));
    let subtype = subtype.map(|subtype| subtype.strip_prefix("x-").unwrap_or(subtype));
    matches!(subtype, Some("javascript" | "ecmascript"))
        || matches!(kind.as_str(), "text/jscript" | "text/livescript")
        || kind
            .strip_prefix(VERSIONS)
            .is_some_and(|version| matches!(version, "0" | "1" | "2" | "3" | "4" | "5"))
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}
