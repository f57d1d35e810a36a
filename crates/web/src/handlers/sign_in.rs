//! `GET/POST /sign-in`: asking for a link. Every address gets the same answer.

use crate::answer::{Answer, Trouble, page, see};
use crate::client_address::ClientAddress;
use crate::form::Form;
use crate::pages::sign_in::{SignInPage, State as PageState};
use crate::visitor::Visitor;
use crate::web::House;
use app::Error;
use app::passkeys::PasskeyFault;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use policy::{PageAction, Resource};
use serde::Deserialize;

pub(crate) async fn show(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    visitor.cx.authorise(PageAction::AskForLink, &Resource::Page)?;
    let query = query.as_deref().unwrap_or_default();
    // What the page's script was told when it asked for a question.
    if let Some(fault) = query.strip_prefix("passkey=").and_then(PasskeyFault::of_word) {
        return with_passkey_problem(visitor, StatusCode::OK, fault);
    }
    let state = if query == "sent" {
        PageState::Sent
    } else {
        PageState::Ask
    };
    page(
        StatusCode::OK,
        &SignInPage {
            frame: visitor.frame,
            state,
            email: String::new(),
            problem: None,
            passkey_problem: None,
        },
    )
}

/// The link stays offered below.
pub(super) fn with_passkey_problem(visitor: Visitor, status: StatusCode, fault: PasskeyFault) -> Answer {
    let passkey_problem = Some(visitor.say().of(&format!("passkey-{}", fault.word())));
    let shown = SignInPage {
        frame: visitor.frame,
        state: PageState::Ask,
        email: String::new(),
        problem: None,
        passkey_problem,
    };
    page(status, &shown)
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    email: String,
}

pub(crate) async fn ask(
    State(house): State<House>,
    from: ClientAddress,
    visitor: Visitor,
    Form(asked): Form<Asked>,
) -> Answer {
    if !house.rates().may_ask_for_link(from) {
        return Err(Trouble::Busy);
    }
    let cx = visitor.cx.clone().from_network(&from.to_string());
    match app::sign_in::request_link(&cx, &asked.email).await {
        Ok(()) => Ok(see("/sign-in?sent")),
        Err(Error::Malformed(_)) => {
            let problem = Some(visitor.say().of("sign-in-email-problem"));
            let shown = SignInPage {
                frame: visitor.frame,
                state: PageState::Ask,
                email: asked.email,
                problem,
                passkey_problem: None,
            };
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(error) => Err(error.into()),
    }
}
