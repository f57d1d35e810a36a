//! Helplines and emergency numbers by country: a small, dated, hand-checked file (`data/helplines.json`).
//!
//! The file is ours (CC0). Each entry names the service's own site, the page on which its number was read, and the
//! day of that check; what could not be checked is not in it. A page shows the day, so that people see its age.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Numbers for one country, or for [`Help::elsewhere`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// ISO 3166-1 alpha-2; empty for elsewhere.
    pub code: String,
    /// In English; pages translate by code.
    pub name: String,
    /// At least one, the most general first.
    pub emergency: Vec<EmergencyNumber>,
    /// Where the emergency numbers can be checked.
    pub emergency_source: String,
    pub verified_at: Date,
    /// Only elsewhere: what to do without a number of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    pub helplines: Vec<Helpline>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyNumber {
    pub number: String,
    /// "ambulance, fire".
    pub reaches: String,
}

/// One service for people in a crisis. It has at least one of: a number, a text line, a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helpline {
    /// As the service calls itself.
    pub name: String,
    /// As one reads it: "0800 1110111". See [`dial`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Further numbers of the same service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// "Day and night, free".
    pub hours: String,
    /// Whether it is open at any hour.
    pub day_and_night: bool,
    /// BCP 47 tags.
    pub languages: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextLine>,
    /// Address of its chat, or of a directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat: Option<String>,
    /// The service's own site: whoever checks again begins there.
    pub source: String,
    /// The page on which number and hours were read.
    pub read_on: String,
    pub verified_at: Date,
}

/// A number that takes text messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextLine {
    pub to: String,
    /// The word to send first, where one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<String>,
}

/// The file as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct File {
    about: String,
    licence: String,
    elsewhere: Help,
    countries: Vec<Help>,
}

/// Whoever keeps the file checks every entry again within this many days.
pub const CHECK_AGAIN_AFTER_DAYS: i32 = 180;

static FILE: LazyLock<File> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/helplines.json"))
        .expect("the tests below have read this very file")
});

impl Help {
    /// Always something: a country that is not in the file gets what holds everywhere.
    /// `code` may be in either case, with space around it.
    pub fn for_country(code: &str) -> &'static Self {
        let code = code.trim();
        let found = FILE
            .countries
            .iter()
            .find(|help| help.code.eq_ignore_ascii_case(code));
        found.unwrap_or(&FILE.elsewhere)
    }

    /// What holds everywhere: the local emergency number, 112 in the European Union, a directory.
    pub fn elsewhere() -> &'static Self {
        &FILE.elsewhere
    }

    /// Every country of the file, by code.
    pub fn countries() -> &'static [Self] {
        &FILE.countries
    }

    pub fn is_elsewhere(&self) -> bool {
        self.code.is_empty()
    }

    /// The oldest check among these numbers.
    pub fn checked_on(&self) -> Date {
        let checks = self.helplines.iter().map(|line| line.verified_at);
        checks.fold(self.verified_at, Date::min)
    }

    /// Days since the oldest check.
    pub fn age_days(&self, today: Date) -> i32 {
        (today - self.checked_on()).get_days()
    }

    /// A page then says plainly that these numbers may have changed.
    pub fn is_stale(&self, today: Date) -> bool {
        self.age_days(today) > CHECK_AGAIN_AFTER_DAYS
    }
}

/// What a phone dials, for `tel:` and `sms:` links: the digits of a number written for people.
pub fn dial(number: &str) -> String {
    number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn everything() -> impl Iterator<Item = &'static Help> {
        Help::countries().iter().chain([Help::elsewhere()])
    }

    fn is_dialable(number: &str) -> bool {
        let readable = number.chars().all(|c| c.is_ascii_digit() || c == ' ');
        let digits = dial(number);
        readable && (2..=12).contains(&digits.len()) && number.trim() == number
    }

    #[test]
    fn every_number_can_be_dialled() {
        for help in everything() {
            assert!(
                !help.emergency.is_empty(),
                "{} has no emergency number",
                help.name
            );
            for emergency in &help.emergency {
                assert!(
                    is_dialable(&emergency.number),
                    "{}: {}",
                    help.name,
                    emergency.number
                );
                assert!(!emergency.reaches.is_empty());
            }
            for line in &help.helplines {
                let texts = line.text.as_ref().map(|text| &text.to);
                for number in line.number.iter().chain(&line.also).chain(texts) {
                    assert!(is_dialable(number), "{}: {number}", line.name);
                }
            }
        }
    }

    #[test]
    fn every_entry_names_its_source_and_the_day_of_its_check() {
        for help in everything() {
            assert!(help.emergency_source.starts_with("https://"), "{}", help.name);
            assert!(help.verified_at >= date(2026, 11, 22), "{}", help.name);
            for line in &help.helplines {
                assert!(line.source.starts_with("https://"), "{}", line.name);
                assert!(line.read_on.starts_with("http"), "{}", line.name);
                assert!(line.verified_at >= date(2026, 11, 22), "{}", line.name);
                assert!(
                    line.chat.iter().all(|chat| chat.starts_with("https://")),
                    "{}",
                    line.name
                );
            }
        }
    }

    #[test]
    fn every_helpline_can_be_reached_and_says_when_and_in_which_language() {
        for line in everything().flat_map(|help| &help.helplines) {
            assert!(
                line.number.is_some() || line.text.is_some() || line.chat.is_some(),
                "{}",
                line.name
            );
            assert!(
                !line.hours.is_empty() && !line.languages.is_empty(),
                "{}",
                line.name
            );
            assert_eq!(
                line.day_and_night,
                line.hours.starts_with("Day and night"),
                "{}",
                line.name
            );
        }
    }

    #[test]
    fn the_countries_we_promise_are_there_each_with_a_helpline_and_in_order() {
        let codes: Vec<_> = Help::countries().iter().map(|help| help.code.as_str()).collect();
        assert!(codes.is_sorted());
        for code in "AT AU BE CA CH DE DK ES FI FR GB IE IT NL NO NZ PL PT SE US".split(' ') {
            assert!(codes.contains(&code), "{code} is missing");
            assert!(
                !Help::for_country(code).helplines.is_empty(),
                "{code} has no helpline"
            );
        }
    }

    #[test]
    fn a_country_we_do_not_know_gets_what_holds_everywhere() {
        for code in ["ZZ", "", "LU", "Germany", "\u{0}"] {
            let help = Help::for_country(code);
            assert!(help.is_elsewhere(), "{code}");
            assert_eq!(help.emergency[0].number, "112");
            assert!(help.advice.is_some());
        }
    }

    #[test]
    fn a_country_is_found_in_either_case() {
        assert_eq!(Help::for_country(" de ").name, "Germany");
        assert_eq!(Help::for_country("de").emergency[0].number, "112");
    }

    #[test]
    fn the_age_of_the_numbers_can_be_told() {
        let help = Help::for_country("DE");
        let checked = help.checked_on();
        assert_eq!(help.age_days(checked), 0);
        let later = checked
            .checked_add(jiff::Span::new().days(CHECK_AGAIN_AFTER_DAYS + 1))
            .expect("a date");
        assert!(!help.is_stale(checked));
        assert!(help.is_stale(later));
    }

    #[test]
    fn a_phone_dials_the_digits_only() {
        assert_eq!(dial("0800 1110111"), "08001110111");
    }

    #[test]
    fn the_file_is_free_to_use() {
        assert_eq!(FILE.licence, "CC0-1.0");
    }
}
