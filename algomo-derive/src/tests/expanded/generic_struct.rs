#[automatically_derived]
#[allow(deprecated)]
impl<'a, T: Clone> ::algomo_core::AlgomoVisitor for User<'a, T>
where
    T: 'a,
    T: ::algomo_core::IdClaim,
{
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        let mut __visitor = <T as ::algomo_core::__private::IdField>::visitor_with_id(
            &self.id,
        );
        ::algomo_core::__private::name(
            &mut __visitor,
            ::algomo_core::__private::text_of(self, Self::full_name),
        );
        <Option<
            BTreeMap<String, String>,
        > as ::algomo_core::__private::CustomDataField>::set_claim(
            &self.custom_data,
            &mut __visitor,
        );
        <&'a str as ::algomo_core::__private::CustomField>::set_claim(
            &self.plan,
            &mut __visitor,
            "plan",
        );
        ::core::option::Option::Some(
            __visitor.contract(::algomo_core::Contract::AuthToken),
        )
    }
}
