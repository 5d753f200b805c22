//! The response's `Cache-Control`.

/// Marks the response that is being rendered as nobody's but its reader's, unless the app has said something as strict.
///
/// Without one of the server integrations there is no response to mark.
pub(crate) fn mark_uncacheable() {
    #[cfg(feature = "axum")]
    mark!(leptos_axum::ResponseOptions);
    #[cfg(feature = "actix")]
    mark!(leptos_actix::ResponseOptions);
}

/// The two integrations' headers are of different types with the same methods.
#[cfg(any(feature = "axum", feature = "actix"))]
macro_rules! mark {
    ($response:ty) => {
        if let Some(response) = leptos::prelude::use_context::<$response>() {
            let is_strict = response.0.read().is_ok_and(|parts| {
                let values = parts.headers.get_all("cache-control");
                let mut texts = values.into_iter().filter_map(|value| value.to_str().ok());
                texts.any(forbids_storing)
            });
            if let (false, Ok(name), Ok(value)) =
                (is_strict, "cache-control".parse(), algomo_core::http::CACHE_CONTROL.parse())
            {
                response.insert_header(name, value);
            }
        }
    };
}
#[cfg(any(feature = "axum", feature = "actix"))]
use mark;

/// Whether no cache may keep a response with this header: it has `no-store`, and no `must-understand`, which tells a
/// cache to ignore the `no-store` beside it (RFC 9111, section 5.2.2.3).
#[cfg(any(feature = "axum", feature = "actix", test))]
fn forbids_storing(cache_control: &str) -> bool {
    // What is in quotes is a directive's argument: every second piece.
    let unquoted: String = cache_control.split('"').step_by(2).collect();
    let has =
        |directive: &str| unquoted.split(',').any(|one| one.trim().eq_ignore_ascii_case(directive));
    has("no-store") && !has("must-understand")
}

#[cfg(test)]
mod tests {
    use super::forbids_storing;

    #[test]
    fn strict_enough_to_stay() {
        for header in [
            "no-store",
            "No-Store",
            "private, no-store",
            "no-store,max-age=0",
            "no-cache , no-store",
        ] {
            assert!(forbids_storing(header), "{header}");
        }
    }

    #[test]
    fn too_loose_to_stay() {
        for header in [
            "",
            "no-cache",
            "private",
            "private, max-age=0, must-revalidate",
            "public, max-age=60",
            "must-understand, no-store",
            "private=\"no-store\"",
            "private=\"a, no-store, b\"",
            "x-no-store",
        ] {
            assert!(!forbids_storing(header), "{header}");
        }
    }
}
