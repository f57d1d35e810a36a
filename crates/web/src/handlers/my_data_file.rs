//! Puts an export into words for the file to read: names of fields, our own words, moments where the person is.

use crate::answer::Trouble;
use crate::pages::my_data_file::{MyDataFile, Part, Said};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::my_data::{Export, Field, Section, Value};
use askama::Template as _;
use jiff::tz::TimeZone;

/// Parts with many short entries, which read better as rows.
const TABLES: [&str; 8] = [
    "admissions",
    "admitted_others",
    "airtimes",
    "evenings",
    "log",
    "removed_others",
    "sign_in_links",
    "sign_ins",
];

pub(crate) fn render(visitor: &Visitor, export: &Export) -> Result<String, Trouble> {
    let (say, zone) = (visitor.say(), visitor.zone());
    let file = MyDataFile {
        practice: export.practice.clone(),
        made_on: when::date_with_year(say, export.made_on),
        zone: when::place_of(&visitor.time_zone),
        parts: export.sections.iter().map(|one| part(say, &zone, one)).collect(),
        say,
    };
    file.render().map_err(|error| {
        tracing::error!(%error, "a file could not be drawn");
        Trouble::Fault {
            operation: String::new(),
        }
    })
}

fn part(say: Say, zone: &TimeZone, section: &Section) -> Part {
    let title = say.of(&format!("data-part-{}", spelled(section.name)));
    if !TABLES.contains(&section.name) {
        let entries = section.entries.iter().map(|fields| {
            let said = fields.iter().map(|field| Said {
                name: name(say, field.name),
                value: value(say, zone, field),
            });
            said.collect()
        });
        return Part {
            title,
            columns: Vec::new(),
            entries: entries.collect(),
        };
    }
    let mut names: Vec<&'static str> = Vec::new();
    for field in section.entries.iter().flatten() {
        if !names.contains(&field.name) {
            names.push(field.name);
        }
    }
    let entries = section.entries.iter().map(|fields| {
        let cells = names.iter().map(|wanted| Said {
            name: String::new(),
            value: fields
                .iter()
                .find(|field| field.name == *wanted)
                .map(|field| value(say, zone, field))
                .unwrap_or_default(),
        });
        cells.collect()
    });
    Part {
        title,
        entries: entries.collect(),
        columns: names.iter().map(|one| name(say, one)).collect(),
    }
}

fn name(say: Say, field: &str) -> String {
    say.of(&format!("data-field-{}", spelled(field)))
}

fn value(say: Say, zone: &TimeZone, field: &Field) -> String {
    match &field.value {
        Value::Words(words) => match field.name {
            "alone" | "safe_channel" | "safe_to_ring" => our_word(say, words.reveal()),
            _ => words.reveal().clone(),
        },
        Value::Word(word) => our_word(say, word),
        Value::Number(ms) if field.name == "spoken_ms" => say.with("data-seconds", "seconds", ms / 1000),
        Value::Number(seat) if field.name == "seat" => (seat + 1).to_string(),
        Value::Number(number) => number.to_string(),
        Value::Moment(at) => {
            let at = when::local(*at, zone);
            say.with2(
                "data-moment",
                "date",
                when::date_with_year(say, at.date()),
                "time",
                when::time(&at),
            )
        }
    }
}

/// One of ours in the reader's language; as it is where we have no words for it.
fn our_word(say: Say, word: &str) -> String {
    let id = format!("data-word-{}", spelled(word));
    if say.has(&id) {
        say.of(&id)
    } else {
        word.to_owned()
    }
}

fn spelled(name: &str) -> String {
    name.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_and_every_field_of_an_export_has_words() {
        let say = Say::for_language("en");
        for (part, fields) in app::my_data::names() {
            assert!(say.has(&format!("data-part-{}", spelled(part))), "{part}");
            for field in fields {
                assert!(
                    say.has(&format!("data-field-{}", spelled(field))),
                    "{part}: {field}"
                );
            }
        }
    }

    #[test]
    fn every_class_that_is_kept_says_what_and_why() {
        let say = Say::for_language("en");
        for kept in domain::retention::PLAN {
            let word = kept.class.word();
            if kept.class != domain::retention::Class::House {
                assert!(say.has(&format!("kept-{word}")), "{word}");
                assert!(say.has(&format!("kept-{word}-why")), "{word}");
            }
        }
    }
}
