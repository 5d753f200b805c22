//! The repository's README. Each code block is compiled as a documentation test, and `tests/new-user` runs its applications.

#[doc = include_str!("../../../README.md")]
#[cfg(doctest)]
pub mod readme {}

#[cfg(test)]
mod tests {
    /// The first application, with its manifest: everything between the sentence that announces it and the end of its code.
    fn first_app(readme: &str) -> &str {
        let start = readme.find("```toml").expect("a manifest");
        let rust = start + readme[start..].find("```rust").expect("an application");
        let end = rust + readme[rust..].find("\n```\n").expect("its end");
        &readme[start..end]
    }

    /// Somebody who finds the crate on crates.io sees the same application as somebody who finds the repository.
    #[test]
    fn the_app_for_axum_is_the_same_in_both_readmes() {
        let (ours, axums) =
            (include_str!("../../../README.md"), include_str!("../../../algomo-axum/README.md"));
        assert_eq!(first_app(axums), first_app(ours));
    }
}
