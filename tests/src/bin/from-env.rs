//! A program that gets its mint from the environment, as an application does, and whose `main` returns the error. Run by
//! `contract/bad_input/environment.rs`.
//!
//! With an argument it only reads the secret from the variable of that name.

use std::env;

use algomo_core::{Error, Visitor, VisitorAuth, VisitorSecret};
use algomo_tests::vectors::at;

fn main() -> Result<(), Error> {
    if let Some(variable) = env::args().nth(1) {
        let secret = VisitorSecret::from_env(&variable)?;
        print!("{}", VisitorAuth::new(secret).with_clock(|| at(1_000)).settings(Visitor::new(1))?);
        return Ok(());
    }
    let auth = VisitorAuth::from_env()?.with_clock(|| at(1_000));
    print!("{}", auth.settings(Visitor::new(1))?);
    Ok(())
}
