//! What each person says before coming in: where they are, whether alone, how they may safely be reached (L2).

use crate::{MembershipId, Private, SessionId};
use jiff::Timestamp;

/// Today's answers at the door. They belong to one session and are asked again at the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorAnswers {
    pub session: SessionId,
    pub member: MembershipId,
    /// Where to send help: street and town, as the person wrote it.
    pub place: Private<String>,
    /// ISO 3166-1 alpha-2; chooses the numbers *Help now* shows.
    pub country: String,
    pub alone: Alone,
    pub safe_channel: SafeChannel,
    pub answered_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alone {
    Yes,
    No,
}

/// The one way in which this person may be reached tonight without being put in danger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SafeChannel {
    Ring,
    Text,
    Email,
    /// Nothing is safe tonight: nobody rings, texts or mails.
    None,
}
