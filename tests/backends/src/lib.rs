//! Nothing but the tests of this package.
