//! The export as JSON. Programs read it: names of sections and fields never change within a version.

use super::export::Export;
use serde_json::{Map, Value as Json, json};
use store::Value;

pub const FORMAT_VERSION: u32 = 1;

pub(super) fn json(export: &Export) -> Json {
    let sections: Map<String, Json> = export
        .sections
        .iter()
        .map(|section| {
            let entries = section.entries.iter().map(|fields| {
                let entry: Map<String, Json> = fields
                    .iter()
                    .map(|field| (field.name.to_owned(), value(&field.value)))
                    .collect();
                Json::Object(entry)
            });
            (section.name.to_owned(), Json::Array(entries.collect()))
        })
        .collect();
    json!({
        "format": "openchair-my-data",
        "version": FORMAT_VERSION,
        "practice": export.practice,
        "made_on": export.made_on.to_string(),
        "sections": sections,
    })
}

fn value(value: &Value) -> Json {
    match value {
        Value::Words(words) => json!(words.reveal()),
        Value::Word(word) => json!(word),
        Value::Number(number) => json!(number),
        Value::Moment(at) => json!(at.to_string()),
    }
}
