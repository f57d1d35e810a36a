//! The task of one running room: takes errands, media events and time, one after the other.

use crate::airtime::Counted;
use crate::outbox::Outbox;
use crate::ports::{House, MediaRoom};
use crate::seal_act::SealAct;
use crate::sealing::{Followed, Sealing, now_ms};
use crate::speech::Speech;
use domain::live::{Airtime, LiveSetup, SeatHolder};
use domain::membership::Role;
use domain::{MembershipId, PersonId, SessionId, SignInId};
use jiff::Timestamp;
use media::{ParticipantId, RoomEvent};
use room::{Act, ConnectionId, Input, Refused, Room};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, oneshot};

/// An empty room is kept for this long: longer than a seat, so that everything that happens by itself has happened.
pub(crate) const EMPTY_KEPT: Duration = Duration::from_secs(60);
/// A room looks at the clock at least this often: the clock may have been set.
const LONGEST_NAP: Duration = Duration::from_secs(1);
/// What a crash may cost of the airtime.
const AIRTIME_SAVED_EVERY: Duration = Duration::from_secs(30);

/// What a visit wants of the room.
#[derive(Debug)]
pub(crate) enum Errand {
    Enter(Box<Newcomer>),
    Act {
        connection: ConnectionId,
        re: u32,
        act: Act,
        /// The device's signed word for it, or nothing.
        word: Vec<u8>,
        permit: OwnedSemaphorePermit,
    },
    Seal {
        connection: ConnectionId,
        re: u32,
        act: SealAct,
        permit: OwnedSemaphorePermit,
    },
    Lost {
        connection: ConnectionId,
    },
    /// Somebody was erased, who may have a chair here.
    Erased {
        person: PersonId,
    },
    /// The store says something else of this place now.
    PlaceChanged {
        member: MembershipId,
    },
    #[cfg(test)]
    Panic,
}

#[derive(Debug)]
pub(crate) struct Newcomer {
    pub(crate) holder: SeatHolder,
    pub(crate) connection: ConnectionId,
    pub(crate) page: String,
    pub(crate) sign_in: SignInId,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) reply: oneshot::Sender<Result<(), Refused>>,
}

/// The room's end of an outbox: when the room goes, for whatever reason, the socket does.
#[derive(Debug)]
pub(crate) struct Speaker {
    pub(crate) outbox: Arc<Outbox>,
    /// Through which it came in.
    pub(crate) sign_in: SignInId,
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.outbox.end(None);
    }
}

pub(crate) struct Host {
    pub(crate) house: Arc<dyn House>,
    pub(crate) session: SessionId,
    pub(crate) room: Room,
    pub(crate) sealing: Sealing,
    pub(crate) media: Arc<dyn MediaRoom>,
    pub(crate) visitors: BTreeMap<ConnectionId, Speaker>,
    pub(crate) people: BTreeMap<MembershipId, Known>,
    seats: BTreeMap<u8, MembershipId>,
    /// Who has seen whose answers at the door, and from when those were: other answers are another look.
    pub(crate) doors_read: BTreeSet<(MembershipId, MembershipId, Option<Timestamp>)>,
    errands: UnboundedReceiver<Errand>,
    events: UnboundedReceiver<RoomEvent>,
    speech: Speech,
    counted: Counted,
    airtime_saved: (Instant, Vec<Airtime>),
    empty_kept: Duration,
    empty_since: Instant,
}

/// What the log needs of somebody with a chair, kept here so that writing a look down asks the store for nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) person: PersonId,
    pub(crate) role: Role,
    pub(crate) answered_at: Option<Timestamp>,
    /// Through which they came in last, since this room runs.
    pub(crate) sign_in: Option<SignInId>,
}

impl From<&SeatHolder> for Known {
    fn from(holder: &SeatHolder) -> Self {
        Self {
            person: holder.person,
            role: holder.role,
            answered_at: holder.answers.as_ref().map(|answers| answers.answered_at),
            sign_in: None,
        }
    }
}

/// Why a room stops and starts again from what is stored; people's pages rejoin by themselves.
#[derive(Debug)]
pub(crate) enum Fallen {
    /// A fact could not be stored, so the room must not go on as if it were true.
    Unstored,
    /// The room's media are gone as a whole.
    WithoutMedia,
}

impl Host {
    pub(crate) fn new(
        house: Arc<dyn House>,
        media: Arc<dyn MediaRoom>,
        events: UnboundedReceiver<RoomEvent>,
        setup: LiveSetup,
        sealing: Sealing,
        empty_kept: Duration,
    ) -> (Self, UnboundedSender<Errand>) {
        let (sender, errands) = unbounded_channel();
        let now = house.now();
        let host = Self {
            house,
            session: setup.session,
            sealing,
            media,
            visitors: BTreeMap::new(),
            people: setup
                .seats
                .iter()
                .map(|holder| (holder.member, holder.into()))
                .collect(),
            seats: setup
                .seats
                .iter()
                .map(|holder| (holder.seat, holder.member))
                .collect(),
            doors_read: BTreeSet::new(),
            errands,
            events,
            speech: Speech::default(),
            counted: Counted::default(),
            airtime_saved: (Instant::now(), setup.restored.airtime.clone()),
            empty_kept,
            empty_since: Instant::now(),
            room: Room::new(setup, now),
        };
        (host, sender)
    }

    /// Runs until the session is over, the room has been empty for a while, or a fact could not be stored.
    pub(crate) async fn run(mut self) {
        tracing::info!(session = %self.session, "a room runs");
        if let Err(why) = self.live().await {
            tracing::error!(session = %self.session, ?why, "a room fell: it starts again from the store");
        }
        // Whoever knocks from now on finds the door closed and asks for a new room.
        self.errands.close();
        self.save_airtime().await;
        tracing::info!(session = %self.session, "a room is closed");
    }

    async fn live(&mut self) -> Result<(), Fallen> {
        loop {
            let nap = self.nap();
            tokio::select! {
                errand = self.errands.recv() => match errand {
                    Some(errand) => self.errand(errand).await?,
                    None => return Ok(()),
                },
                Some(event) = self.events.recv() => self.media_event(event).await?,
                () = tokio::time::sleep(nap) => self.input(Input::Time).await?,
            }
            self.seal_passes_time().await?;
            if let Some(members) = self.speech.poll(Instant::now()) {
                self.input(Input::Speaking(members)).await?;
            }
            if self.airtime_saved.0.elapsed() >= AIRTIME_SAVED_EVERY {
                self.save_airtime().await;
            }
            if self.is_done() {
                return Ok(());
            }
        }
    }

    async fn errand(&mut self, errand: Errand) -> Result<(), Fallen> {
        match errand {
            Errand::Enter(newcomer) => self.enter(*newcomer).await,
            Errand::Act {
                connection,
                re,
                act,
                word,
                permit,
            } => {
                let followed = Followed::of(&act);
                let card = match &act {
                    Act::OpenCard { member } => Some(*member),
                    _ => None,
                };
                let outcome = self
                    .input_from(Some((connection, re)), Input::Act { connection, act })
                    .await?;
                if let (Err(Refused::NotAllowed), Some(of)) = (outcome, card) {
                    self.card_was_refused(connection, of);
                }
                match (outcome, followed) {
                    (Err(why), _) => self.refuse(connection, re, why),
                    (Ok(()), Some(followed)) => self.seal_follows(connection, &followed, word).await?,
                    (Ok(()), None) => {}
                }
                drop(permit);
                Ok(())
            }
            Errand::Seal {
                connection,
                re,
                act,
                permit,
            } => {
                if let Err(why) = self.seal_act(connection, act).await? {
                    self.refuse(connection, re, why);
                }
                drop(permit);
                Ok(())
            }
            Errand::Lost { connection } => {
                self.visitors.remove(&connection);
                self.input(Input::Lost { connection }).await?;
                self.seal_loses_line(connection).await
            }
            Errand::Erased { person } => self.erased(person).await,
            Errand::PlaceChanged { member } => self.place_changed(member).await,
            #[cfg(test)]
            Errand::Panic => panic!("a test breaks the room"),
        }
    }

    async fn erased(&mut self, person: PersonId) -> Result<(), Fallen> {
        let chair = self.people.iter().find(|(_, known)| known.person == person);
        let Some(member) = chair.map(|(member, _)| *member) else {
            return Ok(());
        };
        self.people.remove(&member);
        self.seats.retain(|_, holder| *holder != member);
        self.doors_read
            .retain(|(by, of, _)| *by != member && *of != member);
        self.input(Input::Erased { member }).await?;
        self.seal_forgets(member).await
    }

    async fn enter(&mut self, newcomer: Newcomer) -> Result<(), Fallen> {
        let Newcomer {
            holder,
            connection,
            page,
            sign_in,
            outbox,
            reply,
        } = newcomer;
        let member = holder.member;
        // Between the door and here the sign-in ended or the place changed: what was read at the door is not true any more.
        if !outbox.is_open() {
            let _ = reply.send(Err(Refused::NotFound));
            return Ok(());
        }
        let seat = holder.seat;
        let known = Known {
            sign_in: Some(sign_in),
            ..Known::from(&holder)
        };
        self.people.insert(member, known);
        self.input(Input::Seat(Box::new(holder))).await?;
        // The chair of somebody who gave up their place is the newcomer's now.
        if let Some(before) = self.seats.get(&seat).filter(|before| **before != member)
            && !self.room.has_chair(*before)
        {
            self.seats.remove(&seat);
        }
        self.seats.entry(seat).or_insert(member);
        self.visitors.insert(connection, Speaker { outbox, sign_in });
        let outcome = self
            .input_from(
                None,
                Input::Arrive {
                    connection,
                    member,
                    page,
                },
            )
            .await?;
        match outcome {
            Ok(()) => self.seal_opens_line(member, connection).await?,
            Err(_) => drop(self.visitors.remove(&connection)),
        }
        // Whoever asked may have gone: then the visit that was to be is dropped, and the room hears `Lost`.
        if reply.send(outcome).is_err() {
            self.visitors.remove(&connection);
            self.input(Input::Lost { connection }).await?;
            self.seal_loses_line(connection).await?;
        }
        Ok(())
    }

    /// Of somebody who has no chair here there is nothing to change. Whoever is out by it loses their leaf: the keys turn.
    async fn place_changed(&mut self, member: MembershipId) -> Result<(), Fallen> {
        if !self.people.contains_key(&member) {
            return Ok(());
        }
        // Without the store the room cannot know who may stay: it starts again from it.
        let setup = self
            .house
            .setup(self.session)
            .await
            .map_err(|_| Fallen::Unstored)?;
        let holder = setup.seats.into_iter().find(|holder| holder.member == member);
        let is_out = holder.as_ref().is_none_or(|holder| holder.is_paused);
        let input = match holder {
            Some(holder) => {
                self.people.insert(member, (&holder).into());
                Input::Seat(Box::new(holder))
            }
            None => Input::PlaceEnded { member },
        };
        self.input(input).await?;
        if is_out {
            self.seal_shuts_out(member).await?;
        }
        Ok(())
    }

    async fn media_event(&mut self, event: RoomEvent) -> Result<(), Fallen> {
        match event {
            RoomEvent::Speaking(ids) => {
                let members = ids.into_iter().filter_map(|id| self.member(id)).collect();
                self.speech.hear(members);
                Ok(())
            }
            RoomEvent::Airtime(totals) => {
                let mut more = Vec::new();
                for (id, total_s) in totals {
                    if let (Some(member), Ok(seat)) = (self.member(id), u8::try_from(id.0)) {
                        more.push(Airtime {
                            member,
                            seconds: self.counted.more(seat, total_s),
                        });
                    }
                }
                self.input(Input::Spoke(more)).await
            }
            RoomEvent::Connected(id) => {
                tracing::debug!(session = %self.session, seat = id.0, "media are connected");
                Ok(())
            }
            RoomEvent::Failed => Err(Fallen::WithoutMedia),
            // The page notices by itself and makes a new offer.
            RoomEvent::Ended { id, why } => {
                tracing::info!(session = %self.session, seat = id.0, ?why, "media ended");
                Ok(())
            }
        }
    }

    pub(crate) fn seat_of(&self, member: MembershipId) -> Option<u8> {
        let mut seats = self.seats.iter();
        seats
            .find(|(_, holder)| **holder == member)
            .map(|(seat, _)| *seat)
    }

    fn member(&self, id: ParticipantId) -> Option<MembershipId> {
        self.seats.get(&u8::try_from(id.0).ok()?).copied()
    }

    async fn save_airtime(&mut self) {
        let airtime = self.room.airtime();
        self.airtime_saved.0 = Instant::now();
        if airtime == self.airtime_saved.1 {
            return;
        }
        if self
            .house
            .save_airtime(self.session, airtime.clone())
            .await
            .is_ok()
        {
            self.airtime_saved.1 = airtime;
        }
    }

    fn is_done(&mut self) -> bool {
        if !self.room.is_empty() {
            self.empty_since = Instant::now();
        }
        self.room.is_empty() && (self.room.is_over() || self.empty_since.elapsed() >= self.empty_kept)
    }

    fn nap(&self) -> Duration {
        let now = self.house.now();
        let by_clock = self.room.next_timeout().map_or(LONGEST_NAP, |at| {
            Duration::try_from(at.duration_since(now)).unwrap_or(Duration::ZERO)
        });
        let by_seal = self.sealing.next_timeout_ms().map_or(LONGEST_NAP, |at| {
            Duration::from_millis(at.saturating_sub(now_ms(now)))
        });
        let by_speech = self
            .speech
            .next_at()
            .map_or(LONGEST_NAP, |at| at.saturating_duration_since(Instant::now()));
        // Never quite nothing: a clock that stands still must not make the room spin.
        by_clock
            .min(by_speech)
            .min(by_seal)
            .clamp(Duration::from_millis(5), LONGEST_NAP)
    }
}
