//! Every word the server shows, in the reader's language. Reads `locales/<language>/*.ftl`, compiled in.
//!
//! Knows Fluent and nothing of ours. A message that a language lacks is taken from English; one that
//! English lacks too is shown as its id and logged, and is a failing test where the id is written.

mod sources;

use fluent_bundle::FluentArgs;
use sources::{Bundle, FALLBACK};
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// A value put into a message: text or a number, made with `.into()`.
pub type Value<'a> = fluent_bundle::FluentValue<'a>;

/// The words of one language. Cheap to copy; made once per request or mail.
#[derive(Clone, Copy)]
pub struct Words {
    language: &'static str,
    bundle: &'static Bundle,
    fallback: &'static Bundle,
}

impl Words {
    /// The words for a BCP 47 tag: `de-AT`, else `de`, else English.
    pub fn for_language(tag: &str) -> Self {
        let fallback = sources::bundle(FALLBACK).expect("locales/en is compiled in");
        let (language, bundle) = candidates(tag)
            .find_map(|one| sources::bundle(&one))
            .unwrap_or(fallback);
        Self {
            language,
            bundle,
            fallback: fallback.1,
        }
    }

    /// The tags that have words of their own.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        sources::SOURCES.iter().map(|(language, _)| *language)
    }

    /// For the page's `lang`.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// For the page's `dir`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        let known: Option<LanguageIdentifier> = self.language.parse().ok();
        match known.map(|tag| tag.character_direction()) {
            Some(CharacterDirection::RTL) => "rtl",
            _ => "ltr",
        }
    }

    /// Whether this language, or English in its place, has this message (`id` or `id.attribute`).
    pub fn has(&self, id: &str) -> bool {
        has(self.bundle, id) || has(self.fallback, id)
    }

    /// A message without values.
    pub fn tr(&self, id: &str) -> String {
        self.tr_with(id, &[])
    }

    /// A message with values: `words.tr_with("places-free", &[("count", 2.into())])`.
    ///
    /// Fluent wraps each value in U+2068 and U+2069, so that a name written right to left does not
    /// turn the sentence around it. Tests that compare text must expect them; see [`plain`].
    pub fn tr_with(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        let args: FluentArgs<'_> = values
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        for bundle in [self.bundle, self.fallback] {
            let Some((text, faults)) = format(bundle, id, &args) else {
                continue;
            };
            if faults > 0 {
                tracing::error!(id, language = self.language, faults, "a message lacks a value");
            }
            return text;
        }
        tracing::error!(id, language = self.language, "a message is missing");
        id.to_owned()
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// The same text without Fluent's isolation marks, for places that are not prose: subjects, file names, tests.
pub fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// `de-Latn-AT`, `de-Latn`, `de`: from the most exact to the most general.
fn candidates(tag: &str) -> impl Iterator<Item = String> {
    let mut rest = Some(tag.trim().replace('_', "-"));
    std::iter::from_fn(move || {
        let now = rest.take()?;
        rest = now.rsplit_once('-').map(|(general, _)| general.to_owned());
        Some(now)
    })
}

/// `id` or `id.attribute` as its two parts.
fn parts(id: &str) -> (&str, Option<&str>) {
    id.split_once('.')
        .map_or((id, None), |(message, attribute)| (message, Some(attribute)))
}

fn has(bundle: &Bundle, id: &str) -> bool {
    let (id, attribute) = parts(id);
    bundle.get_message(id).is_some_and(|message| match attribute {
        None => message.value().is_some(),
        Some(name) => message.get_attribute(name).is_some(),
    })
}

/// The message's text and how many of its values were missing.
fn format(bundle: &Bundle, id: &str, args: &FluentArgs<'_>) -> Option<(String, usize)> {
    let (id, attribute) = parts(id);
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(name) => message.get_attribute(name)?.value(),
    };
    let mut faults = Vec::new();
    let text = bundle
        .format_pattern(pattern, Some(args), &mut faults)
        .into_owned();
    Some((text, faults.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_is_answered_in_english() {
        for tag in ["", "xx", "en-GB", "EN", "not a tag", "../en"] {
            assert_eq!(Words::for_language(tag).language(), "en", "{tag}");
        }
    }

    /// Words of a language that has these messages, before an English that has those.
    fn with(messages: &str, english: &str) -> Words {
        let leak =
            |text| -> &'static Bundle { Box::leak(Box::new(sources::parse("en", &[("test.ftl", text)]).0)) };
        Words {
            language: "xx",
            bundle: leak(messages),
            fallback: leak(english),
        }
    }

    #[test]
    fn a_missing_message_shows_its_id() {
        let words = with("chair = Stuhl", "chair = Chair\n    .title = A chair");
        assert_eq!(words.tr("no-such-message"), "no-such-message");
        assert!(!words.has("no-such-message"));
        assert!(!words.has("chair.no-such-attribute"));
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let words = with(
            "chair = Stuhl",
            "chair = Chair\n    .title = A chair\ndoor = Door",
        );
        assert_eq!(
            [words.tr("chair"), words.tr("door"), words.tr("chair.title")],
            ["Stuhl", "Door", "A chair"]
        );
    }

    #[test]
    fn a_value_stands_in_isolation_marks_that_plain_takes_away() {
        let words = with("hello = Hello { $name }.", "");
        let text = words.tr_with("hello", &[("name", "Anna".into())]);
        assert_eq!(text, "Hello \u{2068}Anna\u{2069}.");
        assert_eq!(plain(&text), "Hello Anna.");
    }
}
