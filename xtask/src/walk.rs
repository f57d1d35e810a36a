//! `cargo xtask walk NAME`: builds what the demo builds and lets a scripted person walk through it.

use crate::house::House;
use crate::machine::{self, C_COMPILER, CHROMIUM, FIREFOX, JAVA, NODE, Need};
use crate::{browsers, client, demo, run};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::{Command, ExitCode};

#[derive(Debug)]
pub(crate) struct Walk {
    pub(crate) name: &'static str,
    pub(crate) says: &'static str,
    pub(crate) needs: &'static [&'static Need],
}

/// Every walk there is, in the order `cargo xtask test` takes them.
pub(crate) const WALKS: &[Walk] = &[
    Walk {
        name: "bad-input",
        says: "each wrong thing gets a clear answer, and nobody else notices",
        needs: &[],
    },
    Walk {
        name: "pages",
        says: "every page: valid HTML, nothing for axe to find, its weight, no other origin",
        needs: &[&CHROMIUM, &JAVA],
    },
    Walk {
        name: "first-evening",
        says: "a whole evening in real browsers",
        needs: &[&CHROMIUM, &FIREFOX],
    },
    Walk {
        name: "alone-as-anna",
        says: "one visitor sees a full circle and is given the floor",
        needs: &[&CHROMIUM],
    },
    Walk {
        name: "devices",
        says: "refused, missing and silent devices",
        needs: &[&CHROMIUM],
    },
    Walk {
        name: "interrupted",
        says: "a phone call, an unplugged headset and a sleeping tab, and the circle hears them again",
        needs: &[&CHROMIUM],
    },
    Walk {
        name: "sealed",
        says: "twelve people come, go, reload and drop in one locked circle, and stay in one epoch",
        needs: &[&CHROMIUM, &FIREFOX],
    },
    Walk {
        name: "sealed-attacks",
        says: "a server that lies: refused, sending stops where it must, and people are told",
        needs: &[&CHROMIUM],
    },
    Walk {
        name: "sealed-canary",
        says: "what is said, shown and written is nowhere in what the server holds",
        needs: &[&CHROMIUM],
    },
    Walk {
        name: "my-data",
        says: "what is kept about a person is carried away whole, and goes when they say so",
        needs: &[&CHROMIUM, &JAVA],
    },
    Walk {
        name: "levels",
        says: "a group that leaves it to its devices to hear who speaks, and a server that no longer learns it",
        needs: &[&CHROMIUM],
    },
    Walk {
        name: "agreement",
        says: "a change of the agreement: shown for 48 hours, signed, chosen apart, taken back",
        needs: &[&CHROMIUM],
    },
    Walk {
        name: "trust",
        says: "in both browsers: passkeys, a name no exit betrays, an agreement signed, a device signed out, one's data, and gone",
        needs: &[&CHROMIUM, &FIREFOX],
    },
    Walk {
        name: "notes",
        says: "a clinician's own notes: opened by a passkey and a code, unreadable for the house, left to a colleague",
        needs: &[&CHROMIUM],
    },
    Walk {
        name: "access",
        says: "keyboard alone, axe in every state of the room, small and enlarged",
        needs: &[&CHROMIUM],
    },
];

pub(crate) fn walk(arguments: &[String]) -> Result<ExitCode> {
    let Some((name, options)) = arguments.split_first() else {
        bail!("Which walk?\n{}", list());
    };
    let Some(walk) = WALKS.iter().find(|walk| walk.name == name) else {
        bail!("There is no walk `{name}`.\n{}", list());
    };
    let house = House::find()?;
    machine::provide(walk.needs)?;
    prepare(&house)?;
    run::run(node(&house, &format!("walks/{name}.mjs")).args(options))?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the demo and installs what drives the browsers.
pub(crate) fn prepare(house: &House) -> Result<()> {
    machine::provide(&[&NODE, &C_COMPILER])?;
    demo::build(house)?;
    client::packages(&house.e2e())
}

/// A script of e2e/, told where the program and the browsers are.
pub(crate) fn node(house: &House, script: &str) -> Command {
    let mut node = run::command("node", &house.root);
    node.arg(Path::new("e2e").join(script))
        .env("OPENCHAIR", house.binary("openchair"));
    if let Some(chromium) = browsers::chromium() {
        node.env("OPENCHAIR_CHROMIUM", chromium);
    }
    if let Some(firefox) = browsers::firefox() {
        node.env("OPENCHAIR_FIREFOX", firefox);
    }
    node
}

fn list() -> String {
    WALKS
        .iter()
        .map(|walk| format!("  {:14} {}", walk.name, walk.says))
        .collect::<Vec<_>>()
        .join("\n")
}
