//! Scripts, styles and fonts: built by `client/`, embedded here, served under hashed names for ever.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "../../client/dist"]
#[allow_missing = true]
struct Dist;

/// The addresses a page needs.
#[derive(Debug, Clone)]
pub struct PageAssets {
    pub styles: String,
    pub enhance: String,
    pub passkey: String,
    pub notes: String,
    pub prepare: String,
    pub room: String,
    pub room_styles: String,
}

/// The pages' scripts and styles are not in this binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the client is not built: run `npm ci && npm run build` in client/, then build the server again")]
pub struct ClientNotBuilt;

static MANIFEST: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    Dist::get("manifest.json")
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default()
});

/// For the server's start: whether everything the pages name is in this binary.
pub fn check() -> Result<(), ClientNotBuilt> {
    let needed = [
        "pages.css",
        "enhance.js",
        "passkey.js",
        "notes.js",
        "prepare.js",
        "room.js",
        "room.css",
    ];
    if needed.iter().all(|name| MANIFEST.contains_key(*name)) {
        Ok(())
    } else {
        Err(ClientNotBuilt)
    }
}

pub fn page_assets() -> PageAssets {
    PageAssets {
        styles: address("pages.css"),
        enhance: address("enhance.js"),
        passkey: address("passkey.js"),
        notes: address("notes.js"),
        prepare: address("prepare.js"),
        room: address("room.js"),
        room_styles: address("room.css"),
    }
}

/// Where a built file is served, by the name of its source.
pub fn address(name: &str) -> String {
    format!("/assets/{}", MANIFEST.get(name).map_or(name, String::as_str))
}

/// The assets alone, for the gallery.
pub fn router() -> axum::Router {
    axum::Router::new().route("/assets/{name}", axum::routing::get(serve))
}

/// A hashed name never changes its content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_A_DAY: &str = "public, max-age=86400";

/// `GET /assets/{name}`
pub(crate) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if let Some(icon) = icon(&name) {
        return (
            [
                (header::CONTENT_TYPE, "image/svg+xml"),
                (header::CACHE_CONTROL, FOR_A_DAY),
            ],
            icon,
        )
            .into_response();
    }
    let known = MANIFEST.values().any(|file| *file == name) || is_chunk(&name);
    let Some(plain) = Dist::get(&name).filter(|_| known) else {
        let why = if MANIFEST.is_empty() {
            ClientNotBuilt.to_string()
        } else {
            String::new()
        };
        return (StatusCode::NOT_FOUND, why).into_response();
    };
    let base = [
        (header::CONTENT_TYPE, content_type(&name)),
        (header::CACHE_CONTROL, FOR_EVER),
        (header::VARY, "accept-encoding"),
    ];
    if accepts_brotli(&headers)
        && let Some(small) = Dist::get(&format!("{name}.br"))
    {
        return (base, [(header::CONTENT_ENCODING, "br")], small.data).into_response();
    }
    (base, plain.data).into_response()
}

/// A part that a script loads when it needs it: not in the manifest, but hashed all the same.
fn is_chunk(name: &str) -> bool {
    !name.contains('/') && name.contains('-') && (name.ends_with(".js") || name.ends_with(".css"))
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|part| {
            let mut words = part.split(';').map(str::trim);
            words.next() == Some("br") && words.all(|word| word != "q=0")
        })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// The two icons of the tab: ours, and the one of *Hide this page*, which is like nothing of ours.
fn icon(name: &str) -> Option<&'static str> {
    match name {
        "icon.svg" => Some(include_str!("../assets/icon.svg")),
        "away.svg" => Some(include_str!("../assets/away.svg")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn brotli_is_sent_only_to_those_who_accept_it() {
        let says = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(text));
            accepts_brotli(&headers)
        };
        assert!(says("gzip, deflate, br, zstd"));
        assert!(says("br;q=0.5"));
        assert!(!says("gzip, br;q=0"));
        assert!(!says("gzip"));
        assert!(!accepts_brotli(&HeaderMap::new()));
    }
}
