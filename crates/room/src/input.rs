//! Everything that can happen to a room, and what a person in it may do.

use crate::content::Body;
use crate::media::{MediaKind, MediaState};
use domain::live::{Admission, Airtime, Card, QuietSignal, SeatHolder};
use domain::{MembershipId, Private};

/// One socket of one page. Chosen by the host, never used twice in one room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u64);

/// What happens to a room.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// What the store says of one seat now: a new membership, another role, fresh answers at the door, a pause or its end.
    /// The host says it before each arrival. It admits nobody; whoever is paused is out at once.
    Seat(Box<SeatHolder>),
    /// This person has no place in the group any more: they are out at once, and nobody sits on the chair tonight but somebody new.
    PlaceEnded { member: MembershipId },
    /// A page of this member reaches the room. `page` is random per loaded page.
    Arrive {
        connection: ConnectionId,
        member: MembershipId,
        page: String,
    },
    /// The socket is gone, for whatever reason.
    Lost { connection: ConnectionId },
    /// This person was erased, as they asked: nothing of theirs is kept any more, and nothing is to be stored for them.
    Erased { member: MembershipId },
    /// A person does something.
    Act { connection: ConnectionId, act: Act },
    /// Whose voice is heard now.
    Speaking(Vec<MembershipId>),
    /// Seconds of speech to add to what is known.
    Spoke(Vec<Airtime>),
    /// Nothing but time has passed.
    Time,
}

/// What a person in the room may do. [`Act::asks`] says who may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    OfferMedia(MediaOffer),
    /// What this person lets out now.
    ShowMedia(MediaState),
    /// Chat, a raised hand, check-in words: bytes for the others, unread here.
    Send(Body),
    TellQuietly(QuietSignal),
    /// "I have spoken."
    PassFloor,
    /// "Not today": now, or said in advance.
    PassTurn,
    HidePage {
        hidden: bool,
    },
    /// This member's pictures cannot be opened here before a fresh one begins.
    NeedKeyFrame {
        member: MembershipId,
    },
    /// Leaves for tonight; the way back stays open.
    StepOut,
    Admit(Admission),
    /// Admits everyone named here who still waits.
    AdmitAll(Vec<Admission>),
    MoveToPhase {
        index: u8,
    },
    StartRound,
    EndRound,
    SkipTurn {
        member: MembershipId,
    },
    AskToMute {
        member: MembershipId,
    },
    Remove {
        member: MembershipId,
        reason: Private<String>,
    },
    Lock {
        locked: bool,
    },
    Hold {
        card: Option<Card>,
    },
    SeenQuietly {
        note: u32,
    },
    OpenCard {
        member: MembershipId,
    },
    EndForAll,
}

/// Where a person must be to do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// In the waiting room or in the circle: help and the way out are open everywhere.
    Anywhere,
    Circle,
    /// In the circle, as facilitator or co-facilitator.
    Leading,
}

impl Act {
    /// Who may do this. The room asks here and nowhere else.
    pub fn asks(&self) -> Asks {
        match self {
            Act::TellQuietly(_) | Act::HidePage { .. } | Act::StepOut => Asks::Anywhere,
            Act::OfferMedia(_)
            | Act::ShowMedia(_)
            | Act::Send(_)
            | Act::PassFloor
            | Act::PassTurn
            | Act::NeedKeyFrame { .. } => Asks::Circle,
            Act::Admit(_)
            | Act::AdmitAll(_)
            | Act::MoveToPhase { .. }
            | Act::StartRound
            | Act::EndRound
            | Act::SkipTurn { .. }
            | Act::AskToMute { .. }
            | Act::Remove { .. }
            | Act::Lock { .. }
            | Act::Hold { .. }
            | Act::SeenQuietly { .. }
            | Act::OpenCard { .. }
            | Act::EndForAll => Asks::Leading,
        }
    }
}

/// The largest admission token.
pub const MAX_TOKEN_BYTES: usize = 1024;
/// A reason for removal is written for the audit log: 1 to this many characters.
pub const MAX_REASON_CHARS: usize = 500;

/// An offer for a page's one peer connection. The description itself is not read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaOffer {
    pub sdp: String,
    pub slots: Vec<OfferedSlot>,
}

/// One receiving m-line and the member whose voice or picture it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedSlot {
    pub mid: String,
    pub member: MembershipId,
    pub kind: MediaKind,
}
