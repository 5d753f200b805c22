//! The contest with `jsonwebtoken` on its backend `rust_crypto`. A process has one backend, hence a benchmark each.

mod contest;

fn main() {
    contest::run(&jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER);
}
