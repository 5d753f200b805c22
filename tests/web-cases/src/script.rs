//! The table of the settings script.

use algomo_core::AlgomoVisitor;

use crate::{A, Answer, PRIVATE, User, Who, auth, beside_the_body, sorted};

/// A request for the settings script of host [`A`], and the answer.
#[derive(Clone, Debug)]
pub struct ScriptCase {
    /// What the case shows.
    pub name: &'static str,
    /// Whether the layer stands around the route.
    pub has_layer: bool,
    /// Whether the layer was told where the nonce is, which is not there: the script needs none.
    pub nonce_is_missing: bool,
    /// The lines of the request's `Sec-Fetch-Site` header.
    pub sites: Vec<&'static str>,
    /// The request's `session` header, for [`Session::of`]: a member's id, `guest`, or the status of a rejection.
    pub session: &'static str,
    status: u16,
    /// The script's visitor.
    who: Who,
    /// A word of what the script says in the console.
    notice: Option<&'static str>,
    /// The level of the one event, if there is one, and what it says.
    event: Option<(&'static str, &'static str)>,
}

/// A session, as the request's `session` header has it. It stands for the extractor of an app.
#[derive(Clone, Debug, AlgomoVisitor)]
pub enum Session {
    /// Nobody is logged in.
    Guest,
    /// Somebody is.
    Member(User),
}

impl Session {
    /// The session of the `session` header's value, or the status with which the app rejects it.
    pub fn of(header: &str) -> Result<Self, u16> {
        match header.split_once(' ') {
            Some(("rejects", status)) => Err(status.parse().expect("a status")),
            Some(("member", id)) => {
                let who = match id {
                    "" => Who::Blank,
                    id => Who::Member(id.parse().expect("an id")),
                };
                Ok(Self::Member(who.user().expect("a member")))
            }
            _ => Ok(Self::Guest),
        }
    }
}

/// All cases.
pub fn script_cases() -> Vec<ScriptCase> {
    let mut cases = vec![
        case("a member's script", &["same-origin"], "member 1").member(1),
        case("another member's script", &["same-origin"], "member 2").member(2),
        case("a guest's script", &["same-origin"], "guest"),
        ScriptCase { nonce_is_missing: true, ..case("no nonce", &["same-origin"], "member 3") }
            .member(3),
        case("a session that rejects with a redirect", &["same-origin"], "rejects 303")
            .rejected("INFO", "status_code=303"),
        case("a session that rejects", &["same-origin"], "rejects 401")
            .rejected("INFO", "status_code=401"),
        case("a session store that is down", &["same-origin"], "rejects 500")
            .rejected("ERROR", "status_code=500"),
        case("a browser without the header", &[], "member 1").notice("Sec-Fetch-Site"),
        case("a guest's browser without the header", &[], "guest").notice("Sec-Fetch-Site"),
        case("without the header, nobody asks the session", &[], "rejects 500")
            .notice("Sec-Fetch-Site"),
        case("a member without an id", &["same-origin"], "member ").fails("the visitor's id"),
        ScriptCase { has_layer: false, ..case("no layer", &["same-origin"], "member 1") }
            .fails("around this route"),
    ];
    let elsewhere: [&[_]; 8] = [
        &["same-site"],
        &["cross-site"],
        &["none"],
        &[""],
        &["SAME-ORIGIN"],
        &["same-origin, cross-site"],
        &["same-origin", "cross-site"],
        &["same-origin", "same-origin"],
    ];
    for sites in elsewhere {
        for session in ["member 1", "guest", "rejects 500"] {
            cases.push(case("a page from elsewhere", sites, session).refused());
        }
    }
    cases.push(
        ScriptCase { has_layer: false, ..case("elsewhere, no layer", &["none"], "member 1") }
            .refused(),
    );
    cases
}

/// A guest's script.
fn case(name: &'static str, sites: &[&'static str], session: &'static str) -> ScriptCase {
    ScriptCase {
        name,
        has_layer: true,
        nonce_is_missing: false,
        sites: sites.into(),
        session,
        status: 200,
        who: Who::Guest,
        notice: None,
        event: None,
    }
}

impl ScriptCase {
    fn member(self, id: u32) -> Self {
        Self { who: Who::Member(id), ..self }
    }

    fn notice(self, word: &'static str) -> Self {
        Self { notice: Some(word), ..self }
    }

    fn rejected(self, level: &'static str, event: &'static str) -> Self {
        Self { notice: Some("session"), event: Some((level, event)), ..self }
    }

    fn fails(self, event: &'static str) -> Self {
        Self { status: 500, event: Some(("ERROR", event)), ..self }
    }

    fn refused(self) -> Self {
        Self { status: 403, ..self }
    }

    /// Compares the app's answer and the text of its events with the expected ones.
    pub fn check(&self, answer: &Answer, events: &str) {
        let context =
            format!("{}, {:?}, {}: {answer:?} {events}", self.name, self.sites, self.session);
        assert_eq!(answer.status, self.status, "{context}");
        self.check_headers(answer, &context);
        if self.status == 200 {
            self.check_script(&answer.body, &context);
        }
        assert!(self.status == 200 || !answer.body.contains("algomoSettings"), "{context}");
        match self.event {
            Some((level, event)) => {
                assert!(events.contains(level) && events.contains(event), "{context}");
                assert_eq!(events.lines().count(), 1, "{context}");
            }
            None => assert_eq!(events, "", "{context}"),
        }
        let private = PRIVATE.into_iter().find(|private| events.contains(private));
        assert_eq!(private, None, "{context}");
    }

    fn check_headers(&self, answer: &Answer, context: &str) {
        let mut headers = vec![
            ("cache-control", "private, no-store"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
        ];
        let has_asked = self.has_layer && self.status != 403;
        if has_asked && !matches!(self.who, Who::Member(_)) {
            headers.push(("vary", "Cookie"));
        }
        assert_eq!(beside_the_body(&answer.headers), sorted(&headers), "{context}");
        let content_type = if self.status == 200 { "text/javascript" } else { "text/plain" };
        let content_type = format!("{content_type}; charset=utf-8");
        assert!(answer.headers.contains(&("content-type".into(), content_type)), "{context}");
    }

    fn check_script(&self, script: &str, context: &str) {
        let settings = auth(A).settings(self.who.user()).expect("a good user");
        let assignment = if settings.is_anonymous() {
            "window.algomoSettings = undefined;".to_owned()
        } else {
            settings.script().to_string()
        };
        assert!(script.contains(&assignment), "{context}");
        assert_eq!(script.matches("algomoSettings").count(), 1, "{context}");
        assert!(
            script.contains(r#"loader.src = "https://app.algomo.com/algomo.min.js";"#),
            "{context}"
        );
        let widget = r#"loader.setAttribute("widget", "0123456789abcdef01234567");"#;
        assert!(script.contains(widget), "{context}");
        assert_eq!(script.contains("console.warn"), self.notice.is_some(), "{context}");
        assert!(script.contains(self.notice.unwrap_or_default()), "{context}");
    }
}
