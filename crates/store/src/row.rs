//! One row of either engine, read by column name into the words of the domain.

use crate::error::{Error, Result};
use crate::word::Word;
use domain::id::Id;
use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

pub(crate) enum Row {
    Lite(SqliteRow),
    Pg(PgRow),
}

macro_rules! read {
    ($row:expr, $column:expr) => {
        match $row {
            Row::Lite(row) => row.try_get($column),
            Row::Pg(row) => row.try_get($column),
        }
        .map_err(Error::from)
    };
}

impl Row {
    pub(crate) fn text(&self, column: &str) -> Result<String> {
        read!(self, column)
    }

    pub(crate) fn maybe_text(&self, column: &str) -> Result<Option<String>> {
        read!(self, column)
    }

    pub(crate) fn flag(&self, column: &str) -> Result<bool> {
        read!(self, column)
    }

    pub(crate) fn uuid(&self, column: &str) -> Result<Uuid> {
        read!(self, column)
    }

    pub(crate) fn id<I: Id>(&self, column: &str) -> Result<I> {
        self.uuid(column).map(I::from_uuid)
    }

    pub(crate) fn maybe_id<I: Id>(&self, column: &str) -> Result<Option<I>> {
        let uuid: Option<Uuid> = read!(self, column)?;
        Ok(uuid.map(I::from_uuid))
    }

    pub(crate) fn number<N: TryFrom<i64>>(&self, column: &str) -> Result<N> {
        let number: i64 = read!(self, column)?;
        N::try_from(number).map_err(|_| Error::corrupt(column))
    }

    pub(crate) fn maybe_number<N: TryFrom<i64>>(&self, column: &str) -> Result<Option<N>> {
        let number: Option<i64> = read!(self, column)?;
        number
            .map(|number| N::try_from(number).map_err(|_| Error::corrupt(column)))
            .transpose()
    }

    pub(crate) fn moment(&self, column: &str) -> Result<Timestamp> {
        Timestamp::from_millisecond(self.number(column)?).map_err(|_| Error::corrupt(column))
    }

    pub(crate) fn maybe_moment(&self, column: &str) -> Result<Option<Timestamp>> {
        let number: Option<i64> = self.maybe_number(column)?;
        number
            .map(|ms| Timestamp::from_millisecond(ms).map_err(|_| Error::corrupt(column)))
            .transpose()
    }

    /// An enum's stored word.
    pub(crate) fn word<W: Word>(&self, column: &str) -> Result<W> {
        W::from_word(&self.text(column)?).ok_or_else(|| Error::corrupt(column))
    }
}
