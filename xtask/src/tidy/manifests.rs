//! Compares the crates' own dependencies with the table of arrows and with who keeps which library.

use crate::arrows::{ARROWS, Arrow, IN_TESTS, Outside};
use crate::keepers::KEPT;
use serde_json::Value;

/// One line of a manifest.
#[derive(Debug, PartialEq, Eq)]
struct Use<'a> {
    name: &'a str,
    /// A crate of this workspace.
    ours: bool,
    /// Only for tests and examples.
    dev: bool,
}

pub(crate) fn faults(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    packages
        .iter()
        .flat_map(|package| of_package(package["name"].as_str().unwrap_or_default(), &uses(package)))
        .collect()
}

fn uses(package: &Value) -> Vec<Use<'_>> {
    let dependencies = package["dependencies"].as_array().map_or(&[][..], Vec::as_slice);
    dependencies
        .iter()
        .map(|dependency| Use {
            name: dependency["name"].as_str().unwrap_or_default(),
            ours: dependency["path"].is_string(),
            dev: dependency["kind"] == "dev",
        })
        .collect()
}

fn of_package(name: &str, uses: &[Use<'_>]) -> Vec<String> {
    let Some(arrow) = ARROWS.iter().find(|arrow| arrow.from == name) else {
        return vec![format!(
            "{name} is not in the table of arrows (xtask/src/arrows.rs)"
        )];
    };
    uses.iter().filter_map(|used| wrong(arrow, used)).collect()
}

fn wrong(arrow: &Arrow, used: &Use<'_>) -> Option<String> {
    let (from, name) = (arrow.from, used.name);
    if used.ours {
        let allowed = arrow.uses.contains(&name) || (used.dev && IN_TESTS.contains(&name));
        return (!allowed).then(|| format!("{from} uses {name}: the table of arrows does not allow it"));
    }
    if used.dev {
        return None;
    }
    if let Outside::Only(only) = arrow.outside
        && !only.contains(&name)
    {
        return Some(format!(
            "{from} uses {name}: it may use nothing but {only:?} from outside"
        ));
    }
    let kept = KEPT
        .iter()
        .find(|kept| kept.library == name && !kept.by.contains(&from))?;
    Some(format!(
        "{from} uses {name}: {} (kept by {:?})",
        kept.because, kept.by
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(name: &str) -> Use<'_> {
        Use {
            name,
            ours: false,
            dev: false,
        }
    }

    #[test]
    fn an_arrow_that_is_not_in_the_table_is_a_fault() {
        let backwards = [Use {
            name: "web",
            ours: true,
            dev: false,
        }];
        assert_eq!(of_package("store", &backwards).len(), 1);
        assert_eq!(of_package("server", &backwards), Vec::<String>::new());
    }

    #[test]
    fn the_testkit_is_for_tests_alone() {
        assert!(
            of_package(
                "store",
                &[Use {
                    name: "testkit",
                    ours: true,
                    dev: true
                }]
            )
            .is_empty()
        );
        assert_eq!(
            of_package(
                "store",
                &[Use {
                    name: "testkit",
                    ours: true,
                    dev: false
                }]
            )
            .len(),
            1
        );
    }

    #[test]
    fn a_pure_crate_takes_nothing_new_from_outside() {
        assert_eq!(of_package("room", &[outside("tokio")]).len(), 1);
        assert!(of_package("room", &[outside("jiff")]).is_empty());
    }

    #[test]
    fn a_kept_library_stays_with_its_keeper() {
        assert_eq!(of_package("app", &[outside("sqlx")]).len(), 1);
        assert!(of_package("store", &[outside("sqlx")]).is_empty());
    }

    #[test]
    fn a_crate_nobody_has_placed_is_a_fault() {
        assert_eq!(of_package("shed", &[]).len(), 1);
    }
}
