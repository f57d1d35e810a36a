//! Finds the browsers of the walks: OPENCHAIR_CHROMIUM and OPENCHAIR_FIREFOX name others than the system's.

use crate::run;
use std::path::PathBuf;

pub(crate) fn chromium() -> Option<PathBuf> {
    browser(
        "OPENCHAIR_CHROMIUM",
        &[
            "chromium",
            "chromium-browser",
            "google-chrome-stable",
            "google-chrome",
        ],
    )
}

pub(crate) fn firefox() -> Option<PathBuf> {
    browser("OPENCHAIR_FIREFOX", &["firefox-esr", "firefox"])
}

fn browser(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|file| file.is_file());
    named.or_else(|| names.iter().find_map(|name| run::find(name)))
}
