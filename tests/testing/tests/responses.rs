//! Responses that are not pages as the files in `pages/` hold them: scripts, and bodies that are no text.

use algomo_core::Visitor;
use algomo_core::http::{ResponseMark, ResponseMint, ScriptAnswer, ScriptVisitor};
use algomo_core::testing::{Fault, Faults, Page};
use algomo_testing_tests::World;

#[test]
fn a_settings_script_is_checked_like_a_page() -> Result<(), Faults> {
    for world in World::samples() {
        let script = |script: &str| {
            let headers =
                [("Content-Type", "text/javascript"), ("Cache-Control", "private, no-store")];
            Page::of_settings_script(headers, world.fill(script))
        };
        let loader = "const s = document.createElement('script'); s.setAttribute('widget', 'x');";
        let good = format!(
            "(() => {{ window.algomoSettings = {{'visitorToken':'{{{{token}}}}'}}; {loader} }})()"
        );
        assert_eq!(script(&good).known_visitor(&world.auth())?.name(), Some(world.name.as_str()));
        let guest = format!("window.algomoSettings = undefined; {loader}");
        assert!(script(&guest).visitor(&world.auth())?.is_none());
        let late =
            format!("{loader} window.algomoSettings = {{'visitorToken':'{{{{expired-token}}}}'}};");
        let faults = script(&late).visitor(&world.auth()).expect_err("late and expired");
        assert_eq!(faults.as_slice(), [Fault::SettingsAfterLoader, Fault::Expired]);
        let alone = script("window.algomoSettings = {visitorToken: '{{token}}'}");
        assert_eq!(alone.visitor(&world.auth()).expect_err("alone").as_slice(), [Fault::NoLoader]);
        assert!(alone.with_loader_elsewhere().known_visitor(&world.auth()).is_ok());
    }
    Ok(())
}

#[test]
fn the_integrations_settings_script_is_well() -> Result<(), Box<dyn std::error::Error>> {
    for world in World::samples() {
        let mint = ResponseMint::new(ResponseMark::default()).with_auth(Some(world.auth()));
        let answer = ScriptAnswer::new(&mint, &ScriptVisitor::Known(world.user()))?;
        let page = Page::of_settings_script(answer.headers(), answer.into_body());
        assert_eq!(page.known_visitor(&world.auth())?.name(), Some(world.name.as_str()));
        let answer = ScriptAnswer::new(&mint, &ScriptVisitor::<Visitor<'_>>::Rejected)?;
        let page = Page::of_settings_script(answer.headers(), answer.into_body());
        assert_eq!(page.visitor(&world.auth())?, None);
    }
    Ok(())
}

/// A browser that is told not to guess runs a script of no other type, and none at all that calls itself an image.
#[test]
fn a_settings_script_needs_the_type_of_a_script() {
    let [world, ..] = World::samples();
    let check = |headers: &[(&str, &str)]| {
        let headers = headers.iter().copied().chain([("Cache-Control", "private, no-store")]);
        let script = world.settings().script().to_string();
        let page = Page::of_settings_script(headers, script).with_loader_elsewhere();
        page.known_visitor(&world.auth()).map(drop)
    };
    let nosniff = ("X-Content-Type-Options", "NoSniff , other");
    let not_javascript = Err(Faults::from(Fault::NotJavaScript));
    for kind in ["text/javascript", "Application/JavaScript; charset=utf-8"] {
        assert_eq!(check(&[("Content-Type", kind), nosniff]), Ok(()), "{kind}");
    }
    for kind in ["text/plain", "text/html", "application/json", ""] {
        assert_eq!(check(&[("Content-Type", kind), nosniff]), not_javascript, "{kind}");
        assert_eq!(check(&[("Content-Type", kind)]), Ok(()), "{kind}");
    }
    for kind in ["image/png", "audio/ogg", "video/mp4", "Text/CSV;header=absent"] {
        assert_eq!(check(&[("Content-Type", kind)]), not_javascript, "{kind}");
    }
    assert_eq!(check(&[nosniff]), not_javascript);
    assert_eq!(check(&[("X-Content-Type-Options", "other, nosniff")]), Ok(()));
    let text = Fault::NotJavaScript.to_string();
    assert!(text.ends_with("Send text/javascript."), "{text}");
}

/// What is compressed names nobody, and is not a guest's page for that.
#[test]
fn a_compressed_body_is_not_a_guests() {
    let [world, ..] = World::samples();
    let check = |headers: &[(&str, &str)], body: &[u8]| {
        let headers = headers.iter().copied();
        [Page::new(headers.clone(), body), Page::of_settings_script(headers, body)].map(|page| {
            let page = page.with_loader_elsewhere();
            assert_eq!(
                page.visitor(&world.auth()).map(drop),
                page.check_without_secret(&world.without_secret()).map(drop)
            );
            page.visitor(&world.auth())
        })
    };
    let compressed = || Err(Faults::from(Fault::Compressed));
    let gzip = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xb3\xb1\x2b\x00";
    let zstd = b"\x28\xb5\x2f\xfd\x04\x58\x19\0\0<p>";
    // Their first bytes tell them, also where a client has removed the header.
    for body in [gzip.as_slice(), zstd] {
        assert_eq!(check(&[], body), [compressed(), compressed()]);
    }
    for coding in ["br", "deflate", "gzip", "zstd", "identity, x-other"] {
        let headers = [("content-encoding", coding)];
        assert_eq!(check(&headers, b"\x8b\x02\x80<p>\x03"), [compressed(), compressed()]);
        assert_eq!(check(&headers, "var é;\r\n\t\x0c".as_bytes()), [Ok(None), Ok(None)]);
    }
    for coding in ["identity", "", ", Identity"] {
        assert_eq!(check(&[("content-encoding", coding)], b"<p>\xe9"), [Ok(None), Ok(None)]);
    }
}
