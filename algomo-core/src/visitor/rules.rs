//! The rules for a visitor's claims, whichever way they take to a token.

use super::builder::Visitor;
use super::table::CLAIMS;
use crate::contract::Contract;
use crate::error::Error;

impl Visitor<'_> {
    /// The contract of this visitor's token: the widget's if one is set, else the one that the visitor declares, else the
    /// default.
    #[cfg(feature = "sign")]
    pub(crate) fn contract_for(&self, widget: Option<Contract>) -> Result<Contract, Error> {
        match (self.contract, widget) {
            (Some(visitor), Some(widget)) if visitor != widget => {
                Err(Error::ContractMismatch { visitor, widget })
            }
            (visitor, widget) => Ok(widget.or(visitor).unwrap_or_default()),
        }
    }

    /// Checks what the derive checks at compile time, and what depends on the values.
    pub(crate) fn check(&self, contract: Contract) -> Result<(), Error> {
        self.check_values()?;
        let values = self.values();
        CLAIMS.iter().zip(values).try_for_each(|(claim, value)| claim.check(value, contract))
    }

    /// Checks what holds in every contract.
    pub(crate) fn check_values(&self) -> Result<(), Error> {
        if self.id.is_blank() {
            return Err(Error::BlankId);
        }
        if self.company_name.is_some() && self.company_namy.is_some() {
            return Err(Error::CompanyNameTwice);
        }
        Ok(())
    }
}
