//! The practice this house belongs to.

use crate::sign_in::add_link;
use crate::{App, Error, Result, chance};
use domain::Private;
use domain::person::{EmailAddress, Person, Standing};
use domain::practice::Practice;
use jiff::{SignedDuration, Timestamp};
use store::{Actor, AuditEntry, Store};

/// Its name, country, language and zone. Read once: they change with a restart.
pub async fn current(app: &App) -> Result<Practice> {
    let read = || async {
        let practice = app.store().practices().current().await?;
        practice.ok_or_else(|| Error::broken("the practice is not set up"))
    };
    app.practice_cell().get_or_try_init(read).await.cloned()
}

/// How long the first link lives: until the server has started, a browser has found it, and somebody has had a coffee.
pub const FIRST_LINK_MINUTES: u16 = 60;

/// Who runs the server, and for whom.
#[derive(Debug, Clone)]
pub struct Founding {
    pub practice: Private<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub language: String,
    /// IANA name.
    pub time_zone: String,
    pub name: Private<String>,
    pub email: EmailAddress,
}

/// Sets the practice up, where there is none yet, with the first person who runs the server; gives the token of their first link.
/// A local command: no page ever makes an operator. `None` when there is an operator already, or somebody with this address.
pub async fn found(store: &Store, founding: &Founding, now: Timestamp) -> Result<Option<Private<String>>> {
    let people = store.people().all().await?;
    let taken = |one: &Person| one.standing == Standing::Operator || *one.email.reveal() == founding.email;
    if people.iter().any(taken) {
        return Ok(None);
    }
    let operator = Person {
        id: chance::id(now)?,
        legal_name: founding.name.clone(),
        email: Private::new(founding.email.clone()),
        language: founding.language.clone(),
        time_zone: founding.time_zone.clone(),
        standing: Standing::Operator,
    };
    let entry = AuditEntry::new(Actor::House, "Practice/Init", operator.id, now).of(operator.id);
    let mut work = store.begin(entry).await?;
    if work.practices().current().await?.is_none() {
        let practice = Practice {
            id: chance::id(now)?,
            name: founding.practice.reveal().clone(),
            country: founding.country.clone(),
            language: founding.language.clone(),
            time_zone: founding.time_zone.clone(),
        };
        work.practices().put(&practice).await?;
    }
    work.people().add(&operator).await?;
    let lives = SignedDuration::from_mins(i64::from(FIRST_LINK_MINUTES));
    let token = add_link(&mut work, operator.id, now, lives).await?;
    work.commit().await?;
    Ok(Some(token.into()))
}
