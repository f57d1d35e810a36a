//! What goes into a room and what comes out of it.

use std::net::SocketAddr;

use crate::ParticipantId;

/// One UDP datagram that arrived. `destination` is the address it was sent to, as the room advertises it.
#[derive(Debug, Clone)]
pub struct Datagram {
    pub source: SocketAddr,
    pub destination: SocketAddr,
    pub contents: Vec<u8>,
}

/// What [`crate::Room::poll`] gives.
#[derive(Debug)]
pub enum Output {
    /// To be sent from `source` (one of the room's advertised addresses) to `destination`.
    /// A room sends only to addresses that authenticated themselves by ICE.
    Transmit {
        source: SocketAddr,
        destination: SocketAddr,
        contents: Vec<u8>,
    },
    Event(Event),
}

/// What a room tells its host.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// ICE and DTLS are up: this participant hears and sees from now on.
    Connected(ParticipantId),
    /// Who speaks now, in order of id. Sent only when it changes.
    Speaking(Vec<ParticipantId>),
    /// The connection is gone without being asked to; a new offer brings the participant back.
    Ended { id: ParticipantId, why: Why },
}

/// Why a connection ended by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing valid was heard for 15 seconds, or the other side closed.
    Lost,
    /// Its own packets or a broken invariant stopped it; nobody else was touched.
    Fault,
}
