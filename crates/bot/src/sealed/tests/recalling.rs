//! A page that was loaded anew asks a bot what it missed.

use super::*;

const ASK: &[u8] = br#"{"t":"recall"}"#;

impl Evening {
    /// To everybody who holds a leaf, in this place of the order.
    fn says(&mut self, from: &str, seq: u64, words: &str) {
        let Some(ClientMessage::Content { body }) = self.page(from).seal_words(words) else {
            panic!("words go out")
        };
        let words = Words {
            seq,
            from: from.to_owned(),
            at_ms: 0,
            body,
        };
        for (member, page) in &mut self.pages {
            if member == from {
                page.came_back(&words);
            } else {
                page.open_words(&words).expect("opens");
            }
        }
    }

    /// What this bot whispers back, opened by whoever asked it.
    fn asks(&mut self, from: &str, to: &str) -> Vec<String> {
        let question = self.page(from).member.whisper(&name(to), ASK).expect("inside");
        let now_ms = self.now_ms;
        let told = SealTold::Whispered {
            from: from.to_owned(),
            body: wire::write(&question),
        };
        self.page(to).told(told, now_ms);
        self.settle();
        let answers = std::mem::take(&mut self.whispers);
        let open = |(by, of, body): (String, String, Opaque)| {
            assert_eq!((by.as_str(), of.as_str()), (to, from));
            let body = wire::read(&body).expect("base64url");
            let plain = self.page(from).member.open_whisper(&name(to), &body);
            String::from_utf8(plain.expect("for us")).expect("JSON")
        };
        answers.into_iter().map(open).collect()
    }
}

#[test]
fn a_page_loaded_anew_is_told_what_was_said_since_its_person_came_in_and_each_page_once() {
    let mut evening = Evening::begin(vec![]);
    evening.come(device(INES), INES);
    evening.come(device(MARA), MARA);
    evening.pass(3_000);
    evening.says(INES, 3, "between us who lead");
    evening.come(device(BEN), BEN);
    evening.admit(BEN);
    evening.pass(600);
    evening.says(INES, 4, "Good evening");
    evening.says(MARA, 5, "Hello Ben");
    for _ in 0..2 {
        evening.lose(BEN);
        let kept = evening.pages.remove(BEN).expect("Ben's page").close();
        evening.come(kept, BEN);
        evening.pass(600);
        evening.agrees();
        for bot in [INES, MARA] {
            let [answer] = evening.asks(BEN, bot).try_into().expect("one whisper");
            let said = |seq, from, words: &str| {
                let content = wire::write(words.as_bytes()).0;
                format!(r#"{{"seq":{seq},"from":"{from}","atMs":0,"content":"{content}"}}"#)
            };
            let (first, second) = (said(4, INES, "Good evening"), said(5, MARA, "Hello Ben"));
            assert_eq!(answer, format!(r#"{{"t":"recalled","said":[{first},{second}]}}"#));
            assert_eq!(evening.asks(BEN, bot), Vec::<String>::new(), "once");
        }
    }
}

#[test]
fn other_whispers_are_answered_by_nothing() {
    let mut evening = Evening::of_three();
    let body = evening
        .page(BEN)
        .member
        .whisper(&name(MARA), b"are you all right?");
    let told = SealTold::Whispered {
        from: BEN.to_owned(),
        body: wire::write(&body.expect("inside")),
    };
    let now_ms = evening.now_ms;
    evening.page(MARA).told(told, now_ms);
    evening.settle();
    assert_eq!(evening.whispers, []);
}
