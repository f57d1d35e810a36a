//! One SQL text with its values, ready for either engine. `$1`, `$2` … mean the same in both.

use domain::id::Id;
use jiff::Timestamp;
use sqlx::query::Query;
use sqlx::{Database, Encode, Type};
use uuid::Uuid;

/// A null keeps its type, because PostgreSQL wants to know it.
enum Value {
    Text(Option<String>),
    Uuid(Option<Uuid>),
    Number(Option<i64>),
    Flag(bool),
}

pub(crate) struct Statement {
    text: &'static str,
    /// Where the engines differ (`for update skip locked`); everything else is one text.
    postgres_text: Option<&'static str>,
    values: Vec<Value>,
}

pub(crate) fn sql(text: &'static str) -> Statement {
    Statement {
        text,
        postgres_text: None,
        values: Vec::new(),
    }
}

impl Statement {
    pub(crate) fn on_postgres(mut self, text: &'static str) -> Self {
        self.postgres_text = Some(text);
        self
    }

    fn with(mut self, value: Value) -> Self {
        self.values.push(value);
        self
    }

    pub(crate) fn id(self, id: impl Id) -> Self {
        self.with(Value::Uuid(Some(id.uuid())))
    }

    pub(crate) fn maybe_id(self, id: Option<impl Id>) -> Self {
        self.with(Value::Uuid(id.map(Id::uuid)))
    }

    pub(crate) fn uuid(self, uuid: Uuid) -> Self {
        self.with(Value::Uuid(Some(uuid)))
    }

    pub(crate) fn text(self, text: impl Into<String>) -> Self {
        self.with(Value::Text(Some(text.into())))
    }

    pub(crate) fn maybe_text(self, text: Option<impl Into<String>>) -> Self {
        self.with(Value::Text(text.map(Into::into)))
    }

    pub(crate) fn number(self, number: impl Into<i64>) -> Self {
        self.with(Value::Number(Some(number.into())))
    }

    pub(crate) fn maybe_number(self, number: Option<impl Into<i64>>) -> Self {
        self.with(Value::Number(number.map(Into::into)))
    }

    pub(crate) fn flag(self, flag: bool) -> Self {
        self.with(Value::Flag(flag))
    }

    pub(crate) fn moment(self, moment: Timestamp) -> Self {
        self.with(Value::Number(Some(moment.as_millisecond())))
    }

    pub(crate) fn maybe_moment(self, moment: Option<Timestamp>) -> Self {
        self.with(Value::Number(moment.map(Timestamp::as_millisecond)))
    }

    pub(crate) fn for_sqlite(self) -> Query<'static, sqlx::Sqlite, sqlx::sqlite::SqliteArguments> {
        Self::bind_all(sqlx::query(self.text), self.values)
    }

    pub(crate) fn for_postgres(self) -> Query<'static, sqlx::Postgres, sqlx::postgres::PgArguments> {
        Self::bind_all(sqlx::query(self.postgres_text.unwrap_or(self.text)), self.values)
    }

    fn bind_all<D>(
        query: Query<'static, D, <D as Database>::Arguments>,
        values: Vec<Value>,
    ) -> Query<'static, D, <D as Database>::Arguments>
    where
        D: Database,
        Option<String>: Encode<'static, D> + Type<D>,
        Option<Uuid>: Encode<'static, D> + Type<D>,
        Option<i64>: Encode<'static, D> + Type<D>,
        bool: Encode<'static, D> + Type<D>,
    {
        values.into_iter().fold(query, |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Uuid(uuid) => query.bind(uuid),
            Value::Number(number) => query.bind(number),
            Value::Flag(flag) => query.bind(flag),
        })
    }
}
