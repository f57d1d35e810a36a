//! What is kept, in classes: how long, from which moment, and why. Every table of the store belongs to one class; a test of the
//! store compares. The sentences that people read stand in `locales/*/my-data.ftl` under each class's word.

use jiff::{SignedDuration, Timestamp};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Name, address, language: what somebody signs in with.
    Account,
    Places,
    SignInLinks,
    SignIns,
    Passkeys,
    /// What people were told about their accounts, and their asking to come back in.
    Notices,
    /// A password with codes, of those who lead or work here.
    Passwords,
    Letters,
    Jobs,
    DoorAnswers,
    EmergencyFacts,
    /// Who was let in when, how long each spoke, and where the evening stood.
    Evenings,
    QuietWords,
    Removals,
    OwnRecord,
    Licences,
    /// What those who lead write for themselves, kept apart from every record. Only their browsers can read it.
    PsychotherapyNotes,
    /// What groups agree, who signed it, what each chose and allowed.
    Agreements,
    /// Wishes to be erased.
    Erasures,
    /// What held an erasure up, after it did.
    Holds,
    /// What somebody complained of, and what they were answered.
    Complaints,
    /// Who asked to look where nobody looks otherwise, and why.
    BreakGlass,
    /// Who works for the house as what.
    Duties,
    AuditLog,
    /// Nobody's: the practice, its groups and their sessions.
    House,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// So many days from the moment that `from` names.
    Days(u16),
    /// Until the person deletes it or is erased.
    UntilErased,
    /// Until what it is for is done: a wish carried out or taken back.
    UntilDone,
    /// It is about nobody.
    WithTheHouse,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    Made,
    Expired,
    Ended,
    SessionBegan,
    GivenUp,
    Written,
}

/// One line of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    pub class: Class,
    /// A column of a table that goes earlier than its row is a class of its own: `table.column`.
    pub tables: &'static [&'static str],
    pub period: Period,
    pub from: From,
    /// For auditors and docs/data.md; people read a sentence instead.
    pub law: &'static str,
}

const NECESSARY: &str = "GDPR 5(1)(e): no longer than it is needed";
const CARE: &str = "GDPR 6(1)(b), 9(2)(h): needed for the care that was agreed";
const SAFETY: &str = "GDPR 6(1)(d), 9(2)(c): to send help while somebody is in the circle";
const ACCOUNTABLE: &str = "GDPR 5(2), 32, 33(5); 45 CFR 164.316(b)(2): six years to answer for a look";

pub const PLAN: &[Kept] = &[
    kept(Class::Account, &["people"], Period::UntilErased, From::Made, CARE),
    kept(
        Class::Places,
        &["memberships", "former_names"],
        Period::UntilErased,
        From::Made,
        CARE,
    ),
    kept(
        Class::SignInLinks,
        &["sign_in_links"],
        Period::Days(7),
        From::Expired,
        NECESSARY,
    ),
    kept(
        Class::SignIns,
        &["sign_ins"],
        Period::Days(30),
        From::Ended,
        NECESSARY,
    ),
    kept(
        Class::Passkeys,
        &["passkeys"],
        Period::UntilErased,
        From::Made,
        NECESSARY,
    ),
    kept(
        Class::Notices,
        &["notices", "recoveries"],
        Period::Days(90),
        From::Made,
        "GDPR 32: whoever was let in wrongly must be able to see it",
    ),
    kept(
        Class::Passwords,
        &["passwords"],
        Period::UntilErased,
        From::Made,
        NECESSARY,
    ),
    kept(Class::Letters, &["mails"], Period::Days(7), From::Made, NECESSARY),
    kept(Class::Jobs, &["jobs"], Period::Days(7), From::GivenUp, NECESSARY),
    kept(
        Class::DoorAnswers,
        &["door_answers"],
        Period::Days(30),
        From::SessionBegan,
        SAFETY,
    ),
    kept(
        Class::EmergencyFacts,
        &["emergency_facts"],
        Period::UntilErased,
        From::Made,
        SAFETY,
    ),
    kept(
        Class::Evenings,
        &["admissions", "airtimes", "room_states"],
        Period::Days(90),
        From::SessionBegan,
        CARE,
    ),
    kept(
        Class::QuietWords,
        &["room_states.quiet_sealed"],
        Period::Days(1),
        From::SessionBegan,
        NECESSARY,
    ),
    kept(
        Class::Removals,
        &["removals"],
        Period::Days(365),
        From::SessionBegan,
        CARE,
    ),
    kept(
        Class::OwnRecord,
        &["kept_checkins"],
        Period::UntilErased,
        From::Made,
        "GDPR 9(2)(a): because the person asked for it",
    ),
    kept(
        Class::Licences,
        &["credentials"],
        Period::UntilErased,
        From::Made,
        "the practice must show who treats: GDPR 6(1)(c)",
    ),
    kept(
        Class::PsychotherapyNotes,
        &["vaults", "vault_wraps", "notes", "wills"],
        Period::UntilErased,
        From::Made,
        "45 CFR 164.501, 164.508(a)(2), 164.524(a)(1)(i): the writer's own, apart from the record; they delete them, or it goes with them",
    ),
    kept(
        Class::Agreements,
        &[
            "agreement_versions",
            "agreement_signatures",
            "agreement_choices",
            "agreement_joints",
            "guardians",
            "releases",
        ],
        Period::UntilErased,
        From::Made,
        "GDPR 7(1): whoever relies on a consent must be able to show it",
    ),
    kept(
        Class::Erasures,
        &["erasures"],
        Period::UntilDone,
        From::Made,
        "GDPR 17: the wish itself",
    ),
    kept(
        Class::Holds,
        &["holds"],
        Period::Days(365),
        From::Ended,
        "GDPR 18, 5(2): a hold that its person may see, and ask about afterwards",
    ),
    kept(
        Class::Complaints,
        &["complaints"],
        Period::Days(3 * 365),
        From::Made,
        "GDPR 5(2), 6(1)(c): whoever complains is owed an answer, and the practice must be able to show it",
    ),
    kept(
        Class::BreakGlass,
        &["break_glasses"],
        Period::Days(365),
        From::Made,
        "45 CFR 164.312(a)(2)(ii), 164.308(a)(1)(ii)(D): to ask whoever looked why they did",
    ),
    kept(
        Class::Duties,
        &["duties"],
        Period::UntilErased,
        From::Made,
        NECESSARY,
    ),
    kept(
        Class::AuditLog,
        &["audit_rows", "audit_heads", "audit_checkpoints"],
        Period::Days(6 * 365 + 2),
        From::Written,
        ACCOUNTABLE,
    ),
    kept(
        Class::House,
        &[
            "practices",
            "groups",
            "series",
            "pauses",
            "sessions",
            "facilitator_links",
        ],
        Period::WithTheHouse,
        From::Made,
        "about nobody",
    ),
];

const fn kept(
    class: Class,
    tables: &'static [&'static str],
    period: Period,
    from: From,
    law: &'static str,
) -> Kept {
    Kept {
        class,
        tables,
        period,
        from,
        law,
    }
}

/// The words never change once they are released: they stand in the audit log.
const WORDS: [(Class, &str); 25] = [
    (Class::Account, "account"),
    (Class::Places, "places"),
    (Class::SignInLinks, "sign-in-links"),
    (Class::SignIns, "sign-ins"),
    (Class::Passkeys, "passkeys"),
    (Class::Notices, "notices"),
    (Class::Passwords, "passwords"),
    (Class::Letters, "letters"),
    (Class::Jobs, "jobs"),
    (Class::DoorAnswers, "door-answers"),
    (Class::EmergencyFacts, "emergency-facts"),
    (Class::Evenings, "evenings"),
    (Class::QuietWords, "quiet-words"),
    (Class::Removals, "removals"),
    (Class::OwnRecord, "own-record"),
    (Class::Licences, "licences"),
    (Class::PsychotherapyNotes, "psychotherapy-notes"),
    (Class::Agreements, "agreements"),
    (Class::Erasures, "erasures"),
    (Class::Holds, "holds"),
    (Class::Complaints, "complaints"),
    (Class::BreakGlass, "break-glass"),
    (Class::Duties, "duties"),
    (Class::AuditLog, "audit-log"),
    (Class::House, "house"),
];

impl Class {
    pub fn word(self) -> &'static str {
        WORDS
            .iter()
            .find(|(class, _)| *class == self)
            .map_or("house", |(_, word)| word)
    }
}

impl Kept {
    /// What began before then is over its period now; `None` where no date ends it.
    pub fn over_before(&self, now: Timestamp) -> Option<Timestamp> {
        match self.period {
            Period::Days(days) => {
                let period = SignedDuration::from_hours(24 * i64::from(days));
                Some(now.saturating_sub(period).unwrap_or(Timestamp::MIN))
            }
            Period::UntilErased | Period::UntilDone | Period::WithTheHouse => None,
        }
    }

    pub fn days(&self) -> Option<u16> {
        match self.period {
            Period::Days(days) => Some(days),
            Period::UntilErased | Period::UntilDone | Period::WithTheHouse => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_class_stands_once_in_the_plan_and_has_a_word_of_its_own() {
        let classes: HashSet<_> = PLAN.iter().map(|kept| kept.class).collect();
        let words: HashSet<_> = PLAN.iter().map(|kept| kept.class.word()).collect();
        assert_eq!(
            (PLAN.len(), classes.len(), words.len()),
            (WORDS.len(), WORDS.len(), WORDS.len())
        );
    }

    #[test]
    fn no_table_is_in_two_classes() {
        let tables: Vec<_> = PLAN.iter().flat_map(|kept| kept.tables).collect();
        let distinct: HashSet<_> = tables.iter().collect();
        assert_eq!(tables.len(), distinct.len());
    }

    /// What stands in docs/data.md: class, tables, how long.
    fn documented() -> Vec<[&'static str; 3]> {
        let text = include_str!("../../../docs/data.md");
        let table = text.split("| class | tables |").nth(1).expect("its table");
        table
            .lines()
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .map(|line| {
                let mut cells = line.trim_matches('|').split('|').map(str::trim);
                [(); 3].map(|()| cells.next().expect("three cells"))
            })
            .collect()
    }

    #[test]
    fn the_document_names_every_class_with_its_tables_and_its_period_and_no_other() {
        let documented = documented();
        for kept in PLAN {
            let word = kept.class.word();
            let rows: Vec<_> = documented.iter().filter(|row| row[0] == word).collect();
            assert_eq!(rows.len(), 1, "{word} stands once in docs/data.md");
            let [_, tables, period] = *rows[0];
            assert_eq!(tables.split(", ").collect::<Vec<_>>(), kept.tables, "{word}");
            let said = match kept.period {
                Period::Days(1) => period.starts_with("1 day"),
                Period::Days(days) if days / 365 > 1 => period.starts_with(&format!("{} years", days / 365)),
                Period::Days(days) => period.starts_with(&format!("{days} days")),
                Period::UntilErased => period.starts_with("until ") && period.contains("erased"),
                Period::UntilDone => period == "until done",
                Period::WithTheHouse => period == "with the house",
            };
            assert!(said, "{word}: {period}");
        }
        assert_eq!(documented.len(), PLAN.len());
    }

    #[test]
    fn a_period_ends_on_its_day_and_what_has_none_never_does() {
        let now: Timestamp = "2026-02-05T17:00:00Z".parse().expect("a moment");
        let over = |class| {
            PLAN.iter()
                .find(|kept| kept.class == class)
                .and_then(|kept| kept.over_before(now))
                .map(|at| at.to_string())
        };
        assert_eq!(over(Class::DoorAnswers), Some("2026-01-06T17:00:00Z".to_owned()));
        assert_eq!(over(Class::OwnRecord), None);
        assert_eq!(over(Class::House), None);
    }
}
