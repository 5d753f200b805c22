//! The messages of `tests/ui`, without a compiler: what the derive says about each case there, and where.
//!
//! Those tests compare everything that the compiler prints, which takes a minute. These run the derive as a function, in a moment,
//! and so miss the compiler's own errors, such as a field whose type does not fit its claim.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Item, Stmt};

/// An error: its line and column, how many characters of that line are marked, and its text.
pub(super) type Message = (usize, usize, usize, String);

/// What `cfg` removes, only the compiler removes.
const BEHIND_CFG: &str = "fields/pass/behind_cfg.rs";

#[test]
fn each_case_has_its_messages() {
    let mut count = 0;
    for path in cases() {
        let stderr = fs::read_to_string(path.with_extension("stderr")).unwrap_or_default();
        let mut expected: Vec<Message> = stderr.split("\n\n").filter_map(written).collect();
        let mut actual = derived(&path);
        count += actual.len();
        // The compiler has an order of its own.
        expected.sort();
        actual.sort();
        assert_eq!(actual, expected, "{}", path.display());
    }
    assert!(count > 200, "{count} messages");
}

/// The compiler prints a closure with spaces of its own.
pub(super) fn without_spaces(text: &str) -> String {
    text.replace(' ', "")
}

/// A message as it stands in a file of `tests/ui`, unless the compiler alone says it: then it has a code.
fn written(message: &str) -> Option<Message> {
    let text = message.trim_start().strip_prefix("error: ")?;
    let mut lines = text.lines();
    let text = without_spaces(lines.next()?);
    let (place, column) = lines.next()?.rsplit_once(':')?;
    let (_, line) = place.rsplit_once(':')?;
    let marks = lines.find(|line| line.trim_start().starts_with('|') && line.contains('^'));
    let marked = marks.map_or(0, |line| line.matches('^').count());
    Some((line.parse().ok()?, column.parse().ok()?, marked, text))
}

/// What the derive says about all types of a file.
fn derived(path: &Path) -> Vec<Message> {
    let source = fs::read_to_string(path).expect("a case");
    let mut messages = Vec::new();
    syn::parse_file(&source)
        .expect("a file")
        .items
        .into_iter()
        .for_each(|item| read_item(item, &mut messages));
    messages
}

/// Calls the derive with a type, and with those in a function or a module.
fn read_item(mut item: Item, messages: &mut Vec<Message>) {
    let attrs = match &mut item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Union(item) => &mut item.attrs,
        Item::Mod(item) => {
            let items = item.content.take().map(|(_, items)| items);
            return items.into_iter().flatten().for_each(|item| read_item(item, messages));
        }
        Item::Fn(item) => {
            for statement in std::mem::take(&mut item.block.stmts) {
                if let Stmt::Item(item) = statement {
                    read_item(item, messages);
                }
            }
            return;
        }
        _ => return,
    };
    // The compiler takes the attribute away, and hands the others on.
    let count = attrs.len();
    attrs.retain(|attr| !attr.to_token_stream().to_string().contains("AlgomoVisitor"));
    if attrs.len() < count {
        let code = crate::derive(item.into_token_stream());
        read_errors(code.unwrap_or_else(syn::Error::into_compile_error), messages);
    }
}

/// Finds `::core::compile_error!{ "…" }`.
pub(super) fn read_errors(code: TokenStream, messages: &mut Vec<Message>) {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let name = index.checked_sub(2).map(|index| tokens[index].to_string());
        if name.as_deref() != Some("compile_error") {
            read_errors(group.stream(), messages);
            continue;
        }
        let text: syn::LitStr = syn::parse2(group.stream()).expect("a message");
        // From the first of the colons before `core` to the end.
        let start = tokens[index - 7].span().start();
        let end = token.span().end();
        messages.push((
            start.line,
            start.column + 1,
            end.column - start.column,
            without_spaces(&text.value()),
        ));
    }
}

/// The cases of `tests/ui`, the refused and the accepted ones.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/ui"));
    let mut folders: Vec<PathBuf> = entries(root).filter(|path| path.is_dir()).collect();
    let mut cases = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with(BEHIND_CFG)
            {
                cases.push(path);
            }
        }
    }
    cases
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())
}
