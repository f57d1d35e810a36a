//! One person's place in one group: the alias they use there, their role, their stable seat, and whether it lasts.
//!
//! A place is active, paused or ended. A pause keeps seat and chair and closes the room; an end frees the seat and is
//! for good: whoever comes back is given a new place with a new id, so that nothing said before hangs on it.

pub use crate::alias::Alias;
use crate::{GroupId, MembershipId, PersonId};
use jiff::{SignedDuration, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub id: MembershipId,
    pub group: GroupId,
    pub person: PersonId,
    pub alias: Alias,
    pub role: Role,
    /// 0-based place in the circle; the same on every screen, every week.
    pub seat: u8,
    pub state: State,
}

/// What a person is in this group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Member,
    Facilitator,
    /// Leads beside the facilitator and takes over when the leader drops.
    CoFacilitator,
    /// Sits in the circle like everyone else: nobody joins unseen.
    Observer,
}

/// Where a place stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Active,
    /// Seat and chair are kept; room and desk are closed until somebody who leads opens them again.
    Paused {
        since: Timestamp,
    },
    /// The seat is free and nothing of the group is open to this person any more.
    Ended {
        at: Timestamp,
        by: EndedBy,
    },
}

/// The same without its moments, for whoever decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    Active,
    Paused,
    Ended,
}

/// Who ended a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndedBy {
    /// The person left.
    Themselves,
    Facilitator,
    /// The group itself came to its end.
    Group,
}

/// Why a place was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// It stands there already, or has ended and nothing more becomes of it.
    #[error("the place does not stand where this would lead from")]
    Overtaken,
    /// Without this person nobody would lead the group: it is handed over first.
    #[error("the only one who leads")]
    OnlyOneLeading,
    /// Whoever pauses or ends a place or changes a role does that to others. Leaving is a person's own.
    #[error("not to oneself")]
    OneOwn,
}

/// What somebody who leads does to a place, or the person to their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Leave,
    Pause,
    Resume,
    End,
    /// Another role, with the same seat.
    Become(Role),
}

/// A name that was freed is nobody else's for this long: people remember each other by it.
pub const NAME_KEPT: SignedDuration = SignedDuration::from_hours(24 * 365);

impl State {
    pub fn status(self) -> Status {
        match self {
            State::Active => Status::Active,
            State::Paused { .. } => Status::Paused,
            State::Ended { .. } => Status::Ended,
        }
    }
}

impl Membership {
    pub fn is_active(&self) -> bool {
        self.state == State::Active
    }

    /// Has a seat: active or paused.
    pub fn is_current(&self) -> bool {
        self.state.status() != Status::Ended
    }

    /// Leads the group now.
    pub fn leads(&self) -> bool {
        self.is_active() && self.role.leads()
    }

    /// What becomes of this place when `by` does that at `now`. `circle` is everybody who has a seat in the group; a group
    /// that somebody leads is never left without one.
    pub fn after(
        &self,
        change: Change,
        by: PersonId,
        circle: &[Membership],
        now: Timestamp,
    ) -> Result<Membership, NotNow> {
        let is_own = by == self.person;
        let state = match (change, self.state) {
            (_, State::Ended { .. }) => return Err(NotNow::Overtaken),
            (Change::Leave, _) if !is_own => return Err(NotNow::OneOwn),
            (Change::Leave, _) => State::Ended {
                at: now,
                by: EndedBy::Themselves,
            },
            _ if is_own => return Err(NotNow::OneOwn),
            (Change::Pause, State::Active) => State::Paused { since: now },
            (Change::Resume, State::Paused { .. }) => State::Active,
            (Change::Pause | Change::Resume, _) => return Err(NotNow::Overtaken),
            (Change::End, _) => State::Ended {
                at: now,
                by: EndedBy::Facilitator,
            },
            (Change::Become(role), _) if role == self.role => return Err(NotNow::Overtaken),
            (Change::Become(_), state) => state,
        };
        let role = match change {
            Change::Become(role) => role,
            Change::Leave | Change::Pause | Change::Resume | Change::End => self.role,
        };
        let after = Membership {
            state,
            role,
            ..self.clone()
        };
        let somebody_else_leads = circle.iter().any(|one| one.id != self.id && one.leads());
        if self.leads() && !after.leads() && !somebody_else_leads {
            return Err(NotNow::OnlyOneLeading);
        }
        Ok(after)
    }

    /// Nobody else in this group may be called like this yet.
    pub fn keeps_its_name(&self, now: Timestamp) -> bool {
        match self.state {
            State::Active | State::Paused { .. } => true,
            State::Ended { at, .. } => now.duration_since(at) < NAME_KEPT,
        }
    }
}

impl Role {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Member,
        Self::Observer,
        Self::CoFacilitator,
        Self::Facilitator,
    ];

    /// Both facilitators hold the same rights in the room.
    pub fn leads(self) -> bool {
        matches!(self, Role::Facilitator | Role::CoFacilitator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn number<I: Id>(number: u128) -> I {
        I::from_uuid(Uuid::from_u128(number))
    }

    /// The second hour of 1970 and later.
    fn moment(hour: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hour)
    }

    fn place(seat: u8, role: Role, state: State) -> Membership {
        Membership {
            id: number(100 + u128::from(seat)),
            group: number(1),
            person: number(200 + u128::from(seat)),
            alias: Alias::parse("Anna").expect("a name"),
            role,
            seat,
            state,
        }
    }

    fn person(seat: u8) -> PersonId {
        number(200 + u128::from(seat))
    }

    #[test]
    fn both_facilitators_lead_and_nobody_else() {
        assert!(Role::Facilitator.leads() && Role::CoFacilitator.leads());
        assert!(!Role::Member.leads() && !Role::Observer.leads());
    }

    #[test]
    fn the_only_one_who_leads_neither_leaves_nor_is_taken_away() {
        let mara = place(0, Role::Facilitator, State::Active);
        let ines = place(1, Role::CoFacilitator, State::Active);
        let paused = place(1, Role::CoFacilitator, State::Paused { since: moment(0) });
        let anna = place(2, Role::Member, State::Active);
        let now = moment(2);
        let alone = [mara.clone(), paused.clone(), anna.clone()];
        assert_eq!(
            mara.after(Change::Leave, person(0), &alone, now),
            Err(NotNow::OnlyOneLeading)
        );
        for change in [Change::Pause, Change::End, Change::Become(Role::Member)] {
            assert_eq!(
                mara.after(change, person(1), &alone, now),
                Err(NotNow::OnlyOneLeading)
            );
        }
        let both = [mara.clone(), ines, anna];
        assert!(mara.after(Change::Leave, person(0), &both, now).is_ok());
        // Whoever is paused leads nothing, so their leaving leaves nobody alone.
        assert!(paused.after(Change::Leave, person(1), &alone, now).is_ok());
    }

    #[test]
    fn nobody_pauses_ends_or_promotes_themselves_and_nobody_leaves_for_another() {
        let mara = place(0, Role::Facilitator, State::Active);
        let anna = place(2, Role::Member, State::Active);
        let circle = [mara, anna.clone()];
        for change in [
            Change::Pause,
            Change::Resume,
            Change::End,
            Change::Become(Role::Facilitator),
        ] {
            assert_eq!(
                anna.after(change, person(2), &circle, moment(2)),
                Err(NotNow::OneOwn)
            );
        }
        assert_eq!(
            anna.after(Change::Leave, person(0), &circle, moment(2)),
            Err(NotNow::OneOwn)
        );
    }

    #[test]
    fn a_freed_name_is_kept_for_a_year_and_no_longer() {
        let by = EndedBy::Themselves;
        let ended = place(0, Role::Member, State::Ended { at: moment(1), by });
        assert!(ended.keeps_its_name(moment(1) + NAME_KEPT - SignedDuration::from_secs(1)));
        assert!(!ended.keeps_its_name(moment(1) + NAME_KEPT));
        assert!(place(0, Role::Member, State::Active).keeps_its_name(Timestamp::MAX));
    }

    fn any_change() -> impl Strategy<Value = Change> {
        prop_oneof![
            Just(Change::Leave),
            Just(Change::Pause),
            Just(Change::Resume),
            Just(Change::End),
            prop::sample::select(Role::ALL.to_vec()).prop_map(Change::Become),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_done_somebody_leads_and_what_has_ended_stays_ended(
            roles in prop::collection::vec(prop::sample::select(Role::ALL.to_vec()), 1..5),
            steps in prop::collection::vec((0u8..5, any_change(), 0u8..5), 0..60),
        ) {
            let mut places = vec![place(0, Role::Facilitator, State::Active)];
            places.extend((1..).zip(&roles).map(|(seat, role)| place(seat, *role, State::Active)));
            for (hour, (whose, change, by)) in (1..).zip(steps) {
                let Some(before) = places.get(usize::from(whose)).cloned() else { continue };
                let circle: Vec<_> = places.iter().filter(|one| one.is_current()).cloned().collect();
                let done = before.after(change, person(by), &circle, moment(hour));
                if let Ok(after) = done {
                    prop_assert!(before.is_current(), "nothing becomes of what has ended");
                    prop_assert_eq!((after.id, after.person, after.seat), (before.id, before.person, before.seat));
                    prop_assert!(after != before, "a change changes");
                    prop_assert_eq!(matches!(change, Change::Leave), by == whose);
                    if let State::Ended { at, by } = after.state {
                        prop_assert_eq!(at, moment(hour));
                        prop_assert_eq!(by == EndedBy::Themselves, matches!(change, Change::Leave));
                    }
                    places[usize::from(whose)] = after;
                }
                prop_assert!(places.iter().any(Membership::leads), "somebody leads");
            }
        }
    }
}
