#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for User {
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        let _ = ::algomo_core::__private::optional_id_of(&self.row, |row| row.id());
        let mut __visitor = ::algomo_core::Visitor::new("");
        <String as ::algomo_core::__private::NameField>::set_claim(
            &self.name,
            &mut __visitor,
        );
        ::core::option::Option::None
    }
}
::core::compile_error! {
    "`emial` is not an Algomo claim: to send it as `email`, write `#[algomo(email)]`; to leave it out, write `#[algomo(skip)]`"
}
