//! Libraries that one crate keeps for itself, and libraries that may not be in the tree at all.

/// A library and the only crates of ours that may name it as a dependency.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) library: &'static str,
    pub(crate) by: &'static [&'static str],
    pub(crate) because: &'static str,
}

pub(crate) const KEPT: &[Kept] = &[
    Kept {
        library: "sqlx",
        by: &["store"],
        because: "only store knows SQL",
    },
    Kept {
        library: "axum",
        by: &["web", "server"],
        because: "only web knows HTTP",
    },
    Kept {
        library: "str0m",
        by: &["sfu", "bot"],
        because: "packets stay in sfu; bots are the other end of the line",
    },
    Kept {
        library: "quinn-udp",
        by: &["media"],
        because: "the sockets of media are opened in one place",
    },
    Kept {
        library: "socket2",
        by: &["media"],
        because: "the sockets of media are opened in one place",
    },
    Kept {
        library: "openmls",
        by: &["seal"],
        because: "one crate speaks MLS; whoever needs a circle asks it",
    },
    Kept {
        library: "openmls_rust_crypto",
        by: &["seal"],
        because: "one crate speaks MLS; whoever needs a circle asks it",
    },
    Kept {
        library: "lettre",
        by: &["mail"],
        because: "only mail sends mail",
    },
    Kept {
        library: "anyhow",
        by: &["server", "bot", "xtask"],
        because: "libraries name their errors",
    },
    Kept {
        library: "clap",
        by: &["server", "bot"],
        because: "only programs have a command line",
    },
];

/// What `cargo tree` must not find in a normal build.
#[derive(Debug)]
pub(crate) struct Banned {
    pub(crate) library: &'static str,
    pub(crate) because: &'static str,
}

pub(crate) const BANNED: &[Banned] = &[
    Banned {
        library: "ring",
        because: "two rustls providers panic at run time; aws-lc-rs is ours",
    },
    Banned {
        library: "openssl-sys",
        because: "one C library for cryptography is enough",
    },
    Banned {
        library: "native-tls",
        because: "TLS is rustls with aws-lc-rs everywhere",
    },
];
