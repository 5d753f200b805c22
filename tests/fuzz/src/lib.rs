//! What the fuzz targets share: a mint whose clock stands still, and a page as a browser reads it.

use std::time::{Duration, UNIX_EPOCH};

use algomo_core::{VisitorAuth, VisitorSecret};
use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The secret of all targets but the one for secrets.
pub const SECRET: &str = "algomo-fuzzing-secret-0123456789abcdef";

/// A mint and verifier with [`SECRET`], at this second since 1970.
pub fn auth_at(second: u64) -> VisitorAuth {
    let secret = VisitorSecret::new(SECRET).expect("a secret");
    VisitorAuth::new(secret).with_clock(move || UNIX_EPOCH + Duration::from_secs(second))
}

/// A script element: its attributes in their order, and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Script {
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    /// The text between the tags.
    pub text: String,
}

/// Puts HTML into the head of a page, and yields the scripts that a browser finds there. Panics if there is anything else in
/// the head, or if the HTML changes what stands after it.
pub fn scripts_of(html: &str) -> Vec<Script> {
    let page = format!("<!doctype html><head>{html}</head><body><p>after</p></body>");
    let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(page.as_str());
    if !page.chars().any(is_noted) {
        assert!(dom.errors.borrow().is_empty(), "{:?} in {page}", dom.errors.borrow());
    }
    let root = only_element(&dom.document, "html");
    let [head, body] = elements(&root).try_into().expect("a head and a body");
    assert_eq!((name(&head).as_str(), name(&body).as_str()), ("head", "body"));
    assert_eq!(text(&only_element(&body, "p")), "after", "{page}");
    assert_eq!(head.children.borrow().len(), elements(&head).len(), "more than elements in {page}");
    elements(&head).iter().map(script).collect()
}

/// Characters of which the parser says that they are an error, and which it takes all the same (HTML, section 13.2.3.5).
fn is_noted(character: char) -> bool {
    let code = u32::from(character);
    (character.is_control() && !"\t\n\u{c}\r".contains(character))
        || (0xfdd0..=0xfdef).contains(&code)
        || code & 0xfffe == 0xfffe
}

fn script(element: &Handle) -> Script {
    assert_eq!(name(element), "script");
    let NodeData::Element { attrs, .. } = &element.data else { unreachable!("it has a name") };
    let attrs = attrs.borrow();
    let pair = |attr: &html5ever::Attribute| (attr.name.local.to_string(), attr.value.to_string());
    Script { attributes: attrs.iter().map(pair).collect(), text: text(element) }
}

fn only_element(parent: &Handle, expected: &str) -> Handle {
    let [element] = elements(parent).try_into().expect("one element");
    assert_eq!(name(&element), expected);
    element
}

fn elements(parent: &Handle) -> Vec<Handle> {
    let children = parent.children.borrow();
    let is_element = |node: &&Handle| matches!(node.data, NodeData::Element { .. });
    children.iter().filter(is_element).cloned().collect()
}

fn name(element: &Handle) -> String {
    match &element.data {
        NodeData::Element { name, .. } => name.local.to_string(),
        _ => String::new(),
    }
}

/// The text of an element that has nothing but text.
fn text(element: &Handle) -> String {
    let children = element.children.borrow();
    let texts = children.iter().map(|node| match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => panic!("an element where only text should be"),
    });
    texts.collect()
}
