//! How far a complaint has come, for whoever holds its secret address. The words themselves are not shown there: an address is
//! forwarded, and stays in the list of a browser.

use crate::{Context, Error, Result};
use domain::Private;
use domain::complaint::Complaint;
use policy::{PageAction, Resource};

pub async fn by_address(cx: &Context, token: &str) -> Result<Complaint> {
    cx.authorise(PageAction::SeeComplaintByAddress, &Resource::Page)?;
    let found = cx.store().complaints().by_token(token).await?;
    let found = found.ok_or(Error::NotFound)?;
    Ok(Complaint {
        about: Private::default(),
        words: Private::default(),
        reach: Private::default(),
        ..found
    })
}
