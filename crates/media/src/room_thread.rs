//! The thread of one room: takes what is for it, drives the pure room, sends what comes out.

use std::collections::{BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use sfu::{Datagram, Event, OfferRefused, Output, ParticipantId, Randomness, Room, RoomConfig, Slot, Why};
use tokio::sync::{mpsc, oneshot};
use tracing::{error, warn};

use crate::batch::{Batch, Outgoing};
use crate::handle::RoomEvent;
use crate::routes::{Path, Route, Routes};
use crate::sockets::Sockets;

/// What a room's thread is asked to do.
#[derive(Debug)]
pub(crate) enum Message {
    Datagrams(Vec<Datagram>),
    Connect(Connect),
    Disconnect(ParticipantId),
    KeyFrame(ParticipantId),
    Close,
    #[cfg(test)]
    Present(oneshot::Sender<Vec<ParticipantId>>),
    #[cfg(test)]
    Fall,
}

#[derive(Debug)]
pub(crate) struct Connect {
    pub(crate) id: ParticipantId,
    pub(crate) offer: String,
    pub(crate) slots: Vec<Slot>,
    pub(crate) randomness: Randomness,
    /// Ends the connection by itself after this time.
    pub(crate) lifetime: Option<Duration>,
    pub(crate) reply: oneshot::Sender<Result<String, OfferRefused>>,
}

/// How long an idle room sleeps; only the airtime waits for it.
const NAP: Duration = Duration::from_secs(1);
const AIRTIME_EVERY: Duration = Duration::from_secs(5);
/// Batches taken before anything is sent: enough to gather, too few to delay.
const MOST_MESSAGES: usize = 32;
/// Address pairs a room keeps in the shared table: many times what fifteen people need.
const MOST_PATHS: usize = 1_024;

pub(crate) struct RoomThread {
    pub(crate) route: Route,
    pub(crate) routes: Arc<Routes>,
    pub(crate) sockets: Arc<Sockets>,
    pub(crate) backlog: Arc<AtomicUsize>,
    pub(crate) inbox: Receiver<Message>,
    pub(crate) events: mpsc::UnboundedSender<RoomEvent>,
    pub(crate) config: RoomConfig,
}

impl RoomThread {
    /// Lives until the handle is dropped. A panic ends this room, with an event, and nothing else.
    pub(crate) fn run(self) {
        let mut present = BTreeSet::new();
        let result = catch_unwind(AssertUnwindSafe(|| self.live(&mut present)));
        self.routes.close(self.route);
        if result.is_err() {
            error!(
                participants = present.len(),
                "a room's media failed and was ended"
            );
            for id in present {
                let _nobody_listens = self.events.send(RoomEvent::Ended { id, why: Why::Fault });
            }
            let _nobody_listens = self.events.send(RoomEvent::Failed);
        }
    }

    fn live(&self, present: &mut BTreeSet<ParticipantId>) {
        let mut state = State {
            room: Room::new(self.config.clone(), Instant::now()),
            batch: Batch::default(),
            paths: HashSet::new(),
            ends: vec![],
            next_airtime: Instant::now() + AIRTIME_EVERY,
            told_airtime: vec![],
        };
        loop {
            let wait = state.wait(Instant::now());
            let mut next = match self.inbox.recv_timeout(wait) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let mut taken = 0;
            while let Some(message) = next {
                if !self.take(message, &mut state, present) {
                    return;
                }
                taken += 1;
                next = if taken < MOST_MESSAGES {
                    self.inbox.try_recv().ok()
                } else {
                    None
                };
            }
            self.advance(&mut state, present);
        }
    }

    /// Does what is asked; false to end the room.
    fn take(&self, message: Message, state: &mut State, present: &mut BTreeSet<ParticipantId>) -> bool {
        let now = Instant::now();
        match message {
            Message::Datagrams(datagrams) => {
                self.backlog.fetch_sub(1, Ordering::Relaxed);
                for datagram in &datagrams {
                    state.room.handle(datagram, now);
                }
            }
            Message::Connect(connect) => {
                let Connect {
                    id,
                    offer,
                    slots,
                    randomness,
                    lifetime,
                    reply,
                } = connect;
                let answer = state.room.connect(id, &offer, &slots, randomness, now);
                if answer.is_ok() {
                    present.insert(id);
                    state.ends.extend(lifetime.map(|lifetime| (now + lifetime, id)));
                }
                let _caller_is_gone = reply.send(answer);
            }
            Message::Disconnect(id) => {
                present.remove(&id);
                state.room.disconnect(id, now);
            }
            Message::KeyFrame(id) => state.room.ask_key_frame(id, now),
            Message::Close => {
                for &id in present.iter() {
                    state.room.disconnect(id, now);
                }
                self.advance(state, &mut BTreeSet::new());
                return false;
            }
            #[cfg(test)]
            Message::Present(reply) => {
                let _caller_is_gone = reply.send(present.iter().copied().collect());
            }
            #[cfg(test)]
            Message::Fall => panic!("a test asked this room to fall"),
        }
        true
    }

    /// Lets time pass, then sends and tells everything that came of it.
    fn advance(&self, state: &mut State, present: &mut BTreeSet<ParticipantId>) {
        let now = Instant::now();
        for id in state.ended(now) {
            present.remove(&id);
            state.room.disconnect(id, now);
        }
        if state.room.next_timeout().is_some_and(|at| at <= now) {
            state.room.handle_timeout(now);
        }
        while let Some(output) = state.room.poll() {
            match output {
                Output::Transmit {
                    source,
                    destination,
                    contents,
                } => {
                    self.know((destination, source), state);
                    state.batch.push(Outgoing {
                        source,
                        destination,
                        contents,
                    });
                }
                Output::Event(event) => self.tell(event, present),
            }
        }
        state.batch.send(&self.sockets);
        if state.next_airtime <= now {
            state.next_airtime = now + AIRTIME_EVERY;
            let airtime = state.room.airtime();
            if airtime != state.told_airtime {
                state.told_airtime.clone_from(&airtime);
                let _nobody_listens = self.events.send(RoomEvent::Airtime(airtime));
            }
        }
    }

    /// From now on what comes from there is ours: the room only sends to proven addresses.
    fn know(&self, path: Path, state: &mut State) {
        if state.paths.contains(&path) {
            return;
        }
        if state.paths.len() >= MOST_PATHS {
            // The living are learned again with their next packet.
            self.routes.forget(&state.paths, self.route);
            state.paths.clear();
        }
        state.paths.insert(path);
        self.routes.learn(path, self.route);
    }

    fn tell(&self, event: Event, present: &mut BTreeSet<ParticipantId>) {
        let event = match event {
            Event::Connected(id) => RoomEvent::Connected(id),
            Event::Speaking(who) => RoomEvent::Speaking(who),
            Event::Ended { id, why } => {
                present.remove(&id);
                if why == Why::Fault {
                    warn!(participant = id.0, "a participant's media failed and was ended");
                }
                RoomEvent::Ended { id, why }
            }
            _ => return,
        };
        let _nobody_listens = self.events.send(event);
    }
}

struct State {
    room: Room,
    batch: Batch,
    paths: HashSet<Path>,
    /// Connections with a lifetime.
    ends: Vec<(Instant, ParticipantId)>,
    next_airtime: Instant,
    told_airtime: Vec<(ParticipantId, f64)>,
}

impl State {
    fn wait(&self, now: Instant) -> Duration {
        let ends = self.ends.iter().map(|(at, _)| *at);
        let next = self.room.next_timeout().into_iter().chain(ends).min();
        next.map_or(NAP, |at| at.saturating_duration_since(now).min(NAP))
    }

    fn ended(&mut self, now: Instant) -> Vec<ParticipantId> {
        let ended = self.ends.extract_if(.., |(at, _)| *at <= now);
        ended.map(|(_, id)| id).collect()
    }
}
