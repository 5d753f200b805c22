#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for User {
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        {
            let _ = <i64 as ::algomo_core::IdClaim>::id_claim(&self.id);
            ::core::option::Option::None
        }
    }
}
::core::compile_error! {
    "`emial` is no claim of Algomo: write `#[algomo(email)]` to send it as `email`, or `#[algomo(skip)]` to leave it out"
}
