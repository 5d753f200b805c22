use algomo_core::AlgomoVisitor;

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

macro_rules! strings {
    ($($name:ident: $ty:ty;)*) => {$(
        #[derive(AlgomoVisitor)]
        struct $name<'a> {
            id: $ty,
            name: $ty,
            email: Option<$ty>,
            company_id: Option<$ty>,
            company_name: &'a $ty,
        }
    )*

    fn check() {
        $(
            let text: $ty = "t".into();
            let user = $name {
                id: "t".into(),
                name: "t".into(),
                email: Some("t".into()),
                company_id: Some("t".into()),
                company_name: &text,
            };
            assert_eq!(json(&user), r#"{"id":"t","name":"t","email":"t","companyId":"t","companyName":"t"}"#);
        )*
    }};
}

strings! {
    Owned: String;
    Static: &'static str;
    Boxed: Box<str>;
    Counted: Rc<str>;
    Shared: Arc<str>;
    Either: Cow<'static, str>;
}

fn json(user: &impl AlgomoVisitor) -> String {
    serde_json::to_string(&user.visitor()).unwrap()
}

fn main() {
    check();
}
