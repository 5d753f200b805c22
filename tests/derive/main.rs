//! The derive: what it refuses and how it says so, and what it accepts.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
    cases.pass("ui/*/pass/*.rs");
}
