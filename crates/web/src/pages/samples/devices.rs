//! Samples of signing in with a passkey and of the page of one's devices, in each of their states.

use super::{frame, html};
use crate::pages::devices::{Add, DeviceRow, DevicesPage, NoticeRow, PasskeyRow, PasswordPart};
use crate::pages::{Frame, sign_in, trouble};

pub(super) fn all() -> Vec<(&'static str, String)> {
    let anna = || frame(Some("Anna"));
    let problem = Some("passkey-ran-backwards");
    vec![
        (
            "sign-in-passkey-problem",
            html(&sign_in::SignInPage {
                passkey_problem: Some(anna().say.of("passkey-foreign")),
                frame: frame(None),
                state: sign_in::State::Ask,
                email: String::new(),
                problem: None,
            }),
        ),
        ("devices", html(&devices(anna(), &KEYS[..2], Add::Yes, None))),
        ("devices-first", html(&devices(anna(), &[], Add::Yes, None))),
        (
            "devices-old-sign-in",
            html(&devices(anna(), &[], Add::AfterSignIn, None)),
        ),
        (
            "devices-by-link",
            html(&devices(
                frame(Some("Mara")),
                &KEYS[..1],
                Add::AfterPasskey,
                problem,
            )),
        ),
        ("devices-numbers", html(&devices(anna(), &[], Add::NotHere, None))),
        ("devices-long", html(&devices(anna(), KEYS, Add::Full, None))),
        ("passkey-first", html(&passkey_first(frame(Some("Mara")), false))),
        (
            "passkey-first-has-one",
            html(&passkey_first(frame(Some("Mara")), true)),
        ),
        (
            "passkey-first-password",
            html(&trouble::PasskeyFirstPage {
                has_password: true,
                ..passkey_first(frame(Some("Mara")), false)
            }),
        ),
        (
            "passkey-first-rests",
            html(&trouble::PasskeyFirstPage {
                has_password: true,
                password_rests: true,
                ..passkey_first(frame(Some("Mara")), false)
            }),
        ),
        ("devices-password", html(&with_password())),
        ("devices-password-alone", html(&with_password_alone(false))),
        ("devices-password-rests", html(&with_password_alone(true))),
    ]
}

const KEYS: &[&str] = &[
    "My phone",
    "Blue key on the ring",
    "הטלפון הישן שלי",
    "Donaudampfschifffahrtsgesellschaftskapit",
];

fn devices(frame: Frame, names: &[&str], add: Add, problem: Option<&str>) -> DevicesPage {
    let say = frame.say;
    let on = |word: &str, date: &str| say.with(word, "date", date);
    let at = |word: &str, date: &str, time: &str| say.with2(word, "date", date, "time", time);
    let passkeys = names.iter().enumerate().map(|(number, name)| PasskeyRow {
        id: format!("pky_{number}"),
        name: (*name).to_owned(),
        made: on("devices-made", "2 December 2025"),
        used: match number {
            0 => on("devices-used", "6 January 2026"),
            _ => say.of("devices-never-used"),
        },
    });
    let device = |id: &str, label: &str, by: &str, this_one| DeviceRow {
        id: id.into(),
        label: label.into(),
        by: say.of(by),
        since: at("devices-since", "6 January 2026", "17:40"),
        seen: at("devices-seen", "6 January 2026", "18:02"),
        this_one,
    };
    DevicesPage {
        done: (problem.is_none() && names.len() == 2).then(|| say.of("devices-added")),
        problem: problem.map(|word| say.of(word)),
        passkeys: passkeys.collect(),
        add,
        may_remove: matches!(add, Add::Yes | Add::Full),
        keep_hint: None,
        password: None,
        devices: vec![
            device("sgn_1", "Firefox on Linux", "devices-by-passkey", true),
            device("sgn_2", "Safari on iPhone", "devices-by-link", false),
        ],
        told_earlier: (names.len() > 2).then(|| "ntc_1".to_owned()),
        told_is_earlier: names.len() > 2,
        told: if names.is_empty() { vec![] } else { told(say) },
        frame,
    }
}

pub(super) fn told(say: crate::say::Say) -> Vec<NoticeRow> {
    let row = |word: &str, device: Option<&str>| NoticeRow {
        happened: say.of(word),
        when: say.with2("notice-when", "date", "6 January 2026", "time", "17:40"),
        device: device.map(|device| say.with("notice-device", "device", device)),
    };
    vec![
        row("notice-passkey-added", Some("Firefox on Linux")),
        row("notice-signed-in", Some("Safari on iPhone")),
        row("notice-recovery-done", None),
        row("notice-password-rests", None),
    ]
}

/// By her passkey, which is her only one: the password may be set, and the passkey stays.
fn with_password() -> DevicesPage {
    let page = devices(frame(Some("Mara")), &KEYS[..1], Add::Yes, None);
    DevicesPage {
        may_remove: false,
        keep_hint: Some(page.frame.say.of("passkey-last")),
        password: Some(PasswordPart {
            facts: None,
            rests: None,
            may_set: true,
            may_remove: false,
            hint: None,
        }),
        ..page
    }
}

/// By a link, and there is no passkey.
fn with_password_alone(rests: bool) -> DevicesPage {
    let add = if rests {
        Add::WhileItRests
    } else {
        Add::AfterPassword
    };
    let page = devices(frame(Some("Mara")), &[], add, None);
    let say = page.frame.say;
    let facts = (
        say.with("devices-password-since", "date", "2 December 2025"),
        say.of("devices-never-used"),
    );
    DevicesPage {
        password: Some(PasswordPart {
            facts: Some(facts),
            rests: rests.then(|| say.of("devices-password-rests-codes")),
            may_set: false,
            may_remove: false,
            hint: (!rests).then(|| say.of("password-after-password")),
        }),
        told: told(say),
        ..page
    }
}

fn passkey_first(frame: Frame, has_one: bool) -> trouble::PasskeyFirstPage {
    trouble::PasskeyFirstPage {
        frame,
        has_one,
        has_password: false,
        password_rests: false,
        to: "/sessions/x".into(),
    }
}
