//! `GET /sessions/{ses}/socket`: the line between one page and its room.
//!
//! `socket.rs` carries frames, `read.rs` turns what a browser says into what a person does, `write.rs` turns what the
//! room tells into the wire, `permit.rs` asks `policy` about each message, `flood.rs` says when it is too much. Only
//! these know both vocabularies.

mod flood;
mod permit;
mod read;
mod socket;
mod write;

use crate::answer::{Answer, Trouble};
use crate::client_address::ClientAddress;
use crate::handlers::id;
use crate::visitor::Visitor;
use crate::web::House;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Path, State, WebSocketUpgrade};
use domain::SessionId;
use policy::{Resource, RoomAction};

/// Frames beyond this end the socket unread; those between the wire's limit and this are refused by name.
const READ_AT_MOST_BYTES: usize = 2 * protocol::MAX_FRAME_BYTES;
/// What a socket reads at a time: most messages are far smaller, and every participant holds one such buffer.
const READ_AT_A_TIME_BYTES: usize = 8 * 1024;

/// Who is not signed in, or has no seat, learns nothing: the answer is "not found". Everything a page can show in
/// words (over, removed, no answer at the door) is said inside the socket, because browsers hide a refused upgrade.
pub(crate) async fn open(
    State(house): State<House>,
    from: ClientAddress,
    visitor: Visitor,
    Path(session): Path<String>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Answer {
    let session: SessionId = id(&session)?;
    let group = app::sessions::show(&visitor.cx, session).await?.group.id;
    visitor
        .cx
        .authorise(RoomAction::Enter, &Resource::Room { group })?;
    let Some(signed_in) = visitor.cx.signed_in() else {
        return Err(Trouble::SignInFirst);
    };
    if !house.rates().may_open_socket(from) {
        return Err(Trouble::Busy);
    }
    let upgrade = upgrade.map_err(|_| Trouble::Malformed)?;
    let caller = socket::Caller {
        live: house.live().clone(),
        app: house.app().clone(),
        session,
        group,
        actor: signed_in.actor.clone(),
        person: signed_in.person.id,
        sign_in: signed_in.sign_in,
    };
    Ok(upgrade
        .read_buffer_size(READ_AT_A_TIME_BYTES)
        .max_message_size(READ_AT_MOST_BYTES)
        .max_frame_size(READ_AT_MOST_BYTES)
        .on_upgrade(|socket| socket::carry(socket, caller)))
}
