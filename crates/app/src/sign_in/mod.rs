//! Signing in by a one-time link, staying signed in, and ending it. Passkeys have a folder of their own.
//!
//! Tokens are 256 random bits; the store keeps their SHA-256. A GET never spends a link: mail scanners follow links.

mod devices;
mod end;
mod guesses;
mod lifetime;
mod limit;
mod link;
mod look_at_link;
mod new_sign_in;
mod request_link;
mod resume;
mod spend_link;
mod still_here;
mod sum_up;

pub use devices::{Device, devices};
pub use end::end;
pub use look_at_link::{LinkState, look_at_link};
pub use new_sign_in::NewSignIn;
pub use request_link::{LINK_MINUTES, request_link};
pub use resume::resume;
pub use spend_link::spend_link;
pub use still_here::still_here;
pub use sum_up::sum_up;

pub(crate) use guesses::Guesses;
pub(crate) use limit::{Doorman, KeyHash, key_hash};
pub(crate) use link::add_link;
pub(crate) use new_sign_in::{Shown, sign_in_as, sign_in_here};

/// See [`crate::App::when_sign_in_ends`].
pub(crate) type EndHook = std::sync::Arc<dyn Fn(domain::SignInId) + Send + Sync>;
