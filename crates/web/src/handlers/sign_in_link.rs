//! `GET/POST /sign-in/{token}`. Looking spends nothing, because mail scanners follow links; the button does, once.

use crate::answer::{Answer, page, see};
use crate::client_address::ClientAddress;
use crate::pages::sign_in_link::{LinkState as Shown, SignInLinkPage};
use crate::visitor::Visitor;
use crate::{cookie, device};
use app::sign_in::LinkState;
use app::{Error, Refusal};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};

pub(crate) async fn look(visitor: Visitor, Path(token): Path<String>) -> Answer {
    let state = app::sign_in::look_at_link(&visitor.cx, &token).await?;
    let action = format!("/sign-in/{token}");
    match state {
        LinkState::Good { .. } => page(
            StatusCode::OK,
            &SignInLinkPage {
                frame: visitor.frame,
                state: Shown::Good,
                action,
            },
        ),
        LinkState::Spent | LinkState::Expired | LinkState::Unknown => gone(visitor),
    }
}

pub(crate) async fn spend(
    from: ClientAddress,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Answer {
    let cx = visitor.cx.clone().from_network(&from.to_string());
    match app::sign_in::spend_link(&cx, &token, &device::label(&headers)).await {
        Ok(new) => {
            let mut response = see("/today");
            if let Some(cookie) = cookie::given(&new.token, new.expires_at, visitor.cx.now()) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(Error::Refused(Refusal::LinkUnknown | Refusal::LinkSpent | Refusal::LinkExpired)) => {
            gone(visitor)
        }
        Err(error) => Err(error.into()),
    }
}

fn gone(visitor: Visitor) -> Answer {
    let shown = SignInLinkPage {
        frame: visitor.frame,
        state: Shown::Gone,
        action: String::new(),
    };
    page(StatusCode::GONE, &shown)
}
