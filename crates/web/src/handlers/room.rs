//! `GET /sessions/{ses}/room`: the page the room is drawn on. Before the door is answered it leads there.

use super::id;
use crate::answer::{Answer, Trouble, page, see};
use crate::pages::room::{RoomGroup, RoomPage, RoomYou};
use crate::visitor::Visitor;
use crate::web::House;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::SessionId;
use domain::membership::Role;
use domain::session::Door;
use policy::{Resource, SessionAction};

pub(crate) async fn show(
    State(house): State<House>,
    visitor: Visitor,
    Path(session): Path<String>,
) -> Answer {
    let session: SessionId = id(&session)?;
    let shown = app::sessions::show(&visitor.cx, session).await?;
    visitor.cx.authorise(
        SessionAction::OpenRoomPage,
        &Resource::Session {
            group: shown.group.id,
        },
    )?;
    match shown.door {
        Door::Open => {}
        Door::NotYet(opens_at) => return Err(Trouble::NotYet(opens_at)),
        Door::Over => return Err(Trouble::Over),
    }
    if shown.answers.is_none() {
        return Ok(see(&format!("/sessions/{session}/door")));
    }
    let you = RoomYou {
        member: shown.membership.id.to_string(),
        alias: shown.membership.alias.as_str().to_owned(),
        role: match shown.membership.role {
            Role::Member => protocol::Role::Member,
            Role::Facilitator | Role::CoFacilitator => protocol::Role::Facilitator,
            Role::Observer => protocol::Role::Observer,
        },
    };
    let start_muted = house.starts_muted(&visitor.cx).await?;
    let group = RoomGroup {
        id: shown.group.id.to_string(),
        name: shown.group.neutral_name,
        levels: (house.live().levels(session).await).unwrap_or(shown.group.levels),
    };
    let shown = RoomPage::new(
        visitor.frame,
        session.to_string(),
        group,
        visitor.time_zone,
        you,
        start_muted,
    );
    page(StatusCode::OK, &shown)
}
