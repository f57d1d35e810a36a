//! A break: days on which a group does not meet, its first and its last among them.

use jiff::civil::Date;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    from: Date,
    until: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PauseRefused {
    #[error("a break ends before it begins")]
    EndsBeforeItBegins,
    #[error("a break is longer than half a year")]
    TooLong,
}

/// A group that rests longer is ended, and begun again.
const LONGEST_DAYS: i32 = 183;

impl Pause {
    pub fn new(from: Date, until: Date) -> Result<Self, PauseRefused> {
        if until < from {
            return Err(PauseRefused::EndsBeforeItBegins);
        }
        let days = from.until(until).map_or(i32::MAX, |span| span.get_days());
        if days >= LONGEST_DAYS {
            return Err(PauseRefused::TooLong);
        }
        Ok(Self { from, until })
    }

    pub fn from(&self) -> Date {
        self.from
    }

    pub fn until(&self) -> Date {
        self.until
    }

    pub fn holds(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }
}
