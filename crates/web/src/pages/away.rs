//! `/away`: what *Hide this page* shows instead. Plain, about nothing, and like nothing of ours.

use crate::say::Say;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "away.html")]
pub struct AwayPage {
    pub say: Say,
    pub styles: String,
}
