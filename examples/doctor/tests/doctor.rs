//! The command, on pages of a server of its own.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use algomo_core::testing::Fault;
use algomo_core::{Visitor, VisitorAuth, VisitorSecret};

const SECRET: &str = "the secret of the doctor's widget";

fn auth(secret: &str) -> VisitorAuth {
    VisitorAuth::new(VisitorSecret::new_allowing_short(secret).expect("a good secret"))
        .with_widget_id("0123456789abcdef01234567")
        .expect("a good id")
}

/// A member's page, with what is added to its headers.
fn member(auth: &VisitorAuth, headers: &str) -> String {
    let settings = auth.settings(Visitor::new(4711).name("Ada Lovelace")).expect("a good user");
    page(&format!("Cache-Control: private, no-store\r\n{headers}"), &settings.to_string())
}

fn page(headers: &str, html: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n<!doctype html>{html}")
}

/// Serves what `answer` makes of each request, and returns the address.
fn serve(answer: impl Fn(&str) -> String + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.expect("a connection");
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !request.ends_with(b"\r\n\r\n") {
                let length = connection.read(&mut buffer).expect("a request");
                if length == 0 {
                    break;
                }
                request.extend_from_slice(&buffer[..length]);
            }
            let answer = answer(&String::from_utf8_lossy(&request));
            let answer = answer.replacen("\r\n", "\r\nConnection: close\r\n", 1);
            // The command may not want to read everything.
            let _ = connection.write_all(answer.as_bytes());
        }
    });
    format!("http://{address}/")
}

fn doctor(arguments: &[&str]) -> (i32, String) {
    doctor_with_secret(SECRET, arguments)
}

fn doctor_with_secret(secret: &str, arguments: &[&str]) -> (i32, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_example-doctor"))
        .args(arguments)
        .env("DOCTOR_SECRET", secret)
        .env_remove("DOCTOR_OTHER_SECRET")
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .expect("the command");
    let text = [stdout, stderr].map(|text| String::from_utf8(text).expect("UTF-8")).concat();
    for secret in [SECRET, secret, "4711", "Lovelace", "eyJ", "sid=1"] {
        assert!(!text.contains(secret), "{text}");
    }
    (status.code().expect("an exit code"), text)
}

#[test]
fn a_members_page_is_well() {
    let minted = AtomicU32::new(0);
    let url = serve(move |_| {
        let nonce = format!("bm9uY2U{}", minted.fetch_add(1, Ordering::Relaxed));
        let settings = auth(SECRET).settings(Visitor::new(4711).name("Ada Lovelace"));
        let settings =
            settings.and_then(|settings| settings.with_nonce(&nonce)).expect("a good user");
        let headers = format!(
            "Cache-Control: private, no-store\r\nContent-Security-Policy: script-src 'nonce-{nonce}'\r\n"
        );
        page(&headers, &settings.to_string())
    });
    let (code, text) = doctor(&[&url, "--secret-env", "DOCTOR_SECRET", "--member"]);
    assert!(text.starts_with("All is well.\n\nThe widget sees a known visitor."), "{text}");
    assert!(
        text.contains("signed with the secret, has the claims id, name, and lives for"),
        "{text}"
    );
    assert_eq!(code, 0);
    let (code, text) = doctor(&["--contract", "visitor-token", &url]);
    assert!(text.contains("The signature was not checked."), "{text}");
    assert_eq!(code, 0);
    let (code, text) = doctor(&["--contract", "auth-token", &url]);
    assert!(
        text.contains("The settings have the key visitorToken of the contract visitor-token"),
        "{text}"
    );
    assert_eq!(code, 1);
    let (code, text) = doctor(&[&url, "--guest"]);
    assert!(text.starts_with("The page names a visitor, and a guest is expected."), "{text}");
    assert_eq!(code, 1);
}

#[test]
fn a_page_with_faults_is_not() {
    let url = serve(|_| member(&auth("another secret of over thirty-two bytes"), "Age: 3\r\n"));
    let (code, text) = doctor(&[&url, "--secret-env", "DOCTOR_SECRET"]);
    let expected = format!(
        "The page has 2 faults:\n1. {}\n2. {}\n",
        Fault::WrongSecret,
        Fault::FromCache { header: "age".into() }
    );
    assert_eq!(text, expected);
    assert_eq!(code, 1);
}

#[test]
fn a_short_secret_is_taken_and_named() {
    let url = serve(|_| member(&auth("tiny secret"), ""));
    let (code, text) = doctor_with_secret("tiny secret", &[&url, "--secret-env", "DOCTOR_SECRET"]);
    assert_eq!((code, text.starts_with("All is well.")), (0, true), "{text}");
    assert!(text.contains("fewer than 32 bytes"), "{text}");
}

#[test]
fn the_same_page_twice_is_a_kept_one() {
    let nonce = "Content-Security-Policy: script-src 'nonce-AAAA' 'unsafe-inline'\r\n";
    let settings = auth(SECRET).settings(Visitor::new(4711)).expect("a good user");
    let settings = settings.with_nonce("AAAA").expect("a good nonce").to_string();
    let kept = page(&format!("Cache-Control: private, no-store\r\n{nonce}"), &settings);
    let url = serve(move |_| kept.clone());
    let (code, text) = doctor(&[&url]);
    assert!(text.contains("\n1. Two requests a second apart got the same token"), "{text}");
    assert!(text.contains("\n2. Two responses have the same nonce"), "{text}");
    assert_eq!(code, 1);
}

#[test]
fn the_cookie_says_who_asks() {
    let guest =
        || page("", "<script src='https://app.algomo.com/algomo.min.js' widget=a async></script>");
    let good = serve(move |request| {
        if request.to_ascii_lowercase().contains("\r\ncookie: sid=1\r\n") {
            member(&auth(SECRET), "")
        } else {
            guest()
        }
    });
    let (code, text) = doctor(&[&good, "--cookie", "sid=1"]);
    assert_eq!((code, text.starts_with("All is well.")), (0, true), "{text}");
    let (code, text) = doctor(&[&good, "--guest"]);
    assert_eq!((code, text.contains("The widget sees an anonymous visitor.")), (0, true), "{text}");
    let (code, text) = doctor(&[&good, "--cookie", "sid=2"]);
    assert_eq!((code, text.starts_with(&Fault::NoSettings.to_string())), (1, true), "{text}");

    let leaky = serve(|_| member(&auth(SECRET), ""));
    let (code, text) = doctor(&[&leaky, "--cookie", "sid=1"]);
    assert!(text.starts_with("The page names a visitor without the cookie, too"), "{text}");
    assert_eq!(code, 1);
}

#[test]
fn a_clock_that_is_off_is_named() {
    for (ahead, says) in [(3600, " s ahead of this machine's"), (-3600, " s behind this machine's")]
    {
        let url = serve(move |_| {
            let hour = Duration::from_secs(3600);
            let date = if ahead > 0 { SystemTime::now() + hour } else { SystemTime::now() - hour };
            let settings = auth(SECRET).with_clock(move || date).settings(Visitor::new(4711));
            let headers = format!(
                "Cache-Control: private, no-store\r\nDate: {}\r\n",
                httpdate::fmt_http_date(date)
            );
            page(&headers, &settings.expect("a good user").to_string())
        });
        let (code, text) = doctor(&[&url, "--secret-env", "DOCTOR_SECRET"]);
        let fault = if ahead > 0 { Fault::LivesTooLong } else { Fault::Expired };
        assert!(text.starts_with(&fault.to_string()), "{text}");
        assert!(
            text.contains("The server's clock is 36") || text.contains("The server's clock is 35"),
            "{text}"
        );
        assert!(text.contains(says), "{text}");
        assert_eq!(code, 1);
    }
}

#[test]
fn a_settings_script_is_checked_too() {
    let url = serve(|_| {
        let settings = auth(SECRET).settings(Visitor::new(4711)).expect("a good user");
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nCache-Control: private, no-store\r\n\r\n{}",
            settings.script()
        )
    });
    let (code, text) = doctor(&[&url, "--settings-script", "--loader-elsewhere"]);
    assert_eq!((code, text.starts_with("All is well.")), (0, true), "{text}");
    let (code, text) = doctor(&[&url, "--settings-script"]);
    assert_eq!((code, text.starts_with(&Fault::NoLoader.to_string())), (1, true), "{text}");
    let (code, text) = doctor(&[&url]);
    assert_eq!((code, text.starts_with(&Fault::NotHtml.to_string())), (1, true), "{text}");
}

#[test]
fn what_cannot_be_checked_is_said() {
    let redirect =
        serve(|_| "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n".into());
    let missing = serve(|_| "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".into());
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        format!("http://{}/", listener.local_addr().expect("an address"))
    };
    for (arguments, says) in [
        (vec![redirect.as_str()], "The server redirects (302 Found), perhaps to a log-in"),
        (vec![&missing], "The server answers with the status 404 Not Found"),
        (vec![&closed], "The page cannot be fetched: "),
        (
            vec![&closed, "--secret-env", "DOCTOR_OTHER_SECRET"],
            "The environment variable DOCTOR_OTHER_SECRET is not set",
        ),
        (vec![], "The address of a page is missing.\n\nSays which visitor"),
        (vec!["localhost:3000"], "The address has to start with http:// or https://."),
        (vec![&closed, &closed], "There is more than one address."),
        (vec![&closed, "--cookie"], "--cookie needs a value."),
        (vec![&closed, "--contract", "token"], "The contract is visitor-token or auth-token."),
        (vec![&closed, "--member", "--guest"], "--member and --guest exclude each other."),
        (vec![&closed, "--verbose"], "The option --verbose is not known."),
    ] {
        let (code, text) = doctor(&arguments);
        assert!(text.starts_with(says), "{text}");
        assert_eq!(code, 1);
    }
    let (code, text) = doctor(&["--help"]);
    assert_eq!((code, text.starts_with("Says which visitor Algomo's chat widget sees")), (0, true));
}
