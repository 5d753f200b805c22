//! An optional text prop.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::nonce::Nonce;
use leptos::oco::Oco;

/// What the props `nonce` and `widget_id` take: a string type, Leptos's [`Nonce`], or an `Option` of one.
///
/// Applications never name it: the props convert into it.
#[derive(Default)]
pub struct MaybeText(
    #[cfg_attr(not(feature = "ssr"), expect(dead_code, reason = "only the server renders it"))]
    Option<Cow<'static, str>>,
);

impl MaybeText {
    #[cfg(feature = "ssr")]
    pub(crate) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl<T> From<Option<T>> for MaybeText
where
    MaybeText: From<T>,
{
    fn from(text: Option<T>) -> Self {
        text.map_or_else(Self::default, Self::from)
    }
}

impl From<&'static str> for MaybeText {
    fn from(text: &'static str) -> Self {
        Self(Some(text.into()))
    }
}

impl From<String> for MaybeText {
    fn from(text: String) -> Self {
        Self(Some(text.into()))
    }
}

impl From<Cow<'static, str>> for MaybeText {
    fn from(text: Cow<'static, str>) -> Self {
        Self(Some(text))
    }
}

impl From<Arc<str>> for MaybeText {
    fn from(text: Arc<str>) -> Self {
        text.to_string().into()
    }
}

impl From<Oco<'static, str>> for MaybeText {
    fn from(text: Oco<'static, str>) -> Self {
        text.into_owned().into()
    }
}

impl From<Nonce> for MaybeText {
    fn from(nonce: Nonce) -> Self {
        nonce.to_string().into()
    }
}

/// Without the text, which may be a nonce.
impl core::fmt::Debug for MaybeText {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("MaybeText").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::MaybeText;

    #[test]
    fn debug_does_not_show_the_nonce() {
        for nonce in ["bm9uY2U", "YW5vdGhlcg"] {
            assert!(!format!("{:?}", MaybeText::from(nonce)).contains(nonce));
        }
    }
}
