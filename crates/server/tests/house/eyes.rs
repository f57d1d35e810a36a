//! Complaints and break-glass as a browser meets them: what was typed stays, markup is words, and nothing opens on the wrong device.

use crate::house::{House, request, text};
use axum::http::{Method, StatusCode, header};

async fn post(house: &House, path: &str, cookie: Option<&str>, form: &str) -> (StatusCode, String, String) {
    let answer = house
        .send(request(Method::POST, path, cookie, form.to_owned()))
        .await;
    let to = answer.headers().get(header::LOCATION);
    let to = to.and_then(|to| to.to_str().ok()).unwrap_or_default().to_owned();
    (answer.status(), to, text(answer).await)
}

async fn get(house: &House, path: &str, cookie: Option<&str>) -> (StatusCode, String) {
    let answer = house.send(request(Method::GET, path, cookie, "")).await;
    (answer.status(), text(answer).await)
}

fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page
        .split_once(&format!(r#"name="{name}" value=""#))
        .expect("a hidden field");
    rest.split('"').next().expect("its value").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_without_an_account_complains_and_finds_the_answer_at_a_secret_address() {
    let house = House::open().await;
    let (status, page) = get(&house, "/complaint", None).await;
    assert_eq!(status, StatusCode::OK);
    let name = hidden(&page, "name");
    let form = format!("name={name}&words=Somebody+rang+my+mother.&answering=here");
    let (status, to, _) = post(&house, "/complaint", None, &form).await;
    assert_eq!(
        (status, to.as_str()),
        (StatusCode::SEE_OTHER, format!("/complaint/{name}").as_str())
    );
    let (status, page) = get(&house, &to, None).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Keep the address of this page") && !page.contains("my mother"));
    let (status, _) = get(&house, &format!("{to}x"), None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let olu = house.cookie("olu").await;
    let (_, desk) = get(&house, "/house", olu.as_deref()).await;
    assert!(desk.contains("/house/complaints/cmp_"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_complaint_that_cannot_be_taken_keeps_every_word_on_the_page() {
    let house = House::open().await;
    let anna = house.cookie("anna").await;
    let (_, page) = get(&house, "/complaint", anna.as_deref()).await;
    let name = hidden(&page, "name");
    let story = "Zwiebelfisch+".repeat(800);
    for (form, status) in [
        (
            format!("name={name}&words={story}&answering=ring&about=%3Cb%3Ebold%3C%2Fb%3E"),
            422,
        ),
        (
            format!("name={name}&words=Zwiebelfisch&answering=here&about=%3Cb%3Ebold%3C%2Fb%3E&website=http"),
            422,
        ),
    ] {
        let (found, _, page) = post(&house, "/complaint", anna.as_deref(), &form).await;
        assert_eq!(found.as_u16(), status);
        assert!(page.contains("Zwiebelfisch") && page.contains(&name));
        assert!(page.contains("&#60;b&#62;bold") && !page.contains("<b>bold"));
    }
    let huge = format!("name={name}&words={}&answering=here", "x".repeat(300_000));
    let (status, _, _) = post(&house, "/complaint", anna.as_deref(), &huge).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        let form = format!("name={name}&words=&answering=here&about=still+here");
        let (status, _, page) = post(&house, "/complaint", anna.as_deref(), &form).await;
        assert!(page.contains("still here"));
        last = status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "and yet every word was kept");
    let complaints = house.app.store().complaints().all().await.expect("read");
    assert!(complaints.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_signed_in_page_the_front_page_and_the_agreement_lead_to_the_form() {
    let house = House::open().await;
    let anna = house.cookie("anna").await;
    for path in [
        "/today",
        "/devices",
        &format!("/groups/{}/agreement", house.demo.group),
    ] {
        let (_, page) = get(&house, path, anna.as_deref()).await;
        assert!(
            page.matches(r#"href="/complaint""#).count() >= 3,
            "{path}: menu, help, foot"
        );
    }
    let (_, front) = get(&house, "/", None).await;
    assert!(front.contains(r#"href="/complaint""#));
    // The desk stands in the menu of who has one, and of nobody else.
    for (name, has_desk) in [("anna", false), ("mara", true), ("pia", true), ("olu", true)] {
        let cookie = house.cookie(name).await;
        let (_, page) = get(&house, "/today", cookie.as_deref()).await;
        assert_eq!(page.contains(r#"href="/house""#), has_desk, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn break_glass_goes_from_the_form_to_the_page_and_never_on_one_device() {
    let house = House::open().await;
    let (olu, mara) = (house.cookie("olu").await, house.cookie("mara").await);
    let (_, desk) = get(&house, "/house", olu.as_deref()).await;
    let id = hidden(&desk, "id");
    let bad = format!("id={id}&about=person&whom=anna%40linden.example&class=danger&reason=%3Ci%3Eurgent");
    let (status, _, page) = post(&house, "/house/looks", olu.as_deref(), &bad).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Please write at least") && page.contains("anna@linden.example"));
    let good = format!("{bad}+because+her+sister+rang");
    let asking = request(Method::POST, "/house/looks", olu.as_deref(), good.clone());
    let answer = house.send(asking).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let mark = answer.headers()[header::SET_COOKIE]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(mark.contains("HttpOnly; SameSite=Strict") && mark.contains(&id));
    let mark = mark.split(';').next().expect("a pair").to_owned();

    let (_, desk) = get(&house, "/house", mara.as_deref()).await;
    assert!(desk.contains("&#60;i&#62;urgent because her sister rang") && !desk.contains("anna@"));
    let agree = format!("/house/looks/{id}/agree");
    let (status, _, _) = post(&house, &agree, olu.as_deref(), "").await;
    assert_eq!(status, StatusCode::FORBIDDEN, "nobody says yes to themselves");
    let both = format!("{}; {mark}", mara.clone().expect("a cookie"));
    let (status, _, page) = post(&house, &agree, Some(&both), "").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(page.contains("on a device of their own"));
    let (status, _, _) = post(&house, &agree, mara.as_deref(), "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _, _) = post(&house, &agree, mara.as_deref(), "").await;
    assert_eq!(status, StatusCode::GONE, "twice");
    let look = format!("/house/looks/{id}");
    let (status, to, _) = post(&house, &format!("{look}/open"), olu.as_deref(), "").await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, look.clone()));
    let (status, page) = get(&house, &look, olu.as_deref()).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Tuesday evening group") && page.contains("Mara Lindqvist"));
    for secret in ["Tuesday Evening", "Berger", "Linienstra", "Ruth"] {
        assert!(!page.contains(secret), "{secret}");
    }
    for other in [&mara, &house.cookie("pia").await] {
        let (status, _) = get(&house, &look, other.as_deref()).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    let anna = house.cookie("anna").await;
    let (_, page) = get(&house, "/who-looked", anna.as_deref()).await;
    for said in [
        "Somebody who runs the server",
        "might be in danger",
        "Somebody who leads a group said yes",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("Olu") && !page.contains("sister"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_desk_of_the_house_opens_with_more_than_a_mail() {
    let house = House::open().await;
    let (complaint, _) = house.complaint_and_wish().await;
    let by_link = house.cookie_by_link("olu").await;
    for path in ["/house".to_owned(), format!("/house/complaints/{complaint}")] {
        let (status, page) = get(&house, &path, Some(&by_link)).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
        assert!(!page.contains("aloud"));
    }
    let (status, page) = get(
        &house,
        &format!("/house/complaints/{complaint}"),
        house.cookie("olu").await.as_deref(),
    )
    .await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("&#60;before&#62;") && !page.contains("Anna"));
}
