//! Pages as a server sends them, for different applications, users and moments.
//!
//! The files in `pages/` hold a response's headers, an empty line and the HTML. What changes with each response stands in
//! braces, `{{token}}`, and is filled in by [`World::page`].

use std::time::{Duration, SystemTime};

use algomo_core::testing::{Fault, Page};
use algomo_core::{Contract, Settings, Visitor, VisitorAuth, VisitorSecret};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

/// One application, one user, one moment and one response.
#[derive(Clone, Debug)]
pub struct World {
    /// The secret of the application's widget.
    pub secret: String,
    /// The moment at which the widget takes over the token, in seconds since 1970.
    pub now: u64,
    /// The user's id.
    pub id: i64,
    /// The user's name.
    pub name: String,
    /// The nonce of the response.
    pub nonce: String,
}

impl World {
    /// Worlds that have nothing in common.
    pub fn samples() -> [Self; 3] {
        [
            (1, 1_700_000_000, "Ada"),
            (-7, 1_900_000_123, "</script><!-- O’Brien \" & Sons"),
            (9_007_199_254_740_991, 4_000_000_007, ""),
        ]
        .map(|(id, now, name)| Self {
            secret: format!("the secret of the widget of user {id:>20}"),
            now,
            id,
            name: name.to_owned(),
            nonce: STANDARD.encode(format!("nonce {now}")),
        })
    }

    /// The application's mint, with a clock that stands still.
    ///
    /// # Panics
    ///
    /// If the secret is refused.
    pub fn auth(&self) -> VisitorAuth {
        self.auth_at(0)
    }

    /// The mint some seconds ago.
    fn auth_at(&self, seconds_ago: u64) -> VisitorAuth {
        let now = self.moment(seconds_ago);
        VisitorAuth::new(VisitorSecret::new(&self.secret).expect("a good secret"))
            .with_widget_id("0123456789abcdef01234567")
            .expect("a good id")
            .with_clock(move || now)
    }

    /// A mint for somebody without the secret, who has only the clock.
    pub fn without_secret(&self) -> VisitorAuth {
        let now = self.moment(0);
        VisitorAuth::disabled().with_clock(move || now)
    }

    fn moment(&self, seconds_ago: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.now - seconds_ago)
    }

    /// The logged-in user.
    pub fn user(&self) -> Visitor<'_> {
        Visitor::new(self.id).name(&self.name)
    }

    /// What the application renders.
    ///
    /// # Panics
    ///
    /// If the mint refuses the user.
    pub fn settings(&self) -> Settings {
        self.auth().settings(self.user()).expect("a good user")
    }

    /// The response of this world in a file of `pages/`.
    ///
    /// # Panics
    ///
    /// If the file has no empty line, a header without a colon or braces that nothing fills in.
    pub fn page(&self, file: &str) -> Page {
        let text = self.fill(file);
        let (headers, html) = text.split_once("\n\n").expect("an empty line");
        Page::new(headers.lines().map(|line| line.split_once(": ").expect("a header")), html)
    }

    /// Fills in what changes with each response.
    ///
    /// # Panics
    ///
    /// If nothing of such a name can be filled in.
    pub fn fill(&self, file: &str) -> String {
        let mut text = String::new();
        let mut pieces = file.split("{{");
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (name, rest) = piece.split_once("}}").expect("closing braces");
            text.push_str(&self.value(name));
            text.push_str(rest);
        }
        text
    }

    fn value(&self, name: &str) -> String {
        let exp = self.now + 30;
        match name {
            "nonce" => self.nonce.clone(),
            "other-nonce" => STANDARD.encode(&self.nonce),
            // They are in no text, and in most that is compressed.
            "bytes" => "\u{3}\u{1f}\0".to_owned(),
            "settings" => self.settings().to_string(),
            "settings-with-nonce" => {
                self.settings().with_nonce(&self.nonce).expect("a good nonce").to_string()
            }
            "auth-settings" => self.auth_settings().to_string(),
            "escaped-settings" => {
                self.settings().to_string().replace('<', "&lt;").replace('"', "&#34;")
            }
            "hash" => self.settings().csp_hash().expect("a token"),
            "hash-in-base64url" => self.value("hash").replace('+', "-").replace('/', "_"),
            "token" => self.token(&self.auth()),
            "token-with-escapes" => self.token(&self.auth()).replacen('e', "\\u0065", 1),
            "auth-token" => self.token(&self.auth().with_contract(Contract::AuthToken)),
            "token-of-another-secret" => {
                let other = Self { secret: format!("{}?", self.secret), ..self.clone() };
                other.token(&other.auth())
            }
            "expired-token" => self.token(&self.auth_at(30)),
            "two-seconds-token" => self.token(&self.auth_at(28)),
            "last-second-token" => self.token(&self.auth_at(29)),
            "hour-token" => {
                let claims = json!({ "id": self.id, "name": self.name, "exp": self.now + 3600 });
                self.sign("HS256", &claims)
            }
            "long-token" => self.sign("HS256", &json!({ "id": self.id, "exp": self.now + 3601 })),
            "token-in-milliseconds" => {
                self.sign("HS256", &json!({ "id": self.id, "exp": exp * 1000 }))
            }
            "token-without-exp" => self.sign("HS256", &json!({ "id": self.id })),
            "token-of-another-algorithm" => {
                self.sign("HS512", &json!({ "id": self.id, "exp": exp }))
            }
            "token-with-blank-id" => self.sign("HS256", &json!({ "id": " ", "exp": exp })),
            "token-with-integer-id" => self.sign("HS256", &json!({ "id": self.id, "exp": exp })),
            "token-with-rounded-id" => {
                self.sign("HS256", &json!({ "id": 9_007_199_254_740_993_u64, "exp": exp }))
            }
            "token-with-rounded-company-id" => {
                let claims = json!({ "id": self.id, "companyId": i64::MIN, "exp": exp });
                self.sign("HS256", &claims)
            }
            other => panic!("{{{{{other}}}}} is not known"),
        }
    }

    fn auth_settings(&self) -> Settings {
        let auth = self.auth().with_contract(Contract::AuthToken);
        auth.settings(self.user().custom("plan", "pro")).expect("a good user")
    }

    fn token(&self, auth: &VisitorAuth) -> String {
        auth.token(self.user()).expect("a good user").expect("a token").to_string()
    }

    /// Signs any claims, also those that the mint refuses.
    fn sign(&self, algorithm: &str, claims: &Value) -> String {
        let header = json!({ "alg": algorithm }).to_string();
        let message =
            [header, claims.to_string()].map(|json| URL_SAFE_NO_PAD.encode(json)).join(".");
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).expect("any key");
        mac.update(message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }
}

/// The element that loads the widget.
pub const LOADER: &str = "<script src='https://app.algomo.com/algomo.min.js' async defer widget='0123456789abcdef01234567'></script>";

/// What is wrong with a page that has these headers beside those of every page, and this HTML before the loader.
pub fn faults_with(headers: &str, html: &str) -> Vec<Fault> {
    let [world, ..] = World::samples();
    let headers = format!("Content-Type: text/html\nCache-Control: private, no-store\n{headers}");
    let page = world.page(&format!("{}\n\n{html}{LOADER}", headers.trim_end()));
    page.visitor(&world.auth()).map_or_else(|faults| faults.into_iter().collect(), |_| Vec::new())
}

/// What is wrong with a member's page whose script this is. `SETTINGS` in it stands for the settings.
pub fn faults_of_script(script: &str) -> Vec<Fault> {
    let settings = r#"window.algomoSettings = {"visitorToken":"{{token}}"}"#;
    faults_with("", &format!("<script>{}</script>", script.replace("SETTINGS", settings)))
}

/// The files of a folder in `pages/`, by name without `.http`, in order.
///
/// # Panics
///
/// If the folder cannot be read.
pub fn files(folder: &str) -> Vec<(String, String)> {
    let folder = format!("{}/pages/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("text"))
        })
        .collect();
    files.sort();
    files
}
