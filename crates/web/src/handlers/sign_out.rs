//! `POST /sign-out`: this device's sign-in ends, and with it its sockets and media.

use crate::answer::{Answer, see};
use crate::cookie;
use crate::visitor::Visitor;
use axum::http::header;

pub(crate) async fn sign_out(visitor: Visitor) -> Answer {
    if let Some(signed_in) = visitor.cx.signed_in() {
        app::sign_in::end(&visitor.cx, signed_in.sign_in).await?;
    }
    let mut response = see("/");
    response
        .headers_mut()
        .insert(header::SET_COOKIE, cookie::taken_back());
    Ok(response)
}
