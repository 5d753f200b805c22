#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for User {
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        let _ = <i64 as ::algomo_core::__private::IdField>::visitor_with_id(&self.id);
        ::core::option::Option::None
    }
}
::core::compile_error! {
    "`emial` is not an Algomo claim: to send it as `email`, write `#[algomo(email)]`; to leave it out, write `#[algomo(skip)]`"
}
