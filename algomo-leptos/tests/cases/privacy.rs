//! What the page holds of a user, besides the token.

use algomo_core::AlgomoVisitor;
use algomo_leptos::AlgomoSettings;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::app::{MODES, load, respond};
use crate::common::page::{claims, tokens};

/// `skip` keeps a field out of the token, but not out of the page: Leptos serializes what a resource holds.
#[test]
fn a_resource_puts_its_whole_value_into_the_page() {
    #[derive(Clone, AlgomoVisitor, Serialize, Deserialize)]
    struct Row {
        id: u32,
        #[algomo(skip)]
        password_hash: String,
        #[algomo(skip)]
        #[serde(skip)]
        #[expect(dead_code, reason = "nobody reads it: it is looked for in the page")]
        reset_code: String,
    }

    fn row() -> Row {
        Row { id: 7, password_hash: "argon2-hash".into(), reset_code: "code-4711".into() }
    }

    for mode in MODES {
        let as_resource = respond(mode, || {
            let user = load(15, row());
            view! { <Suspense><AlgomoSettings user=user/></Suspense> }
        });
        let by_function = respond(mode, || view! { <AlgomoSettings user=row/> });
        for page in [&as_resource, &by_function] {
            let [token] = tokens(&page.html)[..] else { panic!("{mode:?}") };
            assert_eq!(claims(token).as_object().unwrap().len(), 2, "id and exp");
        }
        assert!(as_resource.html.contains("argon2-hash"), "{mode:?}");
        assert!(!as_resource.html.contains("code-4711"), "{mode:?}");
        assert!(!by_function.html.contains("argon2-hash"), "{mode:?}");
    }
}
