//! `/locked`: what the seal protects, from whom, what it does not, and how two people compare a code.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "locked.html")]
pub struct LockedPage {
    pub frame: Frame,
}
