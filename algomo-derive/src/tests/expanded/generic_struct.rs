#[automatically_derived]
#[allow(deprecated)]
impl<'a, T: Clone> ::algomo_core::AlgomoVisitor for User<'a, T>
where
    T: 'a,
    T: ::algomo_core::IdClaim,
{
    const CONTRACT: ::algomo_core::Contract = ::algomo_core::Contract::AuthToken;
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        ::core::option::Option::Some(
            ::algomo_core::Visitor::new(
                    <T as ::algomo_core::IdClaim>::id_claim(&self.id),
                )
                .name(::algomo_core::__private::text(self, Self::full_name))
                .custom_data(
                    <Option<
                        BTreeMap<String, String>,
                    > as ::algomo_core::CustomDataClaim>::custom_data_claim(
                        &self.custom_data,
                    ),
                )
                .custom(
                    "plan",
                    <&'a str as ::algomo_core::TextClaim>::text_claim(&self.plan),
                ),
        )
    }
}
