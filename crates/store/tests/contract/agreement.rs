//! Agreements, signatures, choices, guardians and releases: kept as they were given, sealed, each person's apart.

use crate::house::{House, new_id};
use crate::rule;
use domain::agreement::{
    Answer, Clause, Guardian, GuardianConsent, How, Kind, Proof, Reason, Signature, Version,
};
use domain::release::{Matter, Release};
use domain::{ClauseId, MembershipId, Private};
use jiff::{SignedDuration, Timestamp};
use store::Choice;
use testkit::Cast::{self, *};
use testkit::{first_evening, tuesday_evening};

fn member(who: Cast) -> MembershipId {
    who.membership_id(tuesday_evening().id)
}

fn version(number: u32) -> Version {
    Version {
        group: tuesday_evening().id,
        number,
        clauses: vec![
            Clause::parse(
                new_id(),
                Kind::Promise,
                "What is said here",
                "It stays here.\nAlways.",
            )
            .expect("a clause"),
        ],
        reason: Reason::Words,
        made_by: Some(member(Mara)),
        made_at: first_evening(),
    }
}

fn signature(who: Cast, name: &str) -> Signature {
    Signature {
        id: new_id(),
        group: tuesday_evening().id,
        member: member(who),
        version: 1,
        how: How::parse(name).expect("a name"),
        signed_at: first_evening(),
        proof: Proof {
            sha256: "ab".repeat(32),
            salt: Some(Private::new([7; 32])),
        },
        withdrawn_at: None,
    }
}

async fn sign(house: &House, signature: &Signature) -> bool {
    let mut work = house.work().await;
    let new = work.agreement_signatures().add(signature).await.expect("signs");
    work.commit().await.expect("commits");
    new
}

async fn agreed(house: &House) -> Version {
    house.furnish().await;
    let first = version(1);
    let mut work = house.work().await;
    assert!(work.agreement_versions().add(&first).await.expect("adds"));
    work.commit().await.expect("commits");
    first
}

rule! {
    async fn versions_read_back_in_order_and_a_number_is_given_once(house) {
        let first = agreed(house).await;
        let mut work = house.work().await;
        assert!(!work.agreement_versions().add(&version(1)).await.expect("looks"));
        let second = Version { reason: Reason::Circle, made_by: None, ..version(2) };
        assert!(work.agreement_versions().add(&second).await.expect("adds"));
        work.commit().await.expect("commits");
        let read = house.store.agreement_versions().of_group(first.group).await.expect("reads");
        assert_eq!(read, [first, second]);
    }
}

rule! {
    async fn signing_twice_signs_once_and_after_taking_it_back_it_can_be_given_again(house) {
        agreed(house).await;
        let first = signature(Anna, "Anna Berger");
        assert!(sign(house, &first).await);
        assert!(!sign(house, &signature(Anna, "Anna again")).await);
        assert!(sign(house, &signature(Ben, "")).await);
        let later = first_evening() + SignedDuration::from_mins(5);
        let mut work = house.work().await;
        assert_eq!(work.agreement_signatures().withdraw(member(Anna), later).await.expect("takes back"), 1);
        assert_eq!(work.agreement_signatures().withdraw(member(Anna), later).await.expect("finds none"), 0);
        work.commit().await.expect("commits");
        let again = Signature { signed_at: later, ..signature(Anna, "Anna Berger") };
        assert!(sign(house, &again).await);
        let annas = house.store.agreement_signatures().of_member(member(Anna)).await.expect("reads");
        assert_eq!(annas, [Signature { withdrawn_at: Some(later), ..first }, again]);
        let all = house.store.agreement_signatures().of_group(tuesday_evening().id).await.expect("reads");
        assert_eq!(all.len(), 3);
        assert_eq!(all.iter().filter(|one| one.member == member(Ben)).count(), 1);
    }
}

async fn choose(house: &House, who: Cast, clause: ClauseId, answer: Answer) {
    let mut work = house.work().await;
    let choice = Choice {
        member: member(who),
        clause,
        answer,
        words: "cd".repeat(32),
    };
    work.agreement_choices().put(&choice).await.expect("puts");
    work.commit().await.expect("commits");
}

rule! {
    async fn an_answer_replaces_the_earlier_one_and_all_sealed_answers_have_one_length(house) {
        agreed(house).await;
        let clause = new_id();
        choose(house, Anna, clause, Answer::Yes).await;
        choose(house, Anna, clause, Answer::No).await;
        choose(house, Ben, clause, Answer::Yes).await;
        choose(house, Chidi, clause, Answer::Open).await;
        let all = house.store.agreement_choices().of_clause(tuesday_evening().id, clause).await.expect("reads");
        let said: Vec<_> = all.iter().map(|one| (one.member, one.answer)).collect();
        assert_eq!(
            said,
            [(member(Anna), Answer::No), (member(Ben), Answer::Yes), (member(Chidi), Answer::Open)]
        );
        assert_eq!(house.store.agreement_choices().of_member(member(Anna)).await.expect("reads").len(), 1);
        // Three answers of one length: if they differed, these two could not both hold no rows.
        house
            .try_to_tamper("update agreement_choices set answer_sealed = '' where length(answer_sealed) <>
                (select max(length(answer_sealed)) from agreement_choices)")
            .await
            .expect("runs");
        let again = house.store.agreement_choices().of_clause(tuesday_evening().id, clause).await.expect("reads");
        assert_eq!(again, all);
    }
}

/// As the house does it: everybody's answer is written anew, with this one changed.
async fn answers_among_all(house: &House, who: Cast, clause: ClauseId) {
    let mut work = house.work().await;
    let group = tuesday_evening().id;
    work.agreement_choices().hold(group, clause).await.expect("holds");
    let said = work
        .agreement_choices()
        .of_clause(group, clause)
        .await
        .expect("reads");
    for one in [Anna, Ben, Chidi, Dana] {
        let before = said.iter().find(|choice| choice.member == member(one));
        let answer = match before {
            _ if one == who => Answer::Yes,
            Some(choice) => choice.answer,
            None => Answer::Open,
        };
        let choice = Choice {
            member: member(one),
            clause,
            answer,
            words: "cd".repeat(32),
        };
        work.agreement_choices().put(&choice).await.expect("puts");
    }
    work.commit().await.expect("commits");
}

rule! {
    async fn of_three_answers_at_once_none_is_lost(house) {
        agreed(house).await;
        let clause = new_id();
        let house = &*house;
        // The first one makes the row by which the others queue.
        answers_among_all(house, Dana, clause).await;
        tokio::join!(
            answers_among_all(house, Anna, clause),
            answers_among_all(house, Ben, clause),
            answers_among_all(house, Chidi, clause),
        );
        let said = house.store.agreement_choices().of_clause(tuesday_evening().id, clause).await.expect("reads");
        assert_eq!(said.iter().filter(|one| one.answer == Answer::Yes).count(), 4);
    }
}

rule! {
    async fn since_when_all_say_yes_is_kept_and_forgotten(house) {
        agreed(house).await;
        let (group, clause) = (tuesday_evening().id, new_id());
        assert_eq!(house.store.agreement_choices().since(group, clause).await.expect("reads"), None);
        for since in [Some(first_evening()), None] {
            let mut work = house.work().await;
            work.agreement_choices().hold(group, clause).await.expect("holds");
            work.agreement_choices().put_since(group, clause, since).await.expect("puts");
            work.commit().await.expect("commits");
            assert_eq!(house.store.agreement_choices().since(group, clause).await.expect("reads"), since);
        }
    }
}

rule! {
    async fn a_guardians_consent_is_recorded_replaced_and_removed(house) {
        agreed(house).await;
        let today = jiff::civil::date(2026, 1, 6);
        let waiting = Guardian {
            group: tuesday_evening().id,
            member: member(Anna),
            consent: None,
            recorded_by: Some(member(Mara)),
            recorded_at: first_evening(),
        };
        let given = Guardian {
            consent: Some(GuardianConsent::parse("Ruth Berger", "saw her passport", today, today).expect("consent")),
            ..waiting.clone()
        };
        for guardian in [&waiting, &given] {
            let mut work = house.work().await;
            work.guardians().put(guardian).await.expect("puts");
            work.commit().await.expect("commits");
            let read = house.store.guardians().of_member(member(Anna)).await.expect("reads");
            assert_eq!(read.as_ref(), Some(guardian));
        }
        assert_eq!(house.store.guardians().of_group(given.group).await.expect("reads").len(), 1);
        let mut work = house.work().await;
        assert!(work.guardians().remove(member(Anna)).await.expect("removes"));
        assert!(!work.guardians().remove(member(Anna)).await.expect("finds none"));
        work.commit().await.expect("commits");
    }
}

fn release(who: Cast, until: Timestamp) -> Release {
    Release::parse(
        new_id(),
        (tuesday_evening().id, member(who)),
        "Dr Roth, Wiener Strasse",
        &[Matter::Summary, Matter::Attendance],
        until,
        first_evening(),
    )
    .expect("a release")
}

rule! {
    async fn a_release_is_revoked_by_its_own_person_and_by_nobody_else(house) {
        agreed(house).await;
        let until = first_evening() + SignedDuration::from_hours(24);
        let (annas, bens) = (release(Anna, until), release(Ben, until));
        let mut work = house.work().await;
        assert!(work.releases().add(&annas).await.expect("adds"));
        assert!(!work.releases().add(&annas).await.expect("knows it"));
        assert!(work.releases().add(&bens).await.expect("adds"));
        assert!(!work.releases().revoke(member(Ben), annas.id, until).await.expect("not his"));
        assert!(work.releases().revoke(member(Anna), annas.id, until).await.expect("hers"));
        assert!(!work.releases().revoke(member(Anna), annas.id, until).await.expect("once"));
        work.commit().await.expect("commits");
        let read = house.store.releases().lookup(annas.id).await.expect("reads");
        let mut revoked = annas;
        revoked.revoked_at = Some(until);
        assert_eq!(read, Some(revoked));
        assert_eq!(house.store.releases().of_member(member(Ben)).await.expect("reads"), [bens]);
    }
}

rule! {
    async fn names_proofs_and_outsiders_lie_sealed(house) {
        agreed(house).await;
        sign(house, &signature(Anna, "Grauwacke Kiebitz")).await;
        let mut work = house.work().await;
        let until = first_evening() + SignedDuration::from_hours(24);
        work.releases().add(&release(Anna, until)).await.expect("adds");
        work.commit().await.expect("commits");
        let stolen = String::from_utf8_lossy(&house.stolen().await).into_owned();
        for word in ["Grauwacke Kiebitz", "Wiener Strasse", &"ab".repeat(32)] {
            assert!(!stolen.contains(word), "{word}");
        }
        assert!(stolen.contains("What is said here"), "the words of a clause are no secret");
    }
}
