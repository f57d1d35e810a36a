//! A demo house with a router, asked without a network.

use app::demo::{Demo, Wish};
use app::{Address, App, AppConfig, SystemClock};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use domain::person::EmailAddress;
use mail::{Delivery, Sender};
use media::{Media, MediaConfig};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use store::{Keys, Store, StoreUrl};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

pub(crate) const HOST: &str = "anna.localhost:4000";

pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) demo: Demo,
    router: Router,
    _folder: TempDir,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::of(Wish::for_bots(6), true).await
    }

    /// A larger circle, or a house that is no demo: it shows nobody its mailbox.
    pub(crate) async fn of(wish: Wish, demo_pages: bool) -> Self {
        // The first caller installs it for the process; later ones find it there.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder");
        let keys = Keys::generate().expect("keys");
        let url = StoreUrl::sqlite(folder.path().join("house.db"));
        let store = Store::open(&url, keys).await.expect("a store");
        let sender = Sender {
            name: "Linden House".into(),
            address: EmailAddress::parse("hello@linden.example").expect("an address"),
        };
        let config = AppConfig {
            address: Address::PerPerson { port: 4000 },
            sender,
            staff_passkeys: true,
            bots: true,
        };
        let app = App::new(config, store, Delivery::Mailbox, SystemClock);
        let demo = app::demo::seed(&app, &wish).await.expect("seeded");
        app::demo::agree(&app, &demo, &web::default_agreement(web::Say::for_language("en")))
            .await
            .expect("agreed");
        let media = Media::start(MediaConfig {
            port: 0,
            bind: vec![IpAddr::V4(Ipv4Addr::LOCALHOST)],
            public: Vec::new(),
        })
        .expect("a free port");
        let router = web::router(web::Web {
            live: live::Live::new(app.clone(), media),
            app: app.clone(),
            hosts: web::Hosts::default().and_localhosts(),
            demo: demo_pages,
            limits: web::Limits::default(),
            trusted_proxies: vec![],
        });
        Self {
            app,
            demo,
            router,
            _folder: folder,
        }
    }

    /// The cookie of this person on a device of their own; `None` for a stranger.
    pub(crate) async fn cookie(&self, name: &str) -> Option<String> {
        let one = self.demo.people.iter().find(|one| one.name == name)?;
        let token = app::demo::bot_cookie(&self.app, one.person)
            .await
            .expect("a cookie");
        Some(format!("__Host-openchair={}", token.reveal()))
    }

    /// The same without a page, for what a test asks of the house itself.
    pub(crate) async fn context(&self, name: &str) -> app::Context {
        let one = self.demo.people.iter().find(|one| one.name == name);
        let token = app::demo::bot_cookie(&self.app, one.expect("of the cast").person).await;
        let signed_in = app::sign_in::resume(&self.app, token.expect("a cookie").reveal()).await;
        self.app.context(signed_in.expect("a store"))
    }

    /// Anna complains of her group and stays unnamed; Olu asks to look at her sign-ins. Their ids.
    pub(crate) async fn complaint_and_wish(&self) -> (String, String) {
        let (anna, olu) = (self.context("anna").await, self.context("olu").await);
        let app::complaints::Name::Own(name) = app::complaints::prepare(&anna).await.expect("a form").name
        else {
            panic!("she has an account")
        };
        let form = app::complaints::ComplaintForm {
            name: name.to_string(),
            words: "She read it aloud <before> everyone.".into(),
            group: self.demo.group.to_string(),
            answering: "here".into(),
            ..app::complaints::ComplaintForm::default()
        };
        app::complaints::send(&anna, &form).await.expect("sent");
        let wish = app::break_glass::Ask {
            id: "brk_00000000000070008000000000000001".into(),
            about: "person".into(),
            whom: "anna@linden.example".into(),
            class: "danger".into(),
            reason: "Nobody has heard of her <since> Monday.".into(),
        };
        let wish = app::break_glass::ask(&olu, &wish).await.expect("asked");
        (name.to_string(), wish.to_string())
    }

    /// The same by a printed link, as everybody comes in whom nobody asked for more.
    pub(crate) async fn cookie_by_link(&self, name: &str) -> String {
        let links = app::demo::sign_in_links(&self.app, &self.demo)
            .await
            .expect("links");
        let (_, link) = links
            .iter()
            .find(|(one, _)| one == name)
            .expect("one of the cast");
        let (_, token) = link.rsplit_once('/').expect("a link");
        let new = app::sign_in::spend_link(&self.app.context(None), token, "a test")
            .await
            .expect("it works once");
        format!("__Host-openchair={}", new.token.reveal())
    }

    /// What the house serves, on a port of its own for whoever needs a line.
    pub(crate) async fn listens(&self) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let at = listener.local_addr().expect("an address");
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        at
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.router
            .clone()
            .oneshot(request)
            .await
            .expect("a router never fails")
    }

    pub(crate) async fn status(&self, request: Request<Body>) -> StatusCode {
        self.send(request).await.status()
    }
}

/// As a browser of this very page asks.
pub(crate) fn request(
    method: Method,
    path: &str,
    cookie: Option<&str>,
    form: impl Into<Body>,
) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, HOST)
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    request.body(form.into()).expect("a request")
}

pub(crate) async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
        .await
        .expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// Whoever has left is turned away everywhere, and there would be nothing more to see.
pub(crate) fn routes_with_leaving_last() -> Vec<(Method, &'static str, policy::Action)> {
    let (last, mut routes): (Vec<_>, Vec<_>) = web::declared_routes()
        .into_iter()
        .partition(|(method, path, _)| *method == Method::POST && path.ends_with("/leave"));
    assert_eq!(last.len(), 1);
    routes.extend(last);
    routes
}
