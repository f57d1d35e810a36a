//! What people say at the door, and whom to ring for them.

use crate::rule;
use domain::door::{Alone, DoorAnswers, SafeChannel};
use domain::emergency::EmergencyFacts;
use jiff::SignedDuration;
use testkit::Cast::*;
use testkit::{first_evening, loss_session, tuesday_evening, tuesday_session};

rule! {
    async fn a_second_answer_at_a_door_replaces_the_first(house) {
        house.furnish().await;
        let (session, group) = (tuesday_session().id, tuesday_evening().id);
        let first = Anna.at_the_door(session, group, first_evening());
        let second = DoorAnswers {
            place: "the cabin by the lake".into(),
            country: "SE".to_owned(),
            alone: Alone::No,
            safe_channel: SafeChannel::None,
            answered_at: first_evening() + SignedDuration::from_mins(1),
            ..first.clone()
        };
        let mut work = house.work().await;
        work.door_answers().put(&first).await.expect("puts");
        work.door_answers().put(&second).await.expect("puts");
        work.commit().await.expect("commits");
        assert_eq!(
            house
                .store
                .door_answers()
                .lookup(session, second.member)
                .await
                .expect("reads"),
            Some(second.clone())
        );
        assert_eq!(
            house
                .store
                .door_answers()
                .of_session(session)
                .await
                .expect("reads"),
            [second]
        );
        let ben = Ben.membership_id(group);
        assert_eq!(
            house
                .store
                .door_answers()
                .lookup(session, ben)
                .await
                .expect("reads"),
            None
        );
    }
}

rule! {
    async fn what_a_person_said_last_at_any_door_is_known(house) {
        house.furnish().await;
        let tuesday = Ines.at_the_door(tuesday_session().id, tuesday_evening().id, first_evening());
        let later = first_evening() + SignedDuration::from_hours(48);
        let group = testkit::living_with_loss().id;
        let thursday = DoorAnswers {
            country: "AT".to_owned(),
            ..Ines.at_the_door(loss_session().id, group, later)
        };
        let mut work = house.work().await;
        for answers in [&thursday, &tuesday] {
            work.door_answers().put(answers).await.expect("puts");
        }
        work.commit().await.expect("commits");
        assert_eq!(
            house
                .store
                .door_answers()
                .latest_of_person(Ines.id())
                .await
                .expect("reads"),
            Some(thursday)
        );
        assert_eq!(
            house
                .store
                .door_answers()
                .latest_of_person(Anna.id())
                .await
                .expect("reads"),
            None
        );
    }
}

rule! {
    async fn facts_for_an_emergency_read_back_and_can_be_corrected(house) {
        house.furnish().await;
        assert_eq!(
            house
                .store
                .emergency_facts()
                .of_person(Dana.id())
                .await
                .expect("reads"),
            Some(Dana.emergency_facts())
        );
        let corrected = EmergencyFacts {
            safe_to_ring: true,
            contact_relation: "friend".into(),
            ..Dana.emergency_facts()
        };
        let mut work = house.work().await;
        work.emergency_facts().put(&corrected).await.expect("puts");
        work.commit().await.expect("commits");
        assert_eq!(
            house
                .store
                .emergency_facts()
                .of_person(Dana.id())
                .await
                .expect("reads"),
            Some(corrected)
        );
    }
}
