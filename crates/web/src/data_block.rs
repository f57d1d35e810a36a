//! JSON inside a page: a `<script type="application/json">` is data and no script, so the strictest policy allows it.

use serde::Serialize;
use std::fmt;

/// JSON that cannot end its own element: `<`, `>` and `&` are written as escapes.
#[derive(Clone)]
pub struct DataBlock(String);

impl DataBlock {
    pub fn of(value: &impl Serialize) -> Self {
        let json = serde_json::to_string(value).expect("maps of text and numbers are always JSON");
        let mut text = String::with_capacity(json.len());
        for letter in json.chars() {
            match letter {
                '<' => text.push_str("\\u003c"),
                '>' => text.push_str("\\u003e"),
                '&' => text.push_str("\\u0026"),
                '\u{2028}' => text.push_str("\\u2028"),
                '\u{2029}' => text.push_str("\\u2029"),
                letter => text.push(letter),
            }
        }
        Self(text)
    }
}

impl fmt::Display for DataBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// It may hold names.
impl fmt::Debug for DataBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataBlock")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_can_end_the_element_it_stands_in() {
        let block = DataBlock::of(&["</script><script>alert(1)</script>", "<!--", "&"]).to_string();
        assert!(!block.contains(['<', '>', '&']), "{block}");
        let back: Vec<String> = serde_json::from_str(&block).expect("still JSON");
        assert_eq!(back[1], "<!--");
    }
}
