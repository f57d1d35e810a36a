//! Selective forwarding without input or output: datagrams and the time go in, datagrams and events come out.
//!
//! A [`Room`] holds one peer connection per participant (str0m in RTP mode, ICE-lite) and forwards what each
//! one publishes to the receiving m-lines of the others. It knows numbers, never people, and reads nothing of a
//! frame beyond the VP8 payload descriptor and the first byte behind it, so frames may be sealed end to end.
//!
//! *A packet's way*: [`Room::handle`] finds the participant (`route.rs`), checks that its path was validated by
//! ICE (`path.rs`), lets its peer connection open it (`participant.rs`), numbers it for every receiver
//! (`forward.rs`, `rewrite.rs`) and leaves datagrams for [`Room::poll`].
//!
//! Bandwidth estimation is off and packets are not paced: without simulcast there is nothing to choose, so an
//! estimate would move nothing, and the batching of writes per receiver is proven only without a pacer. Both
//! come together with layers.

mod capture;
mod forward;
mod guard;
#[cfg(test)]
mod isolation;
mod keyframes;
mod names;
mod offer;
mod participant;
mod path;
mod rewrite;
mod room;
pub mod route;
mod speech;
mod stack;
mod wire;

pub use names::{Credentials, Kind, Levels, ParticipantId, Randomness, Slot};
pub use offer::OfferRefused;
pub use room::{Room, RoomConfig};
pub use wire::{Datagram, Event, Output, Why};
