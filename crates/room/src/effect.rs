//! What the room wants done: facts to store, words to single sockets, media to connect and to end.

use crate::content::Body;
use crate::input::ConnectionId;
use crate::media::SeatSlot;
use crate::refused::Refused;
use crate::view::View;
use domain::MembershipId;
use domain::emergency::EmergencyCard;
use domain::live::{LiveFact, QuietSignal};
use jiff::Timestamp;

/// One thing for the host to do. All `Record`s of one input are to be stored before any other effect of it is
/// carried out: what people have been shown must survive a crash.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Record(LiveFact),
    /// What this person sees has changed: send [`crate::Room::screen`] again. Only the newest matters.
    Show {
        connection: ConnectionId,
    },
    Tell {
        connection: ConnectionId,
        notice: Notice,
    },
    /// Answer this page's offer; the seat is the participant's number.
    ConnectMedia {
        connection: ConnectionId,
        seat: u8,
        sdp: String,
        slots: Vec<SeatSlot>,
    },
    /// Ask this seat's camera for a picture that needs none before it.
    AskKeyFrame {
        seat: u8,
    },
    /// This seat's media are over, whether there are any or not.
    EndMedia {
        seat: u8,
    },
    /// A facilitator opens this person's emergency card; opening is logged.
    OpenCard {
        connection: ConnectionId,
        by: MembershipId,
        of: MembershipId,
    },
    /// Say why, then end the socket.
    Close {
        connection: ConnectionId,
        why: CloseReason,
    },
    /// The same page came back on a new line: let the old socket go without a word, or the page would believe
    /// that another one had taken its seat.
    Drop {
        connection: ConnectionId,
    },
}

/// What one person is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// In the waiting room. No roster, no count.
    Waiting {
        facilitator_is_here: bool,
        locked: bool,
    },
    /// The door is open for this person. Said again at each return, for a page that was loaded anew.
    Admitted {
        token: Vec<u8>,
    },
    Room(Box<View>),
    Speaking {
        members: Vec<MembershipId>,
    },
    MediaAnswer {
        sdp: String,
    },
    Content {
        seq: u64,
        from: MembershipId,
        at: Timestamp,
        body: Body,
    },
    AskedToMute {
        by: MembershipId,
    },
    QuietHeard {
        signal: QuietSignal,
        seen_by: Option<MembershipId>,
    },
    Card(Box<EmergencyCard>),
    End(CloseReason),
    Refused {
        re: u32,
        why: Refused,
    },
}

/// Why a socket is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CloseReason {
    SessionOver,
    Removed,
    TakenOver,
    SteppedOut,
    SignedOut,
    /// They were erased, as they asked.
    Erased,
    TooMuch,
    PlacePaused,
    PlaceEnded,
    /// What this person may do here has changed: the page is to be loaded again, and the seat is kept.
    Renewed,
}
