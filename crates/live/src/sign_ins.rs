//! Which visits hang on which sign-in, so that ending one ends its sockets and media within the call.

use crate::host::Errand;
use crate::outbox::Outbox;
use crate::ports::MediaRoom;
use domain::SignInId;
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
}

pub(crate) struct OpenVisit {
    pub(crate) connection: ConnectionId,
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

/// The sign-in is over.
#[derive(Debug)]
pub(crate) struct Ended;

impl SignIns {
    pub(crate) fn register(&self, sign_in: SignInId, visit: OpenVisit) -> Result<(), Ended> {
        let mut known = self.lock();
        if known.ended.contains(&sign_in) {
            return Err(Ended);
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
            // A visit that another page has taken over no longer speaks for the seat.
            if !visit.outbox.end(Some(why)) {
                continue;
            }
            if let Some(media) = visit.media.upgrade() {
                media.disconnect(visit.seat);
            }
            // A room that is gone has nothing left to lose.
            let _ = visit.room.send(Errand::Lost {
                connection: visit.connection,
            });
        }
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
