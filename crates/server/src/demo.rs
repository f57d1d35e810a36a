//! `openchair demo`: Linden House on this machine, with a session that is on now and bots in the circle.

use crate::bots::Bots;
use crate::bots_secret::BotsSecret;
use crate::door::{self, Door};
use crate::lan::Lan;
use crate::scratch::Folder;
use crate::show::Ready;
use crate::wiring::{House, Plan};
use crate::{cli, config, stop};
use app::demo::{Demo, Wish};
use app::erasure::Erasing;
use app::{App, AppConfig};
use jiff::SignedDuration;
use mail::Delivery;
use media::MediaConfig;
use std::net::Ipv4Addr;
use std::time::Duration;
use store::{ErasedList, StoreUrl};

/// Between two tries to start the bots, at first; it doubles.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// How long the bots may take to sit down before people are told the addresses all the same.
const SEATED_WITHIN: Duration = Duration::from_secs(30);

pub(crate) async fn demo(wish: cli::Demo) -> anyhow::Result<()> {
    if let Err(error) = web::check_assets() {
        tracing::error!(%error, "pages will lack their scripts and styles");
    }
    let lan = if wish.lan { Some(Lan::find()?) } else { None };
    // With --lan, people come over TLS, and the bots of this machine beside it over a loopback port of their own.
    let (mut doors, loopback_port) = Door::loopback(if wish.lan { 0 } else { wish.port })?;
    let mut bind = door::loopbacks();
    let (address, url, hosts) = match &lan {
        Some(lan) => {
            doors.push(Door::bind(
                (Ipv4Addr::UNSPECIFIED, wish.port).into(),
                Some(lan.tls.clone()),
            )?);
            bind.push(lan.address);
            let host = format!("{}:{}", lan.address, wish.port);
            let base = format!("https://{host}");
            (
                app::Address::One(base.clone()),
                format!("{base}/"),
                web::Hosts::only([lan.address.to_string()]).and_localhosts(),
            )
        }
        None => {
            // Firefox has no loopback candidates and pairs none of its others with ours: it reaches us on this
            // address, without leaving the machine.
            bind.extend(crate::lan::own_address().ok());
            let address = app::Address::PerPerson { port: loopback_port };
            let url = address.link(None, "/");
            (address, url, web::Hosts::default().and_localhosts())
        }
    };
    if !wish.staff_passkeys {
        tracing::warn!(
            "DEMO: whoever leads opens a group by a link alone; `serve` asks them for a passkey (--staff-passkeys does here)"
        );
    }
    let folder = Folder::open(wish.data.clone())?;
    let house = House::build(Plan {
        store: StoreUrl::sqlite(folder.path().join("openchair.db")),
        keys: &folder.path().join("keys"),
        app: AppConfig {
            address,
            sender: config::sender("Linden House <no-reply@linden.example>")?,
            staff_passkeys: wish.staff_passkeys,
            bots: true,
        },
        delivery: Delivery::Mailbox,
        media: MediaConfig {
            port: wish.media_port,
            bind,
            public: Vec::new(),
        },
        hosts,
        demo: true,
        trusted_proxies: vec![],
        erasing: Erasing {
            wait: wish.erase_after.map_or(app::erasure::WAIT, |seconds| {
                SignedDuration::from_secs(i64::from(seconds))
            }),
            list: Some(ErasedList::at(folder.path().join("erased"))),
        },
    })
    .await?;

    let jobs = tokio::spawn(app::jobs::keep_running(house.app.clone()));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(door::serve(doors, house.router, async {
        // An error is a dropped sender: stop as well.
        let _ = stopped.await;
    }));
    let evenings = Evenings {
        app: &house.app,
        wish: &wish,
        url: &url,
        bots_secret: BotsSecret::keep(folder.path())?,
        bots_host: format!("127.0.0.1:{loopback_port}"),
        media_port: house.media_port,
        fingerprint: lan.as_ref().map(|lan| lan.fingerprint.as_str()),
    };
    let outcome = tokio::select! {
        wished = stop::wished() => wished.map_err(Into::into),
        outcome = evenings.live() => outcome,
    };
    drop(stop);
    served.await??;
    jobs.abort();
    // Logged where it fails; the rows themselves were logged when they were not taken.
    let _ = app::live::write_owed(&house.app).await;
    outcome
}

/// One evening after the other: when a session is over, the next one begins. A program was told one line, so for it
/// there is one evening.
struct Evenings<'a> {
    app: &'a App,
    wish: &'a cli::Demo,
    url: &'a str,
    bots_host: String,
    bots_secret: BotsSecret,
    media_port: u16,
    fingerprint: Option<&'a str>,
}

impl Evenings<'_> {
    async fn live(&self) -> anyhow::Result<()> {
        loop {
            let demo = app::demo::seed(self.app, &self.circle()).await?;
            app::demo::agree(
                self.app,
                &demo,
                &web::default_agreement(web::Say::for_language("en")),
            )
            .await?;
            self.live_one(&demo).await?;
            if self.wish.json {
                return std::future::pending().await;
            }
            tokio::time::sleep(PAUSE).await;
            tracing::info!("the session is over; the next one begins");
        }
    }

    fn circle(&self) -> Wish {
        let mut circle = Wish::for_bots(usize::from(self.wish.bots));
        circle.seats = circle.seats.max(self.wish.seats.unwrap_or(0));
        circle
    }

    async fn tell(&self, demo: &Demo) -> anyhow::Result<()> {
        let links = app::demo::sign_in_links(self.app, demo).await?;
        let (media_port, fingerprint) = (self.media_port, self.fingerprint);
        Ready {
            url: self.url,
            demo,
            links: &links,
            media_port,
            fingerprint,
            staff_passkeys: self.wish.staff_passkeys,
        }
        .tell(self.wish.json)?;
        Ok(())
    }

    /// Until the bots leave because their session is over. The addresses are told once the bots sit, so that nobody
    /// is overtaken at the door by a bot of their own name.
    async fn live_one(&self, demo: &Demo) -> anyhow::Result<()> {
        if !demo.people.iter().any(|one| one.bot) {
            self.tell(demo).await?;
            return std::future::pending().await;
        }
        let mut told = false;
        let mut pause = PAUSE;
        loop {
            match Bots::start(self.app, demo, &self.bots_host, self.wish.seed, &self.bots_secret).await {
                Ok(mut bots) => {
                    if !told {
                        // Too slow a machine is no reason to keep people out.
                        let _seated = tokio::time::timeout(SEATED_WITHIN, bots.all_seated()).await;
                        self.tell(demo).await?;
                        told = true;
                    }
                    let status = bots.ended().await?;
                    if status.success() {
                        return Ok(());
                    }
                    tracing::warn!(code = status.code(), "the bots fell over; they start again");
                }
                Err(error) => {
                    tracing::error!(
                        error = format!("{error:#}"),
                        "the circle stays without bots for now"
                    );
                    if !told {
                        self.tell(demo).await?;
                        told = true;
                    }
                }
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}
