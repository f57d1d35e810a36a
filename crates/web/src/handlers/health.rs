//! `GET /health`: for whoever watches the program. Says whether the store answers, and nothing else.

use crate::answer::Answer;
use crate::web::House;
use axum::extract::State;
use axum::response::IntoResponse;

pub(crate) async fn check(State(house): State<House>) -> Answer {
    house.app().is_well().await?;
    Ok("ok\n".into_response())
}
