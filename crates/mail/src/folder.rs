//! Letters as `.eml` files that only their owner may read.

use crate::{Letter, Sender, Undelivered};
use std::io;
use std::path::PathBuf;
use tokio::fs;

#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The same reference writes the same file, so a letter sent twice after a crash is there once.
    pub(crate) async fn write(
        &self,
        letter: &Letter,
        from: &Sender,
        reference: &str,
    ) -> Result<(), Undelivered> {
        let message = letter.to_message(from, reference)?.formatted();
        self.write_file(reference, &message)
            .await
            .map_err(|error| Undelivered::Folder(error.kind()))
    }

    async fn write_file(&self, reference: &str, message: &[u8]) -> io::Result<()> {
        use tokio::io::AsyncWriteExt as _;
        fs::create_dir_all(&self.path).await?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut file = options.open(self.path.join(format!("{reference}.eml"))).await?;
        file.write_all(message).await?;
        file.sync_all().await
    }
}
