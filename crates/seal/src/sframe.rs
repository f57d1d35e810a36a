//! Frames of sound and pictures under SFrame (RFC 9605), with the cipher of ADR 10: what travels through the forwarder.

mod frame;
mod frame_key;
mod header;
mod kid;
mod receiver;
mod suite;
mod window;

pub use frame::{Parts, Sender};
pub use frame_key::{FrameKey, schedule};
pub use header::Header;
pub use kid::{Kid, Slot};
pub use receiver::{Dropped, KEPT_MS, Receiver, Voice};
pub use suite::Suite;
pub use window::{ReplayWindow, WINDOW};
