//! The headers of every answer: nothing from elsewhere, nothing inline, nothing kept, nothing told.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// No `unsafe-inline`, no `eval`, no other origin; the one script that a script may start is the seal's worker. Sockets
/// of the same host are `'self'` in today's browsers; the named ones are for Safari before 15.4, and are refused
/// elsewhere by the Origin check.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; \
     trusted-types openchair-seal";

const FIXED: [(HeaderName, &str); 9] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(self), screen-wake-lock=(self), autoplay=(self), display-capture=(), \
         geolocation=(), payment=(), usb=(), midi=(), browsing-topics=()",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
    // A link to a helpline must not tell a name server that somebody looked at it.
    (HeaderName::from_static("x-dns-prefetch-control"), "off"),
];

pub(crate) async fn add(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Whatever did not say that it may be kept, may not: pages name people, and a browser's back button
    // after signing out must show nothing.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
