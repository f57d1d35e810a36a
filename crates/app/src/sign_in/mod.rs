//! Signing in by a one-time link, staying signed in, and ending it.
//!
//! Tokens are 256 random bits; the store keeps their SHA-256. A GET never spends a link: mail scanners follow links.

mod devices;
mod end;
mod lifetime;
mod limit;
mod link;
mod look_at_link;
mod request_link;
mod resume;
mod spend_link;

pub use devices::{Device, devices};
pub use end::end;
pub use look_at_link::{LinkState, look_at_link};
pub use request_link::{LINK_MINUTES, request_link};
pub use resume::resume;
pub use spend_link::{NewSignIn, spend_link};

pub(crate) use limit::Doorman;
pub(crate) use link::add_link;
pub(crate) use spend_link::sign_in_as;

/// See [`crate::App::when_sign_in_ends`].
pub(crate) type EndHook = std::sync::Arc<dyn Fn(domain::SignInId) + Send + Sync>;
