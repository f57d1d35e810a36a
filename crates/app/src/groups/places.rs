//! Leaving a group; pausing somebody's place, opening it again, ending it; giving somebody another role.
//!
//! Leaving asks for nothing but the person's own word. Whatever is done to somebody else wants a sign-in of the last minutes,
//! because it says who may do what from then on. Sending somebody out of a running room does not: that is for safety.

use crate::agreement::{reopen, somebody_left};
use crate::{Context, Error, Fault, FieldFault, Refusal, Result};
use domain::agreement::reopened_by_circle;
use domain::group::Group;
use domain::membership::{Change, Membership, NotNow, State};
use domain::{GroupId, MembershipId, Private};
use policy::{GroupAction, Resource};

/// Of a reason, in characters.
pub const LONGEST_WHY: usize = 500;

/// What the page of leaving says.
#[derive(Debug, Clone)]
pub struct Leaving {
    pub group: Group,
    pub mine: Membership,
    /// Nobody else leads: the group is handed over first.
    pub is_only_leader: bool,
}

pub async fn leaving(cx: &Context, group: GroupId) -> Result<Leaving> {
    let group = lookup(cx, group, GroupAction::Leave).await?;
    let circle = cx.store().memberships().of_group(group.id).await?;
    let person = cx.person()?.id;
    let mine = circle.iter().find(|one| one.person == person);
    let mine = mine.ok_or(Error::NotFound)?.clone();
    let would = mine.after(Change::Leave, person, &circle, cx.now());
    Ok(Leaving {
        is_only_leader: would == Err(NotNow::OnlyOneLeading),
        group,
        mine,
    })
}

/// The person's own way out.
pub async fn leave(cx: &Context, group: GroupId) -> Result<()> {
    let group = lookup(cx, group, GroupAction::Leave).await?;
    let person = cx.person()?.id;
    let mine = cx.store().memberships().of_person_in(person, group.id).await?;
    let mine = mine.ok_or(Error::NotFound)?;
    change(cx, &group, GroupAction::Leave, mine.id, Change::Leave, None).await
}

/// What somebody who leads does to the place of somebody else. `why` is for those who lead, and for the person should they ask
/// for their data; empty is no reason.
pub async fn change_place(
    cx: &Context,
    group: GroupId,
    member: MembershipId,
    change: Change,
    why: &Private<String>,
) -> Result<()> {
    let action = match change {
        Change::Become(_) => GroupAction::ChangeRole,
        Change::Pause | Change::Resume | Change::End => GroupAction::ChangePlace,
        Change::Leave => return Err(Refusal::NotOneOwn.into()),
    };
    let group = lookup(cx, group, action).await?;
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    let why = why.reveal().trim();
    if why.chars().count() > LONGEST_WHY {
        return Err(Error::Malformed(vec![FieldFault {
            field: "why",
            fault: Fault::TooLong(LONGEST_WHY),
        }]));
    }
    let why = Some(Private::from(why)).filter(|why| !why.reveal().is_empty());
    self::change(cx, &group, action, member, change, why).await
}

pub(super) async fn lookup(cx: &Context, group: GroupId, action: GroupAction) -> Result<Group> {
    let group = cx.store().groups().lookup(group).await?.ok_or(Error::NotFound)?;
    let listing = group.listed;
    cx.authorise(
        action,
        &Resource::Group {
            group: group.id,
            listing,
        },
    )?;
    Ok(group)
}

async fn change(
    cx: &Context,
    group: &Group,
    action: GroupAction,
    member: MembershipId,
    change: Change,
    why: Option<Private<String>>,
) -> Result<()> {
    let entry = cx
        .entry_in(group.id, action, member)
        .with_word("change", word(change));
    let mut work = cx.store().begin(entry).await?;
    // Two who lead and leave at the same moment would leave nobody: the second one reads what the first has done.
    work.groups().hold(group.id).await?;
    let circle = work.memberships().of_group(group.id).await?;
    // A place of another group, one that has ended and one that never was sound the same.
    let before = circle
        .iter()
        .find(|one| one.id == member)
        .ok_or(Error::NotFound)?;
    // The group may have lost this leader while they were asked whether they mean it.
    let by = circle.iter().find(|one| Some(one.person) == cx.actor().person);
    let by = by.ok_or(Error::NotFound)?;
    if action != GroupAction::Leave && !by.leads() {
        return Err(Refusal::FacilitatorsOnly.into());
    }
    let after = before
        .after(change, by.person, &circle, cx.now())
        .map_err(|why| match why {
            NotNow::OnlyOneLeading => Refusal::OnlyOneLeading,
            NotNow::OneOwn => Refusal::NotOneOwn,
            NotNow::Overtaken => Refusal::Overtaken,
        })?;
    work.concerns(before.person);
    // Another role says nothing about a pause, nor about its reason.
    let why = match change {
        Change::Become(_) => work.memberships().why(member).await?,
        Change::Leave | Change::Pause | Change::Resume | Change::End => why,
    };
    if !work.memberships().change(&after, why.as_ref()).await? {
        return Err(Refusal::Overtaken.into());
    }
    if matches!(after.state, State::Ended { .. }) {
        somebody_left(&mut work, group.id, cx.now()).await?;
        if reopened_by_circle(group.rule) {
            let by = Some(by.id).filter(|by| *by != member);
            reopen(&mut work, group.id, by, cx.now()).await?;
        }
    }
    // Whoever stops waiting for the answer stops nothing: an ended place whose room heard nothing would sit there all evening.
    let app = cx.app().clone();
    let told = tokio::spawn(async move {
        work.commit().await?;
        app.tell_place_changed(member, after.state.status());
        Ok(())
    });
    told.await.map_err(Error::broken)?
}

/// As the log has it.
fn word(change: Change) -> &'static str {
    use domain::membership::Role;
    match change {
        Change::Leave => "left",
        Change::Pause => "paused",
        Change::Resume => "resumed",
        Change::End => "ended",
        Change::Become(Role::Member) => "member",
        Change::Become(Role::Observer) => "observer",
        Change::Become(Role::CoFacilitator) => "co-facilitator",
        Change::Become(Role::Facilitator) => "facilitator",
    }
}
