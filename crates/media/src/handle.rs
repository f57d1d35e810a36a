//! What the rest of the house holds: the media service, and a handle per room that closes it when dropped.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use aws_lc_rs::rand;
use mio::Waker;
use sfu::{Levels, OfferRefused, ParticipantId, Randomness, RoomConfig, Slot, Why};
use tokio::sync::{mpsc as tokio_mpsc, oneshot};
use tracing::error;

use crate::addresses;
use crate::receive;
use crate::room_thread::{Connect, Message, RoomThread};
use crate::routes::{Inbox, Route, Routes};
use crate::sockets::{MediaConfig, Sockets};

/// What a room tells its host.
#[derive(Debug, Clone, PartialEq)]
pub enum RoomEvent {
    /// Media flows to and from this participant.
    Connected(ParticipantId),
    /// Who speaks now; sent when it changes.
    Speaking(Vec<ParticipantId>),
    /// Seconds each participant has spoken so far; at most every five seconds.
    Airtime(Vec<(ParticipantId, f64)>),
    /// A connection is gone without being asked to; a new offer brings the participant back.
    Ended { id: ParticipantId, why: Why },
    /// The room's media failed as a whole. Open another room and let everyone offer again.
    Failed,
}

/// The media service of one process: its sockets, their threads, its rooms.
#[derive(Clone)]
pub struct Media(Arc<Service>);

struct Service {
    sockets: Arc<Sockets>,
    routes: Arc<Routes>,
    candidates: Vec<std::net::SocketAddr>,
    wakers: Vec<Waker>,
    /// Where prepare pages try their line.
    line: std::sync::OnceLock<RoomHandle>,
    next_check: AtomicU32,
}

/// A prepare page has its answer in a second or two; what stays longer is thrown away.
const LINE_CHECK: Duration = Duration::from_secs(20);
/// Ids of line checks go round, so that at most so many exist at once.
const MOST_LINE_CHECKS: u32 = 256;

impl Media {
    /// Binds the sockets and starts their threads.
    pub fn start(config: MediaConfig) -> io::Result<Self> {
        let mut sockets = Sockets::bind(&config)?;
        let polls = sockets
            .all
            .iter_mut()
            .map(receive::register)
            .collect::<io::Result<Vec<_>>>()?;
        let wakers = polls
            .iter()
            .map(|poll| Waker::new(poll.registry(), receive::CLOSE))
            .collect::<io::Result<Vec<_>>>()?;
        let candidates = addresses::candidates(&sockets.bound(), sockets.port(), &sockets.map);
        let sockets = Arc::new(sockets);
        let routes = Arc::new(Routes::default());
        for (index, poll) in polls.into_iter().enumerate() {
            receive::start(&sockets, index, poll, Arc::clone(&routes))?;
        }
        Ok(Self(Arc::new(Service {
            sockets,
            routes,
            candidates,
            wakers,
            line: std::sync::OnceLock::new(),
            next_check: AtomicU32::new(0),
        })))
    }

    /// The UDP port in use.
    pub fn port(&self) -> u16 {
        self.0.sockets.port()
    }

    /// Opens a room. It closes when the handle is dropped. Where levels are left out it tells neither
    /// [`RoomEvent::Speaking`] nor [`RoomEvent::Airtime`].
    pub fn open_room(&self, levels: Levels, events: tokio_mpsc::UnboundedSender<RoomEvent>) -> RoomHandle {
        self.0.open_room(levels, events)
    }

    /// Answers the offer of a page that only wants to know whether media would reach us. Forgotten after 20 s.
    pub async fn check_line(&self, offer: String) -> Result<String, OfferRefused> {
        let id = ParticipantId(self.0.next_check.fetch_add(1, Ordering::Relaxed) % MOST_LINE_CHECKS);
        let line = self.0.line.get_or_init(|| {
            let (events, _nobody_listens) = tokio_mpsc::unbounded_channel();
            self.0.open_room(Levels::LeftOut, events)
        });
        line.ask(id, offer, vec![], Some(LINE_CHECK)).await
    }
}

impl Service {
    fn open_room(&self, levels: Levels, events: tokio_mpsc::UnboundedSender<RoomEvent>) -> RoomHandle {
        let route = Route::new(random());
        let (sender, inbox) = mpsc::channel();
        let backlog = Arc::new(AtomicUsize::new(0));
        let thread = RoomThread {
            route,
            routes: Arc::clone(&self.routes),
            sockets: Arc::clone(&self.sockets),
            backlog: Arc::clone(&backlog),
            inbox,
            events,
            config: RoomConfig {
                candidates: self.candidates.clone(),
                route: route.text(),
                levels,
            },
        };
        self.routes.open(
            route,
            Inbox {
                sender: sender.clone(),
                backlog,
            },
        );
        let started = thread::Builder::new()
            .name("media-room".to_owned())
            .spawn(move || thread.run());
        if let Err(error) = started {
            // Whoever offers to this room is told that it has ended.
            error!(kind = ?error.kind(), "no thread for a room");
            self.routes.close(route);
        }
        RoomHandle { sender }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        for waker in &self.wakers {
            let _thread_is_gone = waker.wake();
        }
    }
}

impl fmt::Debug for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Media")
            .field("port", &self.port())
            .finish_non_exhaustive()
    }
}

/// One room's media. Dropping it ends the room.
#[derive(Debug)]
pub struct RoomHandle {
    sender: mpsc::Sender<Message>,
}

impl RoomHandle {
    /// Answers a participant's offer; an older connection of the same id is replaced.
    pub async fn connect(
        &self,
        id: ParticipantId,
        offer: String,
        slots: Vec<Slot>,
    ) -> Result<String, OfferRefused> {
        self.ask(id, offer, slots, None).await
    }

    /// Ends a participant's media at once.
    pub fn disconnect(&self, id: ParticipantId) {
        let _room_is_gone = self.sender.send(Message::Disconnect(id));
    }

    /// Asks this participant's camera for a picture that needs none before it.
    pub fn ask_key_frame(&self, id: ParticipantId) {
        let _room_is_gone = self.sender.send(Message::KeyFrame(id));
    }

    pub(crate) async fn ask(
        &self,
        id: ParticipantId,
        offer: String,
        slots: Vec<Slot>,
        lifetime: Option<Duration>,
    ) -> Result<String, OfferRefused> {
        let (reply, answer) = oneshot::channel();
        let connect = Connect {
            id,
            offer,
            slots,
            randomness: Randomness(random()),
            lifetime,
            reply,
        };
        self.sender
            .send(Message::Connect(connect))
            .map_err(|_| OfferRefused::RoomClosed)?;
        answer.await.map_err(|_| OfferRefused::RoomClosed)?
    }

    #[cfg(test)]
    pub(crate) async fn present(&self) -> Vec<ParticipantId> {
        let (reply, present) = oneshot::channel();
        self.sender.send(Message::Present(reply)).expect("the room lives");
        present.await.expect("the room lives")
    }

    #[cfg(test)]
    pub(crate) fn fall(&self) {
        let _room_is_gone = self.sender.send(Message::Fall);
    }
}

impl Drop for RoomHandle {
    fn drop(&mut self) {
        let _room_is_gone = self.sender.send(Message::Close);
    }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).expect("the operating system gives random bytes, or nothing here is safe");
    bytes
}
