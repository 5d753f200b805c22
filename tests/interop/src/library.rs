//! The other languages' libraries, each behind a small program that takes one JSON document and gives one back.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::{Value, json};

/// A JWT library, and the command of its driver.
#[derive(Debug)]
pub(crate) struct Library {
    pub(crate) name: &'static str,
    /// The fewest bytes of a secret that it accepts.
    pub(crate) min_secret_bytes: usize,
    /// Words in its refusal of a shorter secret.
    pub(crate) short_secret_complaint: &'static str,
    command: Vec<String>,
}

/// What a library made of the tokens and claims that it was given, in their order.
#[derive(Debug)]
pub(crate) struct Answers {
    pub(crate) version: String,
    /// For each token its claims, or why it was refused.
    pub(crate) verified: Vec<Result<Value, String>>,
    /// For each set of claims a token, or why there is none.
    pub(crate) minted: Vec<Result<String, String>>,
}

impl Library {
    /// Those that every run asks. `drivers` is `tests/interop`, `tools` the folder where `tests/interop/run` built and
    /// installed.
    pub(crate) fn all(drivers: &Path, tools: &Path) -> Vec<Self> {
        let driver = |path: &str| text(&drivers.join(path));
        let tool = |path: &str| text(&tools.join(path));
        vec![
            Self::new("jsonwebtoken", vec!["node".into(), driver("node/jsonwebtoken.mjs")]),
            Self::new("jose", vec!["node".into(), driver("node/jose.mjs")]),
            Self::new("PyJWT", vec![tool("venv/bin/python"), driver("python/driver.py")]),
            Self::new("ruby-jwt", vec!["ruby".into(), driver("ruby/driver.rb")]),
            Self::new("golang-jwt", vec![tool("golang-jwt")]),
            Self::jjwt(java(tools)),
        ]
    }

    /// jjwt, which mints by the call that Algomo's documentation shows for Java.
    pub(crate) fn jjwt_as_documented(tools: &Path) -> Self {
        let mut command = java(tools);
        command.push("documented".into());
        Self::jjwt(command)
    }

    /// The library of C#, for a machine that has .NET.
    pub(crate) fn dotnet(tools: &Path) -> Self {
        let driver = text(&tools.join("dotnet/bin/driver/release/driver.dll"));
        Self {
            // RFC 7518, section 3.2, for keys of HMAC-SHA256.
            min_secret_bytes: 32,
            short_secret_complaint: "key size",
            ..Self::new("System.IdentityModel.Tokens.Jwt", vec!["dotnet".into(), driver])
        }
    }

    fn jjwt(command: Vec<String>) -> Self {
        Self {
            min_secret_bytes: 32,
            short_secret_complaint: "not secure enough",
            ..Self::new("jjwt", command)
        }
    }

    fn new(name: &'static str, command: Vec<String>) -> Self {
        Self { name, min_secret_bytes: 0, short_secret_complaint: "", command }
    }

    /// Whether the secret is too short for it.
    pub(crate) fn refuses(&self, secret: &str) -> bool {
        secret.len() < self.min_secret_bytes
    }

    /// Has the library verify tokens and mint others. `verify` holds objects of a secret and a token, `mint` of a secret
    /// and claims.
    pub(crate) fn run(&self, verify: &[Value], mint: &[Value]) -> Result<Answers, String> {
        let output = self.feed(json!({ "verify": verify, "mint": mint }).to_string())?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(format!(
                "the driver failed ({}):\n{}",
                output.status,
                complaint.trim_end()
            ));
        }
        let answer: Value =
            serde_json::from_slice(&output.stdout).map_err(|error| format!("not JSON: {error}"))?;
        if answer["library"] != self.name {
            return Err(format!("another library answered: {}", answer["library"]));
        }
        Ok(Answers {
            version: answer["version"].as_str().ok_or("it did not say its version")?.to_owned(),
            verified: outcomes(&answer["verified"], verify.len(), claims)?,
            minted: outcomes(&answer["minted"], mint.len(), token)?,
        })
    }

    fn feed(&self, request: String) -> Result<Output, String> {
        let (program, arguments) = self.command.split_first().ok_or("no command")?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{program} did not start: {error}"))?;
        let mut stdin = child.stdin.take().ok_or("no stdin")?;
        // Beside the reading, so that neither side waits for the other's full pipe. A driver that stopped reading has
        // failed, and its exit code says so.
        let writer = thread::spawn(move || drop(stdin.write_all(request.as_bytes())));
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        writer.join().map_err(|_| "the writer of its stdin panicked")?;
        Ok(output)
    }
}

fn java(tools: &Path) -> Vec<String> {
    let [classes, jars] = ["java/classes", "java/lib/*"].map(|path| text(&tools.join(path)));
    vec!["java".into(), "-cp".into(), format!("{classes}:{jars}"), "Driver".into()]
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// One outcome for each thing that was asked, no more and no fewer.
fn outcomes<T>(
    list: &Value,
    expected: usize,
    read: fn(&Value) -> Option<T>,
) -> Result<Vec<Result<T, String>>, String> {
    let list = list.as_array().ok_or("an answer is missing")?;
    if list.len() != expected {
        return Err(format!("{} answers to {expected} questions", list.len()));
    }
    let outcome = |item: &Value| match (read(item), item["error"].as_str()) {
        (Some(value), None) => Ok(Ok(value)),
        (None, Some(error)) => Ok(Err(error.to_owned())),
        _ => Err(format!("neither an answer nor an error: {item}")),
    };
    list.iter().map(outcome).collect()
}

fn claims(item: &Value) -> Option<Value> {
    item.get("claims").filter(|claims| claims.is_object()).cloned()
}

fn token(item: &Value) -> Option<String> {
    item.get("token")?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_refused_below_the_least_length_in_bytes() {
        let jjwt = Library::jjwt(Vec::new());
        assert!(jjwt.refuses(&"k".repeat(31)));
        assert!(!jjwt.refuses(&"k".repeat(32)));
        assert!(!jjwt.refuses(&"ß".repeat(16)));
        assert!(!Library::new("PyJWT", Vec::new()).refuses(""));
    }

    #[test]
    fn every_question_gets_one_answer() {
        let answers = json!([{ "token": "a.b.c" }, { "error": "too short" }]);
        let read = outcomes(&answers, 2, token);
        assert_eq!(read, Ok(vec![Ok("a.b.c".into()), Err("too short".into())]));
        assert!(outcomes(&answers, 3, token).is_err());
        assert!(outcomes(&json!([{}]), 1, token).is_err());
        assert!(outcomes(&json!([{ "claims": 1 }]), 1, claims).is_err());
    }
}
