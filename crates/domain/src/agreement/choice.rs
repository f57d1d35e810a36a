//! Choices apart from the agreement. Of a joint one only the sum is ever told, and a yes of all is told late, so that
//! nobody finds out whose no it was by watching when something changes (C4).

use jiff::{SignedDuration, Timestamp};

/// In a smaller circle a no would have a name: whoever said yes would know who is left.
pub const FEWEST_FOR_JOINT: usize = 4;
/// A yes of all shows at the first hour of showing after this.
pub const JOINT_YES_WAITS: SignedDuration = SignedDuration::from_hours(24);
/// Three in the morning, UTC: an hour at which the last yes of the day before is one of many acts.
const SHOWN_AT_SECOND: i64 = 3 * 3_600;
const DAY: i64 = 24 * 3_600;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    Yes,
    No,
    /// Nothing was said yet, or it was said to other words. Counts as no.
    Open,
}

/// What everybody is told of a joint choice, and all they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JointResult {
    Off,
    On,
}

/// `answers` holds one for each person with a place in the group.
pub fn unanimous(answers: &[Answer]) -> bool {
    answers.len() >= FEWEST_FOR_JOINT && answers.iter().all(|one| *one == Answer::Yes)
}

/// The first hour of showing that is at least a day after everybody had said yes.
pub fn shows_from(since: Timestamp) -> Timestamp {
    let earliest = since.saturating_add(JOINT_YES_WAITS).unwrap_or(Timestamp::MAX);
    let second = earliest.as_second();
    let today = second.div_euclid(DAY) * DAY + SHOWN_AT_SECOND;
    let shown = if second < today || (second == today && earliest.subsec_nanosecond() == 0) {
        today
    } else {
        today + DAY
    };
    Timestamp::from_second(shown).unwrap_or(Timestamp::MAX)
}

/// Since when everybody says yes, after one answer. A no, once said, starts the wait anew.
pub fn since_after(
    before: &[Answer],
    after: &[Answer],
    since: Option<Timestamp>,
    now: Timestamp,
) -> Option<Timestamp> {
    match (unanimous(before), unanimous(after)) {
        (_, false) => None,
        (true, true) => since.or(Some(now)),
        (false, true) => Some(now),
    }
}

/// One no stops it at once; a yes of all waits.
pub fn joint_result(answers: &[Answer], since: Option<Timestamp>, now: Timestamp) -> JointResult {
    match since {
        Some(since) if unanimous(answers) && now >= shows_from(since) => JointResult::On,
        _ => JointResult::Off,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_767_571_200 + hours * 3_600).expect("a moment")
    }

    fn any_answers() -> impl Strategy<Value = Vec<Answer>> {
        let one = prop_oneof![3 => Just(Answer::Yes), 1 => Just(Answer::No), 1 => Just(Answer::Open)];
        proptest::collection::vec(one, 0..9)
    }

    #[test]
    fn a_yes_of_all_shows_at_three_in_the_morning_a_day_later() {
        assert_eq!(shows_from(at(1)), at(27));
        assert_eq!(shows_from(at(3)), at(27));
        assert_eq!(shows_from(at(4)), at(51));
        let all = [Answer::Yes; 4];
        assert_eq!(joint_result(&all, Some(at(1)), at(26)), JointResult::Off);
        assert_eq!(joint_result(&all, Some(at(1)), at(27)), JointResult::On);
    }

    #[test]
    fn three_people_are_too_few_for_a_no_without_a_name() {
        assert!(!unanimous(&[Answer::Yes; 3]));
        assert!(unanimous(&[Answer::Yes; 4]));
    }

    proptest! {
        #[test]
        fn one_no_stops_it_at_once_and_so_does_somebody_who_said_nothing(
            answers in any_answers(), who in 0usize..9, hours in 0i64..500,
        ) {
            prop_assume!(!answers.is_empty());
            for said in [Answer::No, Answer::Open] {
                let mut answers = answers.clone();
                let who = who % answers.len();
                answers[who] = said;
                prop_assert_eq!(joint_result(&answers, Some(at(0)), at(hours)), JointResult::Off);
            }
        }

        #[test]
        fn while_it_is_off_nothing_shown_depends_on_whose_no_it_is_or_how_many(
            answers in any_answers(), other in any_answers(), hours in 0i64..500,
        ) {
            prop_assume!(!unanimous(&answers) && !unanimous(&other));
            prop_assert_eq!(joint_result(&answers, None, at(hours)), joint_result(&other, None, at(hours)));
        }

        #[test]
        fn the_answer_that_makes_it_a_yes_of_all_changes_nothing_that_is_shown_for_a_day(
            count in FEWEST_FOR_JOINT..9, who in 0usize..9, minutes in 0i64..(24 * 60),
        ) {
            let after = vec![Answer::Yes; count];
            let mut before = after.clone();
            before[who % count] = Answer::No;
            let since = since_after(&before, &after, None, at(0));
            let soon = at(0) + SignedDuration::from_mins(minutes);
            prop_assert_eq!(joint_result(&after, since, soon), joint_result(&before, None, soon));
        }

        #[test]
        fn a_yes_said_twice_moves_nothing_and_a_no_in_between_starts_the_wait_anew(hours in 1i64..100) {
            let all = [Answer::Yes; 5];
            let one_no = [Answer::Yes, Answer::Yes, Answer::No, Answer::Yes, Answer::Yes];
            prop_assert_eq!(since_after(&all, &all, Some(at(0)), at(hours)), Some(at(0)));
            prop_assert_eq!(since_after(&all, &one_no, Some(at(0)), at(hours)), None);
            prop_assert_eq!(since_after(&one_no, &all, Some(at(0)), at(hours)), Some(at(hours)));
        }
    }
}
