//! Finds the room a datagram belongs to: by the route in a STUN request, or by an address pair a room answered.
//!
//! Only rooms put address pairs in, and only for peers they send to, which have authenticated themselves; so a
//! stranger can neither fill the table nor reach a room by anything but a STUN request that names it.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError, RwLock};

use sfu::Datagram;
use sfu::route::{self, Protocol};

use crate::room_thread::Message;

/// The text before the random part of a room's ufrags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Route(pub(crate) [u8; Route::LENGTH]);

impl Route {
    pub(crate) const LENGTH: usize = 8;

    /// Eight letters out of random bytes.
    pub(crate) fn new(random: [u8; Route::LENGTH]) -> Self {
        const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        Self(random.map(|byte| LETTERS[usize::from(byte & 31)]))
    }

    pub(crate) fn text(&self) -> String {
        self.0.iter().copied().map(char::from).collect()
    }
}

/// Their address and ours (as advertised).
pub(crate) type Path = (SocketAddr, SocketAddr);

/// A room's thread, as the receive threads see it.
#[derive(Debug, Clone)]
pub(crate) struct Inbox {
    pub(crate) sender: Sender<Message>,
    /// Batches handed over and not yet taken.
    pub(crate) backlog: Arc<AtomicUsize>,
}

/// More than a second of a full circle: a room that is so far behind is better served by loss.
const MOST_BACKLOG: usize = 2_000;

impl Inbox {
    pub(crate) fn hand_over(&self, datagrams: Vec<Datagram>) {
        if self.backlog.load(Ordering::Relaxed) < MOST_BACKLOG {
            self.backlog.fetch_add(1, Ordering::Relaxed);
            let _room_is_gone = self.sender.send(Message::Datagrams(datagrams));
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Routes(RwLock<Table>);

#[derive(Debug, Default)]
struct Table {
    rooms: HashMap<Route, Inbox>,
    paths: HashMap<Path, Route>,
}

impl Routes {
    /// The room for a datagram, if any asked for it.
    pub(crate) fn find(&self, datagram: &Datagram) -> Option<Route> {
        match route::protocol(&datagram.contents)? {
            Protocol::Stun => {
                let ufrag = route::local_ufrag(&datagram.contents)?;
                let route = Route(*ufrag.as_bytes().first_chunk()?);
                self.read(|table| table.rooms.contains_key(&route))
                    .then_some(route)
            }
            Protocol::Dtls | Protocol::Srtp => {
                let path = (datagram.source, datagram.destination);
                self.read(|table| table.paths.get(&path).copied())
            }
        }
    }

    pub(crate) fn inbox(&self, route: Route) -> Option<Inbox> {
        self.read(|table| table.rooms.get(&route).cloned())
    }

    pub(crate) fn open(&self, route: Route, inbox: Inbox) {
        self.write(|table| table.rooms.insert(route, inbox));
    }

    pub(crate) fn close(&self, route: Route) {
        self.write(|table| {
            table.rooms.remove(&route);
            table.paths.retain(|_, room| *room != route);
        });
    }

    pub(crate) fn learn(&self, path: Path, route: Route) {
        self.write(|table| table.paths.insert(path, route));
    }

    pub(crate) fn forget(&self, paths: &HashSet<Path>, route: Route) {
        self.write(|table| {
            table
                .paths
                .retain(|path, room| *room != route || !paths.contains(path))
        });
    }

    // Every change is one insert or removal, so a panic cannot leave the table half changed.
    fn read<T>(&self, look: impl FnOnce(&Table) -> T) -> T {
        look(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, change: impl FnOnce(&mut Table) -> T) -> T {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner))
    }
}
