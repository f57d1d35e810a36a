//! *Help now* in the reader's words: the numbers of `domain::help` as the pages show them.

use crate::pages::help::{Country, HelpNow, Line};
use crate::say::Say;
use crate::when;
use domain::help::{Help, Helpline, dial};

/// `confirmed` is the country said at a door; `otherwise` the practice's own.
pub(crate) fn help_now(say: Say, confirmed: Option<&str>, otherwise: &str) -> HelpNow {
    let here = Help::for_country(confirmed.unwrap_or(otherwise));
    let others = Help::countries().iter().filter(|help| help.code != here.code);
    let mut others: Vec<Country> = others.map(|help| shown(say, help)).collect();
    others.sort_by(|one, other| one.name.cmp(&other.name));
    if !here.is_elsewhere() {
        others.push(shown(say, Help::elsewhere()));
    }
    HelpNow {
        confirmed: confirmed.is_some(),
        here: Some(shown(say, here)),
        others,
        checked: when::date_with_year(say, here.checked_on()),
    }
}

/// What the country select of the door offers, by name; the empty code is "somewhere else".
pub(crate) fn countries(say: Say) -> Vec<(String, String)> {
    let mut list: Vec<_> = Help::countries()
        .iter()
        .map(|help| (help.code.clone(), country_name(say, help)))
        .collect();
    list.sort_by(|one, other| one.1.cmp(&other.1));
    list
}

/// In the reader's language where it has a word for it; the file's own English otherwise.
fn country_name(say: Say, help: &Help) -> String {
    if help.is_elsewhere() {
        return say.of("help-anywhere");
    }
    let id = format!("country-{}", help.code.to_ascii_lowercase());
    if say.has(&id) {
        say.of(&id)
    } else {
        help.name.clone()
    }
}

fn shown(say: Say, help: &Help) -> Country {
    let emergency = help.emergency.iter().map(|one| Line {
        name: say.with("help-emergency", "reaches", one.reaches.as_str()),
        number: one.number.clone(),
        link: format!("tel:{}", dial(&one.number)),
        note: String::new(),
        emergency: true,
    });
    let lines = emergency
        .chain(help.helplines.iter().flat_map(|line| ways(say, line)))
        .collect();
    Country {
        code: help.code.clone(),
        name: country_name(say, help),
        advice: help.advice.clone().unwrap_or_default(),
        lines,
    }
}

/// A service by telephone, and by text message where it takes those. Its chat is another website: shown in words only
/// where there is no other way, and never loaded by us.
fn ways(say: Say, line: &Helpline) -> impl Iterator<Item = Line> {
    let call = line.number.iter().map(|number| Line {
        name: line.name.clone(),
        number: number.clone(),
        link: format!("tel:{}", dial(number)),
        note: line.hours.clone(),
        emergency: false,
    });
    let text = line.text.iter().map(move |text| Line {
        name: line.name.clone(),
        number: text.to.clone(),
        link: format!("sms:{}", dial(&text.to)),
        note: match &text.say {
            Some(word) => say.with("help-text-saying", "word", word.as_str()),
            None => say.of("help-text"),
        },
        emergency: false,
    });
    let chat = line
        .chat
        .iter()
        .filter(|_| line.number.is_none() && line.text.is_none())
        .map(|chat| Line {
            name: line.name.clone(),
            number: chat
                .trim_start_matches("https://")
                .trim_end_matches('/')
                .to_owned(),
            link: chat.clone(),
            note: line.hours.clone(),
            emergency: false,
        });
    call.chain(text).chain(chat).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_a_person_confirmed_stands_first_and_not_again_among_the_others() {
        let help = help_now(Say::for_language("en"), Some("GB"), "DE");
        assert!(help.confirmed);
        let here = help.here.expect("there is always something");
        assert_eq!(here.code, "GB");
        assert!(help.others.iter().all(|country| country.code != "GB"));
        assert!(help.others.iter().any(|country| country.code == "DE"));
    }

    #[test]
    fn a_place_we_have_no_numbers_for_gets_what_holds_everywhere() {
        let help = help_now(Say::for_language("en"), Some("LU"), "DE");
        let here = help.here.expect("there is always something");
        assert!(here.lines[0].emergency && here.lines[0].link == "tel:112");
    }

    #[test]
    fn the_first_number_is_the_one_that_sends_help() {
        for help in Help::countries() {
            assert!(
                shown(Say::for_language("en"), help).lines[0].emergency,
                "{}",
                help.code
            );
        }
    }
}
