//! Records that somebody is under age, and their guardian's consent: who, how it was checked, on which day.

use super::{lookup, own_place};
use crate::{Context, Error, Fault, FieldFault, Result, practice};
use domain::agreement::{Guardian, GuardianConsent, LONGEST_GUARDIAN_LINE, NotAGuardian};
use domain::membership::Membership;
use domain::{GroupId, MembershipId, Private};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use policy::AgreementAction;

/// As it was typed. All empty: consent is needed and still to come. It never takes back one that is there: that has a button of its own.
#[derive(Debug, Clone, Default)]
pub struct GuardianForm {
    pub who: Private<String>,
    pub how: Private<String>,
    pub on: String,
}

pub async fn record_guardian(
    cx: &Context,
    group: GroupId,
    member: MembershipId,
    form: GuardianForm,
) -> Result<()> {
    lookup(cx, group, AgreementAction::RecordGuardian).await?;
    let me = own_place(cx, group).await?;
    let whose = place_in(cx, group, member).await?;
    let nothing = [form.who.reveal(), form.how.reveal(), &form.on]
        .iter()
        .all(|one| one.trim().is_empty());
    let consent = if nothing {
        None
    } else {
        Some(read(cx, &form).await?)
    };
    let guardian = Guardian {
        group,
        member,
        consent,
        recorded_by: Some(me.id),
        recorded_at: cx.now(),
    };
    let mut work = cx
        .begin_in(group, AgreementAction::RecordGuardian, member)
        .await?;
    work.concerns(whose.person);
    let before = work.guardians().of_member(member).await?;
    if nothing && before.is_some_and(|one| one.consent.is_some()) {
        return Err(Error::Malformed(vec![FieldFault {
            field: "who",
            fault: Fault::Missing,
        }]));
    }
    work.guardians().put(&guardian).await?;
    work.commit().await?;
    Ok(())
}

/// They are of age, or it was a mistake.
pub async fn remove_guardian(cx: &Context, group: GroupId, member: MembershipId) -> Result<()> {
    lookup(cx, group, AgreementAction::RecordGuardian).await?;
    let whose = place_in(cx, group, member).await?;
    let mut work = cx
        .begin_in(group, AgreementAction::RecordGuardian, member)
        .await?;
    work.concerns(whose.person);
    if work.guardians().remove(member).await? {
        work.commit().await?;
    }
    Ok(())
}

/// A place of another group and one that never was sound the same.
async fn place_in(cx: &Context, group: GroupId, member: MembershipId) -> Result<Membership> {
    let found = cx.store().memberships().lookup(member).await?;
    found
        .filter(|one| one.group == group && one.is_current())
        .ok_or(Error::NotFound)
}

async fn read(cx: &Context, form: &GuardianForm) -> Result<GuardianConsent> {
    let malformed = |field, fault| Error::Malformed(vec![FieldFault { field, fault }]);
    let on: Date = form
        .on
        .trim()
        .parse()
        .map_err(|_| malformed("on", Fault::Missing))?;
    let zone = practice::current(cx.app()).await?.time_zone;
    let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
    let today = cx.now().to_zoned(zone).date();
    GuardianConsent::parse(form.who.reveal(), form.how.reveal(), on, today).map_err(|fault| match fault {
        NotAGuardian::NoName => malformed("who", Fault::Missing),
        NotAGuardian::NoCheck => malformed("how", Fault::Missing),
        NotAGuardian::NotOneLine => malformed("who", Fault::TooLong(LONGEST_GUARDIAN_LINE)),
        NotAGuardian::InFuture => malformed("on", Fault::NotAChoice),
    })
}
