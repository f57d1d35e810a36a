//! Writes docs/permissions.md, for people who read no code, from the snapshot of the policy's matrix.

use crate::house::House;
use anyhow::{Context, Result};
use std::fs;

pub(crate) const WRITES: &str = "docs/permissions.md";
const SNAPSHOT: &str = "crates/policy/src/snapshots/policy__matrix__matrix.snap";

/// Widths of the snapshot's columns, as crates/policy/src/matrix.rs writes them.
const ACTION: usize = 30;
const OF: usize = 11;
const ROLE: usize = 16;

pub(crate) fn write(house: &House) -> Result<()> {
    let snapshot =
        fs::read_to_string(house.root.join(SNAPSHOT)).with_context(|| format!("{SNAPSHOT} is missing"))?;
    fs::write(house.root.join(WRITES), page(&snapshot)?).with_context(|| format!("could not write {WRITES}"))
}

fn page(snapshot: &str) -> Result<String> {
    let table = snapshot
        .splitn(3, "---\n")
        .nth(2)
        .context("the snapshot has no body")?;
    let (words, rows) = table.split_once("\n\n").context("the snapshot has no table")?;
    let mut rows = rows.lines().filter(|row| !row.trim().is_empty()).map(cells);
    let head = rows.next().context("the table is empty")?;
    let mut page = format!(
        "# Who may do what\n\nWritten by `cargo xtask generate` from the table that the tests hold `crates/policy` to; not by hand.\n\n{}\n",
        words
            .lines()
            .map(|line| format!("- {line}\n"))
            .collect::<String>()
    );
    page.push_str(&row(&head));
    page.push_str(&row(&head.iter().map(|_| "---".to_owned()).collect::<Vec<_>>()));
    for cells in rows {
        page.push_str(&row(&cells));
    }
    Ok(page)
}

fn cells(line: &str) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    let cut = |from: usize, to: usize| {
        let (from, to) = (from.min(characters.len()), to.min(characters.len()));
        characters[from..to].iter().collect::<String>().trim().to_owned()
    };
    let mut cells = vec![cut(0, ACTION), cut(ACTION, ACTION + OF)];
    let mut from = ACTION + OF;
    while from < characters.len() {
        cells.push(cut(from, from + ROLE));
        from += ROLE;
    }
    cells
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_two_words_stays_one_cell() {
        let snapshot = format!(
            "---\nsource: x\n---\nyes = allowed.\n\n{:<30}{:<11}{:<16}{:<16}\n{:<30}{:<11}{:<16}{:<16}\n",
            "action", "of", "stranger", "leads another", "Account/SeeToday", "one's own", "sign in", "yes"
        );
        let page = page(&snapshot).expect("a table");
        assert!(
            page.ends_with("| Account/SeeToday | one's own | sign in | yes |\n"),
            "{page}"
        );
    }
}
