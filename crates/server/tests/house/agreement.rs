//! The pages of what a group agrees: concealed from others, clear to whoever sends something wrong, harmless when sent twice.

use crate::house::{House, request, text};
use axum::http::{Method, StatusCode, header};

const NEVER: &str = "grp_00000000000070008000000000000000";

struct Person<'a> {
    house: &'a House,
    cookie: Option<String>,
}

impl<'a> Person<'a> {
    async fn named(house: &'a House, name: &str) -> Self {
        Self {
            house,
            cookie: house.cookie(name).await,
        }
    }

    async fn asks(&self, method: Method, path: &str, form: &str) -> (StatusCode, String) {
        let asked = request(method, path, self.cookie.as_deref(), form.to_owned());
        let answer = self.house.send(asked).await;
        (answer.status(), text(answer).await)
    }

    async fn gets(&self, path: &str) -> String {
        self.asks(Method::GET, path, "").await.1
    }

    async fn posts(&self, path: &str, form: &str) -> StatusCode {
        self.asks(Method::POST, path, form).await.0
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_of_others_and_one_that_never_was_get_the_same_answer() {
    let house = House::open().await;
    for name in ["sam", "gita", "pia", "olu"] {
        let who = Person::named(&house, name).await;
        for (method, path, form) in [
            (Method::GET, "agreement", ""),
            (Method::GET, "agreement/copy", ""),
            (Method::GET, "agreement/edit", ""),
            (Method::GET, "agreement/signed", ""),
            (Method::GET, "releases", ""),
            (Method::POST, "agreement/sign", "version=1&name=me"),
            (Method::POST, "agreement/withdraw", ""),
            (
                Method::POST,
                "agreement/choose",
                "clause=cla_00000000000070008000000000000001&answer=yes&version=1",
            ),
            (Method::POST, "agreement/edit", "from=1&act=publish"),
        ] {
            let real = format!("/groups/{}/{path}", house.demo.group);
            let imagined = format!("/groups/{NEVER}/{path}");
            let real = who.asks(method.clone(), &real, form).await;
            let imagined = who.asks(method, &imagined, form).await;
            assert_eq!(real, imagined, "{name} {path}");
            assert_eq!(real.0, StatusCode::NOT_FOUND, "{name} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leads_changes_the_words_and_a_member_signs_the_new_ones_and_not_the_old() {
    let house = House::open().await;
    let here = format!("/groups/{}/agreement", house.demo.group);
    let (mara, anna) = (
        Person::named(&house, "mara").await,
        Person::named(&house, "anna").await,
    );
    let edit = mara.gets(&format!("{here}/edit")).await;
    let clause = edit
        .split("value=\"cla_")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a clause");
    let draft = format!("from=1&id=cla_{clause}&heading=Quiet&text=We+are+quiet.&kind=promise");
    let preview = mara
        .asks(
            Method::POST,
            &format!("{here}/edit"),
            &format!("{draft}&act=preview"),
        )
        .await;
    assert_eq!(preview.0, StatusCode::OK);
    assert!(preview.1.contains("48 hours before it binds") && preview.1.contains("We are quiet."));
    assert!(
        !anna.gets(&here).await.contains("We are quiet."),
        "a preview changes nothing"
    );
    for status in [StatusCode::SEE_OTHER, StatusCode::OK] {
        let published = mara
            .posts(&format!("{here}/edit"), &format!("{draft}&act=publish"))
            .await;
        assert_eq!(published, status, "the second time there is nothing to publish");
    }
    assert!(anna.gets(&here).await.contains("We are quiet."));
    let old = anna
        .asks(Method::POST, &format!("{here}/sign"), "version=1&name=Anna")
        .await;
    assert_eq!(old.0, StatusCode::CONFLICT);
    assert!(old.1.contains("The words changed while you were reading"));
    for _ in 0..2 {
        let signed = anna.posts(&format!("{here}/sign"), "version=2&name=Anna").await;
        assert_eq!(signed, StatusCode::SEE_OTHER);
    }
    let page = anna.gets(&here).await;
    assert!(page.contains("You signed this on") && !page.contains("/agreement/sign\""));
    let list = mara.gets(&format!("{here}/signed")).await;
    assert!(
        list.replace(['\u{2068}', '\u{2069}'], "")
            .contains("7 people have yet to sign version 2")
    );
    let copy = anna.gets(&format!("{here}/copy")).await;
    assert!(copy.contains("We checked it just now") && copy.contains("We are quiet."));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_things_are_answered_to_their_sender_and_change_nothing() {
    let house = House::open().await;
    let here = format!("/groups/{}/agreement", house.demo.group);
    let mara = Person::named(&house, "mara").await;
    let eli = Person::named(&house, "eli").await;
    let long = "x".repeat(200);
    for (form, status) in [
        ("", 409),
        ("version=x&name=", 409),
        ("version=99&name=", 409),
        (&format!("version=1&name={long}"), 422),
        ("version=1&name=two%0Alines", 422),
    ] {
        let answer = eli.posts(&format!("{here}/sign"), form).await;
        assert_eq!(answer.as_u16(), status, "{form}");
    }
    for clause in ["", "nothing", "cla_00000000000070008000000000000001"] {
        let form = format!("clause={clause}&answer=yes&version=1");
        let answer = eli.posts(&format!("{here}/choose"), &form).await;
        assert_eq!(answer, StatusCode::NOT_FOUND, "{clause}");
    }
    let nobodys = "signature=sig_00000000000070008000000000000001";
    let copy = eli.asks(Method::GET, &format!("{here}/copy?{nobodys}"), "").await;
    assert_eq!(copy.0, StatusCode::NOT_FOUND);
    let forged = "member=mem_00000000000070008000000000000001&who=&how=&on=";
    assert_eq!(
        mara.posts(&format!("{here}/guardian"), forged).await,
        StatusCode::NOT_FOUND
    );
    let releases = format!("/groups/{}/releases", house.demo.group);
    for form in ["", "recipient=Dr+Roth&until=2999-01-01&matter=summary"] {
        let answer = eli.posts(&releases, form).await;
        assert_eq!(answer, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    let list = mara.gets(&format!("{here}/signed")).await;
    assert!(list.contains("has not signed"), "Eli has still not signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_and_a_no_get_the_same_answer_and_no_other_page_shows_them() {
    let house = House::open().await;
    let here = format!("/groups/{}/agreement", house.demo.group);
    let anna = Person::named(&house, "anna").await;
    let page = anna.gets(&here).await;
    let clause = page
        .split("name=\"clause\" value=\"")
        .last()
        .and_then(|rest| rest.split('"').next())
        .expect("a joint choice")
        .to_owned();
    let others = ["mara", "ben", "ines"];
    let mut seen = Vec::new();
    for answer in ["yes", "no"] {
        let form = format!("clause={clause}&answer={answer}&version=1");
        let sent = request(
            Method::POST,
            &format!("{here}/choose"),
            anna.cookie.as_deref(),
            form,
        );
        let answered = house.send(sent).await;
        let said = (
            answered.status(),
            answered.headers()[header::LOCATION].clone(),
            text(answered).await,
        );
        let mut looks = Vec::new();
        for name in others {
            let who = Person::named(&house, name).await;
            looks.push(who.gets(&here).await);
            if name != "ben" {
                looks.push(who.gets(&format!("{here}/signed")).await);
            }
        }
        seen.push((said, looks));
    }
    assert_eq!(seen[0], seen[1]);
    assert!(anna.gets(&here).await.contains("You said no."));
}
