//! The rendered elements, as a Leptos view.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

use super::request::Unrendered;

/// Finished HTML, written into the page as it is.
pub(crate) struct SettingsView {
    html: Option<String>,
    unrendered: Unrendered,
}

impl SettingsView {
    pub(super) fn new(html: String, unrendered: Unrendered) -> Self {
        Self { html: Some(html), unrendered }
    }
}

impl Drop for SettingsView {
    fn drop(&mut self) {
        if let Some(html) = self.html.take() {
            self.unrendered.put(html);
        }
    }
}

impl RenderHtml for SettingsView {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 2 * "<script></script>".len();

    fn html_len(&self) -> usize {
        self.html.as_ref().map_or(0, String::len)
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        mut self,
        buf: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        if let Some(html) = self.html.take() {
            buf.push_str(&html);
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) {}

    fn into_owned(self) -> Self {
        self
    }
}

/// A server has no document, so there is nothing to build.
impl Render for SettingsView {
    type State = ();

    fn build(self) {}

    fn rebuild(self, (): &mut ()) {}
}

/// The elements are the component's own: attributes that are spread onto it have no effect.
impl AddAnyAttr for SettingsView {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}
