//! Argon2id with the profile of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. One at a time, so that a flood of
//! tries takes one core and 19 MiB, whatever comes; for somebody unknown it takes the same time.

use super::rule::Password;
use crate::{Error, Refusal, Result, chance};
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::Private;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Nobody's: it has our costs and opens to nothing that we take.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static TURN: Semaphore = Semaphore::const_new(1);
/// Who comes when so many wait is asked to come back. Each takes some hundredths of a second.
static QUEUE: Semaphore = Semaphore::const_new(32);

/// A PHC string with a salt of its own.
pub(super) async fn make(password: Password) -> Result<Private<String>> {
    let salt = SaltString::encode_b64(&chance::bytes::<16>()?)
        .map_err(|_| Error::broken("a salt could not be written"))?;
    in_turn(move || {
        argon2()?
            .hash_password(password.bytes(), &salt)
            .map(|hash| Private::new(hash.to_string()))
            .map_err(broken)
    })
    .await
}

/// Whether this is the password of that hash; of nobody's it never is.
pub(super) async fn fits(password: Password, hash: Option<Private<String>>) -> Result<bool> {
    in_turn(move || {
        let text = hash.as_ref().map_or(NOBODYS, |hash| hash.reveal());
        let parsed = PasswordHash::new(text).map_err(broken)?;
        let fits = argon2()?.verify_password(password.bytes(), &parsed).is_ok();
        Ok(fits && hash.is_some())
    })
    .await
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _place = QUEUE.try_acquire().map_err(|_| Refusal::TooOften)?;
    let _turn = TURN
        .acquire()
        .await
        .map_err(|_| Error::broken("nobody closes this"))?;
    spawn_blocking(work).await.map_err(Error::broken)?
}

fn argon2() -> Result<Argon2<'static>> {
    let costs = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(Error::broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, costs))
}

/// Its errors name what was wrong with a hash, and nothing of it.
fn broken(error: argon2::password_hash::Error) -> Error {
    Error::broken(format!("a password could not be hashed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::typed(text)
    }

    #[tokio::test]
    async fn a_hash_names_its_costs_opens_to_its_password_alone_and_is_made_anew_each_time() {
        let words = "teal harbor mistaken lantern";
        let hash = make(password(words)).await.expect("hashed");
        assert!(hash.reveal().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(make(password(words)).await.expect("hashed"), hash);
        assert_eq!(fits(password(words), Some(hash.clone())).await, Ok(true));
        assert_eq!(
            fits(password("teal harbor mistaken lanterm"), Some(hash)).await,
            Ok(false)
        );
    }

    #[tokio::test]
    async fn of_nobody_every_password_is_hashed_and_wrong() {
        assert!(PasswordHash::new(NOBODYS).is_ok_and(|hash| hash.hash.is_some()));
        assert_eq!(
            fits(password("teal harbor mistaken lantern"), None).await,
            Ok(false)
        );
    }

    #[tokio::test]
    async fn who_comes_when_the_queue_is_full_is_asked_to_come_back() {
        let held = QUEUE.acquire_many(32).await.expect("open");
        assert_eq!(fits(password("x"), None).await, Err(Refusal::TooOften.into()));
        drop(held);
        assert_eq!(fits(password("x"), None).await, Ok(false));
    }
}
