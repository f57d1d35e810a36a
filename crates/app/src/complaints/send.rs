//! Sends a complaint. Without an account too; then its secret address is the only way back to it.

use super::readers::{can_be_read, readers};
use crate::{Context, Error, Fault, FieldFault, Refusal, Result, chance};
use domain::complaint::{Answering, Complaint, LONGEST_LINE, LONGEST_WORDS, NotWords, line, story};
use domain::id::ComplaintId;
use domain::{GroupId, Private};
use jiff::{SignedDuration, Timestamp};
use policy::{PageAction, Resource};
use store::{Actor, AuditEntry};

/// As it was sent. Confidential: there is no printing of it.
#[derive(Clone, Default)]
pub struct ComplaintForm {
    /// Made by the page: an id, or without an account the secret word of the address.
    pub name: String,
    pub words: String,
    /// One of one's own groups, or empty.
    pub group: String,
    pub about: String,
    pub answering: String,
    pub reach: String,
    /// Whether who reads it may know who complains.
    pub named: bool,
    /// No person sees this field, so what stands in it was written by a program.
    pub trap: String,
}

impl std::fmt::Debug for ComplaintForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ComplaintForm")
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    Own(ComplaintId),
    At(Private<String>),
}

const A_DAY: SignedDuration = SignedDuration::from_hours(24);
/// Somebody who has this much to say has found the page; somebody with their phone finds its end.
const MOST_OF_A_PERSON: u64 = 20;
/// Of everybody without an account together: what a practice can read, and an end to what a program can store here.
const MOST_OF_STRANGERS: u64 = 200;
const TOKEN_LETTERS: usize = 43;

pub async fn send(cx: &Context, form: &ComplaintForm) -> Result<Sent> {
    cx.authorise(PageAction::Complain, &Resource::Page)?;
    let now = cx.now();
    let since = now.saturating_sub(A_DAY).unwrap_or(Timestamp::MIN);
    let me = cx.actor().person;
    let (sent, id) = match me {
        Some(_) => {
            let id = form.name.parse().map_err(|_| Error::NotFound)?;
            (Sent::Own(id), id)
        }
        None => (Sent::At(secret(&form.name)?), chance::id(now)?),
    };
    let complaint = read(cx, form, id).await?;
    if !can_be_read(&readers(cx.app()).await?, complaint.about_group, me) {
        return Err(Refusal::NobodyToRead.into());
    }
    let mut work = cx.store().begin(entry(cx, &complaint)).await?;
    let token = match &sent {
        Sent::Own(_) => None,
        Sent::At(token) => Some(token.reveal().as_str()),
    };
    if !work.complaints().add(&complaint, token).await? {
        // Sent twice, because the first answer was lost. Somebody else's number names nothing.
        let there = work.complaints().lookup(id).await?;
        return match (me, there) {
            (Some(me), Some(there)) if there.by == Some(me) => Ok(sent),
            (Some(_), _) => Err(Error::NotFound),
            (None, _) => Ok(sent),
        };
    }
    let too_many = match me {
        Some(me) => work.complaints().of_person_since(me, since).await? > MOST_OF_A_PERSON,
        None => work.complaints().of_strangers_since(since).await? > MOST_OF_STRANGERS,
    };
    if too_many {
        return Err(Refusal::TooOften.into());
    }
    work.commit().await?;
    tracing::info!(signed_in = me.is_some(), "a complaint was received");
    Ok(sent)
}

/// Of somebody who stays unnamed the log must not tell either: whoever reads complaints may read the log.
fn entry(cx: &Context, complaint: &Complaint) -> AuditEntry {
    match complaint.by {
        Some(person) if complaint.named => cx.entry(PageAction::Complain, complaint.id).of(person),
        _ => AuditEntry::new(
            Actor::Visitor,
            policy::Action::from(PageAction::Complain).name(),
            complaint.id,
            cx.now(),
        ),
    }
}

fn secret(word: &str) -> Result<Private<String>> {
    let plain = word.len() == TOKEN_LETTERS
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if plain {
        Ok(word.into())
    } else {
        Err(Error::NotFound)
    }
}

async fn read(cx: &Context, form: &ComplaintForm, id: ComplaintId) -> Result<Complaint> {
    let mut faults = Vec::new();
    let mut fault = |field, fault| faults.push(FieldFault { field, fault });
    if !form.trap.is_empty() {
        fault("trap", Fault::NotAChoice);
    }
    let words = story(&form.words, LONGEST_WORDS).unwrap_or_else(|why| {
        fault("words", of_words(why, LONGEST_WORDS));
        Private::default()
    });
    let about = line(&form.about).unwrap_or_else(|why| {
        fault("about", of_words(why, LONGEST_LINE));
        Private::default()
    });
    let group = group(cx, &form.group).await?.unwrap_or_else(|| {
        fault("group", Fault::NotAChoice);
        None
    });
    let answering = answering(&form.answering);
    if answering.is_none() {
        fault("answering", Fault::Missing);
    }
    let mut reach = line(&form.reach).unwrap_or_else(|why| {
        fault("reach", of_words(why, LONGEST_LINE));
        Private::default()
    });
    let answering = answering.unwrap_or(Answering::No);
    if !answering.needs_reach() {
        // What was typed before another way was chosen is not kept.
        reach = Private::default();
    } else if reach.reveal().is_empty() && form.reach.trim().is_empty() {
        fault("reach", Fault::Missing);
    }
    if !faults.is_empty() {
        return Err(Error::Malformed(faults));
    }
    let by = cx.actor().person;
    Ok(Complaint {
        id,
        by,
        named: form.named && by.is_some(),
        about_group: group,
        about,
        words,
        answering,
        reach,
        received_at: cx.now(),
        read_at: None,
        answered_at: None,
        answer: Private::default(),
        closed_at: None,
        incident: None,
    })
}

fn of_words(why: NotWords, longest: usize) -> Fault {
    match why {
        NotWords::Missing => Fault::Missing,
        NotWords::TooLong => Fault::TooLong(longest),
    }
}

/// Only a group in which they sit: nobody asks here whether another one exists. `None` for what is none of them.
async fn group(cx: &Context, text: &str) -> Result<Option<Option<GroupId>>> {
    if text.is_empty() {
        return Ok(Some(None));
    }
    let (Some(me), Ok(group)) = (cx.actor().person, text.parse::<GroupId>()) else {
        return Ok(None);
    };
    let mine = cx.store().memberships().of_person_in(me, group).await?;
    Ok(mine.map(|_| Some(group)))
}

fn answering(word: &str) -> Option<Answering> {
    match word {
        "here" => Some(Answering::Here),
        "ring" => Some(Answering::Ring),
        "text" => Some(Answering::Text),
        "email" => Some(Answering::Email),
        "no" => Some(Answering::No),
        _ => None,
    }
}
