//! How a noun reaches the database: reading from the pool, or inside a transaction.

use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::row::Row;
use crate::seal::{self, Place};
use crate::statement::Statement;
use domain::Private;
use std::fmt;

/// Marks a noun that only reads.
#[derive(Debug)]
pub enum Reads {}

/// Marks a noun inside a [`crate::Work`], which also changes.
#[derive(Debug)]
pub enum Writes {}

pub(crate) struct Reach<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) way: Way<'a>,
}

pub(crate) enum Way<'a> {
    Pool(&'a Db),
    /// The flag is set when a job was enqueued, so that the commit can wake whoever runs jobs.
    Work(&'a mut Tx, &'a mut bool),
}

impl Reach<'_> {
    pub(crate) async fn all(&mut self, statement: Statement) -> Result<Vec<Row>> {
        match &mut self.way {
            Way::Pool(db) => db.all(statement).await,
            Way::Work(tx, _) => tx.all(statement).await,
        }
    }

    /// The only row there can be, if there is one.
    pub(crate) async fn one(&mut self, statement: Statement) -> Result<Option<Row>> {
        Ok(self.all(statement).await?.into_iter().next())
    }

    /// Changes rows and says how many. The types give changing verbs to nouns in a work only.
    pub(crate) async fn run(&mut self, statement: Statement) -> Result<u64> {
        match &mut self.way {
            Way::Work(tx, _) => tx.run(statement).await,
            Way::Pool(_) => Err(Error::Setup("a change needs a work".to_owned())),
        }
    }

    pub(crate) fn job_enqueued(&mut self) {
        if let Way::Work(_, enqueued) = &mut self.way {
            **enqueued = true;
        }
    }

    pub(crate) fn seal(&self, place: &Place, plain: &str) -> Result<String> {
        seal::seal(self.keys, place, plain)
    }

    pub(crate) fn open(&self, place: &Place, row: &Row, column: &str) -> Result<Private<String>> {
        seal::open(self.keys, place, &row.text(column)?)
    }
}

impl fmt::Debug for Reach<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reach")
    }
}

/// Declares a noun: a struct over [`Reach`], marked as reading or writing.
macro_rules! noun {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<'a, M> {
            reach: crate::reach::Reach<'a>,
            mode: std::marker::PhantomData<M>,
        }

        impl<'a, M> $name<'a, M> {
            pub(crate) fn new(reach: crate::reach::Reach<'a>) -> Self {
                Self { reach, mode: std::marker::PhantomData }
            }
        }
    };
}
pub(crate) use noun;
