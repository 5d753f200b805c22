use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
enum Never {}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(json(&None::<Never>), "null");
}
