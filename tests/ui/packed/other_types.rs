use algomo_core::AlgomoVisitor;

// None of these can be copied.
#[derive(AlgomoVisitor)]
#[repr(packed)]
struct User {
    id: u64,
    name: String,
    email: Option<std::rc::Rc<str>>,
    company_name: Box<str>,
}

// The functions are kept.
#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
#[repr(packed)]
struct Functions {
    #[algomo(id = |id| *id)]
    id: u64,
    #[algomo(company_id = Self::company, custom("seats") = move |seats: &u16| -> String { seats.to_string() })]
    seats: u16,
    #[algomo(name = |name| name.trim())]
    name: &'static str,
    #[algomo(email = |&at| at.map(|at| format!("{at}@b.c")))]
    at: Option<u8>,
}

// Text of what is not text.
#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
#[repr(packed)]
struct Numbers {
    id: Option<u64>,
    #[algomo(custom)]
    seats: u16,
    #[algomo(custom)]
    rooms: Option<u16>,
    plan: u8,
    first_name: String,
    last_name: String,
    display_name: String,
}

#[derive(AlgomoVisitor)]
#[algomo(only(id))]
#[repr(packed)]
struct Listed {
    id: u64,
    hash: u64,
}

fn main() {}
