//! *Help now*: numbers for the place this person confirmed today, and for everywhere else we know.

/// What the panel holds. It is part of every page, so it opens without a request.
#[derive(Debug, Clone, Default)]
pub struct HelpNow {
    /// The place whose numbers stand first.
    pub here: Option<Country>,
    /// Whether the person said so at today's door; otherwise it is a guess, and says so.
    pub confirmed: bool,
    pub others: Vec<Country>,
    /// When the numbers were last checked by hand, in words.
    pub checked: String,
}

#[derive(Debug, Clone)]
pub struct Country {
    /// ISO 3166-1 alpha-2; empty for anywhere.
    pub code: String,
    pub name: String,
    /// What to do without a number of the place. Mostly empty.
    pub advice: String,
    /// The emergency number first.
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub name: String,
    /// As one reads it: "0800 111 0 111".
    pub number: String,
    /// `tel:`, `sms:`, or a site where there is neither.
    pub link: String,
    /// "day and night, free". May be empty.
    pub note: String,
    pub emergency: bool,
}
