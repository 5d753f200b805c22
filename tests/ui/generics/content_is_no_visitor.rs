use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session<U> {
    Guest,
    Member(U),
}

fn visit(session: &Session<String>) -> bool {
    session.visitor().is_some()
}

fn main() {}
