//! What can go wrong between us and the database, in the four ways a caller can act on.

/// Names what failed by table, column or constraint; never a stored value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The change contradicts what is stored: a taken seat, a second person with one address, a reference to nothing.
    #[error("this contradicts what is stored ({constraint})")]
    Conflict { constraint: String },
    /// The database cannot be reached, is full, or is too busy. Trying again later may work.
    #[error("the database did not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Somebody was reading, so what is deleted still lies in the write-ahead log. Trying again later works.
    #[error("the write-ahead log could not be emptied, because somebody was reading")]
    Busy,
    /// A stored value does not mean what it must: changed from outside, or sealed for another place.
    #[error("stored data is damaged: {what}")]
    Corrupt { what: String },
    /// No key with this number was given, so a sealed value stays closed.
    #[error("key number {number} is missing")]
    KeyMissing { number: u32 },
    /// The store cannot start like this; the text says what to change.
    #[error("the store cannot be used: {0}")]
    Setup(String),
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into() }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(refused) = &error {
            let contradicts = refused.is_unique_violation()
                || refused.is_foreign_key_violation()
                || refused.is_check_violation();
            if contradicts {
                // PostgreSQL names the constraint, SQLite names table and column in its message.
                let constraint = refused
                    .constraint()
                    .unwrap_or_else(|| refused.message())
                    .to_owned();
                return Self::Conflict { constraint };
            }
        }
        match error {
            sqlx::Error::ColumnDecode { index, .. } => Self::corrupt(index),
            sqlx::Error::ColumnNotFound(column) => Self::corrupt(column),
            other => Self::Unavailable(other),
        }
    }
}
