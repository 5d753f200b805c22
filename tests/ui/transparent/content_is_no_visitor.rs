use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(transparent)]
struct Session(Inner);

struct Inner;

fn main() {}
