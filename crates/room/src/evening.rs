//! Lives through evenings in tests: people by name, the clock on the wall as an argument.

use crate::*;
use domain::group::Levels;
use domain::id::Id;
use domain::live::Restored;
use domain::membership::{Alias, Role};
use domain::plan::{Phase, PhaseKind, Plan};
use domain::{GroupId, MembershipId, PersonId, Private, SessionId};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};
use uuid::Uuid;

/// A person of the cast; the number is their seat.
pub(crate) type Who = u8;
pub(crate) const MARA: Who = 0;
pub(crate) const ANNA: Who = 1;
pub(crate) const BEN: Who = 2;
pub(crate) const CHIDI: Who = 3;
pub(crate) const OTTO: Who = 4;
pub(crate) const INES: Who = 7;
/// Not of this group.
pub(crate) const SAM: Who = 99;

pub(crate) const CAST: [(Who, &str, Role); 6] = [
    (MARA, "Mara", Role::Facilitator),
    (ANNA, "Anna", Role::Member),
    (BEN, "Ben", Role::Member),
    (CHIDI, "Chidi", Role::Member),
    (OTTO, "Otto", Role::Observer),
    (INES, "Ines", Role::CoFacilitator),
];

/// The phases of the evening.
pub(crate) const CHECK_IN: u8 = 1;
pub(crate) const TALK: u8 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    Nothing,
    Waiting {
        facilitator_is_here: bool,
        locked: bool,
    },
    Room,
    Ended(CloseReason),
    /// The socket went without a word.
    Dropped,
}

#[derive(Debug)]
pub(crate) struct Evening {
    pub(crate) room: Room,
    pub(crate) now: Timestamp,
    /// The sum of the facts recorded, as the store would keep it.
    pub(crate) stored: Restored,
    pub(crate) facts: Vec<LiveFact>,
    /// Everything said to each socket, in order; `Show` as the screen it stands for.
    pub(crate) said: BTreeMap<ConnectionId, Vec<Notice>>,
    pub(crate) ends: BTreeMap<ConnectionId, Option<CloseReason>>,
    pub(crate) owners: BTreeMap<ConnectionId, Who>,
    pub(crate) media_ended: Vec<u8>,
    /// Everything polled since it was last asked for.
    pub(crate) effects: VecDeque<Effect>,
    current: BTreeMap<Who, ConnectionId>,
    next_connection: u64,
}

pub(crate) fn member(who: Who) -> MembershipId {
    MembershipId::from_uuid(Uuid::from_u128(0x1000 + u128::from(who)))
}

pub(crate) fn who(member: MembershipId) -> Who {
    u8::try_from(member.uuid().as_u128() - 0x1000).expect("members of the cast are small numbers")
}

pub(crate) fn holder((who, name, role): (Who, &str, Role)) -> SeatHolder {
    SeatHolder {
        member: member(who),
        person: PersonId::from_uuid(Uuid::from_u128(0x2000 + u128::from(who))),
        alias: Alias::parse(name).expect("the cast has good names"),
        role,
        seat: who,
        is_paused: false,
        answers: None,
    }
}

/// 6 January 2026, at this time in UTC.
pub(crate) fn at(time: &str) -> Timestamp {
    format!("2026-01-06T{time}:00Z").parse().expect("HH:MM")
}

fn setup(restored: Restored) -> Setup {
    let phase = |title: &str, kind| Phase {
        title: title.to_owned(),
        prompt: String::new(),
        minutes: 20,
        kind,
    };
    Setup {
        session: SessionId::from_uuid(Uuid::from_u128(0x3000)),
        group: GroupId::from_uuid(Uuid::from_u128(0x4000)),
        chain: Vec::new(),
        levels: Levels::Server,
        seats: CAST.into_iter().map(holder).collect(),
        plan: Plan {
            phases: vec![
                phase("Arriving", PhaseKind::Open),
                phase("Check-in", PhaseKind::Round),
                phase("Talk", PhaseKind::Open),
            ],
        },
        starts_at: at("18:00"),
        door_opens_at: at("17:45"),
        door_closes_at: at("20:00"),
        restored,
    }
}

impl Evening {
    pub(crate) fn at(time: &str) -> Self {
        Self {
            room: Room::new(setup(Restored::default()), at(time)),
            now: at(time),
            stored: Restored::default(),
            facts: Vec::new(),
            said: BTreeMap::new(),
            ends: BTreeMap::new(),
            owners: BTreeMap::new(),
            media_ended: Vec::new(),
            effects: VecDeque::new(),
            current: BTreeMap::new(),
            next_connection: 1,
        }
    }

    /// Mara leads, and these people sit in the circle with her.
    pub(crate) fn with(people: &[Who]) -> Self {
        let mut evening = Self::at("18:00");
        evening.arrives(MARA);
        for who in people {
            evening.arrives(*who);
            if !matches!(*who, MARA | INES) {
                evening.admits(MARA, *who);
            }
        }
        evening
    }

    pub(crate) fn input(&mut self, input: Input) -> Result<(), Refused> {
        let outcome = self.room.handle(input, self.now);
        while let Some(effect) = self.room.poll() {
            match &effect {
                Effect::Record(fact) => {
                    self.stored.apply(fact);
                    self.facts.push(fact.clone());
                }
                Effect::Show { connection } => {
                    let screen = self
                        .room
                        .screen(*connection, self.now)
                        .expect("a shown socket has a screen");
                    self.said.entry(*connection).or_default().push(screen);
                }
                Effect::Tell { connection, notice } => {
                    self.said.entry(*connection).or_default().push(notice.clone());
                }
                Effect::Close { connection, why } => {
                    self.ends.insert(*connection, Some(*why));
                }
                Effect::Drop { connection } => {
                    self.ends.insert(*connection, None);
                }
                Effect::EndMedia { seat } => self.media_ended.push(*seat),
                Effect::ConnectMedia { .. } | Effect::OpenCard { .. } | Effect::AskKeyFrame { .. } => {}
            }
            self.effects.push_back(effect);
        }
        outcome
    }

    pub(crate) fn arrives_with(&mut self, who: Who, page: &str) -> Result<(), Refused> {
        let connection = ConnectionId(self.next_connection);
        self.next_connection += 1;
        self.owners.insert(connection, who);
        let page = page.to_owned();
        self.input(Input::Arrive {
            connection,
            member: member(who),
            page,
        })?;
        self.current.insert(who, connection);
        Ok(())
    }

    /// Opens a page that was never open before.
    pub(crate) fn arrives(&mut self, who: Who) {
        let page = format!("page-{}", self.next_connection);
        self.arrives_with(who, &page).expect("may come to the door");
    }

    pub(crate) fn loses_line(&mut self, who: Who) {
        let connection = self.current[&who];
        self.input(Input::Lost { connection })
            .expect("a loss is never refused");
    }

    pub(crate) fn is_erased(&mut self, who: Who) {
        let member = member(who);
        self.input(Input::Erased { member })
            .expect("what has happened is not refused");
    }

    pub(crate) fn does(&mut self, who: Who, act: Act) -> Result<(), Refused> {
        let connection = self.current[&who];
        self.input(Input::Act { connection, act })
    }

    pub(crate) fn admits(&mut self, by: Who, whom: Who) {
        self.does(by, Act::Admit(admission(whom))).expect("may admit");
    }

    pub(crate) fn removes(&mut self, by: Who, whom: Who) {
        let reason = Private::from("kept shouting");
        self.does(
            by,
            Act::Remove {
                member: member(whom),
                reason,
            },
        )
        .expect("may remove");
    }

    /// Time passes, and the room is woken when it asked to be.
    pub(crate) fn later(&mut self, seconds: i64) {
        let then = self.now + SignedDuration::from_secs(seconds);
        while let Some(wake) = self.room.next_timeout().filter(|wake| *wake <= then) {
            self.now = self.now.max(wake);
            self.input(Input::Time).expect("time is never refused");
        }
        self.now = then;
    }

    /// The server goes down and comes up again with what was stored.
    pub(crate) fn restarts(&mut self) {
        self.room = Room::new(setup(self.stored.clone()), self.now);
        self.current.clear();
    }

    pub(crate) fn sees(&self, who: Who) -> Screen {
        let Some(connection) = self.current.get(&who) else {
            return Screen::Nothing;
        };
        if let Some(end) = self.ends.get(connection) {
            return end.map_or(Screen::Dropped, Screen::Ended);
        }
        match self.room.screen(*connection, self.now) {
            Some(Notice::Waiting {
                facilitator_is_here,
                locked,
            }) => Screen::Waiting {
                facilitator_is_here,
                locked,
            },
            Some(_) => Screen::Room,
            None => Screen::Nothing,
        }
    }

    pub(crate) fn view(&self, who: Who) -> View {
        self.room
            .view_for(member(who), self.now)
            .expect("sits in the circle")
    }

    pub(crate) fn presence(&self, viewer: Who, whom: Who) -> Presence {
        let seats = self.view(viewer).seats;
        seats
            .iter()
            .find(|seat| seat.member == member(whom))
            .expect("has a seat")
            .presence
    }

    pub(crate) fn lead(&self) -> Option<Who> {
        self.room.state().lead.map(who)
    }

    pub(crate) fn floor(&self) -> Option<Who> {
        self.room
            .state()
            .round
            .as_ref()
            .and_then(RoundPosition::floor)
            .map(who)
    }

    pub(crate) fn turns(&self) -> Vec<(Who, TurnState)> {
        let round = self.room.state().round.as_ref().expect("a round was begun");
        round
            .turns
            .iter()
            .map(|turn| (who(turn.member), turn.state))
            .collect()
    }

    /// Everything this person's newest page was told, and forgets it.
    pub(crate) fn hears(&mut self, who: Who) -> Vec<Notice> {
        self.said.remove(&self.current[&who]).unwrap_or_default()
    }

    pub(crate) fn connection(&self, who: Who) -> ConnectionId {
        self.current[&who]
    }
}

pub(crate) fn admission(whom: Who) -> Admission {
    Admission {
        member: member(whom),
        token: vec![whom; 3],
    }
}

/// The bodies among what somebody was told.
pub(crate) fn contents(notices: &[Notice]) -> Vec<&[u8]> {
    let mut bodies = Vec::new();
    for notice in notices {
        if let Notice::Content { body, .. } = notice {
            bodies.push(body.bytes());
        }
    }
    bodies
}
