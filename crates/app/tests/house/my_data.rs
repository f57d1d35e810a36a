//! One's own data carried away: all of it, nobody else's, and no id that would tell two exports' people apart or alike.

use crate::evening::Evening;
use app::my_data::{export, show};
use app::{Context, Error, Refusal, SignedIn};
use domain::checkin::{CheckinWords, KeptCheckin};
use domain::credential::Credential;
use domain::door::{Alone, DoorAnswers, SafeChannel};
use domain::emergency::EmergencyFacts;
use domain::id::{HoldId, Id, JobId, MailId};
use domain::live::{Airtime, LiveFact, QuietSignal, QuietTold, RoundPosition, Turn, TurnState};
use domain::membership::{Alias, Membership, Role, State};
use domain::notice::{Happened, Notice};
use domain::person::{EmailAddress, Person, Standing};
use domain::recovery::Recovery;
use domain::sign_in::SignedInBy;
use domain::{MembershipId, PersonId, SessionId};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use policy::{Actor, ActorMembership};
use store::{NewHold, NewJob, SignIn, StoredMail};
use testkit::Chance;

/// Somebody whose every word is a canary.
pub(crate) struct Somebody {
    pub(crate) person: Person,
    pub(crate) place: Membership,
    sign_in: domain::SignInId,
    word: String,
    /// Every word that stands somewhere in the store and is theirs.
    pub(crate) canaries: Vec<String>,
}

impl Somebody {
    fn canary(&mut self, what: &str) -> String {
        let canary = format!("{what}-{}", self.word);
        self.canaries.push(canary.clone());
        canary
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        let uuids = [
            self.person.id.uuid(),
            self.place.id.uuid(),
            self.sign_in.uuid(),
            self.place.group.uuid(),
        ];
        uuids
            .iter()
            .flat_map(|id| [id.simple().to_string(), id.hyphenated().to_string()])
            .collect()
    }

    pub(crate) fn signed_in(&self, evening: &Evening) -> Context {
        let place = ActorMembership {
            group: self.place.group,
            member: self.place.id,
            role: self.place.role,
            status: self.place.state.status(),
        };
        evening.app.context(Some(SignedIn {
            sign_in: self.sign_in,
            person: self.person.clone(),
            actor: Actor {
                person: Some(self.person.id),
                standing: Standing::Person,
                memberships: vec![place],
                proven: true,
            },
            label: "a test".to_owned(),
            by: SignedInBy::Passkey,
            signed_in_at: evening.app.now(),
        }))
    }
}

/// Three people in a group of their own, with something in every column that can be somebody's.
pub(crate) struct Group {
    pub(crate) leader: Somebody,
    pub(crate) anna: Somebody,
    pub(crate) ben: Somebody,
    pub(crate) session: SessionId,
}

pub(crate) async fn three_people(evening: &Evening, seed: u64) -> Group {
    let mut chance = Chance::seeded(seed);
    let now = evening.app.now();
    let store = evening.app.store();
    let known = store
        .sessions()
        .lookup(evening.demo.session)
        .await
        .expect("reads")
        .expect("tonight");
    let pattern = store
        .groups()
        .lookup(known.group)
        .await
        .expect("reads")
        .expect("a group");
    let group = domain::group::Group {
        id: chance.id(),
        name: "A topic that shows to nobody".into(),
        neutral_name: "Wednesday group".into(),
        ..pattern
    };
    let session = domain::session::Session {
        id: chance.id(),
        group: group.id,
        ..known
    };
    let mut work = store.begin_unaudited("a test furnishes").await.expect("begins");
    work.groups().add(&group).await.expect("adds");
    work.sessions().add(&session).await.expect("adds");
    work.commit().await.expect("commits");
    let mut all = Vec::new();
    for seat in 0..3_u8 {
        let role = if seat == 0 {
            Role::Facilitator
        } else {
            Role::Member
        };
        all.push(furnish(evening, &mut chance, group.id, session.id, seat, role, now).await);
    }
    let ben = all.pop().expect("three");
    let mut anna = all.pop().expect("two");
    let leader = all.pop().expect("one");
    live(evening, &mut chance, session.id, &leader, &mut anna, &ben, now).await;
    Group {
        leader,
        anna,
        ben,
        session: session.id,
    }
}

async fn furnish(
    evening: &Evening,
    chance: &mut Chance,
    group: domain::GroupId,
    session: SessionId,
    seat: u8,
    role: Role,
    now: Timestamp,
) -> Somebody {
    let word = format!("{:012x}", chance.number() >> 16);
    let person: PersonId = chance.id();
    let mut one = Somebody {
        person: Person {
            id: person,
            legal_name: String::new().into(),
            email: domain::Private::new(EmailAddress::parse("a@b.example").expect("an address")),
            language: "en".into(),
            time_zone: "Europe/Berlin".into(),
            standing: Standing::Person,
        },
        place: Membership {
            id: chance.id(),
            group,
            person,
            alias: Alias::parse("x").expect("an alias"),
            role,
            seat,
            state: State::Active,
        },
        sign_in: chance.id(),
        word,
        canaries: Vec::new(),
    };
    one.person.legal_name = one.canary("name").into();
    let email = EmailAddress::parse(&(one.canary("mail") + "@linden.example")).expect("an address");
    one.person.email = domain::Private::new(email.clone());
    one.place.alias = Alias::parse(&one.canary("alias")).expect("an alias");
    let mut work = evening
        .app
        .store()
        .begin_unaudited("a test furnishes")
        .await
        .expect("begins");
    work.people().add(&one.person).await.expect("adds");
    work.memberships().add(&one.place).await.expect("adds");
    let sign_in = SignIn {
        id: one.sign_in,
        person,
        label: one.canary("device"),
        by: SignedInBy::Passkey,
        passkey: None,
        created_at: now,
        last_seen_at: now,
        idle_expires_at: now + SignedDuration::from_hours(24),
        expires_at: now + SignedDuration::from_hours(48),
        ended_at: None,
    };
    work.sign_ins()
        .add(&format!("token-{}", one.word), &sign_in)
        .await
        .expect("adds");
    let notice = Notice {
        id: chance.id(),
        person,
        happened: Happened::SignedIn,
        device: Some(one.canary("told-device")),
        at: now,
        put_away_at: None,
    };
    work.notices().add(&notice).await.expect("adds");
    let recovery = Recovery {
        id: chance.id(),
        person,
        asked_at: now,
        device: one.canary("recovery-device"),
        confirmed: None,
        wrong_codes: 0,
        typed_in: None,
        stopped_at: None,
        done_at: None,
    };
    work.recoveries().add(&recovery).await.expect("adds");
    let facts = EmergencyFacts {
        person,
        phone: one.canary("phone").into(),
        safe_to_ring: false,
        contact_name: one.canary("contact").into(),
        contact_phone: one.canary("contact-phone").into(),
        contact_relation: one.canary("relation").into(),
    };
    work.emergency_facts().put(&facts).await.expect("puts");
    let answers = DoorAnswers {
        session,
        member: one.place.id,
        place: one.canary("place").into(),
        country: "DE".into(),
        alone: Alone::Yes,
        safe_channel: SafeChannel::Ring,
        answered_at: now,
    };
    work.door_answers().put(&answers).await.expect("puts");
    let kept = KeptCheckin {
        id: chance.id(),
        person,
        session,
        words: CheckinWords::parse("7", &one.canary("line")).expect("words"),
        kept_at: now,
    };
    work.kept_checkins().keep(&kept).await.expect("keeps");
    let licence = Credential {
        id: chance.id(),
        person,
        title: one.canary("title"),
        jurisdiction: one.canary("where"),
        checked_on: date(2025, 12, 1),
        checked_by: one.canary("checker"),
    };
    work.credentials().add(&licence).await.expect("adds");
    let mail = StoredMail {
        id: chance.id::<MailId>(),
        recipient: domain::Private::new(email.clone()),
        subject: one.canary("subject").into(),
        body: format!(
            "{} http://x.example/sign-in/secret-{}",
            one.canary("body"),
            one.word
        )
        .into(),
        sent_at: now,
    };
    work.mails().add(&mail).await.expect("adds");
    let letter = format!(
        r#"{{"to":"{}","subject":"{}","text":"{}","html":""}}"#,
        email.as_str(),
        one.canary("waiting-subject"),
        one.canary("waiting-text")
    );
    let job = NewJob {
        kind: "deliver_mail",
        payload: letter.into(),
        due_at: now + SignedDuration::from_hours(1),
    };
    let _: JobId = work.jobs().enqueue(&job).await.expect("enqueues");
    let hold = NewHold {
        id: chance.id::<HoldId>(),
        person,
        reason: one.canary("hold").into(),
        placed_by: one.canary("holder").into(),
        placed_at: now,
        ends_at: now + SignedDuration::from_hours(1),
    };
    work.holds().place(&hold).await.expect("places");
    work.airtimes()
        .put(
            session,
            Airtime {
                member: one.place.id,
                seconds: 61.0,
            },
        )
        .await
        .expect("puts");
    work.commit().await.expect("commits");
    one
}

/// The leader lets both in and removes Anna with a reason; both have a turn and told something quietly.
async fn live(
    evening: &Evening,
    chance: &mut Chance,
    session: SessionId,
    leader: &Somebody,
    anna: &mut Somebody,
    ben: &Somebody,
    now: Timestamp,
) {
    let reason = anna.canary("reason");
    let turn = |member: MembershipId, state| Turn { member, state };
    let told = |note, member, signal| QuietTold {
        note,
        member,
        signal,
        at: now,
        seen_by: Some(leader.place.id),
    };
    let admitted = |who: &Somebody, by: Option<MembershipId>, token: u64| LiveFact::Admitted {
        member: who.place.id,
        by,
        token: token.to_be_bytes().to_vec(),
        at: now,
    };
    let facts = [
        admitted(leader, None, chance.number()),
        admitted(anna, Some(leader.place.id), chance.number()),
        admitted(ben, Some(leader.place.id), chance.number()),
        LiveFact::LeadTaken {
            lead: Some(leader.place.id),
            at: now,
        },
        LiveFact::RoundMoved {
            round: Some(RoundPosition {
                turns: vec![
                    turn(anna.place.id, TurnState::Passed),
                    turn(ben.place.id, TurnState::Spoke),
                ],
                floor_since: now,
            }),
            at: now,
        },
        LiveFact::QuietToldOrSeen {
            notes: vec![
                told(1, anna.place.id, QuietSignal::ComeBackToMe),
                told(2, ben.place.id, QuietSignal::NeedABreak),
            ],
            at: now,
        },
        LiveFact::Removed {
            member: anna.place.id,
            by: leader.place.id,
            reason: reason.into(),
            at: now,
        },
    ];
    for fact in facts {
        app::live::record(&evening.app, session, &fact, None)
            .await
            .expect("recorded");
    }
}

pub(crate) async fn text_of(cx: &Context) -> String {
    export(cx).await.expect("an export").json().to_string()
}

#[tokio::test]
async fn an_export_holds_everything_of_its_person_and_no_word_name_address_or_id_of_anybody_else() {
    let evening = Evening::begin().await;
    for seed in [7, 8] {
        let group = three_people(&evening, seed).await;
        let everyone = [&group.leader, &group.anna, &group.ben];
        for me in everyone {
            let text = text_of(&me.signed_in(&evening)).await;
            for canary in &me.canaries {
                assert!(
                    text.contains(canary.as_str()),
                    "seed {seed}: {canary} is theirs and missing"
                );
            }
            for other in everyone
                .into_iter()
                .filter(|other| other.person.id != me.person.id)
            {
                assert!(
                    !text.contains(&other.word),
                    "seed {seed}: a word of another in the export of {}",
                    me.word
                );
            }
            for id in everyone.into_iter().flat_map(Somebody::ids) {
                assert!(
                    !text.contains(&id),
                    "seed {seed}: an id in the export of {}",
                    me.word
                );
            }
            assert!(!text.contains("secret-"), "a link that signs somebody in");
        }
    }
}

#[tokio::test]
async fn what_the_room_knew_of_a_person_is_in_their_export_and_nobody_elses_turn() {
    let evening = Evening::begin().await;
    let group = three_people(&evening, 9).await;
    let of = |who: &Somebody| {
        let cx = who.signed_in(&evening);
        async move { export(&cx).await.expect("an export").json()["sections"].clone() }
    };
    let annas = of(&group.anna).await;
    let evenings = annas["evenings"].to_string();
    assert!(
        evenings.contains("passed") && evenings.contains("come_back_to_me"),
        "{evenings}"
    );
    assert!(
        !evenings.contains("spoke") && !evenings.contains("need_a_break"),
        "{evenings}"
    );
    assert_eq!(annas["admissions"][0]["admitted_by"], "somebody");
    assert_eq!(annas["airtimes"][0]["spoken_ms"], 61_000);
    let removed = annas["log"].to_string();
    assert!(
        removed.contains("Room/Remove"),
        "what was done with her is in her log: {removed}"
    );
    let leaders = of(&group.leader).await;
    assert_eq!(leaders["admitted_others"].as_array().map(Vec::len), Some(2));
    assert_eq!(leaders["removed_others"].as_array().map(Vec::len), Some(1));
    assert!(leaders["evenings"].to_string().contains("led"));
}

#[tokio::test]
async fn asked_twice_an_export_is_the_same_twice_and_leaves_two_rows_and_no_letter() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let letters = evening.letters().await.len();
    // At once: a finger that taps twice.
    let (first, second) = tokio::join!(text_of(&anna), text_of(&anna));
    assert_eq!(first, second);
    let rows = evening
        .app
        .store()
        .audit()
        .of_action("Account/ExportMyData")
        .await
        .expect("rows");
    let rows: Vec<_> = rows
        .iter()
        .map(|row| (row.actor.as_str(), row.subject.as_str()))
        .collect();
    let her = evening.person("anna").to_string();
    assert_eq!(rows, [(her.as_str(), her.as_str()); 2]);
    assert_eq!(evening.letters().await.len(), letters);
    let looks = app::audit::who_looked(&anna, None).await.expect("hers").looks;
    assert_eq!(looks.len(), 2, "and she can see that somebody carried it away");
}

#[tokio::test]
async fn a_stranger_is_told_to_sign_in() {
    let evening = Evening::begin().await;
    let stranger = evening.stranger();
    let refused = Some(Error::Refused(Refusal::SignInFirst));
    assert_eq!(export(&stranger).await.err(), refused);
    assert_eq!(show(&stranger).await.err(), refused);
}
