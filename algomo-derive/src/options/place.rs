//! The places where options are written.

/// Where an option is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Type,
    Variant,
    Field,
}

impl Place {
    /// The options besides claims that are allowed here.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Type => &["contract", "only", "transparent", "crate", "optional"],
            Self::Variant => &["skip", "only"],
            Self::Field => &["skip", "optional"],
        }
    }
}
