//! `openchair serve`: the practice in the data folder, until told to stop.

use crate::config::Config;
use crate::door::{self, Door};
use crate::wiring::{House, Plan};
use crate::{cli, scratch, stop};
use anyhow::Context;
use app::AppConfig;
use app::erasure::Erasing;
use store::ErasedList;

pub(crate) async fn serve(wish: &cli::Serve) -> anyhow::Result<()> {
    web::check_assets()?;
    let config = Config::read(wish)?;
    let doors = wish
        .listen
        .iter()
        .map(|address| Door::bind(*address, config.tls.clone()));
    let doors = doors.collect::<anyhow::Result<Vec<_>>>()?;
    let _data = scratch::Folder::open(Some(wish.data.clone()))?;
    let house = House::build(Plan {
        store: config.store,
        keys: &config.keys,
        app: AppConfig {
            address: config.address,
            sender: config.sender,
            staff_passkeys: true,
            bots: false,
        },
        delivery: config.delivery,
        media: config.media,
        hosts: web::Hosts::only([config.host.split(':').next().unwrap_or_default()]),
        demo: false,
        trusted_proxies: wish.trusted_proxy.clone(),
        erasing: Erasing {
            wait: app::erasure::WAIT,
            list: Some(ErasedList::at(wish.data.join("erased"))),
        },
    })
    .await?;
    if let Some(words) = &wish.complaints_elsewhere {
        house.app.names_elsewhere(words.clone());
    }
    app::practice::current(&house.app)
        .await
        .context("this database holds no practice yet: `openchair init` sets one up")?;
    let jobs = tokio::spawn(app::jobs::keep_running(house.app.clone()));
    tracing::info!(listen = ?wish.listen, media_port = house.media_port, "open");
    let stop = async {
        if let Err(error) = stop::wished().await {
            tracing::error!(%error, "signals cannot be heard; stopping");
        }
    };
    door::serve(doors, house.router, stop).await?;
    jobs.abort();
    // Logged where it fails; the rows themselves were logged when they were not taken.
    let _ = app::live::write_owed(&house.app).await;
    tracing::info!("closed");
    Ok(())
}
