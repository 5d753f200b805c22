//! Our tokens are those of `jsonwebtoken` with its backend `rust_crypto`. A process has one backend, hence a binary each.

mod equal;

#[test]
fn encode_yields_the_same_tokens() {
    equal::encodes_the_same(&jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER);
}
