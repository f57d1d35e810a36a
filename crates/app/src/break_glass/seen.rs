//! What it shows: times, devices, places, who leads, which channels are safe. There is no way from here to a topic, another member's
//! name, a choice, an answer, a note or a card.

use crate::{Context, Result};
use domain::break_glass::About;
use domain::door::SafeChannel;
use domain::membership::Role;
use domain::session::Session;
use domain::sign_in::SignedInBy;
use domain::{GroupId, PersonId};
use jiff::Timestamp;

#[derive(Debug, Clone)]
pub enum Seen {
    /// There is no such person or group here.
    Nobody,
    Person(PersonSeen),
    Group(GroupSeen),
}

#[derive(Debug, Clone)]
pub struct PersonSeen {
    pub devices: Vec<Device>,
    pub channels: Channels,
    pub places: Vec<PlaceSeen>,
}

/// Newest first.
#[derive(Debug, Clone)]
pub struct Device {
    pub label: String,
    pub by: SignedInBy,
    pub signed_in_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub holds: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Channels {
    /// What they said last at a door, and when; nothing where that is forgotten or was never asked.
    pub at_the_door: Option<(SafeChannel, Timestamp)>,
    /// Whether their telephone may ring; nothing where there is none.
    pub safe_to_ring: Option<bool>,
}

/// A place in a group, without the name they use there.
#[derive(Debug, Clone)]
pub struct PlaceSeen {
    pub group: String,
    pub role: Role,
    pub leaders: Vec<String>,
    pub sessions: Vec<Timestamp>,
}

#[derive(Debug, Clone)]
pub struct GroupSeen {
    pub group: String,
    /// How many sit in it, whoever leads included.
    pub people: usize,
    pub leaders: Vec<LeaderSeen>,
    pub sessions: Vec<Timestamp>,
}

#[derive(Debug, Clone)]
pub struct LeaderSeen {
    pub name: String,
    pub devices: Vec<Device>,
    pub channels: Channels,
}

/// Those that come next and those that were last.
const SESSIONS_EACH_WAY: usize = 4;
const DEVICES: usize = 10;

pub(super) async fn seen(cx: &Context, about: About) -> Result<Seen> {
    match about {
        About::Person(Some(person)) => of_person(cx, person).await,
        About::Group(Some(group)) => of_group(cx, group).await,
        About::Person(None) | About::Group(None) => Ok(Seen::Nobody),
    }
}

async fn of_person(cx: &Context, person: PersonId) -> Result<Seen> {
    let mut places = Vec::new();
    for group in cx.store().groups().of_person(person).await? {
        let all = cx.store().memberships().of_group(group.id).await?;
        let Some(mine) = all.iter().find(|one| one.person == person) else {
            continue;
        };
        let mut leaders = Vec::new();
        for one in all.iter().filter(|one| one.role.leads()) {
            leaders.extend(name_of(cx, one.person).await?);
        }
        places.push(PlaceSeen {
            group: group.neutral_name,
            role: mine.role,
            leaders,
            sessions: sessions(cx, group.id).await?,
        });
    }
    Ok(Seen::Person(PersonSeen {
        devices: devices(cx, person).await?,
        channels: channels(cx, person).await?,
        places,
    }))
}

async fn of_group(cx: &Context, group: GroupId) -> Result<Seen> {
    let Some(found) = cx.store().groups().lookup(group).await? else {
        return Ok(Seen::Nobody);
    };
    let all = cx.store().memberships().of_group(group).await?;
    let mut leaders = Vec::new();
    for one in all.iter().filter(|one| one.role.leads()) {
        leaders.push(LeaderSeen {
            name: name_of(cx, one.person).await?.unwrap_or_default(),
            devices: devices(cx, one.person).await?,
            channels: channels(cx, one.person).await?,
        });
    }
    Ok(Seen::Group(GroupSeen {
        group: found.neutral_name,
        people: all.len(),
        leaders,
        sessions: sessions(cx, group).await?,
    }))
}

/// Only of those who lead: they stand by their own name on the group's page.
async fn name_of(cx: &Context, leader: PersonId) -> Result<Option<String>> {
    let person = cx.store().people().lookup(leader).await?;
    Ok(person.map(|person| person.legal_name.into_inner()))
}

async fn devices(cx: &Context, person: PersonId) -> Result<Vec<Device>> {
    let all = cx.store().sign_ins().of_person(person).await?;
    let now = cx.now();
    Ok(all
        .into_iter()
        .take(DEVICES)
        .map(|one| Device {
            holds: one.holds(now),
            label: one.label,
            by: one.by,
            signed_in_at: one.created_at,
            last_seen_at: one.last_seen_at,
        })
        .collect())
}

async fn channels(cx: &Context, person: PersonId) -> Result<Channels> {
    let said = cx.store().door_answers().latest_of_person(person).await?;
    let facts = cx.store().emergency_facts().of_person(person).await?;
    Ok(Channels {
        at_the_door: said.map(|said| (said.safe_channel, said.answered_at)),
        safe_to_ring: facts
            .filter(|facts| !facts.phone.reveal().is_empty())
            .map(|facts| facts.safe_to_ring),
    })
}

async fn sessions(cx: &Context, group: GroupId) -> Result<Vec<Timestamp>> {
    let all: Vec<Session> = cx.store().sessions().of_group(group).await?;
    let held = all.iter().filter(|one| !one.is_cancelled());
    let mut times: Vec<Timestamp> = held.map(|one| one.starts_at).collect();
    times.sort_unstable();
    let next = times.partition_point(|at| *at <= cx.now());
    let from = next.saturating_sub(SESSIONS_EACH_WAY);
    let to = next.saturating_add(SESSIONS_EACH_WAY).min(times.len());
    Ok(times.get(from..to).unwrap_or_default().to_vec())
}
