//! What leaves the house: neutral words, one reader, and a mail server's answer understood.

use domain::notice::Happened;
use domain::person::EmailAddress;
use mail::{
    Delivery, Folder, Letter, Notice, Outcome, Sender, Shelf, SignInLink, Smtp, SmtpSecurity, Undelivered,
};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use words::Words;

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("a good address")
}

fn sender() -> Sender {
    Sender {
        name: "Linden House".into(),
        address: address("hello@linden.example"),
    }
}

fn letter() -> Letter {
    let message = SignInLink {
        to: domain::Private::new(address("anna@example.org")),
        link: "https://linden.example/sign-in/TOKEN?a=1&b=2".into(),
        minutes: 15,
        from: "Linden House".into(),
    };
    message.letter("en").expect("a letter")
}

#[test]
fn the_sign_in_letter_says_what_happens_next_and_nothing_about_groups() {
    let letter = letter();
    assert_eq!(letter.subject.reveal(), "Your sign-in link");
    let text = letter.text.reveal();
    assert!(
        text.contains("\nhttps://linden.example/sign-in/TOKEN?a=1&b=2\n"),
        "the link stands on a line of its own"
    );
    assert!(text.contains("within 15 minutes"), "{text}");
    assert!(
        letter
            .html
            .reveal()
            .contains("href=\"https://linden.example/sign-in/TOKEN?a=1&#38;b=2\"")
    );
}

/// An abusive partner may read the inbox: every message, in every language, is searched for words that would tell.
#[test]
fn no_letter_in_any_language_holds_a_telling_word() {
    let telling = [
        "group",
        "therap",
        "session",
        "grief",
        "loss",
        "anxiety",
        "circle",
        "facilitator",
        "counsel",
        "psych",
        "gruppe",
        "sitzung",
        "trauer",
    ];
    for language in Words::languages() {
        let message = SignInLink {
            to: domain::Private::new(address("anna@example.org")),
            link: "https://example/".into(),
            minutes: 15,
            from: "N".into(),
        };
        let notices = Happened::ALL.map(|happened| notice(happened).letter(language));
        for letter in notices.into_iter().chain([message.letter(language)]) {
            let letter = letter.expect("a letter");
            let all = [
                letter.subject.reveal(),
                letter.text.reveal(),
                letter.html.reveal(),
            ]
            .map(|part| part.to_lowercase());
            for word in telling {
                assert!(!all.iter().any(|part| part.contains(word)), "{language}: {word}");
            }
        }
    }
}

fn notice(happened: Happened) -> Notice {
    let at: jiff::Timestamp = "2026-01-06T17:05:00Z".parse().expect("a moment");
    Notice {
        to: domain::Private::new(address("anna@example.org")),
        happened,
        at: at.to_zoned(jiff::tz::TimeZone::UTC),
        device: Some("Firefox on Linux".into()),
        link: "https://linden.example/devices".into(),
        from: "Linden House".into(),
    }
}

#[test]
fn a_notice_says_what_when_and_where_to_look_under_a_subject_that_is_the_same_for_all() {
    for happened in Happened::ALL {
        let letter = notice(happened).letter("en").expect("a letter");
        assert_eq!(letter.subject.reveal(), "About your account");
        for part in [letter.text.reveal(), letter.html.reveal()] {
            for said in [
                "On 6 January 2026 at 17:05",
                "With Firefox on Linux",
                "https://linden.example/devices",
            ] {
                assert!(part.contains(said), "{happened:?}: {said} in {part}");
            }
            assert!(!part.contains("notice-"), "{happened:?} lacks a word: {part}");
        }
    }
}

#[tokio::test]
async fn the_shelf_shows_a_test_what_was_sent_and_the_mailbox_asks_to_keep_it() {
    let shelf = Shelf::default();
    let sent = Delivery::Shelf(shelf.clone())
        .deliver(&letter(), &sender(), "job_1")
        .await;
    assert_eq!(sent.ok(), Some(Outcome::Sent));
    assert_eq!(shelf.letters(), [letter()]);
    assert_eq!(
        Delivery::Mailbox
            .deliver(&letter(), &sender(), "job_1")
            .await
            .ok(),
        Some(Outcome::Keep)
    );
}

#[tokio::test]
async fn a_folder_holds_each_letter_once_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let delivery = Delivery::Folder(Folder::new(folder.path().join("mail")));
    for _ in 0..2 {
        assert_eq!(
            delivery.deliver(&letter(), &sender(), "job_1").await.ok(),
            Some(Outcome::Sent)
        );
    }
    let files: Vec<_> = std::fs::read_dir(folder.path().join("mail"))
        .expect("it is there")
        .flatten()
        .collect();
    assert_eq!(files.len(), 1);
    assert_eq!(
        files[0].metadata().expect("a file").permissions().mode() & 0o777,
        0o600
    );
    let mail = std::fs::read_to_string(files[0].path()).expect("text");
    for header in [
        "From: \"Linden House\" <hello@linden.example>",
        "Auto-Submitted: auto-generated",
        "<job_1@linden.example>",
    ] {
        assert!(mail.contains(header), "{header} in {mail}");
    }
}

/// A mail server that answers the recipient with `answer` and returns everything it was told.
async fn server(answer: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a caller");
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut heard = String::new();
        let mut in_data = false;
        write.write_all(b"220 sink\r\n").await.expect("greeted");
        while let Ok(Some(line)) = lines.next_line().await {
            heard.push_str(&line);
            heard.push('\n');
            let say = match line.get(..4).unwrap_or(&line) {
                "." => {
                    in_data = false;
                    "250 kept\r\n"
                }
                _ if in_data => continue,
                "RCPT" => answer,
                "DATA" => {
                    in_data = true;
                    "354 go on\r\n"
                }
                "QUIT" => "221 bye\r\n",
                _ => "250 fine\r\n",
            };
            if write.write_all(say.as_bytes()).await.is_err() || say.starts_with("221") {
                break;
            }
        }
        heard
    });
    (port, heard)
}

#[tokio::test]
async fn a_letter_reaches_a_mail_server_for_its_one_reader() {
    let (port, heard) = server("250 fine\r\n").await;
    let smtp = Smtp::new("127.0.0.1", port, SmtpSecurity::Loopback, None).expect("a relay on this machine");
    let delivery = Delivery::Smtp(smtp);
    assert_eq!(
        delivery.deliver(&letter(), &sender(), "job_1").await.ok(),
        Some(Outcome::Sent)
    );
    drop(delivery);
    let heard = heard.await.expect("the server lived");
    assert_eq!(heard.matches("RCPT TO:").count(), 1);
    assert!(
        heard.contains("RCPT TO:<anna@example.org>") && heard.contains("Subject: Your sign-in link"),
        "{heard}"
    );
}

#[tokio::test]
async fn a_refusal_for_good_is_told_apart_from_one_that_may_pass() {
    for (answer, passes) in [("550 no such person\r\n", false), ("451 try later\r\n", true)] {
        let (port, _heard) = server(answer).await;
        let smtp =
            Smtp::new("127.0.0.1", port, SmtpSecurity::Loopback, None).expect("a relay on this machine");
        let error = Delivery::Smtp(smtp)
            .deliver(&letter(), &sender(), "job_1")
            .await
            .expect_err("refused");
        assert_eq!(error.may_pass(), passes, "{error}");
        assert!(!format!("{error:?} {error}").contains("anna"));
    }
    let nobody = Smtp::new("127.0.0.1", 9, SmtpSecurity::Loopback, None).expect("a relay on this machine");
    let error = Delivery::Smtp(nobody)
        .deliver(&letter(), &sender(), "job_1")
        .await
        .expect_err("nobody there");
    assert!(matches!(error, Undelivered::Later));
}

#[test]
fn mail_leaves_this_machine_only_inside_tls() {
    assert!(Smtp::new("mail.example.org", 25, SmtpSecurity::Loopback, None).is_err());
}
