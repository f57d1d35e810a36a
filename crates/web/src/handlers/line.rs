//! `POST /prepare/line`: a browser's offer in, the media server's answer out; the call is forgotten after a moment.

use crate::answer::{Answer, Trouble};
use crate::client_address::ClientAddress;
use crate::visitor::Visitor;
use crate::web::House;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use policy::{AccountAction, Resource};

pub(crate) async fn check(
    State(house): State<House>,
    from: ClientAddress,
    visitor: Visitor,
    offer: Result<String, axum::extract::rejection::StringRejection>,
) -> Answer {
    let owner = visitor.cx.person()?.id;
    visitor
        .cx
        .authorise(AccountAction::CheckLine, &Resource::Account { owner })?;
    if !house.rates().may_check_line(from) {
        return Err(Trouble::Busy);
    }
    let offer = offer.map_err(|rejection| Trouble::of_status(rejection.into_response().status()))?;
    match house.live().line_check(offer).await {
        Ok(answer) => Ok(([(header::CONTENT_TYPE, "application/sdp")], answer).into_response()),
        Err(_) => Err(Trouble::Malformed),
    }
}
