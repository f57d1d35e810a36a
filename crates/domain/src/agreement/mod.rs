//! What a group agrees: clauses, versions of them, signatures with their proof, and choices that stand apart (C1 to C4).

mod choice;
mod clause;
mod guardian;
mod proof;
mod signature;
mod version;

pub use choice::{
    Answer, FEWEST_FOR_JOINT, JOINT_YES_WAITS, JointResult, joint_result, shows_from, since_after, unanimous,
};
pub use clause::{
    Clause, Kind, LONGEST_HEADING, LONGEST_TEXT, MOST_CLAUSES, NotAClause, NotAnAgreement, check_all,
};
pub use guardian::{Guardian, GuardianConsent, LONGEST_GUARDIAN_LINE, NotAGuardian};
pub use proof::{Proof, Salt, clause_words, signature_words, version_words};
pub use signature::{How, LONGEST_NAME, NotAName, Signature, Standing, WayIn, standing, to_sign, way_in};
pub use version::{
    Agreement, HOUR_BEFORE, Reason, SHOWN_FOR, Version, binding_at, binds_at, reopened_by_circle,
};
