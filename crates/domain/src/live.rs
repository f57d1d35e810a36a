//! A session while it is lived: who may sit in it, what of it must outlive a crash, and how stored facts add up.
//!
//! `room` says these facts as they happen, `live` has them stored before anyone is shown their effect, and a
//! room that starts again is given them back as [`Restored`], so that a crash re-admits nobody who was removed.

use crate::door::DoorAnswers;
use crate::group::Levels;
use crate::membership::{Alias, Role};
use crate::plan::Plan;
use crate::{GroupId, MembershipId, PersonId, Private, SessionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Everything a running room needs to know, as it is stored at this moment.
/// Read again at each entrance, so that a fresh membership or door answer counts at once.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveSetup {
    pub session: SessionId,
    pub group: GroupId,
    /// The links that say whose devices speak for the group, in order. Signed by those devices; opaque here.
    pub chain: Vec<Vec<u8>>,
    /// Everybody who has a seat in the group, paused or not, in seat order.
    pub seats: Vec<SeatHolder>,
    pub plan: Plan,
    pub levels: Levels,
    pub starts_at: Timestamp,
    pub door_opens_at: Timestamp,
    pub door_closes_at: Timestamp,
    pub restored: Restored,
}

/// One membership with its chair, and what the person said at today's door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatHolder {
    pub member: MembershipId,
    pub person: PersonId,
    pub alias: Alias,
    pub role: Role,
    /// 0-based place in the circle.
    pub seat: u8,
    /// The chair is kept and stays empty: this person does not come in.
    pub is_paused: bool,
    /// `None` until this person has answered the door of this session.
    pub answers: Option<DoorAnswers>,
}

/// Something that happened in the room and must be true after a crash as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveFact {
    /// From now on this person comes and goes without queueing. `by` is `None` for those who lead: they need no admission.
    Admitted {
        member: MembershipId,
        by: Option<MembershipId>,
        /// Opaque bytes for the admitted person's device.
        token: Vec<u8>,
        at: Timestamp,
    },
    /// This person may not come back to this session.
    Removed {
        member: MembershipId,
        by: MembershipId,
        reason: Private<String>,
        at: Timestamp,
    },
    PhaseBegan {
        phase: u8,
        at: Timestamp,
    },
    /// The whole position of the round; `None` when it was put away.
    RoundMoved {
        round: Option<RoundPosition>,
        at: Timestamp,
    },
    Locked {
        locked: bool,
        by: MembershipId,
        at: Timestamp,
    },
    /// The circle was put on hold with a card, or goes on (`None`).
    Held {
        card: Option<Card>,
        by: MembershipId,
        at: Timestamp,
    },
    LeadTaken {
        lead: Option<MembershipId>,
        at: Timestamp,
    },
    /// All that was told quietly tonight, after something was told or seen.
    QuietToldOrSeen {
        notes: Vec<QuietTold>,
        at: Timestamp,
    },
    /// `by` is `None` when the time of the session was over.
    Ended {
        by: Option<MembershipId>,
        at: Timestamp,
    },
}

/// What is known of a session from earlier: nothing, or the sum of its facts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Restored {
    pub admitted: Vec<Admission>,
    pub removed: Vec<MembershipId>,
    pub state: LiveState,
    pub airtime: Vec<Airtime>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    pub member: MembershipId,
    pub token: Vec<u8>,
}

/// Where the session stands. One row per session in the store.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LiveState {
    /// Index into the plan's phases, and when it began. `None` until somebody who leads came in.
    pub phase: Option<PhaseBegan>,
    pub round: Option<RoundPosition>,
    pub locked: bool,
    pub hold: Option<Card>,
    pub lead: Option<MembershipId>,
    /// Oldest first; nobody needs them once the session has ended.
    pub quiet: Vec<QuietTold>,
    pub ended_at: Option<Timestamp>,
}

/// One thing told quietly to those who lead (L11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietTold {
    /// Its number tonight, rising.
    pub note: u32,
    pub member: MembershipId,
    pub signal: QuietSignal,
    pub at: Timestamp,
    pub seen_by: Option<MembershipId>,
}

/// What a person tells the facilitators without the circle seeing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuietSignal {
    NotOk,
    ComeBackToMe,
    NeedABreak,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseBegan {
    pub phase: u8,
    pub at: Timestamp,
}

/// A round in seat order: everyone who was in the circle when it began, later arrivals at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundPosition {
    pub turns: Vec<Turn>,
    /// When the floor last changed hands.
    pub floor_since: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub member: MembershipId,
    pub state: TurnState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TurnState {
    ToCome,
    HasFloor,
    Spoke,
    Passed,
    Skipped,
}

/// The cards a facilitator can lay in the middle while the circle is on hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    BackSoon,
    QuietMinute,
    ShortBreak,
}

/// Seconds of speech of one person in one session. For facilitators only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Airtime {
    pub member: MembershipId,
    pub seconds: f64,
}

impl RoundPosition {
    /// Who has the floor; nobody when the round is over.
    pub fn floor(&self) -> Option<MembershipId> {
        self.turns
            .iter()
            .find(|turn| turn.state == TurnState::HasFloor)
            .map(|turn| turn.member)
    }
}

impl Restored {
    /// Adds one fact. The store's rows, read back, equal the sum of the facts recorded.
    pub fn apply(&mut self, fact: &LiveFact) {
        match fact {
            LiveFact::Admitted { member, token, .. } => {
                self.admitted.retain(|admission| admission.member != *member);
                self.admitted.push(Admission {
                    member: *member,
                    token: token.clone(),
                });
            }
            LiveFact::Removed { member, .. } => {
                if !self.removed.contains(member) {
                    self.removed.push(*member);
                }
            }
            _ => self.state.apply(fact),
        }
    }

    pub fn is_removed(&self, member: MembershipId) -> bool {
        self.removed.contains(&member)
    }
}

impl LiveState {
    /// Adds one fact to the row; admissions and removals have tables of their own and change nothing here.
    pub fn apply(&mut self, fact: &LiveFact) {
        match fact {
            LiveFact::Admitted { .. } | LiveFact::Removed { .. } => {}
            LiveFact::PhaseBegan { phase, at } => {
                self.phase = Some(PhaseBegan {
                    phase: *phase,
                    at: *at,
                })
            }
            LiveFact::RoundMoved { round, .. } => self.round = round.clone(),
            LiveFact::Locked { locked, .. } => self.locked = *locked,
            LiveFact::Held { card, .. } => self.hold = *card,
            LiveFact::LeadTaken { lead, .. } => self.lead = *lead,
            LiveFact::QuietToldOrSeen { notes, .. } => self.quiet.clone_from(notes),
            LiveFact::Ended { at, .. } => {
                self.ended_at = Some(*at);
                self.quiet.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use uuid::Uuid;

    fn member(number: u128) -> MembershipId {
        MembershipId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn a_second_admission_of_one_person_replaces_the_first() {
        let mut restored = Restored::default();
        for token in [vec![1], vec![2]] {
            restored.apply(&LiveFact::Admitted {
                member: member(1),
                by: None,
                token,
                at: Timestamp::UNIX_EPOCH,
            });
        }
        assert_eq!(
            restored.admitted,
            [Admission {
                member: member(1),
                token: vec![2]
            }]
        );
    }

    #[test]
    fn a_reason_for_removal_shows_in_no_debug_print() {
        let fact = LiveFact::Removed {
            member: member(1),
            by: member(2),
            reason: Private::from("shouted at Ben"),
            at: Timestamp::UNIX_EPOCH,
        };
        assert!(!format!("{fact:?}").contains("Ben"));
    }
}
