//! The code that the derive writes.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Member, Type, WherePredicate, parse_quote_spanned};

use crate::check::{Arm, ArmBody, Body, Mapped};
use crate::claims::{Claim, Contract};
use crate::input::{Field, Input, Style};
use crate::rules;

/// The impl. For a type with mistakes it yields no visitor, but checks the types of the fields that are right, so that all
/// mistakes come out at once, and code that uses the type does not light up too.
pub(crate) fn expand(input: &Input<'_>, body: &Body<'_>, is_broken: bool) -> TokenStream {
    let core = &input.options.core;
    let writer = Writer { core, is_broken };
    let (contract, visitor) = match body {
        Body::Struct(mapped) => (
            given_contract(input),
            writer.visitor(mapped, |field| {
                let member = &field.member;
                quote!(&self.#member)
            }),
        ),
        Body::Transparent(field) => {
            let (ty, member) = (field.ty, &field.member);
            let visitor =
                quote_spanned!(ty.span()=> <#ty as #core::AlgomoVisitor>::visitor(&self.#member));
            (None, visitor)
        }
        Body::Enum(arms) => (given_contract(input), writer.enum_match(arms)),
    };
    let visitor = match contract {
        Some(contract) if !is_broken => quote!(::core::option::Option::map(
            #visitor,
            |visitor| #core::__private::declare_if_absent(visitor, #contract),
        )),
        _ => visitor,
    };
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
            fn visitor(&self) -> ::core::option::Option<#core::Visitor<'_>> {
                #visitor
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

/// The order of the builder's calls behind `new`.
const ORDER: [Claim; 8] = [
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

/// Writes the body of `visitor`.
struct Writer<'w> {
    core: &'w TokenStream,
    is_broken: bool,
}

impl Writer<'_> {
    /// `Some(Visitor::new(…).name(…) …)`. `place` is the expression that borrows a field.
    fn visitor(
        &self,
        mapped: &[Mapped<'_>],
        place: impl Fn(&Field<'_>) -> TokenStream,
    ) -> TokenStream {
        let core = self.core;
        if self.is_broken {
            // An optional id has its message already.
            let is_refused = |one: &&Mapped<'_>| {
                one.claim == Claim::Id && one.field.is_some_and(|field| rules::is_option(field.ty))
            };
            let right = mapped.iter().filter(|one| one.function.is_some() || !is_refused(one));
            let values = right.map(|one| self.value(one, &place));
            return quote!({ #(let _ = #values;)* ::core::option::Option::None });
        }
        let of = |claim| mapped.iter().filter(move |one| one.claim == claim);
        let id = of(Claim::Id).map(|one| self.value(one, &place));
        let setters = ORDER.into_iter().flat_map(of).map(|one| {
            let (setter, value) = (setter(one), self.value(one, &place));
            let key = (one.claim == Claim::Custom).then_some(one.key.as_str()).into_iter();
            quote!(.#setter(#(#key,)* #value))
        });
        quote!(::core::option::Option::Some(#core::Visitor::new(#(#id)*) #(#setters)*))
    }

    /// The claim's value: `<Type as Trait>::method(&self.field)`, with the user's tokens for the type, so that it is what
    /// the compiler marks when it does not implement the trait; or a function of the field or the user.
    fn value(&self, one: &Mapped<'_>, place: impl Fn(&Field<'_>) -> TokenStream) -> TokenStream {
        let core = self.core;
        let (bound, method, apply) = conversion(one.claim);
        match (one.field, one.function) {
            (field, Some(function)) => {
                let thing = field.map_or_else(|| quote!(self), place);
                across(quote!(#core::__private::#apply), quote!(#thing, #function), function)
            }
            (Some(field), None) => {
                let (ty, place) = (field.ty, place(field));
                quote_spanned!(ty.span()=> <#ty as #core::#bound>::#method(#place))
            }
            // A function is asked for on a type.
            (None, None) => TokenStream::new(),
        }
    }

    fn enum_match(&self, arms: &[Arm<'_>]) -> TokenStream {
        let core = self.core;
        if arms.is_empty() {
            return quote!(match *self {});
        }
        let arms = arms.iter().map(|arm| {
            let variant = arm.variant.ident;
            match &arm.body {
                ArmBody::Anonymous => {
                    let fields =
                        (arm.variant.record.style != Style::Unit).then(|| quote!({ .. }));
                    quote!(Self::#variant #fields => ::core::option::Option::None)
                }
                ArmBody::Delegate(field) => {
                    let ty = field.ty;
                    let content = Ident::new("__content", Span::mixed_site());
                    let call = quote_spanned!(ty.span()=> <#ty as #core::AlgomoVisitor>::visitor(#content));
                    quote!(Self::#variant(#content) => #call)
                }
                ArmBody::Record(mapped) => {
                    let patterns = bound_fields(mapped).into_iter().map(|field| {
                        let (member, binding) = (&field.member, binding(&field.member));
                        quote!(#member: #binding)
                    });
                    let visitor =
                        self.visitor(mapped, |field| binding(&field.member).into_token_stream());
                    quote!(Self::#variant { #(#patterns,)* .. } => #visitor)
                }
            }
        });
        quote!(match self { #(#arms,)* })
    }
}

/// The fields that a variant's claims read, each once.
fn bound_fields<'a>(mapped: &[Mapped<'a>]) -> Vec<&'a Field<'a>> {
    let mut bound: Vec<&Field<'_>> = Vec::new();
    for field in mapped.iter().filter_map(|one| one.field) {
        if !bound.iter().any(|known| known.member == field.member) {
            bound.push(field);
        }
    }
    bound
}

/// `path(arguments)` in the place of `function`, from its first token to its last: where the result's type is wrong the
/// compiler marks the call, and so the user's whole function.
fn across(path: TokenStream, arguments: TokenStream, function: &TokenStream) -> TokenStream {
    let mut spans = function.clone().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    let last = spans.last().unwrap_or(first);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(last);
    let path = path.into_iter().map(|mut token| {
        token.set_span(first);
        token
    });
    path.chain([arguments.into()]).collect()
}

/// The builder's method.
fn setter(one: &Mapped<'_>) -> Ident {
    match one.claim {
        Claim::CompanyNamy => format_ident!("company_namy"),
        claim => format_ident!("{}", claim.spelling()),
    }
}

/// The trait that a plain field's type has to implement, its method, and the function that applies a user's function.
fn conversion(claim: Claim) -> (Ident, Ident, Ident) {
    let (bound, method, apply) = match claim {
        Claim::Id => ("IdClaim", "id_claim", "id"),
        Claim::CompanyId => ("OptionalIdClaim", "optional_id_claim", "optional_id"),
        Claim::CustomData => ("CustomDataClaim", "custom_data_claim", "custom_data"),
        _ => ("TextClaim", "text_claim", "text"),
    };
    (format_ident!("{bound}"), format_ident!("{method}"), format_ident!("{apply}"))
}

/// The variable that a field of a variant is bound to: out of sight of a user's function.
fn binding(member: &Member) -> Ident {
    match member {
        Member::Named(ident) => format_ident!("__{}", ident, span = Span::mixed_site()),
        Member::Unnamed(index) => format_ident!("__{}", index.index, span = Span::mixed_site()),
    }
}

/// The types that variants hand over to. One that mentions the enum itself has the enum's contract, and asking for it would
/// go round in circles.
fn contents<'a>(input: &Input<'_>, arms: &[Arm<'a>]) -> Vec<&'a Type> {
    let delegate = |arm: &Arm<'a>| match arm.body {
        ArmBody::Delegate(field) => Some(field.ty),
        _ => None,
    };
    let own = Ident::new("Self", Span::call_site());
    let is_other = |ty: &&Type| !mentions(ty.to_token_stream(), &[input.ident, &own]);
    arms.iter().filter_map(delegate).filter(is_other).collect()
}

/// `Type: Trait` for every mapped field whose type depends on a parameter.
fn bounds(input: &Input<'_>, body: &Body<'_>) -> Vec<WherePredicate> {
    let core = &input.options.core;
    let params: Vec<&Ident> = input.generics.type_params().map(|param| &param.ident).collect();
    let mut bounds = Vec::new();
    let mut bound = |ty: &Type, bound: Ident| {
        if !params.is_empty() && mentions(ty.to_token_stream(), &params) {
            bounds.push(parse_quote_spanned!(ty.span()=> #ty: #core::#bound));
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
            for ty in contents(input, arms) {
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
