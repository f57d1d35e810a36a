//! Linden House kept in memory: facts as the store keeps them, and media that write down what is asked of them.

use crate::ports::{House, LineRefused, MediaHouse, MediaRoom, Soon, Trouble};
use crate::{Act, Admission, CloseReason, Entrance, EntryRefused, Live, Notice, Told, View, Visit};
use domain::emergency::EmergencyCard;
use domain::group::Levels;
use domain::id::Id;
use domain::live::{Airtime, LiveFact, LiveSetup, Restored, SeatHolder};
use domain::membership::Role;
use domain::{MembershipId, PersonId, SessionId, SignInId};
use jiff::{SignedDuration, Timestamp};
use media::RoomEvent;
use room::SeatSlot;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use testkit::{Cast, FakeClock, tuesday_circle, tuesday_evening, tuesday_session};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedSender;

#[derive(Debug)]
pub(super) struct FakeHouse {
    pub(super) clock: FakeClock,
    pub(super) stored: Mutex<Restored>,
    pub(super) facts: Mutex<Vec<LiveFact>>,
    /// For each fact the sign-in behind it.
    pub(super) through: Mutex<Vec<Option<SignInId>>>,
    /// While set, nothing can be stored.
    pub(super) is_broken: AtomicBool,
    /// While set, the store does not answer at all.
    pub(super) hangs: AtomicBool,
    pub(super) cards_opened_by: Mutex<Vec<PersonId>>,
    /// Who saw whose answers at the door.
    pub(super) doors_read: Mutex<Vec<(PersonId, PersonId)>>,
    /// Whom the room refused whose card.
    pub(super) cards_refused: Mutex<Vec<(PersonId, MembershipId)>>,
    /// The group's chain of devices.
    pub(super) links: Mutex<Vec<Vec<u8>>>,
    /// By how much the first evening is another evening.
    pub(super) moved: SignedDuration,
    /// Who has not answered the door.
    pub(super) silent: Mutex<Vec<Cast>>,
    /// Whose place rests, and whose is over.
    pub(super) paused: Mutex<Vec<MembershipId>>,
    pub(super) ended: Mutex<Vec<MembershipId>>,
    /// Who is something else now than the cast says.
    pub(super) roles: Mutex<Vec<(MembershipId, Role)>>,
    /// What the group has chosen.
    pub(super) levels: Mutex<Levels>,
}

impl FakeHouse {
    fn role_of(&self, member: MembershipId, of_cast: Role) -> Role {
        let roles = self.roles.lock().unwrap();
        roles
            .iter()
            .find(|(one, _)| *one == member)
            .map_or(of_cast, |(_, role)| *role)
    }
}

impl House for FakeHouse {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn setup(&self, session: SessionId) -> Soon<'_, Result<LiveSetup, Trouble>> {
        let planned = tuesday_session();
        if session != planned.id {
            return Box::pin(async { Err(Trouble::NotFound) });
        }
        let silent = self.silent.lock().unwrap().clone();
        let answers = Cast::ALL
            .map(|who| (!silent.contains(&who)).then(|| who.at_the_door(session, planned.group, self.now())));
        let seats = tuesday_circle()
            .into_iter()
            .filter(|one| !self.ended.lock().unwrap().contains(&one.id))
            .map(|one| SeatHolder {
                answers: answers
                    .iter()
                    .flatten()
                    .find(|said| said.member == one.id)
                    .cloned(),
                member: one.id,
                person: one.person,
                alias: one.alias,
                role: self.role_of(one.id, one.role),
                seat: one.seat,
                is_paused: self.paused.lock().unwrap().contains(&one.id),
            });
        let setup = LiveSetup {
            session,
            group: planned.group,
            chain: self.links.lock().unwrap().clone(),
            seats: seats.collect(),
            starts_at: planned.starts_at + self.moved,
            door_opens_at: planned.door_opens_at() + self.moved,
            door_closes_at: planned.door_closes_at() + self.moved,
            restored: self.stored.lock().unwrap().clone(),
            plan: planned.plan,
            levels: *self.levels.lock().unwrap(),
        };
        Box::pin(async { Ok(setup) })
    }

    fn record<'a>(
        &'a self,
        _: SessionId,
        fact: &'a LiveFact,
        through: Option<SignInId>,
    ) -> Soon<'a, Result<(), Trouble>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            if self.hangs.load(Ordering::SeqCst) {
                std::future::pending::<()>().await;
            }
            if self.is_broken.load(Ordering::SeqCst) {
                return Err(Trouble::Unavailable);
            }
            self.stored.lock().unwrap().apply(fact);
            self.facts.lock().unwrap().push(fact.clone());
            self.through.lock().unwrap().push(through);
            Ok(())
        })
    }

    fn open_card(
        &self,
        session: SessionId,
        by: PersonId,
        through: Option<SignInId>,
        of: MembershipId,
    ) -> Soon<'_, Result<EmergencyCard, Trouble>> {
        assert!(through.is_some(), "a card is opened through a sign-in");
        self.cards_opened_by.lock().unwrap().push(by);
        let group = tuesday_session().group;
        let who = Cast::ALL
            .into_iter()
            .find(|who| who.membership_id(group) == of)
            .unwrap();
        let (facts, said) = (who.emergency_facts(), who.at_the_door(session, group, self.now()));
        let card = EmergencyCard {
            member: of,
            alias: who.membership(group, 0).alias,
            legal_name: who.person().legal_name,
            place: said.place,
            country: said.country,
            alone: said.alone,
            phone: facts.phone,
            safe_to_ring: facts.safe_to_ring,
            safe_channel: said.safe_channel,
            contact_name: facts.contact_name,
            contact_phone: facts.contact_phone,
            contact_relation: facts.contact_relation,
            emergency_number: "112".to_owned(),
        };
        Box::pin(async { Ok(card) })
    }

    fn doors_were_read(
        &self,
        _: SessionId,
        (by, through): (PersonId, Option<SignInId>),
        role: Role,
        of: Vec<(MembershipId, PersonId)>,
    ) {
        assert!(through.is_some(), "a desk is read through a sign-in");
        assert!(role.leads());
        let mut read = self.doors_read.lock().unwrap();
        for (member, person) in of {
            let seat = tuesday_circle().into_iter().find(|seat| seat.id == member);
            assert_eq!(seat.unwrap().person, person);
            read.push((by, person));
        }
    }

    fn card_was_refused(
        &self,
        _: SessionId,
        (by, through): (PersonId, Option<SignInId>),
        _: Role,
        of: MembershipId,
    ) {
        assert!(through.is_some(), "a card is tried through a sign-in");
        self.cards_refused.lock().unwrap().push((by, of));
    }

    fn save_airtime(&self, _: SessionId, airtime: Vec<Airtime>) -> Soon<'_, Result<(), Trouble>> {
        self.stored.lock().unwrap().airtime = airtime;
        Box::pin(async { Ok(()) })
    }

    fn keep_link(
        &self,
        _: SessionId,
        _: MembershipId,
        through: Option<SignInId>,
        behind: Option<Vec<u8>>,
        link: Vec<u8>,
    ) -> Soon<'_, Result<(), Trouble>> {
        assert!(through.is_some(), "a link is signed on a device that came in");
        Box::pin(async move {
            let mut links = self.links.lock().unwrap();
            if self.is_broken.load(Ordering::SeqCst) || links.last() != behind.as_ref() {
                return Err(Trouble::Unavailable);
            }
            links.push(link);
            Ok(())
        })
    }

    fn server_seed(&self) -> Result<[u8; 32], Trouble> {
        Ok([7; 32])
    }
}

/// What was asked of media, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    Open,
    Connect(u8),
    Disconnect(u8),
    KeyFrame(u8),
    Close,
}

#[derive(Debug, Clone)]
pub(super) struct FakeMedia {
    pub(super) asked: Arc<Mutex<Vec<Asked>>>,
    /// Of the rooms opened, newest last.
    pub(super) events: Arc<Mutex<Vec<UnboundedSender<RoomEvent>>>>,
    /// Of the rooms opened: who was to measure voices in them.
    pub(super) levels: Arc<Mutex<Vec<Levels>>>,
    /// An offer is answered when there is a permit.
    pub(super) answers: Arc<Semaphore>,
}

impl FakeMedia {
    fn note(&self, asked: Asked) {
        self.asked.lock().unwrap().push(asked);
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub(super) fn says(&self, event: RoomEvent) {
        self.events.lock().unwrap().last().unwrap().send(event).unwrap();
    }
}

impl MediaHouse for FakeMedia {
    fn open_room(&self, levels: Levels, events: UnboundedSender<RoomEvent>) -> Box<dyn MediaRoom> {
        self.note(Asked::Open);
        self.levels.lock().unwrap().push(levels);
        self.events.lock().unwrap().push(events);
        Box::new(FakeRoom(self.clone()))
    }

    fn check_line(&self, _: String) -> Soon<'_, Result<String, LineRefused>> {
        Box::pin(async { Err(LineRefused) })
    }
}

struct FakeRoom(FakeMedia);

impl MediaRoom for FakeRoom {
    fn connect(&self, seat: u8, offer: String, _: Vec<SeatSlot>) -> Soon<'_, Result<String, LineRefused>> {
        Box::pin(async move {
            self.0.note(Asked::Connect(seat));
            self.0.answers.acquire().await.unwrap().forget();
            if offer == "v=0" {
                Ok("answer".to_owned())
            } else {
                Err(LineRefused)
            }
        })
    }

    fn disconnect(&self, seat: u8) {
        self.0.note(Asked::Disconnect(seat));
    }

    fn ask_key_frame(&self, seat: u8) {
        self.0.note(Asked::KeyFrame(seat));
    }
}

impl Drop for FakeRoom {
    fn drop(&mut self) {
        self.0.note(Asked::Close);
    }
}

/// The first evening, with a server that can be started again.
#[derive(Debug)]
pub(super) struct Evening {
    pub(super) house: Arc<FakeHouse>,
    pub(super) media: FakeMedia,
    pub(super) live: Live,
    pages: AtomicU64,
}

pub(super) const EMPTY_KEPT: Duration = Duration::from_millis(50);

impl Evening {
    pub(super) fn new() -> Self {
        Self::moved(SignedDuration::ZERO)
    }

    /// The first evening, now: OpenMLS asks the system's clock whether a key package is in its time.
    pub(super) fn tonight() -> Self {
        Self::moved(Timestamp::now().duration_since(testkit::first_evening()))
    }

    fn moved(moved: SignedDuration) -> Self {
        let house = Arc::new(FakeHouse {
            clock: FakeClock::at(testkit::first_evening() + moved),
            moved,
            stored: Mutex::default(),
            facts: Mutex::default(),
            through: Mutex::default(),
            is_broken: AtomicBool::new(false),
            hangs: AtomicBool::new(false),
            cards_opened_by: Mutex::default(),
            doors_read: Mutex::default(),
            cards_refused: Mutex::default(),
            links: Mutex::default(),
            silent: Mutex::default(),
            paused: Mutex::default(),
            ended: Mutex::default(),
            roles: Mutex::default(),
            levels: Mutex::default(),
        });
        let media = FakeMedia {
            asked: Arc::default(),
            events: Arc::default(),
            levels: Arc::default(),
            answers: Arc::new(Semaphore::new(1_000)),
        };
        let live = Live::with(house.clone(), Box::new(media.clone()), EMPTY_KEPT);
        Self {
            house,
            media,
            live,
            pages: AtomicU64::new(0),
        }
    }

    /// The same store, another process.
    pub(super) fn restart(&mut self) {
        self.live = Live::with(self.house.clone(), Box::new(self.media.clone()), EMPTY_KEPT);
    }

    pub(super) async fn try_enter(&self, who: Cast) -> Result<Visit, EntryRefused> {
        let page = format!("page-{}", self.pages.fetch_add(1, Ordering::Relaxed));
        let session = tuesday_session().id;
        self.live
            .enter(Entrance {
                session,
                person: who.id(),
                sign_in: sign_in(who),
                page,
            })
            .await
    }

    pub(super) async fn enter(&self, who: Cast) -> Visit {
        self.try_enter(who).await.unwrap()
    }

    /// Mara leads, and these people sit in the circle with her.
    pub(super) async fn circle(&self, people: &[Cast]) -> (Visit, Vec<Visit>) {
        let mara = self.enter(Cast::Mara).await;
        let mut visits = Vec::new();
        for who in people {
            let visit = self.enter(*who).await;
            mara.act(0, Act::Admit(admission(*who)));
            view(&visit).await;
            visits.push(visit);
        }
        (mara, visits)
    }

    pub(super) fn later(&self, seconds: i64) {
        self.house.clock.advance(SignedDuration::from_secs(seconds));
    }
}

pub(super) fn sign_in(who: Cast) -> SignInId {
    SignInId::from_uuid(who.id().uuid())
}

pub(super) fn member(who: Cast) -> MembershipId {
    who.membership_id(tuesday_evening().id)
}

pub(super) fn admission(who: Cast) -> Admission {
    Admission {
        member: member(who),
        token: vec![7],
    }
}

/// Fails loudly instead of hanging; nothing here takes a tenth of it.
pub(super) async fn in_time<T>(wait: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), wait)
        .await
        .expect("nothing came")
}

/// The room's next notice.
pub(super) async fn next(visit: &Visit) -> Option<Notice> {
    loop {
        if let Told::Room(notice) = visit.next().await? {
            return Some(notice);
        }
    }
}

/// The next notice of this kind; others pass by.
pub(super) async fn hears<T>(visit: &Visit, mut wanted: impl FnMut(Notice) -> Option<T>) -> T {
    in_time(async {
        loop {
            let notice = next(visit).await.expect("the socket is open");
            if let Some(found) = wanted(notice) {
                return found;
            }
        }
    })
    .await
}

pub(super) async fn view(visit: &Visit) -> View {
    hears(visit, |notice| {
        if let Notice::Room(view) = notice {
            Some(*view)
        } else {
            None
        }
    })
    .await
}

/// Reads on until the circle looks like this.
pub(super) async fn sees(visit: &Visit, mut wanted: impl FnMut(&View) -> bool) -> View {
    hears(visit, |notice| match notice {
        Notice::Room(view) if wanted(&view) => Some(*view),
        _ => None,
    })
    .await
}

/// How the socket ends: with a reason, or without a word.
pub(super) async fn ends(visit: &Visit) -> Option<CloseReason> {
    in_time(async {
        let mut why = None;
        while let Some(notice) = next(visit).await {
            if let Notice::End(reason) = notice {
                why = Some(reason);
            }
        }
        why
    })
    .await
}

/// Waits for something that happens in another task.
pub(super) async fn until(mut is_so: impl FnMut() -> bool) {
    in_time(async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    })
    .await;
}
