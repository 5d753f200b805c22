//! A fresh string for a token or a page: allocated once for nearly every user, and at most twice for any.

use core::fmt;

/// A string with room for what is expected, which grows to the worst case where that is not enough.
pub(crate) struct Fresh {
    text: String,
    /// In bytes.
    worst_case: usize,
}

impl Fresh {
    /// `json_len` is the payload's length without the escapes of its texts, `others` that of everything else.
    #[inline]
    pub(crate) fn with_room(json_len: usize, others: usize) -> Self {
        /// `\u0001` takes the place of one byte.
        const LONGEST_ESCAPE: usize = 6;
        let room = |json_len: usize| json_len.div_ceil(3).saturating_mul(4).saturating_add(others);
        Self {
            text: String::with_capacity(room(json_len)),
            worst_case: room(json_len.saturating_mul(LONGEST_ESCAPE)),
        }
    }

    #[inline]
    pub(crate) fn into_string(self) -> String {
        self.text
    }
}

impl fmt::Write for Fresh {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.text.capacity() - self.text.len() < text.len() {
            self.text.reserve_exact(self.worst_case.saturating_sub(self.text.len()));
        }
        self.text.push_str(text);
        Ok(())
    }
}
