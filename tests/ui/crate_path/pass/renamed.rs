pub extern crate algomo_core as other_name;

mod algomo_core {}

mod facade {
    pub mod deep {
        pub use other_name;
    }
}

#[derive(other_name::AlgomoVisitor)]
#[algomo(crate = other_name)]
struct User {
    id: u8,
    #[algomo(name = |n| n.trim())]
    login: String,
}

#[derive(other_name::AlgomoVisitor)]
#[algomo(crate = crate::facade::deep::other_name)]
enum Session {
    Guest,
    Member(User),
}

#[derive(other_name::AlgomoVisitor)]
#[algomo(crate = ::algomo_core, transparent)]
struct Current(Session);

fn main() {
    use other_name::AlgomoVisitor as _;
    let current = Current(Session::Member(User { id: 1, login: "l".into() }));
    assert!(current.visitor().is_some());
    let _ = Session::Guest;
}
