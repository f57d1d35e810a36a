//! Hosts running rooms: one task for each session that people are in, driving `room`, media and the store.
//!
//! [`Live::enter`] checks the door and gives out a [`Visit`]: what one socket does and hears. Facts are stored
//! before their effect is shown to anyone, so a crash re-admits nobody. Ending a sign-in ends its sockets and its
//! media within the same call; so does erasing a person. A room task that panics takes nothing with it: its sockets close, people rejoin,
//! and the room stands as it was stored.
//!
//! A way through: `entrance.rs` (who may come to the door) -> `live.rs` (which room task) -> `host.rs` (the task)
//! -> `carry_out.rs` (effects) and `sealing.rs` (the keys) -> `outbox.rs` (what waits for one socket) -> `visit.rs` (the socket's side).

mod airtime;
mod carry_out;
mod entrance;
mod host;
mod live;
mod outbox;
mod ports;
mod seal_act;
mod sealing;
mod sign_ins;
mod speech;
mod told;
mod visit;
mod whispers;

pub use entrance::{Entrance, EntryRefused};
pub use live::Live;
pub use ports::LineRefused;
pub use room::{
    Act, Admission, Airtime, Body, Card, CloseReason, Desk, MediaKind, MediaOffer, MediaState, Notice,
    OfferedSlot, Presence, QuietNote, QuietSignal, Refused, RoundPosition, Seat, Switch, Turn, TurnState,
    View, WaitingPerson,
};
pub use seal_act::SealAct;
pub use told::{SealAdd, SealDevice, SealTold, Told};
pub use visit::{Visit, You};

#[cfg(test)]
mod tests;
