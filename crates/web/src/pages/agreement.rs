//! `/groups/{grp}/agreement` and what hangs on it: the words to sign, a copy to keep, the desk that edits, the list of who has signed.

use super::Frame;
use askama::Template;

/// A heading and its paragraphs.
#[derive(Debug, Clone)]
pub struct ClauseText {
    pub heading: String,
    pub paragraphs: Vec<String>,
}

#[derive(Debug, Template)]
#[template(path = "agreement.html")]
pub struct AgreementPage {
    pub frame: Frame,
    /// The neutral name.
    pub group: String,
    /// `/groups/grp_…/agreement`
    pub here: String,
    pub releases_href: String,
    /// Where this person stands, in words; most important first.
    pub notices: Vec<String>,
    /// The newest words, in the two parts that are signed. Empty before there are any.
    pub promises: Vec<ClauseText>,
    pub consents: Vec<ClauseText>,
    /// Set while something is to be signed.
    pub sign: Option<SignForm>,
    pub choices: Vec<ChoiceCard>,
    pub version: u32,
    pub signed: Vec<SignedRow>,
    /// Something is there to be taken back.
    pub can_withdraw: bool,
    pub leads: bool,
}

impl AgreementPage {
    pub fn has_words(&self) -> bool {
        !self.promises.is_empty() || !self.consents.is_empty()
    }
}

/// What was typed is a name, so there is no printing of it.
#[derive(Clone, Default)]
pub struct SignForm {
    pub name: String,
    pub name_problem: Option<String>,
}

impl std::fmt::Debug for SignForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignForm")
    }
}

/// A choice apart, with this person's own answer. Confidential: there is no printing of it.
#[derive(Clone)]
pub struct ChoiceCard {
    pub id: String,
    pub text: ClauseText,
    /// "yes", "no" or empty.
    pub mine: &'static str,
    /// What everybody is told, for a joint choice; else empty.
    pub joint: String,
    /// The circle is too small to be asked.
    pub too_few: bool,
}

impl std::fmt::Debug for ChoiceCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChoiceCard")
    }
}

#[derive(Debug, Clone)]
pub struct SignedRow {
    pub what: String,
    /// "taken back on …", or empty.
    pub back: String,
    pub copy_href: String,
}

#[derive(Debug, Template)]
#[template(path = "agreement_copy.html")]
pub struct CopyPage {
    pub frame: Frame,
    pub group: String,
    pub here: String,
    pub copy: Option<Copy>,
}

/// Somebody's own signature with its words. Confidential: there is no printing of it.
#[derive(Clone)]
pub struct Copy {
    pub version: u32,
    pub signed: String,
    pub how: String,
    pub back: String,
    pub promises: Vec<ClauseText>,
    pub consents: Vec<ClauseText>,
    pub choices: Vec<ClauseText>,
    pub proof: String,
    /// Since format 2 of the proof.
    pub chance: Option<String>,
    pub holds: bool,
    pub place: String,
    pub moment: String,
}

impl std::fmt::Debug for Copy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Copy")
    }
}

#[derive(Debug, Template)]
#[template(path = "agreement_edit.html")]
pub struct EditPage {
    pub frame: Frame,
    pub group: String,
    pub here: String,
    /// The number of the words this draft began from; 0 before there were any.
    pub from: u32,
    pub state: String,
    pub clauses: Vec<EditClause>,
    pub problems: Vec<Problem>,
    pub notice: Option<String>,
    /// A sign-in of the last minutes is wanted first.
    pub again: bool,
    /// Set after "See what changes".
    pub preview: Option<Preview>,
    pub longest_heading: usize,
    pub longest_text: usize,
}

#[derive(Debug, Clone)]
pub struct EditClause {
    /// Empty for a new one.
    pub id: String,
    pub kind: &'static str,
    pub heading: String,
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct Problem {
    pub href: String,
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct Preview {
    pub changes: Vec<Change>,
    pub lead: String,
    pub binds: String,
    pub moved: bool,
    pub choice_changes: bool,
}

#[derive(Debug, Clone)]
pub struct Change {
    /// "New", "Removed" …
    pub what: String,
    pub heading: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

#[derive(Debug, Template)]
#[template(path = "agreement_signed.html")]
pub struct SignedPage {
    pub frame: Frame,
    pub group: String,
    pub here: String,
    pub count: String,
    pub state: String,
    pub circle: Vec<WhoRow>,
    pub problem: Option<String>,
    /// The latest day a consent can be of.
    pub today: String,
}

/// One place in the circle, as those who lead see it. A guardian's name is confidential: there is no printing of it.
#[derive(Clone)]
pub struct WhoRow {
    pub member: String,
    pub alias: String,
    pub role: String,
    pub state: String,
    pub complete: bool,
    pub minor: Option<MinorRow>,
    /// Those who lead are not under age.
    pub can_be_minor: bool,
}

#[derive(Clone)]
pub struct MinorRow {
    pub state: String,
    pub who: String,
    pub how: String,
    pub on: String,
}

impl std::fmt::Debug for WhoRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WhoRow")
    }
}

impl std::fmt::Debug for MinorRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MinorRow")
    }
}
