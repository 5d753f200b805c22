#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for Session {
    const CONTRACT: ::algomo_core::Contract = <User as ::algomo_core::AlgomoVisitor>::CONTRACT;
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        match self {
            Self::Guest => ::core::option::Option::None,
            Self::Member(content) => {
                <User as ::algomo_core::AlgomoVisitor>::visitor(content)
            }
            Self::Bot { id: field_id, .. } => {
                ::core::option::Option::Some(
                    ::algomo_core::Visitor::new(
                        <u32 as ::algomo_core::IdClaim>::id_claim(field_id),
                    ),
                )
            }
        }
    }
}
