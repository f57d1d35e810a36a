//! The machine: one door in, one door out. Each kind of input has its rules in a file of its own.

use crate::chair::{Chair, Entry, Line};
use crate::content::{Body, ContentLog, MAX_CONTENT_BYTES};
use crate::effect::{CloseReason, Effect, Notice};
use crate::input::{Act, Asks, ConnectionId, Input};
use crate::limits::{Limits, Pace};
use crate::quiet::QuietNotes;
use crate::refused::Refused;
use domain::MembershipId;
use domain::live::{LiveFact, LiveSetup, LiveState, SeatHolder, TurnState};
use domain::plan::Phase;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// One live session.
#[derive(Debug)]
pub struct Room {
    pub(crate) phases: Arc<[Phase]>,
    pub(crate) starts_at: Timestamp,
    pub(crate) door_opens_at: Timestamp,
    pub(crate) door_closes_at: Timestamp,
    /// In seat order.
    pub(crate) chairs: Vec<Chair>,
    pub(crate) visits: BTreeMap<ConnectionId, Visit>,
    /// The sum of the facts: changed by [`Room::record_unseen`] and by nothing else.
    pub(crate) state: LiveState,
    /// Whose turn went by while they were away; they get one at the end when they return.
    pub(crate) missed: BTreeSet<MembershipId>,
    pub(crate) content: ContentLog,
    pub(crate) notes: QuietNotes,
    pub(crate) revision: u64,
    pub(crate) effects: VecDeque<Effect>,
    changed: Changed,
    /// Who came (back) into the circle with this input, and is told of earlier things after their first view.
    pub(crate) came_in: Vec<MembershipId>,
}

/// One open socket.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) member: MembershipId,
    limits: Limits,
    /// What a waiting person was shown last.
    waiting_shown: Option<(bool, bool)>,
}

impl Visit {
    pub(crate) fn new(member: MembershipId, now: Timestamp) -> Self {
        Self {
            member,
            limits: Limits::full(now),
            waiting_shown: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Changed {
    Nothing,
    Desk,
    Circle,
}

impl Room {
    /// A room as it stands in the store at `now`.
    pub fn new(setup: LiveSetup, now: Timestamp) -> Self {
        // Both counters start at the milliseconds since the door opened: a room that starts again counts on from
        // above everything it said before, since it cannot say a thousand things a second.
        let counted = u64::try_from(now.duration_since(setup.door_opens_at).as_millis()).unwrap_or(0);
        let restored = setup.restored;
        let mut chairs: Vec<_> = setup.seats.into_iter().map(Chair::empty).collect();
        chairs.sort_by_key(|chair| chair.holder.seat);
        for chair in &mut chairs {
            let member = chair.member();
            if restored.is_removed(member) {
                chair.entry = Entry::Removed;
            } else if chair.holder.is_paused {
                // Not let in again by what was decided before the pause.
            } else if let Some(admission) = restored
                .admitted
                .iter()
                .find(|admission| admission.member == member)
            {
                chair.entry = Entry::Admitted {
                    token: admission.token.clone(),
                    content_after: counted,
                };
                // Whoever leads, has a turn to come or told that they are not OK lost the line when the room went down.
                let state = &restored.state;
                let awaited = state.lead == Some(member)
                    || state.round.iter().flat_map(|round| &round.turns).any(|turn| {
                        turn.member == member && matches!(turn.state, TurnState::ToCome | TurnState::HasFloor)
                    })
                    || state.quiet.iter().any(|told| told.member == member);
                if awaited {
                    chair.line = Line::Dropped { at: now };
                }
            }
            let airtime = restored.airtime.iter().find(|airtime| airtime.member == member);
            chair.airtime_s = airtime.map_or(0.0, |airtime| airtime.seconds);
        }
        let mut state = restored.state;
        // Whoever gave up their place has no chair here, no turn to come and nothing that waits for an answer.
        let has_chair = |member| chairs.iter().any(|chair| chair.member() == member);
        if let Some(round) = &mut state.round {
            round.turns.retain(|turn| has_chair(turn.member));
        }
        state.quiet.retain(|told| has_chair(told.member));
        Self {
            phases: setup.plan.phases.into(),
            starts_at: setup.starts_at,
            door_opens_at: setup.door_opens_at,
            door_closes_at: setup.door_closes_at,
            chairs,
            visits: BTreeMap::new(),
            notes: QuietNotes::restored(&state.quiet),
            state,
            missed: BTreeSet::new(),
            content: ContentLog::after(counted),
            revision: counted,
            effects: VecDeque::new(),
            changed: Changed::Nothing,
            came_in: Vec::new(),
        }
    }

    /// Takes one input. A refusal is for its sender alone and changes nothing; effects are then polled all the same,
    /// because time has passed.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Result<(), Refused> {
        self.pass_time(now);
        let outcome = match input {
            Input::Seat(holder) => self.seat(*holder),
            Input::PlaceEnded { member } => self.close_place(member, CloseReason::PlaceEnded),
            Input::Arrive {
                connection,
                member,
                page,
            } => self.arrive(connection, member, page, now),
            Input::Lost { connection } => {
                self.lost(connection, now);
                Ok(())
            }
            Input::Erased { member } => {
                self.forget(member, now);
                Ok(())
            }
            Input::Act { connection, act } => self.act(connection, act, now),
            Input::Speaking(members) => {
                self.speaking(members);
                Ok(())
            }
            Input::Spoke(more) => {
                self.spoke(&more);
                Ok(())
            }
            Input::Time => Ok(()),
        };
        self.settle(now);
        self.show_what_changed();
        outcome
    }

    /// The next thing to do, in order; `None` when nothing is left.
    pub fn poll(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// Nobody comes in any more.
    pub fn is_over(&self) -> bool {
        self.state.ended_at.is_some()
    }

    /// No socket is open.
    pub fn is_empty(&self) -> bool {
        self.visits.is_empty()
    }

    /// Whether this member leads here: by role, whoever has the lead now.
    pub fn leads(&self, member: MembershipId) -> bool {
        self.chair(member).is_ok_and(Chair::leads)
    }

    /// Whether this member has a chair here, on which they may or may not sit.
    pub fn has_chair(&self, member: MembershipId) -> bool {
        self.chair(member).is_ok()
    }

    /// The sum of the facts so far.
    pub fn state(&self) -> &LiveState {
        &self.state
    }

    fn act(&mut self, connection: ConnectionId, act: Act, now: Timestamp) -> Result<(), Refused> {
        let visit = self.visits.get_mut(&connection).ok_or(Refused::NotInTheCircle)?;
        let member = visit.member;
        match visit.limits.pace(&act, now) {
            Pace::Fine => {}
            Pace::TooFast => return Err(Refused::TooFast),
            Pace::TooMuch => {
                self.effects.push_back(Effect::Close {
                    connection,
                    why: CloseReason::TooMuch,
                });
                self.lost(connection, now);
                return Err(Refused::TooFast);
            }
        }
        self.permit(member, act.asks())?;
        match act {
            Act::OfferMedia(offer) => self.offer_media(connection, member, offer),
            Act::ShowMedia(media) => self.show_media(member, media),
            Act::Send(body) => self.send(member, body, now),
            Act::TellQuietly(signal) => {
                self.tell_quietly(member, signal, now);
                Ok(())
            }
            Act::PassFloor => self.pass_floor(member, now),
            Act::PassTurn => self.pass_turn(member, now),
            Act::HidePage { hidden } => self.hide_page(member, hidden),
            Act::NeedKeyFrame { member: of } => {
                let seat = self.chair(of)?.holder.seat;
                self.effects.push_back(Effect::AskKeyFrame { seat });
                Ok(())
            }
            Act::StepOut => self.step_out(connection, member),
            Act::Admit(admission) => self.admit(member, admission, now),
            Act::AdmitAll(admissions) => self.admit_all(member, admissions, now),
            Act::MoveToPhase { index } => self.move_to_phase(index, now),
            Act::StartRound => self.start_round(now),
            Act::EndRound => self.end_round(now),
            Act::SkipTurn { member } => self.skip_turn(member, now),
            Act::AskToMute { member: whom } => self.ask_to_mute(member, whom),
            Act::Remove { member: whom, reason } => self.remove(member, whom, reason, now),
            Act::Lock { locked } => self.lock(member, locked, now),
            Act::Hold { card } => self.hold(member, card, now),
            Act::SeenQuietly { note } => self.seen_quietly(member, note, now),
            Act::OpenCard { member: of } => self.open_card(connection, member, of),
            Act::EndForAll => {
                self.end(Some(member), now);
                Ok(())
            }
        }
    }

    fn permit(&self, member: MembershipId, asks: Asks) -> Result<(), Refused> {
        let chair = self.chair(member)?;
        match asks {
            Asks::Anywhere => Ok(()),
            Asks::Circle | Asks::Leading if !chair.is_in_the_circle() => Err(Refused::NotInTheCircle),
            Asks::Leading if !chair.leads() => Err(Refused::NotAllowed),
            Asks::Circle | Asks::Leading => Ok(()),
        }
    }

    fn send(&mut self, from: MembershipId, body: Body, now: Timestamp) -> Result<(), Refused> {
        if body.bytes().len() > MAX_CONTENT_BYTES {
            return Err(Refused::TooLarge);
        }
        let said = self.content.add(from, body, now);
        for connection in self.circle_connections() {
            let notice = Notice::Content {
                seq: said.seq,
                from,
                at: said.at,
                body: said.body.clone(),
            };
            self.effects.push_back(Effect::Tell { connection, notice });
        }
        Ok(())
    }

    /// A fresh membership gets its chair, also one that somebody gave up tonight; a known one its newest name, role and answers.
    fn seat(&mut self, holder: SeatHolder) -> Result<(), Refused> {
        let (member, is_paused) = (holder.member, holder.is_paused);
        match self.chair_mut(member) {
            Ok(chair) => {
                if chair.entry == Entry::Closed && !is_paused {
                    chair.entry = Entry::Outside;
                }
                if chair.holder != holder {
                    // The seat itself is stable all evening, whatever is rearranged in the office.
                    let seat = chair.holder.seat;
                    chair.holder = SeatHolder { seat, ..holder };
                    self.circle_changed();
                }
                if is_paused {
                    self.close_place(member, CloseReason::PlacePaused)?;
                }
            }
            Err(_) => {
                self.chairs
                    .retain(|chair| chair.holder.seat != holder.seat || !chair.is_given_up);
                if self.chairs.iter().any(|chair| chair.holder.seat == holder.seat) {
                    return Err(Refused::NotAllowed);
                }
                let place = self
                    .chairs
                    .partition_point(|chair| chair.holder.seat < holder.seat);
                self.chairs.insert(place, Chair::empty(holder));
                self.circle_changed();
            }
        }
        Ok(())
    }

    /// Says a fact and makes it true here.
    pub(crate) fn record(&mut self, fact: LiveFact) {
        self.record_unseen(fact);
        self.circle_changed();
    }

    /// The same for what the circle does not see.
    pub(crate) fn record_unseen(&mut self, fact: LiveFact) {
        self.state.apply(&fact);
        self.effects.push_back(Effect::Record(fact));
    }

    pub(crate) fn circle_changed(&mut self) {
        self.changed = Changed::Circle;
    }

    pub(crate) fn desk_changed(&mut self) {
        self.changed = self.changed.max(Changed::Desk);
    }

    pub(crate) fn tell(&mut self, member: MembershipId, notice: Notice) {
        if let Some(connection) = self.connection_of(member) {
            self.effects.push_back(Effect::Tell { connection, notice });
        }
    }

    /// Shows, to each, what this input changed for them; then what they missed.
    fn show_what_changed(&mut self) {
        let changed = std::mem::replace(&mut self.changed, Changed::Nothing);
        if changed > Changed::Nothing {
            self.revision += 1;
        }
        for chair in &self.chairs {
            let sees_it = changed == Changed::Circle || (changed == Changed::Desk && chair.leads());
            if let (true, true, Some(connection)) = (sees_it, chair.is_in_the_circle(), chair.connection()) {
                self.effects.push_back(Effect::Show { connection });
            }
        }
        let waiting_room = (self.facilitator_is_here(), self.state.locked);
        for chair in self.chairs.iter().filter(|chair| chair.waits()) {
            if let Some(connection) = chair.connection()
                && let Some(visit) = self.visits.get_mut(&connection)
                && visit.waiting_shown != Some(waiting_room)
            {
                visit.waiting_shown = Some(waiting_room);
                self.effects.push_back(Effect::Show { connection });
            }
        }
        for member in std::mem::take(&mut self.came_in) {
            self.replay(member);
        }
    }

    fn replay(&mut self, member: MembershipId) {
        let Ok(chair) = self.chair(member) else { return };
        let (Entry::Admitted { content_after, .. }, Some(connection)) = (&chair.entry, chair.connection())
        else {
            return;
        };
        for said in self.content.since(*content_after) {
            let notice = Notice::Content {
                seq: said.seq,
                from: said.from,
                at: said.at,
                body: said.body.clone(),
            };
            self.effects.push_back(Effect::Tell { connection, notice });
        }
        self.repeat_quiet_answer(member);
    }

    pub(crate) fn facilitator_is_here(&self) -> bool {
        self.chairs
            .iter()
            .any(|chair| chair.leads() && chair.is_in_the_circle())
    }

    pub(crate) fn circle_connections(&self) -> Vec<ConnectionId> {
        self.chairs
            .iter()
            .filter(|chair| chair.is_in_the_circle())
            .filter_map(Chair::connection)
            .collect()
    }

    pub(crate) fn connection_of(&self, member: MembershipId) -> Option<ConnectionId> {
        self.chair(member).ok().and_then(Chair::connection)
    }

    pub(crate) fn chair(&self, member: MembershipId) -> Result<&Chair, Refused> {
        self.chairs
            .iter()
            .find(|chair| chair.member() == member)
            .ok_or(Refused::NotFound)
    }

    pub(crate) fn chair_mut(&mut self, member: MembershipId) -> Result<&mut Chair, Refused> {
        self.chairs
            .iter_mut()
            .find(|chair| chair.member() == member)
            .ok_or(Refused::NotFound)
    }
}
