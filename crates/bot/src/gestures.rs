//! The small things people do beside speaking: a raised hand, a line in the chat, a word at the check-in. Sparse.

use crate::chance::Chance;

/// Neutral and friendly: these people are figures, so they share nothing that could be anybody's story.
const LINES: [&str; 16] = [
    "Thank you for saying that.",
    "I have a cup of tea here, in case somebody wonders.",
    "That stays with me.",
    "Good to see you all.",
    "I am just listening today.",
    "It helps to hear this.",
    "Same here, a little.",
    "Take your time.",
    "That was well put.",
    "I had not thought of it like that.",
    "Rain against my window, so if you hear it: that is me.",
    "I will come back to that later.",
    "Glad you came tonight.",
    "A small yes from here.",
    "That is a good question.",
    "I am writing that down for myself.",
];

/// A number from 0 to 10, a line, or both.
const CHECK_INS: [(Option<u8>, &str); 6] = [
    (Some(6), "A little tired."),
    (None, "Calm, mostly."),
    (Some(7), ""),
    (None, "Glad to be here."),
    (Some(4), "A better four than last week."),
    (Some(8), "Curious."),
];

/// Bots look ten times a second; a longer gap was a round, a quiet phase or a card.
const A_LOOK_MS: u64 = 2_000;

#[derive(Debug)]
pub(crate) struct Gestures {
    next_at: u64,
    /// The last look at open talk: what falls due while nobody may speak is put off, not piled up.
    looked_at: u64,
    hand_down_at: Option<u64>,
    /// Goes through the lines from a place of one's own, so that nobody says the same twice in an evening.
    next_line: usize,
}

impl Gestures {
    pub(crate) fn new(chance: &mut Chance, now: u64) -> Self {
        Self {
            next_at: now + chance.between(40_000, 420_000),
            looked_at: now,
            hand_down_at: None,
            next_line: chance.between(0, LINES.len() as u64 - 1) as usize,
        }
    }

    /// What is due in open talk. A raised hand comes down when its owner speaks.
    pub(crate) fn next(&mut self, chance: &mut Chance, speaking: bool, now: u64) -> Option<String> {
        let away = now.saturating_sub(std::mem::replace(&mut self.looked_at, now));
        if away > A_LOOK_MS {
            self.next_at += away;
        }
        if let Some(down_at) = self.hand_down_at {
            if !speaking && now < down_at {
                return None;
            }
            self.hand_down_at = None;
            return content(&serde_json::json!({ "t": "hand", "up": false }));
        }
        if now < self.next_at || speaking {
            return None;
        }
        self.next_at = now + chance.between(180_000, 480_000);
        if chance.one_in(2) {
            self.hand_down_at = Some(now + chance.between(10_000, 25_000));
            return content(&serde_json::json!({ "t": "hand", "up": true }));
        }
        // 5 and 16 have no common divisor: every line comes once before any comes again.
        self.next_line = (self.next_line + 5) % LINES.len();
        content(&serde_json::json!({ "t": "chat", "text": LINES.get(self.next_line)? }))
    }
}

/// A word at one's turn of a round.
pub(crate) fn check_in(chance: &mut Chance) -> Option<String> {
    let (number, line) = chance.pick(&CHECK_INS)?;
    let mut said = serde_json::json!({ "t": "checkin" });
    if let Some(number) = number {
        said["number"] = (*number).into();
    }
    if !line.is_empty() {
        said["text"] = (*line).into();
    }
    content(&said)
}

/// Content is JSON that only the devices in the circle read (client/src/content); it goes out sealed.
fn content(value: &serde_json::Value) -> Option<String> {
    Some(value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gestures_are_sparse_and_every_raised_hand_comes_down() {
        for seed in 0..50 {
            let mut chance = Chance::seeded(seed, "gestures");
            let mut gestures = Gestures::new(&mut chance, 0);
            let mut bodies = vec![];
            for now in (0..1_800_000).step_by(100) {
                if let Some(text) = gestures.next(&mut chance, false, now) {
                    assert!(
                        text.len() < protocol::MAX_CONTENT_BYTES / 4,
                        "sealed, it fits the wire"
                    );
                    bodies
                        .push(serde_json::from_str::<serde_json::Value>(&text).expect("we wrote it as JSON"));
                }
            }
            assert!(bodies.len() < 40, "{} gestures in half an hour", bodies.len());
            let hands = |up: bool| bodies.iter().filter(|body| body["up"] == up).count();
            assert!(hands(true) - hands(false) <= 1);
        }
    }
    #[test]
    fn what_fell_due_during_a_round_does_not_burst_out_after_it() {
        for seed in 0..50 {
            let mut chance = Chance::seeded(seed, "gestures");
            let mut gestures = Gestures::new(&mut chance, 0);
            let after = 3_600_000;
            let burst = (after..after + 30_000)
                .step_by(100)
                .find_map(|now| gestures.next(&mut chance, false, now));
            assert_eq!(burst, None, "seed {seed}");
        }
    }
}
