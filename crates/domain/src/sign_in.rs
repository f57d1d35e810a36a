//! How a device came to be signed in, and what that is enough for.

use jiff::SignedDuration;

/// What somebody showed when this device was signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignedInBy {
    /// A link in a mail, or printed by a demo: whoever reads it may use it.
    Link,
    /// A passkey, opened with a finger, a face or a PIN. It answers to our own address and to no copy of it.
    Passkey,
    /// A password, and a code from an app beside it. Somebody else's page may have asked for both.
    Password,
    /// The program itself, for a bot of the demo.
    House,
}

impl SignedInBy {
    /// Whether somebody who can read this person's mail could not have done it.
    pub fn is_more_than_mail(self) -> bool {
        match self {
            Self::Link => false,
            Self::Passkey | Self::Password | Self::House => true,
        }
    }
}

/// A device signed in for longer may lie open on a table.
pub const FRESH_FOR: SignedDuration = SignedDuration::from_mins(15);

/// Whether this sign-in, so old, is enough to carry everything away or to ask to be erased. Whoever finds a device that lies open
/// is not enough: they would have to read the mail of its owner, or to show their face.
pub fn is_fresh(age: SignedDuration) -> bool {
    // A clock that was set back makes nothing fresh.
    !age.is_negative() && age < FRESH_FOR
}

/// What lets a person in beside the links in their mail, which let everybody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ways {
    pub passkey: bool,
    /// With its codes.
    pub password: bool,
}

/// What is to be shown anew before a way in is added or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToShow {
    Passkey,
    /// With a code.
    Password,
    /// Whatever they came in by last time.
    Any,
}

impl Ways {
    /// Whether another way in may be put beside these by who has shown this. Whoever has read a mail of somebody who leads must not get
    /// a key of their own for it, nor must a copied page that asked for a password and a code: a sign-in adds to what is as good as
    /// itself, and to nothing better.
    fn let_in_by(self, by: SignedInBy, staff: bool) -> bool {
        match by {
            SignedInBy::Passkey => true,
            SignedInBy::Password => !self.passkey,
            SignedInBy::Link => !staff || !(self.passkey || self.password),
            SignedInBy::House => false,
        }
    }

    /// What somebody with these is asked for who may not add now.
    pub fn to_show(self, staff: bool) -> ToShow {
        match self {
            _ if !staff => ToShow::Any,
            Self { passkey: true, .. } => ToShow::Passkey,
            Self { password: true, .. } => ToShow::Password,
            Self { .. } => ToShow::Any,
        }
    }
}

/// Whether this sign-in, so old, is enough to add a passkey beside what is there.
pub fn may_add_passkey(by: SignedInBy, age: SignedDuration, staff: bool, there: Ways) -> bool {
    there.let_in_by(by, staff) && is_fresh(age)
}

/// Whether this sign-in, so old, is enough to take a passkey away. A password never is: whoever was asked for it by a copied page
/// keeps what cannot be asked for.
pub fn may_remove_passkey(by: SignedInBy, age: SignedDuration, staff: bool) -> bool {
    let shown = match by {
        SignedInBy::Passkey => true,
        SignedInBy::Link => !staff,
        SignedInBy::Password | SignedInBy::House => false,
    };
    shown && is_fresh(age)
}

/// Whether this sign-in, so old, is enough to set a password with codes or another in its place: for those who lead or work here,
/// and by the rule of passkeys. Members have a link, and nothing to remember.
pub fn may_set_password(by: SignedInBy, age: SignedDuration, staff: bool, there: Ways) -> bool {
    staff && may_add_passkey(by, age, staff, there)
}

/// Whether this sign-in, so old, is enough to take the password away. Whoever leads no more takes theirs away by a link as well.
pub fn may_remove_password(by: SignedInBy, age: SignedDuration, staff: bool) -> bool {
    let shown = match by {
        SignedInBy::Passkey | SignedInBy::Password => true,
        SignedInBy::Link => !staff,
        SignedInBy::House => false,
    };
    shown && is_fresh(age)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUST_NOW: SignedDuration = SignedDuration::ZERO;

    const NONE: Ways = Ways {
        passkey: false,
        password: false,
    };
    const PASSKEY: Ways = Ways {
        passkey: true,
        password: false,
    };
    const PASSWORD: Ways = Ways {
        passkey: false,
        password: true,
    };
    const BOTH: Ways = Ways {
        passkey: true,
        password: true,
    };

    #[test]
    fn a_first_passkey_follows_a_fresh_sign_in() {
        for staff in [true, false] {
            assert!(may_add_passkey(SignedInBy::Link, JUST_NOW, staff, NONE));
            assert!(!may_add_passkey(SignedInBy::Link, FRESH_FOR, staff, NONE));
            assert!(!may_add_passkey(SignedInBy::House, JUST_NOW, staff, NONE));
        }
    }

    #[test]
    fn of_staff_a_link_adds_nothing_beside_a_passkey_or_a_password_and_removes_nothing() {
        for there in [PASSKEY, PASSWORD, BOTH] {
            assert!(
                !may_add_passkey(SignedInBy::Link, JUST_NOW, true, there),
                "{there:?}"
            );
            assert!(
                may_add_passkey(SignedInBy::Passkey, JUST_NOW, true, there),
                "{there:?}"
            );
        }
        assert!(!may_remove_passkey(SignedInBy::Link, JUST_NOW, true));
        assert!(may_remove_passkey(SignedInBy::Passkey, JUST_NOW, true));
    }

    #[test]
    fn a_password_adds_and_changes_only_where_there_is_no_passkey_and_never_removes_one() {
        for there in [NONE, PASSWORD] {
            assert!(
                may_add_passkey(SignedInBy::Password, JUST_NOW, true, there),
                "{there:?}"
            );
            assert!(
                may_set_password(SignedInBy::Password, JUST_NOW, true, there),
                "{there:?}"
            );
            assert!(
                !may_add_passkey(SignedInBy::Password, FRESH_FOR, true, there),
                "{there:?}"
            );
        }
        for there in [PASSKEY, BOTH] {
            assert!(
                !may_add_passkey(SignedInBy::Password, JUST_NOW, true, there),
                "{there:?}"
            );
            assert!(
                !may_set_password(SignedInBy::Password, JUST_NOW, true, there),
                "{there:?}"
            );
        }
        for staff in [true, false] {
            assert!(!may_remove_passkey(SignedInBy::Password, JUST_NOW, staff));
        }
    }

    #[test]
    fn a_password_is_set_like_a_first_passkey_by_staff_alone() {
        assert!(may_set_password(SignedInBy::Link, JUST_NOW, true, NONE));
        for there in [PASSKEY, PASSWORD, BOTH] {
            assert!(!may_set_password(SignedInBy::Link, JUST_NOW, true, there));
        }
        assert!(!may_set_password(SignedInBy::Link, FRESH_FOR, true, NONE));
        assert!(may_set_password(SignedInBy::Passkey, JUST_NOW, true, BOTH));
        for by in [SignedInBy::Passkey, SignedInBy::Password, SignedInBy::Link] {
            assert!(!may_set_password(by, FRESH_FOR, true, NONE));
            assert!(!may_set_password(by, JUST_NOW, false, NONE));
        }
        assert!(!may_set_password(SignedInBy::House, JUST_NOW, true, NONE));
        assert!(!may_remove_password(SignedInBy::Link, JUST_NOW, true));
        assert!(may_remove_password(SignedInBy::Link, JUST_NOW, false));
    }

    #[test]
    fn a_member_who_lost_their_phone_helps_themselves_with_a_link() {
        assert!(may_add_passkey(SignedInBy::Link, JUST_NOW, false, PASSKEY));
        assert!(may_remove_passkey(SignedInBy::Link, JUST_NOW, false));
    }

    #[test]
    fn what_is_asked_for_first_is_enough_afterwards() {
        for there in [NONE, PASSKEY, PASSWORD, BOTH] {
            for staff in [true, false] {
                let by = match there.to_show(staff) {
                    ToShow::Passkey => SignedInBy::Passkey,
                    ToShow::Password => SignedInBy::Password,
                    ToShow::Any => SignedInBy::Link,
                };
                assert!(may_add_passkey(by, JUST_NOW, staff, there), "{there:?} {staff}");
            }
        }
    }
}
