//! The names this house answers to. A request for any other is somebody's trick (DNS rebinding) or a mistake.

use crate::answer::Trouble;
use crate::web::House;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Names without ports. Ports are not compared: a forwarded port changes them, and they protect nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hosts {
    exact: Vec<String>,
    localhosts: bool,
}

impl Hosts {
    /// Exactly these, such as `openchair.example` or `192.168.1.20`.
    pub fn only(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            exact: names
                .into_iter()
                .map(|name| name.into().to_ascii_lowercase())
                .collect(),
            localhosts: false,
        }
    }

    /// And this machine: `localhost`, `*.localhost`, `127.0.0.1`, `[::1]`. For a demo.
    pub fn and_localhosts(mut self) -> Self {
        self.localhosts = true;
        self
    }

    pub fn holds(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        self.exact.contains(&name)
            || self.localhosts
                && (matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
                    || name.ends_with(".localhost"))
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}

/// The host this request is for: the address of HTTP/2, or the Host header.
pub(crate) fn of<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    uri.authority()
        .map(|authority| authority.as_str())
        .or_else(|| headers.get(header::HOST).and_then(|value| value.to_str().ok()))
}

pub(crate) async fn check(State(house): State<House>, request: Request, next: Next) -> Response {
    if of(request.uri(), request.headers()).is_some_and(|host| house.hosts().holds(host)) {
        next.run(request).await
    } else {
        Trouble::WrongHost.into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_answers_to_its_own_names_only() {
        let hosts = Hosts::only(["Openchair.example"]);
        assert!(hosts.holds("openchair.example") && hosts.holds("OPENCHAIR.example:8443"));
        for other in [
            "evil.example",
            "openchair.example.evil",
            "localhost",
            "a.openchair.example",
            "",
        ] {
            assert!(!hosts.holds(other), "{other}");
        }
    }

    #[test]
    fn a_demo_answers_to_every_name_of_this_machine() {
        let hosts = Hosts::default().and_localhosts();
        for own in [
            "localhost:4000",
            "mara.localhost:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "[::1]",
        ] {
            assert!(hosts.holds(own), "{own}");
        }
        for other in ["evillocalhost", "localhost.evil", "127.0.0.1.evil:80"] {
            assert!(!hosts.holds(other), "{other}");
        }
    }
}
