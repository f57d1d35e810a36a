//! Writes what each person sees. Nobody outside the circle is given a view at all.

use crate::chair::{Chair, Entry, Line};
use crate::effect::Notice;
use crate::input::ConnectionId;
use crate::room::Room;
use crate::view::{Desk, Presence, Seat, View, WaitingPerson};
use domain::MembershipId;
use domain::door::Alone;
use domain::live::Airtime;
use jiff::Timestamp;

impl Room {
    /// What this socket shows now: the waiting room, or the circle.
    pub fn screen(&self, connection: ConnectionId, now: Timestamp) -> Option<Notice> {
        let member = self.visits.get(&connection)?.member;
        if self.chair(member).is_ok_and(Chair::waits) {
            let facilitator_is_here = self.facilitator_is_here();
            return Some(Notice::Waiting {
                facilitator_is_here,
                locked: self.state.locked,
            });
        }
        self.view_for(member, now)
            .map(|view| Notice::Room(Box::new(view)))
    }

    /// Who this socket belongs to.
    pub fn member_at(&self, connection: ConnectionId) -> Option<MembershipId> {
        self.visits.get(&connection).map(|visit| visit.member)
    }

    /// The circle as this person may see it; `None` for anyone who does not sit in it.
    pub fn view_for(&self, member: MembershipId, now: Timestamp) -> Option<View> {
        let viewer = self.chair(member).ok().filter(|chair| chair.is_in_the_circle())?;
        let leads = viewer.leads();
        Some(View {
            revision: self.revision,
            seats: self.chairs.iter().map(|chair| seat(chair, leads)).collect(),
            phases: self.phases.clone(),
            phase: self.state.phase.map_or(0, |began| began.phase),
            phase_started_at: self.state.phase.map_or(self.starts_at, |began| began.at),
            now,
            round: self.state.round.clone(),
            hold: self.state.hold,
            locked: self.state.locked,
            lead: self.state.lead,
            desk: leads.then(|| self.desk()),
        })
    }

    /// Seconds spoken so far, of everyone who has spoken.
    pub fn airtime(&self) -> Vec<Airtime> {
        let spoke = self.chairs.iter().filter(|chair| chair.airtime_s > 0.0);
        spoke
            .map(|chair| Airtime {
                member: chair.member(),
                seconds: chair.airtime_s,
            })
            .collect()
    }

    fn desk(&self) -> Desk {
        let mut waiting: Vec<_> = self.chairs.iter().filter_map(waiting_person).collect();
        waiting.sort_by_key(|person| person.since);
        Desk {
            waiting,
            quiet_notes: self.notes.all().to_vec(),
            airtime: self.airtime(),
        }
    }
}

fn seat(chair: &Chair, for_leading: bool) -> Seat {
    Seat {
        seat: chair.holder.seat,
        member: chair.member(),
        alias: chair.holder.alias.clone(),
        role: chair.holder.role,
        presence: presence(chair, for_leading),
        media: if chair.page_hidden {
            chair.media.while_hidden()
        } else {
            chair.media
        },
    }
}

fn presence(chair: &Chair, for_leading: bool) -> Presence {
    if !chair.is_admitted() {
        return Presence::Absent;
    }
    // Those who lead also see of someone who is gone that they had hidden the page: it may mean danger at home.
    if for_leading && chair.page_hidden {
        return Presence::PageHidden;
    }
    match chair.line {
        Line::Open(_) => Presence::Here,
        Line::Dropped { .. } => Presence::Reconnecting,
        Line::SteppedOut => Presence::SteppedOut,
        Line::None => Presence::Absent,
    }
}

fn waiting_person(chair: &Chair) -> Option<WaitingPerson> {
    let Entry::Waiting { since } = chair.entry else {
        return None;
    };
    let answers = chair.holder.answers.as_ref();
    Some(WaitingPerson {
        member: chair.member(),
        alias: chair.holder.alias.clone(),
        since,
        place: answers.map(|answers| answers.place.clone()).unwrap_or_default(),
        alone: answers.map_or(Alone::No, |answers| answers.alone),
    })
}
