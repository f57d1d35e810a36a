//! A password with codes of an app: another way in for those who lead or work here, on a day without their passkey.
//!
//! By NIST SP 800-63B-4: long, no rules of composition, no change without a reason, nothing that a guesser tries first. Both must
//! be right, and the answer never says which was not. Only `codes` and `hash` know the libraries.

mod codes;
mod failed;
mod hash;
mod known;
mod prepared;
mod refused;
mod remove;
mod rule;
mod set;
mod show;
mod sign_in;

pub use refused::PasswordFault;
pub use remove::remove;
pub use rule::{LONGEST, SHORTEST};
pub use set::{NewPassword, Setting, prepare, set};
pub use show::{MaySet, Mine, Rests, may_remove, may_set, mine};
pub use sign_in::{TypedPassword, sign_in};

pub(crate) use prepared::Prepared;

/// So many wrong tries one after the other, and the password rests until its person comes in another way. NIST SP 800-63B-4,
/// 3.2.2, allows no more. Passkeys and links do not rest: nobody is kept out by somebody else's tries.
pub const MOST_FAILURES: i64 = 100;

/// So many wrong codes beside the right password, counted until one is right, and the password rests until its person has come in by
/// passkey and set another: somebody knows it, and would guess one code in some hundred thousand. Whoever does not know the password
/// never comes so far, so nobody is locked out by a stranger's tries.
pub const MOST_WRONG_CODES: i64 = 10;
