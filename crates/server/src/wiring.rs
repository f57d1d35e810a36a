//! Puts the house together: store, mail, media, running rooms, pages. The only place that knows all of them.

use app::erasure::Erasing;
use app::{App, AppConfig, SystemClock};
use live::Live;
use mail::Delivery;
use media::{Media, MediaConfig};
use std::collections::BTreeSet;
use std::path::Path;
use store::{Keys, Store, StoreUrl};
use web::Web;

#[derive(Debug)]
pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) router: axum::Router,
    pub(crate) media_port: u16,
}

/// What differs between serving and the demo.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) store: StoreUrl,
    pub(crate) keys: &'a Path,
    pub(crate) app: AppConfig,
    pub(crate) delivery: Delivery,
    pub(crate) media: MediaConfig,
    pub(crate) hosts: web::Hosts,
    pub(crate) demo: bool,
    pub(crate) trusted_proxies: Vec<web::TrustedProxy>,
    pub(crate) erasing: Erasing,
}

impl House {
    pub(crate) async fn build(plan: Plan<'_>) -> anyhow::Result<Self> {
        let keys = Keys::load_or_generate(plan.keys)?;
        let gone = match &plan.erasing.list {
            Some(list) => list.all()?,
            None => BTreeSet::new(),
        };
        let store = Store::open_without(&plan.store, keys, &gone).await?;
        let app = App::new(plan.app, store, plan.delivery, SystemClock);
        // Before anybody can open a page: an old backup may have brought back who was erased.
        app.erases(plan.erasing);
        app::erasure::again(&app).await?;
        let media = Media::start(plan.media)?;
        let media_port = media.port();
        tracing::info!(media_port, "media is open");
        let live = Live::new(app.clone(), media);
        let limits = web::Limits::default();
        let router = web::router(Web {
            app: app.clone(),
            live,
            hosts: plan.hosts,
            demo: plan.demo,
            limits,
            trusted_proxies: plan.trusted_proxies,
        });
        Ok(Self {
            app,
            router,
            media_port,
        })
    }
}
