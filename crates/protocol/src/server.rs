//! What the server says to one browser in the room.

use crate::client::QuietSignal;
use crate::opaque::Opaque;
use crate::seal::SealTold;
use crate::view::{Role, RoomView};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// Answers `hello`. Tells a person who they are here, and nothing of the others.
    Welcome {
        protocol: u16,
        you: String,
        alias: String,
        role: Role,
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        now_ms: i64,
    },
    /// In the waiting room. No roster, no count.
    Waiting {
        facilitator_is_here: bool,
        locked: bool,
    },
    /// The door is open for this person; `token` is what the facilitator's device signed for theirs.
    Admitted {
        token: Opaque,
    },
    /// The circle, whole. Sent on every change.
    Room(Box<RoomView>),
    /// Whose voice is heard now. Transient, several times a second at most.
    Speaking {
        members: Vec<String>,
    },
    /// Answers `media_offer`.
    MediaAnswer {
        sdp: String,
    },
    /// Content in one order for everyone. `seq` grows by one for the whole session.
    Content {
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        from: String,
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        at_ms: i64,
        body: Opaque,
    },
    /// A facilitator asks this person to mute.
    AskedToMute {
        by: String,
    },
    /// What became of this member's own quiet signal.
    QuietHeard {
        signal: QuietSignal,
        seen_by: Option<String>,
    },
    /// A seat's emergency card, for the facilitator who opened it.
    Card(Box<EmergencyCard>),
    /// This socket is over. The browser does not come back by itself.
    End {
        reason: EndReason,
    },
    /// About the keys of the circle.
    Seal {
        told: SealTold,
    },
    /// A message was not carried out. Only its sender hears this.
    Refused {
        re: u32,
        code: RefusalCode,
    },
    Pong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// A facilitator ended the session for all, or its time is over.
    SessionOver,
    /// A facilitator removed this person for this session.
    Removed,
    /// The same person opened the room elsewhere; the newer page has the seat.
    TakenOver,
    /// This person stepped out.
    SteppedOut,
    /// The sign-in behind this socket was ended.
    SignedOut,
    /// This person was erased, as they asked.
    Erased,
    /// This browser speaks another version of the wire, or its person may do other things here than before: load the page again.
    OldPage,
    /// Too many or too large messages.
    TooMuch,
    /// This person's place in the group was paused: seat and chair are kept.
    PlacePaused,
    /// This person has no place in the group any more.
    PlaceEnded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// Not JSON, or not a message of this version.
    Malformed,
    /// Well-formed, but larger than the wire allows.
    TooLarge,
    /// `hello` comes first.
    HelloFirst,
    /// Only for facilitators, or only for the person who has the floor.
    NotAllowed,
    /// No such member, phase, note or slot here.
    NotFound,
    /// Only from a seat in the circle.
    NotInTheCircle,
    /// It came too late: the turn, the round or the note has moved on.
    TooLate,
    /// The offer could not be answered.
    BadOffer,
    /// Slower, please.
    TooFast,
}

/// Who a person is and how to send help, as they said it at today's door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EmergencyCard {
    pub member: String,
    pub alias: String,
    pub legal_name: String,
    /// Where they said they are now.
    pub place: String,
    /// ISO 3166-1 alpha-2 country of that place.
    pub country: String,
    pub alone: bool,
    pub phone: String,
    pub safe_to_ring: bool,
    /// The channel they marked as safe, in their words ("text", "ring", "e-mail", "none").
    pub safe_channel: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_relation: String,
    /// Emergency number of that country.
    pub emergency_number: String,
}
