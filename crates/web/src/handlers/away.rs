//! `GET /away`: the neutral page of *Hide this page*. Asks nobody who is there.

use crate::answer::{Answer, page};
use crate::assets::page_assets;
use crate::pages::away::AwayPage;
use crate::say::Say;
use axum::http::StatusCode;

pub(crate) async fn show() -> Answer {
    page(
        StatusCode::OK,
        &AwayPage {
            say: Say::for_language("en"),
            styles: page_assets().styles,
        },
    )
}
