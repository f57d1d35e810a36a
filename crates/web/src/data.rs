//! JSON between a page's script and us. What cannot be read is answered as trouble, never by a parser's words.

use crate::answer::{Answer, Trouble};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) struct Data<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Data<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let text = String::from_request(request, state)
            .await
            .map_err(|rejection| Trouble::of_status(rejection.into_response().status()))?;
        serde_json::from_str(&text)
            .map(Self)
            .map_err(|_| Trouble::Malformed)
    }
}

pub(crate) fn data(value: &impl Serialize) -> Answer {
    let kind = HeaderValue::from_static("application/json");
    match serde_json::to_string(value) {
        Ok(text) => Ok((StatusCode::OK, [(header::CONTENT_TYPE, kind)], text).into_response()),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            Err(Trouble::Fault {
                operation: String::new(),
            })
        }
    }
}
