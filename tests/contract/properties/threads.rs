//! One mint for all threads.

use std::thread;

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
