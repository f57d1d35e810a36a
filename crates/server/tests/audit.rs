//! The commands that prove the log, add an incident to it and hand it out, as a person in a terminal meets them.

use app::demo::Wish;
use app::{Address, App, AppConfig, SystemClock};
use domain::person::EmailAddress;
use mail::{Delivery, Sender, Shelf};
use std::path::Path;
use std::process::{Command, Output};
use store::{Keys, Store, StoreUrl};

async fn house(data: &Path) {
    let keys = Keys::load_or_generate(&data.join("keys")).expect("keys");
    let store = Store::open(&StoreUrl::sqlite(data.join("openchair.db")), keys)
        .await
        .expect("a store");
    let config = AppConfig {
        address: Address::PerPerson { port: 4000 },
        sender: Sender {
            name: "Linden House".into(),
            address: EmailAddress::parse("hello@linden.example").expect("an address"),
        },
        staff_passkeys: true,
        bots: false,
    };
    let app = App::new(config, store, Delivery::Shelf(Shelf::default()), SystemClock);
    let demo = app::demo::seed(&app, &Wish::for_bots(6)).await.expect("seeded");
    for _ in 0..3 {
        app::demo::sign_in_links(&app, &demo).await.expect("links");
    }
    app.store().close().await;
}

fn audit(data: &Path, arguments: &[&str]) -> Output {
    openchair(data, "audit", arguments)
}

fn openchair(data: &Path, command: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_openchair"))
        .arg(command)
        .args(arguments)
        .arg("--data")
        .arg(data)
        .output()
        .expect("the program was built for this test")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Works on the file as anybody with access to it would, with Python's own SQLite: in this house only `store` knows SQL. Says
/// whether the database let it.
fn tamper(data: &Path, sql: &str) -> bool {
    const PROGRAM: &str = "import sqlite3, sys\nfile = sqlite3.connect(sys.argv[1])\nfile.executescript(sys.argv[2])\nfile.close()";
    Command::new("python3")
        .args(["-c", PROGRAM])
        .arg(data.join("openchair.db"))
        .arg(sql)
        .output()
        .expect("python3 is on this machine")
        .status
        .success()
}

#[tokio::test]
async fn a_hold_is_placed_listed_by_its_id_and_released_and_nonsense_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    house(data).await;
    let retention = |arguments: &[&str]| openchair(data, "retention", arguments);
    let until = jiff::Zoned::now()
        .date()
        .saturating_add(jiff::Span::new().days(30))
        .to_string();
    let words = ["--reason", "A court asked.", "--by", "Data protection"];
    let held = retention(
        &[
            &["hold", "--email", "anna@linden.example", "--until", &until],
            &words[..],
        ]
        .concat(),
    );
    assert!(held.status.success(), "{}", said(&held));
    let text = said(&held);
    let id = text
        .split(['.', ' '])
        .find(|word| word.starts_with("hol_"))
        .expect("its id");
    let listed = said(&retention(&["list"]));
    assert!(
        listed.contains(id) && listed.contains("Holds: 1.") && listed.contains("door-answers"),
        "{listed}"
    );
    assert!(!listed.contains("court") && !listed.contains("anna"), "{listed}");
    for wrong in [
        [
            "hold",
            "--email",
            "nobody@linden.example",
            "--until",
            "2027-06-30",
        ],
        ["hold", "--email", "anna@linden.example", "--until", "2001-01-01"],
    ] {
        let refused = retention(&[&wrong, &words[..]].concat());
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    }
    assert!(retention(&["release", "--hold", id]).status.success());
    assert!(said(&retention(&["list"])).contains("Holds: 0."));
}

#[tokio::test]
async fn verify_says_whole_and_the_head_and_names_the_row_that_was_bent() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    house(data).await;
    let whole = audit(data, &["verify"]);
    assert!(whole.status.success(), "{}", said(&whole));
    let text = said(&whole);
    assert!(text.contains("Whole: 4 row(s)."), "{text}");
    let head = text
        .split_whitespace()
        .find(|word| word.starts_with("4:"))
        .expect("the head");
    let again = audit(data, &["verify", "--head", head]);
    assert!(again.status.success(), "{}", said(&again));
    for intact in [&text, &said(&again)] {
        assert!(!intact.contains("guard"), "{intact}");
    }

    let bend = "update audit_rows set actor = 'visitor' where position = 2";
    assert!(!tamper(data, bend), "the database refuses while the guard stands");
    assert!(tamper(data, "drop trigger audit_rows_never_change"));
    assert!(tamper(data, bend));
    let bent = audit(data, &["verify"]);
    assert_eq!(bent.status.code(), Some(1));
    let text = said(&bent);
    assert!(
        text.contains("row 2 (aud_") && text.contains("is changed"),
        "{text}"
    );
    assert!(text.contains("guard"), "and that the guard was down: {text}");
}

#[tokio::test]
async fn verify_finds_a_log_that_was_cut_off_by_the_head_that_was_written_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    house(data).await;
    let text = said(&audit(data, &["verify"]));
    let head = text
        .split_whitespace()
        .find(|word| word.starts_with("4:"))
        .expect("the head")
        .to_owned();
    let cut = "drop trigger audit_rows_never_go; delete from audit_rows where position > 2;
        update audit_heads set position = 2, hash = (select hash from audit_rows where position = 2)";
    assert!(tamper(data, cut));
    assert!(audit(data, &["verify"]).status.success(), "nothing inside tells");
    let short = audit(data, &["verify", "--head", &head]);
    assert_eq!(short.status.code(), Some(1));
    assert!(said(&short).contains("row 3 is cut off"), "{}", said(&short));
}

#[tokio::test]
async fn verify_and_the_report_take_no_checkpoint_for_a_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    house(data).await;
    let text = said(&audit(data, &["verify"]));
    let head = text
        .split_whitespace()
        .find(|word| word.starts_with("4:"))
        .expect("the head");
    let cut = "insert into audit_checkpoints select 2, hash, 0 from audit_rows where position = 2;
        delete from audit_rows where position <= 2";
    assert!(tamper(data, cut), "a checkpoint lets rows go");
    for arguments in [&["verify"][..], &["verify", "--head", head][..]] {
        let verified = audit(data, arguments);
        assert_eq!(verified.status.code(), Some(1));
        let text = said(&verified);
        assert!(
            text.contains("row 2 is named by a checkpoint that no cut of ours wrote"),
            "{text}"
        );
        assert!(!text.contains("Whole"), "{text}");
    }
    let export = openchair(data, "incident", &["export", "--since", "2026-01-01"]);
    let report: serde_json::Value = serde_json::from_slice(&export.stdout).expect("JSON");
    assert_eq!(
        (&report["log"]["whole"], &report["log"]["row"]),
        (&serde_json::json!(false), &serde_json::json!(2))
    );
    assert!(
        report["log"]["why"]
            .as_str()
            .is_some_and(|why| why.contains("checkpoint"))
    );
}

#[tokio::test]
async fn a_command_says_that_the_guard_was_down_whatever_the_log_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    house(data).await;
    let quietly = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_openchair"));
        command
            .args(["incident", "list", "--data"])
            .arg(data)
            .env("RUST_LOG", "off");
        said(&command.output().expect("the program was built for this test"))
    };
    assert!(!quietly().contains("guard"));
    assert!(tamper(data, "drop trigger audit_rows_never_go"));
    assert!(quietly().contains("guards the audit log in the database had been taken down"));
    assert!(!quietly().contains("guard"), "it is up again");
}

#[tokio::test]
async fn export_prints_a_line_of_json_for_each_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    house(data).await;
    let export = audit(data, &["export", "--since", "2026-01-01"]);
    assert!(export.status.success(), "{}", said(&export));
    let lines = String::from_utf8(export.stdout).expect("text");
    let events: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    assert_eq!(events.len(), 5, "four rows, and the export's own");
    assert!(events.iter().all(|event| event["resourceType"] == "AuditEvent"));
}

#[tokio::test]
async fn an_incident_is_added_listed_and_handed_out_and_the_log_stays_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    house(data).await;
    let incident = |arguments: &[&str]| openchair(data, "incident", arguments);
    let lost = ["add", "--kind", "lost-device", "--people", "3", "--happened"];
    let added = incident(&[&lost[..], &["2026-01-05T21:30"]].concat());
    assert!(added.status.success(), "{}", said(&added));
    let never = incident(&[&lost[..], &["2199-01-05T21:30"]].concat());
    assert_eq!(never.status.code(), Some(1));
    assert!(said(&never).contains("nothing was written"), "{}", said(&never));
    let unknown = incident(&[
        "add",
        "--kind",
        "ghost",
        "--people",
        "3",
        "--happened",
        "2026-01-05",
    ]);
    assert!(said(&unknown).contains("lost-device"), "{}", said(&unknown));

    let list = said(&incident(&["list"]));
    assert!(
        list.contains("inc_")
            && list.contains("lost-device  happened 2026-01-05T20:30:00Z")
            && list.contains("UTC"),
        "{list}"
    );
    let export = incident(&["export", "--since", "2026-01-01"]);
    assert!(export.status.success(), "{}", said(&export));
    let report: serde_json::Value = serde_json::from_slice(&export.stdout).expect("JSON");
    assert_eq!(report["incidents"][0]["people"], 3);
    assert_eq!(report["log"]["whole"], true);
    let whole = said(&audit(data, &["verify"]));
    assert!(
        whole.contains("Whole: 6 row(s)."),
        "four, the incident, its export: {whole}"
    );
}

#[test]
fn a_folder_without_keys_is_no_data_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let wrong = audit(folder.path(), &["verify"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(said(&wrong).contains("is this the data folder?"));
}

#[test]
fn no_command_takes_a_database_that_is_not_there_for_an_empty_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    drop(Keys::load_or_generate(&data.join("keys")).expect("keys"));
    let since = ["export", "--since", "2026-01-01"];
    let lost = [
        "add",
        "--kind",
        "outage",
        "--people",
        "1",
        "--happened",
        "2026-01-05T21:30",
    ];
    for (command, arguments) in [
        ("audit", &["verify"][..]),
        ("audit", &since[..]),
        ("incident", &lost[..]),
        ("incident", &["list"][..]),
        ("incident", &since[..]),
    ] {
        let missing = openchair(data, command, arguments);
        assert_eq!(missing.status.code(), Some(1), "{command} {arguments:?}");
        let text = said(&missing);
        assert!(text.contains("there is no database at"), "{text}");
        assert!(!text.contains("Whole"), "{text}");
        assert!(!data.join("openchair.db").exists(), "{command} {arguments:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_openchair_on_one_practice_is_told_so_and_local_commands_work_beside_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    house(data).await;
    // The first one, as long as it is open.
    let keys = Keys::load(&data.join("keys")).expect("keys");
    let running = Store::open(&StoreUrl::sqlite(data.join("openchair.db")), keys)
        .await
        .expect("a store");
    let demo = ["--port", "0", "--bots", "0"];
    let second = openchair(data, "demo", &demo);
    assert_eq!(second.status.code(), Some(1), "{}", said(&second));
    assert!(
        said(&second).contains("another openchair is running"),
        "{}",
        said(&second)
    );

    let words = [
        "hold",
        "--email",
        "anna@linden.example",
        "--reason",
        "A court asked",
        "--by",
        "The practice",
    ];
    let until = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * 30))
        .strftime("%Y-%m-%d")
        .to_string();
    let held = openchair(data, "retention", &[&words[..], &["--until", &until]].concat());
    assert!(held.status.success(), "{}", said(&held));
    assert!(said(&openchair(data, "retention", &["list"])).contains("Holds: 1."));
    assert!(said(&audit(data, &["verify"])).contains("Whole"));
    let holds = running
        .holds()
        .all()
        .await
        .expect("the first one reads what was placed beside it");
    assert_eq!(holds.len(), 1);
    running.close().await;
}
