//! `GET /`

use crate::answer::{Answer, page};
use crate::pages::front::FrontPage;
use crate::visitor::Visitor;
use axum::http::StatusCode;
use policy::{PageAction, Resource};

pub(crate) async fn show(visitor: Visitor) -> Answer {
    visitor.cx.authorise(PageAction::SeeFront, &Resource::Page)?;
    page(StatusCode::OK, &FrontPage { frame: visitor.frame })
}
