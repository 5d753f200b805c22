//! What the crates' `Debug` and `Display` must not show, and whether a test has looked at each public type.

use std::any::type_name;
use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::fs;
use std::path::Path;

/// What a value shows, under the name of its type.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The path of the type, without its generics.
    path: &'static str,
    text: String,
}

impl Shown {
    /// Both forms of a value's `Debug`.
    pub fn of<T: Debug>(value: &T) -> Self {
        let path = type_name::<T>().split('<').next().unwrap_or_default();
        Self { path, text: format!("{value:?}\n{value:#?}") }
    }

    /// The `Display` of a value as well, for errors.
    pub fn with_display<T: Debug + Display>(value: &T) -> Self {
        let Self { path, text } = Self::of(value);
        Self { path, text: format!("{text}\n{value}") }
    }

    fn name(&self) -> &'static str {
        self.path.rsplit("::").next().unwrap_or_default()
    }
}

/// Asserts that none of the values shows anything private, and that each public type of the crate is among them: a new type
/// fails here until it has a value.
///
/// `krate` is the name of a published crate's folder, and `unreachable` are the types that only the crate itself can name.
pub fn assert_redacted(krate: &str, shown: &[Shown], unreachable: &[&str], private: &[&str]) {
    assert!(!private.is_empty() && private.iter().all(|private| private.len() > 3), "{private:?}");
    for one in shown {
        let hidden = private.iter().find(|private| one.text.contains(**private));
        assert_eq!(hidden, None, "{} shows it: {}", one.path, one.text);
        assert!(!one.text.trim().is_empty(), "{} shows nothing at all", one.path);
    }
    let is_ours = |one: &&Shown| one.path.starts_with(&format!("{}::", krate.replace('-', "_")));
    let seen = shown.iter().filter(is_ours).map(|one| one.name().to_owned());
    let seen: BTreeSet<_> = seen.chain(unreachable.iter().map(|name| (*name).into())).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(krate).join("src");
    assert_eq!(seen, public_types(&folder), "the types with a value, and those of {krate}");
}

/// The names of the public structs, enums and unions in a folder's files.
fn public_types(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a crate's sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            names.extend(public_types(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("UTF-8");
            names.extend(source.lines().filter_map(public_type).map(str::to_owned));
        }
    }
    names
}

/// The name of the type that a line of code declares, if it is public.
fn public_type(line: &str) -> Option<&str> {
    let declared = line.trim_start().strip_prefix("pub ")?;
    let name =
        ["struct ", "enum ", "union "].iter().find_map(|kind| declared.strip_prefix(kind))?;
    name.split(|character: char| !character.is_alphanumeric() && character != '_').next()
}
