//! Which visits hang on which sign-in and on which place in a group, so that ending either ends its sockets and media within
//! the call.

use crate::host::Errand;
use crate::outbox::Outbox;
use crate::ports::MediaRoom;
use domain::{MembershipId, SignInId};
use room::{CloseReason, ConnectionId};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tokio::sync::mpsc::UnboundedSender;

/// Enough to cover every entrance that is under way while sign-ins end.
const ENDED_REMEMBERED: usize = 4_096;

#[derive(Debug, Default)]
pub(crate) struct SignIns(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    open: BTreeMap<SignInId, Vec<OpenVisit>>,
    /// An entrance may be under way while its sign-in ends: it must not open a socket afterwards.
    ended: VecDeque<SignInId>,
    /// How many places have changed, and which was the how manieth: an entrance that read its place before is to read again.
    changes: u64,
    changed: BTreeMap<MembershipId, u64>,
}

/// Taken before a place is read from the store.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ticket(u64);

pub(crate) struct OpenVisit {
    pub(crate) connection: ConnectionId,
    pub(crate) member: MembershipId,
    pub(crate) seat: u8,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) media: Weak<dyn MediaRoom>,
    pub(crate) room: UnboundedSender<Errand>,
}

impl std::fmt::Debug for OpenVisit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenVisit({})", self.connection.0)
    }
}

impl OpenVisit {
    fn end(self, why: CloseReason) {
        // A visit that another page has taken over no longer speaks for the seat.
        if !self.outbox.end(Some(why)) {
            return;
        }
        if let Some(media) = self.media.upgrade() {
            media.disconnect(self.seat);
        }
        // A room that is gone has nothing left to lose.
        let _ = self.room.send(Errand::Lost {
            connection: self.connection,
        });
    }
}

/// Why a visit does not begin.
#[derive(Debug)]
pub(crate) enum NotNow {
    /// The sign-in is over.
    SignedOut,
    /// The place has changed since it was read.
    Overtaken,
}

impl SignIns {
    pub(crate) fn ticket(&self) -> Ticket {
        Ticket(self.lock().changes)
    }

    pub(crate) fn register(&self, sign_in: SignInId, ticket: Ticket, visit: OpenVisit) -> Result<(), NotNow> {
        let mut known = self.lock();
        if known.ended.contains(&sign_in) {
            return Err(NotNow::SignedOut);
        }
        if known.changed.get(&visit.member).is_some_and(|at| *at > ticket.0) {
            return Err(NotNow::Overtaken);
        }
        known.open.entry(sign_in).or_default().push(visit);
        Ok(())
    }

    pub(crate) fn forget(&self, sign_in: SignInId, connection: ConnectionId) {
        let mut known = self.lock();
        if let Some(visits) = known.open.get_mut(&sign_in) {
            visits.retain(|visit| visit.connection != connection);
            if visits.is_empty() {
                known.open.remove(&sign_in);
            }
        }
    }

    /// Every sign-in that has a visit open now.
    pub(crate) fn open(&self) -> Vec<SignInId> {
        self.lock().open.keys().copied().collect()
    }

    /// When this returns, the sockets are told to close, and why, and the media are being taken down.
    pub(crate) fn end(&self, sign_in: SignInId, why: CloseReason) {
        let visits = {
            let mut known = self.lock();
            if !known.ended.contains(&sign_in) {
                if known.ended.len() >= ENDED_REMEMBERED {
                    known.ended.pop_front();
                }
                known.ended.push_back(sign_in);
            }
            known.open.remove(&sign_in).unwrap_or_default()
        };
        for visit in visits {
            visit.end(why);
        }
    }

    /// This place is not what it was: as above, for every visit that was let in on it.
    pub(crate) fn place_changed(&self, member: MembershipId, why: CloseReason) {
        let visits = {
            let mut known = self.lock();
            known.changes += 1;
            let at = known.changes;
            known.changed.insert(member, at);
            let mut gone = Vec::new();
            for visits in known.open.values_mut() {
                gone.extend(visits.extract_if(.., |visit| visit.member == member));
            }
            known.open.retain(|_, visits| !visits.is_empty());
            gone
        };
        for visit in visits {
            visit.end(why);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
