//! Starts the server. Everything else is in the library, which the browser's side shares.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match example_leptos_axum::server::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
