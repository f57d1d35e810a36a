//! Who may use whom in this house, as data. `cargo xtask tidy` fails when the manifests disagree.

/// What a crate may use from outside the house.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outside {
    /// Nothing but these: the crate's promise (no I/O, no clock, ...) hangs on it.
    Only(&'static [&'static str]),
    /// Anything but what another crate keeps for itself; see `keepers.rs`.
    Open,
}

#[derive(Debug)]
pub(crate) struct Arrow {
    pub(crate) from: &'static str,
    pub(crate) uses: &'static [&'static str],
    pub(crate) outside: Outside,
}

use Outside::{Only, Open};

/// The table. A new arrow is a decision about the house: it is drawn in ARCHITECTURE.md as well.
pub(crate) const ARROWS: &[Arrow] = &[
    Arrow {
        from: "server",
        uses: &["web", "live", "app", "media", "mail", "store", "domain"],
        outside: Open,
    },
    Arrow {
        from: "web",
        uses: &["live", "app", "policy", "protocol", "domain", "words"],
        outside: Open,
    },
    Arrow {
        from: "live",
        uses: &["app", "room", "seal", "media", "domain"],
        outside: Open,
    },
    Arrow {
        from: "app",
        uses: &["policy", "store", "mail", "domain"],
        outside: Open,
    },
    Arrow {
        from: "mail",
        uses: &["domain", "words"],
        outside: Open,
    },
    Arrow {
        from: "store",
        uses: &["domain"],
        outside: Open,
    },
    Arrow {
        from: "media",
        uses: &["sfu"],
        outside: Open,
    },
    Arrow {
        from: "policy",
        uses: &["domain"],
        outside: Only(&[]),
    },
    Arrow {
        from: "room",
        uses: &["domain"],
        outside: Only(&["jiff", "thiserror"]),
    },
    Arrow {
        from: "seal",
        uses: &[],
        outside: Only(&[
            "openmls",
            "openmls_rust_crypto",
            "openmls_traits",
            "aws-lc-rs",
            "thiserror",
        ]),
    },
    Arrow {
        from: "domain",
        uses: &[],
        outside: Only(&[
            "jiff",
            "uuid",
            "serde",
            "serde_json",
            "thiserror",
            "unicode-normalization",
            "unicode-security",
        ]),
    },
    Arrow {
        from: "sfu",
        uses: &[],
        outside: Only(&["str0m", "aws-lc-rs"]),
    },
    Arrow {
        from: "protocol",
        uses: &[],
        outside: Only(&["serde", "serde_json", "ts-rs"]),
    },
    Arrow {
        from: "words",
        uses: &[],
        outside: Only(&["fluent-bundle", "unic-langid", "tracing"]),
    },
    Arrow {
        from: "bot",
        uses: &["protocol", "seal"],
        outside: Open,
    },
    Arrow {
        from: "testkit",
        uses: &["domain"],
        outside: Open,
    },
    Arrow {
        from: "xtask",
        uses: &[],
        outside: Only(&["anyhow", "serde_json"]),
    },
];

/// Crates of ours that any other may use in its tests: the cast, and the table that answers are compared with.
pub(crate) const IN_TESTS: &[&str] = &["testkit", "policy"];

/// Crates without I/O, async, clock or chance of their own: each has a clippy.toml that says so.
pub(crate) const PURE: &[&str] = &["domain", "policy", "room", "seal", "sfu"];

#[cfg(test)]
mod tests {
    use super::*;

    fn reaches(from: &str, to: &str) -> bool {
        ARROWS
            .iter()
            .filter(|arrow| arrow.from == from)
            .flat_map(|arrow| arrow.uses)
            .any(|used| *used == to || reaches(used, to))
    }

    #[test]
    fn no_crate_reaches_itself_so_the_house_has_a_bottom() {
        // `reaches` would not end on a cycle longer than the one it looks for; the depth of the table is its bound.
        for arrow in ARROWS {
            assert!(!arrow.uses.contains(&arrow.from), "{} uses itself", arrow.from);
            assert!(!reaches(arrow.from, arrow.from), "{} reaches itself", arrow.from);
        }
    }

    #[test]
    fn the_server_never_reaches_the_bot_which_holds_keys() {
        assert!(!reaches("server", "bot"));
    }

    #[test]
    fn the_crate_that_moves_packets_reaches_no_people() {
        assert!(!reaches("media", "domain"));
        assert!(!reaches("room", "sfu"));
    }

    #[test]
    fn the_crate_that_locks_a_circle_reaches_no_people_and_no_packets() {
        assert!(
            ARROWS
                .iter()
                .any(|arrow| arrow.from == "seal" && arrow.uses.is_empty())
        );
    }
}
