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
