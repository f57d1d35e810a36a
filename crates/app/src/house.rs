//! The running house: its store, its mail, its clock. Cheap to clone; all clones are one.

use crate::audit::Refusals;
use crate::erasure::{ErasedHook, Erasing};
use crate::live::{Owed, RefusedCards};
use crate::passkeys::{Asked, Ceremonies};
use crate::passwords::Prepared;
use crate::sign_in::{Doorman, EndHook, Guesses};
use crate::{Address, Clock, Context, Result, SignedIn};
use domain::membership::Status;
use domain::practice::Practice;
use domain::{MembershipId, PersonId, SignInId};
use jiff::Timestamp;
use mail::{Delivery, Sender};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use store::Store;
use tokio::sync::OnceCell;

#[derive(Debug, Clone)]
pub struct AppConfig {
    /// What links in mails begin with.
    pub address: Address,
    /// Who mails are from: a neutral name, and an address that nobody reads.
    pub sender: Sender,
    /// Whoever leads a group opens one only after a passkey. A demo alone may do without.
    pub staff_passkeys: bool,
    /// A demo has bots, which come in by a cookie of the house. Elsewhere such a cookie, left over in a database that was a demo's,
    /// signs nobody in.
    pub bots: bool,
}

type PlaceHook = Arc<dyn Fn(MembershipId, Status) + Send + Sync>;

#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    config: AppConfig,
    store: Store,
    delivery: Delivery,
    clock: Box<dyn Clock>,
    doorman: Mutex<Doorman>,
    guesses: Mutex<Guesses>,
    ceremonies: Mutex<Ceremonies<Asked>>,
    prepared: Mutex<Prepared>,
    end_hooks: Mutex<Vec<EndHook>>,
    erased_hooks: Mutex<Vec<ErasedHook>>,
    place_hooks: Mutex<Vec<PlaceHook>>,
    practice: OnceCell<Practice>,
    owed: Owed,
    refused_cards: RefusedCards,
    refusals: Refusals,
    erasing: OnceLock<Erasing>,
    elsewhere: OnceLock<String>,
}

impl App {
    pub fn new(config: AppConfig, store: Store, delivery: Delivery, clock: impl Clock) -> Self {
        let inner = Inner {
            config,
            store,
            delivery,
            clock: Box::new(clock),
            doorman: Mutex::default(),
            guesses: Mutex::default(),
            ceremonies: Mutex::default(),
            prepared: Mutex::default(),
            end_hooks: Mutex::default(),
            erased_hooks: Mutex::default(),
            place_hooks: Mutex::default(),
            practice: OnceCell::new(),
            owed: Owed::default(),
            refused_cards: RefusedCards::default(),
            refusals: Refusals::default(),
            erasing: OnceLock::new(),
            elsewhere: OnceLock::new(),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// What somebody asks for: a person whom [`crate::sign_in::resume`] knew, or a stranger.
    pub fn context(&self, signed_in: Option<SignedIn>) -> Context {
        Context::new(self.clone(), signed_in)
    }

    /// Now, to the millisecond, as the store keeps it.
    pub fn now(&self) -> Timestamp {
        let now = self.inner.clock.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// Calls `hook` whenever a sign-in has ended, right after that is true in the store, so that its sockets and
    /// media can be closed at once. It must not block.
    pub fn when_sign_in_ends(&self, hook: impl Fn(SignInId) + Send + Sync + 'static) {
        self.inner
            .end_hooks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::new(hook));
    }

    /// Calls `hook` whenever somebody was erased, right after that is true in the store, with the sign-ins they had. It must not block.
    pub fn when_erased(&self, hook: impl Fn(PersonId, &[SignInId]) + Send + Sync + 'static) {
        self.inner
            .erased_hooks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::new(hook));
    }

    /// Calls `hook` whenever somebody's place in a group has changed, with where it stands now, right after that is true in the
    /// store: whoever is out of the group is to be out of its room at once. It must not block.
    pub fn when_place_changes(&self, hook: impl Fn(MembershipId, Status) + Send + Sync + 'static) {
        self.inner
            .place_hooks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::new(hook));
    }

    /// Whether the store answers, asked of it now: for whoever watches the program.
    pub async fn is_well(&self) -> Result<()> {
        Ok(self.inner.store.ping().await?)
    }

    /// Says how this house erases, before anybody asks it to. A second word changes nothing.
    pub fn erases(&self, erasing: Erasing) {
        let _ = self.inner.erasing.set(erasing);
    }

    pub(crate) fn erasing(&self) -> Erasing {
        self.inner.erasing.get().cloned().unwrap_or_default()
    }

    /// Says where else somebody who complains can turn, in the practice's own words. A second word changes nothing.
    pub fn names_elsewhere(&self, words: String) {
        let _ = self.inner.elsewhere.set(words);
    }

    pub(crate) fn elsewhere(&self) -> Option<&str> {
        self.inner.elsewhere.get().map(String::as_str)
    }

    pub fn config(&self) -> &AppConfig {
        &self.inner.config
    }

    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn delivery(&self) -> &Delivery {
        &self.inner.delivery
    }

    pub(crate) fn doorman(&self) -> &Mutex<Doorman> {
        &self.inner.doorman
    }

    pub(crate) fn guesses(&self) -> &Mutex<Guesses> {
        &self.inner.guesses
    }

    pub(crate) fn ceremonies(&self) -> &Mutex<Ceremonies<Asked>> {
        &self.inner.ceremonies
    }

    pub(crate) fn prepared(&self) -> &Mutex<Prepared> {
        &self.inner.prepared
    }

    pub(crate) fn owed(&self) -> &Owed {
        &self.inner.owed
    }

    pub(crate) fn refused_cards(&self) -> &RefusedCards {
        &self.inner.refused_cards
    }

    pub(crate) fn refusals(&self) -> &Refusals {
        &self.inner.refusals
    }

    pub(crate) fn practice_cell(&self) -> &OnceCell<Practice> {
        &self.inner.practice
    }

    pub(crate) fn tell_place_changed(&self, member: MembershipId, status: Status) {
        let hooks = self
            .inner
            .place_hooks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for hook in hooks {
            hook(member, status);
        }
    }

    pub(crate) fn tell_sign_in_ended(&self, sign_in: SignInId) {
        // Called without the lock, so that a hook may itself ask the house for something.
        let hooks = self
            .inner
            .end_hooks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for hook in hooks {
            hook(sign_in);
        }
    }
}

impl App {
    pub(crate) fn tell_erased(&self, person: PersonId, sign_ins: &[SignInId]) {
        let hooks = self
            .inner
            .erased_hooks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for hook in hooks {
            hook(person, sign_ins);
        }
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("store", &self.inner.store)
            .finish_non_exhaustive()
    }
}
