//! Which columns of which tables are a person's own, how each is read, and which are left out and why.

/// One table as it holds something of one person; `$1` is the person, or for mails the hash of their address.
pub(super) struct Source {
    pub(super) section: &'static str,
    pub(super) table: &'static str,
    /// The primary key, for opening what is sealed.
    pub(super) key: &'static [&'static str],
    pub(super) select: &'static str,
    pub(super) columns: &'static [Column],
    /// Columns that nobody is given, each with the reason.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test that counts the columns, and by people")
    )]
    pub(super) left_out: &'static [(&'static str, &'static str)],
}

pub(super) struct Column {
    pub(super) column: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// One of our own words, spoken by the page.
    Word,
    Sealed,
    Number,
    Moment,
    /// Selected as `you` or `somebody`.
    Somebody,
}

use Kind::*;

macro_rules! source {
    ($section:literal of $table:literal [$($key:literal)*]: $select:expr, { $($column:literal as $name:literal: $kind:ident,)* } without { $($left:literal: $why:expr,)* }) => {
        Source {
            section: $section,
            table: $table,
            key: &[$($key),*],
            select: $select,
            columns: &[$(Column { column: $column, name: $name, kind: $kind }),*],
            left_out: &[$(($left, $why)),*],
        }
    };
}

const LOCKED: &str = "locked in your browser and readable nowhere else: the page of your notes writes them into a file of their own";
const ID: &str = "an id of the house: whoever compares two exports could tell that two people are one";
const OWNER: &str = "it says that the row is this person's, and every row here is";
const SECRET: &str = "a secret, or the trace of one: who carries it away could be let in";
const LOOKUP: &str = "a keyed hash of the address that is given in words";
const GROUP: &str = "told as the group's neutral name";
/// Told by the neutral name of the group and the beginning of the session.
const EVENING: &str = "told as the group's neutral name and the session's beginning";

macro_rules! of_evening {
    ($table:literal) => {
        concat!(
            "select ",
            $table,
            ".*, sessions.starts_at as evening, groups.neutral_name as group_name from ",
            $table,
            " join memberships on memberships.id = ",
            $table,
            ".membership_id
             join sessions on sessions.id = ",
            $table,
            ".session_id
             join groups on groups.id = sessions.group_id
             where memberships.person_id = $1 order by sessions.starts_at, sessions.id"
        )
    };
}

pub(super) const SOURCES: &[Source] = &[
    source!("account" of "people" ["id"]: "select * from people where id = $1", {
        "legal_name_sealed" as "legal_name": Sealed,
        "email_sealed" as "email": Sealed,
        "language" as "language": Text,
        "time_zone" as "time_zone": Text,
        "standing" as "standing": Word,
    } without { "id": ID, "email_hash": LOOKUP, }),
    source!("emergency_facts" of "emergency_facts" ["person_id"]: "select * from emergency_facts where person_id = $1", {
        "phone_sealed" as "phone": Sealed,
        "safe_to_ring_sealed" as "safe_to_ring": Sealed,
        "contact_name_sealed" as "contact_name": Sealed,
        "contact_phone_sealed" as "contact_phone": Sealed,
        "contact_relation_sealed" as "contact_relation": Sealed,
    } without { "person_id": OWNER, }),
    source!("places" of "memberships" ["id"]:
        "select memberships.*, groups.neutral_name as group_name,
             case memberships.ended_by when 'themselves' then 'you' when 'facilitator' then 'somebody' when 'group' then 'somebody' end as who
         from memberships
         join groups on groups.id = memberships.group_id where memberships.person_id = $1 order by memberships.id", {
        "group_name" as "group": Text,
        "alias_sealed" as "name_there": Sealed,
        "role" as "role": Word,
        "seat" as "seat": Number,
        "paused_at" as "paused_at": Moment,
        "ended_at" as "ended_at": Moment,
        "who" as "ended_by": Somebody,
        "why_sealed" as "reason": Sealed,
        "name_asked_at" as "name_asked_at": Moment,
    } without { "id": ID, "group_id": "told as the group's neutral name", "person_id": OWNER, "ended_by": "told as whether it was you", }),
    source!("former_names" of "former_names" ["membership_id" "id"]:
        "select former_names.*, groups.neutral_name as group_name,
             case when former_names.changed_by is null then 'you' else 'somebody' end as who
         from former_names
         join memberships on memberships.id = former_names.membership_id
         join groups on groups.id = memberships.group_id
         where memberships.person_id = $1 order by former_names.until, former_names.id", {
        "group_name" as "group": Text,
        "name_sealed" as "name_there": Sealed,
        "until" as "until": Moment,
        "who" as "changed_by": Somebody,
    } without { "membership_id": OWNER, "id": ID, "changed_by": "told as whether it was you", }),
    source!("set_back_names" of "former_names" []:
        "select former_names.until, groups.neutral_name as group_name from former_names
         join memberships on memberships.id = former_names.changed_by
         join groups on groups.id = memberships.group_id
         where memberships.person_id = $1 order by former_names.until, former_names.id", {
        "group_name" as "group": Text,
        "until" as "until": Moment,
    } without { "membership_id": "somebody else's", "id": ID, "name_sealed": "about somebody else", "changed_by": OWNER, }),
    source!("own_record" of "kept_checkins" ["person_id" "id"]:
        "select kept_checkins.*, sessions.starts_at as evening, groups.neutral_name as group_name from kept_checkins
         join sessions on sessions.id = kept_checkins.session_id
         join groups on groups.id = sessions.group_id
         where kept_checkins.person_id = $1 order by kept_checkins.kept_at, kept_checkins.id", {
        "group_name" as "group": Text,
        "evening" as "evening": Moment,
        "number_sealed" as "number": Sealed,
        "line_sealed" as "line": Sealed,
        "kept_at" as "kept_at": Moment,
    } without { "person_id": OWNER, "id": ID, "session_id": EVENING, }),
    source!("door_answers" of "door_answers" ["session_id" "membership_id"]: of_evening!("door_answers"), {
        "group_name" as "group": Text,
        "evening" as "evening": Moment,
        "place_sealed" as "place": Sealed,
        "country_sealed" as "country": Sealed,
        "alone_sealed" as "alone": Sealed,
        "safe_channel_sealed" as "safe_channel": Sealed,
        "answered_at" as "answered_at": Moment,
    } without { "session_id": EVENING, "membership_id": OWNER, }),
    source!("admissions" of "admissions" ["session_id" "membership_id"]:
        "select admissions.*, sessions.starts_at as evening, groups.neutral_name as group_name,
             case when admissions.admitted_by is null then null when by_me.person_id = $1 then 'you' else 'somebody' end as who
         from admissions
         join memberships on memberships.id = admissions.membership_id
         join sessions on sessions.id = admissions.session_id
         join groups on groups.id = sessions.group_id
         left join memberships as by_me on by_me.id = admissions.admitted_by
         where memberships.person_id = $1 order by admissions.admitted_at", {
        "group_name" as "group": Text,
        "evening" as "evening": Moment,
        "admitted_at" as "admitted_at": Moment,
        "who" as "admitted_by": Somebody,
    } without { "session_id": EVENING, "membership_id": OWNER, "token": SECRET, }),
    source!("admitted_others" of "admissions" ["session_id" "membership_id"]:
        "select admissions.admitted_at, sessions.starts_at as evening, groups.neutral_name as group_name
         from admissions
         join memberships on memberships.id = admissions.admitted_by
         join sessions on sessions.id = admissions.session_id
         join groups on groups.id = sessions.group_id
         where memberships.person_id = $1 order by admissions.admitted_at", {
        "group_name" as "group": Text,
        "evening" as "evening": Moment,
        "admitted_at" as "admitted_at": Moment,
    } without { "session_id": EVENING, "membership_id": "somebody else's", "admitted_by": OWNER, "token": SECRET, }),
    source!("airtimes" of "airtimes" ["session_id" "membership_id"]: of_evening!("airtimes"), {
        "group_name" as "group": Text,
        "evening" as "evening": Moment,
        "spoken_ms" as "spoken_ms": Number,
    } without { "session_id": EVENING, "membership_id": OWNER, }),
    // The reason is somebody else's sentence about this person. It is about them, so it is theirs to read.
    source!("removals" of "removals" ["session_id" "membership_id"]: of_evening!("removals"), {
        "group_name" as "group": Text,
        "evening" as "evening": Moment,
        "reason_sealed" as "reason": Sealed,
        "removed_at" as "removed_at": Moment,
    } without { "session_id": EVENING, "membership_id": OWNER, "removed_by": "somebody of the group, who leads it", }),
    source!("removed_others" of "removals" ["session_id" "membership_id"]:
        "select removals.removed_at, sessions.starts_at as evening, groups.neutral_name as group_name
         from removals
         join memberships on memberships.id = removals.removed_by
         join sessions on sessions.id = removals.session_id
         join groups on groups.id = sessions.group_id
         where memberships.person_id = $1 order by removals.removed_at", {
        "group_name" as "group": Text,
        "evening" as "evening": Moment,
        "removed_at" as "removed_at": Moment,
    } without { "session_id": EVENING, "membership_id": "somebody else's", "removed_by": OWNER, "reason_sealed": "about somebody else", }),
    source!("credentials" of "credentials" ["id"]: "select * from credentials where person_id = $1 order by id", {
        "title" as "title": Text,
        "jurisdiction" as "jurisdiction": Text,
        "checked_on" as "checked_on": Text,
        "checked_by" as "checked_by": Text,
    } without { "id": ID, "person_id": OWNER, }),
    source!("agreement_signatures" of "agreement_signatures" ["id"]:
        "select agreement_signatures.*, groups.neutral_name as group_name from agreement_signatures
         join memberships on memberships.id = agreement_signatures.membership_id
         join groups on groups.id = agreement_signatures.group_id
         where memberships.person_id = $1 order by agreement_signatures.signed_at, agreement_signatures.id", {
        "group_name" as "group": Text,
        "version" as "version": Number,
        "signed_at" as "signed_at": Moment,
        "name_sealed" as "signed_as": Sealed,
        "proof_sealed" as "proof": Sealed,
        "withdrawn_at" as "withdrawn_at": Moment,
    } without { "id": ID, "group_id": GROUP, "membership_id": OWNER, "turn": "how often it had been taken back before: each stands here", }),
    source!("guardians" of "guardians" ["membership_id"]:
        "select guardians.*, groups.neutral_name as group_name from guardians
         join memberships on memberships.id = guardians.membership_id
         join groups on groups.id = guardians.group_id
         where memberships.person_id = $1 order by guardians.recorded_at", {
        "group_name" as "group": Text,
        "who_sealed" as "guardian": Sealed,
        "how_sealed" as "how_it_was_checked": Sealed,
        "consented_on" as "consented_on": Text,
        "recorded_at" as "recorded_at": Moment,
    } without { "membership_id": OWNER, "group_id": GROUP, "recorded_by": "somebody of the group, who leads it", }),
    source!("releases" of "releases" ["id"]:
        "select releases.*, groups.neutral_name as group_name from releases
         join memberships on memberships.id = releases.membership_id
         join groups on groups.id = releases.group_id
         where memberships.person_id = $1 order by releases.made_at, releases.id", {
        "group_name" as "group": Text,
        "recipient_sealed" as "recipient": Sealed,
        "matters_sealed" as "matters": Sealed,
        "made_at" as "made_at": Moment,
        "until" as "until": Moment,
        "revoked_at" as "revoked_at": Moment,
    } without { "id": ID, "group_id": GROUP, "membership_id": OWNER, }),
    source!("agreements_made" of "agreement_versions" []:
        "select agreement_versions.*, groups.neutral_name as group_name from agreement_versions
         join memberships on memberships.id = agreement_versions.made_by
         join groups on groups.id = agreement_versions.group_id
         where memberships.person_id = $1 order by agreement_versions.made_at", {
        "group_name" as "group": Text,
        "number" as "version": Number,
        "reason" as "reason": Text,
        "made_at" as "made_at": Moment,
    } without { "group_id": GROUP, "clauses": "the group's words, which stand on its page", "made_by": OWNER, }),
    // Only who complained has it. Whom it is about has their own record, and this is not in it.
    source!("complaints" of "complaints" ["holder_id" "id"]:
        "select complaints.*, groups.neutral_name as group_name from complaints
         left join groups on groups.id = complaints.about_group
         where complaints.person_id = $1 order by complaints.received_at, complaints.id", {
        "group_name" as "group": Text,
        "about_sealed" as "about_whom": Sealed,
        "words_sealed" as "words": Sealed,
        "answering" as "how_to_answer": Word,
        "reach_sealed" as "where_to_answer": Sealed,
        "received_at" as "received_at": Moment,
        "read_at" as "read_at": Moment,
        "answered_at" as "answered_at": Moment,
        "answer_sealed" as "answer": Sealed,
        "closed_at" as "closed_at": Moment,
    } without { "id": ID, "holder_id": OWNER, "person_id": OWNER, "token_hash": SECRET, "named": "shown on the complaint's page",
        "about_group": GROUP, "incident_id": ID, }),
    source!("looked_into" of "break_glasses" ["holder_id" "id"]:
        "select * from break_glasses where person_id = $1 order by asked_at, id", {
        "class" as "why": Word,
        "asked_at" as "asked_at": Moment,
        "second" as "second_person": Word,
        "answer" as "their_answer": Word,
        "answered_at" as "answered_at": Moment,
        "opened_at" as "opened_at": Moment,
        "closed_at" as "closed_at": Moment,
    } without { "id": ID, "holder_id": OWNER, "about": OWNER, "person_id": OWNER, "group_id": "nobody's: this row is about a person",
        "reason_sealed": "it may name others; the practice tells it to whoever asks", "asked_by": "who works here is told by what they are",
        "asked_through": SECRET, "answered_by": "who works here is told by what they are", "end_written_at": "when the log was told", }),
    source!("looking_asked" of "break_glasses" ["holder_id" "id"]:
        "select * from break_glasses where asked_by = $1 order by asked_at, id", {
        "class" as "why": Word,
        "asked_at" as "asked_at": Moment,
        "opened_at" as "opened_at": Moment,
        "closed_at" as "closed_at": Moment,
    } without { "person_id": "somebody else's", }),
    source!("looking_answered" of "break_glasses" ["holder_id" "id"]:
        "select * from break_glasses where answered_by = $1 order by answered_at, id", {
        "class" as "why": Word,
        "answer" as "your_answer": Word,
        "answered_at" as "answered_at": Moment,
    } without { "person_id": "somebody else's", }),
    source!("duties" of "duties" []: "select * from duties where person_id = $1 order by since", {
        "duty" as "duty": Word,
        "since" as "since": Moment,
    } without { "person_id": OWNER, }),
    source!("sign_ins" of "sign_ins" ["id"]: "select * from sign_ins where person_id = $1 order by created_at, id", {
        "label" as "device": Text,
        "signed_in_by" as "shown": Word,
        "created_at" as "created_at": Moment,
        "last_seen_at" as "last_seen_at": Moment,
        "idle_expires_at" as "idle_expires_at": Moment,
        "expires_at" as "expires_at": Moment,
        "ended_at" as "ended_at": Moment,
    } without { "id": ID, "person_id": OWNER, "token_hash": SECRET, "passkey_id": ID, }),
    source!("passkeys" of "passkeys" ["id"]: "select * from passkeys where person_id = $1 order by made_at, id", {
        "name_sealed" as "called": Sealed,
        "made_at" as "made_at": Moment,
        "last_used_at" as "last_used_at": Moment,
    } without { "id": ID, "person_id": OWNER, "credential_hash": LOOKUP, "credential_sealed": "the half that checks a key of yours; it says nothing, and opens nothing", }),
    // Psychotherapy notes are in no export (45 CFR 164.524(a)(1)(i)): whoever wrote them carries them away on their own page.
    source!("vault" of "vaults" ["person_id"]: "select * from vaults where person_id = $1", {
        "made_on" as "made_on": Text,
    } without { "person_id": OWNER, "id": ID, "generation": "how often its key was made anew", "public_key": "the half of a key that locks and opens nothing", "proof_hash": LOOKUP,
        "private_key_sealed": LOCKED, "recovery_sealed": LOCKED, "previous_sealed": LOCKED, }),
    source!("vault_wraps" of "vault_wraps" []:
        "select passkeys.made_at from vault_wraps join passkeys on passkeys.id = vault_wraps.passkey_id
         where vault_wraps.person_id = $1 order by passkeys.made_at, passkeys.id", {
        "made_at" as "made_at": Moment,
    } without { "person_id": OWNER, "passkey_id": ID, "wrap_sealed": LOCKED, }),
    source!("notes" of "notes" []: "select written_on from notes where person_id = $1 order by written_on, id", {
        "written_on" as "written_on": Text,
    } without { "person_id": OWNER, "id": ID, "generation": "which key locked it", "version": "how often it was changed", "body_sealed": LOCKED, }),
    source!("will" of "wills" ["person_id"]: "select * from wills where person_id = $1", {
        "named_at" as "named_at": Moment,
        "asked_at" as "asked_at": Moment,
        "reason_sealed" as "reason": Sealed,
        "due_at" as "due_at": Moment,
        "stopped_at" as "stopped_at": Moment,
        "released_at" as "handed_over_at": Moment,
    } without { "person_id": OWNER, "heir_id": "a colleague", "generation": "which key it goes with", "key_sealed": LOCKED, "pin_sealed": LOCKED, }),
    source!("wills_to_me" of "wills" []: "select named_at, asked_at from wills where heir_id = $1 order by named_at", {
        "named_at" as "named_at": Moment,
        "asked_at" as "asked_at": Moment,
    } without { "person_id": "a colleague", "reason_sealed": "under the colleague's key, who reads it", "due_at": "the colleague's to know", }),
    source!("passwords" of "passwords" ["person_id"]: "select * from passwords where person_id = $1", {
        "set_at" as "set_at": Moment,
        "last_used_at" as "last_used_at": Moment,
        "failures" as "wrong_tries": Number,
        "wrong_codes" as "wrong_codes": Number,
    } without { "person_id": OWNER, "hash_sealed": SECRET, "secret_sealed": SECRET, "used_step": SECRET, }),
    source!("sign_in_links" of "sign_in_links" []: "select * from sign_in_links where person_id = $1 order by created_at, expires_at", {
        "created_at" as "created_at": Moment,
        "expires_at" as "expires_at": Moment,
        "spent_at" as "spent_at": Moment,
    } without { "token_hash": SECRET, "person_id": OWNER, }),
    source!("notices" of "notices" []: "select * from notices where person_id = $1 order by told_at, id", {
        "happened" as "told": Word,
        "device" as "device": Text,
        "told_at" as "told_at": Moment,
        "put_away_at" as "put_away_at": Moment,
    } without { "id": ID, "person_id": OWNER, }),
    source!("recoveries" of "recoveries" []:
        "select recoveries.*, case when confirmed_at is null then null else 'somebody' end as who
         from recoveries where person_id = $1 order by asked_at, id", {
        "asked_at" as "asked_at": Moment,
        "device" as "device": Text,
        "who" as "confirmed_by": Somebody,
        "confirmed_at" as "confirmed_at": Moment,
        "wrong_codes" as "wrong_codes": Number,
        "stopped_at" as "stopped_at": Moment,
        "done_at" as "done_at": Moment,
    } without { "id": ID, "person_id": OWNER, "typed_in": ID, }),
    source!("recoveries_confirmed" of "recoveries" []:
        "select confirmed_at from recoveries where confirmed_by = $1 order by confirmed_at, id", {
        "confirmed_at" as "confirmed_at": Moment,
    } without {
        "id": ID, "person_id": "somebody else's", "asked_at": "somebody else's", "device": "somebody else's", "confirmed_by": OWNER,
        "stopped_at": "somebody else's", "done_at": "somebody else's", "wrong_codes": "somebody else's", "typed_in": "somebody else's",
    }),
    source!("erasures" of "erasures" []: "select * from erasures where person_id = $1", {
        "asked_at" as "asked_at": Moment,
        "due_at" as "due_at": Moment,
    } without { "person_id": OWNER, }),
    source!("holds" of "holds" ["id"]: "select * from holds where person_id = $1 order by placed_at, id", {
        "reason_sealed" as "reason": Sealed,
        "placed_by_sealed" as "placed_by": Sealed,
        "placed_at" as "placed_at": Moment,
        "ends_at" as "ends_at": Moment,
        "released_at" as "released_at": Moment,
    } without { "id": ID, "person_id": OWNER, }),
];

/// Found by the hash of the address they went to.
pub(super) const MAILS: Source = source!("mails" of "mails" ["id"]:
    "select * from mails where recipient_hash = $1 order by sent_at, id", {
    "recipient_sealed" as "to": Sealed,
    "subject_sealed" as "subject": Sealed,
    "body_sealed" as "body": Sealed,
    "sent_at" as "sent_at": Moment,
} without { "id": ID, "recipient_hash": LOOKUP, });

#[cfg(test)]
mod tests {
    use super::*;
    use domain::retention::PLAN;
    use std::collections::{BTreeMap, BTreeSet};

    /// Read by `choices`, `rooms` and `log` and not by a list, column by column.
    const BY_HAND: [&str; 3] = ["agreement_choices", "room_states", "audit_rows"];

    /// Says whether all agree, and of nobody in particular.
    const NOBODYS: &str = "agreement_joints";

    /// Every table with its columns and how each is declared, out of the migrations.
    fn tables() -> BTreeMap<String, Vec<(String, String)>> {
        let text = crate::migrations::migrated_tables();
        let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let mut open: Option<String> = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("create table ") {
                let name = rest.trim_end_matches(" (").to_owned();
                tables.insert(name.clone(), Vec::new());
                open = Some(name);
            } else if line.starts_with(')') {
                open = None;
            } else if let Some((table, column)) = line
                .strip_prefix("alter table ")
                .and_then(|rest| rest.split_once(" add column "))
            {
                let (name, declared) = column.split_once(' ').expect("a type");
                tables
                    .get_mut(table)
                    .expect("a table")
                    .push((name.to_owned(), declared.to_owned()));
            } else if let Some((table, column)) = line
                .strip_prefix("alter table ")
                .and_then(|rest| rest.split_once(" drop column "))
            {
                let column = column.trim_end_matches(';');
                tables
                    .get_mut(table)
                    .expect("a table")
                    .retain(|(name, _)| name != column);
            } else if let Some((table, renamed)) = line
                .strip_prefix("alter table ")
                .and_then(|rest| rest.split_once(" rename column "))
            {
                let (from, to) = renamed
                    .trim_end_matches(';')
                    .split_once(" to ")
                    .expect("a new name");
                for (name, _) in tables.get_mut(table).expect("a table") {
                    if name == from {
                        to.clone_into(name);
                    }
                }
            } else if let Some(table) = &open
                && let Some((name, declared)) = line.trim().split_once(' ')
                && !matches!(name, "--" | "primary" | "unique" | "foreign" | "check")
            {
                tables
                    .get_mut(table)
                    .expect("a table")
                    .push((name.to_owned(), declared.to_owned()));
            }
        }
        tables
    }

    #[test]
    fn every_table_of_the_schema_belongs_to_a_class_that_says_how_long_it_is_kept() {
        let tables: BTreeSet<String> = tables().into_keys().collect();
        let planned: BTreeSet<String> = PLAN
            .iter()
            .flat_map(|kept| kept.tables)
            .filter(|table| !table.contains('.'))
            .map(|table| (*table).to_owned())
            .collect();
        assert_eq!(tables, planned);
    }

    #[test]
    fn no_table_that_names_a_person_or_a_place_is_left_unvisited() {
        let visited: BTreeSet<&str> = SOURCES
            .iter()
            .chain([&MAILS])
            .map(|source| source.table)
            .chain(BY_HAND)
            .collect();
        for (table, columns) in tables() {
            let personal = table != NOBODYS
                && columns.iter().any(|(name, declared)| {
                    name.ends_with("person_id")
                    || name.ends_with("membership_id")
                    || declared.contains("references people")
                    || declared.contains("references memberships")
                    // Jobs hold a letter that waits; `app` looks into those.
                    || (name.ends_with("_sealed") && table != "jobs")
                });
            assert!(
                !personal || visited.contains(table.as_str()),
                "{table} is not visited"
            );
        }
    }

    #[test]
    fn every_column_of_a_visited_table_is_given_or_left_out_for_a_reason() {
        let tables = tables();
        for source in SOURCES.iter().chain([&MAILS]) {
            for (column, _) in &tables[source.table] {
                // Two sources of one table look at it from both sides.
                let said = SOURCES
                    .iter()
                    .chain([&MAILS])
                    .filter(|one| one.table == source.table)
                    .any(|one| {
                        one.columns.iter().any(|given| given.column == column)
                            || one
                                .left_out
                                .iter()
                                .any(|(left, why)| left == column && !why.is_empty())
                    });
                assert!(said, "{}.{column}", source.table);
            }
        }
    }
}
