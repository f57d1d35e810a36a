//! Tells visitors of the demo from its bots: a bot signed in with a cookie that the house made for it.

use super::keys::BOT;
use crate::{Context, Result};
use domain::SignInId;

/// Whether one of these sign-ins is a visitor's who is somebody else than the person who asks.
pub async fn another_visitor(cx: &Context, among: &[SignInId]) -> Result<bool> {
    let me = cx.person()?.id;
    for id in among {
        let sign_in = cx.store().sign_ins().lookup(*id).await?;
        if sign_in.is_some_and(|one| one.person != me && one.label != BOT) {
            return Ok(true);
        }
    }
    Ok(false)
}
