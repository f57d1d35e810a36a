//! Complaints, duties and break-glass: what is written once stays, sealed for its person, and goes with them.

use crate::rule;
use domain::break_glass::{About, BreakGlass, Class, Second, State};
use domain::complaint::{Answering, Complaint, State as ComplaintState};
use domain::id::{BreakGlassId, ComplaintId, Id as _, IncidentId};
use domain::retention::Class as Kept;
use domain::{Private, SignInId};
use jiff::SignedDuration;
use testkit::Cast::*;
use testkit::{first_evening, tuesday_evening};
use uuid::Uuid;

fn complaint(number: u128, by: Option<testkit::Cast>) -> Complaint {
    Complaint {
        id: ComplaintId::from_uuid(Uuid::from_u128(number)),
        by: by.map(|one| one.id()),
        named: false,
        about_group: by.map(|_| tuesday_evening().id),
        about: "the evening of the sixth".into(),
        words: "She said it before everyone.\nI asked her not to.".into(),
        answering: Answering::Text,
        reach: "+49 171 000".into(),
        received_at: first_evening(),
        read_at: None,
        answered_at: None,
        answer: Private::default(),
        closed_at: None,
        incident: None,
    }
}

fn wish(number: u128, about: About) -> BreakGlass {
    BreakGlass {
        id: BreakGlassId::from_uuid(Uuid::from_u128(number)),
        about,
        class: Class::Danger,
        reason: "Her sister rang: she has not been seen since Monday".into(),
        asked_by: Olu.id(),
        asked_through: SignInId::from_uuid(Uuid::from_u128(77)),
        asked_at: first_evening(),
        answered: None,
        opened_at: None,
        closed_at: None,
        end_is_written: false,
    }
}

rule! {
    async fn a_complaint_is_read_as_it_was_written_and_goes_through_its_states_once(house) {
        house.furnish().await;
        let (annas, strangers) = (complaint(1, Some(Anna)), complaint(2, None));
        let mut work = house.work().await;
        assert!(work.complaints().add(&annas, None).await.expect("adds"));
        assert!(work.complaints().add(&strangers, Some("a secret word")).await.expect("adds"));
        assert!(!work.complaints().add(&annas, None).await.expect("twice"));
        let again = Complaint { id: ComplaintId::from_uuid(Uuid::from_u128(3)), ..strangers.clone() };
        assert!(!work.complaints().add(&again, Some("a secret word")).await.expect("the same address"));
        work.commit().await.expect("commits");
        let complaints = || house.store.complaints();
        assert_eq!(complaints().lookup(annas.id).await.expect("reads"), Some(annas.clone()));
        assert_eq!(complaints().by_token("a secret word").await.expect("reads"), Some(strangers.clone()));
        assert_eq!(complaints().by_token("another").await.expect("reads"), None);
        assert_eq!(complaints().of_person(Anna.id()).await.expect("reads"), std::slice::from_ref(&annas));
        assert_eq!(complaints().of_strangers_since(first_evening()).await.expect("counts"), 1);
        assert_eq!(complaints().of_person_since(Anna.id(), first_evening()).await.expect("counts"), 1);

        let later = first_evening() + SignedDuration::from_hours(1);
        let mut work = house.work().await;
        assert!(work.complaints().was_read(annas.id, later).await.expect("reads"));
        assert!(!work.complaints().was_read(annas.id, later).await.expect("only once"));
        assert!(work.complaints().answer(&annas, &"We are sorry.".into(), later).await.expect("answers"));
        let number = IncidentId::from_uuid(Uuid::from_u128(9));
        assert!(work.complaints().is_incident(annas.id, number).await.expect("is one"));
        assert!(!work.complaints().is_incident(annas.id, number).await.expect("only once"));
        assert!(work.complaints().close(annas.id, later).await.expect("closes"));
        assert!(!work.complaints().close(annas.id, later).await.expect("only once"));
        assert!(!work.complaints().answer(&annas, &"More.".into(), later).await.expect("closed"));
        work.commit().await.expect("commits");
        let read = house.store.complaints().lookup(annas.id).await.expect("reads").expect("is there");
        assert_eq!(read.state(), ComplaintState::Closed);
        assert_eq!((read.answer.reveal().as_str(), read.incident), ("We are sorry.", Some(number)));
    }
}

rule! {
    async fn complaints_and_wishes_go_after_their_time_also_those_of_nobody(house) {
        house.furnish().await;
        let mut work = house.work().await;
        work.complaints().add(&complaint(1, Some(Anna)), None).await.expect("adds");
        work.complaints().add(&complaint(2, None), Some("word")).await.expect("adds");
        work.break_glasses().ask(&wish(3, About::Person(None))).await.expect("asks");
        let (before, after) = (first_evening(), first_evening() + SignedDuration::from_hours(1));
        for class in [Kept::Complaints, Kept::BreakGlass] {
            assert_eq!(work.retention().cut(class, before, after).await.expect("cuts"), 0, "{class:?}");
        }
        assert_eq!(work.retention().cut(Kept::Complaints, after, after).await.expect("cuts"), 2);
        assert_eq!(work.retention().cut(Kept::BreakGlass, after, after).await.expect("cuts"), 1);
    }
}

rule! {
    async fn whoever_is_erased_takes_their_complaints_and_what_was_asked_about_them_along(house) {
        house.furnish().await;
        let mut work = house.work().await;
        work.complaints().add(&complaint(1, Some(Anna)), None).await.expect("adds");
        work.complaints().add(&complaint(2, Some(Ben)), None).await.expect("adds");
        work.break_glasses().ask(&wish(3, About::Person(Some(Anna.id())))).await.expect("asks");
        work.duties().reads_complaints(Anna.id(), first_evening()).await.expect("names");
        work.erasures().erase(Anna.id()).await.expect("erases");
        work.commit().await.expect("commits");
        let left = house.store.complaints().all().await.expect("reads");
        assert_eq!(left.iter().map(|one| one.by).collect::<Vec<_>>(), [Some(Ben.id())]);
        assert!(house.store.break_glasses().since(first_evening()).await.expect("reads").is_empty());
        assert!(house.store.duties().complaint_readers().await.expect("reads").is_empty());
    }
}

rule! {
    async fn the_first_answer_of_a_second_person_stands_and_only_a_yes_opens(house) {
        house.furnish().await;
        let about = About::Person(Some(Anna.id()));
        let (one, other) = (wish(1, about), wish(2, About::Group(Some(tuesday_evening().id))));
        let later = first_evening() + SignedDuration::from_mins(5);
        let mut work = house.work().await;
        for wish in [&one, &other] {
            assert!(work.break_glasses().ask(wish).await.expect("asks"));
            assert!(!work.break_glasses().ask(wish).await.expect("twice"));
            assert!(!work.break_glasses().open(wish.id, later).await.expect("not yet"), "nobody said yes");
        }
        assert!(work.break_glasses().answer(one.id, Mara.id(), Second::Leads, true, later).await.expect("answers"));
        assert!(!work.break_glasses().answer(one.id, Ines.id(), Second::Leads, false, later).await.expect("too late"));
        assert!(work.break_glasses().answer(other.id, Pia.id(), Second::Coordinator, false, later).await.expect("answers"));
        assert!(!work.break_glasses().open(other.id, later).await.expect("a no"));
        assert!(work.break_glasses().open(one.id, later).await.expect("a yes"));
        assert!(!work.break_glasses().open(one.id, later).await.expect("only once"));
        work.commit().await.expect("commits");
        let glasses = || house.store.break_glasses();
        let read = glasses().lookup(one.id).await.expect("reads").expect("is there");
        assert_eq!((read.about, &read.reason), (about, &one.reason));
        assert_eq!(read.state(later), State::Open(later + SignedDuration::from_mins(60)));
        assert_eq!(glasses().since(first_evening()).await.expect("reads").len(), 2);
        assert_eq!(glasses().without_end().await.expect("reads").len(), 1);
        let mut work = house.work().await;
        assert!(work.break_glasses().close(one.id, later).await.expect("closes"));
        assert!(!work.break_glasses().end_is_written(one.id, later).await.expect("it is"));
        work.commit().await.expect("commits");
        assert!(house.store.break_glasses().without_end().await.expect("reads").is_empty());
    }
}

rule! {
    async fn whoever_was_named_to_read_complaints_is_named_once(house) {
        house.furnish().await;
        let mut work = house.work().await;
        assert!(work.duties().reads_complaints(Pia.id(), first_evening()).await.expect("names"));
        assert!(!work.duties().reads_complaints(Pia.id(), first_evening()).await.expect("twice"));
        assert_eq!(work.duties().complaint_readers().await.expect("reads"), [Pia.id()]);
        assert!(work.duties().reads_complaints_no_more(Pia.id()).await.expect("takes away"));
        assert!(!work.duties().reads_complaints_no_more(Pia.id()).await.expect("twice"));
        work.commit().await.expect("commits");
    }
}
