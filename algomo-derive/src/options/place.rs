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

    /// Whether the option, which is not a claim, is allowed anywhere.
    pub(super) fn knows(name: &str) -> bool {
        [Self::Type, Self::Variant, Self::Field].iter().any(|place| place.words().contains(&name))
    }
}
