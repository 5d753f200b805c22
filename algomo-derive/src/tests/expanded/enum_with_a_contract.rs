#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for Session {
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        match self {
            Self::Member(__content) => {
                ::algomo_core::__private::declare_if_absent(
                    <User as ::algomo_core::AlgomoVisitor>::visitor(__content),
                    ::algomo_core::Contract::AuthToken,
                )
            }
            Self::Row { user: __field_user, avatar: __field_avatar, .. } => {
                let mut __visitor = <Option<
                    i64,
                > as ::algomo_core::__private::OptionalIdField>::visitor_with_id(
                    __field_user,
                )?;
                <String as ::algomo_core::__private::AvatarField>::set_claim(
                    __field_avatar,
                    &mut __visitor,
                );
                ::core::option::Option::Some(
                    __visitor.contract(::algomo_core::Contract::AuthToken),
                )
            }
            Self::Key { 0: __field_0, .. } => {
                ::core::option::Option::Some(
                    ::algomo_core::Visitor::new(
                            ::algomo_core::__private::optional_id_of(
                                __field_0,
                                |key| key.user(),
                            )?,
                        )
                        .contract(::algomo_core::Contract::AuthToken),
                )
            }
        }
    }
}
