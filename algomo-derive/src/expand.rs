//! The code that the derive writes.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Member, Type, WherePredicate, parse_quote};

use crate::check::{Arm, ArmBody, Body, Mapped};
use crate::claims::{Claim, Contract};
use crate::input::{Field, Input, Style};

/// The impl for a type without mistakes.
pub(crate) fn expand(input: &Input<'_>, body: &Body<'_>) -> TokenStream {
    let core = &input.options.core;
    let (contract, visitor) = match body {
        Body::Struct(mapped) => (
            given_contract(input),
            visitor_of(core, mapped, |field| {
                let member = &field.member;
                quote!(&self.#member)
            }),
        ),
        Body::Transparent(field) => {
            let (ty, member) = (field.ty, &field.member);
            let contract = quote!(<#ty as #core::AlgomoVisitor>::CONTRACT);
            (
                Some(contract),
                quote_spanned!(ty.span()=> <#ty as #core::AlgomoVisitor>::visitor(&self.#member)),
            )
        }
        Body::Enum(arms) => (enum_contract(input, arms), enum_match(core, arms)),
    };
    let contract = contract.map(|contract| quote!(const CONTRACT: #core::Contract = #contract;));
    let check = needs_check(input, body).then(|| {
        let ident = input.ident;
        quote!(const _: #core::Contract = <#ident as #core::AlgomoVisitor>::CONTRACT;)
    });
    let mut generics = input.generics.clone();
    let bounds = bounds(input, body);
    if !bounds.is_empty() {
        generics.make_where_clause().predicates.extend(bounds);
    }
    let ident = input.ident;
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        // A field may be deprecated and still be who the user is.
        #[allow(deprecated)]
        impl #impl_generics #core::AlgomoVisitor for #ident #ty_generics #where_clause {
            #contract

            fn visitor(&self) -> ::core::option::Option<#core::Visitor<'_>> {
                #visitor
            }
        }
        #check
    }
}

/// The impl for a type with mistakes: code that uses the type then does not light up too.
pub(crate) fn fallback(input: &DeriveInput, core: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #core::AlgomoVisitor for #ident #ty_generics #where_clause {
            fn visitor(&self) -> ::core::option::Option<#core::Visitor<'_>> {
                ::core::option::Option::None
            }
        }
    }
}

fn given_contract(input: &Input<'_>) -> Option<TokenStream> {
    let core = &input.options.core;
    match input.options.contract? {
        Contract::VisitorToken => Some(quote!(#core::Contract::VisitorToken)),
        Contract::AuthToken => Some(quote!(#core::Contract::AuthToken)),
    }
}

/// `Some(Visitor::new(…).name(…) …)`, in contract order. `place` is the expression that borrows a field.
fn visitor_of(
    core: &TokenStream,
    mapped: &[Mapped<'_>],
    place: impl Fn(&Field<'_>) -> TokenStream,
) -> TokenStream {
    let value = |one: &Mapped<'_>| match (one.field, one.function) {
        (field, Some(function)) => {
            let thing = field.map_or_else(|| quote!(self), &place);
            let span = function.span();
            quote_spanned!(span=> #core::__private::apply(#thing, #function))
        }
        (Some(field), None) => {
            let (bound, method) = conversion(one.claim);
            let (ty, place) = (field.ty, place(field));
            quote_spanned!(ty.span()=> <#ty as #core::#bound>::#method(#place))
        }
        // A function is asked for on a type.
        (None, None) => TokenStream::new(),
    };
    let of = |claim| mapped.iter().filter(move |one| one.claim == claim);
    let id = of(Claim::Id).map(value);
    let others = [
        Claim::Name,
        Claim::Email,
        Claim::Avatar,
        Claim::CompanyId,
        Claim::CompanyName,
        Claim::CompanyNamy,
        // The whole map before single entries, so that what stands in the code wins over what stands in the data.
        Claim::CustomData,
        Claim::Custom,
    ];
    let setters = others.into_iter().flat_map(of).map(|one| {
        let value = value(one);
        let setter = setter(one);
        let key = (one.claim == Claim::Custom).then_some(one.key.as_str()).into_iter();
        quote!(.#setter(#(#key,)* #value))
    });
    quote!(::core::option::Option::Some(#core::Visitor::new(#(#id)*) #(#setters)*))
}

/// The builder's method. It carries the span of what asked for the claim, so that a value of a wrong type is marked there.
fn setter(one: &Mapped<'_>) -> Ident {
    let name = match one.claim {
        Claim::CompanyNamy => "company_namy",
        claim => claim.spelling(),
    };
    let span = one.function.map_or_else(|| one.marked.span(), Spanned::span);
    Ident::new(name, span.resolved_at(Span::call_site()))
}

/// The trait that a plain field's type has to implement, and its method.
fn conversion(claim: Claim) -> (Ident, Ident) {
    let (bound, method) = match claim {
        Claim::Id => ("IdClaim", "id_claim"),
        Claim::CompanyId => ("OptionalIdClaim", "optional_id_claim"),
        Claim::CustomData => ("CustomDataClaim", "custom_data_claim"),
        _ => ("TextClaim", "text_claim"),
    };
    (format_ident!("{bound}"), format_ident!("{method}"))
}

fn enum_match(core: &TokenStream, arms: &[Arm<'_>]) -> TokenStream {
    if arms.is_empty() {
        return quote!(match *self {});
    }
    let arms = arms.iter().map(|arm| {
        let variant = arm.variant.ident;
        match &arm.body {
            ArmBody::Anonymous => {
                let fields = match arm.variant.record.style {
                    Style::Named => quote!({ .. }),
                    Style::Tuple => quote!((..)),
                    Style::Unit => TokenStream::new(),
                };
                quote!(Self::#variant #fields => ::core::option::Option::None)
            }
            ArmBody::Delegate(field) => {
                let ty = field.ty;
                let call =
                    quote_spanned!(ty.span()=> <#ty as #core::AlgomoVisitor>::visitor(content));
                quote!(Self::#variant(content) => #call)
            }
            ArmBody::Record(mapped) => {
                let mut used: Vec<&Field<'_>> = Vec::new();
                for field in mapped.iter().filter_map(|one| one.field) {
                    if !used.iter().any(|known| known.member == field.member) {
                        used.push(field);
                    }
                }
                let patterns = used.iter().map(|field| {
                    let (member, binding) = (&field.member, binding(&field.member));
                    quote!(#member: #binding)
                });
                let visitor =
                    visitor_of(core, mapped, |field| binding(&field.member).into_token_stream());
                quote!(Self::#variant { #(#patterns,)* .. } => #visitor)
            }
        }
    });
    quote!(match self { #(#arms,)* })
}

/// The variable that a field of a variant is bound to: out of sight of a user's function.
fn binding(member: &Member) -> Ident {
    match member {
        Member::Named(ident) => format_ident!("field_{}", ident, span = Span::mixed_site()),
        Member::Unnamed(index) => format_ident!("field_{}", index.index, span = Span::mixed_site()),
    }
}

/// An enum without `contract` takes that of its content, and all contents have to agree.
fn enum_contract(input: &Input<'_>, arms: &[Arm<'_>]) -> Option<TokenStream> {
    let core = &input.options.core;
    let given = given_contract(input);
    let contents = contents(arms);
    let [first, ..] = contents.as_slice() else {
        return given;
    };
    let contract = given.unwrap_or_else(|| quote!(<#first as #core::AlgomoVisitor>::CONTRACT));
    let asserts = contents.iter().map(|ty| {
        quote_spanned!(ty.span()=> ::core::assert!(
            contract.same_as(<#ty as #core::AlgomoVisitor>::CONTRACT),
            "the variants of this enum have different contracts: write the same `#[algomo(contract = \"…\")]` on the enum and on the types in it"
        );)
    });
    Some(quote!({
        let contract = #contract;
        #(#asserts)*
        contract
    }))
}

fn contents<'a>(arms: &[Arm<'a>]) -> Vec<&'a Type> {
    let delegate = |arm: &Arm<'a>| match arm.body {
        ArmBody::Delegate(field) => Some(field.ty),
        _ => None,
    };
    arms.iter().filter_map(delegate).collect()
}

/// Whether the contract has to be evaluated for its assertions to be seen; in a generic type that waits for its use.
fn needs_check(input: &Input<'_>, body: &Body<'_>) -> bool {
    let has_asserts = matches!(body, Body::Enum(arms) if !contents(arms).is_empty());
    has_asserts && input.generics.params.is_empty()
}

/// `Type: Trait` for every mapped field whose type depends on a parameter.
fn bounds(input: &Input<'_>, body: &Body<'_>) -> Vec<WherePredicate> {
    let core = &input.options.core;
    let params: Vec<&Ident> = input.generics.type_params().map(|param| &param.ident).collect();
    let mut bounds = Vec::new();
    let mut bound = |ty: &Type, bound: Ident| {
        if !params.is_empty() && mentions(ty.to_token_stream(), &params) {
            bounds.push(parse_quote!(#ty: #core::#bound));
        }
    };
    let visitor = format_ident!("AlgomoVisitor");
    let records: Vec<&[Mapped<'_>]> = match body {
        Body::Struct(mapped) => vec![mapped],
        Body::Transparent(field) => {
            bound(field.ty, visitor);
            Vec::new()
        }
        Body::Enum(arms) => {
            for ty in contents(arms) {
                bound(ty, visitor.clone());
            }
            let record = |arm: &'_ Arm<'_>| matches!(arm.body, ArmBody::Record(_));
            arms.iter().filter(|arm| record(arm)).map(Arm::mapped).collect()
        }
    };
    for one in records.into_iter().flatten().filter(|one| one.function.is_none()) {
        if let Some(field) = one.field {
            bound(field.ty, conversion(one.claim).0);
        }
    }
    bounds
}

fn mentions(tokens: TokenStream, params: &[&Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => params.contains(&&ident),
        TokenTree::Group(group) => mentions(group.stream(), params),
        _ => false,
    })
}

impl<'a> Arm<'a> {
    fn mapped(&self) -> &[Mapped<'a>] {
        match &self.body {
            ArmBody::Record(mapped) => mapped,
            _ => &[],
        }
    }
}
