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

/// The wire as the browser has it: its messages are read from there.
const WIRE: &str = include_str!("../../../../client/src/protocol/wire.ts");

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

    /// With which code the last thing that was said is refused; none when it was carried out.
    pub(crate) async fn is_refused(&mut self) -> Option<String> {
        let asked = self.said;
        self.says(json!({ "type": "ping" })).await;
        let heard = self.told.len();
        self.hears("pong").await;
        self.told[heard..]
            .iter()
            .filter_map(|frame| serde_json::from_str::<Value>(frame).ok())
            .find(|frame| frame["type"] == "refused" && frame["re"] == json!(asked))
            .and_then(|frame| frame["code"].as_str().map(str::to_owned))
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

/// The kinds of messages a page may send, as the wire's types name them.
pub(crate) fn kinds() -> Vec<String> {
    let line = WIRE
        .lines()
        .find(|line| line.starts_with("export type ClientMessage ="))
        .expect("the type");
    let kinds: Vec<_> = line
        .split("\"type\": \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect();
    assert!(
        kinds.len() > 20 && kinds.contains(&"open_card".to_owned()),
        "{kinds:?}"
    );
    kinds
}

/// A message of this kind about `target`; where it needs more, cut short.
pub(crate) fn with_target(kind: &str, target: &str) -> Value {
    match kind {
        "open_card" | "ask_to_mute" | "skip_turn" | "need_key_frame" => {
            json!({ "type": kind, "member": target })
        }
        "remove" => json!({ "type": kind, "member": target, "reason": "none", "order": "" }),
        "admit" => json!({ "type": kind, "admission": { "member": target, "token": "" } }),
        "admit_all" => json!({ "type": kind, "admissions": [{ "member": target, "token": "" }] }),
        "lock" => json!({ "type": kind, "locked": true }),
        "hold" => json!({ "type": kind, "card": null }),
        "move_to_phase" => json!({ "type": kind, "index": 1 }),
        "seen_quietly" => json!({ "type": kind, "note": 1 }),
        "hide_page" => json!({ "type": kind, "hidden": false }),
        _ => json!({ "type": kind, "member": target }),
    }
}
