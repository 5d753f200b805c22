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
    /// All of them. `drivers` is `tests/interop`, `tools` the folder where `tests/interop/run` built and installed.
    pub(crate) fn all(drivers: &Path, tools: &Path) -> Vec<Self> {
        let driver = |path: &str| drivers.join(path).display().to_string();
        let tool = |path: &str| tools.join(path).display().to_string();
        vec![
            Self {
                name: "jsonwebtoken",
                command: vec!["node".into(), driver("node/jsonwebtoken.mjs")],
            },
            Self { name: "jose", command: vec!["node".into(), driver("node/jose.mjs")] },
            Self {
                name: "PyJWT",
                command: vec![tool("venv/bin/python"), driver("python/driver.py")],
            },
            Self { name: "ruby-jwt", command: vec!["ruby".into(), driver("ruby/driver.rb")] },
            Self { name: "golang-jwt", command: vec![tool("golang-jwt")] },
        ]
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
