//! Coming and going: the waiting room, admission, the way back, the lost line, stepping out.

use crate::chair::{Entry, Line};
use crate::effect::{CloseReason, Effect, Notice};
use crate::input::{ConnectionId, MAX_TOKEN_BYTES};
use crate::refused::Refused;
use crate::room::{Room, Visit};
use domain::MembershipId;
use domain::live::{Admission, LiveFact};
use jiff::Timestamp;

/// A page's random name; ours have 22 characters.
const MAX_PAGE_BYTES: usize = 64;

impl Room {
    pub(crate) fn arrive(
        &mut self,
        connection: ConnectionId,
        member: MembershipId,
        page: String,
        now: Timestamp,
    ) -> Result<(), Refused> {
        if self.is_over() {
            return Err(Refused::SessionOver);
        }
        if now < self.door_opens_at {
            return Err(Refused::DoorNotOpen);
        }
        if self.visits.contains_key(&connection) || page.is_empty() || page.len() > MAX_PAGE_BYTES {
            return Err(Refused::Malformed);
        }
        let chair = self.chair_mut(member)?;
        match chair.entry {
            Entry::Removed => return Err(Refused::Removed),
            Entry::Closed => return Err(Refused::NotFound),
            Entry::Outside | Entry::Waiting { .. } | Entry::Admitted { .. } => {}
        }

        let is_same_page = chair.page.as_ref() == Some(&page);
        let had_page = chair.page.replace(page).is_some();
        let older = chair.connection();
        let seat = chair.holder.seat;
        chair.line = Line::Open(connection);
        if !is_same_page {
            chair.page_hidden = false;
        }
        self.visits.insert(connection, Visit::new(member, now));
        if let Some(older) = older {
            self.visits.remove(&older);
            self.effects.push_back(if is_same_page {
                Effect::Drop { connection: older }
            } else {
                Effect::Close {
                    connection: older,
                    why: CloseReason::TakenOver,
                }
            });
        }
        if had_page && !is_same_page {
            // An older page of this person must not go on sending their voice.
            self.effects.push_back(Effect::EndMedia { seat });
        }

        let chair = self.chair_mut(member)?;
        match chair.entry {
            Entry::Admitted { .. } => self.come_in(member, now),
            Entry::Outside if chair.leads() => {
                self.let_in(
                    None,
                    Admission {
                        member,
                        token: Vec::new(),
                    },
                    now,
                )?;
            }
            Entry::Outside => {
                chair.entry = Entry::Waiting { since: now };
                self.desk_changed();
            }
            Entry::Waiting { .. } | Entry::Removed | Entry::Closed => {}
        }
        Ok(())
    }

    pub(crate) fn admit(
        &mut self,
        by: MembershipId,
        admission: Admission,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.may_admit(&admission)?;
        let chair = self.chair(admission.member)?;
        match chair.entry {
            Entry::Waiting { .. } => self.let_in(Some(by), admission, now),
            Entry::Admitted { .. } => Err(Refused::TooLate),
            Entry::Outside | Entry::Removed | Entry::Closed => Err(Refused::NotFound),
        }
    }

    /// Whoever left the waiting room in the meantime is passed over.
    pub(crate) fn admit_all(
        &mut self,
        by: MembershipId,
        admissions: Vec<Admission>,
        now: Timestamp,
    ) -> Result<(), Refused> {
        if admissions.len() > self.chairs.len() {
            return Err(Refused::TooLarge);
        }
        for admission in &admissions {
            self.may_admit(admission)?;
        }
        for admission in admissions {
            if self.chair(admission.member).is_ok_and(|chair| chair.waits()) {
                self.let_in(Some(by), admission, now)?;
            }
        }
        Ok(())
    }

    /// A locked door lets nobody new in: whoever locked it opens it first.
    fn may_admit(&self, admission: &Admission) -> Result<(), Refused> {
        if admission.token.len() > MAX_TOKEN_BYTES {
            Err(Refused::TooLarge)
        } else if self.state.locked {
            Err(Refused::NotAllowed)
        } else {
            Ok(())
        }
    }

    fn let_in(
        &mut self,
        by: Option<MembershipId>,
        admission: Admission,
        now: Timestamp,
    ) -> Result<(), Refused> {
        let content_after = self.content.last_seq();
        let Admission { member, token } = admission;
        let chair = self.chair_mut(member)?;
        chair.entry = Entry::Admitted {
            token: token.clone(),
            content_after,
        };
        let is_here = chair.is_in_the_circle();
        self.record(LiveFact::Admitted {
            member,
            by,
            token,
            at: now,
        });
        // Somebody whose line dropped in the waiting room is let in all the same, and comes in when they return.
        if is_here {
            self.come_in(member, now);
        }
        Ok(())
    }

    /// An admitted person sits down: for the first time, or again.
    fn come_in(&mut self, member: MembershipId, now: Timestamp) {
        if let Ok(chair) = self.chair(member)
            && let Entry::Admitted { token, .. } = &chair.entry
            && !chair.leads()
        {
            let notice = Notice::Admitted { token: token.clone() };
            self.tell(member, notice);
        }
        self.circle_changed();
        self.came_in.push(member);
        self.welcome_lead(member, now);
        self.join_round(member, now);
    }

    /// The socket went away without a word: the seat is kept for a while.
    pub(crate) fn lost(&mut self, connection: ConnectionId, now: Timestamp) {
        let Some(visit) = self.visits.remove(&connection) else {
            return;
        };
        if let Ok(chair) = self.chair_mut(visit.member)
            && chair.line == Line::Open(connection)
        {
            chair.line = Line::Dropped { at: now };
            self.circle_changed();
        }
    }

    /// Their line ends at once. The chair stays and is empty until this room closes: a circle does not move in the middle of an evening.
    pub(crate) fn forget(&mut self, member: MembershipId, now: Timestamp) {
        let Ok(chair) = self.chair_mut(member) else {
            return;
        };
        let seat = chair.holder.seat;
        let connection = chair.connection();
        chair.entry = Entry::Removed;
        chair.line = Line::None;
        chair.page = None;
        chair.page_hidden = false;
        chair.airtime_s = 0.0;
        chair.holder.answers = None;
        self.effects.push_back(Effect::EndMedia { seat });
        if let Some(connection) = connection {
            self.visits.remove(&connection);
            self.effects.push_back(Effect::Close {
                connection,
                why: CloseReason::Erased,
            });
        }
        self.forget_turn(member, now);
        self.forget_quiet(member, now);
        self.circle_changed();
    }

    pub(crate) fn step_out(&mut self, connection: ConnectionId, member: MembershipId) -> Result<(), Refused> {
        let chair = self.chair_mut(member)?;
        let seat = chair.holder.seat;
        chair.page = None;
        chair.page_hidden = false;
        if chair.is_admitted() {
            chair.line = Line::SteppedOut;
        } else {
            chair.line = Line::None;
            chair.entry = Entry::Outside;
        }
        self.visits.remove(&connection);
        self.effects.push_back(Effect::EndMedia { seat });
        self.effects.push_back(Effect::Close {
            connection,
            why: CloseReason::SteppedOut,
        });
        self.circle_changed();
        Ok(())
    }

    /// The place of this person rests or is over: they are out at once, and the chair stands empty. Twice is no fault.
    pub(crate) fn close_place(&mut self, member: MembershipId, why: CloseReason) -> Result<(), Refused> {
        let chair = self.chair_mut(member)?;
        chair.is_given_up |= why == CloseReason::PlaceEnded;
        // Whoever was removed tonight stays removed, also when the pause is over.
        if matches!(chair.entry, Entry::Closed | Entry::Removed) {
            return Ok(());
        }
        let seat = chair.holder.seat;
        let connection = chair.connection();
        chair.entry = Entry::Closed;
        chair.line = Line::None;
        chair.page = None;
        chair.page_hidden = false;
        self.effects.push_back(Effect::EndMedia { seat });
        if let Some(connection) = connection {
            self.visits.remove(&connection);
            self.effects.push_back(Effect::Close { connection, why });
        }
        self.circle_changed();
        Ok(())
    }

    pub(crate) fn hide_page(&mut self, member: MembershipId, hidden: bool) -> Result<(), Refused> {
        let chair = self.chair_mut(member)?;
        if chair.page_hidden != hidden {
            chair.page_hidden = hidden;
            self.circle_changed();
        }
        Ok(())
    }
}
