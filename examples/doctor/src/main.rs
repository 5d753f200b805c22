//! Says which visitor Algomo's chat widget sees on a page, or why it sees none. See the README.

mod arguments;
mod diagnosis;
mod fetch;

use std::process::ExitCode;

use self::arguments::{Arguments, USAGE};
use self::diagnosis::{Diagnosis, capitalized, diagnose};

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{}\n\n{USAGE}", capitalized(&error));
            return ExitCode::FAILURE;
        }
    };
    match diagnose(&arguments) {
        Ok(diagnosis) => report(&diagnosis),
        Err(error) => {
            eprintln!("{}", capitalized(&error));
            ExitCode::FAILURE
        }
    }
}

/// Prints what is wrong with the page, then what is good to know.
fn report(Diagnosis { findings, notes }: &Diagnosis) -> ExitCode {
    match findings.as_slice() {
        [] => println!("All is well."),
        [finding] => println!("{finding}"),
        findings => {
            println!("The page has {} faults:", findings.len());
            for (index, finding) in findings.iter().enumerate() {
                println!("{}. {finding}", index + 1);
            }
        }
    }
    for note in notes {
        println!("\n{note}");
    }
    if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
