//! What a person is told about their own account: in a letter, and on their pages until they put it away.

use crate::PersonId;
use crate::id::NoticeId;
use jiff::Timestamp;

/// What happened. Neutral by kind: no notice names a group, a topic or another person, because somebody else may read the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Happened {
    /// On a browser that we had not seen this person in.
    SignedIn,
    PasskeyAdded,
    PasskeyRemoved,
    /// Whoever runs the server took every passkey off, and the password, because this person had lost them.
    PasskeysForgotten,
    /// A way to sign in other than a passkey: a password, codes of an app, an account elsewhere.
    WayAdded,
    WayRemoved,
    /// The password was right and the code was wrong too often: it signs nobody in until another is set.
    PasswordRests,
    /// Who lost every passkey asked to come back in.
    RecoveryAsked,
    RecoveryConfirmed,
    RecoveryStopped,
    RecoveryDone,
    /// To those who lead beside them: a colleague asked to come back in.
    ColleagueAsks,
    /// Somebody had something kept about this person opened to them outside of the usual way, and gave a reason.
    OpenedInEmergency,
    /// The words that somebody left for the time after them were asked for.
    WillAsked,
    /// They were handed to the one they were left to.
    WillHandedOver,
}

impl Happened {
    pub const ALL: [Self; 15] = [
        Self::SignedIn,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::PasskeysForgotten,
        Self::WayAdded,
        Self::WayRemoved,
        Self::PasswordRests,
        Self::RecoveryAsked,
        Self::RecoveryConfirmed,
        Self::RecoveryStopped,
        Self::RecoveryDone,
        Self::ColleagueAsks,
        Self::OpenedInEmergency,
        Self::WillAsked,
        Self::WillHandedOver,
    ];

    /// As the database keeps it, and as the words of the pages and letters are called: `notice-…`, `notice-…-next`. Never changes.
    pub fn word(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::PasskeysForgotten => "passkeys-forgotten",
            Self::WayAdded => "way-added",
            Self::WayRemoved => "way-removed",
            Self::PasswordRests => "password-rests",
            Self::RecoveryAsked => "recovery-asked",
            Self::RecoveryConfirmed => "recovery-confirmed",
            Self::RecoveryStopped => "recovery-stopped",
            Self::RecoveryDone => "recovery-done",
            Self::ColleagueAsks => "colleague-asks",
            Self::OpenedInEmergency => "opened-in-emergency",
            Self::WillAsked => "will-asked",
            Self::WillHandedOver => "will-handed-over",
        }
    }

    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub person: PersonId,
    pub happened: Happened,
    /// "Firefox on Linux", where a device did it.
    pub device: Option<String>,
    pub at: Timestamp,
    /// Off the page of the day since then. The list beside the devices keeps it: whoever got in could put it away too.
    pub put_away_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_what_happened() {
        for one in Happened::ALL {
            assert_eq!(Happened::of_word(one.word()), Some(one));
        }
        assert_eq!(Happened::of_word(""), None);
    }
}
