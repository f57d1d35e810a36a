//! What every page carries: the practice's name, who is signed in, the way to help, the addresses of its styles.

use super::help::HelpNow;
use crate::assets::PageAssets;
use crate::say::Say;

#[derive(Debug, Clone)]
pub struct Frame {
    pub say: Say,
    pub practice: String,
    /// `None` for a stranger.
    pub person: Option<Who>,
    pub help: HelpNow,
    pub assets: PageAssets,
    pub demo: bool,
}

/// The signed-in person as the head of the page names them.
#[derive(Debug, Clone)]
pub struct Who {
    pub name: String,
    /// Leads a group that is treatment, so that there are notes of their own.
    pub notes: bool,
    /// Whoever leads a group or works for the house has a desk there.
    pub has_desk: bool,
}
