//! The agreement a facilitator begins from: every point that a group's agreement and consent should have, in plain words.

use crate::say::Say;
use app::agreement::Draft;
use domain::agreement::Kind;

/// In the order in which they are read; `clause-NAME` and `clause-NAME.text` are in locales/.
const CLAUSES: [(Kind, &str); 29] = [
    (Kind::Promise, "stays"),
    (Kind::Promise, "recording"),
    (Kind::Promise, "alone"),
    (Kind::Promise, "camera"),
    (Kind::Promise, "names"),
    (Kind::Promise, "time"),
    (Kind::Promise, "contact"),
    (Kind::Promise, "sober"),
    (Kind::Promise, "pass"),
    (Kind::Promise, "conflict"),
    (Kind::Promise, "leaving"),
    (Kind::Promise, "messages"),
    (Kind::Promise, "fees"),
    (Kind::Consent, "nature"),
    (Kind::Consent, "risks"),
    (Kind::Consent, "members"),
    (Kind::Consent, "limits"),
    (Kind::Consent, "online"),
    (Kind::Consent, "where"),
    (Kind::Consent, "emergency"),
    (Kind::Consent, "data"),
    (Kind::Consent, "measures"),
    (Kind::Consent, "minors"),
    (Kind::Consent, "alternatives"),
    (Kind::Consent, "back"),
    (Kind::Consent, "complaint"),
    (Kind::OwnChoice, "counting"),
    (Kind::OwnChoice, "research"),
    (Kind::JointChoice, "program"),
];

/// In this language, or in English where it has none.
pub fn default_agreement(say: Say) -> Vec<Draft> {
    CLAUSES
        .iter()
        .map(|(kind, name)| Draft {
            id: None,
            kind: *kind,
            heading: say.of(&format!("clause-{name}")),
            text: say.of(&format!("clause-{name}.text")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::agreement::{Clause, check_all};
    use domain::id::Id as _;

    #[test]
    fn the_default_agreement_is_written_and_can_be_published_as_it_stands() {
        let say = Say::for_language("en");
        for (_, name) in CLAUSES {
            assert!(
                say.has(&format!("clause-{name}")) && say.has(&format!("clause-{name}.text")),
                "{name}"
            );
        }
        let clauses: Vec<_> = (0..)
            .zip(default_agreement(say))
            .map(|(number, draft)| {
                let id = domain::ClauseId::from_uuid(uuid::Uuid::from_u128(number));
                Clause::parse(id, draft.kind, &draft.heading, &draft.text).expect("a clause")
            })
            .collect();
        assert_eq!(check_all(&clauses), Ok(()));
    }
}
