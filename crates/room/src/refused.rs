//! Why something was not done. Only the person who tried hears it.

/// A rule said no; nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refused {
    #[error("the door is not open yet")]
    DoorNotOpen,
    #[error("the session is over")]
    SessionOver,
    #[error("removed for this session")]
    Removed,
    #[error("not a value of this message")]
    Malformed,
    #[error("larger than allowed")]
    TooLarge,
    #[error("not allowed for this person now")]
    NotAllowed,
    #[error("no such member, phase, note or slot here")]
    NotFound,
    #[error("only from a seat in the circle")]
    NotInTheCircle,
    #[error("the turn, the round or the note has moved on")]
    TooLate,
    #[error("the offer cannot be answered")]
    BadOffer,
    #[error("slower, please")]
    TooFast,
}
