//! The WebSocket of one bot: opens it as a signed-in browser does, and speaks the room's JSON.

use crate::invitation::{Invitation, Person};
use anyhow::Context;
use futures_util::{SinkExt, StreamExt};
use protocol::{ClientFrame, ClientMessage, ServerMessage};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

#[derive(Debug)]
pub(crate) struct Line {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    next_id: u32,
}

impl Line {
    pub(crate) async fn open(invitation: &Invitation, person: &Person) -> anyhow::Result<Self> {
        let mut request = invitation.socket.as_str().into_client_request()?;
        let headers = request.headers_mut();
        headers.insert("Origin", HeaderValue::from_str(&invitation.origin)?);
        headers.insert("Cookie", HeaderValue::from_str(&person.cookie)?);
        if let Some(host) = &invitation.host {
            headers.insert("Host", HeaderValue::from_str(host)?);
        }
        let (socket, _) = tokio_tungstenite::connect_async(request)
            .await
            .context("the room's socket did not open")?;
        Ok(Self { socket, next_id: 0 })
    }

    /// The server's address: media goes the same way.
    pub(crate) fn server(&self) -> anyhow::Result<std::net::SocketAddr> {
        match self.socket.get_ref() {
            MaybeTlsStream::Plain(stream) => Ok(stream.peer_addr()?),
            _ => anyhow::bail!("bots speak plain WebSocket to a server on their own machine"),
        }
    }

    pub(crate) async fn say(&mut self, message: ClientMessage) -> anyhow::Result<()> {
        self.next_id = self.next_id.wrapping_add(1);
        let frame = ClientFrame {
            id: self.next_id,
            message,
        };
        self.socket
            .send(Message::text(serde_json::to_string(&frame)?))
            .await?;
        Ok(())
    }

    /// The next message this version understands; `None` when the line is over. Cancel-safe.
    pub(crate) async fn hear(&mut self) -> Option<ServerMessage> {
        loop {
            match self.socket.next().await? {
                Ok(Message::Text(text)) => match serde_json::from_str(&text) {
                    Ok(message) => return Some(message),
                    Err(_) => tracing::debug!(bytes = text.len(), "a message of another version"),
                },
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }
}
