//! A network that loses, delays and reorders, the same way for the same seed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::{Duration, Instant};

use sfu::Datagram;

use crate::chance::Chance;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Weather {
    pub(crate) loss_per_mille: u64,
    pub(crate) delay_ms: u64,
    /// Up to so much more, so that packets overtake each other.
    pub(crate) jitter_ms: u64,
}

impl Weather {
    pub(crate) const FAIR: Self = Self {
        loss_per_mille: 0,
        delay_ms: 10,
        jitter_ms: 0,
    };
    pub(crate) const ROUGH: Self = Self {
        loss_per_mille: 20,
        delay_ms: 25,
        jitter_ms: 15,
    };
}

struct Flight {
    lands: Instant,
    order: u64,
    datagram: Datagram,
}

impl Ord for Flight {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.lands, self.order).cmp(&(other.lands, other.order))
    }
}
impl PartialOrd for Flight {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Flight {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}
impl Eq for Flight {}

pub(crate) struct Network {
    pub(crate) weather: Weather,
    pub(crate) chance: Chance,
    flights: BinaryHeap<Reverse<Flight>>,
    sent: u64,
}

impl Network {
    pub(crate) fn new(seed: u64, weather: Weather) -> Self {
        Self {
            weather,
            chance: Chance(seed),
            flights: BinaryHeap::new(),
            sent: 0,
        }
    }

    pub(crate) fn send(&mut self, datagram: Datagram, now: Instant) {
        self.sent += 1;
        if self.chance.below(1000) < self.weather.loss_per_mille {
            return;
        }
        let extra = if self.weather.jitter_ms == 0 {
            0
        } else {
            self.chance.below(self.weather.jitter_ms * 1000)
        };
        let lands = now + Duration::from_millis(self.weather.delay_ms) + Duration::from_micros(extra);
        self.flights.push(Reverse(Flight {
            lands,
            order: self.sent,
            datagram,
        }));
    }

    pub(crate) fn landed(&mut self, now: Instant) -> Option<Datagram> {
        if self
            .flights
            .peek()
            .is_none_or(|Reverse(flight)| flight.lands > now)
        {
            return None;
        }
        self.flights.pop().map(|Reverse(flight)| flight.datagram)
    }
}
