//! The practice this house belongs to.

use crate::{App, Error, Result};
use domain::practice::Practice;

/// Its name, country, language and zone. Read once: they change with a restart.
pub async fn current(app: &App) -> Result<Practice> {
    let read = || async {
        let practice = app.store().practices().current().await?;
        practice.ok_or_else(|| Error::broken("the practice is not set up"))
    };
    app.practice_cell().get_or_try_init(read).await.cloned()
}
