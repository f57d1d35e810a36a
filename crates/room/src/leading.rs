//! Leading: who has the lead, the phases, the lock, the hold, the mute question, removal, the end.
//!
//! Facilitator and co-facilitator hold the same rights. The *lead* is one of them, so that the circle knows whom
//! to look at and a round knows where it starts. It goes to the facilitator before the co-facilitator. When the
//! leader steps out, or has been gone for [`crate::LEAD_KEPT`], the other takes over by themselves. A leader who
//! returns does not take the lead back in the middle of something: it goes back when the next phase begins.

use crate::chair::{Chair, Entry, Line};
use crate::effect::{CloseReason, Effect, Notice};
use crate::input::{ConnectionId, MAX_REASON_CHARS};
use crate::refused::Refused;
use crate::room::Room;
use crate::time::LEAD_KEPT;
use domain::live::{Card, LiveFact};
use domain::membership::Role;
use domain::plan::PhaseKind;
use domain::{MembershipId, Private};
use jiff::Timestamp;

impl Room {
    /// Somebody came in: the evening begins with the first who leads, and a facilitator who comes while the first
    /// phase still runs leads it.
    pub(crate) fn welcome_lead(&mut self, member: MembershipId, now: Timestamp) {
        if !self.chair(member).is_ok_and(Chair::leads) {
            return;
        }
        if self.state.phase.is_none() {
            // The timer does not run while people gather before the hour.
            self.record(LiveFact::PhaseBegan {
                phase: 0,
                at: now.max(self.starts_at),
            });
        }
        let is_opening = self.state.phase.is_none_or(|began| began.phase == 0) && self.state.round.is_none();
        if self.state.lead.is_none() || is_opening {
            self.give_lead_its_due(now);
        }
    }

    /// The lead goes to a facilitator in the circle before a co-facilitator; equals do not take it from each other.
    fn give_lead_its_due(&mut self, now: Timestamp) {
        let current = self
            .state
            .lead
            .and_then(|lead| self.chair(lead).ok())
            .filter(|chair| chair.is_kept());
        let is_due = current.is_none_or(|chair| chair.holder.role != Role::Facilitator);
        if is_due && let Some(next) = self.next_lead() {
            self.take_lead(Some(next), now);
        }
    }

    fn next_lead(&self) -> Option<MembershipId> {
        let mut leading = self
            .chairs
            .iter()
            .filter(|chair| chair.leads() && chair.is_in_the_circle());
        let first = leading.clone().next();
        leading
            .find(|chair| chair.holder.role == Role::Facilitator)
            .or(first)
            .map(Chair::member)
    }

    fn take_lead(&mut self, lead: Option<MembershipId>, now: Timestamp) {
        if self.state.lead != lead {
            self.record(LiveFact::LeadTaken { lead, at: now });
        }
    }

    /// Takes over when the leader is gone. Called after every input.
    pub(crate) fn settle_lead(&mut self, now: Timestamp) {
        let Some(lead) = self.state.lead else {
            return self.take_lead(self.next_lead(), now);
        };
        let line = match self.chair(lead) {
            Ok(chair) if chair.is_admitted() && chair.leads() => chair.line,
            _ => Line::None,
        };
        match line {
            Line::Open(_) => {}
            Line::Dropped { at } if now < at + LEAD_KEPT => {}
            Line::Dropped { .. } => {
                if let Some(next) = self.next_lead() {
                    self.take_lead(Some(next), now);
                }
            }
            Line::None | Line::SteppedOut => self.take_lead(self.next_lead(), now),
        }
    }

    pub(crate) fn move_to_phase(&mut self, index: u8, now: Timestamp) -> Result<(), Refused> {
        let kind = self.phases.get(usize::from(index)).ok_or(Refused::NotFound)?.kind;
        self.record(LiveFact::PhaseBegan {
            phase: index,
            at: now,
        });
        if self.state.round.is_some() {
            self.put_round_away(now);
        }
        self.give_lead_its_due(now);
        if kind == PhaseKind::Round {
            self.begin_round(now);
        }
        Ok(())
    }

    pub(crate) fn lock(&mut self, by: MembershipId, locked: bool, now: Timestamp) -> Result<(), Refused> {
        if self.state.locked != locked {
            self.record(LiveFact::Locked { locked, by, at: now });
        }
        Ok(())
    }

    pub(crate) fn hold(
        &mut self,
        by: MembershipId,
        card: Option<Card>,
        now: Timestamp,
    ) -> Result<(), Refused> {
        if self.state.hold != card {
            self.record(LiveFact::Held { card, by, at: now });
        }
        Ok(())
    }

    pub(crate) fn ask_to_mute(&mut self, by: MembershipId, whom: MembershipId) -> Result<(), Refused> {
        if !self.chair(whom)?.is_in_the_circle() {
            return Err(Refused::NotFound);
        }
        self.tell(whom, Notice::AskedToMute { by });
        Ok(())
    }

    /// Removes a person for this session, from the circle or from the waiting room. Those who lead cannot remove
    /// each other: that is for the practice to settle, not for the circle to watch.
    pub(crate) fn remove(
        &mut self,
        by: MembershipId,
        whom: MembershipId,
        reason: Private<String>,
        now: Timestamp,
    ) -> Result<(), Refused> {
        let length = reason.reveal().trim().chars().count();
        if length == 0 {
            return Err(Refused::Malformed);
        } else if length > MAX_REASON_CHARS {
            return Err(Refused::TooLarge);
        }
        let chair = self.chair_mut(whom)?;
        if chair.leads() {
            return Err(Refused::NotAllowed);
        }
        if chair.entry == Entry::Removed {
            return Err(Refused::TooLate);
        }
        let seat = chair.holder.seat;
        let connection = chair.connection();
        chair.entry = Entry::Removed;
        chair.line = Line::None;
        chair.page_hidden = false;
        self.record(LiveFact::Removed {
            member: whom,
            by,
            reason,
            at: now,
        });
        self.effects.push_back(Effect::EndMedia { seat });
        if let Some(connection) = connection {
            self.visits.remove(&connection);
            self.effects.push_back(Effect::Close {
                connection,
                why: CloseReason::Removed,
            });
        }
        Ok(())
    }

    pub(crate) fn open_card(
        &mut self,
        connection: ConnectionId,
        by: MembershipId,
        of: MembershipId,
    ) -> Result<(), Refused> {
        self.chair(of)?;
        self.effects.push_back(Effect::OpenCard { connection, by, of });
        Ok(())
    }

    /// Ends the session: by somebody who leads, or because its time is over.
    pub(crate) fn end(&mut self, by: Option<MembershipId>, now: Timestamp) {
        if self.is_over() {
            return;
        }
        self.record(LiveFact::Ended { by, at: now });
        for chair in &mut self.chairs {
            if chair.is_kept() {
                self.effects.push_back(Effect::EndMedia {
                    seat: chair.holder.seat,
                });
            }
            if chair.waits() {
                chair.entry = Entry::Outside;
            }
            chair.line = Line::None;
        }
        for connection in std::mem::take(&mut self.visits).into_keys() {
            self.effects.push_back(Effect::Close {
                connection,
                why: CloseReason::SessionOver,
            });
        }
    }
}
