//! Looks for libraries that may not be in a normal build, however deep, and says who brings them.

use crate::keepers::BANNED;
use crate::run;
use anyhow::Result;
use std::path::Path;

/// cargo's own tree, because `cargo metadata` also lists optional libraries that no feature switches on.
pub(crate) fn faults(root: &Path) -> Result<Vec<String>> {
    let mut cargo = run::cargo(root);
    cargo.args([
        "tree",
        "--workspace",
        "--locked",
        "--edges",
        "normal",
        "--target",
        "all",
    ]);
    let tree = run::capture(cargo.args(["--prefix", "depth", "--format", " {p}"]))?;
    Ok(in_tree(&tree))
}

/// `tree` has one line per library: its depth, a space, its name, its version.
fn in_tree(tree: &str) -> Vec<String> {
    let mut path: Vec<&str> = Vec::new();
    let mut faults = Vec::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let (Some(depth), Some(name)) = (words.next().and_then(|word| word.parse().ok()), words.next())
        else {
            continue;
        };
        path.truncate(depth);
        path.push(name);
        if let Some(banned) = BANNED.iter().find(|banned| banned.library == name) {
            faults.push(format!(
                "{name} is in the tree ({}): {}",
                path.join(" -> "),
                banned.because
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banned_library_is_found_however_deep_and_its_bringers_are_named() {
        let tree = "0 web v0.1.0 (/house/crates/web)\n1 serde v1.0.0\n1 between v2.0.0\n2 ring v0.17.0\n";
        let faults = in_tree(tree);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("(web -> between -> ring)"), "{faults:?}");
    }

    #[test]
    fn a_name_that_only_begins_like_a_banned_one_is_fine() {
        assert!(in_tree("0 web v0.1.0\n1 ringbuffer v1.0.0\n").is_empty());
    }
}
