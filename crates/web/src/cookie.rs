//! The cookie `__Host-openchair`, the token of a sign-in, of which the store keeps only the hash; and for five minutes the one that
//! names what a passkey was asked; and for an hour the one that says which wishes to look were asked on this browser.

use axum::http::{HeaderMap, HeaderValue, header};
use domain::Private;
use domain::break_glass::{ANSWER_WITHIN, MOST_AT_ONCE};
use domain::id::BreakGlassId;
use jiff::{SignedDuration, Timestamp};

const NAME: &str = "__Host-openchair";
const QUESTION: &str = "__Host-openchair-passkey";
const ASKED_HERE: &str = "__Host-openchair-asked";

/// The token this browser holds, if any. Whether it is worth something is for `app` to say.
pub(crate) fn token(headers: &HeaderMap) -> Option<Private<String>> {
    named(NAME, headers)
}

/// What names the question that this browser's passkey was asked.
pub(crate) fn question(headers: &HeaderMap) -> Option<Private<String>> {
    named(QUESTION, headers)
}

/// Given with a question to a passkey: no other browser can answer it, and no other website make this one answer.
pub(crate) fn asked(token: &Private<String>, within: SignedDuration) -> Option<HeaderValue> {
    let text = format!(
        "{QUESTION}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict",
        token.reveal(),
        within.as_secs()
    );
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Marks this browser as the one on which a wish to look was asked: whoever says yes to it does so on another. A mark is no proof
/// against somebody who clears it; it keeps two people from doing it in one sitting.
pub(crate) fn asked_here(headers: &HeaderMap, wish: BreakGlassId) -> Option<HeaderValue> {
    let before = named(ASKED_HERE, headers);
    let before = before.as_ref().map_or("", |marks| marks.reveal().as_str());
    let mut marks = vec![wish.to_string()];
    marks.extend(
        before
            .split('.')
            .filter(|mark| mark.parse::<BreakGlassId>().is_ok_and(|one| one != wish))
            .take(MOST_AT_ONCE - 1)
            .map(str::to_owned),
    );
    let text = format!(
        "{ASKED_HERE}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict",
        marks.join("."),
        ANSWER_WITHIN.as_secs()
    );
    HeaderValue::from_str(&text).ok()
}

pub(crate) fn was_asked_here(headers: &HeaderMap, wish: BreakGlassId) -> bool {
    let wish = wish.to_string();
    named(ASKED_HERE, headers).is_some_and(|marks| marks.reveal().split('.').any(|mark| mark == wish))
}

fn named(wanted: &str, headers: &HeaderMap) -> Option<Private<String>> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == wanted && !value.is_empty())
        .map(|(_, value)| Private::from(value))
}

/// A browser keeps the cookie for as long as the row of its sign-in is kept (`domain::retention`), although it opens nothing by
/// then: by it we know that somebody who signs in again was here before, and do not alarm them.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Given at sign-in. `Lax`, so that a link in a mail finds the person signed in; forms are guarded by their origin.
pub(crate) fn given(token: &Private<String>, expires_at: Timestamp, now: Timestamp) -> Option<HeaderValue> {
    let seconds = expires_at
        .duration_since(now)
        .saturating_add(KNOWN_FOR)
        .as_secs()
        .max(0);
    let text = format!(
        "{NAME}={}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax",
        token.reveal()
    );
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Taken back at sign-out.
pub(crate) fn taken_back() -> HeaderValue {
    HeaderValue::from_static("__Host-openchair=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(cookie: &'static str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
        token(&headers).map(Private::into_inner)
    }

    #[test]
    fn only_the_cookie_of_this_name_counts() {
        assert_eq!(with("a=1; __Host-openchair=abc; b=2").as_deref(), Some("abc"));
        assert_eq!(with("openchair=abc; __Host-openchairs=abc"), None);
        assert_eq!(with("__Host-openchair="), None);
    }

    #[test]
    fn it_stays_with_this_host_and_away_from_scripts() {
        let now = Timestamp::UNIX_EPOCH;
        let later = now + jiff::SignedDuration::from_secs(60);
        let value = given(&Private::from("abc"), later, now).expect("a token is plain text");
        let text = value.to_str().expect("ascii").to_owned();
        assert_eq!(
            text,
            "__Host-openchair=abc; Path=/; Max-Age=2592060; Secure; HttpOnly; SameSite=Lax"
        );
        assert!(value.is_sensitive());
    }
}
