//! Words in templates: `{{ frame.say.of("front-title") }}`, with values where a sentence needs them.

use words::{Value, Words};

/// The words of one reader's language, with short names for templates.
#[derive(Debug, Clone, Copy)]
pub struct Say(Words);

impl Say {
    pub fn for_language(tag: &str) -> Self {
        Self(Words::for_language(tag))
    }

    pub fn has(&self, id: &str) -> bool {
        self.0.has(id)
    }

    pub fn of(&self, id: &str) -> String {
        self.0.tr(id)
    }

    pub fn with<'a>(&self, id: &str, name: &str, value: impl Into<Value<'a>>) -> String {
        self.0.tr_with(id, &[(name, value.into())])
    }

    pub fn with2<'a>(
        &self,
        id: &str,
        first: &str,
        first_value: impl Into<Value<'a>>,
        second: &str,
        second_value: impl Into<Value<'a>>,
    ) -> String {
        self.0
            .tr_with(id, &[(first, first_value.into()), (second, second_value.into())])
    }

    pub fn with3<'a>(&self, id: &str, values: [(&str, Value<'a>); 3]) -> String {
        self.0.tr_with(id, &values)
    }

    pub fn language(&self) -> &'static str {
        self.0.language()
    }

    pub fn direction(&self) -> &'static str {
        self.0.direction()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Every id that follows one of these in a template or a source file is a message somebody must have written.
    const ASKED: [&str; 4] = ["of", "with", "with2", "with3"];

    fn ids_in(text: &str) -> Vec<String> {
        let mut ids = Vec::new();
        for asked in ASKED.map(|verb| format!("say.{verb}(")) {
            for (at, _) in text.match_indices(&asked) {
                let rest = text[at + asked.len()..].trim_start();
                if let Some(id) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    ids.push(id.to_owned());
                }
            }
        }
        ids
    }

    fn files_under(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the folder is ours") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                files_under(&path, found);
            } else if path.extension().is_some_and(|end| end == "html" || end == "rs") {
                found.push(std::fs::read_to_string(path).expect("text"));
            }
        }
    }

    #[test]
    fn every_sentence_that_a_page_asks_for_is_written() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        files_under(&here.join("templates"), &mut files);
        files_under(&here.join("src"), &mut files);
        let ids: Vec<_> = files.iter().flat_map(|text| ids_in(text)).collect();
        assert!(
            ids.len() > 150,
            "only {} found: has the way of asking changed?",
            ids.len()
        );
        let say = Say::for_language("en");
        let missing: Vec<_> = ids.iter().filter(|id| !say.has(id)).collect();
        assert!(missing.is_empty(), "no words for {missing:?}");
    }

    #[test]
    fn every_sentence_whose_name_is_put_together_is_written() {
        let say = Say::for_language("en");
        let said = crate::pages::prepare::SAID.map(|id| format!("prepare-say-{id}"));
        let numbered = [("weekday", 7), ("weekdays", 7), ("month", 12)]
            .into_iter()
            .flat_map(|(name, last)| (1..=last).map(move |number| format!("{name}-{number}")));
        let channels = ["ring", "text", "email", "none"].map(|value| format!("door-channel-{value}"));
        for id in said.into_iter().chain(numbered).chain(channels) {
            assert!(say.has(&id), "no words for {id}");
        }
    }
}
