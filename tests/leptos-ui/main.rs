//! What the component refuses at compile time, how the compiler says so, and what it advises.

mod advice;

use std::collections::BTreeSet;
use std::fs;

use algomo_core::{VisitorAuth, VisitorSecret};
use futures_util::StreamExt;
use leptos::prelude::*;

#[test]
fn messages() {
    trybuild::TestCases::new().compile_fail("refused/*.rs");
}

/// Each refused case has its advice, which compiles and renders the member's token.
#[tokio::test]
async fn advice() {
    any_spawner::Executor::init_tokio().expect("the first test to start it");
    let mut advised = BTreeSet::new();
    for (case, app) in advice::ALL {
        let owner = Owner::new();
        let page = owner.with(|| {
            let secret = VisitorSecret::new("an-example-secret-of-over-32-bytes");
            provide_context(VisitorAuth::new(secret.expect("long enough")));
            app().to_html_stream_in_order()
        });
        let html: String = page.collect().await;
        assert!(html.contains(r#"window.algomoSettings = {"visitorToken":"ey"#), "{case}: {html}");
        advised.insert(case.to_owned());
    }
    assert_eq!(advised, refused());
}

/// The names of the refused cases.
fn refused() -> BTreeSet<String> {
    let files = fs::read_dir("refused").expect("a folder").map(|file| file.expect("a file").path());
    let cases = files.filter(|file| file.extension().is_some_and(|end| end == "rs"));
    cases.map(|case| case.file_stem().expect("a name").to_string_lossy().into_owned()).collect()
}
