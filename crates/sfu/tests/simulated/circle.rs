//! A room and its clients, driven by one virtual clock.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use sfu::{Event, Levels, Output, ParticipantId, Randomness, Room, RoomConfig};

use crate::client::Client;
use crate::network::{Network, Weather};

/// The seeds every simulated evening runs under. One that ever found a fault stays here.
pub(crate) const SEEDS: [u64; 4] = [1, 62_026, 0x00c1_ac1e, 0x05ee_d0f2];

const STEP: Duration = Duration::from_millis(5);

pub(crate) struct Circle {
    pub(crate) room: Room,
    pub(crate) now: Instant,
    pub(crate) clients: BTreeMap<ParticipantId, Client>,
    pub(crate) events: Vec<(Instant, Event)>,
    pub(crate) network: Network,
    pub(crate) seats: Vec<ParticipantId>,
    ports: u16,
}

pub(crate) fn server() -> SocketAddr {
    ([192, 0, 2, 1], 3478).into()
}

impl Circle {
    pub(crate) fn new(seats: u32, seed: u64, weather: Weather) -> Self {
        Self::with(Levels::Read, seats, seed, weather)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "an Instant can only be made by reading the clock once"
    )]
    pub(crate) fn with(levels: Levels, seats: u32, seed: u64, weather: Weather) -> Self {
        let now = Instant::now();
        let config = RoomConfig {
            candidates: vec![server()],
            route: "evening1".to_owned(),
            levels,
        };
        Self {
            room: Room::new(config, now),
            now,
            clients: BTreeMap::new(),
            events: vec![],
            network: Network::new(seed, weather),
            seats: (1..=seats).map(ParticipantId).collect(),
            ports: 40_000,
        }
    }

    /// Takes a seat: for the first time, or again as after a reload.
    pub(crate) fn sits_down(&mut self, id: ParticipantId) {
        let take = self.clients.get(&id).map_or(1, |before| before.take + 1);
        let others: Vec<_> = self.seats.iter().copied().filter(|seat| *seat != id).collect();
        let address = self.fresh_address();
        let (mut client, offer, pending) =
            Client::offering(id, take, &others, address, &mut self.network.chance, self.now);
        let randomness = Randomness(std::array::from_fn(|_| self.network.chance.next() as u8));
        let answer = self
            .room
            .connect(id, &offer, &client.slots, randomness, self.now)
            .expect("an answer");
        client.answered(&answer, pending);
        self.clients.insert(id, client);
        self.settle();
    }

    pub(crate) fn fresh_address(&mut self) -> SocketAddr {
        self.ports += 1;
        ([198, 51, 100, 7], self.ports).into()
    }

    pub(crate) fn lives_for(&mut self, duration: Duration) {
        let end = self.now + duration;
        while self.now < end {
            self.now += STEP;
            for client in self.clients.values_mut() {
                client.advance(self.now);
            }
            self.settle();
        }
    }

    /// Lives until something is true; a minute is longer than anything takes.
    pub(crate) fn lives_until(&mut self, what: &str, mut is_so: impl FnMut(&Self) -> bool) {
        let end = self.now + Duration::from_secs(60);
        while !is_so(self) {
            assert!(self.now < end, "never came true: {what}");
            self.lives_for(STEP);
        }
    }

    pub(crate) fn everyone_is_connected(&self) -> bool {
        self.clients.values().all(|client| client.is_connected)
    }

    pub(crate) fn ended(&self) -> Vec<&Event> {
        self.events
            .iter()
            .map(|(_, event)| event)
            .filter(|event| matches!(event, Event::Ended { .. }))
            .collect()
    }

    fn settle(&mut self) {
        for client in self.clients.values_mut() {
            for datagram in client.out.drain(..) {
                self.network.send(datagram, self.now);
            }
        }
        // A whole batch is handled before the room is drained, as the shell does it.
        while let Some(datagram) = self.network.landed(self.now) {
            if datagram.destination == server() {
                self.room.handle(&datagram, self.now);
            } else if let Some(client) = self
                .clients
                .values_mut()
                .find(|client| client.address == datagram.destination)
            {
                client.receive(&datagram, self.now);
            }
        }
        if self.room.next_timeout().is_some_and(|at| at <= self.now) {
            self.room.handle_timeout(self.now);
        }
        while let Some(output) = self.room.poll() {
            match output {
                Output::Transmit {
                    source,
                    destination,
                    contents,
                } => {
                    self.network.send(
                        sfu::Datagram {
                            source,
                            destination,
                            contents,
                        },
                        self.now,
                    );
                }
                Output::Event(event) => self.events.push((self.now, event)),
            }
        }
    }
}
