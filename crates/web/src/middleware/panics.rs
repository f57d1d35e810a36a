//! A broken invariant takes down its own request and nothing else. The person sees a number that the log has too.

use crate::answer::Trouble;
use axum::response::{IntoResponse, Response};
use std::any::Any;

pub(crate) fn answer(_: Box<dyn Any + Send + 'static>) -> Response {
    // What the panic said may hold anything; the panic hook has logged where it happened.
    let operation = uuid::Uuid::now_v7().simple().to_string();
    let operation = operation[20..].to_uppercase();
    tracing::error!(%operation, "a request broke");
    Trouble::Fault { operation }.into_response()
}
