//! Whether a browser takes the response's body for what it is, and whether it can be read here.

use super::caches::lines;
use super::fault::Fault;
use super::html::is_javascript;
use super::page::Page;

/// Why the rest of the page cannot be checked, or need not be.
pub(super) fn fault(page: &Page) -> Option<Fault> {
    if is_compressed(page) {
        Some(Fault::Compressed)
    } else if page.is_script {
        is_blocked_script(page).then_some(Fault::NotJavaScript)
    } else {
        let kind = media_type(page);
        let is_html = ["text/html", "application/xhtml+xml"];
        // A response without a type is taken for HTML, as in a test that leaves it out.
        kind.is_some_and(|kind| !is_html.contains(&kind.as_str())).then_some(Fault::NotHtml)
    }
}

/// Whether the body is compressed. Many clients decompress it and leave the header, so that the header alone says nothing.
fn is_compressed(page: &Page) -> bool {
    const GZIP: &[u8] = &[0x1f, 0x8b];
    const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
    let mut codings = lines(&page.headers, "content-encoding")
        .flat_map(|line| line.split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii);
    let is_encoded =
        codings.any(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity"));
    let is_text = core::str::from_utf8(&page.body)
        .is_ok_and(|text| !text.contains(|char: char| char.is_control() && !char.is_whitespace()));
    page.body.starts_with(GZIP) || page.body.starts_with(ZSTD) || is_encoded && !is_text
}

/// Whether a browser does not run a script of such a type: Fetch blocks some "due to its MIME type", others "due to nosniff".
fn is_blocked_script(page: &Page) -> bool {
    const NEVER: [&str; 3] = ["image/", "audio/", "video/"];
    let options = lines(&page.headers, "x-content-type-options").next();
    let is_strict = options
        .and_then(|value| value.split(|byte| *byte == b',').next())
        .is_some_and(|value| value.trim_ascii().eq_ignore_ascii_case(b"nosniff"));
    let kind = media_type(page).unwrap_or_default();
    let is_never_run = kind == "text/csv" || NEVER.iter().any(|start| kind.starts_with(start));
    is_never_run || is_strict && !is_javascript(&kind)
}

/// The type in the last `Content-Type`, without its parameters and in lower case.
fn media_type(page: &Page) -> Option<String> {
    lines(&page.headers, "content-type").last().map(|value| {
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        value.split(';').next().unwrap_or_default().trim().to_owned()
    })
}
