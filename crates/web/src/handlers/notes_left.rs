//! Notes that somebody leaves to a colleague: both sides of it, as the script of `/notes` asks.

use super::id;
use super::notes::{Sent, done, key, may, notes_of, public};
use crate::answer::{Answer, see};
use crate::data::data;
use crate::visitor::Visitor;
use crate::when;
use app::vault::{Left, MyWill, NewWill, Proof};
use domain::vault::Will;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn will_row(visitor: &Visitor, will: &MyWill) -> Value {
    json!({
        "heir": will.heir,
        "name": will.heir_name,
        "publicKey": will.heir_key.as_str(),
        "pin": will.pin.as_str(),
        "state": state_of(visitor, will.state),
        "reason": will.reason.as_ref().map(|reason| reason.reveal().as_str()),
    })
}

pub(super) fn left_rows(visitor: &Visitor, left: &[Left]) -> Value {
    left.iter()
        .map(|one| json!({ "vault": one.vault, "name": one.name, "state": state_of(visitor, one.state) }))
        .collect()
}

/// What it is, and the day that matters there, in words.
fn state_of(visitor: &Visitor, state: Will) -> Value {
    let day = |at: Timestamp| {
        let at = when::local(at, &visitor.zone());
        when::date_with_year(visitor.say(), at.date())
    };
    match state {
        Will::Resting { stopped_at: None } => json!({ "is": "resting" }),
        Will::Resting { stopped_at: Some(at) } => json!({ "is": "stopped", "day": day(at) }),
        Will::Asked { due_at, .. } => {
            let is = if visitor.cx.now() < due_at { "asked" } else { "due" };
            json!({ "is": is, "day": day(due_at) })
        }
        Will::Released { released_at, .. } => json!({ "is": "released", "day": day(released_at) }),
    }
}

/// There is no `Debug` of what follows: it names people and reasons.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WillSent {
    heir: String,
    heir_key: String,
    generation: u32,
    key: String,
    pin: String,
    proof: String,
}

pub(crate) async fn name_heir(visitor: Visitor, sent: Sent<WillSent>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let new = NewWill {
        heir: id(&sent.heir)?,
        heir_key: public(&sent.heir_key)?,
        generation: sent.generation,
        key: key(&sent.key)?,
        pin: key(&sent.pin)?,
        proof: Proof(&sent.proof),
    };
    app::vault::name_heir(&visitor.cx, new).await?;
    done()
}

pub(crate) async fn withdraw(visitor: Visitor) -> Answer {
    app::vault::withdraw_will(&visitor.cx).await?;
    done()
}

pub(crate) async fn stop(visitor: Visitor) -> Answer {
    app::vault::stop_will(&visitor.cx).await?;
    done()
}

/// The same as a form on the page of the day, which needs neither script nor passkey.
pub(crate) async fn say_no(visitor: Visitor) -> Answer {
    app::vault::stop_will(&visitor.cx).await?;
    Ok(see("/today?stopped"))
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    vault: String,
    #[serde(default)]
    reason: String,
}

pub(crate) async fn ask(visitor: Visitor, sent: Sent<Asked>) -> Answer {
    let sent = may(&visitor, sent).await?;
    app::vault::ask_for_left(&visitor.cx, id(&sent.vault)?, &sent.reason).await?;
    done()
}

#[derive(Deserialize)]
pub(crate) struct Chosen {
    vault: String,
    behind: Option<String>,
}

pub(crate) async fn open(visitor: Visitor, sent: Sent<Chosen>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let left = app::vault::read_left(&visitor.cx, id(&sent.vault)?).await?;
    data(&json!({
        "vault": left.vault,
        "generation": left.generation,
        "key": left.key.as_str(),
        "previous": left.previous.as_ref().map(|one| one.as_str()),
    }))
}

pub(crate) async fn locked(visitor: Visitor, sent: Sent<Chosen>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let behind = sent.behind.as_deref().map(id).transpose()?;
    let vault = id(&sent.vault)?;
    let notes = app::vault::read_left_notes(&visitor.cx, vault, behind).await?;
    data(&notes_of(&notes))
}
