//! A new string that is allocated once where its expected length is enough, and twice otherwise.

use core::fmt;

pub(crate) struct Fresh<F> {
    text: String,
    exact_len: F,
}

impl<F: Fn() -> usize> Fresh<F> {
    /// Allocates `expected` bytes. Where they are not enough, `exact_len` is asked for the length of the whole text.
    #[inline]
    pub(crate) fn with_capacity(expected: usize, exact_len: F) -> Self {
        Self { text: String::with_capacity(expected), exact_len }
    }

    #[inline]
    pub(crate) fn into_string(self) -> String {
        self.text
    }

    #[cold]
    fn grow(&mut self) {
        self.text.reserve_exact((self.exact_len)().saturating_sub(self.text.len()));
    }
}

impl<F: Fn() -> usize> fmt::Write for Fresh<F> {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.text.capacity() - self.text.len() < text.len() {
            self.grow();
        }
        self.text.push_str(text);
        Ok(())
    }
}
