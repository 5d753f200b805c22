//! The code that the derive writes.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Member, Type, WherePredicate, parse_quote, parse_quote_spanned};

use crate::claims::{Claim, Contract, Value};
use crate::input::{Field, Input, Style};
use crate::model::{Arm, ArmBody, Body, Mapped, Visitor};
use crate::types;

/// The impl.
///
/// For a type with mistakes, it yields no visitor and checks the types of those fields that have no mistake. So all mistakes
/// are reported at once, and code that uses the type gets no error.
pub(crate) fn expand(input: &Input<'_>, body: &Body<'_>, is_broken: bool) -> TokenStream {
    let core = &input.options.core;
    let contract = input.options.contract.map(|contract| match contract {
        Contract::VisitorToken => quote!(#core::Contract::VisitorToken),
        Contract::AuthToken => quote!(#core::Contract::AuthToken),
    });
    let writer = Writer { core, contract, is_broken, is_packed: input.is_packed };
    let visitor = match body {
        Body::Struct(visitor) => writer.visitor(visitor, |field| {
            let member = &field.member;
            quote!(&self.#member)
        }),
        // It has a message of ours, and the compiler's about the borrow would be a second one.
        Body::Transparent(_) if input.is_packed => quote!(::core::option::Option::None),
        Body::Transparent(field) => {
            let (ty, member) = (field.ty, &field.member);
            quote_spanned!(ty.span()=> <#ty as #core::AlgomoVisitor>::visitor(&self.#member))
        }
        Body::Enum(arms) => writer.arms(arms),
        Body::Nothing => quote!(::core::option::Option::None),
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
        // A deprecated field may be a claim.
        #[allow(deprecated)]
        impl #impl_generics #core::AlgomoVisitor for #ident #ty_generics #where_clause {
            fn visitor(&self) -> ::core::option::Option<#core::Visitor<'_>> {
                #visitor
            }
        }
    }
}

/// Writes the body of `visitor`.
struct Writer<'w> {
    /// The path of algomo-core.
    core: &'w TokenStream,
    /// The contract that the type declares.
    contract: Option<TokenStream>,
    is_broken: bool,
    is_packed: bool,
}

impl Writer<'_> {
    /// The statements of a block that yields the visitor. `place` is an expression that borrows a field.
    fn visitor(
        &self,
        visitor: &Visitor<'_>,
        place: impl Fn(&Field<'_>) -> TokenStream,
    ) -> TokenStream {
        let core = self.core;
        let name = Ident::new("__visitor", Span::mixed_site());
        let of = |is_id: bool| {
            let claims = visitor.claims.iter();
            claims.filter(move |one| (one.claim == Claim::Id) == is_id && !self.is_refused(one))
        };
        let mut ids = of(true).map(|one| self.id(one, &place));
        // In the order of the table, since the whole of `customData` comes before its entries.
        let mut others: Vec<&Mapped<'_>> = of(false).collect();
        others.sort_by_key(|one| one.claim as u8);
        let others = others.into_iter().map(|one| self.set(one, &name, &place));
        if self.is_broken {
            let start =
                (others.len() > 0).then(|| quote!(let mut #name = #core::Visitor::new("");));
            return quote! {
                #(let _ = #ids;)*
                #start
                #(#others;)*
                ::core::option::Option::None
            };
        }
        let id = ids.next();
        let contract = self.contract.as_ref().map(|contract| quote!(.contract(#contract)));
        if others.len() == 0 {
            return quote!(::core::option::Option::Some(#id #contract));
        }
        quote! {
            let mut #name = #id;
            #(#others;)*
            ::core::option::Option::Some(#name #contract)
        }
    }

    /// Whether the field has a message of ours, so that the compiler's would be a second one.
    fn is_refused(&self, one: &Mapped<'_>) -> bool {
        self.is_broken && (one.refused_type().is_some() || (self.is_packed && one.field.is_some()))
    }

    /// The visitor with its id and nothing else.
    fn id(&self, one: &Mapped<'_>, place: impl Fn(&Field<'_>) -> TokenStream) -> TokenStream {
        let core = self.core;
        // In a broken type, the result is not used.
        let or_return = (one.optional.is_some() && !self.is_broken).then(|| quote!(?));
        match (one.field, one.function) {
            (_, Some(_)) if self.is_broken => self.result(one, place),
            (_, Some(_)) => {
                let id = self.result(one, place);
                quote!(#core::Visitor::new(#id #or_return))
            }
            (Some(field), None) => {
                let (ty, place) = (field.ty, place(field));
                let bound =
                    if one.optional.is_some() { "OptionalIdField" } else { one.claim.field() };
                let bound = format_ident!("{bound}");
                let visitor = quote_spanned!(ty.span()=> <#ty as #core::__private::#bound>::visitor_with_id(#place));
                quote!(#visitor #or_return)
            }
            // On a type, a claim has a function.
            (None, None) => TokenStream::new(),
        }
    }

    /// A call that sets another claim: `<Type as …Field>::set_claim(…)`, with the user's tokens for the type, so that the
    /// compiler marks the type if it does not fit; or a call with the result of the user's function.
    fn set(
        &self,
        one: &Mapped<'_>,
        visitor: &Ident,
        place: impl Fn(&Field<'_>) -> TokenStream,
    ) -> TokenStream {
        let core = self.core;
        let key = (one.claim == Claim::Custom).then(|| {
            let key = &one.key;
            quote!(, #key)
        });
        match (one.field, one.function) {
            (_, Some(_)) => {
                let setter = format_ident!("{}", one.claim.setter());
                let value = self.result(one, place);
                quote!(#core::__private::#setter(&mut #visitor #key, #value))
            }
            (Some(field), None) => {
                let (ty, place) = (field.ty, place(field));
                let bound = format_ident!("{}", one.claim.field());
                quote_spanned!(ty.span()=> <#ty as #core::__private::#bound>::set_claim(#place, &mut #visitor #key))
            }
            // On a type, a claim has a function.
            (None, None) => TokenStream::new(),
        }
    }

    /// The result of the user's function.
    ///
    /// The call has the spans of the function, from its first token to its last: where the result's type is wrong, the compiler
    /// marks the call, and so the whole function.
    fn result(&self, one: &Mapped<'_>, place: impl Fn(&Field<'_>) -> TokenStream) -> TokenStream {
        let (core, function) = (self.core, one.function);
        let value = if one.optional.is_some() { Value::OptionalId } else { one.claim.value() };
        let caller = format_ident!("{}", value.caller());
        let thing = one.field.map_or_else(|| quote!(self), place);
        let tokens = function.cloned().unwrap_or_default();
        let mut spans = tokens.into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(Span::call_site);
        let last = spans.last().unwrap_or(first);
        let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#thing, #function));
        arguments.set_span(last);
        let path = quote!(#core::__private::#caller).into_iter().map(|mut token| {
            token.set_span(first);
            token
        });
        path.chain([arguments.into()]).collect()
    }

    fn arms(&self, arms: &[Arm<'_>]) -> TokenStream {
        if arms.is_empty() {
            return quote!(match *self {});
        }
        let arms = arms.iter().map(|arm| {
            let variant = arm.variant.ident;
            match &arm.body {
                ArmBody::Anonymous => {
                    let fields = (arm.variant.record.style != Style::Unit).then(|| quote!({ .. }));
                    quote!(Self::#variant #fields => ::core::option::Option::None)
                }
                ArmBody::Delegate(field) => {
                    let content = Ident::new("__content", Span::mixed_site());
                    let visitor = self.delegate(field.ty, &content);
                    quote!(Self::#variant(#content) => #visitor)
                }
                ArmBody::Record(visitor) => {
                    let patterns = bound_fields(visitor).into_iter().map(|field| {
                        let (member, binding) = (&field.member, binding(&field.member));
                        quote!(#member: #binding)
                    });
                    let visitor =
                        self.visitor(visitor, |field| binding(&field.member).into_token_stream());
                    quote!(Self::#variant { #(#patterns,)* .. } => { #visitor })
                }
            }
        });
        quote!(match self { #(#arms,)* })
    }

    /// The content's visitor. The enum's contract holds for it unless it declares one.
    fn delegate(&self, ty: &Type, content: &Ident) -> TokenStream {
        let core = self.core;
        let visitor = quote_spanned!(ty.span()=> <#ty as #core::AlgomoVisitor>::visitor(#content));
        match &self.contract {
            Some(contract) => quote!(#core::__private::declare_if_absent(#visitor, #contract)),
            None => visitor,
        }
    }
}

/// The fields that a variant's claims read, each once.
fn bound_fields<'v>(visitor: &'v Visitor<'_>) -> Vec<&'v Field<'v>> {
    let mut bound: Vec<&Field<'_>> = Vec::new();
    for field in visitor.claims.iter().filter_map(|one| one.field) {
        if !bound.iter().any(|known| known.member == field.member) {
            bound.push(field);
        }
    }
    bound
}

/// The variable that a field of a variant is bound to. A user's function cannot name it.
fn binding(member: &Member) -> Ident {
    match member {
        Member::Named(ident) => format_ident!("__field_{}", ident, span = Span::mixed_site()),
        Member::Unnamed(index) => {
            format_ident!("__field_{}", index.index, span = Span::mixed_site())
        }
    }
}

/// `Type: Trait` for every type that depends on a parameter, and is a claim or a visitor.
fn bounds(input: &Input<'_>, body: &Body<'_>) -> Vec<WherePredicate> {
    let core = &input.options.core;
    let params: Vec<&Ident> = input.generics.type_params().map(|param| &param.ident).collect();
    let mut bounds = Vec::new();
    let mut bound = |ty: &Type, bound: &str| {
        if types::mentions(ty, &params) {
            let (ty, bound) = (delimited(ty), format_ident!("{bound}"));
            bounds.push(parse_quote_spanned!(ty.span()=> #ty: #core::#bound));
        }
    };
    let own = Ident::new("Self", Span::call_site());
    // The bound of a type that names the enum itself would refer to itself.
    let is_recursive = |ty: &Type| types::mentions_without_path(ty, &[input.ident, &own]);
    for field in body.contents().filter(|field| !is_recursive(field.ty)) {
        bound(field.ty, "AlgomoVisitor");
    }
    let claims = body.visitors().flat_map(|visitor| &visitor.claims);
    for one in claims.filter(|one| one.function.is_none()) {
        if let Some(field) = one.field {
            let value = if one.optional.is_some() { Value::OptionalId } else { one.claim.value() };
            bound(field.ty, value.bound());
        }
    }
    bounds
}

/// The type, in parentheses where it would not parse as the beginning of a where clause: `where <T>::Id: …` begins like the
/// parameters of `where<T>`.
fn delimited(ty: &Type) -> Type {
    match ty {
        Type::Path(path) if path.qself.is_some() => parse_quote!((#ty)),
        _ => ty.clone(),
    }
}
