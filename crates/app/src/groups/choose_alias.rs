//! What a person is called in one group: theirs to choose, between evenings, and never what somebody else there is called.

use crate::{Context, Error, Fault, FieldFault, Refusal, Result, chance};
use domain::GroupId;
use domain::alias::{Alias, LONGEST, NotForUse};
use domain::group::Group;
use domain::membership::{Membership, NAME_KEPT};
use domain::session::Door;
use jiff::Timestamp;
use policy::{GroupAction, Resource};
use store::{FormerName, Work};

#[derive(Debug, Clone)]
pub struct OwnAlias {
    pub group: Group,
    pub mine: Membership,
    /// While the room may be open, everybody keeps the name they came in with.
    pub is_on: bool,
    /// Somebody who leads has asked for another name.
    pub is_asked: bool,
}

/// A name as it was typed.
pub struct AliasWish<'a> {
    pub name: &'a str,
    /// That it is their full name, and that they mean it.
    pub full_name_is_meant: bool,
}

/// A name in a log would tell who was there.
impl std::fmt::Debug for AliasWish<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AliasWish")
    }
}

pub async fn own_alias(cx: &Context, group: GroupId) -> Result<OwnAlias> {
    let group = cx.store().groups().lookup(group).await?.ok_or(Error::NotFound)?;
    cx.authorise(
        GroupAction::ChooseAlias,
        &Resource::Group {
            group: group.id,
            listing: group.listed,
        },
    )?;
    let person = cx.person()?.id;
    let mine = cx.store().memberships().of_person_in(person, group.id).await?;
    let mine = mine.ok_or(Error::NotFound)?;
    Ok(OwnAlias {
        is_on: is_on(cx, group.id).await?,
        is_asked: cx.store().memberships().name_asked_at(mine.id).await?.is_some(),
        group,
        mine,
    })
}

pub(super) async fn is_on(cx: &Context, group: GroupId) -> Result<bool> {
    let sessions = cx.store().sessions().of_group(group).await?;
    let now = cx.now();
    Ok(sessions.iter().any(|one| one.door(now) == Door::Open))
}

/// Only names that the person sees anyway are compared: the others' aliases, and the names under which those who lead are
/// shown to everyone. A member's own name is not among them, for the answer would tell that such a person sits here.
pub async fn choose_alias(cx: &Context, group: GroupId, wish: AliasWish<'_>) -> Result<()> {
    let OwnAlias {
        group, mine, is_on, ..
    } = own_alias(cx, group).await?;
    let name = Alias::choose(wish.name).map_err(|fault| {
        self::fault(match fault {
            NotForUse::Empty => Fault::Missing,
            NotForUse::TooLong => Fault::TooLong(LONGEST),
            NotForUse::Invisible => Fault::NotOneLine,
            NotForUse::TooManyMarks => Fault::TooManyMarks,
            NotForUse::MixedLetters => Fault::MixedLetters,
        })
    })?;
    if name == mine.alias {
        return Ok(());
    }
    if is_on {
        return Err(Refusal::WhileInSession.into());
    }
    let leads = mine.role.leads();
    if !leads && !wish.full_name_is_meant && name.looks_like(cx.person()?.legal_name.reveal()) {
        return Err(fault(Fault::OwnFullName));
    }
    let mut work = cx.begin_in(group.id, GroupAction::ChooseAlias, mine.id).await?;
    work.concerns(mine.person);
    work.groups().hold(group.id).await?;
    must_be_free(&mut work, group.id, &mine, &name, cx.now()).await?;
    let former = FormerName {
        id: chance::id(cx.now())?,
        member: mine.id,
        name: mine.alias.clone(),
        until: cx.now(),
        changed_by: None,
    };
    work.former_names().add(&former).await?;
    work.memberships().rename(mine.id, &name).await?;
    work.commit().await?;
    Ok(())
}

/// Nobody else is called so, nor was within the year: neither somebody who is still there nor somebody who left. People remember
/// each other by these names, and take whoever bears one for whom they knew.
pub(super) async fn must_be_free(
    work: &mut Work,
    group: GroupId,
    whose: &Membership,
    name: &Alias,
    now: Timestamp,
) -> Result<()> {
    let is_theirs = |shown: &str| name.looks_like(shown);
    let ended = work.memberships().ended_of_group(group).await?;
    // Whoever comes back may be called as they were.
    let ended = ended.into_iter().filter(|one| one.keeps_its_name(now));
    let seated = work.memberships().of_group(group).await?;
    let mut own = vec![whose.id];
    for other in seated.into_iter().chain(ended) {
        if other.person == whose.person {
            own.push(other.id);
            continue;
        }
        let public = match other.role.leads() {
            true => work.people().lookup(other.person).await?,
            false => None,
        };
        if is_theirs(other.alias.as_str()) || public.is_some_and(|one| is_theirs(one.legal_name.reveal())) {
            return Err(fault(Fault::Taken));
        }
    }
    let former = work.former_names().of_group(group).await?;
    let mut others = former
        .iter()
        .filter(|one| !own.contains(&one.member) && now.duration_since(one.until) < NAME_KEPT);
    if others.any(|one| is_theirs(one.name.as_str())) {
        return Err(fault(Fault::Taken));
    }
    Ok(())
}

fn fault(fault: Fault) -> Error {
    Error::Malformed(vec![FieldFault { field: "name", fault }])
}
