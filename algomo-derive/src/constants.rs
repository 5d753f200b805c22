//! Constant expressions in the type's declaration, which syn parses in part only without its feature `full`.
//!
//! The feature would double the derive's build time. A declaration that syn refuses is therefore parsed again with a
//! placeholder for each array length and const argument, and the code gets the expressions back. An enum's discriminants parse
//! without it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::DeriveInput;

use crate::attrs::is_punct;

/// The expressions that placeholders stand for.
#[derive(Default)]
pub(crate) struct Constants(Vec<TokenStream>);

/// Parses a declaration.
pub(crate) fn parse(tokens: TokenStream) -> syn::Result<(DeriveInput, Constants)> {
    let mut constants = Constants::default();
    let input = syn::parse2(tokens.clone()).or_else(|error| {
        let tokens = constants.replace_in_declaration(tokens);
        syn::parse2(tokens).map_err(|_| error)
    });
    Ok((input?, constants))
}

impl Constants {
    fn placeholder(number: usize, span: Span) -> Ident {
        Ident::new(&format!("__constant_{number}"), span)
    }

    fn replace(&mut self, expression: TokenStream) -> TokenTree {
        let span = expression
            .clone()
            .into_iter()
            .next()
            .map_or_else(Span::call_site, |token| token.span());
        let placeholder = Self::placeholder(self.0.len(), span);
        self.0.push(expression);
        placeholder.into()
    }

    fn replace_in_declaration(&mut self, tokens: TokenStream) -> TokenStream {
        let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
        // The fields or variants of all types but tuple structs.
        let body = tokens.pop();
        let mut replaced = self.replace_in(tokens.into_iter().collect());
        replaced.extend(body.map(|body| match body {
            TokenTree::Group(group) => regroup(&group, self.replace_in(group.stream())),
            other => other,
        }));
        replaced
    }

    /// Replaces array lengths and const arguments.
    fn replace_in(&mut self, tokens: TokenStream) -> TokenStream {
        let mut previous = None;
        let replace = |token: TokenTree| {
            let after = |char| previous.as_ref().is_some_and(|token| is_punct(token, char));
            let replaced = match &token {
                // An attribute.
                TokenTree::Group(_) if after('#') => token.clone(),
                TokenTree::Group(group) => match group.delimiter() {
                    Delimiter::Bracket => regroup(group, self.replace_length(group.stream())),
                    Delimiter::Brace if after('<') || after(',') || after('=') => {
                        self.replace(token.clone().into())
                    }
                    _ => regroup(group, self.replace_in(group.stream())),
                },
                _ => token.clone(),
            };
            previous = Some(token);
            replaced
        };
        tokens.into_iter().map(replace).collect()
    }

    /// The content of a slice or an array type.
    fn replace_length(&mut self, tokens: TokenStream) -> TokenStream {
        let mut tokens = tokens.into_iter();
        let element = tokens.by_ref().take_while(|token| !is_punct(token, ';')).collect();
        let mut replaced = self.replace_in(element);
        let length: TokenStream = tokens.collect();
        if !length.is_empty() {
            replaced.extend([
                proc_macro2::Punct::new(';', proc_macro2::Spacing::Alone).into(),
                self.replace(length),
            ]);
        }
        replaced
    }

    /// Puts the expressions back in place of their placeholders.
    pub(crate) fn restore(&self, tokens: TokenStream) -> TokenStream {
        if self.0.is_empty() {
            return tokens;
        }
        let restore = |token: TokenTree| match token {
            TokenTree::Group(group) => regroup(&group, self.restore(group.stream())).into(),
            TokenTree::Ident(ident) => {
                let number = (0..self.0.len())
                    .find(|number| ident == Self::placeholder(*number, ident.span()));
                number
                    .map_or_else(|| TokenTree::Ident(ident).into(), |number| self.0[number].clone())
            }
            other => other.into(),
        };
        tokens.into_iter().flat_map::<TokenStream, _>(restore).collect()
    }
}

/// The same group with another content.
fn regroup(group: &Group, content: TokenStream) -> TokenTree {
    let mut regrouped = Group::new(group.delimiter(), content);
    regrouped.set_span(group.span());
    regrouped.into()
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::Constants;

    /// Array lengths and const arguments, and nothing else, become placeholders, which become what they were.
    #[test]
    fn expressions_come_back() {
        for (declaration, expected) in [
            ("struct A { a: [u8; 1 + N] }", "struct A { a: [u8; __constant_0] }"),
            ("struct A([[u8; 5]; { 6 }]);", "struct A([[u8; __constant_0]; __constant_1]);"),
            (
                "struct A<const N: usize = { 4 }> where B<{ 5 }>: C<u8, { 6 }>, { a: (D<{ 7 }>, u8) }",
                "struct A<const N: usize = __constant_0> where B<__constant_1>: C<u8, __constant_2>, { a: (D<__constant_3>, u8) }",
            ),
            (
                "enum A { B { c: [u8; 1] }, #[d({ 2 })] E([u8; 3]) = 4 }",
                "enum A { B { c: [u8; __constant_0] }, #[d({ 2 })] E([u8; __constant_1]) = 4 }",
            ),
            (
                "#[a([u8; 7])] struct A { #[b([u8; 8])] c: fn([u8; 9]) }",
                "#[a([u8; 7])] struct A { #[b([u8; 8])] c: fn([u8; __constant_0]) }",
            ),
            ("struct A { a: &'static [u8] }", "struct A { a: &'static [u8] }"),
            ("struct A;", "struct A;"),
        ] {
            let tokens: TokenStream = declaration.parse().expect("tokens");
            let expected: TokenStream = expected.parse().expect("tokens");
            let mut constants = Constants::default();
            let replaced = constants.replace_in_declaration(tokens.clone());
            assert_eq!(replaced.to_string(), expected.to_string());
            assert_eq!(constants.restore(replaced).to_string(), tokens.to_string());
        }
    }
}
