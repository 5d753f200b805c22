use algomo_core::AlgomoVisitor;

macro_rules! ids {
    ($($name:ident: $ty:ty = $value:expr => $json:literal;)*) => {$(
        #[derive(AlgomoVisitor)]
        struct $name {
            id: $ty,
            company_id: Option<$ty>,
        }
    )*

    fn check() {
        $(
            let id = format!($json);
            let user = $name { id: $value, company_id: Some($value) };
            assert_eq!(json(&user), format!(r#"{{"id":{id},"companyId":{id}}}"#));
        )*
    }};
}

ids! {
    I8: i8 = -1 => "-1";
    I16: i16 = i16::MIN => "-32768";
    I32: i32 = 5 => "5";
    I64: i64 = -9_007_199_254_740_991 => "-9007199254740991";
    I64Low: i64 = -9_007_199_254_740_992 => "\"-9007199254740992\"";
    I128: i128 = i128::MIN => "\"-170141183460469231731687303715884105728\"";
    Isize: isize = 0 => "0";
    U8: u8 = 255 => "255";
    U16: u16 = 1 => "1";
    U32: u32 = u32::MAX => "4294967295";
    U64: u64 = 9_007_199_254_740_992 => "\"9007199254740992\"";
    U128: u128 = 1 => "1";
    Usize: usize = 2 => "2";
    NonZero: std::num::NonZeroU64 = std::num::NonZeroU64::new(3).unwrap() => "3";
    NonZeroGeneric: std::num::NonZero<i32> = std::num::NonZero::new(-3).unwrap() => "-3";
    NonZeroWide: std::num::NonZeroU128 = std::num::NonZeroU128::MAX => "\"340282366920938463463374607431768211455\"";
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    check();
}
