//! The nouns of the database: what `store.…()` and `work.…()` give. Their verbs are in one file each.

use crate::reach::{Reads, Writes};
use crate::{Store, Work};

macro_rules! nouns {
    ($($(#[$doc:meta])* $call:ident : $module:ident :: $name:ident;)*) => {
        $(pub use crate::$module::$name;)*

        /// Reads, each from the last committed state.
        impl Store {
            $($(#[$doc])* pub fn $call(&self) -> $name<'_, Reads> { $name::new(self.reading()) })*
        }

        /// Reads and changes inside this transaction.
        impl Work {
            $($(#[$doc])* pub fn $call(&mut self) -> $name<'_, Writes> { $name::new(self.writing()) })*
        }
    };
}

nouns! {
    /// The one organisation of this installation.
    practices: practices::Practices;
    /// Humans, found by id or by the keyed hash of their address.
    people: people::People;
    /// One-time links, by the hash of their token.
    sign_in_links: sign_in_links::SignInLinks;
    /// Devices signed in, by the hash of their token.
    sign_ins: sign_ins::SignIns;
    /// Passkeys, by the keyed hash of the id a browser knows them by.
    passkeys: passkeys::Passkeys;
    /// What people were told about their accounts.
    notices: notices::Notices;
    /// Who asked to come back in without a passkey.
    recoveries: recoveries::Recoveries;
    /// A password with codes, at most one for each person.
    passwords: passwords::Passwords;
    groups: groups::Groups;
    /// Licences of facilitators.
    credentials: credentials::Credentials;
    memberships: memberships::Memberships;
    /// What people were called before.
    former_names: former_names::FormerNames;
    /// Whose devices speak for a group.
    facilitator_links: facilitator_links::FacilitatorLinks;
    sessions: sessions::Sessions;
    /// When groups meet again and again, and their breaks.
    series: series::SeriesOf;
    /// What people said before coming in.
    door_answers: door_answers::DoorAnswersOf;
    /// Whom to ring.
    emergency_facts: emergency_facts::EmergencyFactsOf;
    /// Check-ins in people's own records.
    kept_checkins: kept_checkins::KeptCheckins;
    /// What opens each clinician's notes, as their browser wrapped it.
    vaults: vaults::Vaults;
    /// Clinicians' own notes, locked.
    notes: notes::Notes;
    /// To whom notes are left, and where asking for them stands.
    wills: wills::Wills;
    /// What groups agree, version by version.
    agreement_versions: agreement_versions::AgreementVersions;
    /// Who signed which version, with the proof.
    agreement_signatures: agreement_signatures::AgreementSignatures;
    /// Yes and no to choices apart.
    agreement_choices: agreement_choices::AgreementChoices;
    /// Whose consent is needed beside somebody's own.
    guardians: guardians::Guardians;
    /// What people allow to be told outside.
    releases: releases::Releases;
    /// Who was let into a session.
    admissions: admissions::Admissions;
    /// Who may not come back to a session, and why.
    removals: removals::Removals;
    /// Where a session stands.
    room_states: room_states::RoomStates;
    /// Seconds spoken.
    airtimes: airtimes::Airtimes;
    /// The facts of a session while it is lived, as one: what the four above keep.
    live: live::LiveFacts;
    jobs: jobs::Jobs;
    /// The mailbox of the demo and of mail written to files.
    mails: mails::Mails;
    audit: audit::Audit;
    /// Wishes to be erased, and the erasing.
    erasures: erasures::Erasures;
    /// Who was named for what in the house.
    duties: duties::Duties;
    /// What people complained of.
    complaints: complaints::Complaints;
    /// Who asked to look where nobody looks otherwise.
    break_glasses: break_glasses::BreakGlasses;
    /// What keeps data although it is over its time, or its person wants it gone.
    holds: holds::Holds;
    /// What is over its period.
    retention: retention::Retention;
    /// Everything of one person, for their own eyes.
    my_data: my_data::MyData;
}
