//! One socket's side of a running room: what the person does, and what they are told.

use crate::host::Errand;
use crate::outbox::Outbox;
use crate::seal_act::SealAct;
use crate::sign_ins::SignIns;
use crate::told::Told;
use domain::membership::{Alias, Role};
use domain::{MembershipId, SignInId};
use room::{Act, ConnectionId, Notice, Refused};
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Acts of one page that wait for the room, whose buckets are smaller. Beyond it they are refused unread.
pub(crate) const MAX_ACTS_UNDER_WAY: usize = 64;

/// Who this person is here, and nothing of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct You {
    pub member: MembershipId,
    pub alias: Alias,
    pub role: Role,
}

/// One open socket. Dropping it is losing the line: the seat is kept for a while.
#[derive(Debug)]
pub struct Visit {
    pub you: You,
    pub(crate) connection: ConnectionId,
    pub(crate) sign_in: SignInId,
    pub(crate) sign_ins: Arc<SignIns>,
    pub(crate) room: UnboundedSender<Errand>,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) under_way: Arc<Semaphore>,
}

impl Visit {
    /// Does something, without waiting. Should it be refused, `Notice::Refused` names `re`.
    pub fn act(&self, re: u32, act: Act) {
        self.act_with_word(re, act, Vec::new());
    }

    /// The same, with this device's signed word for it: a Leave with `StepOut`, an Order with `Remove`. Empty: it has none.
    pub fn act_with_word(&self, re: u32, act: Act, word: Vec<u8>) {
        self.send(re, |connection, permit| Errand::Act {
            connection,
            re,
            act,
            word,
            permit,
        });
    }

    /// Says something about the keys of the circle, without waiting.
    pub fn seal(&self, re: u32, act: SealAct) {
        self.send(re, |connection, permit| Errand::Seal {
            connection,
            re,
            act,
            permit,
        });
    }

    fn send(&self, re: u32, errand: impl FnOnce(ConnectionId, OwnedSemaphorePermit) -> Errand) {
        if !self.outbox.is_open() {
            return;
        }
        match self.under_way.clone().try_acquire_owned() {
            // The room closes itself only when nobody is left in it; a room that broke has closed the outbox too.
            Ok(permit) => {
                let _ = self.room.send(errand(self.connection, permit));
            }
            Err(_) => {
                let refused = Notice::Refused {
                    re,
                    why: Refused::TooFast,
                };
                if self.outbox.put(refused).is_err() {
                    self.outbox.end(None);
                }
            }
        }
    }

    /// The next thing to tell this person; `None` when the socket is to be closed. `Notice::End` says why before,
    /// where there is something to say. Safe to cancel; one reader at a time.
    pub async fn next(&self) -> Option<Told> {
        self.outbox.next().await
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.outbox.end(None);
        self.sign_ins.forget(self.sign_in, self.connection);
        // A room that is gone has nothing left to lose.
        let _ = self.room.send(Errand::Lost {
            connection: self.connection,
        });
    }
}
