//! What `openchair demo` prints when it is ready: one line of JSON for programs, or addresses for people.

use app::demo::Demo;
use serde_json::json;
use std::fmt::Write as _;
use std::io::Write as _;

#[derive(Debug)]
pub(crate) struct Ready<'a> {
    pub(crate) url: &'a str,
    pub(crate) demo: &'a Demo,
    /// Name and sign-in link.
    pub(crate) links: &'a [(String, String)],
    pub(crate) media_port: u16,
    /// SHA-256 of the certificate, in a demo for the local network.
    pub(crate) fingerprint: Option<&'a str>,
    /// Whether those who lead are asked for a passkey.
    pub(crate) staff_passkeys: bool,
}

impl Ready<'_> {
    pub(crate) fn tell(&self, as_json: bool) -> std::io::Result<()> {
        let text = if as_json { self.json() } else { self.words() };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{text}")?;
        out.flush()
    }

    fn json(&self) -> String {
        let sign_in: serde_json::Map<_, _> = self
            .links
            .iter()
            .map(|(name, link)| (name.clone(), link.as_str().into()))
            .collect();
        let members = self
            .demo
            .people
            .iter()
            .filter_map(|one| Some((one.name.clone(), json!(one.member?))));
        let mut line = json!({
            "url": self.url,
            "sign_in": sign_in,
            "members": members.collect::<serde_json::Map<_, _>>(),
            "group": self.demo.group,
            "session": self.demo.session,
            "media_port": self.media_port,
            "staff_passkeys": self.staff_passkeys,
        });
        if let Some(fingerprint) = self.fingerprint {
            line["certificate_sha256"] = fingerprint.into();
        }
        line.to_string()
    }

    fn words(&self) -> String {
        let mut text = String::from("\nLinden House is open. Ctrl-C closes it.\n\n");
        let mut row = |what: &str, address: &str| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  {what:<37}{address}");
        };
        for (name, hint) in [
            ("anna", "Sit in the circle, as Anna"),
            ("mara", "Lead it, as Mara"),
        ] {
            if let Some((_, link)) = self.links.iter().find(|(other, _)| other == name) {
                row(hint, link);
            }
        }
        row("Look around, as a stranger", self.url);
        row(
            "Mail that the demo would have sent",
            &format!("{}mailbox", self.url),
        );
        text.push_str("\nEverybody else, each with a seat or a desk of their own:\n\n");
        for (name, link) in self
            .links
            .iter()
            .filter(|(name, _)| name != "anna" && name != "mara")
        {
            let Some(what) = self.what_awaits(name) else {
                continue;
            };
            let _ = writeln!(text, "  {name:<7} {what:<37} {link}");
        }
        if !self.staff_passkeys {
            text.push_str(
                "\nONLY IN THIS DEMO: whoever leads opens a group with a link alone. A practice asks them for a passkey;\n\
                 --staff-passkeys shows that here.\n",
            );
        }
        text.push_str(match self.fingerprint {
            None => {
                "\nEach name is a host of its own, so that one browser can be several people at once.\n\
                 A link works once; the door asks where you are before you go in.\n"
            }
            Some(_) => "\nOn a phone: open a link, and accept the certificate after comparing its SHA-256 fingerprint:\n",
        });
        if let Some(fingerprint) = self.fingerprint {
            let _ = writeln!(text, "  {fingerprint}");
        }
        text
    }

    /// What this person finds; `None` for those who have no part in this evening.
    fn what_awaits(&self, name: &str) -> Option<&'static str> {
        let person = self.demo.people.iter().find(|one| one.name == name)?;
        match (person.member, name) {
            (Some(_), _) if person.bot => Some("a bot keeps the seat until you come"),
            (Some(_), _) => Some("an empty chair"),
            (None, "pia") => Some("the front desk"),
            (None, "olu") => Some("runs the server"),
            (None, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::demo::DemoPerson;
    use domain::id::Id as _;

    #[test]
    fn the_line_for_programs_names_every_link_and_is_one_line() {
        let one = uuid::Uuid::from_u128(7);
        let person = |name: &str| DemoPerson {
            name: name.to_owned(),
            person: domain::PersonId::from_uuid(one),
            member: None,
            leads: false,
            bot: false,
        };
        let demo = Demo {
            group: domain::GroupId::from_uuid(one),
            session: domain::SessionId::from_uuid(one),
            people: vec![person("mara"), person("anna")],
        };
        let links = [
            ("mara", "http://mara.localhost:1/sign-in/x"),
            ("anna", "http://anna.localhost:1/sign-in/y"),
        ];
        let links = links.map(|(name, link)| (name.to_owned(), link.to_owned()));
        let ready = Ready {
            url: "http://localhost:1/",
            demo: &demo,
            links: &links,
            media_port: 9,
            fingerprint: None,
            staff_passkeys: false,
        };
        let line = ready.json();
        assert!(!line.contains('\n'));
        let read: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(read["sign_in"]["anna"], "http://anna.localhost:1/sign-in/y");
        assert_eq!(read["session"], demo.session.to_string());
        assert!(ready.words().contains("http://mara.localhost:1/sign-in/x"));
        assert!(ready.words().contains("ONLY IN THIS DEMO"), "said aloud");
    }
}
