//! One step on the way to a seat, as the day and the session's page show it.

#[derive(Debug, Clone)]
pub struct Step {
    pub done: bool,
    pub title: String,
    pub note: String,
    /// Empty when the step cannot be done yet.
    pub href: String,
    pub action: String,
}
