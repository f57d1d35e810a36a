//! Looks for libraries that may not be in a normal build, however deep, and says who brings them.

use crate::keepers::BANNED;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

pub(crate) fn faults(metadata: &Value) -> Vec<String> {
    let names = names(metadata);
    let edges = normal_edges(metadata);
    let mut faults = Vec::new();
    for member in metadata["workspace_members"]
        .as_array()
        .map_or(&[][..], Vec::as_slice)
    {
        let Some(member) = member.as_str() else { continue };
        for banned in BANNED {
            if let Some(path) = path_to(member, banned.library, &edges, &names) {
                faults.push(format!(
                    "{} is in the tree ({}): {}",
                    banned.library,
                    path.join(" -> "),
                    banned.because
                ));
            }
        }
    }
    faults
}

fn names(metadata: &Value) -> HashMap<&str, &str> {
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    packages
        .iter()
        .filter_map(|package| Some((package["id"].as_str()?, package["name"].as_str()?)))
        .collect()
}

/// package id -> ids it uses in a normal build (neither tests nor build scripts).
fn normal_edges(metadata: &Value) -> HashMap<&str, Vec<&str>> {
    let nodes = metadata["resolve"]["nodes"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let mut edges = HashMap::new();
    for node in nodes {
        let uses = node["deps"].as_array().map_or(&[][..], Vec::as_slice).iter();
        let normal = uses.filter(|used| {
            used["dep_kinds"]
                .as_array()
                .is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
        });
        if let Some(id) = node["id"].as_str() {
            edges.insert(id, normal.filter_map(|used| used["pkg"].as_str()).collect());
        }
    }
    edges
}

fn path_to<'a>(
    start: &'a str,
    library: &str,
    edges: &HashMap<&'a str, Vec<&'a str>>,
    names: &HashMap<&'a str, &'a str>,
) -> Option<Vec<&'a str>> {
    let mut seen = HashSet::from([start]);
    let mut paths = vec![vec![start]];
    while let Some(path) = paths.pop() {
        let last = *path.last()?;
        if names.get(last) == Some(&library) {
            return Some(path.iter().filter_map(|id| names.get(id).copied()).collect());
        }
        for next in edges.get(last).into_iter().flatten() {
            if seen.insert(next) {
                paths.push(path.iter().copied().chain([*next]).collect());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn tree(kind: Value) -> Value {
        json!({
            "workspace_members": ["a"],
            "packages": [{"id": "a", "name": "web"}, {"id": "b", "name": "between"}, {"id": "c", "name": "ring"}],
            "resolve": {"nodes": [
                {"id": "a", "deps": [{"pkg": "b", "dep_kinds": [{"kind": null}]}]},
                {"id": "b", "deps": [{"pkg": "c", "dep_kinds": [{"kind": kind}]}]},
                {"id": "c", "deps": []},
            ]},
        })
    }

    #[test]
    fn a_banned_library_is_found_however_deep_and_its_bringers_are_named() {
        let faults = faults(&tree(Value::Null));
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("web -> between -> ring"), "{faults:?}");
    }

    #[test]
    fn what_only_tests_use_is_not_in_the_normal_tree() {
        assert!(faults(&tree(json!("dev"))).is_empty());
    }
}
