//! The contest with `jsonwebtoken` on its backend `aws_lc_rs`. A process has one backend, hence a benchmark each.

mod contest;

fn main() {
    contest::run(&jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER);
}
