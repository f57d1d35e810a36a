//! The living agreement: signed with proof, changed with notice, taken back at once, and choices whose no has no name.

use crate::evening::{Evening, holds};
use app::agreement::{
    Draft, Edited, GuardianForm, OutsideReader, ReleaseForm, SignForm, choose, desk, give_release, mine,
    my_releases, publish, read_for_outside, record_guardian, remove_guardian, revoke_release, sign,
    who_signed, withdraw,
};
use app::audit::{Looker, What};
use app::{Context, Error, Refusal};
use domain::agreement::{Answer, How, JointResult, Kind, Proof, Signature, Standing, WayIn, signature_words};
use domain::release::{Matter, Release};
use domain::{ClauseId, GroupId};
use jiff::SignedDuration;
use std::sync::atomic::{AtomicU32, Ordering};

const CIRCLE: [&str; 8] = ["mara", "anna", "ben", "chidi", "dana", "eli", "farah", "ines"];

fn draft(kind: Kind, heading: &str, text: &str) -> Draft {
    Draft {
        id: None,
        kind,
        heading: heading.to_owned(),
        text: text.to_owned(),
    }
}

fn words() -> Vec<Draft> {
    vec![
        draft(
            Kind::Promise,
            "What is said here",
            "It stays here. Grauwacke-Kiebitz.",
        ),
        draft(Kind::Consent, "What could go wrong", "Somebody could tell."),
        draft(Kind::OwnChoice, "Research", "May we count your answers?"),
        draft(Kind::JointChoice, "Help by a program", "May a program help us?"),
    ]
}

/// An evening whose circle agreed a month ago, all but Eli.
async fn agreed() -> Evening {
    let evening = Evening::begin().await;
    app::demo::agree(&evening.app, &evening.demo, &words())
        .await
        .expect("agreed");
    evening
}

fn form(version: u32, name: &str) -> SignForm {
    SignForm {
        version,
        name: name.into(),
    }
}

async fn standing(cx: &Context, group: GroupId) -> Standing {
    mine(cx, group).await.expect("one's own page").standing
}

async fn changed(evening: &Evening) {
    let mara = evening.as_("mara").await;
    let mut drafts = drafts(&mara, evening.demo.group).await;
    drafts[0].text = "It stays here, and nowhere else.".to_owned();
    let edited = publish(&mara, evening.demo.group, 1, &drafts, false).await;
    assert_eq!(edited, Ok(Edited::Published(2)));
}

async fn drafts(mara: &Context, group: GroupId) -> Vec<Draft> {
    let (newest, _) = desk(mara, group).await.expect("a desk").newest.expect("words");
    newest.clauses.iter().map(Draft::from).collect()
}

async fn rows_named(evening: &Evening, action: &'static str) -> Vec<store::AuditRow> {
    evening.app.store().audit().of_action(action).await.expect("rows")
}

#[tokio::test]
async fn a_signature_carries_a_proof_that_its_words_give_and_the_log_holds_it() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let eli = evening.as_("eli").await;
    assert_eq!(standing(&eli, group).await, Standing::Never);
    for name in [
        "Elias Roth, in his own hand",
        "Elias Roth, in his own hand",
        "somebody else",
    ] {
        sign(&eli, group, form(1, name)).await.expect("signed");
    }
    assert!(
        !holds(&evening.bytes_on_disk(), "Roth, in his own hand"),
        "it lies sealed"
    );
    let page = mine(&eli, group).await.expect("his page");
    assert_eq!(page.signatures.len(), 1, "signing twice signs once");
    let (signature, version, holds_true) = &page.signatures[0];
    assert!(holds_true);
    let salt = signature.proof.salt.as_ref();
    assert!(salt.is_some(), "nobody can try names against what the log has");
    let encoded = signature_words(
        version,
        signature.member,
        &signature.how,
        signature.signed_at,
        salt,
    );
    let proof = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &encoded);
    let digits: String = proof.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(signature.proof.sha256, digits);
    let rows = rows_named(&evening, "Agreement/Sign").await;
    assert_eq!(rows.len(), 1);
    assert!(rows[0].detail.contains(&format!("proof={digits}")));
    assert_eq!(rows[0].subject, evening.person("eli").to_string());
}

#[tokio::test]
async fn a_change_is_shown_for_two_days_and_locks_nobody_out() {
    let evening = agreed().await;
    let (group, session) = (evening.demo.group, evening.demo.session);
    let anna = evening.as_("anna").await;
    changed(&evening).await;
    let page = mine(&anna, group).await.expect("her page");
    let (newest, binds) = page.newest.expect("new words");
    assert_eq!((newest.number, page.binding), (2, Some(1)));
    assert!(binds >= evening.app.now() + SignedDuration::from_hours(48));
    assert!(matches!(page.standing, Standing::Older { version: 1, .. }));
    let tonight = app::sessions::show(&anna, session).await.expect("tonight");
    assert!(tonight.agreement.to_sign);
    assert_eq!(tonight.agreement.way_in, WayIn::Clear);

    evening.passes(SignedDuration::from_hours(49));
    let later = app::sessions::show(&anna, session).await.expect("the page");
    assert_eq!(
        later.agreement.way_in,
        WayIn::OldWords,
        "that evening began under the old words"
    );
    sign(&anna, group, form(2, "")).await.expect("signed");
    assert!(matches!(standing(&anna, group).await, Standing::Signed(_)));
}

#[tokio::test]
async fn a_signature_under_old_words_is_refused_and_changes_nothing() {
    let evening = agreed().await;
    let group = evening.demo.group;
    changed(&evening).await;
    let eli = evening.as_("eli").await;
    for old in [0, 1, 3] {
        let refused = sign(&eli, group, form(old, "Eli")).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::NewerWords)), "{old}");
    }
    assert_eq!(standing(&eli, group).await, Standing::Never);
    assert!(rows_named(&evening, "Agreement/Sign").await.is_empty());
}

#[tokio::test]
async fn two_who_edit_at_once_do_not_overwrite_each_other_and_the_same_words_are_no_version() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let mara = evening.as_("mara").await;
    let same = drafts(&mara, group).await;
    assert_eq!(
        publish(&mara, group, 1, &same, false).await,
        Ok(Edited::Unchanged)
    );
    changed(&evening).await;
    let mut late = same.clone();
    late[1].text = "Other words.".to_owned();
    let ines = evening.as_("ines").await;
    assert_eq!(
        publish(&ines, group, 1, &late, false).await,
        Ok(Edited::Overtaken)
    );
    let now = drafts(&mara, group).await;
    assert_eq!(
        publish(&mara, group, 2, &now, true).await,
        Ok(Edited::Published(3)),
        "the same words can be asked anew"
    );
    late[1].heading = String::new();
    assert!(matches!(
        publish(&mara, group, 3, &late, false).await,
        Ok(Edited::Wrong(wrong)) if wrong[0].0 == 1
    ));
}

#[tokio::test]
async fn only_its_own_people_reach_an_agreement_and_only_those_who_lead_edit_it() {
    let evening = agreed().await;
    let group = evening.demo.group;
    for name in ["gita", "pia", "olu"] {
        let cx = evening.as_(name).await;
        assert_eq!(mine(&cx, group).await.err(), Some(Error::NotFound), "{name}");
        assert_eq!(
            sign(&cx, group, form(1, "me")).await,
            Err(Error::NotFound),
            "{name}"
        );
        assert_eq!(
            who_signed(&cx, group).await.err(),
            Some(Error::NotFound),
            "{name}"
        );
        assert_eq!(withdraw(&cx, group).await, Err(Error::NotFound), "{name}");
    }
    let anna = evening.as_("anna").await;
    let leaders_only = Some(Error::Refused(Refusal::FacilitatorsOnly));
    assert_eq!(desk(&anna, group).await.err(), leaders_only);
    assert_eq!(who_signed(&anna, group).await.err(), leaders_only);
    let list = who_signed(&evening.as_("mara").await, group)
        .await
        .expect("the list");
    let open: Vec<_> = list
        .circle
        .iter()
        .filter(|one| !one.is_complete())
        .map(|one| one.membership.alias.as_str())
        .collect();
    assert_eq!(open, ["Eli"]);
}

async fn joint(cx: &Context, group: GroupId) -> (ClauseId, Answer, JointResult) {
    let page = mine(cx, group).await.expect("the page");
    let choice = page
        .choices
        .into_iter()
        .find(|one| one.joint.is_some())
        .expect("a joint choice");
    (choice.clause.id, choice.mine, choice.joint.expect("a result"))
}

#[tokio::test]
async fn a_yes_of_all_shows_late_and_one_no_stops_it_at_once_without_a_name() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let mara = evening.as_("mara").await;
    let clause = joint(&mara, group).await.0;
    for name in CIRCLE {
        let cx = evening.as_(name).await;
        choose(&cx, group, 1, clause, true).await.expect("a yes");
        assert_eq!(joint(&cx, group).await.2, JointResult::Off, "{name}");
    }
    evening.passes(SignedDuration::from_hours(48));
    assert_eq!(joint(&mara, group).await.2, JointResult::On);

    let ben = evening.as_("ben").await;
    choose(&ben, group, 1, clause, false).await.expect("a no");
    assert_eq!(joint(&mara, group).await, (clause, Answer::Yes, JointResult::Off));
    choose(&ben, group, 1, clause, false).await.expect("the same no");
    choose(&ben, group, 1, clause, true)
        .await
        .expect("a yes after all");
    assert_eq!(
        joint(&mara, group).await.2,
        JointResult::Off,
        "the wait begins anew"
    );

    let rows = rows_named(&evening, "Agreement/AnswerChoice").await;
    assert_eq!(
        rows.len(),
        CIRCLE.len() + 3,
        "each answer leaves a row, changed or not"
    );
    for row in rows {
        let said = (
            row.actor.as_str(),
            row.role.as_str(),
            row.sign_in.as_str(),
            row.subject.as_str(),
            row.detail.as_str(),
        );
        assert_eq!(
            said,
            ("house", "house", "", "", ""),
            "no row has a name or a value"
        );
        assert_eq!(row.resource, group.to_string());
    }
}

#[tokio::test]
async fn taken_back_in_the_middle_of_an_evening_it_holds_at_once_and_nobody_is_put_out() {
    let evening = agreed().await;
    let (group, session) = (evening.demo.group, evening.demo.session);
    let mara = evening.as_("mara").await;
    let clause = joint(&mara, group).await.0;
    for name in CIRCLE {
        choose(&evening.as_(name).await, group, 1, clause, true)
            .await
            .expect("a yes");
    }
    evening.passes(SignedDuration::from_hours(48));
    assert_eq!(joint(&mara, group).await.2, JointResult::On);
    let anna = evening.as_("anna").await;
    give_release(&anna, group, release(ONE, "2026-02-01"))
        .await
        .expect("given");
    for _ in 0..2 {
        withdraw(&anna, group).await.expect("taken back");
    }
    assert!(matches!(standing(&anna, group).await, Standing::Withdrawn(_)));
    assert_eq!(joint(&mara, group).await.2, JointResult::Off);
    let read = read_for_outside(
        &evening.app,
        ONE.parse().expect("an id"),
        Matter::Summary,
        &Counter::default(),
    )
    .await;
    assert_eq!(read, Err(Error::NotFound));
    let tonight = app::sessions::show(&anna, session)
        .await
        .expect("still her evening");
    assert_eq!(tonight.agreement.way_in, WayIn::SignOrTalk);
    assert_eq!(rows_named(&evening, "Agreement/Withdraw").await.len(), 1);
    sign(&anna, group, form(1, "Anna")).await.expect("signed again");
    assert!(matches!(standing(&anna, group).await, Standing::Signed(_)));
}

#[tokio::test]
async fn a_yes_to_other_words_is_none() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let (anna, mara) = (evening.as_("anna").await, evening.as_("mara").await);
    let clause = joint(&anna, group).await.0;
    choose(&anna, group, 1, clause, true).await.expect("a yes");
    let mut drafts = drafts(&mara, group).await;
    drafts[3].text = "May a program listen to us?".to_owned();
    publish(&mara, group, 1, &drafts, false).await.expect("published");
    assert_eq!(joint(&anna, group).await.1, Answer::Open);
    let old = choose(&anna, group, 1, clause, true).await;
    assert_eq!(old, Err(Error::Refused(Refusal::NewerWords)));
    choose(&anna, group, 1, clause, false)
        .await
        .expect("a no is always heard");
    let never = "cla_00000000000070008000000000000001".parse().expect("an id");
    assert_eq!(choose(&anna, group, 2, never, true).await, Err(Error::NotFound));
}

#[tokio::test]
async fn without_a_guardians_consent_somebody_under_age_is_not_complete() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let (mara, anna) = (evening.as_("mara").await, evening.member("anna"));
    record_guardian(&mara, group, anna, GuardianForm::default())
        .await
        .expect("needed");
    let complete = async || {
        let list = who_signed(&mara, group).await.expect("the list");
        let one = list.circle.iter().find(|one| one.membership.id == anna);
        one.expect("she sits there").is_complete()
    };
    assert!(!complete().await);
    assert!(
        mine(&evening.as_("anna").await, group)
            .await
            .expect("hers")
            .guardian_missing
    );
    let given = |on: &str| GuardianForm {
        who: "Ruth Berger, mother".into(),
        how: "saw her passport on video".into(),
        on: on.to_owned(),
    };
    for wrong in ["", "soon", "2026-01-07"] {
        let refused = record_guardian(&mara, group, anna, given(wrong)).await;
        assert!(matches!(refused, Err(Error::Malformed(_))), "{wrong}");
    }
    record_guardian(&mara, group, anna, given("2026-01-06"))
        .await
        .expect("recorded");
    assert!(complete().await);
    assert!(!holds(&evening.bytes_on_disk(), "Ruth Berger, mother"));
    let emptied = record_guardian(&mara, group, anna, GuardianForm::default()).await;
    assert!(matches!(emptied, Err(Error::Malformed(_))), "{emptied:?}");
    assert!(complete().await, "an empty form takes no consent back");
    let elsewhere = "mem_00000000000070008000000000000001".parse().expect("an id");
    let forged = record_guardian(&mara, group, elsewhere, GuardianForm::default()).await;
    assert_eq!(forged, Err(Error::NotFound));
    for _ in 0..2 {
        remove_guardian(&mara, group, anna).await.expect("removed");
    }
    assert!(complete().await);
}

const ONE: &str = "rel_00000000000070008000000000000001";

fn release(id: &str, until: &str) -> ReleaseForm {
    ReleaseForm {
        id: id.to_owned(),
        recipient: "Dr Roth".into(),
        matters: vec![Matter::Summary],
        until: until.to_owned(),
    }
}

/// Stands for whatever will read for the outside one day; counts how often it was let in.
#[derive(Default)]
struct Counter(AtomicU32);

impl OutsideReader for Counter {
    type Read = u32;

    async fn read(&self, _: &Release, _: Matter) -> app::Result<u32> {
        Ok(self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

#[tokio::test]
async fn the_outside_reads_what_was_released_until_its_end_and_nothing_else() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let (anna, ben) = (evening.as_("anna").await, evening.as_("ben").await);
    for _ in 0..2 {
        give_release(&anna, group, release(ONE, "2026-01-07"))
            .await
            .expect("given");
    }
    assert_eq!(my_releases(&anna, group).await.expect("hers").releases.len(), 1);
    let reader = Counter::default();
    let id = ONE.parse().expect("an id");
    let read = async |matter| read_for_outside(&evening.app, id, matter, &reader).await;
    assert_eq!(read(Matter::Summary).await, Ok(1));
    assert_eq!(read(Matter::Measures).await, Err(Error::NotFound));
    // Somebody who sends another's id changes nothing of hers.
    give_release(&ben, group, release(ONE, "2026-03-01"))
        .await
        .expect("nothing happens");
    revoke_release(&ben, group, id).await.expect("nothing happens");
    assert!(my_releases(&ben, group).await.expect("his").releases.is_empty());
    assert_eq!(read(Matter::Summary).await, Ok(2));
    evening.passes(SignedDuration::from_hours(36));
    assert_eq!(
        read(Matter::Summary).await,
        Err(Error::NotFound),
        "its day is over"
    );
    assert_eq!(reader.0.load(Ordering::Relaxed), 2);
    let looks = app::audit::who_looked(&anna, None).await.expect("her log").looks;
    let told: Vec<_> = looks.iter().map(|look| (&look.who, look.what)).collect();
    assert_eq!(
        told,
        [
            (&Looker::Outside, What::Released),
            (&Looker::Outside, What::Released)
        ]
    );
    assert_eq!(rows_named(&evening, "Agreement/ReadForOutside").await.len(), 2);
}

#[tokio::test]
async fn a_signature_from_before_there_was_chance_in_the_proof_still_holds() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let eli = evening.as_("eli").await;
    let me = mine(&eli, group).await.expect("his page").me.id;
    let store = evening.app.store();
    let versions = store.agreement_versions().of_group(group).await.expect("reads");
    let (how, at) = (How::parse("Eli Roth").expect("a name"), evening.app.now());
    let words = signature_words(&versions[0], me, &how, at, None);
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &words);
    let before = Signature {
        id: "sig_00000000000070008000000000000001".parse().expect("an id"),
        group,
        member: me,
        version: 1,
        how,
        signed_at: at,
        proof: Proof {
            sha256: hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect(),
            salt: None,
        },
        withdrawn_at: None,
    };
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    assert!(work.agreement_signatures().add(&before).await.expect("adds"));
    work.commit().await.expect("commits");
    let page = mine(&eli, group).await.expect("his page");
    let (kept, _, holds) = &page.signatures[0];
    assert_eq!((kept, *holds), (&before, true));
}

#[tokio::test]
async fn in_a_small_circle_a_refused_yes_leaves_the_row_that_a_no_does() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let clause = joint(&evening.as_("mara").await, group).await.0;
    evening.app.erases(app::erasure::Erasing {
        wait: SignedDuration::ZERO,
        list: None,
    });
    let anna = evening.as_("anna").await;
    for name in ["ben", "chidi", "dana", "eli", "farah"] {
        app::erasure::ask(&evening.as_(name).await).await.expect("asked");
    }
    // The demo's bots are in the circle until their evening is over.
    evening.passes(SignedDuration::from_hours(6));
    assert_eq!(app::erasure::carry_out(&evening.app).await, Ok(5));
    let rows = async || rows_named(&evening, "Agreement/AnswerChoice").await;
    choose(&anna, group, 1, clause, false).await.expect("a no");
    let refused = choose(&anna, group, 1, clause, true).await;
    assert_eq!(refused, Err(Error::Refused(Refusal::TooFew)));
    let rows = rows().await;
    assert_eq!(rows.len(), 2);
    let said = |row: &store::AuditRow| {
        (
            row.actor.clone(),
            row.subject.clone(),
            row.detail.clone(),
            row.outcome,
        )
    };
    assert_eq!(said(&rows[0]), said(&rows[1]));
}

#[tokio::test]
async fn when_somebody_is_erased_what_was_off_is_asked_anew_and_what_was_on_stays_on() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let mara = evening.as_("mara").await;
    let clause = joint(&mara, group).await.0;
    evening.app.erases(app::erasure::Erasing {
        wait: SignedDuration::ZERO,
        list: None,
    });
    let (ben, chidi) = (evening.as_("ben").await, evening.as_("chidi").await);
    let leaves = async |name: &str| {
        let wish = store::Wish {
            person: evening.person(name),
            asked_at: evening.app.now(),
            due_at: evening.app.now(),
        };
        let mut work = evening
            .app
            .store()
            .begin_unaudited("a test")
            .await
            .expect("begins");
        assert!(work.erasures().ask(wish).await.expect("asks"));
        work.commit().await.expect("commits");
        evening.passes(SignedDuration::from_hours(72));
        assert_eq!(app::erasure::carry_out(&evening.app).await, Ok(1), "{name}");
    };
    for name in CIRCLE {
        let cx = evening.as_(name).await;
        choose(&cx, group, 1, clause, true).await.expect("a yes");
    }
    evening.passes(SignedDuration::from_hours(72));
    assert_eq!(joint(&mara, group).await.2, JointResult::On);
    leaves("anna").await;
    assert_eq!(joint(&mara, group).await, (clause, Answer::Yes, JointResult::On));

    choose(&ben, group, 1, clause, false).await.expect("a no");
    leaves("ben").await;
    assert_eq!(
        joint(&chidi, group).await,
        (clause, Answer::Open, JointResult::Off),
        "everybody is asked anew"
    );
    choose(&chidi, group, 1, clause, true).await.expect("a yes");
    evening.passes(SignedDuration::from_hours(72));
    assert_eq!(
        joint(&mara, group).await.2,
        JointResult::Off,
        "no hour tells what Ben had said"
    );
}

#[tokio::test]
async fn an_export_says_what_was_chosen_in_words() {
    let evening = agreed().await;
    let group = evening.demo.group;
    let anna = evening.as_("anna").await;
    let choices = mine(&anna, group).await.expect("her page").choices;
    let own = choices
        .iter()
        .find(|one| one.joint.is_none())
        .expect("one of her own");
    choose(&anna, group, 1, own.clause.id, true).await.expect("a yes");
    let export = app::my_data::export(&anna).await.expect("hers").json();
    let said = export["sections"]["agreement_choices"]
        .as_array()
        .expect("a list")
        .clone();
    let name = mine(&anna, group).await.expect("her page").group.neutral_name;
    assert_eq!(
        said,
        [serde_json::json!({ "group": name, "question": "Research", "choice": "yes" })]
    );
}
