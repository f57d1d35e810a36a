//! What every database must do for this house. Each rule runs on SQLite and, when `OPENCHAIR_TEST_POSTGRES` holds a
//! `postgres://` address with the right to create databases, on PostgreSQL in a database of its own.

mod access;
mod agreement;
mod audit;
mod bending;
mod care;
mod circle;
mod contention;
mod cut;
mod erasing;
mod eyes;
mod house;
mod jobs;
mod live;
mod notes;
mod own_record;
mod passkeys;
mod passwords;
mod sealing;
mod unit_of_work;

/// Declares one rule and runs it on both engines.
macro_rules! rule {
    (async fn $name:ident($house:ident) $body:block) => {
        mod $name {
            use super::*;

            async fn holds($house: &mut crate::house::House) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let mut house = crate::house::House::on_sqlite().await;
                holds(&mut house).await;
                house.leave().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                if let Some(mut house) = crate::house::House::on_postgres().await {
                    holds(&mut house).await;
                    house.leave().await;
                }
            }
        }
    };
}
pub(crate) use rule;
