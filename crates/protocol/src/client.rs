//! What a browser (or a bot) may say to the room.

use crate::opaque::Opaque;
use crate::seal::SealSaid;
use crate::view::Card;
use serde::{Deserialize, Serialize};

/// One text frame from the browser: a message, and a number by which a refusal names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClientFrame {
    /// Chosen by the browser; echoed as `re` in a refusal. 0 when no answer is awaited.
    #[serde(default)]
    pub id: u32,
    pub message: ClientMessage,
}

/// The first frame must be `hello`; everything else is refused until then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientMessage {
    /// Opens the conversation. `page` is random per loaded page, so that a reload is told apart from a second tab.
    Hello { protocol: u16, page: String },
    /// An SDP offer for this page's one peer connection, and which m-line receives whom.
    MediaOffer { sdp: String, slots: Vec<MediaSlot> },
    /// What this person lets out now. Shown to everyone ("Muted", camera off).
    MediaState(MediaState),
    /// Chat, a raised hand, check-in words: an MLS message for the others, unread by the server.
    Content { body: Opaque },
    /// Asks every facilitator for help without the circle seeing it.
    TellQuietly { signal: QuietSignal },
    /// "I have spoken": hands the floor to the next seat of the round.
    PassFloor,
    /// "Not today": gives the floor up without speaking, or says in advance that one will pass.
    PassTurn,
    /// The view is hidden (somebody came in) or shown again.
    HidePage { hidden: bool },
    /// Leaves for tonight. `leave` is this device's own word that its keys go (empty: it holds none).
    StepOut { leave: Opaque },
    /// About the keys of the circle.
    Seal { said: SealSaid },
    /// This member's pictures cannot be opened before a fresh one begins: asks their camera for it.
    NeedKeyFrame { member: String },
    /// Keeps the socket and its proxies awake. Answered by `pong`.
    Ping,

    // From here on for facilitators.
    /// Lets one waiting person in, with the token their device will need.
    Admit { admission: AdmissionGrant },
    /// Lets in everyone who waits and is named here.
    AdmitAll { admissions: Vec<AdmissionGrant> },
    /// Moves the session to this phase of its plan.
    MoveToPhase { index: u8 },
    /// Begins a round in seat order.
    StartRound,
    /// Ends the round before everyone has had the floor.
    EndRound,
    /// Goes on to the next seat without waiting for this person.
    SkipTurn { member: String },
    /// Asks a person to mute. They decide.
    AskToMute { member: String },
    /// Removes a person for this session. The reason is kept in the audit log; `order` is the device's signature under the
    /// removal, which is what counts for the others' devices (empty: this device holds no keys).
    Remove {
        member: String,
        reason: String,
        order: Opaque,
    },
    /// Nobody new may come to the door while it is locked.
    Lock { locked: bool },
    /// Holds the circle with a card everybody sees, or lets it go on (`null`).
    Hold { card: Option<Card> },
    /// Tells a member that their quiet signal was seen.
    SeenQuietly { note: u32 },
    /// Opens a seat's emergency card. Logged.
    OpenCard { member: String },
    /// Ends the session for everybody.
    EndForAll,
}

/// An admission: who, and the bytes their device will show to the circle's devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AdmissionGrant {
    pub member: String,
    pub token: Opaque,
}

/// One receiving m-line of the offer and the member whose voice or picture it carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MediaSlot {
    /// The `a=mid` value of the m-line.
    pub mid: String,
    pub member: String,
    pub kind: MediaKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Audio,
    Video,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MediaState {
    pub microphone: Switch,
    pub camera: Switch,
}

/// `Absent` is a person without such a device, or who refused it: they listen, or are heard only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    On,
    Off,
    Absent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum QuietSignal {
    NotOk,
    ComeBackToMe,
    NeedABreak,
}
