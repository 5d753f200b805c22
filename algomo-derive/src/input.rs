//! The type with the derive, and its options.

use proc_macro2::{Ident, Span, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, DeriveInput, Fields, Generics, Index, Member, Meta, Type};

use crate::attrs::is_ident;
use crate::errors::Errors;
use crate::options::{FieldOptions, Mapping, Only, TypeOptions, VariantOptions};

pub(crate) struct Input<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    pub(crate) options: TypeOptions,
    /// Whether the type is `#[repr(packed)]`.
    pub(crate) is_packed: bool,
    pub(crate) data: Data<'a>,
}

pub(crate) enum Data<'a> {
    Struct(Record<'a>),
    Enum(Vec<Variant<'a>>),
    /// Holds the place of the word `union`.
    Union(Span),
}

pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) skip: Option<Ident>,
    pub(crate) record: Record<'a>,
}

/// The fields that make one visitor: those of a struct, or of a variant.
pub(crate) struct Record<'a> {
    /// The struct's or the variant's name.
    pub(crate) ident: &'a Ident,
    pub(crate) is_variant: bool,
    /// Whether a claim on the variant may be the missing id.
    pub(crate) may_have_id: bool,
    pub(crate) style: Style,
    pub(crate) fields: Vec<Field<'a>>,
    pub(crate) only: Option<Only>,
    /// Functions of the whole type.
    pub(crate) mappings: Vec<Mapping>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Named,
    Tuple,
    Unit,
}

pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    /// The name without `r#`; none in a tuple.
    pub(crate) name: Option<String>,
    pub(crate) ty: &'a Type,
    pub(crate) options: FieldOptions,
}

impl<'a> Input<'a> {
    pub(crate) fn read(input: &'a DeriveInput, errors: &Errors) -> Self {
        let mut options = TypeOptions::read(&input.attrs, errors);
        let data = match &input.data {
            syn::Data::Struct(data) => Data::Struct(Record {
                only: options.only.take(),
                mappings: std::mem::take(&mut options.mappings),
                ..Record::read(&input.ident, &data.fields, errors)
            }),
            syn::Data::Enum(data) => Data::Enum(
                data.variants.iter().map(|variant| Variant::read(variant, errors)).collect(),
            ),
            syn::Data::Union(data) => Data::Union(data.union_token.span()),
        };
        let is_packed = input.attrs.iter().any(is_packed);
        Self { ident: &input.ident, generics: &input.generics, options, is_packed, data }
    }
}

fn is_packed(attribute: &Attribute) -> bool {
    let is_packed = |token: TokenTree| is_ident(&token, "packed");
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("repr") => {
            list.tokens.clone().into_iter().any(is_packed)
        }
        _ => false,
    }
}

impl<'a> Variant<'a> {
    fn read(variant: &'a syn::Variant, errors: &Errors) -> Self {
        let options = VariantOptions::read(&variant.attrs, errors);
        let record = Record::read(&variant.ident, &variant.fields, errors);
        Self {
            ident: &variant.ident,
            skip: options.skip,
            record: Record {
                is_variant: true,
                may_have_id: options.has_claim,
                only: options.only,
                ..record
            },
        }
    }

    /// The field that is the visitor in a newtype variant: its only field, if it has no options.
    pub(crate) fn delegate(&self) -> Option<&Field<'a>> {
        match self.record.fields.as_slice() {
            [field] if self.record.style == Style::Tuple && !field.options.is_attributed => {
                Some(field)
            }
            _ => None,
        }
    }
}

impl<'a> Record<'a> {
    fn read(ident: &'a Ident, fields: &'a Fields, errors: &Errors) -> Self {
        let style = match fields {
            Fields::Named(_) => Style::Named,
            Fields::Unnamed(_) => Style::Tuple,
            Fields::Unit => Style::Unit,
        };
        let fields =
            (0..).zip(fields).map(|(index, field)| Field::read(index, field, errors)).collect();
        Self {
            ident,
            is_variant: false,
            may_have_id: false,
            style,
            fields,
            only: None,
            mappings: Vec::new(),
        }
    }
}

impl<'a> Field<'a> {
    fn read(index: u32, field: &'a syn::Field, errors: &Errors) -> Self {
        let member = field
            .ident
            .clone()
            .map_or_else(|| Member::Unnamed(Index { index, span: field.ty.span() }), Member::Named);
        let name = field.ident.as_ref().map(unraw);
        Self { member, name, ty: &field.ty, options: FieldOptions::read(&field.attrs, errors) }
    }

    /// The name or the number as code, for a message.
    pub(crate) fn member(&self) -> String {
        self.member.to_token_stream().to_string()
    }

    /// What a message marks: the field's name, or its type's first token in a tuple.
    pub(crate) fn span(&self) -> Span {
        match &self.member {
            Member::Named(ident) => ident.span(),
            Member::Unnamed(index) => index.span,
        }
    }
}

/// The name without `r#`.
pub(crate) fn unraw(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}
