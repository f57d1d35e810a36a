//! One live session as people live it: waiting room, circle of seats, plan, rounds, lead, quiet signals.
//!
//! A pure machine with one door: [`Room::handle`] takes an [`Input`] and a time, [`Room::poll`] gives out the
//! [`Effect`]s. No clock, no sockets, no randomness, no people's names in logs. The rules that were promised:
//!
//! - The waiting see nobody, and nobody joins unseen: a roster reaches only people in the circle.
//! - A person admitted once returns to the same seat without queueing, unless they were removed; a removed
//!   person does not return to this session, not even after a crash.
//! - Those who lead need no admission, and a locked door does not keep them out: somebody must be able to take over.
//! - Seats have one order, for everyone, all evening.
//!
//! Where to look: [`Input`] and [`Act`] in `input.rs`, [`Effect`] and [`Notice`] in `effect.rs`, what people see in
//! `view.rs`; the rules by kind of input in `arrivals.rs`, `leading.rs`, `rounds.rs`, `quiet.rs`, `content.rs`,
//! `media.rs`, `limits.rs`; what happens by itself in `time.rs`.

mod arrivals;
mod chair;
mod content;
mod effect;
mod input;
mod leading;
mod limits;
mod media;
mod quiet;
mod refused;
mod room;
mod rounds;
mod time;
mod view;
mod views;

pub use content::{Body, MAX_CONTENT_BYTES};
pub use domain::live::{
    Admission, Airtime, Card, LiveFact, LiveSetup as Setup, QuietSignal, RoundPosition, SeatHolder, Turn,
    TurnState,
};
pub use effect::{CloseReason, Effect, Notice};
pub use input::{Act, Asks, ConnectionId, Input, MAX_REASON_CHARS, MAX_TOKEN_BYTES, MediaOffer, OfferedSlot};
pub use media::{MediaKind, MediaState, SeatSlot, Switch};
pub use quiet::GROWS_AFTER;
pub use refused::Refused;
pub use room::Room;
pub use time::{LEAD_KEPT, SEAT_KEPT};
pub use view::{Desk, Presence, QuietNote, Seat, View, WaitingPerson};

#[cfg(test)]
mod evening;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod scenarios;
