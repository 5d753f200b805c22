//! The mint from the process's environment.

use std::env;

use super::auth::VisitorAuth;
use crate::contract::Contract;
use crate::error::Error;
use crate::token::VisitorSecret;

impl VisitorAuth {
    /// Reads the mint's settings from the environment:
    ///
    /// | variable | | |
    /// | --- | --- | --- |
    /// | `ALGOMO_SECRET` | required | [`VisitorSecret::from_env`] |
    /// | `ALGOMO_WIDGET_ID` | optional | [`with_widget_id`](Self::with_widget_id) |
    /// | `ALGOMO_CONTRACT` | optional | [`with_contract`](Self::with_contract): `visitor-token` or `auth-token` |
    ///
    /// # Errors
    ///
    /// Those of [`VisitorSecret::from_env`], [`InvalidWidgetId`](Error::InvalidWidgetId), and
    /// [`UnknownContract`](Error::UnknownContract). A variable that is set to the empty string counts as set.
    ///
    /// ```no_run
    /// fn main() -> Result<(), algomo_core::Error> {
    ///     let auth = algomo_core::VisitorAuth::from_env()?;
    ///     // …
    ///     Ok(())
    /// }
    /// ```
    pub fn from_env() -> Result<Self, Error> {
        let mut auth = Self::new(VisitorSecret::from_env("ALGOMO_SECRET")?);
        if let Some(id) = env::var_os("ALGOMO_WIDGET_ID") {
            auth = auth.with_widget_id(id.to_str().ok_or(Error::InvalidWidgetId)?)?;
        }
        if let Some(name) = env::var_os("ALGOMO_CONTRACT") {
            let contract = Contract::ALL.iter().find(|contract| name == contract.name());
            auth = auth.with_contract(*contract.ok_or(Error::UnknownContract)?);
        }
        Ok(auth)
    }
}
