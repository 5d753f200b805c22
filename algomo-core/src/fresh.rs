//! A fresh string for a token or a page: allocated once for nearly every user, and at most twice for any.

use core::fmt;

/// A string with room for what is expected, which grows to the worst case where that is not enough.
pub(crate) struct Fresh {
    text: String,
    /// The length of the payload's JSON, its escapes aside.
    json_len: usize,
    /// The length of everything else.
    others: usize,
}

impl Fresh {
    #[inline]
    pub(crate) fn with_room(json_len: usize, others: usize) -> Self {
        Self { text: String::with_capacity(room(json_len, others)), json_len, others }
    }

    #[inline]
    pub(crate) fn into_string(self) -> String {
        self.text
    }

    #[cold]
    fn grow(&mut self) {
        /// `\u0001` takes the place of one byte.
        const LONGEST_ESCAPE: usize = 6;
        let worst_case = room(self.json_len.saturating_mul(LONGEST_ESCAPE), self.others);
        self.text.reserve_exact(worst_case.saturating_sub(self.text.len()));
    }
}

/// With the JSON in base64.
#[inline]
fn room(json_len: usize, others: usize) -> usize {
    json_len.div_ceil(3).saturating_mul(4).saturating_add(others)
}

impl fmt::Write for Fresh {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.text.capacity() - self.text.len() < text.len() {
            self.grow();
        }
        self.text.push_str(text);
        Ok(())
    }
}
