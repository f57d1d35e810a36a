//! One chair: whose it is, whether they were let in, and what their line is doing.

use crate::input::ConnectionId;
use crate::media::{MediaState, Switch};
use domain::MembershipId;
use domain::live::SeatHolder;
use domain::membership::Role;
use jiff::Timestamp;

#[derive(Debug)]
pub(crate) struct Chair {
    pub(crate) holder: SeatHolder,
    /// The place behind it has ended: somebody new may be given the chair.
    pub(crate) is_given_up: bool,
    pub(crate) entry: Entry,
    pub(crate) line: Line,
    /// The page that sat here last: a socket of the same page is the same visit.
    pub(crate) page: Option<String>,
    pub(crate) page_hidden: bool,
    pub(crate) media: MediaState,
    pub(crate) airtime_s: f64,
}

/// How far a person was let in, tonight.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Outside,
    Waiting {
        since: Timestamp,
    },
    /// `content_after`: what was said up to this number was said before they were let in.
    Admitted {
        token: Vec<u8>,
        content_after: u64,
    },
    Removed,
    /// Their place in the group rests or is over.
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    None,
    Open(ConnectionId),
    Dropped { at: Timestamp },
    SteppedOut,
}

impl Chair {
    pub(crate) fn empty(holder: SeatHolder) -> Self {
        let media = MediaState {
            microphone: Switch::Off,
            camera: Switch::Off,
        };
        Self {
            entry: if holder.is_paused {
                Entry::Closed
            } else {
                Entry::Outside
            },
            holder,
            is_given_up: false,
            line: Line::None,
            page: None,
            page_hidden: false,
            media,
            airtime_s: 0.0,
        }
    }

    pub(crate) fn member(&self) -> MembershipId {
        self.holder.member
    }

    pub(crate) fn leads(&self) -> bool {
        self.holder.role.leads()
    }

    /// Observers sit in the circle like everyone, but are not asked to speak.
    pub(crate) fn takes_turns(&self) -> bool {
        self.holder.role != Role::Observer
    }

    pub(crate) fn is_admitted(&self) -> bool {
        matches!(self.entry, Entry::Admitted { .. })
    }

    pub(crate) fn waits(&self) -> bool {
        matches!(self.entry, Entry::Waiting { .. })
    }

    pub(crate) fn connection(&self) -> Option<ConnectionId> {
        if let Line::Open(connection) = self.line {
            Some(connection)
        } else {
            None
        }
    }

    /// Sits in the circle now.
    pub(crate) fn is_in_the_circle(&self) -> bool {
        self.is_admitted() && matches!(self.line, Line::Open(_))
    }

    /// Sits in the circle, or lost the line a moment ago.
    pub(crate) fn is_kept(&self) -> bool {
        self.is_admitted() && matches!(self.line, Line::Open(_) | Line::Dropped { .. })
    }
}
