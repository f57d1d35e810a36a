//! A page of the room without a browser: the line it has, what it says and what it is told.

use crate::house::{HOST, House};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// The wire's version; a page of another is sent away.
const PROTOCOL: u16 = 2;

pub(crate) struct Page {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) said: u32,
    /// Every frame this page was sent.
    pub(crate) told: Vec<String>,
}

impl Page {
    pub(crate) async fn open(house: &House, at: SocketAddr, name: &str, page: &str) -> Self {
        let address = format!("ws://{at}/sessions/{}/socket", house.demo.session);
        let mut request = address.as_str().into_client_request().expect("an address");
        let cookie = house.cookie(name).await.expect("one of the cast");
        for (header, value) in [
            ("host", HOST.to_owned()),
            ("origin", format!("http://{HOST}")),
            ("cookie", cookie),
        ] {
            request.headers_mut().insert(header, value.parse().expect("text"));
        }
        let (socket, _) = tokio_tungstenite::connect_async(request).await.expect("a line");
        let mut page_of = Self {
            socket,
            said: 0,
            told: Vec::new(),
        };
        page_of
            .says(json!({ "type": "hello", "protocol": PROTOCOL, "page": page }))
            .await;
        page_of.hears("welcome").await;
        page_of
    }

    pub(crate) async fn says(&mut self, message: Value) {
        self.said += 1;
        let frame = json!({ "id": self.said, "message": message }).to_string();
        self.socket.send(Message::text(frame)).await.expect("it is open");
    }

    /// The next message of this kind; others pass by.
    pub(crate) async fn hears(&mut self, kind: &str) -> Value {
        loop {
            let Some(frame) = self.socket.next().await else {
                panic!("closed while waiting for {kind}, after {:?}", self.told);
            };
            let frame = frame.expect("a frame");
            if let Message::Text(text) = frame {
                self.told.push(text.to_string());
                let message: Value = serde_json::from_str(&text).expect("JSON");
                if message["type"] == kind {
                    return message;
                }
            }
        }
    }
}
