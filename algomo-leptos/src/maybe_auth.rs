//! The mint, as a prop that both sides compile.

#[cfg(feature = "ssr")]
use algomo_core::Mint;

/// What the prop `auth` takes: on the server any `algomo_core::Mint`, in the browser `()`.
///
/// Applications never name it: the prop converts into it.
#[derive(Default)]
pub struct MaybeAuth {
    #[cfg(feature = "ssr")]
    mint: Option<Box<dyn Mint + Send>>,
}

impl MaybeAuth {
    #[cfg(feature = "ssr")]
    pub(crate) fn into_mint(self) -> Option<Box<dyn Mint + Send>> {
        self.mint
    }
}

/// A mint for this component. An `Option` of a mint is one, too: `None` renders nothing.
#[cfg(feature = "ssr")]
impl<M: Mint + Send + 'static> From<M> for MaybeAuth {
    fn from(mint: M) -> Self {
        Self { mint: Some(Box::new(mint)) }
    }
}

/// The browser has no mint.
#[cfg(not(feature = "ssr"))]
impl From<()> for MaybeAuth {
    fn from((): ()) -> Self {
        Self::default()
    }
}

impl core::fmt::Debug for MaybeAuth {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("MaybeAuth").finish_non_exhaustive()
    }
}
