//! One room: finds the participant a datagram belongs to and carries what each publishes to the others.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
use std::net::SocketAddr;
use std::time::Instant;

use crate::forward::{Fate, Published};
use crate::guard::{Fault, guarded};
use crate::keyframes::Due;
use crate::participant::{Drain, Happening, Participant};
use crate::path::Path;
use crate::route::{self, Protocol};
use crate::speech::Speech;
use crate::{
    Credentials, Datagram, Event, Kind, Levels, OfferRefused, Output, ParticipantId, Randomness, Slot, Why,
};

/// What a room needs to know about the place it lives in.
#[derive(Debug, Clone)]
pub struct RoomConfig {
    /// The addresses browsers reach us at.
    pub candidates: Vec<SocketAddr>,
    /// Put in front of every local ICE ufrag, so that a shared socket finds the room. ICE characters only.
    pub route: String,
    pub levels: Levels,
}

/// A room of participants who hear and see each other.
///
/// After [`Room::connect`], [`Room::disconnect`], [`Room::handle_timeout`] and any number of
/// [`Room::handle`]s (a batch), drain [`Room::poll`] until it gives nothing; then wait until
/// [`Room::next_timeout`] or the next datagram.
pub struct Room {
    config: RoomConfig,
    now: Instant,
    pub(crate) participants: BTreeMap<ParticipantId, Participant>,
    by_ufrag: HashMap<String, ParticipantId>,
    by_path: HashMap<Path, ParticipantId>,
    /// Which slots (receiver and index) show a publisher's stream.
    listeners: HashMap<(ParticipantId, Kind), Vec<(ParticipantId, usize)>>,
    speech: Speech,
    outputs: VecDeque<Output>,
    /// Receivers with writes that no drain has sent yet.
    unsent: Vec<ParticipantId>,
    happenings: Vec<Happening>,
    connections: u64,
}

impl Room {
    pub fn new(config: RoomConfig, now: Instant) -> Self {
        Self {
            config,
            now,
            participants: BTreeMap::new(),
            by_ufrag: HashMap::new(),
            by_path: HashMap::new(),
            listeners: HashMap::new(),
            speech: Speech::default(),
            outputs: VecDeque::new(),
            unsent: vec![],
            happenings: vec![],
            connections: 0,
        }
    }

    /// Answers a browser's offer. An older connection of the same id ends without an event; if the offer is
    /// refused, it stays.
    pub fn connect(
        &mut self,
        id: ParticipantId,
        offer: &str,
        slots: &[Slot],
        randomness: Randomness,
        now: Instant,
    ) -> Result<String, OfferRefused> {
        self.now = now.max(self.now);
        if slots.iter().any(|slot| slot.publisher == id) {
            return Err(OfferRefused::SlotMismatch);
        }
        self.connections += 1;
        let (now, connection) = (self.now, self.connections);
        let credentials = Credentials::new(&self.config.route, randomness);
        let config = &self.config;
        let (participant, answer) =
            guarded(|| Participant::answer(offer, slots, credentials, config, connection, now))
                .unwrap_or(Err(OfferRefused::Malformed))?;
        self.remove(id, true);
        self.by_ufrag.insert(participant.credentials.ufrag.clone(), id);
        for (index, slot) in slots.iter().enumerate() {
            self.listeners
                .entry((slot.publisher, slot.kind))
                .or_default()
                .push((id, index));
        }
        self.participants.insert(id, participant);
        // The answer waits in the caller's hands; what the stack wants to do meanwhile is drained here.
        self.step(id, |participant, now, drain| participant.advance(now, drain));
        Ok(answer)
    }

    /// Ends a participant's connection: nothing more goes to it or comes from it.
    pub fn disconnect(&mut self, id: ParticipantId, now: Instant) {
        self.now = now.max(self.now);
        self.remove(id, true);
        self.tell_speech();
    }

    /// Asks a publisher's camera for a key frame, as often as its governor lets it: a receiver whose pictures are sealed
    /// may find out later than its browser that it cannot open them. An id of nobody is no mistake.
    pub fn ask_key_frame(&mut self, publisher: ParticipantId, now: Instant) {
        self.now = now.max(self.now);
        self.want_key_frame(publisher);
    }

    /// Takes a datagram. Whatever is not a participant's own, proven so, changes nothing and is not answered.
    pub fn handle(&mut self, datagram: &Datagram, now: Instant) {
        self.now = now.max(self.now);
        let Some(protocol) = route::protocol(&datagram.contents) else {
            return;
        };
        let found = match protocol {
            Protocol::Stun => {
                route::local_ufrag(&datagram.contents).and_then(|ufrag| self.by_ufrag.get(ufrag))
            }
            Protocol::Dtls | Protocol::Srtp => self.by_path.get(&Path {
                theirs: datagram.source,
                ours: datagram.destination,
            }),
        };
        if let Some(&id) = found {
            self.step(id, |participant, now, drain| {
                participant.receive(protocol, datagram, now, drain)
            });
        }
    }

    /// Lets time pass, at [`Room::next_timeout`] or any time.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.now = now.max(self.now);
        let due: Vec<_> = (self.participants.iter())
            .filter(|(_, participant)| participant.next_timeout() <= self.now)
            .map(|(&id, _)| id)
            .collect();
        for id in due {
            self.step(id, |participant, now, drain| participant.advance(now, drain));
        }
        let asked: Vec<_> = (self.participants.iter())
            .filter(|(_, participant)| participant.governor.due().is_some())
            .map(|(&id, _)| id)
            .collect();
        for id in asked {
            self.request_key_frame(id);
        }
        self.speech.advance(self.now);
        self.tell_speech();
    }

    /// The next datagram to send or event to tell, until there is none.
    pub fn poll(&mut self) -> Option<Output> {
        loop {
            if let Some(output) = self.outputs.pop_front() {
                return Some(output);
            }
            let id = self.unsent.pop()?;
            if self
                .participants
                .get(&id)
                .is_some_and(|participant| participant.unsent > 0)
            {
                self.step(id, |participant, now, drain| participant.advance(now, drain));
            }
        }
    }

    /// When [`Room::handle_timeout`] wants to be called; nothing for an empty room.
    pub fn next_timeout(&self) -> Option<Instant> {
        let participants = self.participants.values().map(Participant::next_timeout);
        let key_frames =
            self.participants
                .values()
                .filter_map(|participant| match participant.governor.due()? {
                    Due::Now => Some(self.now),
                    Due::At(at) => Some(at),
                });
        participants
            .chain(key_frames)
            .chain(self.speech.next_timeout())
            .min()
    }

    /// Seconds each participant has spoken in this room, reconnections included.
    pub fn airtime(&self) -> Vec<(ParticipantId, f64)> {
        self.speech.airtime()
    }

    /// Runs one participant's step; whatever goes wrong in it ends this participant alone.
    fn step(
        &mut self,
        id: ParticipantId,
        step: impl FnOnce(&mut Participant, Instant, &mut Drain<'_>) -> Result<(), Why>,
    ) {
        let Some(participant) = self.participants.get_mut(&id) else {
            return;
        };
        let mut happenings = std::mem::take(&mut self.happenings);
        let mut drain = Drain {
            outputs: &mut self.outputs,
            happenings: &mut happenings,
        };
        let now = self.now;
        let result = guarded(|| step(participant, now, &mut drain)).unwrap_or(Err(Why::Fault));
        let mut closed = false;
        for happening in happenings.drain(..) {
            closed |= matches!(happening, Happening::Closed);
            self.take(id, happening);
        }
        self.happenings = happenings;
        match result {
            Err(why) => self.end(id, why),
            Ok(()) if closed => self.end(id, Why::Lost),
            Ok(()) => {}
        }
    }

    fn take(&mut self, id: ParticipantId, happening: Happening) {
        match happening {
            Happening::Connected => {
                self.outputs.push_back(Output::Event(Event::Connected(id)));
                let shown: Vec<_> = (self.participants.get(&id).into_iter())
                    .flat_map(|participant| &participant.senders)
                    .filter(|sender| sender.kind == Kind::Video)
                    .map(|sender| sender.publisher)
                    .collect();
                for publisher in shown {
                    self.want_key_frame(publisher);
                }
            }
            Happening::Validated(path) => {
                self.by_path.insert(path, id);
            }
            Happening::Forgotten(path) => self.forget(path, id),
            Happening::Published(packet) => self.forward(id, &packet),
            Happening::WantsKeyFrame(slot) => {
                let sender = self
                    .participants
                    .get(&id)
                    .and_then(|participant| participant.senders.get(slot));
                if let Some(publisher) = sender.map(|sender| sender.publisher) {
                    self.want_key_frame(publisher);
                }
            }
            Happening::Closed => {}
        }
    }

    /// Writes a packet to every slot that shows this stream.
    pub(crate) fn forward(&mut self, from: ParticipantId, packet: &Published) {
        if let Some(level) = packet.level_dbov.filter(|_| packet.kind == Kind::Audio) {
            self.speech.note(from, level, self.now);
            self.tell_speech();
        }
        if packet.starts_key_frame
            && let Some(publisher) = self.participants.get_mut(&from)
        {
            publisher.governor.arrived();
        }
        let Some(listeners) = self.listeners.remove(&(from, packet.kind)) else {
            return;
        };
        let mut needs_key_frame = false;
        let mut fallen = vec![];
        for &(to, slot) in &listeners {
            let Some(receiver) = self.participants.get_mut(&to) else {
                continue;
            };
            let was_clean = receiver.unsent == 0;
            match guarded(|| receiver.write(slot, packet)) {
                Ok((Fate::Written, is_full)) => {
                    if was_clean {
                        self.unsent.push(to);
                    }
                    if is_full && self.flush(to).is_err() {
                        fallen.push(to);
                    }
                }
                Ok((Fate::NeedsKeyFrame, _)) => needs_key_frame = true,
                Ok((Fate::LeftOut, _)) => {}
                Err(Fault) => fallen.push(to),
            }
        }
        self.listeners.insert((from, packet.kind), listeners);
        for id in fallen {
            self.end(id, Why::Fault);
        }
        if needs_key_frame {
            self.want_key_frame(from);
        }
    }

    /// Drains a receiver in the middle of a batch. Its wishes for key frames are kept for the next step.
    fn flush(&mut self, id: ParticipantId) -> Result<(), Fault> {
        let Some(participant) = self.participants.get_mut(&id) else {
            return Ok(());
        };
        let mut happenings = vec![];
        let mut drain = Drain {
            outputs: &mut self.outputs,
            happenings: &mut happenings,
        };
        let now = self.now;
        guarded(|| participant.advance(now, &mut drain))?.map_err(|_| Fault)
    }

    fn want_key_frame(&mut self, publisher: ParticipantId) {
        if let Some(participant) = self.participants.get_mut(&publisher) {
            participant.governor.ask();
            self.request_key_frame(publisher);
        }
    }

    /// Sends the request if the governor lets it pass.
    fn request_key_frame(&mut self, publisher: ParticipantId) {
        let now = self.now;
        let Some(participant) = self.participants.get_mut(&publisher) else {
            return;
        };
        if !participant.is_connected || !participant.governor.take(now) {
            return;
        }
        if guarded(|| participant.request_key_frame()).is_err() {
            self.end(publisher, Why::Fault);
            return;
        }
        participant.unsent += 1;
        self.unsent.push(publisher);
    }

    fn tell_speech(&mut self) {
        if let Some(speaking) = self.speech.changed() {
            self.outputs.push_back(Output::Event(Event::Speaking(speaking)));
        }
    }

    fn end(&mut self, id: ParticipantId, why: Why) {
        if self.remove(id, why == Why::Lost) {
            self.outputs.push_back(Output::Event(Event::Ended { id, why }));
            self.tell_speech();
        }
    }

    /// Forgets a connection; a polite one is told so.
    fn remove(&mut self, id: ParticipantId, politely: bool) -> bool {
        let Some(mut participant) = self.participants.remove(&id) else {
            return false;
        };
        self.by_ufrag.remove(&participant.credentials.ufrag);
        for path in participant.paths.all() {
            self.forget(path, id);
        }
        self.listeners.retain(|_, slots| {
            slots.retain(|(receiver, _)| *receiver != id);
            !slots.is_empty()
        });
        self.speech.left(id);
        let (now, outputs) = (self.now, &mut self.outputs);
        let _fault = guarded(|| {
            if politely {
                participant.close(
                    now,
                    &mut Drain {
                        outputs,
                        happenings: &mut vec![],
                    },
                );
            }
            drop(participant);
        });
        true
    }

    fn forget(&mut self, path: Path, id: ParticipantId) {
        if self.by_path.get(&path) == Some(&id) {
            self.by_path.remove(&path);
        }
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Room")
            .field("participants", &self.participants.keys())
            .finish_non_exhaustive()
    }
}
