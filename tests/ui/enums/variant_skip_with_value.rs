use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Session {
    #[algomo(skip = true)]
    Guest { cookie: String },
}

fn main() {}
