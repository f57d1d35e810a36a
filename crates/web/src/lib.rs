//! The only crate that knows HTTP: pages, forms, signalling sockets, and the headers and checks every answer carries.
//!
//! A request's way: `routes.rs` (which address, for which policy action) -> `middleware/` (host, origin, size, time)
//! -> `handlers/` (ask `app`) -> `pages/` (a struct and a template) -> `middleware/dress.rs` (trouble, as a page).
//! The room's socket: `signalling/`.

mod answer;
pub mod assets;
mod client_address;
mod cookie;
mod data;
mod data_block;
mod default_agreement;
mod device;
mod first_visitor;
mod form;
mod handlers;
mod icons;
mod middleware;
mod numbers;
pub mod pages;
mod proxies;
mod qr;
mod routes;
mod say;
mod signalling;
mod visitor;
mod web;
mod when;

pub use assets::{ClientNotBuilt, check as check_assets};
pub use default_agreement::default_agreement;
pub use middleware::hosts::Hosts;
pub use middleware::rate::Limits;
pub use proxies::{NotAProxy, TrustedProxy};
pub use routes::declared as declared_routes;
pub use say::Say;
pub use web::Web;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// The longest a page may take before the person is told so.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everything under one roof. Serve it with `into_make_service_with_connect_info::<SocketAddr>()`, so that rate
/// limits can tell clients apart.
pub fn router(web: Web) -> Router {
    let house = web::House::new(web);
    routes::router()
        .layer(from_fn(middleware::origin::check))
        .layer(CatchPanicLayer::custom(middleware::panics::answer))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::REQUEST_TIMEOUT,
            PATIENCE,
        ))
        .layer(from_fn_with_state(house.clone(), middleware::hosts::check))
        .layer(from_fn_with_state(house.clone(), middleware::dress::dress))
        .layer(from_fn(middleware::headers::add))
        .layer(CompressionLayer::new())
        .with_state(house)
}
