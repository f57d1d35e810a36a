//! `GET /devices`: this person's passkeys and the devices that are signed in; `POST /devices/end` signs one out.

use super::{id, notices, passkeys};
use crate::answer::{Answer, page, see};
use crate::cookie;
use crate::form::Form;
use crate::pages::devices::{Add, DeviceRow, DevicesPage, PasskeyRow, PasswordPart};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::passkeys::{MayAdd, MayRemove, PasskeyFault};
use app::passwords::{MaySet, Mine, PasswordFault, Rests};
use app::sign_in::Device;
use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use domain::SignInId;
use domain::id::NoticeId;
use domain::passkey::Passkey;
use domain::sign_in::{SignedInBy, ToShow, Ways};
use jiff::Timestamp;
use serde::Deserialize;

/// What stands above the list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said {
    Added,
    Renamed,
    Removed,
    Ended,
    Fault(PasskeyFault),
    PasswordSet,
    PasswordRemoved,
    Password(PasswordFault),
    Last,
    NoName,
}

impl Said {
    fn of_query(query: &str) -> Option<Self> {
        match query {
            "added" => Some(Self::Added),
            "renamed" => Some(Self::Renamed),
            "removed" => Some(Self::Removed),
            "ended" => Some(Self::Ended),
            "password-set" => Some(Self::PasswordSet),
            "password-removed" => Some(Self::PasswordRemoved),
            _ => query
                .strip_prefix("passkey=")
                .and_then(PasskeyFault::of_word)
                .map(Self::Fault),
        }
    }

    /// The word for it, and whether something went wrong.
    fn words(self) -> (String, bool) {
        match self {
            Self::Added => ("devices-added".into(), false),
            Self::Renamed => ("devices-renamed".into(), false),
            Self::Removed => ("devices-removed".into(), false),
            Self::Ended => ("devices-ended".into(), false),
            Self::Fault(fault) => (format!("passkey-{}", fault.word()), true),
            Self::PasswordSet => ("devices-password-set".into(), false),
            Self::PasswordRemoved => ("devices-password-removed".into(), false),
            Self::Password(fault) => (format!("password-{}", fault.word()), true),
            Self::Last => ("passkey-last".into(), true),
            Self::NoName => ("passkey-name-problem".into(), true),
        }
    }
}

pub(crate) async fn show(
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = query.as_deref().unwrap_or_default();
    let told_before = query.strip_prefix("told-before=").map(id).transpose()?;
    let host = passkeys::host(&uri, &headers);
    drawn(visitor, host, StatusCode::OK, Said::of_query(query), told_before).await
}

pub(super) async fn shown(visitor: Visitor, host: &str, status: StatusCode, said: Option<Said>) -> Answer {
    drawn(visitor, host, status, said, None).await
}

async fn drawn(
    visitor: Visitor,
    host: &str,
    status: StatusCode,
    said: Option<Said>,
    told_before: Option<NoticeId>,
) -> Answer {
    let passkeys = app::passkeys::list(&visitor.cx).await?;
    let devices = app::sign_in::devices(&visitor.cx).await?;
    let told = app::notices::list(&visitor.cx, told_before).await?;
    let say = visitor.say();
    let (done, problem) = match said.map(Said::words) {
        None => (None, None),
        Some((word, false)) => (Some(say.of(&word)), None),
        Some((word, true)) => (None, Some(say.of(&word))),
    };
    let password = app::passwords::mine(&visitor.cx).await?;
    let add = match app::passkeys::may_add(&visitor.cx, host, &passkeys, password.is_some()).await? {
        MayAdd::Yes => Add::Yes,
        MayAdd::NotHere => Add::NotHere,
        MayAdd::Full => Add::Full,
        MayAdd::After(ToShow::Any) => Add::AfterSignIn,
        MayAdd::After(ToShow::Passkey) => Add::AfterPasskey,
        MayAdd::After(ToShow::Password) if password.is_some_and(|one| one.rests.is_some()) => {
            Add::WhileItRests
        }
        MayAdd::After(ToShow::Password) => Add::AfterPassword,
    };
    let remove = app::passkeys::may_remove(&visitor.cx, &passkeys);
    page(
        status,
        &DevicesPage {
            done,
            problem,
            passkeys: passkeys.iter().map(|one| passkey(&visitor, one)).collect(),
            add,
            may_remove: remove == MayRemove::Yes,
            keep_hint: keep_hint(say, remove, add),
            password: password_part(&visitor, password, !passkeys.is_empty()),
            devices: devices.iter().map(|one| device(&visitor, one)).collect(),
            told: told
                .notices
                .iter()
                .map(|one| notices::row(&visitor, one))
                .collect(),
            told_earlier: told.earlier_than.map(|one| one.to_string()),
            told_is_earlier: told_before.is_some(),
            frame: visitor.frame,
        },
    )
}

/// Why none is taken off now, unless what stands below says it already.
fn keep_hint(say: Say, remove: MayRemove, add: Add) -> Option<String> {
    match (remove, add) {
        (MayRemove::Yes, _) | (MayRemove::After(_), Add::AfterSignIn | Add::AfterPasskey) => None,
        (MayRemove::Last, _) => Some(say.of("passkey-last")),
        (MayRemove::After(ToShow::Passkey), _) => Some(say.of("devices-add-sign-in-passkey")),
        (MayRemove::After(_), _) => Some(say.of("devices-keys-after")),
    }
}

fn passkey(visitor: &Visitor, one: &Passkey) -> PasskeyRow {
    let say = visitor.say();
    let day = |at: Timestamp| when::date_with_year(say, when::local(at, &visitor.zone()).date());
    PasskeyRow {
        id: one.id.to_string(),
        name: one.name.reveal().as_str().to_owned(),
        made: say.with("devices-made", "date", day(one.made_at)),
        used: match one.last_used_at {
            Some(at) => say.with("devices-used", "date", day(at)),
            None => say.of("devices-never-used"),
        },
    }
}

/// `None` where there is none and none can be.
fn password_part(visitor: &Visitor, mine: Option<Mine>, has_passkey: bool) -> Option<PasswordPart> {
    let say = visitor.say();
    let day = |at: Timestamp| when::date_with_year(say, when::local(at, &visitor.zone()).date());
    let there = Ways {
        passkey: has_passkey,
        password: mine.is_some(),
    };
    let may_set = app::passwords::may_set(&visitor.cx, there);
    let may_remove = mine.is_some() && app::passwords::may_remove(&visitor.cx, has_passkey);
    let rests = mine.and_then(|one| one.rests);
    let hint = match may_set {
        // What stands where it rests says it already.
        MaySet::After(_) if rests.is_some() => None,
        MaySet::After(ToShow::Passkey) => Some("password-after-passkey"),
        MaySet::After(ToShow::Password) => Some("password-after-password"),
        MaySet::After(ToShow::Any) => Some("password-after-sign-in"),
        MaySet::Yes if mine.is_some() && !may_remove => Some("password-last"),
        MaySet::Never if !may_remove => Some("password-after-sign-in"),
        MaySet::Yes | MaySet::Never => None,
    };
    if mine.is_none() && may_set == MaySet::Never {
        return None;
    }
    Some(PasswordPart {
        facts: mine.map(|one| {
            let used = match one.last_used_at {
                Some(at) => say.with("devices-used", "date", day(at)),
                None => say.of("devices-never-used"),
            };
            (say.with("devices-password-since", "date", day(one.set_at)), used)
        }),
        rests: rests.map(|why| {
            say.of(match why {
                Rests::Tries => "devices-password-rests",
                Rests::Codes => "devices-password-rests-codes",
            })
        }),
        may_set: may_set == MaySet::Yes,
        may_remove,
        hint: hint.map(|word| say.of(word)),
    })
}

fn device(visitor: &Visitor, one: &Device) -> DeviceRow {
    let say = visitor.say();
    let moment = |word: &str, at: Timestamp| {
        let at = when::local(at, &visitor.zone());
        let day = when::date_with_year(say, at.date());
        say.with2(word, "date", day, "time", when::time(&at))
    };
    DeviceRow {
        id: one.sign_in.to_string(),
        label: one.label.clone(),
        by: say.of(match one.by {
            SignedInBy::Link => "devices-by-link",
            SignedInBy::Passkey => "devices-by-passkey",
            SignedInBy::Password => "devices-by-password",
            SignedInBy::House => "devices-by-house",
        }),
        since: moment("devices-since", one.signed_in_at),
        seen: moment("devices-seen", one.last_seen_at),
        this_one: one.this_one,
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    device: String,
}

pub(crate) async fn end(visitor: Visitor, Form(chosen): Form<Chosen>) -> Answer {
    let device: SignInId = id(&chosen.device)?;
    app::sign_in::end(&visitor.cx, device).await?;
    let this = visitor.cx.signed_in().is_some_and(|one| one.sign_in == device);
    let mut response = see(if this { "/" } else { "/devices?ended" });
    if this {
        response
            .headers_mut()
            .insert(header::SET_COOKIE, cookie::taken_back());
    }
    Ok(response)
}
