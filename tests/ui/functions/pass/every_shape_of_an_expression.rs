use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
#[algomo(contract = "auth-token")]
struct User {
    #[algomo(
        id = |n| <u8 as Into<u64>>::into(*n),
        name = |n: &u8| -> String { Vec::<(u8, u8)>::new().len().to_string() },
        email = |n| if *n < 3 && *n > 1 { "few" } else { "many" },
        avatar = move |n| { let pair = (1, *n); pair.1.to_string() },
        company_id = |&n| n as i64,
        company_name = std::string::ToString::to_string,
        custom("a") = <u8 as std::string::ToString>::to_string,
        custom("b") = |n| convert::<u8, u16>(n),
        custom("c") = |n| [1, 2, 3].iter().map(|x| x * n).fold(String::new(), |s, x| s + &x.to_string()),
        custom("d") = |n| match n { 0 | 1 => "few", _ => "many" },
        custom("e") = { fn name(_: &u8) -> &'static str { "block" } name },
        custom("f") = |_| "a, b",
        custom("h") = |n| (-(*n as i16)).to_string(),
        custom("i") = |n| *&*<u8 as Pair<u8, u8>>::text(n),
        custom("j") = |n| (1_u16 << *n as u16 | 1).to_string(),
        custom("k") = |n| (n as *const u8 as Alias<u8, u8>).is_null().to_string(),
        custom("l") = |n| if *n << 1 < 5 { "low" } else { "high" },
        custom("g") = |n| (*n >> 1 | 1).to_string(),
    )]
    number: u8,
}

type Alias<A, B> = *const Both<A, B>;

#[allow(dead_code)]
struct Both<A, B>(A, B);

trait Pair<A, B> {
    fn text(&self) -> &&'static str;
}

impl Pair<u8, u8> for u8 {
    fn text(&self) -> &&'static str {
        &"pair"
    }
}

fn convert<A: Copy + Into<B>, B: std::fmt::Display>(a: &A) -> String {
    Into::<B>::into(*a).to_string()
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    assert_eq!(
        json(&User { number: 2 }),
        concat!(
            r#"{"id":"2","name":"0","email":"few","avatar":"2","companyId":"2","companyName":"2","customData":{"#,
            r#""a":"2","b":"2","c":"246","d":"many","e":"block","f":"a, b","h":"-2","i":"pair","j":"5","k":"false","l":"low","g":"1"}}"#,
        ),
    );
}
