//! One mint for all threads.

use std::thread;
use std::time::{Duration, Instant};

use algomo_core::{AlgomoVisitor, VisitorAuth};

use crate::support::{EXP, HEADER, auth, mint, sign};

#[derive(AlgomoVisitor)]
struct User {
    id: usize,
    name: String,
}

/// Users whose tokens have very different lengths.
fn users() -> Vec<User> {
    (0..300).map(|id| User { id, name: "Ада \"🦀\"".repeat(id % 70) }).collect()
}

fn mint_all(auth: &VisitorAuth, users: &[User]) -> Vec<String> {
    users.iter().map(|user| mint(auth, user)).collect()
}

#[test]
fn many_threads_with_one_mint_yield_the_tokens_of_one_thread() {
    let (auth, users) = (auth(), users());
    let alone = mint_all(&auth, &users);
    for (user, token) in users.iter().zip(&alone) {
        let name = serde_json::to_string(&user.name).expect("it serializes");
        assert_eq!(
            *token,
            sign(HEADER, format!(r#"{{"id":{},"name":{name},"exp":{EXP}}}"#, user.id))
        );
    }
    thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| mint_all(&auth, &users))).collect();
        for thread in threads {
            assert_eq!(thread.join().expect("no panic"), alone);
        }
    });
}

#[test]
fn a_clone_in_another_thread_mints_the_same() {
    let (auth, users) = (auth(), users());
    let alone = mint_all(&auth, &users);
    let clone = auth.clone();
    drop(auth);
    let elsewhere = thread::spawn(move || mint_all(&clone, &users));
    assert_eq!(elsewhere.join().expect("no panic"), alone);
}

/// 64 tasks on a few threads, each of which hands over to another after every token. Two seconds, or as many as the variable
/// `SOAK_SECONDS` says.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tasks_with_one_mint_never_get_the_token_of_another() {
    let seconds =
        std::env::var("SOAK_SECONDS").map_or(2, |seconds| seconds.parse().expect("seconds"));
    let end = Instant::now() + Duration::from_secs(seconds);
    let auth = auth();
    let tasks = (0..64_usize).map(|task| {
        let auth = auth.clone();
        tokio::spawn(async move {
            let mut minted = 0;
            while Instant::now() < end {
                let id = task * 1_000_000_000 + minted;
                let user = User { id, name: format!("{task} {}", "🦀\"".repeat(minted % 90)) };
                let token = mint(&auth, &user);
                tokio::task::yield_now().await;
                let visitor = auth.verify(&token).expect("a good token");
                assert_eq!(visitor.id().to_string(), id.to_string());
                assert_eq!(visitor.name(), Some(user.name.as_str()));
                minted += 1;
            }
            minted
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        assert!(task.await.expect("no panic") > 0, "each task had its turn");
    }
}
