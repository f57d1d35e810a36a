//! The four ways a wish ends without being done. A broken rule of ours panics instead.

use crate::chance;
use crate::passkeys::PasskeyFault;
use crate::passwords::PasswordFault;
use crate::recovery::RecoveryFault;
use jiff::Timestamp;
use policy::Reason;
use std::fmt;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A rule or a permission says no, and the person may know why.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// There is no such thing, or its existence is private to others.
    #[error("not found")]
    NotFound,
    /// A form was filled in so that it cannot be read. One fault per field at most.
    #[error("malformed: {} fields", .0.len())]
    Malformed(Vec<FieldFault>),
    /// Store, mail or network. The person sees the same number that the log has.
    #[error("unavailable, operation {operation}")]
    Unavailable { operation: OperationId },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    SignInFirst,
    /// Signed in too long ago for this.
    SignInAgain,
    FacilitatorsOnly,
    OperatorsStayOutside,
    /// Whoever leads a group shows a passkey before one opens.
    PasskeyFirst,
    /// Their place in the group rests.
    WhilePaused,
    /// This link was never ours, or is long forgotten.
    LinkUnknown,
    /// It worked once, and that once is over.
    LinkSpent,
    LinkExpired,
    TooOften,
    /// The door opens at this moment.
    DoorNotOpenYet(Timestamp),
    SessionOver,
    /// Not while the evening is on.
    WhileInSession,
    /// Newer words are there to be read: what was signed or answered was said to older ones.
    NewerWords,
    /// Another device of the same person was faster: what is there now is to be read first.
    OtherwiseByNow,
    /// Not before this moment.
    NotBefore(Timestamp),
    /// In so small a circle a no would have a name, so nobody is asked.
    TooFew,
    Passkey(PasskeyFault),
    /// Coming back in without a passkey: why not.
    Recovery(RecoveryFault),
    Password(PasswordFault),
    /// Whoever leads a group keeps one passkey.
    LastPasskeyOfLeader,
    /// Nobody else leads the group: it is handed over first.
    OnlyOneLeading,
    /// That is done to others, and not to oneself.
    NotOneOwn,
    /// Somebody else was quicker, and it stands otherwise now.
    Overtaken,
    /// Nobody says yes to their own wish.
    NotOneself,
    /// From another device than the one on which it was asked.
    SameDevice,
    /// It was answered, lapsed or ended already.
    NoLonger,
    /// Nobody here could read it who does not lead what it is about.
    NobodyToRead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldFault {
    /// The form field's name.
    pub field: &'static str,
    pub fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Fewer characters than this.
    TooShort(usize),
    /// A password that a guesser tries early.
    EasilyGuessed,
    /// Typed a second time, and another.
    Different,
    /// Not one of the codes that the app shows now.
    WrongCode,
    NotAnAddress,
    NotACountry,
    /// Breaks, controls, or marks that turn the writing around.
    NotOneLine,
    /// Letters of different alphabets in one name.
    MixedLetters,
    /// More marks on one letter than a reader can tell apart.
    TooManyMarks,
    /// Somebody there is called so, or so nearly that a reader would take one for the other.
    Taken,
    /// The name under which the person would be found anywhere.
    OwnFullName,
    /// None of the choices offered.
    NotAChoice,
    /// No day of the calendar.
    NotADay,
    /// No time of day.
    NotATime,
    /// A day or a time that is over.
    Past,
    /// Too little, too much, too far off, or an end before its beginning.
    OutOfRange,
}

/// Names one failure to the person and in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationId(String);

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error {
    /// Logs the cause once, here, under the number that the person is shown.
    pub(crate) fn broken(cause: impl fmt::Display) -> Self {
        let operation = OperationId(chance::code());
        tracing::error!(%operation, %cause, "an operation could not be done");
        Self::Unavailable { operation }
    }
}

/// The store's errors name tables and columns, never values.
impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::broken(error)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self::Refused(match reason {
            Reason::SignInFirst => Refusal::SignInFirst,
            Reason::FacilitatorsOnly => Refusal::FacilitatorsOnly,
            Reason::OperatorsStayOutside => Refusal::OperatorsStayOutside,
            Reason::PasskeyFirst => Refusal::PasskeyFirst,
            Reason::WhilePaused => Refusal::WhilePaused,
            Reason::NotOneself => Refusal::NotOneself,
        })
    }
}
