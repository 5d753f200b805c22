//! `example-leptos-bindgen IN.wasm OUT_DIR`: writes `app.js` and `app_bg.wasm`, as `wasm-bindgen --target web` does.
//!
//! The command-line tool of that name must have exactly the crate's version. This one has, by the lock file, and it builds
//! in one minute instead of eight.

use std::env;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        eprintln!("usage: example-leptos-bindgen IN.wasm OUT_DIR");
        return ExitCode::FAILURE;
    };
    let mut bindgen = Bindgen::new();
    let outcome = bindgen
        .input_path(input)
        .web(true)
        .map(|bindgen| bindgen.typescript(false).out_name("app"))
        .and_then(|bindgen| bindgen.generate(output));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
