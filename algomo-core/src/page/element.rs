//! The two script elements: the settings and the loader.

use core::fmt;

use super::widget::Widget;
use crate::contract::Contract;

/// What stands before the JSON object of the settings.
pub(crate) const ASSIGNMENT: &str = "window.algomoSettings = ";

/// Writes `<script …>window.algomoSettings = {"…":"<token>"};</script>`. The caller writes the token.
#[inline]
pub(crate) fn write_settings<W: fmt::Write + ?Sized>(
    widget: &Widget,
    nonce: Option<&str>,
    contract: Contract,
    out: &mut W,
    write_token: impl FnOnce(&mut W) -> fmt::Result,
) -> fmt::Result {
    out.write_str("<script")?;
    write_common_attributes(widget, nonce, out)?;
    out.write_str(">")?;
    write_script(contract, out, write_token)?;
    out.write_str("</script>")
}

/// Writes what stands between the tags of the settings' element.
#[inline]
pub(crate) fn write_script<W: fmt::Write + ?Sized>(
    contract: Contract,
    out: &mut W,
    write_token: impl FnOnce(&mut W) -> fmt::Result,
) -> fmt::Result {
    out.write_str(ASSIGNMENT)?;
    write_json(contract, out, write_token)?;
    out.write_str(";")
}

/// Writes the settings object. A token needs no escape in JSON.
#[inline]
pub(crate) fn write_json<W: fmt::Write + ?Sized>(
    contract: Contract,
    out: &mut W,
    write_token: impl FnOnce(&mut W) -> fmt::Result,
) -> fmt::Result {
    out.write_str("{\"")?;
    out.write_str(contract.settings_key())?;
    out.write_str("\":\"")?;
    write_token(out)?;
    out.write_str("\"}")
}

/// Writes `<script … src="…" async defer widget="…"></script>`, or nothing if there is no widget id.
#[inline]
pub(crate) fn write_loader<W: fmt::Write + ?Sized>(
    widget: &Widget,
    nonce: Option<&str>,
    out: &mut W,
) -> fmt::Result {
    let Some(id) = widget.id() else { return Ok(()) };
    out.write_str("<script")?;
    write_common_attributes(widget, nonce, out)?;
    out.write_str(" src=\"")?;
    write_escaped(widget.loader_url(), out)?;
    out.write_str("\" async defer widget=\"")?;
    out.write_str(id)?;
    out.write_str("\"></script>")
}

fn write_common_attributes<W: fmt::Write + ?Sized>(
    widget: &Widget,
    nonce: Option<&str>,
    out: &mut W,
) -> fmt::Result {
    if let Some(nonce) = nonce {
        out.write_str(" nonce=\"")?;
        out.write_str(nonce)?;
        out.write_str("\"")?;
    }
    for (name, value) in widget.attributes() {
        out.write_str(" ")?;
        out.write_str(name)?;
        out.write_str("=\"")?;
        write_escaped(value, out)?;
        out.write_str("\"")?;
    }
    Ok(())
}

/// Writes an attribute's value (HTML, section 13.1.2.3): inside double quotes only `&` and `"` have a meaning. `<` and `>` are
/// escaped as well, for tools that look for tags with less care.
fn write_escaped<W: fmt::Write + ?Sized>(value: &str, out: &mut W) -> fmt::Result {
    for piece in value.split_inclusive(['&', '"', '<', '>']) {
        let (plain, escape) = match piece.as_bytes().last() {
            Some(b'&') => (&piece[..piece.len() - 1], "&amp;"),
            Some(b'"') => (&piece[..piece.len() - 1], "&quot;"),
            Some(b'<') => (&piece[..piece.len() - 1], "&lt;"),
            Some(b'>') => (&piece[..piece.len() - 1], "&gt;"),
            _ => (piece, ""),
        };
        out.write_str(plain)?;
        out.write_str(escape)?;
    }
    Ok(())
}
