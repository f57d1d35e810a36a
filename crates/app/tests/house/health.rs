//! Whether the house stands: asked of the store each time.

use crate::evening::Evening;

#[tokio::test]
async fn a_house_whose_store_is_gone_is_not_well() {
    let evening = Evening::begin().await;
    assert_eq!(evening.app.is_well().await, Ok(()));
    evening.app.store().close().await;
    assert!(evening.app.is_well().await.is_err());
}
