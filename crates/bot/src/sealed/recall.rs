//! What was said, for a page that was loaded anew and asks this one what it missed (docs/e2ee.md, "Messages"). Bots answer
//! and do not ask: they say nothing that depends on what was said before. The browser's half: client/src/seal/circle/recall.ts.

use super::wire;
use protocol::Opaque;
use seal::Name;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// A long evening's chat, and a bound on the memory of a process that plays many pages.
const MOST_KEPT: usize = 500;
/// Words of ours that have not come back from the server yet.
const MOST_SENT: usize = 16;
/// What fits one whisper on the wire beside keys and signatures.
const MOST_BYTES_AT_ONCE: usize = 4_000;
/// What is written around each.
const BYTES_AROUND: usize = 80;
/// More would be taken for a flood.
const MOST_BUNDLES: usize = 40;

/// Words for everybody, as they come from the server.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) seq: u64,
    pub(crate) from: String,
    pub(crate) at_ms: i64,
    pub(crate) body: Opaque,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    seq: u64,
    from: String,
    at_ms: i64,
    content: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
enum Whisper {
    Recall,
    Recalled { said: Vec<Said> },
}

/// Since when somebody is here: what was said last before, and the order by which they had been sent out before, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CameIn {
    after: Option<u64>,
    sent_out_ms: Option<u64>,
}

#[derive(Default)]
pub(super) struct Log {
    said: VecDeque<Said>,
    sent: VecDeque<(Opaque, Vec<u8>)>,
    came_in: BTreeMap<Name, CameIn>,
}

impl Log {
    /// Ours can be opened by nobody but the others: kept until they come back with their place in the order.
    pub(super) fn sent(&mut self, body: Opaque, plain: Vec<u8>) {
        self.sent.push_back((body, plain));
        if self.sent.len() > MOST_SENT {
            self.sent.pop_front();
        }
    }

    pub(super) fn came_back(&mut self, words: &Words) {
        if let Some(at) = self.sent.iter().position(|(body, _)| *body == words.body)
            && let Some((_, plain)) = self.sent.remove(at)
        {
            self.hear(words, &plain);
        }
    }

    /// In their order; once each.
    pub(super) fn hear(&mut self, words: &Words, plain: &[u8]) {
        if self.said.back().is_some_and(|last| last.seq >= words.seq) {
            return;
        }
        self.said.push_back(Said {
            seq: words.seq,
            from: words.from.clone(),
            at_ms: words.at_ms,
            content: wire::write(plain).0,
        });
        if self.said.len() > MOST_KEPT {
            self.said.pop_front();
        }
    }

    /// Somebody is in the circle. The first time counts, a reload does not; whoever was sent out begins anew.
    pub(super) fn is_here(&mut self, member: &Name, sent_out_ms: Option<u64>) {
        let earlier = self.came_in.get(member);
        if earlier.is_none_or(|earlier| earlier.sent_out_ms != sent_out_ms) {
            let after = self.said.back().map(|last| last.seq);
            self.came_in.insert(member.clone(), CameIn { after, sent_out_ms });
        }
    }

    /// What was said since they came in, in whispers that fit the wire; one at least, so that they know that this was all.
    pub(super) fn answer_to(&self, member: &Name) -> Vec<Vec<u8>> {
        let since = self.came_in.get(member);
        let mut bundles = vec![Vec::new()];
        let mut bytes = 0;
        for said in self
            .said
            .iter()
            .filter(|said| since.is_some_and(|since| Some(said.seq) > since.after))
        {
            // Four letters for three bytes.
            let more = said.content.len() * 3 / 4;
            if bytes > 0 && bytes + more > MOST_BYTES_AT_ONCE {
                bundles.push(Vec::new());
                bytes = 0;
            }
            bytes += more + BYTES_AROUND;
            bundles.last_mut().expect("one at least").push(said.clone());
        }
        // The oldest are the first to be missed.
        let skipped = bundles.len().saturating_sub(MOST_BUNDLES);
        bundles
            .into_iter()
            .skip(skipped)
            .map(|said| serde_json::to_vec(&Whisper::Recalled { said }).expect("texts and numbers"))
            .collect()
    }
}

/// Whether this whisper asks for what was said.
pub(super) fn asks(plain: &[u8]) -> bool {
    matches!(serde_json::from_slice(plain), Ok(Whisper::Recall))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(seq: u64) -> Words {
        Words {
            seq,
            from: "mem_anna".to_owned(),
            at_ms: 1_000 + i64::try_from(seq).expect("a small number"),
            body: wire::write(&seq.to_be_bytes()),
        }
    }

    fn ben() -> Name {
        Name::new("mem_ben").expect("a short name")
    }

    fn seqs(log: &Log) -> Vec<u64> {
        let bundles = log.answer_to(&ben());
        let said = bundles.iter().flat_map(|bundle| {
            assert!(bundle.len() < 8_000, "fits a whisper: {}", bundle.len());
            match serde_json::from_slice(bundle) {
                Ok(Whisper::Recalled { said }) => said,
                _ => panic!("an answer"),
            }
        });
        said.map(|said| said.seq).collect()
    }

    #[test]
    fn the_answer_is_written_as_a_browser_reads_it() {
        let mut log = Log::default();
        log.is_here(&ben(), None);
        log.hear(&words(7), b"hello");
        let answer = String::from_utf8(log.answer_to(&ben()).remove(0)).expect("JSON");
        assert_eq!(
            answer,
            r#"{"t":"recalled","said":[{"seq":7,"from":"mem_anna","atMs":1007,"content":"aGVsbG8"}]}"#
        );
        assert!(asks(br#"{"t":"recall"}"#));
        assert!(!asks(answer.as_bytes()) && !asks(b"just between us"));
    }

    #[test]
    fn what_was_said_before_somebody_came_in_is_not_theirs_and_a_reload_is_no_coming_in() {
        let mut log = Log::default();
        log.hear(&words(1), b"before");
        log.is_here(&ben(), None);
        log.hear(&words(2), b"since");
        log.is_here(&ben(), None);
        assert_eq!(seqs(&log), [2]);
        log.hear(&words(3), b"without Ben");
        log.is_here(&ben(), Some(9));
        log.hear(&words(4), b"again with him");
        assert_eq!(seqs(&log), [4], "he was sent out in between");
    }

    #[test]
    fn whoever_never_was_here_is_told_nothing_and_that_this_is_all() {
        let mut log = Log::default();
        log.hear(&words(1), b"among us");
        assert_eq!(log.answer_to(&ben()).len(), 1);
        assert_eq!(seqs(&log), [0_u64; 0]);
    }

    #[test]
    fn a_flood_is_kept_in_bounds_and_told_in_whispers_that_fit() {
        let mut log = Log::default();
        log.is_here(&ben(), None);
        let last = 2 * MOST_KEPT as u64;
        for seq in 1..=last {
            log.hear(&words(seq), &[b'x'; 1_000]);
        }
        assert_eq!(log.said.len(), MOST_KEPT);
        let told = seqs(&log);
        assert_eq!(told.last(), Some(&last));
        assert!(told.len() < MOST_KEPT, "{} of the newest are enough", told.len());
    }

    #[test]
    fn our_own_words_stand_where_the_server_put_them_and_once() {
        let mut log = Log::default();
        log.is_here(&ben(), None);
        log.sent(words(5).body, b"mine".to_vec());
        log.came_back(&words(4));
        log.came_back(&words(5));
        log.came_back(&words(5));
        assert_eq!(seqs(&log), [5]);
    }
}
