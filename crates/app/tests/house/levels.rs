//! Who measures how loud each voice is: chosen by those who lead, for the rooms that start afterwards.

use crate::evening::Evening;
use app::groups::{choose_levels, show};
use app::{Error, Refusal};
use domain::group::Levels;

#[tokio::test]
async fn those_who_lead_choose_for_rooms_to_come_and_nobody_else_does() {
    let evening = Evening::begin().await;
    let (group, session) = (evening.demo.group, evening.demo.session);
    let (mara, anna) = (evening.as_("mara").await, evening.as_("anna").await);
    let setup = async || app::live::setup(&evening.app, session).await.expect("a session");
    assert_eq!(setup().await.levels, Levels::Server);

    assert_eq!(
        choose_levels(&anna, group, Levels::Devices).await,
        Err(Error::Refused(Refusal::FacilitatorsOnly))
    );
    let stranger = choose_levels(&evening.stranger(), group, Levels::Devices).await;
    assert_eq!(stranger, Err(Error::NotFound));
    assert_eq!(setup().await.levels, Levels::Server);

    choose_levels(&mara, group, Levels::Devices)
        .await
        .expect("she leads");
    assert_eq!(setup().await.levels, Levels::Devices);
    assert!(show(&mara, group).await.expect("her group").may_choose_levels);
    assert!(!show(&anna, group).await.expect("her group").may_choose_levels);
}

#[tokio::test]
async fn the_audit_names_who_changed_it_and_is_silent_where_nothing_changed() {
    let evening = Evening::begin().await;
    let (group, mara) = (evening.demo.group, evening.as_("mara").await);
    for levels in [Levels::Server, Levels::Devices, Levels::Devices] {
        choose_levels(&mara, group, levels).await.expect("she leads");
    }
    let rows = evening.app.store().audit().about(group).await.expect("rows");
    let rows: Vec<_> = rows
        .iter()
        .map(|row| (row.actor.as_str(), row.action.as_str()))
        .collect();
    let who = evening.person("mara").to_string();
    assert_eq!(rows, [(who.as_str(), "Group/ChooseLevels")]);
}
