//! All that is wrong with a page.

use core::fmt;

use super::fault::Fault;

/// Everything that is wrong with a page, at least one [`Fault`].
///
/// `Display` and `Debug` write each fault on a line of its own, so that `unwrap()` and `?` in a test print what to do.
#[derive(Clone, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// `Ok` if there is no fault.
    pub(super) fn none_in(mut faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() {
            return Ok(());
        }
        // Two policies can have the same fault, and two scripts.
        let mut known: Vec<Fault> = Vec::with_capacity(faults.len());
        for fault in faults.drain(..) {
            if !known.contains(&fault) {
                known.push(fault);
            }
        }
        Err(Self(known))
    }

    /// The faults, in the order in which the page was checked.
    pub fn as_slice(&self) -> &[Fault] {
        &self.0
    }

    /// The faults, in the order in which the page was checked.
    pub fn iter(&self) -> core::slice::Iter<'_, Fault> {
        self.0.iter()
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = core::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [fault] = self.as_slice() {
            return fmt::Display::fmt(fault, f);
        }
        write!(f, "The page has {} faults:", self.0.len())?;
        self.iter().enumerate().try_for_each(|(index, fault)| write!(f, "\n{}. {fault}", index + 1))
    }
}

/// Writes the sentences of `Display`.
impl fmt::Debug for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Faults {}
