//! `/notes` and what its script asks for: a vault, its ways in and its notes, all of it locked by the browser.

use super::id;
use super::notes_left::{left_rows, will_row};
use crate::answer::{Answer, Trouble, page};
use crate::data::{Data, data};
use crate::pages::notes::NotesPage;
use crate::visitor::Visitor;
use app::vault::{NewKeys, NewVault, NoteWritten, Proof, StoredNote, Wrap, Written};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::vault::{Locked, NotLocked};
use serde::Deserialize;
use serde_json::{Value, json};

pub(crate) async fn show(visitor: Visitor) -> Answer {
    app::vault::visit(&visitor.cx).await?;
    page(StatusCode::OK, &NotesPage::new(visitor.frame))
}

pub(crate) async fn vault(visitor: Visitor) -> Answer {
    let cx = &visitor.cx;
    let mine = app::vault::open(cx).await?;
    let vault = mine.vault.as_ref().map(|vault| {
        json!({
            "id": vault.id,
            "generation": vault.generation,
            "publicKey": vault.public_key.as_str(),
            "privateKey": vault.private_key.as_str(),
            "recovery": vault.recovery.as_str(),
            "previous": vault.previous.as_ref().map(Locked::as_str),
            "wraps": mine.wraps.iter().map(|one| json!({ "passkey": one.passkey, "wrap": one.wrap.as_str() })).collect::<Vec<_>>(),
        })
    });
    let passkeys: Vec<_> = mine
        .passkeys
        .iter()
        .map(|one| {
            let credential = URL_SAFE_NO_PAD.encode(&one.credential);
            json!({ "id": one.id, "name": one.name.reveal(), "credential": credential })
        })
        .collect();
    let groups: Vec<_> = mine
        .groups
        .iter()
        .map(|one| json!({ "name": one.name, "members": one.members }))
        .collect();
    let colleagues: Vec<_> = app::vault::colleagues(cx)
        .await?
        .iter()
        .map(|one| json!({ "vault": one.vault, "name": one.name, "publicKey": one.public_key.as_str() }))
        .collect();
    let left = app::vault::left_to_me(cx).await?;
    data(&json!({
        "vault": vault,
        "behind": mine.behind,
        "mayWrite": mine.may_write,
        "passkeys": passkeys,
        "groups": groups,
        "will": mine.will.as_ref().map(|will| will_row(&visitor, will)),
        "colleagues": colleagues,
        "left": left_rows(&visitor, &left),
    }))
}

#[derive(Deserialize)]
pub(crate) struct Behind {
    behind: Option<String>,
}

pub(crate) async fn locked(visitor: Visitor, Query(asked): Query<Behind>) -> Answer {
    let behind = asked.behind.as_deref().map(id).transpose()?;
    let notes = app::vault::notes(&visitor.cx, behind).await?;
    data(&notes_of(&notes))
}

pub(super) fn notes_of(notes: &[StoredNote]) -> Value {
    let more = notes.len() >= app::vault::PAGE as usize;
    json!({ "notes": notes.iter().map(note_of).collect::<Vec<_>>(), "more": more })
}

fn note_of(note: &StoredNote) -> Value {
    json!({ "id": note.id, "version": note.version, "generation": note.generation, "body": note.body.as_str() })
}

/// A wrapped key with the passkey that unwraps it. There is no `Debug` of what follows: it names keys.
#[derive(Deserialize)]
struct WrapSent {
    passkey: String,
    wrap: String,
}

impl WrapSent {
    fn read(&self) -> Result<Wrap, Trouble> {
        Ok(Wrap {
            passkey: self.passkey.parse().map_err(|_| Trouble::Malformed)?,
            wrap: key(&self.wrap)?,
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VaultSent {
    id: String,
    public_key: String,
    private_key: String,
    recovery: String,
    wrap: Option<WrapSent>,
    proof: String,
}

pub(crate) async fn begin(visitor: Visitor, sent: Sent<VaultSent>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let new = NewVault {
        id: sent.id.parse().map_err(|_| Trouble::Malformed)?,
        public_key: public(&sent.public_key)?,
        private_key: key(&sent.private_key)?,
        recovery: key(&sent.recovery)?,
        wrap: sent.wrap.as_ref().map(WrapSent::read).transpose()?,
        proof: Proof(&sent.proof),
    };
    app::vault::begin(&visitor.cx, new).await?;
    done()
}

#[derive(Deserialize)]
pub(crate) struct WayIn {
    generation: u32,
    wrap: WrapSent,
    proof: String,
}

pub(crate) async fn wrap(visitor: Visitor, sent: Sent<WayIn>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let wrap = sent.wrap.read()?;
    app::vault::wrap(&visitor.cx, sent.generation, &wrap, &Proof(&sent.proof)).await?;
    done()
}

#[derive(Deserialize)]
pub(crate) struct NewCode {
    generation: u32,
    recovery: String,
    proof: String,
}

pub(crate) async fn recovery(visitor: Visitor, sent: Sent<NewCode>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let recovery = key(&sent.recovery)?;
    app::vault::replace_recovery(&visitor.cx, sent.generation, recovery, &Proof(&sent.proof)).await?;
    done()
}

#[derive(Deserialize)]
pub(crate) struct NoteSent {
    id: String,
    version: u32,
    generation: u32,
    body: String,
    proof: String,
}

/// A success as HTTP sees it also where another device was faster, so that what is there now reaches the script.
pub(crate) async fn write(visitor: Visitor, sent: Sent<NoteSent>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let note = NoteWritten {
        id: sent.id.parse().map_err(|_| Trouble::Malformed)?,
        version: sent.version,
        generation: sent.generation,
        body: Locked::note(&sent.body).map_err(unlocked)?,
        proof: Proof(&sent.proof),
    };
    match app::vault::write(&visitor.cx, note).await? {
        Written::Done => data(&json!({ "done": true })),
        Written::Otherwise(note) => data(&json!({ "otherwise": note_of(&note) })),
        Written::Gone => data(&json!({ "gone": true })),
    }
}

#[derive(Deserialize)]
pub(crate) struct NoteChosen {
    id: String,
    version: u32,
    proof: String,
}

pub(crate) async fn delete(visitor: Visitor, sent: Sent<NoteChosen>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let proof = Proof(&sent.proof);
    app::vault::delete(&visitor.cx, id(&sent.id)?, sent.version, &proof).await?;
    done()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeysSent {
    generation: u32,
    public_key: String,
    private_key: String,
    recovery: String,
    previous: String,
    wraps: Vec<WrapSent>,
    proof: String,
    new_proof: String,
}

pub(crate) async fn renew(visitor: Visitor, sent: Sent<KeysSent>) -> Answer {
    let sent = may(&visitor, sent).await?;
    let new = NewKeys {
        generation: sent.generation,
        public_key: public(&sent.public_key)?,
        private_key: key(&sent.private_key)?,
        recovery: key(&sent.recovery)?,
        previous: key(&sent.previous)?,
        wraps: sent.wraps.iter().map(WrapSent::read).collect::<Result<_, _>>()?,
        proof: Proof(&sent.proof),
        new_proof: Proof(&sent.new_proof),
    };
    app::vault::renew(&visitor.cx, new).await?;
    done()
}

#[derive(Deserialize)]
pub(crate) struct Renewed {
    generation: u32,
    proof: String,
}

pub(crate) async fn renewed(visitor: Visitor, sent: Sent<Renewed>) -> Answer {
    let sent = may(&visitor, sent).await?;
    app::vault::finish_renewing(&visitor.cx, sent.generation, &Proof(&sent.proof)).await?;
    done()
}

pub(crate) async fn forget(visitor: Visitor) -> Answer {
    app::vault::forget(&visitor.cx).await?;
    done()
}

/// What was sent, or why it cannot be read: told only to those for whom there is something to send to.
pub(super) type Sent<T> = Result<Data<T>, Trouble>;

pub(super) async fn may<T>(visitor: &Visitor, sent: Sent<T>) -> Result<T, Trouble> {
    app::vault::visit(&visitor.cx).await?;
    sent.map(|Data(sent)| sent)
}

pub(super) fn done() -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) fn key(text: &str) -> Result<Locked, Trouble> {
    Locked::key(text).map_err(unlocked)
}

pub(super) fn public(text: &str) -> Result<Locked, Trouble> {
    Locked::public_key(text).map_err(unlocked)
}

fn unlocked(_: NotLocked) -> Trouble {
    Trouble::Malformed
}
