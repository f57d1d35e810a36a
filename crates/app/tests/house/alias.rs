//! What a person is called in one group: theirs to choose, between evenings, and never what somebody else there is called.

use crate::evening::Evening;
use app::groups::{AliasWish, choose_alias, own_alias};
use app::{Context, Error, Fault, Refusal};
use domain::GroupId;

/// "Living with Loss" meets on Thursdays; its room is closed whenever the test runs.
async fn loss(evening: &Evening) -> GroupId {
    let public = evening.app.store().groups().public().await.expect("groups");
    public.first().expect("the public group").id
}

async fn choose(cx: &Context, group: GroupId, name: &str) -> Result<String, Error> {
    let wish = AliasWish {
        name,
        full_name_is_meant: false,
    };
    choose_alias(cx, group, wish).await?;
    Ok(own_alias(cx, group).await?.mine.alias.as_str().to_owned())
}

fn fault(of: Result<String, Error>) -> Fault {
    match of {
        Err(Error::Malformed(faults)) => faults[0].fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_name_is_chosen_for_one_group_and_changes_in_no_other() {
    let evening = Evening::begin().await;
    let (tuesday, loss) = (evening.demo.group, loss(&evening).await);
    let mara = evening.as_("mara").await;
    let before = own_alias(&mara, tuesday).await.expect("hers").mine.alias;
    assert_eq!(
        choose(&mara, loss, " Dr.  Lindqvist ").await,
        Ok("Dr. Lindqvist".into())
    );
    assert_eq!(own_alias(&mara, tuesday).await.expect("hers").mine.alias, before);
    let member = own_alias(&mara, loss).await.expect("hers").mine.id;
    let rows = evening.app.store().audit().about(member).await.expect("rows");
    assert_eq!(
        rows.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(),
        ["Group/ChooseAlias"],
        "the row says that it was done, and not what"
    );
    assert!(!rows[0].detail.contains("Lindqvist"));
}

#[tokio::test]
async fn what_another_is_called_or_nearly_is_taken_and_what_nobody_sees_is_not() {
    let evening = Evening::begin().await;
    let (loss, gita) = (loss(&evening).await, evening.as_("gita").await);
    for name in ["HUGO", "Hu-go", "Hug0"] {
        assert_eq!(fault(choose(&gita, loss, name).await), Fault::Taken, "{name}");
    }
    assert_eq!(
        fault(choose(&gita, loss, "Mara Lindqvist").await),
        Fault::Taken,
        "she leads"
    );
    assert_eq!(fault(choose(&gita, loss, "Mаra").await), Fault::MixedLetters);
    assert_eq!(
        choose(&gita, loss, "Hugo Brandt").await,
        Ok("Hugo Brandt".into()),
        "a no would tell that he sits here"
    );
}

#[tokio::test]
async fn ones_own_full_name_is_asked_about_first() {
    let evening = Evening::begin().await;
    let (loss, gita) = (loss(&evening).await, evening.as_("gita").await);
    assert_eq!(fault(choose(&gita, loss, "gita RAO").await), Fault::OwnFullName);
    let wish = AliasWish {
        name: "Gita Rao",
        full_name_is_meant: true,
    };
    choose_alias(&gita, loss, wish).await.expect("it is meant");
}

#[tokio::test]
async fn while_an_evening_is_on_names_stay_and_strangers_find_nothing() {
    let evening = Evening::begin().await;
    let (tuesday, anna) = (evening.demo.group, evening.as_("anna").await);
    assert!(own_alias(&anna, tuesday).await.expect("hers").is_on);
    assert_eq!(
        choose(&anna, tuesday, "Somebody Else").await,
        Err(Error::Refused(Refusal::WhileInSession))
    );
    assert_eq!(
        choose(&anna, tuesday, "Anna").await,
        Ok("Anna".into()),
        "no change, no matter"
    );
    let loss = loss(&evening).await;
    let outside = choose(&evening.as_("pia").await, loss, "Pia").await;
    assert_eq!(outside, Err(Error::NotFound), "though the group is public");
}
