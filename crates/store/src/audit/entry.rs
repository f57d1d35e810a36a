//! What one change or one look leaves in the audit log: ids, and words of ours. No word about a person can enter.

use crate::word::Word as _;
use domain::id::Id;
use domain::membership::Role;
use domain::person::Standing;
use domain::{PersonId, SignInId};
use jiff::Timestamp;
use std::fmt;

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Person(PersonId),
    /// Somebody not signed in.
    Visitor,
    /// The program itself: a job, the demo, an operator's command.
    House,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub(super) actor: Actor,
    pub(super) role: &'static str,
    pub(super) sign_in: Option<SignInId>,
    pub(super) action: &'static str,
    pub(super) outcome: Outcome,
    pub(super) resource: String,
    pub(super) subject: Option<PersonId>,
    pub(super) at: Timestamp,
    pub(super) detail: String,
}

/// As FHIR's AuditEvent.outcome counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Done = 0,
    Refused = 4,
}

impl AuditEntry {
    /// `action` is the policy's name of what is done; `resource` is what it is done to.
    pub fn new(actor: Actor, action: &'static str, resource: impl Id, at: Timestamp) -> Self {
        Self {
            actor,
            role: match actor {
                Actor::Person(_) => "person",
                Actor::Visitor => "visitor",
                Actor::House => "house",
            },
            sign_in: None,
            action,
            outcome: Outcome::Done,
            resource: resource.to_string(),
            subject: None,
            at,
            detail: String::new(),
        }
    }

    /// What the actor is in the group that this is about.
    #[must_use]
    pub fn in_role(mut self, role: Role) -> Self {
        self.role = role.word();
        self
    }

    /// What the actor is to the practice, where no group is concerned.
    #[must_use]
    pub fn standing(mut self, standing: Standing) -> Self {
        self.role = standing.word();
        self
    }

    /// Which of the actor's devices it came from.
    #[must_use]
    pub fn through(mut self, sign_in: SignInId) -> Self {
        self.sign_in = Some(sign_in);
        self
    }

    /// The same where it came from none, or nobody knows from which.
    #[must_use]
    pub fn maybe_through(mut self, sign_in: Option<SignInId>) -> Self {
        self.sign_in = sign_in;
        self
    }

    /// Whose record this is about. That person can read of it.
    #[must_use]
    pub fn of(mut self, person: PersonId) -> Self {
        self.subject = Some(person);
        self
    }

    /// It was asked for and not done.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.outcome = Outcome::Refused;
        self
    }

    /// Names another id that matters: `.with("member", member)`.
    #[must_use]
    pub fn with(mut self, name: &'static str, id: impl Id) -> Self {
        self.add(name, id);
        self
    }

    /// Adds one of our own words: `.with_word("kind", "lost-device")`.
    #[must_use]
    pub fn with_word(mut self, name: &'static str, word: &'static str) -> Self {
        self.push(name, word);
        self
    }

    #[must_use]
    pub fn with_count(mut self, name: &'static str, count: u64) -> Self {
        self.push(name, count);
        self
    }

    #[must_use]
    pub fn with_moment(mut self, name: &'static str, moment: Timestamp) -> Self {
        self.push(name, moment);
        self
    }

    /// Names a digest: `.with_digest("proof", &hash)`. Of a word that is long and random, or of what is no secret; anything
    /// else could be guessed from it.
    #[must_use]
    pub fn with_digest(mut self, name: &'static str, digest: &[u8; 32]) -> Self {
        let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.push(name, digits);
        self
    }

    #[must_use]
    pub(super) fn with_hash(mut self, name: &'static str, hash: &str) -> Self {
        self.push(name, hash);
        self
    }

    pub(crate) fn add(&mut self, name: &'static str, id: impl Id) {
        self.push(name, id);
    }

    pub(crate) fn add_count(&mut self, name: &'static str, count: u64) {
        self.push(name, count);
    }

    fn push(&mut self, name: &'static str, value: impl fmt::Display) {
        if !self.detail.is_empty() {
            self.detail.push(' ');
        }
        self.detail.push_str(&format!("{name}={value}"));
    }

    pub(crate) fn concerns(&mut self, person: PersonId) {
        self.subject = Some(person);
    }
}

/// A patient's record.
pub(super) const RECORD: &str = "110110";

/// What kind of event an action is (DICOM PS3.16, CID 400, the codes FHIR names for AuditEvent.type), and what it does to a
/// record: create, read, update, delete, or execute, which is everything else.
pub(super) fn kind_of(action: &str) -> (&'static str, &'static str) {
    const APPLICATION: &str = "110100";
    const LOG_USED: &str = "110101";
    const ALERT: &str = "110113";
    const SIGN_IN: &str = "110114";
    match action {
        "Emergency/OpenCard"
        | "Session/SeeDesk"
        | "Session/SeeOwnAnswers"
        | "Account/SeeOwnRecord"
        | "Account/ExportMyData"
        | "Agreement/ReadForOutside"
        | "Agreement/SeeWhoSigned"
        | "Vault/Open"
        | "Vault/ReadLeft"
        | "Account/SeeOwnComplaint"
        | "Complaint/Read"
        | "BreakGlass/Look" => (RECORD, "R"),
        "Page/Complain" | "Session/KeepCheckin" | "Agreement/Sign" | "Agreement/Release" => (RECORD, "C"),
        "Session/AnswerDoor"
        | "Complaint/Answer"
        | "Complaint/Close"
        | "Agreement/Withdraw"
        | "Agreement/Revoke"
        | "Agreement/RecordGuardian"
        | "Account/AskForErasure"
        | "Account/TakeBackErasure"
        | "Group/ChooseAlias"
        | "Hold/Place"
        | "Hold/Release" => (RECORD, "U"),
        "Account/DeleteOwnWords"
        | "Erasure/Done"
        | "Erasure/Again"
        | "Retention/Cut"
        | "Vault/Delete"
        | "Vault/Forget" => (RECORD, "D"),
        "Audit/Export" | "Incident/Export" => (LOG_USED, "R"),
        "Audit/Cut" => (LOG_USED, "D"),
        "Incident/Add" => (ALERT, "C"),
        "Group/ChooseLevels"
        | "Agreement/Edit"
        | "Agreement/AnswerChoice"
        | "Vault/Equip"
        | "Vault/Renew"
        | "Vault/NameHeir"
        | "Vault/WithdrawWill"
        | "Vault/StopWill" => (APPLICATION, "U"),
        "BreakGlass/Ask" | "BreakGlass/Agree" | "BreakGlass/Refuse" | "BreakGlass/Open"
        | "BreakGlass/End" => (ALERT, "E"),
        "Group/ForgetDevices" => (APPLICATION, "D"),
        "Room/FoundCircle" | "Room/VouchForDevice" => (APPLICATION, "C"),
        "Page/AskForLink" | "Page/SpendLink" | "Page/UsePasskey" | "Page/UsePassword"
        | "Demo/SignInLinks" | "Demo/BotCookie" => (SIGN_IN, "E"),
        "Group/ConfirmRecovery"
        | "Group/SeeRecoveryCode"
        | "Group/StopRecovery"
        | "Page/TriesNotWritten"
        | "Practice/Init" => (SIGN_IN, "E"),
        // Passkeys, devices and everything else by which somebody comes in.
        other if other.starts_with("Account/") => (SIGN_IN, "E"),
        _ => (APPLICATION, "E"),
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => write!(f, "{person}"),
            Self::Visitor => f.write_str("visitor"),
            Self::House => f.write_str("house"),
        }
    }
}
