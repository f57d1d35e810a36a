//! The room's first load, in bytes on the wire: what the built client weighs compressed, against the promise made.

use crate::house::House;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;

/// Bytes. LOOK: "the room's first load under 150 KB compressed"; the page itself and its fonts are weighed by the walk `pages`.
const ROOM_AT_MOST: u64 = 150_000;
/// What each page loads beside the room: enhancements and styles.
const PAGE_AT_MOST: u64 = 60_000;

pub(crate) fn hold(house: &House) -> Result<()> {
    let dist = house.client().join("dist");
    let text = fs::read_to_string(dist.join("manifest.json"))
        .context("client/dist/manifest.json: build the client first")?;
    let manifest: Value = serde_json::from_str(&text)?;
    let weigh = |named: &dyn Fn(&str) -> bool| -> Result<u64> {
        let mut total = 0;
        for (name, file) in manifest.as_object().context("the manifest is no object")? {
            let file = file.as_str().with_context(|| format!("{name} names no file"))?;
            if named(name) && !is_picture_or_font(name) {
                let packed = dist.join(format!("{file}.br"));
                let bytes = fs::metadata(&packed)
                    .with_context(|| format!("{} is missing", packed.display()))?
                    .len();
                println!("{bytes:8}  {name}");
                total += bytes;
            }
        }
        Ok(total)
    };
    let room = weigh(&|name| name.starts_with("room") || name.ends_with(".css"))?;
    let page =
        weigh(&|name| name.starts_with("enhance") || (name.ends_with(".css") && !name.starts_with("room")))?;
    println!("room {room} of {ROOM_AT_MOST} bytes, page {page} of {PAGE_AT_MOST} bytes");
    if room == 0 || page == 0 {
        bail!("nothing was weighed: the manifest names no room or no page script");
    }
    if room > ROOM_AT_MOST || page > PAGE_AT_MOST {
        bail!("the first load is heavier than we promise");
    }
    Ok(())
}

fn is_picture_or_font(name: &str) -> bool {
    [".woff2", ".svg", ".png", ".webp", ".ico"]
        .iter()
        .any(|ending| name.ends_with(ending))
}
