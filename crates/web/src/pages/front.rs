//! `/`: what this is, what an evening is like, how to begin, what we cannot promise, where help is.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "front.html")]
pub struct FrontPage {
    pub frame: Frame,
}
