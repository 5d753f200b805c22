//! The command line.

use std::ffi::OsString;

use algomo_core::Contract;

pub(crate) const USAGE: &str = "\
Says which visitor Algomo's chat widget sees on a page, or why it sees none.

Usage: cargo run -p example-doctor -- URL [OPTIONS]

  --secret-env NAME   the environment variable that holds the widget's secret; without it, everything but the signature is checked
  --cookie TEXT       the Cookie header of somebody who is logged in: name=value; other=value
  --contract NAME     the contract of the widget, visitor-token or auth-token; without it, either is accepted
  --member            the page has to name a visitor; implied by --cookie
  --guest             the page has to be an anonymous visitor's
  --settings-script   the address is that of a script that sets window.algomoSettings
  --loader-elsewhere  a tag manager or a bundle loads the widget, so the page need not
  --help              this text

The exit code is 0 if all is well, and 1 if something is wrong or the page could not be checked.
";

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub(crate) url: String,
    pub(crate) secret_env: Option<String>,
    pub(crate) cookie: Option<String>,
    pub(crate) contract: Option<Contract>,
    pub(crate) expected: Option<Expected>,
    pub(crate) is_settings_script: bool,
    pub(crate) has_loader_elsewhere: bool,
}

/// Whom the page has to be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Member,
    Guest,
}

impl Arguments {
    /// Reads the arguments after the command's name. `None` if help is asked for.
    pub(crate) fn read(
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Option<Self>, String> {
        let mut read = Self::default();
        let mut arguments = arguments.into_iter().map(|argument| {
            argument.into_string().map_err(|_| "an argument is not UTF-8 text".to_owned())
        });
        while let Some(argument) = arguments.next() {
            let argument = argument?;
            let mut value =
                || arguments.next().unwrap_or_else(|| Err(format!("{argument} needs a value")));
            match argument.as_str() {
                "--help" | "-h" => return Ok(None),
                "--secret-env" => read.secret_env = Some(value()?),
                "--cookie" => read.cookie = Some(value()?),
                "--contract" => read.contract = Some(contract(&value()?)?),
                "--member" => read.expect(Expected::Member)?,
                "--guest" => read.expect(Expected::Guest)?,
                "--settings-script" => read.is_settings_script = true,
                "--loader-elsewhere" => read.has_loader_elsewhere = true,
                option if option.starts_with('-') => {
                    return Err(format!("the option {option} is not known"));
                }
                _ if !read.url.is_empty() => return Err("there is more than one address".into()),
                url if url.starts_with("http://") || url.starts_with("https://") => {
                    url.clone_into(&mut read.url);
                }
                _ => return Err("the address has to start with http:// or https://".into()),
            }
        }
        if read.url.is_empty() {
            return Err("the address of a page is missing".into());
        }
        if read.cookie.is_some() && read.expected.is_none() {
            read.expected = Some(Expected::Member);
        }
        Ok(Some(read))
    }

    fn expect(&mut self, expected: Expected) -> Result<(), String> {
        if self.expected.is_some_and(|other| other != expected) {
            return Err("--member and --guest exclude each other".into());
        }
        self.expected = Some(expected);
        Ok(())
    }
}

fn contract(name: &str) -> Result<Contract, String> {
    Contract::ALL
        .iter()
        .copied()
        .find(|contract| contract.name() == name)
        .ok_or_else(|| "the contract is visitor-token or auth-token".into())
}
