//! What one is called in a group: asked, kept, refused, and while an evening is on.

use super::{frame, html};
use crate::pages::alias::{AliasForm, AliasPage, AliasState};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let form = |name: &str, problem: Option<&str>, saved| {
        AliasState::Form(AliasForm {
            name: name.to_owned(),
            problem: problem.map(|id| frame(None).say.of(id)),
            asks: problem == Some("alias-own-name"),
            saved,
        })
    };
    let shown = |leads, state| {
        html(&AliasPage {
            frame: frame(Some("Anna")),
            group: "Tuesday evening".into(),
            action: "/groups/x/alias".into(),
            back: "/groups/x".into(),
            leads,
            is_asked: leads,
            state,
        })
    };
    vec![
        ("alias", shown(false, form("Anna", None, false))),
        ("alias-saved", shown(true, form("Blue Heron", None, true))),
        (
            "alias-taken",
            shown(false, form("Chidl", Some("alias-taken"), false)),
        ),
        (
            "alias-full-name",
            shown(false, form("Anna Berger", Some("alias-own-name"), false)),
        ),
        (
            "alias-in-session",
            shown(false, AliasState::WhileInSession("Anna".into())),
        ),
    ]
}
