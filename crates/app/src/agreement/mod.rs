//! What a group agrees: read, signed, taken back, chosen apart, edited; and what may be told to somebody outside.

mod choose;
mod edit;
mod guardian;
mod mine;
mod note;
mod outside;
mod proof;
mod releases;
mod sign;
mod somebody_left;
mod who_signed;
mod withdraw;

pub use choose::choose;
pub use edit::{Desk, Draft, Edited, desk, publish};
pub use guardian::{GuardianForm, record_guardian, remove_guardian};
pub use mine::{AgreementPage, MyChoice, mine};
pub use note::Note;
pub(crate) use note::note;
pub(crate) use outside::READ_FOR_OUTSIDE;
pub use outside::{OutsideReader, read_for_outside};
pub(crate) use proof::hex;
pub use releases::{MyReleases, ReleaseForm, give_release, my_releases, revoke_release};
pub use sign::{SignForm, sign};
pub(crate) use somebody_left::somebody_left;
pub(crate) use who_signed::circle_of;
pub use who_signed::{WhoSigned, Whose, who_signed};
pub use withdraw::withdraw;

use crate::{Context, Error, Result};
use domain::agreement::{Agreement, Version};
use domain::group::Group;
use domain::membership::Membership;
use domain::session::Session;
use domain::{ClauseId, GroupId, MembershipId};
use policy::{AgreementAction, Resource};
use store::{Store, Work};

/// A group with everything its rules of agreement look at.
struct Loaded {
    group: Group,
    versions: Vec<Version>,
    sessions: Vec<Session>,
}

impl Loaded {
    fn agreement(&self) -> Agreement<'_> {
        Agreement {
            versions: &self.versions,
            sessions: &self.sessions,
        }
    }
}

/// To those outside a group, its agreement and one that never was sound the same.
async fn lookup(cx: &Context, group: GroupId, action: AgreementAction) -> Result<Loaded> {
    let group = cx.store().groups().lookup(group).await?.ok_or(Error::NotFound)?;
    cx.authorise(action, &Resource::Agreement { group: group.id })?;
    load(cx.store(), group).await
}

async fn load(store: &Store, group: Group) -> Result<Loaded> {
    Ok(Loaded {
        versions: store.agreement_versions().of_group(group.id).await?,
        sessions: store.sessions().of_group(group.id).await?,
        group,
    })
}

/// The newest words as they are in this work: others may have been published while the wish was on its way.
async fn newest_in(work: &mut Work, group: GroupId) -> Result<Option<Version>> {
    Ok(work.agreement_versions().of_group(group).await?.pop())
}

async fn own_place(cx: &Context, group: GroupId) -> Result<Membership> {
    let person = cx.person()?.id;
    let place = cx.store().memberships().of_person_in(person, group).await?;
    place.ok_or(Error::NotFound)
}

/// Somebody left a closed group: the same words are asked anew of everybody. Nothing where there are none.
pub(crate) async fn reopen(
    work: &mut Work,
    group: GroupId,
    by: Option<MembershipId>,
    now: jiff::Timestamp,
) -> Result<()> {
    let versions = work.agreement_versions().of_group(group).await?;
    let Some(newest) = versions.last() else {
        return Ok(());
    };
    let anew = Version {
        number: newest.number + 1,
        reason: domain::agreement::Reason::Circle,
        made_by: by,
        made_at: now,
        ..newest.clone()
    };
    // Whoever publishes other words at this moment asks everybody anyway.
    let _ = work.agreement_versions().add(&anew).await?;
    Ok(())
}

/// Sets one person's answer to a joint choice. Everybody's row is sealed anew, so that none stands out.
async fn set_joint(
    work: &mut Work,
    group: GroupId,
    (clause, words): (ClauseId, &str),
    (member, answer): (domain::MembershipId, domain::agreement::Answer),
    now: jiff::Timestamp,
) -> Result<()> {
    work.agreement_choices().hold(group, clause).await?;
    let circle = work.memberships().of_group(group).await?;
    let said = work.agreement_choices().of_clause(group, clause).await?;
    let before = choose::answers(&circle, &said, words);
    let mut after = before.clone();
    for (one, answered) in circle.iter().zip(&mut after) {
        if one.id == member {
            *answered = answer;
        }
    }
    for (one, answer) in circle.iter().zip(&after) {
        let choice = store::Choice {
            member: one.id,
            clause,
            answer: *answer,
            words: words.to_owned(),
        };
        work.agreement_choices().put(&choice).await?;
    }
    let since = work.agreement_choices().since(group, clause).await?;
    let since = domain::agreement::since_after(&before, &after, since, now);
    work.agreement_choices().put_since(group, clause, since).await?;
    Ok(())
}
