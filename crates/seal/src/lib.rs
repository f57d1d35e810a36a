//! How a circle is locked; docs/e2ee.md is the whole of it on paper. Native half: the server orders handshakes and holds no
//! secret (`Delivery`), a bot is a full member (`Member`). Both judge by the same rules (`rules`), on MLS by OpenMLS.
//! No I/O, no clock, no chance of its own.

mod agreement;
mod bytes;
mod chain;
mod code;
pub mod delivery;
mod key;
pub mod member;
mod mls;
mod name;
mod reasons;
pub mod rules;
pub mod sframe;
mod statements;
#[cfg(test)]
mod vectors;
mod whisper;

#[cfg(test)]
#[path = "../tests/seal/published.rs"]
mod published;

pub use agreement::{Agreement, LONGEST_PATIENCE_MS, PATIENCE_MS};
pub use bytes::Malformed;
pub use chain::{Chain, founding_link, link};
pub use code::short_code;
pub use delivery::Delivery;
pub use key::{Key, PublicKey, Signature};
pub use member::Member;
pub use mls::NotTaken;
pub use name::Name;
pub use reasons::{Reason, read_reasons, write_reasons};
pub use statements::{
    Agreed, CircleId, Identity, Leave, Link, Loss, NamesItsSigner, Order, Signed, Statement, Token,
};
pub use whisper::{Way, WhisperKey, whisper};

/// The cryptography and the chance that OpenMLS asks for. Made by whoever runs a machine of this crate, and handed in.
pub use openmls_rust_crypto::OpenMlsRustCrypto as Provider;
