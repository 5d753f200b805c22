//! What the tokens of a field's type tell about it. If an alias or a macro hides the type, the compiler's own message has to do.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::attrs::{is_ident, is_punct};

/// Types that keep their content from being shown.
const SECRETS: &[&str] = &[
    "Redacted",
    "Secret",
    "SecretBox",
    "SecretBytes",
    "SecretSlice",
    "SecretString",
    "SecretVec",
    "Sensitive",
    "Zeroizing",
];

const INTEGERS: &[&str] =
    &["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

/// Standard types that do not implement `Display`.
const WITHOUT_DISPLAY: &[&str] = &[
    "BTreeMap",
    "BTreeSet",
    "CStr",
    "CString",
    "Duration",
    "HashMap",
    "HashSet",
    "Instant",
    "Option",
    "OsStr",
    "OsString",
    "Path",
    "PathBuf",
    "Result",
    "SystemTime",
    "Vec",
    "VecDeque",
];

/// Whether the type is an `Option`, or a reference to one.
pub(crate) fn is_option(ty: &Type) -> bool {
    last_segment(ty)
        .is_some_and(|segment| segment.ident == "Option" && !segment.arguments.is_none())
}

/// Whether the type is a string type of the standard library.
pub(crate) fn is_string(ty: &Type) -> bool {
    let Some(segment) = last_segment(ty) else {
        return false;
    };
    match segment.ident.to_string().as_str() {
        "String" | "str" => true,
        "Box" | "Rc" | "Arc" | "Cow" => {
            argument(segment).and_then(last_segment).is_some_and(|content| content.ident == "str")
        }
        _ => false,
    }
}

/// The content of an `Option`, or the type itself.
pub(crate) fn content(ty: &Type) -> &Type {
    let content = last_segment(ty).filter(|_| is_option(ty)).and_then(argument);
    content.unwrap_or(ty)
}

/// Whether the type is a string type of the standard library, or an `Option` of one.
pub(crate) fn is_text(ty: &Type) -> bool {
    is_string(content(ty))
}

pub(crate) fn is_integer(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| {
        let name = segment.ident.to_string();
        INTEGERS.contains(&name.as_str()) || name.starts_with("NonZero")
    })
}

/// Whether the type is a primitive type that is not text, or an `Option` of one.
pub(crate) fn is_primitive(ty: &Type) -> bool {
    let is_other = |segment: &PathSegment| {
        ["bool", "char", "f32", "f64"].iter().any(|other| segment.ident == other)
    };
    let content = content(ty);
    is_integer(content) || last_segment(content).is_some_and(is_other)
}

/// Whether the type may implement `Display`.
pub(crate) fn may_display(ty: &Type) -> bool {
    let Some(segment) = last_segment(ty) else {
        return false;
    };
    match segment.ident.to_string().as_str() {
        "Box" | "Rc" | "Arc" | "Cow" => argument(segment).is_some_and(may_display),
        name => !WITHOUT_DISPLAY.contains(&name),
    }
}

/// Whether the type's name says that it holds one string or id, such as `SmolStr`, `CompactString` or `Uuid`.
pub(crate) fn is_single_value(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| {
        let name = segment.ident.to_string();
        ["Str", "String", "Uuid", "Ulid"].iter().any(|end| name.ends_with(end))
    })
}

/// Whether the type is certain to implement `Copy`.
pub(crate) fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_copy(&group.elem),
        Type::Paren(paren) => is_copy(&paren.elem),
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_copy),
        Type::Array(array) => is_copy(&array.elem),
        Type::Path(_) if is_option(ty) => is_copy(content(ty)),
        Type::Path(_) => is_primitive(ty),
        _ => false,
    }
}

/// The type's part that keeps its content from being shown, such as `SecretString` of `Option<SecretString>`.
pub(crate) fn secret(ty: &Type) -> Option<Ident> {
    find(ty.to_token_stream(), &|ident| SECRETS.iter().any(|secret| ident == secret))
}

/// Whether the type's tokens name one of `idents`.
pub(crate) fn mentions(ty: &Type, idents: &[&Ident]) -> bool {
    !idents.is_empty() && find(ty.to_token_stream(), &|ident| idents.contains(&ident)).is_some()
}

/// Whether the type's tokens name one of `idents` without a path before it: `Session` or `self::Session`, and not
/// `other::Session`.
pub(crate) fn mentions_without_path(ty: &Type, idents: &[&Ident]) -> bool {
    has_without_path(ty.to_token_stream(), idents)
}

fn has_without_path(tokens: TokenStream, idents: &[&Ident]) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_separator = |one: &TokenTree, two: &TokenTree| is_punct(one, ':') && is_punct(two, ':');
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Ident(ident) if idents.contains(&ident) => match &tokens[..index] {
            [.., path, one, two] if is_separator(one, two) => is_ident(path, "self"),
            [one, two] => !is_separator(one, two),
            _ => true,
        },
        TokenTree::Group(group) => has_without_path(group.stream(), idents),
        _ => false,
    })
}

fn find(tokens: TokenStream, is_wanted: &impl Fn(&Ident) -> bool) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => is_wanted(&ident).then_some(ident),
        TokenTree::Group(group) => find(group.stream(), is_wanted),
        _ => None,
    })
}

/// The last segment of a path, behind references and parentheses.
fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        Type::Reference(reference) => last_segment(&reference.elem),
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// The first type among the segment's arguments.
fn argument(segment: &PathSegment) -> Option<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(list) => {
            list.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
        }
        _ => None,
    }
}
