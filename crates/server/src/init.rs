//! `openchair init`: the practice and the first person who runs its server. Prints one link, which works once.

use crate::{cli, config, scratch};
use anyhow::{Context, bail, ensure};
use app::Clock as _;
use app::practice::{FIRST_LINK_MINUTES, Founding};
use domain::Private;
use domain::person::EmailAddress;
use jiff::tz::TimeZone;
use std::io::Write as _;
use store::{Keys, Store};

pub(crate) async fn init(wish: &cli::Init) -> anyhow::Result<()> {
    // Everything is read before anything is made: a typing error leaves no half of a house behind.
    let founding = read(wish)?;
    let (base, _) = config::base_url(&wish.base_url)?;
    let url = config::store(wish.place.store.as_deref(), &wish.place.data)?;
    let keys = wish
        .place
        .keys
        .clone()
        .unwrap_or_else(|| wish.place.data.join("keys"));
    let _data = scratch::Folder::open(Some(wish.place.data.clone()))?;
    let store = Store::open(&url, Keys::load_or_generate(&keys)?).await?;
    let token = app::practice::found(&store, &founding, app::SystemClock.now())
        .await
        .context("nothing was set up")?;
    store.close().await;
    let Some(token) = token else {
        bail!(
            "somebody runs this house already, or has this address here; nothing was changed. Who lost their passkeys is helped by \
             `openchair forget-passkeys`"
        );
    };
    writeln!(
        std::io::stdout().lock(),
        "This house is set up. Start `openchair serve` now, open this link within {FIRST_LINK_MINUTES} minutes, press its button, and add \
         a passkey at once, then a second one:\n\n{base}/sign-in/{}\n\nThe link works once, for whoever has it. Later links come by \
         mail.",
        token.reveal()
    )?;
    Ok(())
}

fn read(wish: &cli::Init) -> anyhow::Result<Founding> {
    let words = |text: &str, flag: &str, longest: usize| -> anyhow::Result<String> {
        let text = text.trim();
        let length = text.chars().count();
        ensure!(
            (1..=longest).contains(&length) && !text.chars().any(char::is_control),
            "{flag} wants 1 to {longest} letters"
        );
        Ok(text.to_owned())
    };
    let country = wish.country.trim().to_ascii_uppercase();
    ensure!(
        country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()),
        "--country wants two letters, such as DE (ISO 3166-1)"
    );
    ensure!(
        TimeZone::get(&wish.time_zone).is_ok(),
        "--time-zone wants a name such as Europe/Berlin"
    );
    Ok(Founding {
        practice: Private::new(words(&wish.practice, "--practice", 80)?),
        country,
        language: words(&wish.language, "--language", 20)?,
        time_zone: wish.time_zone.clone(),
        name: Private::new(words(&wish.name, "--name", 80)?),
        email: EmailAddress::parse(&wish.email)
            .map_err(|_| anyhow::anyhow!("--email wants an address such as olu@linden.example"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(data: std::path::PathBuf) -> cli::Init {
        cli::Init {
            place: cli::Place {
                data,
                store: None,
                keys: None,
            },
            practice: "Linden House".into(),
            country: "de".into(),
            language: "en".into(),
            time_zone: "Europe/Berlin".into(),
            name: "Olu Adeyemi".into(),
            email: "olu@linden.example".into(),
            base_url: "https://linden.example".into(),
        }
    }

    #[tokio::test]
    async fn a_house_is_set_up_once_and_a_typing_error_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("house");
        let good = || wish(data.clone());
        for wrong in [
            cli::Init {
                email: "olu".into(),
                ..good()
            },
            cli::Init {
                name: " ".into(),
                ..good()
            },
            cli::Init {
                country: "Germany".into(),
                ..good()
            },
            cli::Init {
                time_zone: "Berlin".into(),
                ..good()
            },
            cli::Init {
                base_url: "linden.example".into(),
                ..good()
            },
            cli::Init {
                practice: "a\u{7}".into(),
                ..good()
            },
        ] {
            assert!(init(&wrong).await.is_err());
            assert!(!data.exists());
        }
        init(&good()).await.expect("set up");
        let again = init(&good()).await.expect_err("somebody runs it");
        assert!(again.to_string().contains("nothing was changed"), "{again}");
        let other = cli::Init {
            email: "eve@evil.example".into(),
            ..good()
        };
        assert!(init(&other).await.is_err(), "a second operator is made nowhere");
    }
}
