//! The code that goes from the colleague's page to whoever comes back in, by voice: shown to the one, typed by the other. Whoever has
//! the mail and has talked a colleague over from afar has not heard it.

use super::RecoveryFault;
use super::colleagues::{beside, resource};
use crate::{Context, Error, Refusal, Result, notices};
use domain::Private;
use domain::id::RecoveryId;
use domain::notice::Happened;
use domain::recovery::{MOST_WRONG_CODES, State};
use domain::sign_in::SignedInBy;
use policy::{AccountAction, GroupAction, Resource};

/// What the colleague tells, and whom.
#[derive(Debug, Clone)]
pub struct Told {
    pub name: String,
    /// Six digits.
    pub code: Private<String>,
}

/// Once more, to the colleague who gave their word: nobody has to have written it down. Each look is in the log.
pub async fn code(cx: &Context, recovery: RecoveryId) -> Result<Told> {
    let me = cx.person()?.id;
    let found = cx.store().recoveries().lookup(recovery).await?;
    let found = found.ok_or(Error::NotFound)?;
    let group = beside(cx.app(), cx.actor()).await?.remove(&found.person);
    let group = group.ok_or(Error::NotFound)?;
    let resource = resource(cx, group).await?.ok_or(Error::NotFound)?;
    cx.authorise(GroupAction::SeeRecoveryCode, &resource)?;
    by_passkey(cx)?;
    if !found.shows_code_to(me, cx.now()) {
        return Err(RecoveryFault::Over.into());
    }
    let person = cx.store().people().lookup(found.person).await?;
    let person = person.ok_or(Error::NotFound)?;
    let mut work = cx.begin_in(group, GroupAction::SeeRecoveryCode, recovery).await?;
    work.concerns(person.id);
    work.commit().await?;
    Ok(Told {
        name: person.legal_name.into_inner(),
        code: cx.store().recoveries().code(recovery),
    })
}

/// A colleague's own sign-in, for their word and for the code: by a passkey, which answers to no copy of our page, and just now,
/// because whoever finds a device that lies open is no colleague.
pub(super) fn by_passkey(cx: &Context) -> Result<()> {
    if cx.signed_in_here()?.by != SignedInBy::Passkey {
        return Err(RecoveryFault::ByPasskey.into());
    }
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    Ok(())
}

/// By the person, once the day is over, in the sign-in that will add the passkey. A few wrong ones end it: there is a million of
/// codes, and whoever guesses is somebody else.
pub async fn type_code(cx: &Context, recovery: RecoveryId, typed: &str) -> Result<()> {
    let here = cx.signed_in_here()?;
    let found = cx.store().recoveries().lookup(recovery).await?;
    let found = found.ok_or(Error::NotFound)?;
    let account = Resource::Account { owner: found.person };
    cx.authorise(AccountAction::TypeRecoveryCode, &account)?;
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    let digits = six_digits(typed).ok_or(RecoveryFault::NoCode)?;
    let fits = *cx.store().recoveries().code(recovery).reveal() == digits;
    let entry = cx
        .entry(AccountAction::TypeRecoveryCode, recovery)
        .of(here.person.id);
    let entry = match fits {
        true => entry,
        false => entry.refused().with_word("why", "wrong-code"),
    };
    let mut work = cx.store().begin(entry).await?;
    // One after the other: of tries at one moment, each is counted before the next is judged.
    work.people().hold(here.person.id).await?;
    let now_there = work.recoveries().lookup(recovery).await?;
    let open = now_there.is_some_and(|one| matches!(one.state(cx.now()), State::Open(_)));
    if !open {
        return Err(RecoveryFault::Over.into());
    }
    if fits {
        work.recoveries().typed(recovery, here.sign_in).await?;
        work.commit().await?;
        return Ok(());
    }
    let wrong = work.recoveries().wrong_code(recovery).await?;
    work.note_count("wrong", u64::from(wrong));
    let left = MOST_WRONG_CODES.saturating_sub(wrong);
    if left == 0 && work.recoveries().stop(recovery, cx.now()).await? {
        notices::tell(
            cx.app(),
            &mut work,
            &here.person,
            Happened::RecoveryStopped,
            Some(&here.label),
        )
        .await?;
    }
    work.commit().await?;
    tracing::info!(%recovery, left, "a wrong code was typed for coming back in");
    Err(match left {
        0 => RecoveryFault::CodesSpent,
        left => RecoveryFault::WrongCode { left },
    }
    .into())
}

/// As it was heard: with spaces or a dash, or in one. Anything else is a slip, and no try.
fn six_digits(typed: &str) -> Option<String> {
    let digits: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '\u{2010}'..='\u{2013}'))
        .take(7)
        .collect();
    (digits.len() == 6 && digits.bytes().all(|one| one.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn a_code_is_read_as_it_was_heard_and_a_slip_is_none() {
        for heard in ["482915", " 482 915 ", "482-915", "4 8 2 9 1 5", "482\u{2013}915"] {
            assert_eq!(six_digits(heard).as_deref(), Some("482915"), "{heard:?}");
        }
        for slip in [
            "",
            "48291",
            "4829155",
            "48291x",
            "４８２９１５",
            &"4".repeat(10_000),
        ] {
            assert_eq!(six_digits(slip), None, "{slip:?}");
        }
    }
}
