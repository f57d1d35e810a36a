//! What waits to be sent to one socket. Bounded: of views only the newest waits, and who does not read is let go.

use crate::told::Told;
use room::{CloseReason, Notice};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// Twice what the room replays to somebody who returns. Bodies are shared, so this is not copied per socket.
const MAX_WAITING: usize = 1_024;

#[derive(Debug, Default)]
pub(crate) struct Outbox {
    queue: Mutex<Queue>,
    bell: Notify,
}

#[derive(Debug, Default)]
struct Queue {
    notices: VecDeque<Told>,
    is_closed: bool,
}

/// Nobody reads here: the socket is to be let go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Overflow;

impl Outbox {
    /// Adds a notice; says so when there are too many. A closed outbox takes nothing.
    pub(crate) fn put(&self, told: impl Into<Told>) -> Result<(), Overflow> {
        let told = told.into();
        let mut queue = self.lock();
        if queue.is_closed {
            return Ok(());
        }
        if matches!(told, Told::Room(Notice::Room(_))) {
            queue
                .notices
                .retain(|waiting| !matches!(waiting, Told::Room(Notice::Waiting { .. })));
        }
        let older = queue.notices.iter_mut().find(|waiting| told.replaces(waiting));
        if let Some(older) = older {
            *older = told;
        } else if queue.notices.len() < MAX_WAITING {
            queue.notices.push_back(told);
        } else {
            return Err(Overflow);
        }
        drop(queue);
        self.bell.notify_one();
        Ok(())
    }

    /// Nothing comes any more; what still waited is forgotten, and the reason, if there is one to say, comes last.
    /// Says whether the outbox was open until now.
    pub(crate) fn end(&self, why: Option<CloseReason>) -> bool {
        let mut queue = self.lock();
        let was_open = !queue.is_closed;
        if was_open {
            queue.is_closed = true;
            queue.notices.clear();
            queue.notices.extend(why.map(|why| Told::Room(Notice::End(why))));
        }
        drop(queue);
        self.bell.notify_one();
        was_open
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.lock().is_closed
    }

    /// The next notice; `None` when the socket is to be closed. Safe to cancel. One reader at a time.
    pub(crate) async fn next(&self) -> Option<Told> {
        loop {
            {
                let mut queue = self.lock();
                if let Some(notice) = queue.notices.pop_front() {
                    return Some(notice);
                }
                if queue.is_closed {
                    // Rings on, for a reader that asks again.
                    self.bell.notify_one();
                    return None;
                }
            }
            self.bell.notified().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaking(people: usize) -> Notice {
        let member = domain::id::Id::from_uuid(Default::default());
        Notice::Speaking {
            members: vec![member; people],
        }
    }

    fn refused(re: u32) -> Notice {
        Notice::Refused {
            re,
            why: room::Refused::TooLate,
        }
    }

    #[tokio::test]
    async fn only_the_newest_of_a_state_waits_and_every_event_does() {
        let outbox = Outbox::default();
        for notice in [speaking(1), refused(1), speaking(2), refused(2)] {
            outbox.put(notice).unwrap();
        }
        for expected in [speaking(2), refused(1), refused(2)] {
            assert_eq!(outbox.next().await, Some(expected.into()));
        }
    }

    #[tokio::test]
    async fn who_does_not_read_overflows() {
        let outbox = Outbox::default();
        for re in 0..u32::try_from(MAX_WAITING).unwrap() {
            outbox.put(refused(re)).unwrap();
        }
        assert_eq!(outbox.put(refused(0)), Err(Overflow));
    }

    #[tokio::test]
    async fn the_end_comes_at_once_and_only_once() {
        let outbox = Outbox::default();
        outbox.put(refused(1)).unwrap();
        assert!(outbox.end(Some(CloseReason::SignedOut)));
        assert!(!outbox.end(Some(CloseReason::SessionOver)));
        outbox.put(refused(2)).unwrap();
        assert_eq!(
            outbox.next().await,
            Some(Notice::End(CloseReason::SignedOut).into())
        );
        assert_eq!(outbox.next().await, None);
        assert_eq!(outbox.next().await, None);
    }
}
