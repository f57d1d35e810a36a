//! `GET /devices`: this person's passkeys and the devices that are signed in; `POST /devices/end` signs one out.

use super::{id, notices, passkeys};
use crate::answer::{Answer, page, see};
use crate::cookie;
use crate::form::Form;
use crate::pages::devices::{Add, DeviceRow, DevicesPage, PasskeyRow, PasswordPart};
use crate::visitor::Visitor;
use crate::when;
use app::passkeys::{MayAdd, PasskeyFault};
use app::passwords::{MaySet, Mine, PasswordFault};
use app::sign_in::Device;
use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use domain::SignInId;
use domain::passkey::Passkey;
use domain::sign_in::SignedInBy;
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
    let said = query.as_deref().and_then(Said::of_query);
    shown(visitor, passkeys::host(&uri, &headers), StatusCode::OK, said).await
}

pub(super) async fn shown(visitor: Visitor, host: &str, status: StatusCode, said: Option<Said>) -> Answer {
    let passkeys = app::passkeys::list(&visitor.cx).await?;
    let devices = app::sign_in::devices(&visitor.cx).await?;
    let told = app::notices::list(&visitor.cx).await?;
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
        MayAdd::AfterSignIn => Add::AfterSignIn,
        MayAdd::AfterPasskey => Add::AfterPasskey,
    };
    page(
        status,
        &DevicesPage {
            done,
            problem,
            passkeys: passkeys.iter().map(|one| passkey(&visitor, one)).collect(),
            add,
            password: password_part(&visitor, password, !passkeys.is_empty()),
            devices: devices.iter().map(|one| device(&visitor, one)).collect(),
            told: told.iter().map(|one| notices::row(&visitor, one)).collect(),
            frame: visitor.frame,
        },
    )
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
    let may_set = app::passwords::may_set(&visitor.cx, has_passkey || mine.is_some());
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
        rests: mine.is_some_and(|one| one.rests),
        may_set: may_set != MaySet::Never,
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
