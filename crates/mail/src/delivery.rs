//! How letters leave the house.

use crate::{Folder, Letter, Sender, Shelf, Smtp};

#[derive(Debug)]
pub enum Delivery {
    /// To the practice's mail server.
    Smtp(Smtp),
    /// One file a letter, for a practice that tries Openchair without a mail server.
    Folder(Folder),
    /// A demo: nothing leaves, and whoever asked for the delivery keeps the letter in the mailbox page.
    Mailbox,
    /// A test reads what was sent.
    Shelf(Shelf),
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    Sent,
    /// Nothing was sent; the caller keeps it where people can read it.
    Keep,
}

/// Why a letter did not leave. Says nothing of the letter or its reader.
#[derive(Debug, thiserror::Error)]
pub enum Undelivered {
    /// The address or the letter itself is not one a mail server takes. Trying again changes nothing.
    #[error("this letter cannot be sent")]
    Unsendable,
    /// The mail server refused it for good (5xx). Trying again changes nothing.
    #[error("the mail server refused the letter ({code})")]
    Refused { code: u16 },
    /// The mail server is away, slow or busy. Trying later may work.
    #[error("the mail server could not be reached or is busy")]
    Later,
    #[error("the mail folder cannot be written: {0}")]
    Folder(std::io::ErrorKind),
}

impl Undelivered {
    /// Whether trying again later makes sense.
    pub fn may_pass(&self) -> bool {
        matches!(self, Undelivered::Later | Undelivered::Folder(_))
    }

    /// A code for the job's row.
    pub fn code(&self) -> &'static str {
        match self {
            Undelivered::Unsendable => "unsendable",
            Undelivered::Refused { .. } => "refused",
            Undelivered::Later => "later",
            Undelivered::Folder(_) => "folder",
        }
    }
}

impl Delivery {
    /// Sends one letter. `reference` is an id of ours and becomes the Message-ID.
    pub async fn deliver(
        &self,
        letter: &Letter,
        from: &Sender,
        reference: &str,
    ) -> Result<Outcome, Undelivered> {
        match self {
            Delivery::Smtp(smtp) => smtp.send(letter, from, reference).await.map(|()| Outcome::Sent),
            Delivery::Folder(folder) => folder
                .write(letter, from, reference)
                .await
                .map(|()| Outcome::Sent),
            Delivery::Mailbox => Ok(Outcome::Keep),
            Delivery::Shelf(shelf) => {
                shelf.put(letter.clone());
                Ok(Outcome::Sent)
            }
        }
    }

    /// Whether letters are shown on the mailbox page instead of sent.
    pub fn is_mailbox(&self) -> bool {
        matches!(self, Delivery::Mailbox)
    }
}
