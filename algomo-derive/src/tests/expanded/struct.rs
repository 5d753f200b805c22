#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for User {
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        ::core::option::Option::Some(
            ::algomo_core::Visitor::new(
                    <i64 as ::algomo_core::IdClaim>::id_claim(&self.id),
                )
                .name(
                    <String as ::algomo_core::TextClaim>::text_claim(&self.display_name),
                )
                .email(
                    <Option<String> as ::algomo_core::TextClaim>::text_claim(&self.email),
                )
                .company_id(
                    ::algomo_core::__private::optional_id(&self.company, |c| c.id),
                )
                .company_name(::algomo_core::__private::text(&self.company, |c| &c.name)),
        )
    }
}
