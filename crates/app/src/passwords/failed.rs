//! What follows a wrong try: it is counted, written down, and where a right password was shown with too many wrong codes, its person
//! is told that it rests from now on.

use super::{MOST_WRONG_CODES, PasswordFault};
use crate::sign_in::key_hash;
use crate::{Context, Error, Refusal, Result, notices, practice};
use domain::notice::Happened;
use domain::person::{EmailAddress, Person};
use policy::PageAction;

/// As the log says that the password was right, and the code was not.
pub(super) const CODE: &str = "code";

/// Of a flood, the first tries are written down. By the address that was typed, known or not, so that the limit tells nothing about
/// who is known here. A wrong code beside the right password is written down in any case: there are few before it rests.
pub(super) async fn failed<T>(
    cx: &Context,
    email: Option<&EmailAddress>,
    why: &'static str,
    about: Option<&Person>,
) -> Result<T> {
    let account = email.map(|email| key_hash(email.as_str()));
    let in_full = cx.counts_as_guess_at(account);
    let mut work = if in_full || why == CODE {
        let house = practice::current(cx.app()).await?.id;
        let entry = match about {
            Some(person) => cx.entry(PageAction::UsePassword, person.id).of(person.id),
            None => cx.entry(PageAction::UsePassword, house),
        };
        cx.store().begin(entry.refused().with_word("why", why)).await?
    } else {
        cx.store()
            .begin_unaudited("a wrong try beyond those that are written down")
            .await?
    };
    if let Some(person) = about {
        work.passwords().failed(person.id).await?;
        // Of many at one moment, one brings it there.
        if why == CODE && work.passwords().wrong_code(person.id).await? == Some(MOST_WRONG_CODES) {
            notices::tell(cx.app(), &mut work, person, Happened::PasswordRests, None).await?;
            tracing::warn!(person = %person.id, "a password rests after too many wrong codes");
        }
    }
    work.commit().await?;
    tracing::info!(why, "a password and a code were refused");
    Err(if in_full {
        Error::Refused(Refusal::Password(PasswordFault::Wrong))
    } else {
        Refusal::TooOften.into()
    })
}
