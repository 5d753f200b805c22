#[automatically_derived]
#[allow(deprecated)]
impl ::algomo_core::AlgomoVisitor for Session {
    const CONTRACT: ::algomo_core::Contract = {
        let __contract = ::algomo_core::Contract::VisitorToken;
        ::core::assert!(
            __contract.same_as(< User as ::algomo_core::AlgomoVisitor > ::CONTRACT),
            "the variants of this enum have different contracts: write the same `#[algomo(contract = \"…\")]` on the enum and on the types in it"
        );
        __contract
    };
    fn visitor(&self) -> ::core::option::Option<::algomo_core::Visitor<'_>> {
        match self {
            Self::Guest => ::core::option::Option::None,
            Self::Member(__content) => {
                <User as ::algomo_core::AlgomoVisitor>::visitor(__content)
            }
            Self::Bot { id: __id, .. } => {
                ::core::option::Option::Some(
                    ::algomo_core::Visitor::new(
                        <u32 as ::algomo_core::IdClaim>::id_claim(__id),
                    ),
                )
            }
        }
    }
}
const _: ::algomo_core::Contract = <Session as ::algomo_core::AlgomoVisitor>::CONTRACT;
