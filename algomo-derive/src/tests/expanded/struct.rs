#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for User {
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        let mut __visitor = <i64 as ::algomo_core::__private::IdField>::visitor_with_id(
            &self.id,
        );
        <String as ::algomo_core::__private::NameField>::set_claim(
            &self.display_name,
            &mut __visitor,
        );
        <Option<
            String,
        > as ::algomo_core::__private::EmailField>::set_claim(
            &self.email,
            &mut __visitor,
        );
        ::algomo_core::__private::company_id(
            &mut __visitor,
            ::algomo_core::__private::optional_id_of(&self.company, |c| c.id),
        );
        ::algomo_core::__private::company_name(
            &mut __visitor,
            ::algomo_core::__private::text_of(&self.company, |c| &c.name),
        );
        ::core::option::Option::Some(__visitor)
    }
}
