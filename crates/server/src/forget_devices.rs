//! `openchair forget-devices`: a group whose only vouched-for device is lost may begin its chain of devices anew.

use crate::cli;
use crate::place::open;
use anyhow::Context;
use app::Clock as _;
use domain::GroupId;
use std::io::Write as _;

pub(crate) async fn forget_devices(wish: &cli::ForgetDevices) -> anyhow::Result<()> {
    let group: GroupId = wish
        .group
        .parse()
        .map_err(|_| anyhow::anyhow!("--group wants a group's id, `grp_…`"))?;
    let store = open(&wish.place).await?;
    let links = app::groups::forget_devices(&store, group, app::SystemClock.now())
        .await
        .context("nothing was forgotten")?;
    store.close().await;
    writeln!(
        std::io::stdout().lock(),
        "Forgotten: {links} device(s). The next device of somebody who leads begins anew; members will be asked to compare a code."
    )?;
    Ok(())
}
