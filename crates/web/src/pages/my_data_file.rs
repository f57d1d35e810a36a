//! The export as one file to read: it stands alone, asks nothing of any server, runs nothing, and prints.

use crate::say::Say;
use askama::Template;

#[derive(Template)]
#[template(path = "my_data_file.html")]
pub struct MyDataFile {
    pub say: Say,
    pub practice: String,
    /// "6 January 2026"
    pub made_on: String,
    /// Where the times are: "Berlin".
    pub zone: String,
    pub parts: Vec<Part>,
}

impl std::fmt::Debug for MyDataFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MyDataFile")
    }
}

pub struct Part {
    pub title: String,
    /// The names of what each entry says, where entries are many and short.
    pub columns: Vec<String>,
    pub entries: Vec<Vec<Said>>,
}

/// One thing said: its name, and the value in words.
pub struct Said {
    pub name: String,
    pub value: String,
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Part")
    }
}

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Said")
    }
}

impl Part {
    fn is_table(&self) -> bool {
        !self.columns.is_empty()
    }
}
