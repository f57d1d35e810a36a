//! Rounds: everyone has the floor once, in seat order.
//!
//! Whoever leads begins and so shows how it is done; from there it goes once around the circle. Nobody else has to be
//! first without an example. Who comes later is added at the end. The turn of someone whose line dropped is kept for
//! [`crate::SEAT_KEPT`]; then it goes on without them, and should they return they get a turn at the end.
//! While nobody at all is in the circle, the round waits.

use crate::chair::Chair;
use crate::refused::Refused;
use crate::room::Room;
use domain::MembershipId;
use domain::live::{LiveFact, RoundPosition, Turn, TurnState};
use jiff::Timestamp;

impl Room {
    pub(crate) fn start_round(&mut self, now: Timestamp) -> Result<(), Refused> {
        if self.running_round().is_some() {
            return Err(Refused::TooLate);
        }
        self.begin_round(now);
        Ok(())
    }

    pub(crate) fn begin_round(&mut self, now: Timestamp) {
        let lead_seat = self
            .state
            .lead
            .and_then(|lead| self.chair(lead).ok())
            .map(|chair| chair.holder.seat);
        let mut seated: Vec<_> = self
            .chairs
            .iter()
            .filter(|chair| chair.takes_turns() && chair.is_kept())
            .collect();
        // Stable: within each half the chairs stay in seat order, and the leader begins the first half.
        seated.sort_by_key(|chair| lead_seat.is_some_and(|lead| chair.holder.seat < lead));
        let turns = seated
            .iter()
            .map(|chair| Turn {
                member: chair.member(),
                state: TurnState::ToCome,
            })
            .collect();
        self.missed.clear();
        let mut round = RoundPosition {
            turns,
            floor_since: now,
        };
        self.give_floor_to_next(&mut round, now);
        self.record(LiveFact::RoundMoved {
            round: Some(round),
            at: now,
        });
    }

    pub(crate) fn end_round(&mut self, now: Timestamp) -> Result<(), Refused> {
        if self.state.round.is_none() {
            return Err(Refused::TooLate);
        }
        self.put_round_away(now);
        Ok(())
    }

    pub(crate) fn put_round_away(&mut self, now: Timestamp) {
        self.missed.clear();
        self.record(LiveFact::RoundMoved { round: None, at: now });
    }

    pub(crate) fn pass_floor(&mut self, member: MembershipId, now: Timestamp) -> Result<(), Refused> {
        match self.turn_of(member)? {
            TurnState::HasFloor => self.finish_turn(member, TurnState::Spoke, now),
            TurnState::ToCome => Err(Refused::NotAllowed),
            TurnState::Spoke | TurnState::Passed | TurnState::Skipped => Err(Refused::TooLate),
        }
    }

    pub(crate) fn pass_turn(&mut self, member: MembershipId, now: Timestamp) -> Result<(), Refused> {
        match self.turn_of(member)? {
            TurnState::HasFloor | TurnState::ToCome => self.finish_turn(member, TurnState::Passed, now),
            TurnState::Spoke | TurnState::Passed | TurnState::Skipped => Err(Refused::TooLate),
        }
    }

    pub(crate) fn skip_turn(&mut self, member: MembershipId, now: Timestamp) -> Result<(), Refused> {
        match self.turn_of(member)? {
            TurnState::HasFloor | TurnState::ToCome => self.finish_turn(member, TurnState::Skipped, now),
            TurnState::Spoke | TurnState::Passed | TurnState::Skipped => Err(Refused::TooLate),
        }
    }

    /// A person sits down while a round runs: their turn is where it was, or at the end.
    pub(crate) fn join_round(&mut self, member: MembershipId, now: Timestamp) {
        if !self.chair(member).is_ok_and(Chair::takes_turns) {
            return;
        }
        let Some(round) = self.running_round() else { return };
        let missed = self.missed.contains(&member);
        if round.turns.iter().any(|turn| turn.member == member) && !missed {
            return;
        }
        let mut round = round.clone();
        round.turns.retain(|turn| turn.member != member);
        round.turns.push(Turn {
            member,
            state: TurnState::ToCome,
        });
        self.missed.remove(&member);
        self.record(LiveFact::RoundMoved {
            round: Some(round),
            at: now,
        });
    }

    /// Goes on when whoever has the floor is gone for good. Called after every input.
    pub(crate) fn settle_round(&mut self, now: Timestamp) {
        let Some(round) = self.running_round() else { return };
        let floor = round.floor();
        let is_kept = floor.is_some_and(|member| self.chair(member).is_ok_and(Chair::is_kept));
        let somebody_is_here = self.chairs.iter().any(Chair::is_in_the_circle);
        if is_kept || !somebody_is_here {
            return;
        }
        let mut round = round.clone();
        if let Some(member) = floor {
            set_turn(&mut round, member, TurnState::Skipped);
            self.missed.insert(member);
        }
        self.give_floor_to_next(&mut round, now);
        self.record(LiveFact::RoundMoved {
            round: Some(round),
            at: now,
        });
    }

    /// As if they had never had a turn.
    pub(crate) fn forget_turn(&mut self, member: MembershipId, now: Timestamp) {
        self.missed.remove(&member);
        let Some(round) = &self.state.round else { return };
        if round.turns.iter().all(|turn| turn.member != member) {
            return;
        }
        let mut round = round.clone();
        let had_floor = round.floor() == Some(member);
        round.turns.retain(|turn| turn.member != member);
        if had_floor {
            self.give_floor_to_next(&mut round, now);
        }
        self.record(LiveFact::RoundMoved {
            round: Some(round),
            at: now,
        });
    }

    fn running_round(&self) -> Option<&RoundPosition> {
        self.state.round.as_ref().filter(|round| is_running(round))
    }

    fn turn_of(&self, member: MembershipId) -> Result<TurnState, Refused> {
        let round = self.running_round().ok_or(Refused::TooLate)?;
        let turn = round
            .turns
            .iter()
            .find(|turn| turn.member == member)
            .ok_or(Refused::NotFound)?;
        Ok(turn.state)
    }

    fn finish_turn(&mut self, member: MembershipId, state: TurnState, now: Timestamp) -> Result<(), Refused> {
        let mut round = self.running_round().ok_or(Refused::TooLate)?.clone();
        let had_floor = round.floor() == Some(member);
        set_turn(&mut round, member, state);
        if had_floor {
            self.give_floor_to_next(&mut round, now);
        }
        self.record(LiveFact::RoundMoved {
            round: Some(round),
            at: now,
        });
        Ok(())
    }

    /// The next person who is here, or whose line dropped a moment ago. The turns of those who are not go by.
    fn give_floor_to_next(&mut self, round: &mut RoundPosition, now: Timestamp) {
        round.floor_since = now;
        for turn in round
            .turns
            .iter_mut()
            .filter(|turn| turn.state == TurnState::ToCome)
        {
            if self
                .chairs
                .iter()
                .any(|chair| chair.member() == turn.member && chair.is_kept())
            {
                turn.state = TurnState::HasFloor;
                return;
            }
            turn.state = TurnState::Skipped;
            self.missed.insert(turn.member);
        }
    }
}

fn is_running(round: &RoundPosition) -> bool {
    round
        .turns
        .iter()
        .any(|turn| matches!(turn.state, TurnState::ToCome | TurnState::HasFloor))
}

fn set_turn(round: &mut RoundPosition, member: MembershipId, state: TurnState) {
    for turn in round.turns.iter_mut().filter(|turn| turn.member == member) {
        turn.state = state;
    }
}
