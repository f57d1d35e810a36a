//! What a guesser tries first: words of a list, one's own names, rows of keys, years, and the same again and again.
//!
//! The list (`known.txt`) was written for this house. A password is refused when taking all of that out of it leaves less than an
//! eight-letter password would be.

use std::collections::HashSet;
use std::sync::LazyLock;

const LIST: &str = include_str!("known.txt");

/// Letters that stand for themselves once all that is known is taken out. Eight is the least that NIST SP 800-63B-4 takes
/// beside a second factor.
const OWN_LETTERS: usize = 8;

/// Three letters alone mean nothing: they stand in half of all words.
const SHORTEST_WORD: usize = 4;
const SHORTEST_NAME: usize = 3;
const SHORTEST_RUN: usize = 3;
/// Longer ones are made of shorter ones.
const LONGEST_BLOCK: usize = 40;

const ROWS: [&str; 9] = [
    "qwertyuiop",
    "qwertzuiopü",
    "azertyuiop",
    "asdfghjklöä",
    "qsdfghjklm",
    "zxcvbnm",
    "yxcvbnm",
    "1234567890",
    "1qaz2wsx3edc4rfv5tgb6yhn",
];

static WORDS: LazyLock<HashSet<Vec<char>>> = LazyLock::new(|| {
    LIST.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.chars().collect())
        .collect()
});

/// `password` is in NFKC. `own` are names, addresses and the like; their parts count too.
pub(super) fn is_easily_guessed(password: &str, own: &[&str]) -> bool {
    let own: HashSet<Vec<char>> = own
        .iter()
        .flat_map(|name| {
            let name = name.to_lowercase();
            let parts: Vec<String> = name
                .split(|letter: char| !letter.is_alphanumeric())
                .map(str::to_owned)
                .collect();
            parts.into_iter().chain([name])
        })
        .map(|part| {
            part.chars()
                .filter(|letter| letter.is_alphanumeric())
                .collect::<Vec<_>>()
        })
        .filter(|part| part.len() >= SHORTEST_NAME)
        .collect();
    // "P@ssw0rd" is no other word.
    let as_meant: String = password.to_lowercase().chars().map(meant).collect();
    [password.to_lowercase(), as_meant]
        .iter()
        .map(|text| {
            let (letters, marks): (Vec<char>, Vec<char>) =
                text.chars().partition(|letter| letter.is_alphanumeric());
            let kinds_of_mark: HashSet<char> = marks.into_iter().collect();
            left_over(&letters, &own) + kinds_of_mark.len()
        })
        .min()
        .is_none_or(|left| left < OWN_LETTERS)
}

fn meant(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        other => other,
    }
}

/// How many letters stand for themselves, at the fewest.
fn left_over(letters: &[char], own: &HashSet<Vec<char>>) -> usize {
    // From the end: what is left behind each place.
    let mut left = vec![0; letters.len() + 1];
    for at in (0..letters.len()).rev() {
        let block = (at + SHORTEST_RUN..=letters.len().min(at + LONGEST_BLOCK))
            .filter(|end| is_known(&letters[..at], &letters[at..*end], own))
            .map(|end| left[end])
            .min();
        let itself = left[at + 1] + 1;
        left[at] = block.map_or(itself, |block| block.min(itself));
    }
    left[0]
}

fn is_known(before: &[char], block: &[char], own: &HashSet<Vec<char>>) -> bool {
    (block.len() >= SHORTEST_WORD && WORDS.contains(block))
        || own.contains(block)
        || is_year(block)
        || is_run(block)
        || before.ends_with(block)
}

fn is_year(block: &[char]) -> bool {
    block.len() == 4
        && block.iter().all(char::is_ascii_digit)
        && matches!(block, ['1', '9', ..] | ['2', '0', ..])
}

/// "aaaa", "4567", "dcba", "asdf".
fn is_run(block: &[char]) -> bool {
    let steps: Vec<i64> = block
        .windows(2)
        .map(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0])))
        .collect();
    if let Some(first) = steps.first()
        && (-1..=1).contains(first)
        && steps.iter().all(|step| step == first)
    {
        return true;
    }
    let there: String = block.iter().collect();
    let back: String = block.iter().rev().collect();
    ROWS.iter().any(|row| row.contains(&there) || row.contains(&back))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 4] = [
        "Mara Lindqvist",
        "mara@linden.example",
        "Linden House",
        "openchair",
    ];

    #[test]
    fn what_a_guesser_tries_first_is_refused() {
        for guessed in [
            "passwordpassword",
            "Password12345678!",
            "P@ssw0rd-P@ssw0rd",
            "qwertyuiopasdfghjkl",
            "123456789012345",
            "aaaaaaaaaaaaaaaa",
            "abcdefghijklmnop",
            "ponmlkjihgfedcba",
            "iloveyou-iloveyou",
            "letmein letmein letmein",
            "correct horse battery staple",
            "sommersommer2026!",
            "maralindqvist2026",
            "Mara Lindqvist 1979!",
            "linden-house-2026-linden",
            "openchairopenchair1",
            "maramaramaramara!!",
            "abababababababab",
            "hunterhunterhunter",
            "1qaz2wsx3edc4rfv",
        ] {
            assert!(is_easily_guessed(guessed, &OWN), "{guessed}");
        }
    }

    #[test]
    fn a_sentence_of_ones_own_and_what_a_manager_made_are_taken() {
        for fine in [
            "teal harbor mistaken lantern",
            "two owls ate my soup at nine",
            "der Kahn liegt still im Schilf",
            "9fJq-72Lm-xKd0-PwzE",
            "kT4(vR;0mZ]e,w8Qb",
            "mara buys seven purple tents",
        ] {
            assert!(!is_easily_guessed(fine, &OWN), "{fine}");
        }
    }

    #[test]
    fn a_name_is_refused_to_its_person_and_not_to_others() {
        let name = "lindqvistmara lindqvist";
        assert!(is_easily_guessed(name, &OWN));
        assert!(!is_easily_guessed(name, &["Ben"]));
    }

    #[test]
    fn the_longest_password_is_judged_without_waiting() {
        let long: String = "lantern".repeat(36);
        assert!(is_easily_guessed(&long, &OWN));
    }

    #[test]
    fn the_list_is_as_it_is_compared() {
        assert!(WORDS.len() > 300, "{}", WORDS.len());
        for word in WORDS.iter() {
            let text: String = word.iter().collect();
            assert!(word.len() >= SHORTEST_WORD, "{text}");
            assert!(word.iter().all(|letter| letter.is_alphanumeric()), "{text}");
            assert_eq!(text.to_lowercase(), text);
        }
    }
}
