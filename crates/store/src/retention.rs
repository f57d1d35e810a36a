//! Deletes what is over its period, one class at a time. Whose data is held keeps it.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::statement::sql;
use domain::retention::Class;
use jiff::Timestamp;

noun! { Retention }

/// `$1` is the moment before which a row is over its period, `$2` now, for holds.
struct Cut {
    class: Class,
    statements: &'static [&'static str],
    asks_for_holds: bool,
}

macro_rules! of_sessions {
    ($table:literal) => {
        concat!(
            "delete from ",
            $table,
            " where session_id in (select id from sessions where starts_at < $1)
             and membership_id not in (select memberships.id from memberships join holds on holds.person_id = memberships.person_id
                 where holds.released_at is null and holds.ends_at > $2)"
        )
    };
}

macro_rules! of_people {
    ($table:literal, $over:literal) => {
        concat!(
            "delete from ",
            $table,
            " where ",
            $over,
            " and person_id not in (select person_id from holds where released_at is null and ends_at > $2)"
        )
    };
}

/// The same where a row may be nobody's.
macro_rules! of_anybody {
    ($table:literal, $over:literal) => {
        concat!(
            "delete from ",
            $table,
            " where ",
            $over,
            " and (person_id is null or person_id not in
                 (select person_id from holds where released_at is null and ends_at > $2))"
        )
    };
}

const CUTS: &[Cut] = &[
    Cut {
        class: Class::SignInLinks,
        statements: &[of_people!("sign_in_links", "expires_at < $1")],
        asks_for_holds: true,
    },
    Cut {
        class: Class::SignIns,
        statements: &[of_people!(
            "sign_ins",
            "(ended_at < $1 or idle_expires_at < $1 or expires_at < $1)"
        )],
        asks_for_holds: true,
    },
    Cut {
        class: Class::Notices,
        statements: &[
            of_people!("notices", "told_at < $1"),
            of_people!("recoveries", "asked_at < $1"),
        ],
        asks_for_holds: true,
    },
    Cut {
        class: Class::Letters,
        statements: &["delete from mails where sent_at < $1"],
        asks_for_holds: false,
    },
    Cut {
        class: Class::Jobs,
        statements: &["delete from jobs where given_up_at < $1"],
        asks_for_holds: false,
    },
    Cut {
        class: Class::DoorAnswers,
        statements: &[of_sessions!("door_answers")],
        asks_for_holds: true,
    },
    Cut {
        class: Class::Evenings,
        statements: &[
            of_sessions!("airtimes"),
            of_sessions!("admissions"),
            // A held person may stand in it, and it stands for a whole room.
            "delete from room_states where session_id in (select id from sessions where starts_at < $1)
                 and session_id not in (select sessions.id from sessions
                     join memberships on memberships.group_id = sessions.group_id
                     join holds on holds.person_id = memberships.person_id
                     where holds.released_at is null and holds.ends_at > $2)",
        ],
        asks_for_holds: true,
    },
    Cut {
        class: Class::Complaints,
        statements: &[of_anybody!("complaints", "received_at < $1")],
        asks_for_holds: true,
    },
    Cut {
        class: Class::BreakGlass,
        statements: &[of_anybody!("break_glasses", "asked_at < $1")],
        asks_for_holds: true,
    },
    Cut {
        class: Class::Removals,
        statements: &[of_sessions!("removals")],
        asks_for_holds: true,
    },
    Cut {
        class: Class::Holds,
        statements: &[of_people!("holds", "(released_at < $1 or ends_at < $1)")],
        asks_for_holds: true,
    },
];

impl Retention<'_, Writes> {
    /// Says how many rows went. A class without a period of its own here has none.
    pub async fn cut(&mut self, class: Class, before: Timestamp, now: Timestamp) -> Result<u64> {
        let mut gone = 0;
        for cut in CUTS.iter().filter(|cut| cut.class == class) {
            for statement in cut.statements {
                let statement = sql(statement).moment(before);
                gone += self
                    .reach
                    .run(if cut.asks_for_holds {
                        statement.moment(now)
                    } else {
                        statement
                    })
                    .await?;
            }
        }
        Ok(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::retention::PLAN;

    #[test]
    fn every_class_whose_period_ends_by_a_date_is_cut() {
        for kept in PLAN.iter().filter(|kept| kept.days().is_some()) {
            // Two have a job of their own: a column that is emptied within the hour, and a chain that is cut with a checkpoint.
            let elsewhere = matches!(kept.class, Class::QuietWords | Class::AuditLog);
            assert!(
                elsewhere || CUTS.iter().any(|cut| cut.class == kept.class),
                "{:?}",
                kept.class
            );
        }
    }
}
