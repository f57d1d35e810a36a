//! Groups, seats, licences and sessions.

use crate::house::new_id;
use crate::rule;
use domain::group::{Group, Levels, Listing};
use domain::membership::{Alias, EndedBy, Membership, State};
use jiff::SignedDuration;
use store::Error;
use testkit::Cast::*;
use testkit::{
    first_evening, living_with_loss, loss_session, tuesday_circle, tuesday_evening, tuesday_session,
};

rule! {
    async fn a_group_reads_back_as_it_was_stored(house) {
        house.furnish().await;
        for group in [tuesday_evening(), living_with_loss()] {
            assert_eq!(
                house.store.groups().lookup(group.id).await.expect("reads"),
                Some(group)
            );
        }
    }
}

rule! {
    async fn strangers_are_told_of_public_groups_only(house) {
        house.furnish().await;
        assert_eq!(
            house.store.groups().public().await.expect("reads"),
            [living_with_loss()]
        );
        assert_eq!(
            house.store.groups().all().await.expect("reads"),
            [living_with_loss(), tuesday_evening()]
        );
        let mut work = house.work().await;
        let hidden = Group {
            listed: Listing::Private,
            price: None,
            seats: 15,
            ..living_with_loss()
        };
        assert!(work.groups().update(&hidden).await.expect("updates"));
        work.commit().await.expect("commits");
        assert_eq!(house.store.groups().public().await.expect("reads"), []);
        assert_eq!(
            house.store.groups().lookup(hidden.id).await.expect("reads"),
            Some(hidden)
        );
    }
}

rule! {
    async fn a_group_that_leaves_levels_to_its_devices_is_kept_so(house) {
        house.furnish().await;
        let quiet = Group { levels: Levels::Devices, ..tuesday_evening() };
        let mut work = house.work().await;
        assert!(work.groups().update(&quiet).await.expect("updates"));
        work.commit().await.expect("commits");
        assert_eq!(house.store.groups().lookup(quiet.id).await.expect("reads"), Some(quiet));
        assert_eq!(
            house.store.groups().lookup(living_with_loss().id).await.expect("reads"),
            Some(living_with_loss()),
            "no other group changes with it"
        );
    }
}

rule! {
    async fn a_person_sees_the_groups_they_sit_in(house) {
        house.furnish().await;
        assert_eq!(
            house.store.groups().of_person(Ines.id()).await.expect("reads"),
            [living_with_loss(), tuesday_evening()]
        );
        assert_eq!(
            house.store.groups().of_person(Anna.id()).await.expect("reads"),
            [tuesday_evening()]
        );
        assert_eq!(house.store.groups().of_person(Sam.id()).await.expect("reads"), []);
    }
}

rule! {
    async fn the_circle_reads_back_in_seat_order_however_it_was_seated(house) {
        let mut work = house.work().await;
        work.groups().add(&tuesday_evening()).await.expect("adds");
        for membership in tuesday_circle().iter().rev() {
            let who = testkit::Cast::ALL
                .into_iter()
                .find(|who| who.id() == membership.person)
                .expect("of the cast");
            work.people().add(&who.person()).await.expect("adds");
            work.memberships().add(membership).await.expect("adds");
        }
        work.commit().await.expect("commits");
        let group = tuesday_evening().id;
        assert_eq!(
            house.store.memberships().of_group(group).await.expect("reads"),
            tuesday_circle()
        );
        assert_eq!(
            house
                .store
                .memberships()
                .count_of_group(group)
                .await
                .expect("counts"),
            8
        );
    }
}

rule! {
    async fn a_seat_gets_another_name_and_no_other_seat_does(house) {
        house.furnish().await;
        let group = tuesday_evening().id;
        let anna = Anna.membership(group, 1);
        let heron = Alias::parse("Blue Heron").expect("a name");
        let mut work = house.work().await;
        work.groups().hold(group).await.expect("holds");
        assert!(work.memberships().rename(anna.id, &heron).await.expect("renames"));
        assert!(!work.memberships().rename(Sam.membership_id(group), &heron).await.expect("finds none"));
        work.commit().await.expect("commits");
        let mut wanted = tuesday_circle();
        wanted[1].alias = heron;
        assert_eq!(house.store.memberships().of_group(group).await.expect("reads"), wanted);
    }
}

rule! {
    async fn a_seat_is_found_by_its_id_and_by_its_person(house) {
        house.furnish().await;
        let group = tuesday_evening().id;
        let anna = Anna.membership(group, 1);
        assert_eq!(
            house.store.memberships().lookup(anna.id).await.expect("reads"),
            Some(anna.clone())
        );
        assert_eq!(
            house
                .store
                .memberships()
                .of_person_in(Anna.id(), group)
                .await
                .expect("reads"),
            Some(anna.clone())
        );
        assert_eq!(
            house
                .store
                .memberships()
                .of_person(Anna.id())
                .await
                .expect("reads"),
            [anna]
        );
        assert_eq!(
            house
                .store
                .memberships()
                .of_person_in(Sam.id(), group)
                .await
                .expect("reads"),
            None
        );
    }
}

rule! {
    async fn a_chair_holds_one_person_and_a_person_one_chair(house) {
        house.furnish().await;
        let group = tuesday_evening().id;
        let on_annas_chair = Sam.membership(group, 1);
        let anna_again = Membership {
            id: Sam.membership_id(group),
            ..Anna.membership(group, 9)
        };
        let nowhere = Membership {
            group: domain::id::Id::from_uuid(uuid::Uuid::nil()),
            ..Sam.membership(group, 9)
        };
        for wrong in [on_annas_chair, anna_again, nowhere] {
            let mut work = house.work().await;
            let refused = work.memberships().add(&wrong).await;
            assert!(matches!(refused, Err(Error::Conflict { .. })), "{refused:?}");
        }
    }
}

rule! {
    async fn a_place_that_ended_frees_its_chair_and_is_found_by_its_id_alone(house) {
        house.furnish().await;
        let group = tuesday_evening().id;
        let (at, by) = (testkit::first_evening(), EndedBy::Facilitator);
        let anna = Membership { state: State::Ended { at, by }, ..Anna.membership(group, 1) };
        let why = "Grauwacke".into();
        let groups = house.store.erasures().groups_of(Anna.id()).await.expect("reads");
        assert!(groups.contains(&group));
        let mut work = house.work().await;
        assert!(work.memberships().change(&anna, Some(&why)).await.expect("ends"));
        let active = Membership { state: State::Active, ..anna.clone() };
        assert!(!work.memberships().change(&active, None).await.expect("nothing becomes of it"));
        work.memberships().add(&Sam.membership(group, 1)).await.expect("her chair");
        work.commit().await.expect("commits");

        let groups = house.store.erasures().groups_of(Anna.id()).await.expect("reads");
        assert!(!groups.contains(&group), "nothing of it hangs on her any more");
        let memberships = || house.store.memberships();
        assert_eq!(memberships().lookup(anna.id).await.expect("reads"), Some(anna.clone()));
        assert_eq!(memberships().why(anna.id).await.expect("reads"), Some(why));
        assert_eq!(memberships().ended_of_group(group).await.expect("reads"), std::slice::from_ref(&anna));
        assert_eq!(memberships().of_person(Anna.id()).await.expect("reads"), std::slice::from_ref(&anna));
        assert_eq!(memberships().of_person_in(Anna.id(), group).await.expect("reads"), None);
        assert_eq!(memberships().count_of_group(group).await.expect("counts"), 8);
        let seated = memberships().of_group(group).await.expect("reads");
        assert_eq!(seated[1].id, Sam.membership_id(group));
        assert!(house.store.groups().of_person(Anna.id()).await.expect("reads").is_empty());
        let from = testkit::first_evening();
        assert!(house.store.sessions().of_person_from(Anna.id(), from).await.expect("reads").is_empty());
        assert!(!is_in(&house.stolen().await, "Grauwacke"));

        let mut work = house.work().await;
        let again = Membership { seat: 9, state: State::Active, id: new_id(), ..anna.clone() };
        work.memberships().add(&again).await.expect("a returning person has a new place");
        let twice = Membership { seat: 10, id: new_id(), ..again };
        assert!(matches!(work.memberships().add(&twice).await, Err(Error::Conflict { .. })));
    }
}

rule! {
    async fn a_paused_place_keeps_its_chair_and_its_name_can_be_asked_about(house) {
        house.furnish().await;
        let group = tuesday_evening().id;
        let since = testkit::first_evening();
        let anna = Membership { state: State::Paused { since }, ..Anna.membership(group, 1) };
        let former = store::FormerName {
            id: new_id(),
            member: anna.id,
            name: Alias::parse("Grauwacke").expect("a name"),
            until: since,
            changed_by: Some(Mara.membership_id(group)),
        };
        let mut work = house.work().await;
        work.memberships().change(&anna, None).await.expect("pauses");
        work.memberships().ask_for_name(anna.id, since).await.expect("asks");
        work.former_names().add(&former).await.expect("adds");
        work.commit().await.expect("commits");
        assert_eq!(house.store.memberships().of_group(group).await.expect("reads")[1], anna);
        assert_eq!(house.store.memberships().name_asked_at(anna.id).await.expect("reads"), Some(since));
        assert_eq!(house.store.former_names().of_group(group).await.expect("reads"), [former]);
        assert!(!is_in(&house.stolen().await, "Grauwacke"));
        let mut work = house.work().await;
        work.memberships().rename(anna.id, &anna.alias).await.expect("renames");
        work.erasures().erase(Anna.id()).await.expect("erases");
        work.commit().await.expect("commits");
        assert!(house.store.former_names().of_group(group).await.expect("reads").is_empty());
    }
}

rule! {
    async fn the_licences_of_those_who_lead_a_group_are_shown_with_it(house) {
        house.furnish().await;
        let (mara, ines) = (
            Mara.credential().expect("licensed"),
            Ines.credential().expect("licensed"),
        );
        assert_eq!(
            house
                .store
                .credentials()
                .of_group(tuesday_evening().id)
                .await
                .expect("reads"),
            [mara, ines.clone()]
        );
        assert_eq!(
            house
                .store
                .credentials()
                .of_person(Ines.id())
                .await
                .expect("reads"),
            [ines]
        );
        assert_eq!(
            house
                .store
                .credentials()
                .of_person(Anna.id())
                .await
                .expect("reads"),
            []
        );
    }
}

rule! {
    async fn a_session_reads_back_with_its_plan_and_ends_once(house) {
        house.furnish().await;
        let session = tuesday_session();
        assert_eq!(
            house
                .store
                .sessions()
                .of_group(session.group)
                .await
                .expect("reads"),
            std::slice::from_ref(&session)
        );
        let mut work = house.work().await;
        let over = first_evening() + SignedDuration::from_mins(80);
        assert!(work.sessions().end(session.id, over).await.expect("ends"));
        assert!(
            !work
                .sessions()
                .end(session.id, over + SignedDuration::from_mins(1))
                .await
                .expect("asks")
        );
        work.commit().await.expect("commits");
        let ended = house
            .store
            .sessions()
            .lookup(session.id)
            .await
            .expect("reads")
            .expect("is known");
        assert_eq!(ended.ended_at, Some(over));
    }
}

rule! {
    async fn a_person_sees_the_sessions_of_their_groups_from_a_moment_on(house) {
        house.furnish().await;
        let of = async |who: testkit::Cast, from| {
            house
                .store
                .sessions()
                .of_person_from(who.id(), from)
                .await
                .expect("reads")
        };
        assert_eq!(
            of(Ines, first_evening()).await,
            [tuesday_session(), loss_session()]
        );
        assert_eq!(
            of(Ines, first_evening() + SignedDuration::from_mins(1)).await,
            [loss_session()]
        );
        assert_eq!(of(Anna, first_evening()).await, [tuesday_session()]);
        assert_eq!(of(Sam, first_evening()).await, []);
    }
}

rule! {
    async fn a_chain_of_devices_keeps_its_order_and_no_two_rooms_write_one_place(house) {
        house.furnish().await;
        let (group, other) = (tuesday_evening().id, living_with_loss().id);
        let (first, second) = (vec![1, 2, 255], vec![3; 300]);
        let mut work = house.work().await;
        for (behind, link) in [(None, &first), (Some(&first[..]), &second)] {
            assert!(work.facilitator_links().add(group, behind, link, first_evening()).await.expect("adds"));
        }
        work.commit().await.expect("commits");
        let mut again = house.work().await;
        let kept = again.facilitator_links().add(group, Some(&first), &second, first_evening()).await;
        assert!(matches!(kept, Ok(false)), "who did not hear that it was kept asks again: {kept:?}");
        let early = again.facilitator_links().add(group, None, &first, first_evening()).await;
        assert!(matches!(early, Err(Error::Conflict { .. })), "only the last one: {early:?}");
        drop(again);
        let mut late = house.work().await;
        let taken = late.facilitator_links().add(group, Some(&first), &[9], first_evening()).await;
        assert!(matches!(taken, Err(Error::Conflict { .. })), "{taken:?}");
        drop(late);
        house.restart().await;
        let chain = house.store.facilitator_links().of_group(group).await.expect("reads");
        assert_eq!(chain, [first, second]);
        assert_eq!(house.store.facilitator_links().of_group(other).await.expect("reads"), Vec::<Vec<u8>>::new());
        let mut work = house.work().await;
        assert_eq!(work.facilitator_links().forget(group).await.expect("forgets"), 2);
        work.commit().await.expect("commits");
        assert_eq!(house.store.facilitator_links().of_group(group).await.expect("reads"), Vec::<Vec<u8>>::new());
    }
}

rule! {
    async fn a_link_finds_its_place_only_behind_all_the_links_before_it(house) {
        house.furnish().await;
        let group = tuesday_evening().id;
        let mut work = house.work().await;
        for (behind, link) in [(None, 1), (Some(&[1][..]), 2)] {
            work.facilitator_links().add(group, behind, &[link], first_evening()).await.expect("adds");
        }
        work.commit().await.expect("commits");
        let mut work = house.work().await;
        assert_eq!(work.facilitator_links().forget(group).await.expect("forgets"), 2);
        work.commit().await.expect("commits");
        // A room that runs still knows the two, whatever another room has founded since.
        for kept in 0..3_u8 {
            let mut late = house.work().await;
            let stale = late.facilitator_links().add(group, Some(&[2]), &[9], first_evening()).await;
            assert!(matches!(stale, Err(Error::Conflict { .. })), "behind {kept} others: {stale:?}");
            drop(late);
            let mut work = house.work().await;
            let behind = [10 + kept - 1];
            let behind = (kept > 0).then_some(&behind[..]);
            work.facilitator_links().add(group, behind, &[10 + kept], first_evening()).await.expect("begins anew");
            work.commit().await.expect("commits");
        }
        assert_eq!(house.store.facilitator_links().of_group(group).await.expect("reads"), [[10], [11], [12]]);
    }
}

fn is_in(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}
