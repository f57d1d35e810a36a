//! What may be a password: 15 to 256 characters, and nothing that a guesser tries first (NIST SP 800-63B-4, 3.1.1.2).

use super::known::is_easily_guessed;
use domain::Private;
use unicode_normalization::UnicodeNormalization as _;

/// Characters are code points of Unicode after NFKC, so that another keyboard's "é" is the same "é".
pub const SHORTEST: usize = 15;
/// The rule asks to take 64 at least. Beyond a page of text there is no more to gain.
pub const LONGEST: usize = 256;

/// As it is hashed. There is no printing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Password(Private<String>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAPassword {
    TooShort,
    TooLong,
    /// Known words, names of this person or house, rows of keys, or the same again and again.
    EasilyGuessed,
}

impl Password {
    /// What somebody typed to sign in, whatever it is.
    pub(crate) fn typed(text: &str) -> Self {
        Self(Private::new(text.nfkc().collect()))
    }

    /// `own` are names that belong to this person and this house.
    pub(crate) fn parse(text: &str, own: &[&str]) -> Result<Self, NotAPassword> {
        let password = Self::typed(text);
        let length = password.0.reveal().chars().count();
        if length < SHORTEST {
            Err(NotAPassword::TooShort)
        } else if length > LONGEST {
            Err(NotAPassword::TooLong)
        } else if is_easily_guessed(password.0.reveal(), own) {
            Err(NotAPassword::EasilyGuessed)
        } else {
            Ok(password)
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.reveal().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many characters, none of them guessable from the one before.
    fn long(length: usize) -> String {
        let letters: Vec<char> = "teal harbor-mistaken Lantern 7 öde Wiesen über dem Fluß, quiet"
            .chars()
            .collect();
        (0..length)
            .map(|at| letters[(at * 17 + at / letters.len() * 5) % letters.len()])
            .collect()
    }

    #[test]
    fn a_password_has_15_to_256_characters() {
        for (length, expected) in [
            (0, Err(NotAPassword::TooShort)),
            (14, Err(NotAPassword::TooShort)),
            (15, Ok(())),
            (64, Ok(())),
            (65, Ok(())),
            (256, Ok(())),
            (257, Err(NotAPassword::TooLong)),
        ] {
            assert_eq!(
                Password::parse(&long(length), &[]).map(drop),
                expected,
                "{length}"
            );
        }
    }

    #[test]
    fn characters_are_counted_as_people_see_letters_and_not_as_bytes() {
        // Fifteen letters of two to four bytes.
        assert!(Password::parse("дом у реки, и 🌱", &[]).is_ok());
        assert_eq!(
            Password::parse("дом у реки, и 🌱".trim_end_matches('🌱'), &[]).map(drop),
            Err(NotAPassword::TooShort)
        );
    }

    #[test]
    fn the_same_letters_from_another_keyboard_are_the_same_password() {
        let composed = "caf\u{e9} on a slow tuesday \u{fb01}ne";
        let apart = "cafe\u{301} on a slow tuesday fine";
        assert_eq!(Password::typed(composed), Password::typed(apart));
        // Full-width, as some keyboards write.
        assert_eq!(Password::typed("ｔｅａｌ １"), Password::typed("teal 1"));
        assert_ne!(
            Password::typed("Teal"),
            Password::typed("teal"),
            "upper case is kept"
        );
        assert_ne!(Password::typed(" teal"), Password::typed("teal"), "so is space");
    }

    #[test]
    fn no_kind_of_character_is_asked_for() {
        for fine in [
            "lantern mistaken teal harbor",
            "9240583176240918",
            "ЛампаРекаТишинаСнег",
            "q;w,e.z!u:o?a#f%",
        ] {
            assert!(Password::parse(fine, &[]).is_ok(), "{fine}");
        }
    }
}
