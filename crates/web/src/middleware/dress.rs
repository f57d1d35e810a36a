//! Makes a page of every trouble: what happened, what was kept, what to do. Programs get the same in plain text.

use crate::answer::Trouble;
use crate::pages::trouble::{PasskeyFirstPage, TroublePage};
use crate::visitor::Visitor;
use crate::web::House;
use crate::when;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

pub(crate) async fn dress(State(house): State<House>, request: Request, next: Next) -> Response {
    let asked = request.headers().clone();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let status = response.status();
    let trouble = match response.extensions().get::<Trouble>() {
        Some(trouble) => trouble.clone(),
        // A page that says in itself what is wrong (a form with a problem, a link that is gone).
        None if !status.is_client_error() && !status.is_server_error() => return response,
        None if is_page(&response) => return response,
        None => Trouble::of_status(status),
    };
    if path.starts_with("/assets/") || path == "/health" {
        return response;
    }
    // A wrong host learns nothing, not even whose house this is.
    let visitor = match trouble {
        Trouble::WrongHost => Visitor::of(&house, &HeaderMap::new()).await,
        _ => Visitor::of(&house, &asked).await,
    };
    let password = match trouble {
        Trouble::PasskeyFirst => app::passwords::mine(&visitor.cx).await.unwrap_or_default(),
        _ => None,
    };
    let passkey_first = match trouble {
        Trouble::PasskeyFirst => Some(PasskeyFirstPage {
            frame: visitor.frame.clone(),
            has_one: app::passkeys::list(&visitor.cx)
                .await
                .is_ok_and(|all| !all.is_empty()),
            has_password: password.is_some(),
            password_rests: password.is_some_and(|one| one.rests.is_some()),
            to: path,
        }),
        _ => None,
    };
    let shown = page(visitor, &trouble);
    let mut dressed = if wants_page(&asked) {
        let html = passkey_first.map_or_else(|| shown.render(), |first| first.render());
        match html {
            Ok(html) => Html(html).into_response(),
            Err(_) => shown.title.into_response(),
        }
    } else {
        format!("{}\n{}\n", shown.title, shown.what).into_response()
    };
    *dressed.status_mut() = trouble.status();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        dressed.headers_mut().insert(header::ALLOW, allow.clone());
    }
    if trouble == Trouble::Busy {
        dressed
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    dressed
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn wants_page(headers: &HeaderMap) -> bool {
    match headers.get(header::ACCEPT) {
        Some(accept) => accept.to_str().is_ok_and(|accept| accept.contains("text/html")),
        None => true,
    }
}

fn page(visitor: Visitor, trouble: &Trouble) -> TroublePage {
    let say = visitor.say();
    let signed_in = visitor.frame.person.is_some();
    let (title, what) = match trouble {
        Trouble::NotFound | Trouble::WrongHost => ("trouble-not-found-title", say.of("trouble-not-found")),
        Trouble::SignInFirst => ("trouble-sign-in-title", say.of("trouble-sign-in")),
        Trouble::FacilitatorsOnly => ("trouble-refused-title", say.of("trouble-refused-facilitators")),
        Trouble::OperatorsStayOutside => ("trouble-refused-title", say.of("trouble-refused-operators")),
        Trouble::PasskeyFirst => ("trouble-passkey-title", say.of("trouble-passkey")),
        Trouble::WhilePaused => ("trouble-paused-title", say.of("trouble-paused")),
        Trouble::NotYet(at) => {
            let opens = when::local(*at, &visitor.zone());
            let said = say.with2(
                "trouble-not-yet",
                "date",
                when::date(say, &opens),
                "time",
                when::time(&opens),
            );
            ("trouble-not-yet-title", said)
        }
        Trouble::Over => ("trouble-over-title", say.of("trouble-over")),
        Trouble::Changed => ("trouble-changed-title", say.of("trouble-changed")),
        Trouble::TooFew => ("trouble-too-few-title", say.of("trouble-too-few")),
        Trouble::NotOneself => ("trouble-refused-title", say.of("trouble-not-oneself")),
        Trouble::SameDevice => ("trouble-refused-title", say.of("trouble-same-device")),
        Trouble::Busy => ("trouble-busy-title", say.of("trouble-busy")),
        Trouble::TooLarge => ("trouble-large-title", say.of("trouble-large")),
        Trouble::Foreign => ("trouble-foreign-title", say.of("trouble-foreign")),
        Trouble::Malformed => ("trouble-malformed-title", say.of("trouble-malformed")),
        Trouble::WrongMethod => ("trouble-method-title", say.of("trouble-method")),
        Trouble::Slow => ("trouble-slow-title", say.of("trouble-slow")),
        Trouble::Fault { .. } => ("trouble-fault-title", say.of("trouble-fault")),
    };
    let to_sign_in = !signed_in && matches!(trouble, Trouble::SignInFirst | Trouble::NotFound);
    let (href, go) = match (signed_in, to_sign_in) {
        (true, _) => ("/today", say.of("back-to-today")),
        (false, true) => ("/sign-in", say.of("nav-sign-in")),
        (false, false) => ("/", say.of("trouble-home")),
    };
    TroublePage {
        title: say.of(title),
        what,
        next: if to_sign_in && *trouble == Trouble::NotFound {
            say.of("trouble-not-found-next")
        } else {
            String::new()
        },
        operation: match trouble {
            Trouble::Fault { operation } => operation.clone(),
            _ => String::new(),
        },
        href: href.to_owned(),
        go,
        frame: visitor.frame,
    }
}
