//! Where tests find the letters that were sent.

use crate::Letter;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Clone, Default)]
pub struct Shelf {
    letters: Arc<Mutex<Vec<Letter>>>,
}

impl Shelf {
    /// Everything sent so far, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        self.letters
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn put(&self, letter: Letter) {
        self.letters
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(letter);
    }
}
