//! Looking where nobody looks otherwise: asked with a reason, agreed to by a second person, open for an hour, told to those it is about.
//!
//! It gives times, devices, places, who leads and which channels are safe. Nothing that somebody said, wrote, chose or answered is
//! reachable from here.

mod answer;
mod ask;
mod close;
mod desk;
mod look;
mod open;
mod seen;

pub use answer::answer;
pub use ask::{Ask, ask};
pub use close::{close, write_ends};
pub use desk::{Desk, Waiting, desk};
pub use look::{Looked, look};
pub use open::open;
pub use seen::{Channels, Device, GroupSeen, LeaderSeen, PersonSeen, PlaceSeen, Seen};

use crate::{Context, Error, Result};
use domain::PersonId;
use domain::break_glass::{About, BreakGlass};
use domain::id::BreakGlassId;
use policy::{BreakGlassAction, Resource};
use store::{AuditEntry, Store};

async fn find(cx: &Context, action: BreakGlassAction, id: BreakGlassId) -> Result<BreakGlass> {
    cx.person()?;
    let found = cx
        .store()
        .break_glasses()
        .lookup(id)
        .await?
        .ok_or(Error::NotFound)?;
    let asked_by = Some(found.asked_by);
    cx.authorise(action, &Resource::BreakGlass { asked_by })?;
    Ok(found)
}

/// The row of everything that is done with one: its id, whom it is about, and why in a word of ours.
fn entry(cx: &Context, action: BreakGlassAction, of: &BreakGlass) -> AuditEntry {
    about(cx.entry(action, of.id), of)
}

fn about(entry: AuditEntry, of: &BreakGlass) -> AuditEntry {
    let entry = entry.with_word("why", of.class.word());
    match of.about {
        About::Person(Some(person)) => entry.of(person),
        About::Group(Some(group)) => entry.with("group", group),
        About::Person(None) | About::Group(None) => entry,
    }
}

/// Whose things are shown: the person, or those who lead the group. Of its members it shows only how many they are.
async fn concerned(store: &Store, of: &BreakGlass) -> Result<Vec<PersonId>> {
    Ok(match of.about {
        About::Person(person) => person.into_iter().collect(),
        About::Group(None) => Vec::new(),
        About::Group(Some(group)) => {
            let all = store.memberships().of_group(group).await?;
            all.iter()
                .filter(|one| one.role.leads())
                .map(|one| one.person)
                .collect()
        }
    })
}
