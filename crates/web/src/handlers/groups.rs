//! `GET /groups`

use crate::answer::{Answer, page};
use crate::handlers::group::{kind, places, weekly};
use crate::pages::groups::{GroupRow, GroupsPage};
use crate::visitor::Visitor;
use axum::http::StatusCode;

pub(crate) async fn show(visitor: Visitor) -> Answer {
    let say = visitor.say();
    let cards = app::groups::list_public(&visitor.cx).await?;
    let groups = cards
        .into_iter()
        .map(|card| GroupRow {
            href: format!("/groups/{}", card.group.id),
            kind: kind(say, card.group.kind),
            when: card
                .next
                .as_ref()
                .map(|next| weekly(say, &card.group, next))
                .unwrap_or_default(),
            places: places(say, card.places_free),
            name: card.group.name,
            summary: card.group.summary,
        })
        .collect();
    page(
        StatusCode::OK,
        &GroupsPage {
            frame: visitor.frame,
            groups,
        },
    )
}
