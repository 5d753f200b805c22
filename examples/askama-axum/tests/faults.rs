//! The app as a process of its own, under load: while its database fails, on a full disk, while it is killed, and with slow
//! clients. Pages go out whole or not at all, nobody gets the token of another, and the log has no personal data.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use algomo_core::{VisitorAuth, VisitorSecret};
use rusqlite::Connection;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

const SECRET: &str = "a-secret-of-this-test-0123456789abcdef";

/// What the users log in with, and their ids.
const USERS: [(&str, &str); 3] =
    [("ada", "1042"), ("hanako", "1189372650418372611"), ("script", "1337")];

/// What must not stand in the log.
const PRIVATE: [&str; 8] =
    ["Ada", "Lovelace", "山田", "alert(1)", "example.com", "argon2", "eyJ", SECRET];

/// The running app, with its database and its log in files.
struct App {
    child: Child,
    address: String,
    files: PathBuf,
}

impl App {
    /// Starts the app on a database, new or not.
    fn start(files: &Path) -> Self {
        Self::run(files, Command::new(env!("CARGO_BIN_EXE_example-askama-axum")))
    }

    fn run(files: &Path, command: Command) -> Self {
        fs::create_dir_all(files).expect("a folder");
        let log = File::options().create(true).append(true).open(files.join("log"));
        Self::run_with_log(files, command, log.expect("a log"))
    }

    fn run_with_log(files: &Path, mut command: Command, log: File) -> Self {
        let mut child = command
            .envs([("PORT", "0"), ("ALGOMO_SECRET", SECRET)])
            .env_remove("ALGOMO_WIDGET_ID")
            .env("DATABASE", files.join("shop.db"))
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("its address");
        let address = line.trim().strip_prefix("http://").expect("an address").to_owned();
        Self { child, address, files: files.to_owned() }
    }

    fn new(name: &str) -> Self {
        Self::start(&fresh_folder(name))
    }

    /// Logs a user in, and returns their cookie.
    fn log_in(&self, user: &str) -> String {
        try_log_in(&self.address, user).expect("a cookie")
    }

    fn log(&self) -> String {
        fs::read_to_string(self.files.join("log")).expect("a log")
    }

    fn database(&self) -> Connection {
        Connection::open(self.files.join("shop.db")).expect("a database")
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn fresh_folder(name: &str) -> PathBuf {
    let files = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&files);
    files
}

/// The whole answer as text, or what of it came.
fn ask(address: &str, head: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(stream, "{head}\r\nHost: shop\r\nConnection: close\r\n\r\n{body}")?;
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response);
    Ok(String::from_utf8_lossy(&response).into_owned())
}

fn get(address: &str, path: &str, cookie: &str) -> std::io::Result<String> {
    ask(address, &format!("GET {path} HTTP/1.1\r\nCookie: {cookie}"), "")
}

/// The cookie, or the answer where there is none.
fn try_log_in(address: &str, user: &str) -> Result<String, String> {
    let form = format!("user={user}");
    let head = format!(
        "POST /log-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}",
        form.len()
    );
    let response = ask(address, &head, &form).expect("an answer");
    let Some(cookie) = response.split("set-cookie: ").nth(1) else { return Err(response) };
    Ok(cookie.split(';').next().expect("a pair").to_owned())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The user's page, with their token.
    Page,
    /// The page of an error, without any token.
    Broken,
    /// Nothing, or the beginning of an answer that a browser takes for a failure.
    CutOff,
}

/// Says what came, after making sure that it is whole and for nobody else.
fn check(response: &str, id: &str) -> Outcome {
    let Some((head, body)) = response.split_once("\r\n\r\n") else { return Outcome::CutOff };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.expect("a length").parse().expect("a number");
    // A client that sent more than its request gets an answer to that as well.
    let Some(body) = body.get(..length) else { return Outcome::CutOff };
    assert!(body.trim_end().ends_with("</html>"), "{body}");
    let token = body.split("\"visitorToken\":\"").nth(1).and_then(|rest| rest.split('"').next());
    if head.starts_with("HTTP/1.1 500") {
        assert!(token.is_none() && head.contains("no-store"), "{response}");
        return Outcome::Broken;
    }
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(head.contains("cache-control: private, no-store"), "{head}");
    let auth = VisitorAuth::new(VisitorSecret::new(SECRET).expect("a secret"));
    let visitor = auth.verify(token.expect("a member has a token")).expect("a good token");
    assert_eq!(visitor.id().to_string(), id, "the token of another");
    Outcome::Page
}

/// Asks for the users' pages from several threads until `fault` returns. Yields how often each outcome was seen.
fn under_load(app: &Arc<Mutex<App>>, fault: impl FnOnce()) -> [usize; 3] {
    let cookies = USERS.map(|(user, id)| (app.lock().expect("no panic").log_in(user), id));
    let is_over = AtomicBool::new(false);
    let outcomes: Vec<Outcome> = thread::scope(|scope| {
        let clients: Vec<_> = (0..6)
            .map(|client| {
                let (cookie, id) = &cookies[client % cookies.len()];
                let is_over = &is_over;
                scope.spawn(move || {
                    let mut outcomes = Vec::new();
                    while !is_over.load(Ordering::Relaxed) {
                        let address = app.lock().expect("no panic").address.clone();
                        let path = if client < 3 { "/" } else { "/orders" };
                        let response = get(&address, path, cookie);
                        outcomes.push(response.map_or(Outcome::CutOff, |text| check(&text, id)));
                    }
                    outcomes
                })
            })
            .collect();
        fault();
        is_over.store(true, Ordering::Relaxed);
        clients.into_iter().flat_map(|client| client.join().expect("no panic")).collect()
    });
    let log = app.lock().expect("no panic").log();
    for private in PRIVATE {
        assert!(!log.contains(private), "{private} is in {log}");
    }
    assert!(cookies.iter().all(|(cookie, _)| !log.contains(&cookie[8..])), "{log}");
    [Outcome::Page, Outcome::Broken, Outcome::CutOff]
        .map(|outcome| outcomes.iter().filter(|seen| **seen == outcome).count())
}

fn shared(app: App) -> Arc<Mutex<App>> {
    Arc::new(Mutex::new(app))
}

#[test]
fn a_database_that_is_locked_delays_pages_and_then_breaks_them() {
    let app = shared(App::new("locked"));
    let database = app.lock().expect("no panic").database();
    let [pages, broken, cut_off] = under_load(&app, || {
        thread::sleep(Duration::from_millis(300));
        database.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
        // The app waits for five seconds.
        thread::sleep(Duration::from_secs(6));
        database.execute_batch("COMMIT").expect("the lock's end");
        thread::sleep(Duration::from_millis(300));
    });
    assert!(pages > 0 && broken > 0, "{pages} pages, {broken} broken");
    assert_eq!(cut_off, 0);
    assert!(app.lock().expect("no panic").log().contains("database is locked"));
}

#[test]
fn a_database_that_is_gone_leaves_error_pages() {
    let app = shared(App::new("gone"));
    let database = app.lock().expect("no panic").database();
    let [pages, broken, cut_off] = under_load(&app, || {
        thread::sleep(Duration::from_millis(300));
        database.execute_batch("DROP TABLE orders; DROP TABLE sessions").expect("it may");
        thread::sleep(Duration::from_millis(500));
    });
    assert!(pages > 0 && broken > 0, "{pages} pages, {broken} broken");
    assert_eq!(cut_off, 0);
    assert!(app.lock().expect("no panic").log().contains("no such table"));
}

/// Something else overwrites the file while the app has it open.
#[test]
fn a_database_that_is_overwritten_leaves_error_pages() {
    let app = shared(App::new("overwritten"));
    let database = app.lock().expect("no panic").files.join("shop.db");
    let [pages, broken, cut_off] = under_load(&app, || {
        thread::sleep(Duration::from_millis(300));
        let mut file = File::options().write(true).open(&database).expect("a file");
        file.write_all(&[0xa5; 4096]).expect("it can be written");
        thread::sleep(Duration::from_millis(500));
    });
    assert!(pages > 0 && broken > 0, "{pages} pages, {broken} broken");
    assert_eq!(cut_off, 0);
    assert!(app.lock().expect("no panic").log().contains("file is not a database"));
}

/// A limit to the size of a file does what a full disk does.
#[cfg(unix)]
#[test]
fn on_a_full_disk_nobody_logs_in_and_members_stay() {
    let mut command = Command::new("bash");
    command.args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\""]);
    command.arg(env!("CARGO_BIN_EXE_example-askama-axum"));
    let app = shared(App::run(&fresh_folder("full"), command));
    let address = app.lock().expect("no panic").address.clone();
    let [pages, broken, cut_off] = under_load(&app, || {
        let refused = (0..5000).find_map(|_| try_log_in(&address, "hanako").err());
        assert_eq!(check(&refused.expect("a full disk"), ""), Outcome::Broken);
        thread::sleep(Duration::from_millis(300));
    });
    assert!(pages > 0, "no page");
    assert_eq!((broken, cut_off), (0, 0));
    assert!(app.lock().expect("no panic").log().contains("disk"));
}

/// The disk of the log is full, too: what cannot be logged is no reason to send half a page.
#[cfg(target_os = "linux")]
#[test]
fn a_log_that_cannot_be_written_leaves_no_half_pages() {
    let files = fresh_folder("full-log");
    fs::create_dir_all(&files).expect("a folder");
    let full = File::options().write(true).open("/dev/full").expect("Linux has it");
    File::create(files.join("log")).expect("an empty log");
    let command = Command::new(env!("CARGO_BIN_EXE_example-askama-axum"));
    let app = shared(App::run_with_log(&files, command, full));
    let database = app.lock().expect("no panic").database();
    let [pages, broken, cut_off] = under_load(&app, || {
        thread::sleep(Duration::from_millis(300));
        database.execute_batch("ALTER TABLE sessions RENAME TO lost").expect("it may");
        thread::sleep(Duration::from_millis(300));
        database.execute_batch("ALTER TABLE lost RENAME TO sessions").expect("it may");
        thread::sleep(Duration::from_millis(300));
    });
    assert!(pages > 0 && broken + cut_off > 0, "{pages} pages, {broken} broken, {cut_off} cut off");
}

#[test]
fn an_app_that_is_killed_and_started_again_knows_its_visitors() {
    let app = shared(App::new("killed"));
    let [pages, broken, _] = under_load(&app, || {
        for _ in 0..5 {
            thread::sleep(Duration::from_millis(150));
            let mut app = app.lock().expect("no panic");
            app.child.kill().expect("it runs");
            app.child.wait().expect("it ends");
            *app = App::start(&app.files.clone());
        }
        thread::sleep(Duration::from_millis(300));
    });
    assert!(pages > 0, "no page");
    assert_eq!(broken, 0);
}

const SLOW_CLIENTS: usize = 1000;

/// Each connection is an open file, here and in the app, which inherits the limit. Many systems allow 1024 unless asked.
fn allow_open_files(wanted: u64) {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_some_and(|current| current < wanted) {
        assert!(maximum.is_none_or(|maximum| maximum >= wanted), "at most {maximum:?} open files");
        setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).expect("it may");
    }
}

/// A client that takes its time, in one of three ways.
struct SlowClient {
    stream: TcpStream,
    /// What it has not sent yet.
    rest: Vec<u8>,
    /// Whether it sends a byte now and then.
    drips: bool,
    id: &'static str,
}

impl SlowClient {
    fn new(number: usize, address: &str, cookies: &[String; 3]) -> Self {
        let user = number / 3 % 3;
        let line = format!("GET / HTTP/1.1\r\nHost: shop\r\nCookie: {}\r\n", cookies[user]);
        let (now, rest) = match number % 3 {
            // Never ends its request.
            0 => (line.as_str(), "Connection: close\r\n\r\n".to_owned()),
            // Does not read the answer.
            1 => (&*format!("{line}\r\n"), String::new()),
            _ => ("", format!("{line}Connection: close\r\n\r\n")),
        };
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.write_all(now.as_bytes()).expect("room");
        Self { stream, rest: rest.into_bytes(), drips: number % 3 == 2, id: USERS[user].1 }
    }

    fn drip(&mut self) {
        if self.drips && self.rest.len() > 1 {
            self.stream.write_all(&self.rest[..1]).expect("room");
            self.rest.remove(0);
        }
    }

    /// Sends the rest, or says that there is none.
    fn finish(&mut self) {
        if self.rest.is_empty() {
            self.stream.shutdown(Shutdown::Write).expect("it is connected");
        } else {
            self.stream.write_all(&self.rest).expect("room");
        }
    }

    fn read(&mut self) -> String {
        self.stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        let mut response = Vec::new();
        self.stream.read_to_end(&mut response).expect("a whole answer");
        String::from_utf8(response).expect("UTF-8")
    }
}

#[test]
fn slow_clients_do_not_hold_up_the_others() {
    allow_open_files(2 * SLOW_CLIENTS as u64);
    let app = shared(App::new("slow"));
    let address = app.lock().expect("no panic").address.clone();
    let cookies = USERS.map(|(user, _)| app.lock().expect("no panic").log_in(user));
    let mut slow: Vec<_> =
        (0..SLOW_CLIENTS).map(|number| SlowClient::new(number, &address, &cookies)).collect();
    let [pages, broken, cut_off] = under_load(&app, || {
        for _ in 0..50 {
            slow.iter_mut().for_each(SlowClient::drip);
            thread::sleep(Duration::from_millis(20));
        }
    });
    assert!(pages > 0, "no page");
    assert_eq!((broken, cut_off), (0, 0));
    // In the end, each of the slow ones gets its own user's page.
    slow.iter_mut().for_each(SlowClient::finish);
    for client in &mut slow {
        assert_eq!(check(&client.read(), client.id), Outcome::Page);
    }
}
