//! What the page says about the widget: its id, where its loader comes from, and attributes for both script elements.

use crate::error::Error;

/// Where Algomo serves the loader.
const LOADER_URL: &str = "https://app.algomo.com/algomo.min.js";

/// Attributes that this crate writes itself, or that decide what the element loads. Event handlers, whose value would be
/// executed, are refused as well.
const RESERVED: [&str; 7] = ["src", "nonce", "widget", "integrity", "async", "defer", "id"];

#[derive(Clone, Default)]
pub(crate) struct Widget {
    /// Without an id there is no loader.
    id: Option<String>,
    loader_url: Option<String>,
    attributes: Vec<(String, String)>,
}

impl Widget {
    /// Sets the id, which is written into an attribute as it is.
    pub(crate) fn set_id(&mut self, id: &str) -> Result<(), Error> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        if id.is_empty() || id.len() > 64 || !id.bytes().all(is_plain) {
            return Err(Error::InvalidWidgetId);
        }
        self.id = Some(id.to_owned());
        Ok(())
    }

    pub(crate) fn set_loader_url(&mut self, url: &str) -> Result<(), Error> {
        // The characters of RFC 3986, section 2: reserved, unreserved, and the percent sign.
        let is_url_byte =
            |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
        let after_scheme = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let is_address = match (after_scheme, url.strip_prefix('/')) {
            (Some(rest), _) => {
                rest.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
            }
            // `//host` would be another origin.
            (None, Some(rest)) => !rest.starts_with('/'),
            (None, None) => false,
        };
        if !is_address || !url.bytes().all(is_url_byte) {
            return Err(Error::InvalidLoaderUrl);
        }
        self.loader_url = Some(url.to_owned());
        Ok(())
    }

    pub(crate) fn set_attributes(
        &mut self,
        attributes: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>,
    ) -> Result<(), Error> {
        self.attributes.clear();
        for (name, value) in attributes {
            let name = name.as_ref();
            let is_twice = self.attributes.iter().any(|(known, _)| known == name);
            if is_twice || !is_allowed(name) {
                return Err(Error::InvalidScriptAttribute { name: shown(name) });
            }
            self.attributes.push((name.to_owned(), value.as_ref().to_owned()));
        }
        Ok(())
    }

    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    pub(crate) fn loader_url(&self) -> &str {
        self.loader_url.as_deref().unwrap_or(LOADER_URL)
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn is_allowed(name: &str) -> bool {
    let is_name_byte =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.:".contains(&byte);
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(is_name_byte)
        // Event handlers execute their value.
        && !name.starts_with("on")
        && !RESERVED.contains(&name)
}

/// A name for an error's text, without control characters. A long text may be a secret or a token in the place of a name.
fn shown(name: &str) -> String {
    const MAX_LEN: usize = 31;
    if name.len() > MAX_LEN {
        return "(name withheld)".to_owned();
    }
    name.chars().flat_map(char::escape_default).collect()
}
