//! Whoever changes the audit log from outside is found, and the row is named.

use crate::house::{House, entry};
use crate::rule;
use store::{Break, Chain};
use testkit::Cast::*;

async fn write_rows(house: &House, rows: usize) {
    for _ in 0..rows {
        house
            .store
            .begin(entry("test.change").with("member", Anna.id()))
            .await
            .expect("begins")
            .commit()
            .await
            .expect("commits");
    }
}

async fn verify(house: &House) -> Chain {
    house.store.audit().verify().await.expect("proves")
}

rule! {
    async fn an_untouched_log_is_whole_and_reads_back_by_resource(house) {
        write_rows(house, 5).await;
        house.restart().await;
        write_rows(house, 2).await;
        assert_eq!(verify(house).await, Chain::Whole { rows: 7 });
        let rows = house
            .store
            .audit()
            .about(testkit::linden_house().id)
            .await
            .expect("reads");
        assert_eq!(
            rows.iter().map(|row| row.position).collect::<Vec<_>>(),
            [1, 2, 3, 4, 5, 6, 7]
        );
        let newest = house.store.audit().latest(1).await.expect("reads");
        assert_eq!(newest[0].position, 7);
    }
}

rule! {
    async fn a_changed_row_is_named_whichever_column_it_was(house) {
        write_rows(house, 4).await;
        let second = house
            .store
            .audit()
            .about(testkit::linden_house().id)
            .await
            .expect("reads")[1]
            .clone();
        for (change, undo) in [
            ("at = at + 1", "at = at - 1".to_owned()),
            ("actor = 'house'", format!("actor = '{}'", second.actor)),
            ("action = 'test.chance'", format!("action = '{}'", second.action)),
            ("resource = ''", format!("resource = '{}'", second.resource)),
            ("detail = detail || ' '", format!("detail = '{}'", second.detail)),
        ] {
            house
                .tamper(&format!("update audit_rows set {change} where position = 2"))
                .await;
            let broken = Chain::Broken {
                position: 2,
                row: Some(second.id),
                why: Break::Changed,
            };
            assert_eq!(verify(house).await, broken, "{change}");
            house
                .tamper(&format!("update audit_rows set {undo} where position = 2"))
                .await;
            assert_eq!(verify(house).await, Chain::Whole { rows: 4 }, "{undo}");
        }
    }
}

rule! {
    async fn words_moved_from_one_column_to_the_next_are_a_change(house) {
        write_rows(house, 1).await;
        house
            .tamper("update audit_rows set action = action || 'p', resource = substr(resource, 2)")
            .await;
        assert!(matches!(
            verify(house).await,
            Chain::Broken {
                position: 1,
                why: Break::Changed,
                ..
            }
        ));
    }
}

rule! {
    async fn a_row_taken_out_is_missed_at_its_place(house) {
        write_rows(house, 4).await;
        house.tamper("delete from audit_rows where position = 3").await;
        assert_eq!(
            verify(house).await,
            Chain::Broken {
                position: 3,
                row: None,
                why: Break::Missing
            }
        );
    }
}

rule! {
    async fn a_log_cut_off_at_its_end_is_found(house) {
        write_rows(house, 4).await;
        house.tamper("delete from audit_rows where position >= 3").await;
        assert_eq!(
            verify(house).await,
            Chain::Broken {
                position: 3,
                row: None,
                why: Break::EndMoved
            }
        );
    }
}

rule! {
    async fn a_log_whose_end_was_moved_back_is_found(house) {
        write_rows(house, 2).await;
        house.tamper("update audit_heads set position = 1").await;
        assert_eq!(
            verify(house).await,
            Chain::Broken {
                position: 2,
                row: None,
                why: Break::EndMoved
            }
        );
    }
}
