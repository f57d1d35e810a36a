//! A page of somebody who does not lead asks for cards, over the line that every page of the room has.

use crate::house::House;
use crate::page::Page;
use domain::MembershipId;
use serde_json::json;

impl Page {
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

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_in_a_running_room_stands_in_the_log_with_the_sign_in_behind_it() {
    let house = House::open().await;
    let at = house.listens().await;
    let mut mara = Page::open(&house, at, "mara", "page-of-mara").await;
    let mut ben = Page::open(&house, at, "ben", "page-of-ben").await;
    mara.hears("room").await;
    let ben_there = member(&house, "ben");
    let admission = json!({ "member": ben_there.to_string(), "token": "AAAA" });
    mara.says(json!({ "type": "admit", "admission": admission }))
        .await;
    ben.hears("room").await;
    mara.says(json!({ "type": "open_card", "member": ben_there.to_string() }))
        .await;
    mara.hears("card").await;
    ben.is_refused_the_card_of(&member(&house, "chidi").to_string())
        .await;
    app::live::write_owed(&house.app).await.expect("written");
    let rows = house.app.store().audit().latest(200).await.expect("read");
    for action in [
        "Room/Enter",
        "Room/Admit",
        "Session/SeeDesk",
        "Emergency/OpenCard",
    ] {
        let found: Vec<_> = rows.iter().filter(|row| row.action == action).collect();
        assert!(!found.is_empty(), "{action}");
        for row in found {
            let id = row.sign_in.parse().expect("a sign-in");
            let through = house.app.store().sign_ins().lookup(id).await.expect("read");
            assert_eq!(
                through.expect("is there").person.to_string(),
                row.actor,
                "{action}"
            );
        }
    }
}
