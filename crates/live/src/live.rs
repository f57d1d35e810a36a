//! All running rooms: finds or starts the room of a session, and lets people in to it.

use crate::entrance::{Entrance, EntryRefused, seat_of};
use crate::host::{EMPTY_KEPT, Errand, Host, Newcomer};
use crate::outbox::Outbox;
use crate::ports::{House, LineRefused, MediaHouse, MediaRoom};
use crate::sealing::{Sealing, now_ms};
use crate::sign_ins::{NotNow, OpenVisit, SignIns};
use crate::visit::{MAX_ACTS_UNDER_WAY, Visit, You};
use app::App;
use domain::group::Levels;
use domain::live::LiveSetup;
use domain::membership::Status;
use domain::{MembershipId, PersonId, SessionId, SignInId};
use media::Media;
use room::{CloseReason, ConnectionId};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex as Short, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::{Mutex, Semaphore, oneshot};
use tokio::task::AbortHandle;

/// Cheap to clone; all clones are one. When the last is dropped, every room stops where it stands in the store.
#[derive(Clone)]
pub struct Live {
    inner: Arc<Inner>,
}

struct Inner {
    house: Arc<dyn House>,
    media: Box<dyn MediaHouse>,
    empty_kept: Duration,
    sign_ins: Arc<SignIns>,
    /// One lock per session: held while its room is found or started, so that there is never a second one.
    rooms: Short<BTreeMap<SessionId, Arc<Mutex<Option<Running>>>>>,
    last_connection: AtomicU64,
}

#[derive(Clone)]
struct Running {
    errands: UnboundedSender<Errand>,
    /// Held by the room's task alone: when that goes, its media do.
    media: Weak<dyn MediaRoom>,
    task: AbortHandle,
    levels: Levels,
}

/// A room may close between being found and being entered; then a new one is started.
const ATTEMPTS: usize = 3;

impl Live {
    /// Rooms start as people come. Ends the visits of every sign-in that `app` ends, of whoever it erases, and of every place that
    /// it changes.
    pub fn new(app: App, media: Media) -> Self {
        let live = Self::with(Arc::new(app.clone()), Box::new(media), EMPTY_KEPT);
        let sign_ins = Arc::downgrade(&live.inner.sign_ins);
        app.when_sign_in_ends(move |sign_in| {
            if let Some(sign_ins) = sign_ins.upgrade() {
                sign_ins.end(sign_in, CloseReason::SignedOut);
            }
        });
        let inner = Arc::downgrade(&live.inner);
        app.when_erased(move |person, sign_ins| {
            if let Some(inner) = inner.upgrade() {
                inner.forget(person, sign_ins);
            }
        });
        let inner = Arc::downgrade(&live.inner);
        app.when_place_changes(move |member, status| {
            if let Some(inner) = inner.upgrade() {
                Live { inner }.place_changed(member, status);
            }
        });
        live
    }

    pub(crate) fn with(house: Arc<dyn House>, media: Box<dyn MediaHouse>, empty_kept: Duration) -> Self {
        let inner = Inner {
            house,
            media,
            empty_kept,
            sign_ins: Arc::default(),
            rooms: Short::default(),
            last_connection: AtomicU64::new(0),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Comes to the door of a session. Whoever was admitted before goes straight in; others wait inside the visit.
    pub async fn enter(&self, entrance: Entrance) -> Result<Visit, EntryRefused> {
        for _ in 0..ATTEMPTS {
            let ticket = self.inner.sign_ins.ticket();
            let setup = self.inner.house.setup(entrance.session).await?;
            let holder = seat_of(&setup, entrance.person, self.inner.house.now())?;
            let running = self.running(entrance.session).await?;

            let connection = ConnectionId(self.inner.last_connection.fetch_add(1, Ordering::Relaxed) + 1);
            let outbox = Arc::new(Outbox::default());
            let visit = Visit {
                you: You {
                    member: holder.member,
                    alias: holder.alias.clone(),
                    role: holder.role,
                },
                connection,
                sign_in: entrance.sign_in,
                sign_ins: self.inner.sign_ins.clone(),
                room: running.errands.clone(),
                outbox: outbox.clone(),
                under_way: Arc::new(Semaphore::new(MAX_ACTS_UNDER_WAY)),
            };
            // Registered before the room hears of it: a sign-in that ends from now on ends this visit.
            let open = OpenVisit {
                connection,
                member: holder.member,
                seat: holder.seat,
                outbox: outbox.clone(),
                media: running.media.clone(),
                room: running.errands.clone(),
            };
            match self.inner.sign_ins.register(entrance.sign_in, ticket, open) {
                Ok(()) => {}
                Err(NotNow::SignedOut) => return Err(EntryRefused::SignedOut),
                Err(NotNow::Overtaken) => continue,
            }

            let (reply, answer) = oneshot::channel();
            let newcomer = Newcomer {
                holder,
                connection,
                page: entrance.page.clone(),
                sign_in: entrance.sign_in,
                outbox,
                reply,
            };
            if running.errands.send(Errand::Enter(Box::new(newcomer))).is_err() {
                continue;
            }
            match answer.await {
                Ok(Ok(())) => return Ok(visit),
                Ok(Err(refused)) => return Err(refused.into()),
                // The room closed, or broke, before it could answer.
                Err(_) => continue,
            }
        }
        Err(EntryRefused::Unavailable)
    }

    /// The sign-ins whose people are in a room now, or at its door.
    pub fn open_sign_ins(&self) -> Vec<SignInId> {
        self.inner.sign_ins.open()
    }

    /// Ends every visit of this sign-in and its media: when this returns, nothing more reaches or leaves them.
    pub fn end_sign_in(&self, sign_in: SignInId) {
        self.inner.sign_ins.end(sign_in, CloseReason::SignedOut);
    }

    /// The same for somebody who was erased, in words of their own; and every room that runs stores nothing more for them.
    pub fn forget(&self, person: PersonId, sign_ins: &[SignInId]) {
        self.inner.forget(person, sign_ins);
    }

    /// This place was paused, opened again or ended, or has another role: sockets and media that hang on it are closed when this
    /// returns, and every room that runs reads the place anew.
    pub fn place_changed(&self, member: MembershipId, status: Status) {
        let why = match status {
            Status::Active => CloseReason::Renewed,
            Status::Paused => CloseReason::PlacePaused,
            Status::Ended => CloseReason::PlaceEnded,
        };
        self.inner.sign_ins.place_changed(member, why);
        let places: Vec<_> = {
            let rooms = self.inner.rooms.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.values().cloned().collect()
        };
        tokio::spawn(async move {
            for place in places {
                // A room that is being started may have read before: it is waited for, and told.
                if let Some(running) = place.lock().await.as_ref() {
                    let _ = running.errands.send(Errand::PlaceChanged { member });
                }
            }
        });
    }

    /// Who measures voices in the room that runs for this session; nothing while none runs.
    pub async fn levels(&self, session: SessionId) -> Option<Levels> {
        let place = {
            let rooms = self.inner.rooms.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.get(&session)?.clone()
        };
        let place = place.lock().await;
        let running = place.as_ref().filter(|running| !running.errands.is_closed());
        running.map(|running| running.levels)
    }

    /// Answers the offer of a prepare page, which looks whether its media reach us at all.
    pub async fn line_check(&self, offer: String) -> Result<String, LineRefused> {
        self.inner.media.check_line(offer).await
    }

    async fn running(&self, session: SessionId) -> Result<Running, EntryRefused> {
        let place = {
            let mut rooms = self.inner.rooms.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.entry(session).or_default().clone()
        };
        let mut place = place.lock().await;
        if let Some(running) = place.as_ref().filter(|running| !running.errands.is_closed()) {
            return Ok(running.clone());
        }
        // Read only now, when no room of this session runs: an older reading may miss a removal.
        let setup = self.inner.house.setup(session).await?;
        let running = self.start(setup).ok_or(EntryRefused::Unavailable)?;
        *place = Some(running.clone());
        Ok(running)
    }

    /// Nothing: the room cannot be sealed, so nobody comes in.
    fn start(&self, setup: LiveSetup) -> Option<Running> {
        let session = setup.session;
        let sealing = self.sealing(&setup)?;
        let (sender, events) = unbounded_channel();
        let levels = setup.levels;
        let media: Arc<dyn MediaRoom> = self.inner.media.open_room(levels, sender).into();
        let weak = Arc::downgrade(&media);
        let (host, errands) = Host::new(
            self.inner.house.clone(),
            media,
            events,
            setup,
            sealing,
            self.inner.empty_kept,
        );
        let task = tokio::spawn(host.run());
        let abort = task.abort_handle();
        tokio::spawn(async move {
            if task.await.is_err_and(|error| error.is_panic()) {
                tracing::error!(%session, "a room broke: its sockets are closed, and people rejoin");
            }
        });
        Some(Running {
            errands,
            media: weak,
            task: abort,
            levels,
        })
    }

    fn sealing(&self, setup: &LiveSetup) -> Option<Sealing> {
        let house = &self.inner.house;
        let seed = house.server_seed().ok()?;
        match Sealing::open(setup, seed, now_ms(house.now())) {
            Ok(sealing) => Some(sealing),
            Err(why) => {
                tracing::error!(group = %setup.group, %why, "the kept chain of devices does not hold: nobody is let in");
                None
            }
        }
    }

    #[cfg(test)]
    pub(crate) async fn break_room(&self, session: SessionId) {
        let running = self.running(session).await.expect("the room runs");
        running.errands.send(Errand::Panic).expect("the room listens");
    }
}

impl Inner {
    fn forget(&self, person: PersonId, sign_ins: &[SignInId]) {
        for sign_in in sign_ins {
            self.sign_ins.end(*sign_in, CloseReason::Erased);
        }
        let places: Vec<_> = {
            let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.values().cloned().collect()
        };
        for place in places {
            // A room that is just being started may have read the store before: it is waited for, and by nobody who is in a hurry.
            tokio::spawn(async move {
                if let Some(running) = place.lock().await.as_ref() {
                    // A room that is gone has nothing left to forget.
                    let _ = running.errands.send(Errand::Erased { person });
                }
            });
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let rooms = std::mem::take(&mut *self.rooms.lock().unwrap_or_else(PoisonError::into_inner));
        for place in rooms.into_values() {
            if let Ok(place) = place.try_lock()
                && let Some(running) = place.as_ref()
            {
                running.task.abort();
            }
        }
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").finish_non_exhaustive()
    }
}
