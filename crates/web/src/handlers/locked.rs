//! `GET /locked`

use crate::answer::{Answer, page};
use crate::pages::locked::LockedPage;
use crate::visitor::Visitor;
use axum::http::StatusCode;
use policy::{PageAction, Resource};

pub(crate) async fn show(visitor: Visitor) -> Answer {
    visitor.cx.authorise(PageAction::SeeLocked, &Resource::Page)?;
    page(StatusCode::OK, &LockedPage { frame: visitor.frame })
}
