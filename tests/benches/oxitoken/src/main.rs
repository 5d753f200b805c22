//! The contest with `oxitoken`: ours and the floor beside it, in one process.

mod contest;

use std::time::Duration;

fn main() {
    contest::same_tokens();
    divan::Divan::default()
        .sample_count(10)
        .sample_size(32)
        .min_time(Duration::from_millis(5))
        .config_with_args()
        .main();
}
