//! The derive: what it refuses and how it says so, and what it accepts.

use std::fs;
use std::path::PathBuf;

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("*/*.rs");
    cases.pass("*/pass/*.rs");
}

/// A mark on the derive itself would not say where the mistake is.
#[test]
fn no_message_marks_the_derive() {
    let mut errors = 0;
    for expected in glob(".", "stderr") {
        let source = fs::read_to_string(expected.with_extension("rs")).expect("a case");
        let text = fs::read_to_string(&expected).expect("a message");
        let mut lines = text.lines();
        while let Some(line) = lines.find(|line| line.starts_with("error")) {
            let place = lines.next().expect("an error has a place");
            let number: usize =
                place.rsplit(':').nth(1).expect("a line").parse().expect("a number");
            let marked = source.lines().nth(number - 1).expect("a line of the case");
            assert!(!marked.contains("#[derive"), "{}: {line}", expected.display());
            errors += 1;
        }
    }
    assert!(errors > 200, "{errors} messages were read");
}

/// All files below `folder` with this extension.
fn glob(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folders =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let (folders, files): (Vec<_>, Vec<_>) = folders.partition(|path| path.is_dir());
    let here =
        files.into_iter().filter(|path| path.extension().is_some_and(|end| end == extension));
    let below = folders.iter().flat_map(|path| glob(path.to_str().expect("UTF-8"), extension));
    here.chain(below).collect()
}
