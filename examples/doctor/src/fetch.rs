//! One request for the page.

use std::time::{Duration, SystemTime};

use algomo_core::testing::Page;
use ureq::tls::{RootCerts, TlsConfig};

use crate::arguments::Arguments;

/// Room for a very long page.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// What the server answered.
pub(crate) struct Answer {
    pub(crate) page: Page,
    pub(crate) body: Vec<u8>,
    /// All lines of the header `Content-Security-Policy`.
    pub(crate) policy: String,
    /// By how many seconds the server's clock is ahead of this machine's, as far as its header `Date` says.
    pub(crate) clock_ahead: Option<i64>,
}

/// Fetches the page as a browser would, with or without the cookie. It follows no redirect: if the page redirects to a log-in,
/// that is the finding.
pub(crate) fn fetch(arguments: &Arguments, with_cookie: bool) -> Result<Answer, String> {
    // The certificates that the machine trusts, so also those of a local authority.
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = ureq::Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(Duration::from_secs(20)))
        .max_redirects(0)
        .http_status_as_error(false);
    let mut request =
        config.build().new_agent().get(&arguments.url).header("Accept", "text/html, */*");
    if let (Some(cookie), true) = (&arguments.cookie, with_cookie) {
        request = request.header("Cookie", cookie);
    }
    let mut response =
        request.call().map_err(|error| format!("the page cannot be fetched: {error}"))?;
    let now = SystemTime::now();
    let status = response.status();
    if status.is_redirection() {
        return Err(format!(
            "the server redirects ({status}), perhaps to a log-in: pass the session's cookie with --cookie, or the address \
             that it redirects to"
        ));
    }
    if !status.is_success() {
        return Err(format!("the server answers with the status {status}, and a page has 200"));
    }
    let body = response.body_mut().with_config().limit(MAX_BYTES).read_to_vec();
    let body = body.map_err(|error| format!("the page cannot be read: {error}"))?;
    let headers = response.headers();
    let policy = headers.get_all("content-security-policy");
    let policy = policy.iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
    let date =
        headers.get("date").and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    let clock_ahead = date.map(|date| seconds_between(now, date));
    let page = if arguments.is_settings_script {
        Page::of_settings_script(headers, &body)
    } else {
        Page::new(headers, &body)
    };
    let page = page.with_url(&arguments.url);
    let page = if arguments.has_loader_elsewhere { page.with_loader_elsewhere() } else { page };
    Ok(Answer { page, body, policy, clock_ahead })
}

fn seconds_between(start: SystemTime, end: SystemTime) -> i64 {
    let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    match end.duration_since(start) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => -seconds(behind.duration()),
    }
}
