//! Who asks for a page: known again by their cookie, or a stranger; with the frame their pages stand in.

use crate::assets::page_assets;
use crate::cookie;
use crate::numbers;
use crate::pages::Frame;
use crate::pages::frame::Who;
use crate::say::Say;
use crate::web::House;
use app::{Context, Error};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::practice::Practice;
use std::convert::Infallible;

#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) cx: Context,
    pub(crate) frame: Frame,
    /// IANA name of the zone in which moments are said to this person.
    pub(crate) time_zone: String,
}

impl Visitor {
    /// Never fails: when the store cannot say who this is, the visitor is a stranger on a page that says so.
    pub(crate) async fn of(house: &House, headers: &HeaderMap) -> Self {
        let token = cookie::token(headers);
        let signed_in = match &token {
            Some(token) => app::sign_in::resume(house.app(), token.reveal())
                .await
                .ok()
                .flatten(),
            None => None,
        };
        let cx = house.app().context(signed_in).with_cookie(token);
        let practice = app::practice::current(house.app()).await.ok();
        let language = cx
            .signed_in()
            .map(|one| one.person.language.clone())
            .or_else(|| preferred(headers))
            .or_else(|| practice.as_ref().map(|practice| practice.language.clone()))
            .unwrap_or_default();
        let say = Say::for_language(&language);
        let time_zone = cx
            .signed_in()
            .map(|one| one.person.time_zone.clone())
            .or_else(|| practice.as_ref().map(|practice| practice.time_zone.clone()))
            .unwrap_or_else(|| "UTC".to_owned());
        let notes = app::vault::is_offered(&cx).await;
        let frame = Frame {
            say,
            practice: practice
                .as_ref()
                .map_or_else(|| say.of("practice-mark"), |practice| practice.name.clone()),
            person: cx.signed_in().map(|one| Who {
                name: first_name(one.person.legal_name.reveal()),
                notes,
                has_desk: one.actor.is_staff(),
            }),
            help: numbers::help_now(say, confirmed(&cx).await.as_deref(), &fallback(practice.as_ref())),
            assets: page_assets(),
            demo: house.demo(),
        };
        Self { cx, frame, time_zone }
    }

    pub(crate) fn say(&self) -> Say {
        self.frame.say
    }

    pub(crate) fn zone(&self) -> jiff::tz::TimeZone {
        crate::when::zone(&self.time_zone)
    }
}

/// The country this person confirmed at a door.
async fn confirmed(cx: &Context) -> Option<String> {
    cx.signed_in()?;
    let found: Result<Option<String>, Error> = app::door::last_country(cx).await;
    found.ok().flatten()
}

fn fallback(practice: Option<&Practice>) -> String {
    practice
        .map(|practice| practice.country.clone())
        .unwrap_or_default()
}

/// The first language the browser asks for.
fn preferred(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let first = text.split(',').next()?.split(';').next()?.trim();
    (!first.is_empty() && first != "*").then(|| first.to_owned())
}

/// A person sees their own first name in the head of the page; nobody else ever sees that page.
fn first_name(legal_name: &str) -> String {
    legal_name
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

impl FromRequestParts<House> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Infallible> {
        Ok(Self::of(house, &parts.headers).await)
    }
}
