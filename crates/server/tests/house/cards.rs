//! A page of somebody who does not lead asks for cards, over the line that every page of the room has.

use crate::house::{HOST, House};
use domain::MembershipId;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// The wire's version; a page of another is sent away.
const PROTOCOL: u16 = 2;

struct Page {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    said: u32,
}

impl Page {
    async fn open(house: &House, at: SocketAddr, name: &str, page: &str) -> Self {
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
        let mut page_of = Self { socket, said: 0 };
        page_of
            .says(json!({ "type": "hello", "protocol": PROTOCOL, "page": page }))
            .await;
        page_of.hears("welcome").await;
        page_of
    }

    async fn says(&mut self, message: Value) {
        self.said += 1;
        let frame = json!({ "id": self.said, "message": message }).to_string();
        self.socket.send(Message::text(frame)).await.expect("it is open");
    }

    /// The next message of this kind; others pass by.
    async fn hears(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.socket.next().await.expect("it is open").expect("a frame");
            if let Message::Text(text) = frame {
                let message: Value = serde_json::from_str(&text).expect("JSON");
                if message["type"] == kind {
                    return message;
                }
            }
        }
    }

    async fn is_refused_the_card_of(&mut self, member: &str) {
        self.says(json!({ "type": "open_card", "member": member })).await;
        let refused = self.hears("refused").await;
        assert_eq!(
            (&refused["re"], &refused["code"]),
            (&json!(self.said), &json!("not_allowed"))
        );
    }
}

fn member(house: &House, name: &str) -> MembershipId {
    let one = house.demo.people.iter().find(|one| one.name == name);
    one.and_then(|one| one.member).expect("sits in the circle")
}

/// Who tried the card of this seat, as what, and how it went.
async fn tried(house: &House, of: MembershipId) -> Vec<(String, String, i64)> {
    let rows = house.app.store().audit().about(of).await.expect("read");
    rows.into_iter()
        .filter(|row| row.action == "Emergency/OpenCard")
        .map(|row| (row.actor, row.role, row.outcome))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_tries_cards_over_the_line_stands_in_the_log_once_for_each_seat() {
    let house = House::open().await;
    let at = house.listens().await;
    let (chidi, dana) = (member(&house, "chidi"), member(&house, "dana"));
    let ben = house.demo.people.iter().find(|one| one.name == "ben");
    let by_ben = (
        ben.expect("of the cast").person.to_string(),
        "member".to_owned(),
        4,
    );

    for page in ["page-one", "page-two"] {
        let mut page = Page::open(&house, at, "ben", page).await;
        for _ in 0..3 {
            page.is_refused_the_card_of(&chidi.to_string()).await;
        }
    }
    assert_eq!(tried(&house, chidi).await, std::slice::from_ref(&by_ben));
    assert_eq!(tried(&house, dana).await, []);

    let mut page = Page::open(&house, at, "ben", "page-three").await;
    page.is_refused_the_card_of(&dana.to_string()).await;
    assert_eq!(tried(&house, dana).await, [by_ben]);
    // What is no seat here leaves nothing, however often it is said.
    let newest = house.app.store().audit().latest(1).await.expect("read");
    for nobody in ["mem_00000000000070008000000000000001", "everybody"] {
        page.is_refused_the_card_of(nobody).await;
    }
    assert_eq!(house.app.store().audit().latest(1).await.expect("read"), newest);
}
