//! The facts of a session while it is lived, stored as they happen and read back as their sum.

use crate::admissions::Admissions;
use crate::airtimes::Airtimes;
use crate::error::Result;
use crate::reach::{Reach, Way, Writes, noun};
use crate::removals::Removals;
use crate::room_states::RoomStates;
use crate::sessions::Sessions;
use domain::SessionId;
use domain::live::{Admission, LiveFact, Restored};

noun! { LiveFacts }

impl<M> LiveFacts<'_, M> {
    /// What is known of this session from earlier: equal to all recorded facts, applied in turn.
    pub async fn restored(&mut self, session: SessionId) -> Result<Restored> {
        Ok(Restored {
            admitted: Admissions::<M>::new(self.again()).of_session(session).await?,
            removed: Removals::<M>::new(self.again()).of_session(session).await?,
            state: RoomStates::<M>::new(self.again()).of_session(session).await?,
            airtime: Airtimes::<M>::new(self.again()).of_session(session).await?,
        })
    }

    /// The same reach, lent to another noun for a moment.
    fn again(&mut self) -> Reach<'_> {
        let way = match &mut self.reach.way {
            Way::Pool(db) => Way::Pool(db),
            Way::Work(tx, enqueued) => Way::Work(tx, enqueued),
        };
        Reach {
            keys: self.reach.keys,
            way,
        }
    }
}

impl LiveFacts<'_, Writes> {
    /// Stores one fact where it belongs.
    pub async fn record(&mut self, session: SessionId, fact: &LiveFact) -> Result<()> {
        let states = |reach| RoomStates::<Writes>::new(reach);
        match fact {
            LiveFact::Admitted {
                member,
                by,
                token,
                at,
            } => {
                let admission = Admission {
                    member: *member,
                    token: token.clone(),
                };
                Admissions::<Writes>::new(self.again())
                    .put(session, &admission, *by, *at)
                    .await
            }
            LiveFact::Removed {
                member,
                by,
                reason,
                at,
            } => {
                Removals::<Writes>::new(self.again())
                    .add(session, *member, *by, reason, *at)
                    .await
            }
            LiveFact::PhaseBegan { phase, at } => {
                states(self.again()).begin_phase(session, *phase, *at).await
            }
            LiveFact::RoundMoved { round, .. } => {
                states(self.again()).move_round(session, round.as_ref()).await
            }
            LiveFact::Locked { locked, .. } => states(self.again()).lock(session, *locked).await,
            LiveFact::Held { card, .. } => states(self.again()).hold(session, *card).await,
            LiveFact::LeadTaken { lead, .. } => states(self.again()).take_lead(session, *lead).await,
            LiveFact::QuietToldOrSeen { notes, .. } => {
                states(self.again()).tell_quietly(session, notes).await
            }
            LiveFact::Ended { by, at } => {
                states(self.again()).end(session, *by, *at).await?;
                // The door reads the session itself, so both say that it is over.
                Sessions::<Writes>::new(self.again())
                    .end(session, *at)
                    .await
                    .map(drop)
            }
        }
    }
}
