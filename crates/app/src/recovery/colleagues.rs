//! Who leads a group beside whom, and which of them asked to come back in.

use crate::{App, Context, Result, context};
use domain::group::Group;
use domain::id::RecoveryId;
use domain::person::Person;
use domain::recovery::State;
use domain::{GroupId, PersonId};
use jiff::Timestamp;
use policy::{Actor, GroupAction, Resource};
use std::collections::BTreeMap;

/// A colleague who asked.
#[derive(Debug, Clone)]
pub struct Colleague {
    pub recovery: RecoveryId,
    pub name: String,
    /// The device that asked: "Firefox on Linux".
    pub device: String,
    pub asked_at: Timestamp,
    pub state: State,
    /// Who confirmed it, by the name under which they lead.
    pub confirmed_by: Option<String>,
    /// Whether it was whoever asks now: they can look at the code again.
    pub shows_code: bool,
}

/// Those of the groups that this person leads, whose asking still lives. Empty for everybody else, and for who came in by a link.
pub async fn colleagues(cx: &Context) -> Result<Vec<Colleague>> {
    let me = cx.person()?.id;
    let mut all = Vec::new();
    for (person, group) in beside(cx.app(), cx.actor()).await? {
        let Some(resource) = resource(cx, group).await? else {
            continue;
        };
        if !cx.may(GroupAction::StopRecovery, &resource) {
            continue;
        }
        let latest = cx.store().recoveries().latest_of(person).await?;
        let Some(one) = latest.filter(|one| one.is_alive(cx.now())) else {
            continue;
        };
        let confirmed_by = match one.confirmed.and_then(|confirmed| confirmed.by) {
            Some(by) => name_of(cx, by).await?,
            None => None,
        };
        all.push(Colleague {
            recovery: one.id,
            name: name_of(cx, person).await?.unwrap_or_default(),
            state: one.state(cx.now()),
            shows_code: one.shows_code_to(me, cx.now()),
            device: one.device,
            asked_at: one.asked_at,
            confirmed_by,
        });
    }
    Ok(all)
}

async fn name_of(cx: &Context, person: PersonId) -> Result<Option<String>> {
    let person = cx.store().people().lookup(person).await?;
    Ok(person.map(|one| one.legal_name.into_inner()))
}

/// Everybody who leads a group that this actor leads, each with one such group.
pub(super) async fn beside(app: &App, actor: &Actor) -> Result<BTreeMap<PersonId, GroupId>> {
    let mut found = BTreeMap::new();
    for mine in actor.memberships.iter().filter(|one| one.leads()) {
        for one in app.store().memberships().of_group(mine.group).await? {
            if one.leads() && Some(one.person) != actor.person {
                found.entry(one.person).or_insert(mine.group);
            }
        }
    }
    Ok(found)
}

/// The people who lead a group beside this person, for letters to them.
pub(super) async fn people_beside(app: &App, person: &Person) -> Result<Vec<Person>> {
    let actor = context::actor_of(app, person).await?;
    let mut people = Vec::new();
    for id in beside(app, &actor).await?.into_keys() {
        people.extend(app.store().people().lookup(id).await?);
    }
    Ok(people)
}

pub(super) async fn resource(cx: &Context, group: GroupId) -> Result<Option<Resource>> {
    let group: Option<Group> = cx.store().groups().lookup(group).await?;
    Ok(group.map(|group| Resource::Group {
        group: group.id,
        listing: group.listed,
    }))
}
