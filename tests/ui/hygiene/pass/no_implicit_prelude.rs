#![no_implicit_prelude]
#[derive(::algomo_core::AlgomoVisitor)]
#[algomo(contract = "auth-token", name = |user| &user.login)]
struct User<T> {
    id: T,
    #[algomo(skip)]
    login: &'static str,
    email: ::std::option::Option<&'static str>,
    #[algomo(custom)]
    plan: &'static str,
    #[algomo(company_id = |n| *n)]
    company: u8,
}

#[derive(::algomo_core::AlgomoVisitor)]
#[algomo(contract = "auth-token")]
enum Session {
    Guest,
    Member(User<u8>),
    Bot { id: u8, avatar: &'static str },
}

#[derive(::algomo_core::AlgomoVisitor)]
#[algomo(transparent)]
struct Current(Session);

fn main() {
    let user =
        User { id: 1, login: "l", email: ::std::option::Option::None, plan: "p", company: 2 };
    let sessions = [Session::Guest, Session::Member(user), Session::Bot { id: 3, avatar: "a" }];
    for session in sessions {
        let _ = ::algomo_core::AlgomoVisitor::visitor(&Current(session));
    }
}
