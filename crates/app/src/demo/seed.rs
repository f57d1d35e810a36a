//! Sets Linden House up, or finds it standing and begins a new evening there.

use super::cast::{self, Character};
use super::evening;
use super::groups::{LOSS_MEMBERS, living_with_loss, tuesday_evening};
use super::people::{People, bring};
use super::wish::{Demo, DemoPerson, Wish};
use crate::{App, Error, Result, chance};
use domain::door::{Alone, DoorAnswers, SafeChannel};
use domain::group::Group;
use domain::membership::{Alias, Membership, Role, State};
use domain::practice::Practice;
use domain::session::Session;
use domain::{GroupId, PersonId};
use jiff::Timestamp;
use jiff::civil::Weekday;
use store::{Actor, AuditEntry, Work};

/// How many Tuesdays ahead are in the diary.
const TUESDAYS: u16 = 3;
const THURSDAYS: u16 = 12;
/// A group that has met for a while.
const FIRST_NUMBER: u16 = 23;

/// Seeding a second time keeps people, groups and seats, ends the evening that was on, and begins a new one. A
/// larger circle gets its new chairs behind the old ones: seats are stable.
pub async fn seed(app: &App, wish: &Wish) -> Result<Demo> {
    let now = app.now();
    let practice = match app.store().practices().current().await? {
        Some(practice) => practice,
        None => linden_house(now)?,
    };
    let entry = AuditEntry::new(Actor::House, "Demo/Seed", practice.id, now);
    let mut work = app.store().begin(entry).await?;
    work.practices().put(&practice).await?;
    let people = bring(&mut work, now).await?;
    let (group, circle) = sit_down_on_tuesday(&mut work, &people, wish, now).await?;
    let session = begin_evening(&mut work, group, now).await?;
    answer_for_bots(&mut work, &session, &circle, &people, wish, now).await?;
    sit_down_with_loss(&mut work, &people, now).await?;
    work.commit().await?;
    Ok(Demo {
        group,
        session: session.id,
        people: everyone(&people, &circle, wish),
    })
}

fn linden_house(now: Timestamp) -> Result<Practice> {
    Ok(Practice {
        id: chance::id(now)?,
        name: "Linden House".to_owned(),
        country: "DE".to_owned(),
        language: "en".to_owned(),
        time_zone: super::groups::ZONE.to_owned(),
    })
}

async fn sit_down_on_tuesday(
    work: &mut Work,
    people: &People,
    wish: &Wish,
    now: Timestamp,
) -> Result<(GroupId, Vec<Membership>)> {
    let circle = cast::circle(wish.seats);
    let seats = u8::try_from(circle.len()).map_err(Error::broken)?;
    let wanted = tuesday_evening(chance::id(now)?, seats);
    let group = find_or_add(work, wanted).await?;
    if group.seats < seats {
        work.groups()
            .update(&Group {
                seats,
                ..group.clone()
            })
            .await?;
    }
    for (seat, character) in (0_u8..).zip(&circle) {
        let role = character.role.unwrap_or(Role::Member);
        sit_down(
            work,
            group.id,
            people[character.name],
            &character.alias(),
            role,
            seat,
            now,
        )
        .await?;
    }
    Ok((group.id, work.memberships().of_group(group.id).await?))
}

async fn sit_down_with_loss(work: &mut Work, people: &People, now: Timestamp) -> Result<()> {
    let group = find_or_add(work, living_with_loss(chance::id(now)?)).await?.id;
    sit_down(work, group, people["mara"], "Mara", Role::Facilitator, 0, now).await?;
    for (seat, (name, alias)) in (1_u8..).zip(LOSS_MEMBERS) {
        sit_down(work, group, people[name], alias, Role::Member, seat, now).await?;
    }
    sit_down(work, group, people["ines"], "Ines", Role::CoFacilitator, 5, now).await?;
    if work.sessions().of_group(group).await?.is_empty() {
        for session in evening::weekly(group, Weekday::Thursday, THURSDAYS, 1, Some(THURSDAYS), now)? {
            work.sessions().add(&session).await?;
        }
    }
    Ok(())
}

/// The group of this name, as it stands.
async fn find_or_add(work: &mut Work, wanted: Group) -> Result<Group> {
    let known = work
        .groups()
        .all()
        .await?
        .into_iter()
        .find(|group| group.name == wanted.name);
    if let Some(group) = known {
        return Ok(group);
    }
    work.groups().add(&wanted).await?;
    Ok(wanted)
}

/// In this seat, or in the next free one when it is taken; who has a seat already keeps it.
async fn sit_down(
    work: &mut Work,
    group: GroupId,
    person: PersonId,
    alias: &str,
    role: Role,
    seat: u8,
    now: Timestamp,
) -> Result<()> {
    let taken = work.memberships().of_group(group).await?;
    if taken.iter().any(|one| one.person == person) {
        return Ok(());
    }
    let is_free = |seat: &u8| !taken.iter().any(|one| one.seat == *seat);
    let seat = Some(seat)
        .filter(is_free)
        .or_else(|| (0..u8::MAX).find(is_free))
        .unwrap_or(seat);
    let alias = Alias::parse(alias).map_err(Error::broken)?;
    work.memberships()
        .add(&Membership {
            id: chance::id(now)?,
            group,
            person,
            alias,
            role,
            seat,
            state: State::Active,
        })
        .await?;
    Ok(())
}

/// Ends what is still on from an earlier start, begins tonight's session, and looks after the diary.
async fn begin_evening(work: &mut Work, group: GroupId, now: Timestamp) -> Result<Session> {
    let known = work.sessions().of_group(group).await?;
    for old in known
        .iter()
        .filter(|one| one.starts_at <= now && one.ended_at.is_none())
    {
        work.sessions().end(old.id, now).await?;
    }
    let number = known
        .iter()
        .filter(|one| one.starts_at <= now)
        .map(|one| one.number + 1)
        .max();
    let tonight = evening::on_now(group, number.unwrap_or(FIRST_NUMBER), now)?;
    work.sessions().add(&tonight).await?;
    for session in evening::weekly(group, Weekday::Tuesday, TUESDAYS, tonight.number + 1, None, now)? {
        if !known.iter().any(|one| one.starts_at == session.starts_at) {
            work.sessions().add(&session).await?;
        }
    }
    Ok(tonight)
}

async fn answer_for_bots(
    work: &mut Work,
    session: &Session,
    circle: &[Membership],
    people: &People,
    wish: &Wish,
    now: Timestamp,
) -> Result<()> {
    for character in cast::CAST.iter().filter(|one| is_bot(wish, one)) {
        let Some(seat) = circle.iter().find(|seat| seat.person == people[character.name]) else {
            continue;
        };
        let answers = DoorAnswers {
            session: session.id,
            member: seat.id,
            place: character.place.into(),
            country: "DE".to_owned(),
            alone: if character.name == "ben" {
                Alone::No
            } else {
                Alone::Yes
            },
            safe_channel: if character.safe_to_ring {
                SafeChannel::Ring
            } else {
                SafeChannel::Text
            },
            answered_at: now,
        };
        work.door_answers().put(&answers).await?;
    }
    Ok(())
}

fn is_bot(wish: &Wish, character: &Character) -> bool {
    wish.bots.iter().any(|name| name == character.name)
}

fn everyone(people: &People, circle: &[Membership], wish: &Wish) -> Vec<DemoPerson> {
    let mut all: Vec<_> = cast::CAST
        .iter()
        .chain(&cast::HOUSE)
        .map(|character| {
            let person = people[character.name];
            let seat = circle.iter().find(|seat| seat.person == person);
            let one = DemoPerson {
                name: character.name.to_owned(),
                person,
                member: seat.map(|seat| seat.id),
                leads: seat.is_some_and(|seat| seat.role.leads()),
                bot: seat.is_some() && is_bot(wish, character),
            };
            (seat.map_or(u8::MAX, |seat| seat.seat), one)
        })
        .collect();
    all.sort_by_key(|(seat, _)| *seat);
    all.into_iter().map(|(_, one)| one).collect()
}
