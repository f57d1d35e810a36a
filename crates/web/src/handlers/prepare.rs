//! `GET /prepare` and `GET /sessions/{ses}/prepare`.

use super::id;
use crate::answer::{Answer, page};
use crate::pages::prepare::PreparePage;
use crate::visitor::Visitor;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::SessionId;
use domain::session::Door;
use policy::{AccountAction, Resource, SessionAction};

/// On any day.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    let owner = visitor.cx.person()?.id;
    visitor
        .cx
        .authorise(AccountAction::CheckDevices, &Resource::Account { owner })?;
    page(
        StatusCode::OK,
        &PreparePage::new(visitor.frame, String::new(), String::new()),
    )
}

/// On the way to a session: with the next step at its end.
pub(crate) async fn for_session(visitor: Visitor, Path(session): Path<String>) -> Answer {
    let session: SessionId = id(&session)?;
    let shown = app::sessions::show(&visitor.cx, session).await?;
    visitor.cx.authorise(
        SessionAction::Prepare,
        &Resource::Session {
            group: shown.group.id,
        },
    )?;
    let say = visitor.say();
    let (onward, href) = match (shown.door, shown.answers) {
        (Door::Open, Some(_)) => (say.of("prepare-onward-room"), format!("/sessions/{session}/room")),
        (Door::Open, None) => (say.of("prepare-onward-door"), format!("/sessions/{session}/door")),
        _ => (String::new(), String::new()),
    };
    page(StatusCode::OK, &PreparePage::new(visitor.frame, onward, href))
}
