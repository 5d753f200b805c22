//! Our tokens are those of `jsonwebtoken` with its backend `rust_crypto`. A process has one backend, hence a binary each.

mod equal;

use jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER;

#[test]
fn encode_yields_the_tokens_of_the_vectors() {
    equal::encodes_the_vectors(&DEFAULT_PROVIDER);
}

#[test]
fn encode_yields_our_token_for_a_flattened_visitor() {
    equal::encodes_a_flattened_visitor(&DEFAULT_PROVIDER);
}

#[test]
fn encode_refuses_what_the_mint_refuses() {
    equal::refuses_what_the_mint_refuses(&DEFAULT_PROVIDER);
}

#[test]
fn each_side_reads_the_others_tokens() {
    equal::each_reads_the_others_tokens(&DEFAULT_PROVIDER);
}
