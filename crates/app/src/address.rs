//! Where people reach this house with a browser, for the links in mails.

/// One address for everybody, or in a demo one host per person, so that one browser can be several people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `https://openchair.example`, without a slash at the end.
    One(String),
    /// `http://mara.localhost:4000`: browsers trust these hosts as this machine, and each has its own cookies.
    PerPerson { port: u16 },
}

impl Address {
    /// `path` begins with a slash. `name` is a demo person's, and matters only there.
    ///
    /// Never made of a request's Host header, which anyone can write.
    pub fn link(&self, name: Option<&str>, path: &str) -> String {
        match (self, name) {
            (Address::One(base), _) => format!("{base}{path}"),
            (Address::PerPerson { port }, Some(name)) => format!("http://{name}.localhost:{port}{path}"),
            (Address::PerPerson { port }, None) => format!("http://localhost:{port}{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_demo_each_person_has_a_host_of_their_own() {
        let demo = Address::PerPerson { port: 4000 };
        assert_eq!(
            demo.link(Some("mara"), "/today"),
            "http://mara.localhost:4000/today"
        );
        assert_eq!(demo.link(None, "/"), "http://localhost:4000/");
        assert_eq!(
            Address::One("https://a.example".into()).link(Some("mara"), "/x"),
            "https://a.example/x"
        );
    }
}
