//! The built client: the files that the browser loads.

use std::env;
use std::path::PathBuf;

use leptos::prelude::LeptosOptions;
use tower_http::services::ServeDir;

/// Where `build-client` has put the client.
#[derive(Clone)]
pub(super) struct Client {
    folder: PathBuf,
}

impl Client {
    /// Beside the server's executable, wherever cargo builds to.
    pub(super) fn beside_the_server() -> Self {
        let server = env::current_exe().unwrap_or_default();
        let target = server.ancestors().nth(2).map(PathBuf::from).unwrap_or_default();
        Self { folder: target.join("leptos-client").join("pkg") }
    }

    /// Without it, the pages are as the server renders them. The chat greets all the same.
    pub(super) fn is_built(&self) -> bool {
        self.folder.join("app_bg.wasm").is_file()
    }

    pub(super) fn files(&self) -> ServeDir {
        ServeDir::new(&self.folder)
    }

    /// What Leptos's hydration script is told: the client is at `/pkg/app.js`.
    pub(super) fn options() -> LeptosOptions {
        LeptosOptions::builder().output_name("app").build()
    }
}
