//! The newest mails of a demo.

use crate::{Context, Result};
use policy::{MailboxAction, Resource};
use store::StoredMail;

const NEWEST: u32 = 50;

/// Newest first. Not found anywhere but in a demo.
pub async fn list(cx: &Context) -> Result<Vec<StoredMail>> {
    let demo = cx.app().delivery().is_mailbox();
    cx.authorise(MailboxAction::Read, &Resource::Mailbox { demo })?;
    Ok(cx.store().mails().latest(NEWEST).await?)
}
