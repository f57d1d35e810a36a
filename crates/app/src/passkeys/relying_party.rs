//! For which name passkeys are made: the host of this house's own address, and nothing a request could say instead.

use crate::{Address, App};
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// `None` where browsers keep no passkeys: at an address of numbers. `host` is the one the request came to. It matters in a
/// demo alone, where each person has a host of this machine for their own, and so their own cookies and passkeys.
pub(super) fn relying_party(app: &App, host: &str) -> Option<Webauthn> {
    build(&app.config().address, host, &app.config().sender.name)
}

fn build(address: &Address, host: &str, name: &str) -> Option<Webauthn> {
    let origin = match address {
        Address::One(base) => Url::parse(base).ok()?,
        Address::PerPerson { port } => {
            let host = host
                .rsplit_once(':')
                .map_or(host, |(name, _)| name)
                .to_ascii_lowercase();
            let on_this_machine = host == "localhost" || host.ends_with(".localhost");
            let origin = Url::parse(&format!("http://{host}:{port}")).ok()?;
            // What a parser reads as another host is none of ours.
            (on_this_machine && origin.domain() == Some(&*host)).then_some(origin)?
        }
    };
    let id = origin.domain()?.to_owned();
    let party = WebauthnBuilder::new(&id, &origin).ok()?.rp_name(name);
    // A demo may be seen through a forwarded port; ports of one machine protect nobody there.
    party
        .allow_any_port(matches!(address, Address::PerPerson { .. }))
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(address: &Address, host: &str) -> Option<String> {
        let party = build(address, host, "Linden House")?;
        Some(party.get_allowed_origins()[0].as_str().to_owned())
    }

    #[test]
    fn a_house_makes_passkeys_for_its_own_name_whatever_a_request_says() {
        let house = Address::One("https://openchair.example".into());
        for host in ["openchair.example", "evil.example", ""] {
            assert_eq!(
                origin(&house, host).as_deref(),
                Some("https://openchair.example/"),
                "{host}"
            );
        }
        assert_eq!(
            origin(&Address::One("https://192.168.1.20:4000".into()), ""),
            None
        );
    }

    #[test]
    fn in_a_demo_each_host_of_this_machine_has_its_own_and_an_address_of_numbers_none() {
        let demo = Address::PerPerson { port: 4000 };
        assert_eq!(
            origin(&demo, "Mara.localhost:4000").as_deref(),
            Some("http://mara.localhost:4000/")
        );
        assert_eq!(
            origin(&demo, "localhost:4000").as_deref(),
            Some("http://localhost:4000/")
        );
        for host in [
            "127.0.0.1:4000",
            "[::1]:4000",
            "evil.example",
            "evillocalhost",
            "a/.localhost",
            "",
        ] {
            assert_eq!(origin(&demo, host), None, "{host}");
        }
    }
}
