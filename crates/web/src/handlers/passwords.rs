//! A password with codes over HTTP: signing in with both, setting them, taking them away. Forms alone, no script.

use super::devices::{self, Said};
use super::passkeys::host;
use crate::answer::{Answer, Trouble, page, see};
use crate::client_address::ClientAddress;
use crate::form::Form;
use crate::pages::password::{PasswordForm, PasswordPage, State as PageState};
use crate::pages::sign_in_password::SignInPasswordPage;
use crate::qr::Qr;
use crate::say::Say;
use crate::visitor::Visitor;
use crate::web::House;
use crate::{cookie, device};
use app::passwords::{MaySet, NewPassword, PasswordFault, TypedPassword};
use app::{Error, Fault, FieldFault, Refusal};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use domain::Private;
use domain::sign_in::{ToShow, Ways};
use policy::{AccountAction, PageAction, Resource};
use serde::Deserialize;

pub(crate) async fn show_sign_in(visitor: Visitor) -> Answer {
    visitor.cx.authorise(PageAction::UsePassword, &Resource::Page)?;
    sign_in_page(visitor, StatusCode::OK, false)
}

/// There is no `Debug`: it says how to come in.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
}

pub(crate) async fn sign_in(
    State(house): State<House>,
    from: ClientAddress,
    visitor: Visitor,
    headers: HeaderMap,
    Form(sent): Form<Typed>,
) -> Answer {
    if !house.rates().may_try_password(from) {
        return Err(Trouble::Busy);
    }
    // An empty field is no try, whoever it is of.
    if [&sent.email, &sent.password, &sent.code]
        .iter()
        .any(|field| field.trim().is_empty())
    {
        return sign_in_page(visitor, StatusCode::UNPROCESSABLE_ENTITY, true);
    }
    let typed = TypedPassword {
        email: Private::new(sent.email),
        password: Private::new(sent.password),
        code: sent.code,
    };
    let cx = visitor.cx.clone().from_network(&from.to_string());
    match app::passwords::sign_in(&cx, &typed, &device::label(&headers)).await {
        Ok(new) => {
            let mut response = see("/today");
            if let Some(cookie) = cookie::given(&new.token, new.expires_at, visitor.cx.now()) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(Error::Refused(Refusal::Password(PasswordFault::Wrong))) => {
            sign_in_page(visitor, StatusCode::UNPROCESSABLE_ENTITY, true)
        }
        Err(error) => Err(error.into()),
    }
}

fn sign_in_page(visitor: Visitor, status: StatusCode, wrong: bool) -> Answer {
    let shown = SignInPasswordPage {
        problem: wrong.then(|| visitor.say().of("password-wrong")),
        frame: visitor.frame,
    };
    page(status, &shown)
}

pub(crate) async fn show(visitor: Visitor) -> Answer {
    let owner = visitor.cx.person()?.id;
    visitor
        .cx
        .authorise(AccountAction::SetPassword, &Resource::Account { owner })?;
    setting(visitor, StatusCode::OK, &[]).await
}

#[derive(Deserialize)]
pub(crate) struct Wished {
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
    #[serde(default)]
    code: String,
}

pub(crate) async fn set(
    from: ClientAddress,
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
    Form(sent): Form<Wished>,
) -> Answer {
    let new = NewPassword {
        password: Private::new(sent.password),
        again: Private::new(sent.again),
        code: sent.code,
    };
    let cx = visitor.cx.clone().from_network(&from.to_string());
    match app::passwords::set(&cx, &new).await {
        Ok(()) => Ok(see("/devices?password-set")),
        Err(Error::Malformed(faults)) => setting(visitor, StatusCode::UNPROCESSABLE_ENTITY, &faults).await,
        Err(error) => refused(visitor, &uri, &headers, error).await,
    }
}

pub(crate) async fn remove(from: ClientAddress, visitor: Visitor, uri: Uri, headers: HeaderMap) -> Answer {
    let cx = visitor.cx.clone().from_network(&from.to_string());
    match app::passwords::remove(&cx).await {
        Ok(()) => Ok(see("/devices?password-removed")),
        Err(error) => refused(visitor, &uri, &headers, error).await,
    }
}

/// Back to the list, which says why.
async fn refused(visitor: Visitor, uri: &Uri, headers: &HeaderMap, error: Error) -> Answer {
    match error {
        Error::Refused(Refusal::Password(fault)) => {
            let (host, status) = (host(uri, headers), StatusCode::UNPROCESSABLE_ENTITY);
            devices::shown(visitor, host, status, Some(Said::Password(fault))).await
        }
        error => Err(error.into()),
    }
}

async fn setting(visitor: Visitor, status: StatusCode, faults: &[FieldFault]) -> Answer {
    let cx = &visitor.cx;
    let mine = app::passwords::mine(cx).await?;
    let there = Ways {
        passkey: !app::passkeys::list(cx).await?.is_empty(),
        password: mine.is_some(),
    };
    let rests = mine.is_some_and(|one| one.rests.is_some());
    let state = match app::passwords::may_set(cx, there) {
        MaySet::Yes => PageState::Form(form(&visitor, there.password, faults).await?),
        MaySet::After(ToShow::Any) => PageState::AfterSignIn,
        MaySet::After(ToShow::Passkey) => PageState::AfterPasskey,
        MaySet::After(ToShow::Password) if rests => PageState::WhileItRests,
        MaySet::After(ToShow::Password) => PageState::AfterPassword,
        MaySet::Never => return Err(Trouble::NotFound),
    };
    let shown = PasswordPage {
        frame: visitor.frame,
        state,
    };
    page(status, &shown)
}

async fn form(visitor: &Visitor, again: bool, faults: &[FieldFault]) -> Result<PasswordForm, Trouble> {
    let say = visitor.say();
    let setting = app::passwords::prepare(&visitor.cx).await?;
    let qr = Qr::of(setting.address.reveal(), &say.of("password-picture")).ok_or(Trouble::Malformed)?;
    let problem = |field: &str| {
        let found = faults.iter().find(|one| one.field == field);
        found.map(|one| words(say, one.fault))
    };
    Ok(PasswordForm {
        qr,
        secret: in_fours(setting.secret.reveal()),
        again,
        password_problem: problem("password"),
        again_problem: problem("again"),
        code_problem: problem("code"),
    })
}

fn words(say: Say, fault: Fault) -> String {
    let number = |limit: usize| i64::try_from(limit).unwrap_or(i64::MAX);
    match fault {
        Fault::TooShort(limit) => say.with("password-too-short", "limit", number(limit)),
        Fault::TooLong(limit) => say.with("password-too-long", "limit", number(limit)),
        Fault::EasilyGuessed => say.of("password-guessed"),
        Fault::Different => say.of("password-different"),
        _ => say.of("password-wrong-code"),
    }
}

fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let fours: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    fours.join(" ")
}
