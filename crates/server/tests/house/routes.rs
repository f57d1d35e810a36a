//! Every route x every persona: what each is answered, as a table that a compliance officer can read.

use crate::house::{House, request, routes_with_leaving_last};
use std::fmt::Write as _;

/// Sam is nobody here; Gita sits in another group; Pia is the front desk; Olu runs the server.
const PERSONAS: [&str; 7] = ["sam", "gita", "anna", "mara", "ines", "pia", "olu"];

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_persona_as_the_table_says() {
    let house = House::open().await;
    let (complaint, look) = house.complaint_and_wish().await;
    let mut table = String::from("method  path                           action                    ");
    for persona in PERSONAS {
        let _ = write!(table, " {persona:>5}");
    }
    for (method, path, action) in routes_with_leaving_last() {
        let _ = write!(
            table,
            "\n{:<7} {:<30} {:<26}",
            method.as_str(),
            path,
            action.to_string()
        );
        for persona in PERSONAS {
            let asked = path
                .replace("{group}", &house.demo.group.to_string())
                .replace("{session}", &house.demo.session.to_string())
                .replace("{reference}", &complaint)
                .replace("{complaint}", &complaint)
                .replace("{look}", &look)
                .replace("{token}", "never-given")
                .replace("{name}", "icon.svg");
            let cookie = house.cookie(persona).await;
            let form = match path.rsplit('/').next() {
                Some("door") => "place=&country=DE",
                Some("levels") => "levels=devices",
                Some("checkins") => "id=chk_00000000000070008000000000000001&number=7",
                Some("delete") => "checkin=chk_00000000000070008000000000000001",
                Some("place") => "act=pause&member=mem_00000000000070008000000000000000",
                Some("role") => "role=observer&member=mem_00000000000070008000000000000000",
                Some("name") => "about=ask&member=mem_00000000000070008000000000000000",
                _ => "",
            };
            let status = house
                .status(request(method.clone(), &asked, cookie.as_deref(), form))
                .await;
            let _ = write!(table, " {:>5}", status.as_u16());
        }
    }
    insta::assert_snapshot!(table);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_thing_and_one_that_never_was_get_the_same_answer() {
    let house = House::open().await;
    let never = "00000000000070008000000000000000";
    for persona in ["sam", "gita", "pia"] {
        let cookie = house.cookie(persona).await;
        for (real, imagined) in [
            (
                format!("/sessions/{}", house.demo.session),
                format!("/sessions/ses_{never}"),
            ),
            (
                format!("/groups/{}", house.demo.group),
                format!("/groups/grp_{never}"),
            ),
        ] {
            let mut answers = Vec::new();
            for path in [real, imagined] {
                let answer = house
                    .send(request(axum::http::Method::GET, &path, cookie.as_deref(), ""))
                    .await;
                assert_eq!(answer.status(), 404, "{persona} {path}");
                answers.push(crate::house::text(answer).await);
            }
            assert_eq!(answers[0], answers[1], "{persona}");
        }
    }
}
