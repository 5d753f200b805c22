use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User {
    id: i64,
    emial: String,
}

fn greet(user: &User) -> bool {
    user.visitor().is_some()
}

fn takes(_: impl AlgomoVisitor) {}

fn calls(user: User) {
    takes(Some(&user));
    takes(Box::new(user));
}

fn main() {}
