//! The wire between a room in a browser and the server: every signalling message, versioned.
//!
//! Control (seats, phases, turns, mute) is typed here and understood by the server. Content (chat,
//! raised hands, check-in words) is opaque bytes: ordered, delivered, never parsed by the server.
//! People are named by their membership id in this group and by nothing else.
//! Knows serde and nothing of ours; `web` converts these into the room's own words at its edge.

mod client;
mod opaque;
mod seal;
mod server;
mod view;

pub use client::{
    AdmissionGrant, ClientFrame, ClientMessage, MediaKind, MediaSlot, MediaState, QuietSignal, Switch,
};
pub use opaque::Opaque;
pub use seal::{SealAdd, SealDevice, SealSaid, SealTold};
pub use server::{EmergencyCard, EndReason, RefusalCode, ServerMessage};
pub use view::{
    Airtime, Card, Desk, Phase, PhaseKind, Presence, QuietNote, Role, RoomView, Round, Seat, Turn, TurnState,
    Waiting,
};

/// The version both sides must name in `hello`. It grows when a message changes its meaning.
pub const VERSION: u16 = 2;

/// The largest text frame the server reads, in bytes. A browser's offer for fifteen seats is about 40 kB.
pub const MAX_FRAME_BYTES: usize = 128 * 1024;

/// The largest opaque content body, in bytes after base64.
pub const MAX_CONTENT_BYTES: usize = 8 * 1024;

/// The largest admission token, in bytes after base64.
pub const MAX_TOKEN_BYTES: usize = 1024;

/// The largest handshake, statement or whisper about the seal, in bytes after base64. A frame carries what its own limit allows.
pub const MAX_SEAL_BYTES: usize = 64 * 1024;
