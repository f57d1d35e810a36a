//! Looks at our own files: a first line that says what a module is for, no file too long, pure crates fenced in.

use crate::arrows::PURE;
use anyhow::{Context, Result};
use std::path::Path;
use std::{fs, io};

/// Above this a file holds more than one idea.
const MOST_LINES: usize = 600;
/// Above this it probably does.
const MANY_LINES: usize = 400;

/// Folders we write in, and what may lie in them that nobody writes by hand.
const FOLDERS: &[&str] = &["crates", "xtask", "client", "e2e"];
const NOT_OURS: &[&str] = &["node_modules", "dist", "target", "generated", "snapshots"];
const GENERATED: &[&str] = &["client/src/protocol"];

#[derive(Debug, Default)]
pub(crate) struct Look {
    pub(crate) seen: usize,
    pub(crate) faults: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

pub(crate) fn look(root: &Path) -> Result<Look> {
    let mut look = Look::default();
    for folder in FOLDERS
        .iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.is_dir())
    {
        walk(&folder, &mut |file| {
            let shown = file
                .strip_prefix(root)
                .unwrap_or(file)
                .to_string_lossy()
                .into_owned();
            if !GENERATED.iter().any(|generated| shown.starts_with(generated)) {
                look.read(
                    &shown,
                    &fs::read_to_string(file).with_context(|| format!("could not read {shown}"))?,
                );
            }
            Ok(())
        })?;
    }
    for name in PURE {
        let fence = format!("crates/{name}/clippy.toml");
        if !root.join(&fence).is_file() {
            look.faults.push(format!(
                "{fence} is missing: {name} has no I/O, clock or chance of its own"
            ));
        }
    }
    Ok(look)
}

impl Look {
    fn read(&mut self, name: &str, text: &str) {
        self.seen += 1;
        let lines = text.lines().count();
        if lines > MOST_LINES {
            self.faults
                .push(format!("{name} has {lines} lines, more than {MOST_LINES}"));
        } else if lines > MANY_LINES {
            self.warnings.push(format!("{name} has {lines} lines"));
        }
        if name.ends_with(".rs") && !text.starts_with("//! ") {
            self.faults.push(format!(
                "{name} does not begin with a line that says what it is for (`//! ...`)"
            ));
        }
    }
}

fn walk(folder: &Path, each: &mut dyn FnMut(&Path) -> Result<()>) -> Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            if !NOT_OURS.iter().any(|not_ours| name == *not_ours) {
                walk(&path, each)?;
            }
        } else if is_source(&path) {
            each(&path)?;
        }
    }
    Ok(())
}

fn is_source(path: &Path) -> bool {
    let endings = ["rs", "ts", "tsx", "mjs", "css", "html", "sql", "ftl"];
    path.extension()
        .is_some_and(|ending| endings.iter().any(|ours| ending == *ours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_begins_with_what_it_is_for() {
        let mut look = Look::default();
        look.read("crates/room/src/round.rs", "//! Everyone in seat order.\n");
        assert!(look.faults.is_empty());
        look.read("crates/room/src/round.rs", "use domain::Seat;\n//! Too late.\n");
        assert_eq!(look.faults.len(), 1);
    }

    #[test]
    fn a_long_file_is_named_and_a_longer_one_is_a_fault() {
        let mut look = Look::default();
        look.read("client/src/view/circle.tsx", &"x\n".repeat(401));
        assert_eq!((look.warnings.len(), look.faults.len()), (1, 0));
        look.read("client/src/view/circle.tsx", &"x\n".repeat(601));
        assert_eq!(look.faults.len(), 1);
    }
}
