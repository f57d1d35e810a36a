//! Whose page a form or a socket comes from. A page of another website may not act in a visitor's name.
//!
//! Browsers say so in `Sec-Fetch-Site`; older ones only in `Origin`. The approach of Go's `CrossOriginProtection`.

use crate::answer::Trouble;
use crate::middleware::hosts;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub(crate) async fn check(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = hosts::of(request.uri(), headers);
    let fine = if is_upgrade(headers) {
        opens_from_here(headers, host)
    } else {
        is_safe(request.method()) || acts_from_here(headers, host)
    };
    if fine {
        next.run(request).await
    } else {
        // Neither address nor origin: a path may hold a link's token, and an origin is a stranger's own words.
        tracing::info!(method = %request.method(), socket = is_upgrade(request.headers()), "refused by origin");
        Trouble::Foreign.into_response()
    }
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_upgrade(headers: &HeaderMap) -> bool {
    headers
        .get(header::UPGRADE)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// A form, or a fetch that changes something.
fn acts_from_here(headers: &HeaderMap, host: Option<&str>) -> bool {
    match text(headers, "sec-fetch-site") {
        // "none": the person typed it or opened a bookmark.
        Some(site) => site == "same-origin" || site == "none",
        // Neither header: no browser, so nobody's cookie is being abused.
        None => text(headers, "origin").is_none_or(|origin| is_here(origin, host)),
    }
}

/// A socket: every browser says its Origin, and no protection of forms covers it.
fn opens_from_here(headers: &HeaderMap, host: Option<&str>) -> bool {
    text(headers, "origin").is_some_and(|origin| is_here(origin, host))
        && text(headers, "sec-fetch-site").is_none_or(|site| site == "same-origin")
}

fn is_here(origin: &str, host: Option<&str>) -> bool {
    let place = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    place
        .zip(host)
        .is_some_and(|(place, host)| place.eq_ignore_ascii_case(host))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    // A value that is no text is not "absent": it is nobody's honest origin.
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const HERE: Option<&str> = Some("anna.localhost:4000");

    fn headers(site: Option<&'static str>, origin: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(site) = site {
            headers.insert("sec-fetch-site", HeaderValue::from_static(site));
        }
        if let Some(origin) = origin {
            headers.insert("origin", HeaderValue::from_static(origin));
        }
        headers
    }

    #[test]
    fn a_form_from_another_site_is_not_carried_out() {
        for (site, origin) in [
            (Some("cross-site"), Some("https://elsewhere.example")),
            (Some("same-site"), Some("http://mara.localhost:4000")),
            (None, Some("https://elsewhere.example")),
            (None, Some("null")),
            (None, Some("http://anna.localhost:4001")),
        ] {
            assert!(
                !acts_from_here(&headers(site, origin), HERE),
                "{site:?} {origin:?}"
            );
        }
    }

    #[test]
    fn a_form_of_our_own_is_carried_out_also_from_an_old_browser() {
        for (site, origin) in [
            (Some("same-origin"), Some("null")),
            (Some("none"), None),
            (None, Some("http://anna.localhost:4000")),
            (None, Some("https://Anna.localhost:4000")),
            (None, None),
        ] {
            assert!(
                acts_from_here(&headers(site, origin), HERE),
                "{site:?} {origin:?}"
            );
        }
    }

    #[test]
    fn a_socket_needs_an_origin_and_it_must_be_ours() {
        assert!(opens_from_here(
            &headers(None, Some("http://anna.localhost:4000")),
            HERE
        ));
        assert!(!opens_from_here(&headers(None, None), HERE));
        assert!(!opens_from_here(
            &headers(Some("same-origin"), Some("null")),
            HERE
        ));
        assert!(!opens_from_here(
            &headers(Some("cross-site"), Some("http://anna.localhost:4000")),
            HERE
        ));
        assert!(!opens_from_here(
            &headers(None, Some("http://mara.localhost:4000")),
            HERE
        ));
    }
}
