//! Our tokens are those of `jsonwebtoken` with its backend `aws_lc_rs`. A process has one backend, hence a binary each.

mod equal;

#[test]
fn encode_yields_the_same_tokens() {
    equal::encodes_the_same(&jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER);
}
