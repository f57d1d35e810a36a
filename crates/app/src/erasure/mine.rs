//! Whether I asked to be erased: my day says so, because somebody else may have pressed the button on a device of mine.

use crate::{Context, Result};
use policy::{AccountAction, Resource};
use store::Wish;

pub async fn mine(cx: &Context) -> Result<Option<Wish>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeMyData, &Resource::Account { owner: person })?;
    Ok(cx.store().erasures().of_person(person).await?)
}
