//! A new string that is allocated once if its expected length is enough, and twice otherwise.

use core::fmt;

pub(crate) struct Fresh<F> {
    text: String,
    exact_len: F,
}

impl<F: Fn() -> usize> Fresh<F> {
    /// Allocates `expected` bytes. If they are not enough, `exact_len` computes the length of the whole text.
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

#[cfg(test)]
mod tests {
    use core::fmt::Write as _;

    use super::Fresh;

    #[test]
    fn it_has_the_expected_size_or_the_exact_one() {
        for (expected, pieces, capacity) in [
            (10, ["abcdef", "ghij"], 10),
            (12, ["abcdef", "ghij"], 12),
            (4, ["abcdef", "ghij"], 10),
            (8, ["abcdef", "ghij"], 10),
        ] {
            let mut fresh = Fresh::with_capacity(expected, || 10);
            for piece in pieces {
                fresh.write_str(piece).expect("a string takes all");
            }
            let text = fresh.into_string();
            assert_eq!((text.as_str(), text.capacity()), ("abcdefghij", capacity));
        }
    }
}
