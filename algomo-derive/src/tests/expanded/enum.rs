#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for Session {
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        match self {
            Self::Guest => ::core::option::Option::None,
            Self::Member(__content) => {
                <User as ::algomo_core::AlgomoVisitor>::visitor(__content)
            }
            Self::Bot { id: __field_id, .. } => {
                ::core::option::Option::Some(
                    <u32 as ::algomo_core::__private::IdField>::visitor_with_id(
                        __field_id,
                    ),
                )
            }
        }
    }
}
