//! The shell around `sfu`: the only sockets of media, one thread per room and one per socket.
//!
//! *A datagram's way*: a receive thread (`receive.rs`) reads a batch, finds the room by the route in a STUN
//! request's ufrag or by an address pair a room already answered (`routes.rs`), and hands it to the room's thread
//! (`room_thread.rs`), which drives the pure [`sfu::Room`] and sends what comes out, ordered by destination
//! (`batch.rs`). Strangers get no answer.

mod addresses;
mod batch;
mod handle;
#[cfg(test)]
mod isolation;
mod receive;
mod room_thread;
mod routes;
mod sockets;

pub use handle::{Media, RoomEvent, RoomHandle};
pub use sfu::{Kind, Levels, OfferRefused, ParticipantId, Slot, Why};
pub use sockets::MediaConfig;
