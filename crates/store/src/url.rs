//! Where the database is: a file of ours (SQLite) or a PostgreSQL server.

use crate::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// `sqlite:/path/to/file`, a plain path, or `postgres://…`.
#[derive(Clone, PartialEq, Eq)]
pub enum StoreUrl {
    /// One file beside its `-wal` and `-shm`.
    Sqlite(PathBuf),
    /// A connection string with its password; never printed.
    Postgres(String),
}

impl StoreUrl {
    pub fn sqlite(file: impl AsRef<Path>) -> Self {
        Self::Sqlite(file.as_ref().to_owned())
    }
}

impl FromStr for StoreUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let file = text.strip_prefix("sqlite:").unwrap_or(text);
        let file = file.strip_prefix("//").unwrap_or(file);
        if file.is_empty() || file.contains("://") || file.starts_with(":memory:") {
            return Err(Error::Setup(
                "the store's address is a file or starts with postgres://".to_owned(),
            ));
        }
        Ok(Self::sqlite(file))
    }
}

/// An operator may paste a log line: it never holds the password.
impl fmt::Debug for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            Self::Postgres(_) => f.write_str("postgres://…"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_file_or_a_postgres_server_and_nothing_else() {
        assert_eq!(
            "/srv/a.db".parse::<StoreUrl>().ok(),
            Some(StoreUrl::sqlite("/srv/a.db"))
        );
        assert_eq!(
            "sqlite:/srv/a.db".parse::<StoreUrl>().ok(),
            Some(StoreUrl::sqlite("/srv/a.db"))
        );
        assert_eq!(
            "sqlite:///srv/a.db".parse::<StoreUrl>().ok(),
            Some(StoreUrl::sqlite("/srv/a.db"))
        );
        assert!(matches!("postgres://h/d".parse(), Ok(StoreUrl::Postgres(_))));
        for wrong in ["", "sqlite:", "mysql://h/d", ":memory:", "sqlite::memory:"] {
            assert!(wrong.parse::<StoreUrl>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_shows_in_no_debug_print() {
        let url: StoreUrl = "postgres://open:chair@db/house"
            .parse()
            .expect("a postgres address");
        assert!(!format!("{url:?}").contains("chair"));
    }
}
