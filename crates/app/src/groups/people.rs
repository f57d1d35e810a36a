//! Who sits in a group, for those who lead it: seat, name, role, where each place stands, what is yet to be signed, and who
//! was called what before.

use super::places::lookup;
use crate::agreement::{Whose, circle_of};
use crate::{Context, Error, Refusal, Result, chance};
use domain::group::Group;
use domain::membership::{Alias, Membership};
use domain::{GroupId, MembershipId, Private};
use jiff::Timestamp;
use policy::GroupAction;
use store::FormerName;

#[derive(Debug, Clone)]
pub struct People {
    pub group: Group,
    /// Whoever asks.
    pub me: MembershipId,
    /// In seat order.
    pub seated: Vec<Seated>,
    /// Whose place has ended, the newest first.
    pub gone: Vec<Gone>,
    /// Signed in a moment ago, so that something may be changed.
    pub fresh: bool,
}

#[derive(Debug, Clone)]
pub struct Seated {
    pub whose: Whose,
    /// The group agrees on something, and this person has yet to sign it.
    pub has_to_sign: bool,
    pub why: Option<Private<String>>,
    pub name_asked_at: Option<Timestamp>,
    /// Newest first.
    pub former: Vec<FormerName>,
}

#[derive(Debug, Clone)]
pub struct Gone {
    pub membership: Membership,
    pub why: Option<Private<String>>,
}

pub async fn people(cx: &Context, group: GroupId) -> Result<People> {
    let group = lookup(cx, group, GroupAction::SeePeople).await?;
    let store = cx.store();
    let names = store.former_names().of_group(group.id).await?;
    let (agrees, circle) = circle_of(cx, &group).await?;
    let mut seated = Vec::with_capacity(circle.len());
    for whose in circle {
        let id = whose.membership.id;
        seated.push(Seated {
            has_to_sign: agrees && !whose.is_complete(),
            why: store.memberships().why(id).await?,
            name_asked_at: store.memberships().name_asked_at(id).await?,
            former: names.iter().filter(|one| one.member == id).cloned().collect(),
            whose,
        });
    }
    let mut gone = Vec::new();
    for membership in store.memberships().ended_of_group(group.id).await? {
        let why = store.memberships().why(membership.id).await?;
        gone.push(Gone { membership, why });
    }
    let me = cx.actor().membership_in(group.id).ok_or(Error::NotFound)?.member;
    Ok(People {
        group,
        me,
        seated,
        gone,
        fresh: cx.is_fresh(),
    })
}

/// What is done about a name that somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AboutName {
    /// The name before this one is theirs again.
    SetBack,
    /// They are told in neutral words that another name is asked for.
    AskForAnother,
}

/// Only what the person themselves bore before is given back: nobody is given a name by another. Not while the evening is on,
/// as for whoever changes their own.
pub async fn follow_name(cx: &Context, group: GroupId, member: MembershipId, about: AboutName) -> Result<()> {
    let group = lookup(cx, group, GroupAction::FollowNames).await?;
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    if about == AboutName::SetBack && super::choose_alias::is_on(cx, group.id).await? {
        return Err(Refusal::WhileInSession.into());
    }
    let what = match about {
        AboutName::SetBack => "set-back",
        AboutName::AskForAnother => "asked",
    };
    let entry = cx
        .entry_in(group.id, GroupAction::FollowNames, member)
        .with_word("change", what);
    let mut work = cx.store().begin(entry).await?;
    work.groups().hold(group.id).await?;
    let circle = work.memberships().of_group(group.id).await?;
    let whose = circle
        .iter()
        .find(|one| one.id == member)
        .ok_or(Error::NotFound)?;
    let by = circle.iter().find(|one| Some(one.person) == cx.actor().person);
    let by = by.filter(|by| by.leads()).ok_or(Error::NotFound)?;
    if by.id == member {
        return Err(Refusal::NotOneOwn.into());
    }
    work.concerns(whose.person);
    match about {
        AboutName::AskForAnother => work.memberships().ask_for_name(member, cx.now()).await?,
        AboutName::SetBack => {
            let names = work.former_names().of_group(group.id).await?;
            let before = names.iter().find(|one| one.member == member);
            let before: &Alias = &before.ok_or(Refusal::Overtaken)?.name;
            super::choose_alias::must_be_free(&mut work, group.id, whose, before, cx.now()).await?;
            let former = FormerName {
                id: chance::id(cx.now())?,
                member,
                name: whose.alias.clone(),
                until: cx.now(),
                changed_by: Some(by.id),
            };
            work.former_names().add(&former).await?;
            work.memberships().rename(member, before).await?;
        }
    }
    work.commit().await?;
    Ok(())
}
