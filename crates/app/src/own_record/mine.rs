//! My own record, newest first, with the evening and the group each word is from. Opening it is written down: who finds a
//! look that was not theirs knows that somebody else holds one of their devices.

use crate::audit::write_down;
use crate::{Context, Error, Result};
use domain::SessionId;
use domain::checkin::KeptCheckin;
use jiff::Timestamp;
use policy::{AccountAction, Resource};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

#[derive(Debug, Clone)]
pub struct Kept {
    pub checkin: KeptCheckin,
    /// When its session began.
    pub session_at: Timestamp,
    /// As everywhere outside the circle: the topic shows to nobody who looks over a shoulder.
    pub neutral_name: String,
}

pub async fn mine(cx: &Context) -> Result<Vec<Kept>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeOwnRecord, &Resource::Account { owner: person })?;
    let checkins = cx.store().kept_checkins().of_person(person).await?;
    // Where nothing is kept there is nothing to see.
    if !checkins.is_empty() {
        let look = cx.entry(AccountAction::SeeOwnRecord, person).of(person);
        write_down(cx.app(), vec![look]).await;
    }
    let mut sessions: BTreeMap<SessionId, (Timestamp, String)> = BTreeMap::new();
    let mut mine = Vec::with_capacity(checkins.len());
    for checkin in checkins {
        let (session_at, neutral_name) = match sessions.entry(checkin.session) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => new.insert(evening(cx, checkin.session).await?).clone(),
        };
        mine.push(Kept {
            checkin,
            session_at,
            neutral_name,
        });
    }
    Ok(mine)
}

/// The person may have left the group since: the record stays theirs, and says where it is from.
async fn evening(cx: &Context, session: SessionId) -> Result<(Timestamp, String)> {
    let session = cx
        .store()
        .sessions()
        .lookup(session)
        .await?
        .ok_or(Error::NotFound)?;
    let group = cx
        .store()
        .groups()
        .lookup(session.group)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((session.starts_at, group.neutral_name))
}
