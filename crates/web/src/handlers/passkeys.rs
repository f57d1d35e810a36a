//! Passkeys over HTTP: `…/ask` gives a page's script the question, and a form brings the answer. What was wrong is said on the page
//! it was tried on.

use super::devices::{self, Said};
use super::{id, sign_in as sign_in_page};
use crate::answer::{Answer, Trouble, see};
use crate::client_address::ClientAddress;
use crate::form::Form;
use crate::middleware::hosts;
use crate::visitor::Visitor;
use crate::web::House;
use crate::{cookie, device};
use app::passkeys::{ANSWER_WITHIN, Begun, PasskeyFault};
use app::{Error, Refusal};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// JSON of a browser, in a form. There is no `Debug`: it says which key somebody has.
#[derive(Deserialize)]
pub(crate) struct Answered {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    to: String,
}

pub(crate) async fn ask_to_sign_in(
    State(house): State<House>,
    from: ClientAddress,
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    check(&house, from)?;
    let cx = visitor.cx.from_network(&from.to_string());
    asked(app::passkeys::begin_sign_in(&cx, host(&uri, &headers)).await)
}

pub(crate) async fn sign_in(
    State(house): State<House>,
    from: ClientAddress,
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
    Form(sent): Form<Answered>,
) -> Answer {
    check(&house, from)?;
    let token = cookie::question(&headers);
    let token = token.as_ref().map(|token| token.reveal().as_str());
    let label = device::label(&headers);
    let host = host(&uri, &headers);
    let cx = visitor.cx.clone().from_network(&from.to_string());
    match app::passkeys::finish_sign_in(&cx, host, token, &sent.answer, &label).await {
        Ok(new) => {
            let mut response = see(way_on(&sent.to));
            if let Some(cookie) = cookie::given(&new.token, new.expires_at, visitor.cx.now()) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(Error::Refused(Refusal::Passkey(fault))) => {
            sign_in_page::with_passkey_problem(visitor, StatusCode::UNPROCESSABLE_ENTITY, fault)
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn ask_to_add(
    State(house): State<House>,
    from: ClientAddress,
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    check(&house, from)?;
    let cx = visitor.cx.from_network(&from.to_string());
    asked(app::passkeys::begin_adding(&cx, host(&uri, &headers)).await)
}

pub(crate) async fn add(
    from: ClientAddress,
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
    Form(sent): Form<Answered>,
) -> Answer {
    let token = cookie::question(&headers);
    let token = token.as_ref().map(|token| token.reveal().as_str());
    let host = host(&uri, &headers);
    let cx = visitor.cx.clone().from_network(&from.to_string());
    let added = app::passkeys::finish_adding(&cx, host, token, &sent.answer, &sent.name).await;
    done(visitor, &uri, &headers, added.map(drop), "/devices?added").await
}

#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    passkey: String,
    #[serde(default)]
    name: String,
}

pub(crate) async fn rename(
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let renamed = app::passkeys::rename(&visitor.cx, id(&chosen.passkey)?, &chosen.name).await;
    done(visitor, &uri, &headers, renamed, "/devices?renamed").await
}

pub(crate) async fn remove(
    from: ClientAddress,
    visitor: Visitor,
    uri: Uri,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let cx = visitor.cx.clone().from_network(&from.to_string());
    let removed = app::passkeys::remove(&cx, id(&chosen.passkey)?).await;
    done(visitor, &uri, &headers, removed, "/devices?removed").await
}

fn check(house: &House, from: ClientAddress) -> Result<(), Trouble> {
    if house.rates().may_try_passkey(from) {
        Ok(())
    } else {
        Err(Trouble::Busy)
    }
}

/// The host this request came to. `app` uses it in a demo alone.
pub(super) fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> &'a str {
    hosts::of(uri, headers).unwrap_or_default()
}

fn asked(begun: app::Result<Begun>) -> Answer {
    match begun {
        Ok(begun) => {
            let mut response = json(StatusCode::OK, begun.options);
            if let Some(cookie) = cookie::asked(&begun.token, ANSWER_WITHIN) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(Error::Refused(Refusal::Passkey(fault))) => Ok(refused(fault)),
        Err(error) => Err(error.into()),
    }
}

fn refused(fault: PasskeyFault) -> Response {
    // A success as HTTP sees it, so that it is not dressed as a page: the script reads the word and goes to the page that says it.
    json(StatusCode::OK, format!(r#"{{"why":"{}"}}"#, fault.word()))
}

fn json(status: StatusCode, text: String) -> Response {
    let kind = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Back to the list, which says how it went.
async fn done(
    visitor: Visitor,
    uri: &Uri,
    headers: &HeaderMap,
    done: app::Result<()>,
    then: &'static str,
) -> Answer {
    let said = match done {
        Ok(()) => return Ok(see(then)),
        Err(Error::Refused(Refusal::Passkey(fault))) => Said::Fault(fault),
        Err(Error::Refused(Refusal::LastPasskeyOfLeader)) => Said::Last,
        Err(Error::Malformed(_)) => Said::NoName,
        Err(error) => return Err(error.into()),
    };
    devices::shown(
        visitor,
        host(uri, headers),
        StatusCode::UNPROCESSABLE_ENTITY,
        Some(said),
    )
    .await
}

/// A page of this house, or the day's own: never where somebody else's link would lead.
fn way_on(to: &str) -> &str {
    let ours = to
        .strip_prefix("/sessions/")
        .or_else(|| to.strip_prefix("/groups/"))
        .is_some_and(|rest| {
            rest.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/' | b'-'))
        });
    if ours || to == "/notes" { to } else { "/today" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_on_to_our_own_pages_and_nowhere_else() {
        for own in ["/sessions/ses_01/room", "/groups/grp_01", "/notes"] {
            assert_eq!(way_on(own), own);
        }
        for other in [
            "",
            "//evil.example",
            "https://evil.example",
            "/sessions/..%2f",
            "/sign-out",
            "/sessions/a\r\nb",
        ] {
            assert_eq!(way_on(other), "/today", "{other:?}");
        }
    }
}
