//! The guides of `algomo_core::guide`. Each code block is compiled and run as a documentation test.

/// Includes the page of a guide, so that its blocks are tested.
macro_rules! guides {
    ($($name:ident),* $(,)?) => {$(
        #[doc = include_str!(concat!("../../../algomo-core/src/guide/", stringify!($name), ".md"))]
        #[cfg(doctest)]
        pub mod $name {}
    )*};
}

guides!(
    from_the_samples,
    contracts,
    secrets,
    askama_layouts,
    other_engines,
    csp,
    caching,
    login_logout,
    tenants,
    rotating_the_secret,
    consent_managers,
    workers,
    migrating_ids,
    jsonwebtoken,
    testing,
    troubleshooting,
    compile_errors,
);

#[cfg(test)]
mod tests {
    /// A page that the list above leaves out would not be tested.
    #[test]
    fn every_page_is_listed() {
        let pages = include_str!("../../../algomo-core/src/guide/mod.rs").matches("include_str!(");
        let listed = include_str!("lib.rs").split("guides!(").nth(1).unwrap_or_default();
        let listed = listed.split(");").next().unwrap_or_default().matches(',').count();
        assert_eq!(listed, pages.count());
    }

    #[test]
    fn the_templates_are_those_of_the_guide() {
        let page = include_str!("../../../algomo-core/src/guide/askama_layouts.md");
        for template in
            [include_str!("../templates/base.html"), include_str!("../templates/home.html")]
        {
            assert!(page.contains(template), "{template}");
        }
    }
}
