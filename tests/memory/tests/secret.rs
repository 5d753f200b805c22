//! After a secret and a mint are dropped, no copy of the secret is left in the memory that we allocated, and while a mint is in
//! use, it keeps no more than it needs.
//!
//! One test function, because the allocator counts for the whole process. Copies on the stack and in registers, and the
//! caller's own text, are out of its sight.

use std::ffi::OsStr;
use std::hint::black_box;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs, process, slice, thread};

use algomo_core::{Error, Visitor, VisitorAuth, VisitorSecret};
use algomo_memory_tests::{Live, Watching, leaks_of};
use hmac::KeyInit;
use hmac::block_api::HmacCore;
use jsonwebtoken::EncodingKey;
use sha2::Sha256;

#[global_allocator]
static ALLOCATOR: Watching = Watching;

const SECRET: &str = "Rm9y-a-secret-that-is-in-no-block-of-freed-memory";

/// Another one, of which the allocator is not told.
const OTHER: &str = "Vm9u+which+everybody+may+find+wherever+they+look";

#[track_caller]
fn assert_wiped(run: impl FnOnce()) {
    assert_eq!(leaks_of(SECRET.as_bytes(), run), 0, "blocks with a piece of the secret were freed");
}

/// What a mint keeps, and what is left when there is none.
const STATES_ALONE: Live = Live { secret: 0, states: 1 };
const NOTHING: Live = Live { secret: 0, states: 0 };

#[track_caller]
fn assert_kept(expected: Live) {
    assert_eq!(Live::of(SECRET.as_bytes()), expected, "blocks in use");
}

fn file(name: &str) -> PathBuf {
    env::temp_dir().join(format!("algomo-memory-{}-{name}", process::id()))
}

#[test]
fn no_copy_of_the_secret_outlives_it() {
    it_is_seen_where_it_is_not_wiped();
    it_is_seen_where_it_is_kept();
    the_constructors();
    the_keys_of_jsonwebtoken();
    the_environment();
    each_mint_has_the_secret_that_the_environment_has_now();
    files();
    the_mint();
    a_mint_in_use();
    // Nor has anything kept the secret for the rest of the process.
    assert_kept(NOTHING);
}

/// The tests below would say nothing if the allocator saw nothing.
fn it_is_seen_where_it_is_not_wiped() {
    let secret = || black_box(SECRET.as_bytes().to_vec());
    assert_eq!(leaks_of(SECRET.as_bytes(), || drop(secret())), 1);
    // The end of it alone, at an odd place.
    let end = || black_box([b"x", &SECRET.as_bytes()[20..]].concat());
    assert_eq!(leaks_of(SECRET.as_bytes(), || drop(end())), 1);
    // What a vector leaves behind when it grows.
    let grown = || {
        let mut grown = secret();
        grown.reserve(1000);
        grown.fill(0);
        drop(black_box(grown));
    };
    assert_eq!(leaks_of(SECRET.as_bytes(), grown), 1);
    let other = || drop(black_box(OTHER.as_bytes().to_vec()));
    assert_eq!(leaks_of(SECRET.as_bytes(), other), 0);
    // The keyed states, as they are inside a mint, and copied out of it.
    let core = HmacCore::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    let len = size_of::<HmacCore<Sha256>>();
    // SAFETY: it is alive, and consists of two arrays of `u32` and two `u64` without padding.
    let bytes = unsafe { slice::from_raw_parts((&raw const core).cast::<u8>(), len) };
    let copied = bytes.to_vec();
    assert_eq!(leaks_of(SECRET.as_bytes(), || drop(copied)), 1);
    for half in [&bytes[..len / 2], &bytes[len / 2..]] {
        let copied = half.to_vec();
        assert_eq!(leaks_of(SECRET.as_bytes(), || drop(copied)), 1);
    }
}

fn it_is_seen_where_it_is_kept() {
    assert_kept(NOTHING);
    let secret = black_box(SECRET.as_bytes().to_vec());
    assert_kept(Live { secret: 1, states: 0 });
    let grown = black_box([&[b'x'; 1001], &secret[20..]].concat());
    assert_kept(Live { secret: 2, states: 0 });
    drop(secret);
    assert_kept(Live { secret: 1, states: 0 });
    drop(grown);
    assert_kept(NOTHING);
    let padded: Vec<_> = SECRET.bytes().map(|byte| byte ^ 0x5c).collect();
    assert_kept(Live { secret: 1, states: 0 });
    drop(black_box(padded));
    let core = HmacCore::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    let boxed = black_box([Box::new(core.clone()), Box::new(core)]);
    assert_kept(Live { secret: 0, states: 2 });
    drop(boxed);
    let other = black_box(OTHER.as_bytes().to_vec());
    assert_kept(NOTHING);
    drop(other);
    // A secret that was taken is there until it is dropped.
    let secret = VisitorSecret::new(SECRET).expect("a secret");
    assert_kept(Live { secret: 1, states: 0 });
    drop(secret);
    assert_kept(NOTHING);
}

fn the_constructors() {
    assert_wiped(|| drop(VisitorSecret::new(SECRET).expect("a secret")));
    assert_wiped(|| drop(VisitorSecret::from_bytes(SECRET.as_bytes()).expect("a secret")));
    assert_wiped(|| drop(VisitorSecret::new_allowing_short(SECRET).expect("a secret")));
    assert_wiped(|| {
        let secret = VisitorSecret::new(SECRET).expect("a secret");
        let clones = [secret.clone(), secret.clone()];
        drop(secret);
        drop(black_box(clones));
    });
    // One that is refused leaves nothing behind either.
    let quoted = format!("\"{SECRET}\"");
    assert_wiped(|| {
        let error = VisitorSecret::new(&quoted).expect_err("it is quoted");
        assert_eq!(error, Error::SecretQuoted);
        drop(black_box(error.to_string()));
    });
}

/// The key is consumed, and `jsonwebtoken` wipes its own copy.
fn the_keys_of_jsonwebtoken() {
    let key = |text: &str| EncodingKey::from_secret(text.as_bytes());
    assert_wiped(|| drop(VisitorSecret::try_from(key(SECRET)).expect("a secret")));
    assert_wiped(|| {
        let secret = VisitorSecret::try_from(key(SECRET)).expect("a secret");
        let auth = VisitorAuth::new(secret);
        drop(black_box(auth.token(Visitor::new(1)).expect("no error")));
    });
    // Those that are refused leave nothing behind either.
    let quoted = format!("\"{SECRET}\"");
    assert_wiped(|| {
        let error = VisitorSecret::try_from(key(&quoted)).expect_err("it is quoted");
        assert_eq!(error, Error::SecretQuoted);
    });
    assert_wiped(|| {
        let error = VisitorSecret::try_from(EncodingKey::from_rsa_der(SECRET.as_bytes()));
        assert_eq!(error.expect_err("not a text"), Error::SecretNotHmac);
    });
}

fn the_environment() {
    // SAFETY: this process has one test, and nothing else reads or writes the environment now.
    unsafe { env::set_var("ALGOMO_SECRET", SECRET) };
    assert_wiped(|| drop(VisitorSecret::from_env("ALGOMO_SECRET").expect("a secret")));
    assert_wiped(|| drop(VisitorAuth::from_env().expect("a mint")));
    // SAFETY: as above.
    unsafe { env::set_var("ALGOMO_SECRET", format!(" {SECRET}")) };
    assert_wiped(|| drop(VisitorSecret::from_env("ALGOMO_SECRET").expect_err("white space")));
    let not_unicode = [SECRET.as_bytes(), b"\xff"].concat();
    // SAFETY: as above.
    unsafe { env::set_var("ALGOMO_SECRET", OsStr::from_bytes(&not_unicode)) };
    let expected = Error::SecretNotUnicode { source: "ALGOMO_SECRET".to_owned() };
    assert_wiped(|| {
        let error = VisitorSecret::from_env("ALGOMO_SECRET").expect_err("not Unicode");
        assert_eq!(error, expected);
    });
    assert_wiped(|| assert_eq!(VisitorAuth::from_env().expect_err("not Unicode"), expected));
    drop(not_unicode);
    assert_kept(NOTHING);
}

/// As for a tenant whose secret was replaced.
fn each_mint_has_the_secret_that_the_environment_has_now() {
    let minted = [SECRET, OTHER, SECRET].map(|text| {
        // SAFETY: this process has one test, and nothing else reads or writes the environment now.
        unsafe { env::set_var("ALGOMO_SECRET", text) };
        let auth = VisitorAuth::from_env().expect("a mint");
        (text, auth.token(Visitor::new(1)).expect("no error").expect("a token"))
    });
    for (own, token) in &minted {
        for text in [SECRET, OTHER] {
            let auth = VisitorAuth::new(VisitorSecret::new(text).expect("a secret"));
            assert_eq!(auth.verify(token.as_str()).is_ok(), text == *own);
        }
    }
    assert_kept(NOTHING);
}

fn files() {
    let path = file("secret");
    for content in [SECRET.to_owned(), format!("{SECRET}\n"), format!("{SECRET}\r\n")] {
        fs::write(&path, content).expect("it can be written");
        assert_wiped(|| drop(VisitorSecret::from_file(&path).expect("a secret")));
    }
    fs::write(&path, format!("'{SECRET}'\n")).expect("it can be written");
    assert_wiped(|| drop(VisitorSecret::from_file(&path).expect_err("quoted")));
    fs::write(&path, SECRET.repeat(1000)).expect("it can be written");
    assert_wiped(|| {
        let error = VisitorSecret::from_file(&path).expect_err("too large");
        assert!(matches!(error, Error::SecretFile { .. }), "{error}");
    });
    fs::remove_file(&path).expect("it is there");

    // A pipe does not say how long it is, so that a vector would grow.
    let pipe = file("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let writer = thread::spawn({
        let pipe = pipe.clone();
        move || {
            // Both are in the program's own memory, and nothing is copied.
            fs::write(pipe, SECRET)
        }
    });
    assert_wiped(|| drop(VisitorSecret::from_file(&pipe).expect("a secret")));
    writer.join().expect("no panic").expect("it can be written");
    fs::remove_file(&pipe).expect("it is there");
}

fn the_mint() {
    assert_wiped(|| drop(VisitorAuth::new(VisitorSecret::new(SECRET).expect("a secret"))));
    assert_wiped(|| {
        let secret = VisitorSecret::new(SECRET).expect("a secret");
        let auth = VisitorAuth::new(secret.clone()).with_widget_id("0123").expect("an id");
        drop(secret);
        let clone = auth.clone();
        for id in 0..20 {
            let name = "long enough for more than one block of the hash ".repeat(id);
            let settings = auth.settings(Visitor::new(id).name(name)).expect("no error");
            drop(black_box(String::from(settings)));
        }
        drop(auth);
        let token = clone.token(Visitor::new(7)).expect("no error").expect("a token");
        clone.verify(token.as_str()).expect("a good token");
        assert!(clone.verify("a.b.c").is_err());
        drop(clone);
    });
}

/// It has the keyed states and not the secret, in one block for all its clones.
fn a_mint_in_use() {
    let auth = VisitorAuth::new(VisitorSecret::new(SECRET).expect("a secret"));
    assert_kept(STATES_ALONE);
    let clone = auth.clone().with_widget_id("0123").expect("an id");
    let settings = clone.settings(Visitor::new(1)).expect("no error");
    let token = auth.token(Visitor::new(2)).expect("no error").expect("a token");
    auth.verify(token.as_str()).expect("a good token");
    assert_kept(STATES_ALONE);
    drop(auth);
    assert_kept(STATES_ALONE);
    drop(clone);
    // What was minted has nothing of it.
    assert_kept(NOTHING);
    drop(black_box((settings, token)));

    let secret = VisitorSecret::new(SECRET).expect("a secret");
    let auth = VisitorAuth::new(secret.clone());
    // The application's own clone is the one that is left.
    assert_kept(Live { secret: 1, states: 1 });
    drop(secret);
    assert_kept(STATES_ALONE);
    drop(auth);
    assert_kept(NOTHING);
}
