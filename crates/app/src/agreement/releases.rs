//! What I allow to be told to somebody outside: given with an end, listed, taken back.

use super::{lookup, own_place};
use crate::{Context, Error, Fault, FieldFault, Result, chance};
use domain::group::Group;
use domain::release::{LONGEST_RECIPIENT, Matter, NotARelease, Release};
use domain::{GroupId, Private, ReleaseId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use policy::AgreementAction;

#[derive(Debug, Clone)]
pub struct MyReleases {
    pub group: Group,
    /// Newest first, ended ones too.
    pub releases: Vec<Release>,
}

/// As it was typed.
#[derive(Debug, Clone, Default)]
pub struct ReleaseForm {
    /// Made by the page, so that sending it twice gives it once.
    pub id: String,
    pub recipient: Private<String>,
    pub matters: Vec<Matter>,
    /// The last day on which it holds, YYYY-MM-DD.
    pub until: String,
}

pub async fn my_releases(cx: &Context, group: GroupId) -> Result<MyReleases> {
    let loaded = lookup(cx, group, AgreementAction::SeeReleases).await?;
    let me = own_place(cx, group).await?;
    Ok(MyReleases {
        releases: cx.store().releases().of_member(me.id).await?,
        group: loaded.group,
    })
}

pub async fn give_release(cx: &Context, group: GroupId, form: ReleaseForm) -> Result<()> {
    lookup(cx, group, AgreementAction::Release).await?;
    let me = own_place(cx, group).await?;
    let malformed = |field, fault| Error::Malformed(vec![FieldFault { field, fault }]);
    // Without one of the page's, a form is one of its own.
    let id = match form.id.parse() {
        Ok(id) => id,
        Err(_) => chance::id(cx.now())?,
    };
    let until = end_of(&form.until, &cx.person()?.time_zone).ok_or(malformed("until", Fault::Missing))?;
    let place = (group, me.id);
    let release = Release::parse(id, place, form.recipient.reveal(), &form.matters, until, cx.now());
    let release = release.map_err(|fault| match fault {
        NotARelease::NoRecipient => malformed("recipient", Fault::Missing),
        NotARelease::NotOneLine => malformed("recipient", Fault::TooLong(LONGEST_RECIPIENT)),
        NotARelease::Nothing => malformed("matters", Fault::Missing),
        NotARelease::Past | NotARelease::TooLong => malformed("until", Fault::NotAChoice),
    })?;
    let mut work = cx.begin_in(group, AgreementAction::Release, id).await?;
    work.note("member", me.id);
    work.concerns(me.person);
    // An id that is taken, by whomever, changes nothing.
    if work.releases().add(&release).await? {
        work.commit().await?;
    }
    Ok(())
}

/// Another's and one that never was are the same here: there is none of mine, and nothing happens.
pub async fn revoke_release(cx: &Context, group: GroupId, id: ReleaseId) -> Result<()> {
    lookup(cx, group, AgreementAction::Revoke).await?;
    let me = own_place(cx, group).await?;
    let mut work = cx.begin_in(group, AgreementAction::Revoke, id).await?;
    work.note("member", me.id);
    work.concerns(me.person);
    if work.releases().revoke(me.id, id, cx.now()).await? {
        work.commit().await?;
    }
    Ok(())
}

/// The midnight with which this day ends where the person lives.
fn end_of(day: &str, zone: &str) -> Option<Timestamp> {
    let day: Date = day.trim().parse().ok()?;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let next = day.tomorrow().ok()?.to_zoned(zone).ok()?;
    Some(next.timestamp())
}
