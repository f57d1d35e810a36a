//! The name a person bears inside one group, and when two of them look like one.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_security::{MixedScript as _, skeleton};

pub const LONGEST: usize = 40;

/// Hebrew with all its points puts three marks on one letter, Vietnamese two. More are made to be stared at, or to hide what
/// stands above and below (UTS #39, 5.4).
const MOST_MARKS: usize = 3;

/// 1 to 40 characters, no controls, no surrounding space.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Alias(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name here has 1 to 40 characters")]
pub struct NotAnAlias;

/// Why a name cannot be chosen. None of them tells anything that the person does not see anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotForUse {
    #[error("empty, or without a letter or a figure")]
    Empty,
    #[error("more than 40 characters")]
    TooLong,
    #[error("characters that nobody sees, or that turn the writing around")]
    Invisible,
    #[error("more marks on one letter than a reader can tell apart")]
    TooManyMarks,
    #[error("letters of different alphabets in one name")]
    MixedLetters,
}

impl Alias {
    /// As it was kept.
    pub fn parse(text: &str) -> Result<Self, NotAnAlias> {
        let text = text.trim();
        let length = text.chars().count();
        if (1..=LONGEST).contains(&length) && !text.chars().any(char::is_control) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnAlias)
        }
    }

    /// As somebody wishes to be called. Inner spaces become one each.
    pub fn choose(text: &str) -> Result<Self, NotForUse> {
        if text.chars().any(is_invisible) {
            return Err(NotForUse::Invisible);
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if looks(&text).is_empty() {
            return Err(NotForUse::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(NotForUse::TooLong);
        }
        if has_too_many_marks(&text) {
            return Err(NotForUse::TooManyMarks);
        }
        if !text.as_str().is_single_script() {
            return Err(NotForUse::MixedLetters);
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a reader would take one for the other: by the shapes of the letters (UTS #39, skeletons), without regard to
    /// capitals, accents, spaces and marks between words.
    pub fn looks_like(&self, other: &str) -> bool {
        let ways =
            |name: &str| [name.to_owned(), name.to_lowercase(), name.to_uppercase()].map(|name| looks(&name));
        let mine = ways(&self.0);
        ways(other).iter().any(|way| mine.contains(way))
    }
}

/// Counted on what each letter is made of (UAX #15, NFD), so that a letter that comes with a mark counts with it. The same mark
/// twice on one letter looks like one.
fn has_too_many_marks(text: &str) -> bool {
    let mut marks = Vec::new();
    for one in text.nfd() {
        if !is_combining_mark(one) {
            marks.clear();
            continue;
        }
        if marks.len() == MOST_MARKS || marks.contains(&one) {
            return true;
        }
        marks.push(one);
    }
    false
}

fn looks(text: &str) -> String {
    let letters: String = skeleton(text).filter(|one| one.is_alphanumeric()).collect();
    letters.to_lowercase()
}

/// Controls, joiners, directions, fillers and tags. A joiner between two letters belongs to Persian and to Indic writing, and
/// is missed less than a name that only seems to be another.
fn is_invisible(one: char) -> bool {
    one.is_control()
        || matches!(
            one,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A name in a log would tell who was there.
impl std::fmt::Debug for Alias {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Alias")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> Result<String, NotForUse> {
        Alias::choose(text).map(|alias| alias.as_str().to_owned())
    }

    #[test]
    fn a_name_here_is_short_and_printable() {
        assert_eq!(
            Alias::parse("  Anna ").map(|a| a.as_str().to_owned()),
            Ok("Anna".to_owned())
        );
        assert!(Alias::parse("ليلى").is_ok());
        assert_eq!(Alias::parse("   "), Err(NotAnAlias));
        assert_eq!(Alias::parse("A\u{7}nna"), Err(NotAnAlias));
        assert_eq!(Alias::parse(&"ä".repeat(41)), Err(NotAnAlias));
        assert!(Alias::parse(&"ä".repeat(40)).is_ok());
    }

    #[test]
    fn a_name_shows_in_no_debug_print() {
        assert_eq!(
            Alias::parse("Anna").map(|alias| format!("{alias:?}")),
            Ok("Alias".to_owned())
        );
    }

    #[test]
    fn names_of_every_writing_can_be_chosen() {
        for name in [
            "Anna",
            "Blue Heron",
            "O’Neill",
            "Jean-Luc",
            "Dana N.",
            "ليلى",
            "さくら花",
            "Ольга",
            "नदी",
            "7",
            "Måne 🌙",
        ] {
            assert_eq!(chosen(name), Ok(name.to_owned()));
        }
        assert_eq!(chosen("  Blue \u{a0} Heron "), Ok("Blue Heron".to_owned()));
    }

    #[test]
    fn a_name_made_to_deceive_cannot() {
        assert_eq!(chosen("Аnna"), Err(NotForUse::MixedLetters), "a Cyrillic A");
        assert_eq!(chosen("An\u{200b}na"), Err(NotForUse::Invisible));
        assert_eq!(chosen("\u{202e}annA"), Err(NotForUse::Invisible));
        assert_eq!(chosen("\u{3164}"), Err(NotForUse::Invisible));
        for empty in ["", "  ", "…", "🌙", "ǃ", "ʼ", "٠"] {
            assert_eq!(chosen(empty), Err(NotForUse::Empty), "{empty:?}");
        }
        assert_eq!(chosen(&"a".repeat(41)), Err(NotForUse::TooLong));
    }

    #[test]
    fn a_letter_bears_as_many_marks_as_people_write_and_no_more() {
        for name in ["Nguyễn Thị Bếp", "שָּׁלוֹם", "नंदिनी", "พิมพ์", "مُحَمَّد", "Zoë"]
        {
            assert_eq!(chosen(name), Ok(name.to_owned()), "{name}");
        }
        for heap in [
            "A\u{300}\u{301}\u{302}\u{303}nna",
            "Z\u{e4}\u{301}\u{302}\u{303}",
            "Anna\u{308}\u{308}",
        ] {
            assert_eq!(chosen(heap), Err(NotForUse::TooManyMarks), "{heap:?}");
        }
    }

    #[test]
    fn what_the_eye_takes_for_one_name_is_one() {
        let alias = |text: &str| Alias::parse(text).expect("a name");
        for (one, other) in [
            ("Anna", "anna"),
            ("Anna", "A n-n.a"),
            ("Anna", "Аnnа"),
            ("Ida", "lda"),
            ("Ida", "1da"),
            ("Bo", "B0"),
            ("Zoë", "Zoe"),
            ("ANNlE", "Annie"),
            ("AHHA", "Анна"),
            ("Dana Nováková", "dana novákova\u{301}"),
        ] {
            assert!(alias(one).looks_like(other), "{one} and {other}");
            assert!(alias(other).looks_like(one), "{other} and {one}");
        }
        for (one, other) in [("Anna", "Hanna"), ("Ben", "Bea"), ("Zoë", "Joe")] {
            assert!(!alias(one).looks_like(other), "{one} and {other}");
        }
    }
}
