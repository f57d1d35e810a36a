//! A demo house on a temporary database, with a clock that stands still until it is moved.

use app::demo::{Demo, Wish};
use app::{Address, App, AppConfig, Clock, Context, SignedIn};
use domain::person::EmailAddress;
use domain::{MembershipId, PersonId};
use jiff::{SignedDuration, Timestamp};
use mail::{Delivery, Letter, Sender, Shelf};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use store::{Keys, Store, StoreUrl};
use tempfile::TempDir;

#[derive(Clone)]
pub(crate) struct Hands(Arc<Mutex<Timestamp>>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("no test panics holding it")
    }
}

pub(crate) struct Evening {
    pub(crate) app: App,
    pub(crate) demo: Demo,
    pub(crate) shelf: Shelf,
    hands: Hands,
    folder: TempDir,
}

impl Evening {
    /// Tuesday 6 January 2026, five past six in Berlin; bots have answered for everyone but Anna and Eli.
    pub(crate) async fn begin() -> Self {
        let shelf = Shelf::default();
        Self::with(Delivery::Shelf(shelf.clone()), shelf).await
    }

    /// The same in a house that asks those who lead for their passkey, as `serve` always does.
    pub(crate) async fn that_asks_for_passkeys() -> Self {
        let shelf = Shelf::default();
        let strict = AppConfig {
            staff_passkeys: true,
            ..config()
        };
        Self::furnished(Delivery::Shelf(shelf.clone()), shelf, strict).await
    }

    pub(crate) async fn with(delivery: Delivery, shelf: Shelf) -> Self {
        Self::furnished(delivery, shelf, config()).await
    }

    async fn furnished(delivery: Delivery, shelf: Shelf, config: AppConfig) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = Keys::load_or_generate(&folder.path().join("keys")).expect("keys");
        let store = Store::open(&StoreUrl::sqlite(folder.path().join("house.db")), keys)
            .await
            .expect("a store");
        let hands = Hands(Arc::new(Mutex::new(
            "2026-01-06T17:05:00Z".parse().expect("a moment"),
        )));
        let app = App::new(config, store, delivery, hands.clone());
        let demo = app::demo::seed(&app, &Wish::for_bots(6)).await.expect("seeded");
        Self {
            app,
            demo,
            shelf,
            hands,
            folder,
        }
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("house.db")
    }

    /// The same house on the same file, as `serve` opens what was a demo's.
    pub(crate) async fn without_bots(&self) -> App {
        self.app.store().close().await;
        let keys = Keys::load(&self.folder.path().join("keys")).expect("the keys");
        let store = Store::open(&StoreUrl::sqlite(self.database()), keys)
            .await
            .expect("a store");
        let config = AppConfig {
            bots: false,
            ..config()
        };
        App::new(
            config,
            store,
            Delivery::Shelf(self.shelf.clone()),
            self.hands.clone(),
        )
    }

    /// The same house on another file, with the same keys and the same clock, after it was closed; without these people's keys.
    pub(crate) async fn reopened(&self, database: &Path, gone: &BTreeSet<PersonId>) -> App {
        self.app.store().close().await;
        let keys = Keys::load(&self.folder.path().join("keys")).expect("the keys");
        let store = Store::open_without(&StoreUrl::sqlite(database), keys, gone)
            .await
            .expect("a store");
        App::new(
            config(),
            store,
            Delivery::Shelf(self.shelf.clone()),
            self.hands.clone(),
        )
    }

    pub(crate) fn passes(&self, time: SignedDuration) {
        let mut now = self.hands.0.lock().expect("no test panics holding it");
        *now += time;
    }

    pub(crate) fn stranger(&self) -> Context {
        self.app.context(None)
    }

    /// This person on a device of theirs, signed in the way everybody is.
    pub(crate) async fn as_(&self, name: &str) -> Context {
        self.app.context(Some(self.signs_in(name).await.1))
    }

    pub(crate) async fn signs_in(&self, name: &str) -> (String, SignedIn) {
        self.signs_in_holding(name, None).await
    }

    /// The same on a browser that holds this cookie.
    pub(crate) async fn signs_in_holding(&self, name: &str, cookie: Option<&str>) -> (String, SignedIn) {
        let links = app::demo::sign_in_links(&self.app, &self.demo)
            .await
            .expect("links");
        let (_, link) = links
            .iter()
            .find(|(one, _)| one == name)
            .expect("one of the cast");
        let here = self.stranger().with_cookie(cookie.map(domain::Private::from));
        let new = app::sign_in::spend_link(&here, token_in(link), "a test")
            .await
            .expect("it works once");
        let token = new.token.reveal().clone();
        let signed_in = app::sign_in::resume(&self.app, &token)
            .await
            .expect("a store")
            .expect("just signed in");
        (token, signed_in)
    }

    pub(crate) fn person(&self, name: &str) -> PersonId {
        self.demo
            .people
            .iter()
            .find(|one| one.name == name)
            .expect("one of the cast")
            .person
    }

    pub(crate) fn member(&self, name: &str) -> MembershipId {
        let one = self
            .demo
            .people
            .iter()
            .find(|one| one.name == name)
            .expect("one of the cast");
        one.member.expect("sits in the circle")
    }

    /// Runs what is due and says which letters have left so far.
    pub(crate) async fn letters(&self) -> Vec<Letter> {
        app::jobs::run_due(&self.app).await.expect("jobs run");
        self.shelf.letters()
    }

    /// Everything the database wrote to disk, write-ahead log included.
    pub(crate) fn bytes_on_disk(&self) -> Vec<u8> {
        let files: Vec<PathBuf> = std::fs::read_dir(self.folder.path())
            .expect("the folder")
            .flatten()
            .map(|file| file.path())
            .collect();
        assert!(!files.is_empty());
        files
            .iter()
            .flat_map(|file| std::fs::read(file).expect("readable"))
            .collect()
    }
}

fn config() -> AppConfig {
    AppConfig {
        address: Address::PerPerson { port: 4000 },
        sender: Sender {
            name: "Linden House".into(),
            address: EmailAddress::parse("hello@linden.example").expect("an address"),
        },
        staff_passkeys: false,
        bots: true,
    }
}

pub(crate) fn token_in(link: &str) -> &str {
    let (_, token) = link.rsplit_once("/sign-in/").expect("a sign-in link");
    token
}

/// Whether these words stand anywhere in these bytes.
pub(crate) fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}
