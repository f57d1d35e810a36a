//! Passkeys: adding one, signing in with one, and looking after those one has.
//!
//! What a browser is asked is kept here until it answers, once, for five minutes. Only this folder knows the library.

mod add;
mod ceremonies;
mod forget;
mod list;
mod refused;
mod relying_party;
mod remove;
mod rename;
mod sign_in;

pub use add::{begin_adding, finish_adding};
pub use forget::forget;
pub use list::{MayAdd, MayRemove, list, may_add, may_remove};
pub use refused::PasskeyFault;
pub use remove::remove;
pub use rename::rename;
pub use sign_in::{begin_sign_in, finish_sign_in};

use crate::{App, Context, Error, Refusal, Result, chance};
use domain::Private;
use jiff::SignedDuration;
use std::sync::{MutexGuard, PoisonError};

pub(crate) use ceremonies::{Asked, Ceremonies};

/// How long a browser has to answer. Finding a key in a drawer takes a while.
pub const ANSWER_WITHIN: SignedDuration = SignedDuration::from_mins(5);

/// What to give the browser: `options` for its `navigator.credentials`, and `token` as a cookie, so that no other browser
/// can answer in its place.
#[derive(Debug, Clone)]
pub struct Begun {
    /// JSON.
    pub options: String,
    pub token: Private<String>,
}

/// Whether passkeys can be made for the address this page was opened at. An address of numbers has none: browsers tie a
/// passkey to a name.
pub fn can_be_kept(app: &App, host: &str) -> bool {
    relying_party::relying_party(app, host).is_some()
}

fn keep(cx: &Context, asked: Asked, options: String) -> Result<Begun> {
    let token = chance::token()?;
    if !ceremonies(cx.app()).begin(&token, cx.network(), asked, cx.now()) {
        return Err(Refusal::TooOften.into());
    }
    Ok(Begun {
        options,
        token: token.into(),
    })
}

/// What this browser was asked. Whatever it answers, it is asked no second time.
fn take(cx: &Context, token: Option<&str>) -> Option<Asked> {
    ceremonies(cx.app()).take(token?, cx.now())
}

fn ceremonies(app: &App) -> MutexGuard<'_, Ceremonies<Asked>> {
    app.ceremonies().lock().unwrap_or_else(PoisonError::into_inner)
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::broken)
}
