//! What a person is called in one group: theirs to choose, between evenings, and never what somebody else there is called.

use crate::{Context, Error, Fault, FieldFault, Refusal, Result};
use domain::GroupId;
use domain::alias::{Alias, LONGEST, NotForUse};
use domain::group::Group;
use domain::membership::Membership;
use domain::session::Door;
use policy::{GroupAction, Resource};

#[derive(Debug, Clone)]
pub struct OwnAlias {
    pub group: Group,
    pub mine: Membership,
    /// While the room may be open, everybody keeps the name they came in with.
    pub is_on: bool,
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
    let sessions = cx.store().sessions().of_group(group.id).await?;
    let now = cx.now();
    Ok(OwnAlias {
        is_on: sessions.iter().any(|one| one.door(now) == Door::Open),
        group,
        mine,
    })
}

/// Only names that the person sees anyway are compared: the others' aliases, and the names under which those who lead are
/// shown to everyone. A member's own name is not among them, for the answer would tell that such a person sits here.
pub async fn choose_alias(cx: &Context, group: GroupId, wish: AliasWish<'_>) -> Result<()> {
    let OwnAlias { group, mine, is_on } = own_alias(cx, group).await?;
    let name = Alias::choose(wish.name).map_err(|fault| {
        self::fault(match fault {
            NotForUse::Empty => Fault::Missing,
            NotForUse::TooLong => Fault::TooLong(LONGEST),
            NotForUse::Invisible => Fault::NotOneLine,
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
    for other in work.memberships().of_group(group.id).await? {
        if other.id == mine.id {
            continue;
        }
        let public = match other.role.leads() {
            true => work.people().lookup(other.person).await?,
            false => None,
        };
        let is_theirs = |shown: &str| name.looks_like(shown);
        if is_theirs(other.alias.as_str()) || public.is_some_and(|one| is_theirs(one.legal_name.reveal())) {
            return Err(fault(Fault::Taken));
        }
    }
    work.memberships().rename(mine.id, &name).await?;
    work.commit().await?;
    Ok(())
}

fn fault(fault: Fault) -> Error {
    Error::Malformed(vec![FieldFault { field: "name", fault }])
}
