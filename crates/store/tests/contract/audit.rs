//! Whoever bends the audit log from outside is found, and the row is named; the database itself refuses to bend it.

use crate::house::{House, entry};
use crate::rule;
use domain::id::Id as _;
use jiff::SignedDuration;
use store::{Actor, AuditEntry, AuditRow, Break, Chain, WrittenHead};
use testkit::Cast::*;

pub(crate) async fn write_rows(house: &House, rows: usize) {
    for _ in 0..rows {
        let entry = entry("Session/SeeDesk").with("member", Anna.id()).of(Anna.id());
        house.store.write_down(vec![entry]).await.expect("writes");
    }
}

pub(crate) async fn verify(house: &House) -> Chain {
    house.store.audit().verify().await.expect("proves")
}

/// Every row, in the order of their places.
pub(crate) async fn rows(house: &House) -> Vec<AuditRow> {
    let mut rows = house.store.audit().latest(10_000).await.expect("reads");
    rows.reverse();
    rows
}

pub(crate) fn is_whole(chain: &Chain, count: u64) -> bool {
    matches!(chain, Chain::Whole { rows, .. } if *rows == count)
}

/// Where and how the chain is broken, whichever row it is by id.
pub(crate) fn place(chain: &Chain) -> Option<(i64, Break)> {
    match chain {
        Chain::Broken { position, why, .. } => Some((*position, *why)),
        Chain::Whole { .. } => None,
    }
}

fn head(chain: &Chain) -> String {
    match chain {
        Chain::Whole { head, .. } => head.to_string(),
        Chain::Broken { .. } => panic!("the chain is broken: {chain:?}"),
    }
}

rule! {
    async fn an_untouched_log_is_whole_and_reads_back_by_resource(house) {
        write_rows(house, 5).await;
        house.restart().await;
        write_rows(house, 2).await;
        assert!(is_whole(&verify(house).await, 7));
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
    async fn rows_written_together_stand_in_their_order(house) {
        let entries = ["Room/Admit", "Room/Remove", "Room/Lock"].map(entry);
        house.store.write_down(entries.into()).await.expect("writes");
        let actions: Vec<_> = rows(house).await.into_iter().map(|row| row.action).collect();
        assert_eq!(actions, ["Room/Admit", "Room/Remove", "Room/Lock"]);
        assert!(is_whole(&verify(house).await, 3));
    }
}

rule! {
    async fn a_row_says_who_was_what_and_whose_record_it_is_about(house) {
        let entry = entry("Emergency/OpenCard")
            .in_role(domain::membership::Role::CoFacilitator)
            .through(crate::house::new_id())
            .of(Anna.id());
        house.store.write_down(vec![entry.clone(), entry.refused()]).await.expect("writes");
        let rows = rows(house).await;
        let row = &rows[0];
        assert_eq!((row.kind.as_str(), row.verb.as_str(), row.outcome), ("110110", "R", 0));
        assert_eq!((row.role.as_str(), &row.subject), ("co_facilitator", &Anna.id().to_string()));
        assert!(row.sign_in.starts_with("sgn_"));
        assert_eq!(rows[1].outcome, 4);
        let reads = house.store.audit().reads_of(Anna.id(), 10).await.expect("reads");
        assert_eq!(reads, std::slice::from_ref(row), "what was refused is no look");
        assert_eq!(house.store.audit().reads_of(Ben.id(), 10).await.expect("reads"), []);
    }
}

rule! {
    async fn older_looks_at_a_person_are_found_behind_any_that_is_theirs(house) {
        write_rows(house, 3).await;
        let other = entry("Session/SeeDesk").of(Ben.id());
        house.store.write_down(vec![other]).await.expect("writes");
        let rows = rows(house).await;
        let before = async |row: &AuditRow, limit| {
            let found = house.store.audit().reads_of_before(Anna.id(), row.id, limit).await.expect("reads");
            found.into_iter().map(|row| row.position).collect::<Vec<_>>()
        };
        assert_eq!(before(&rows[2], 10).await, [2, 1]);
        assert_eq!(before(&rows[2], 1).await, [2]);
        assert_eq!(before(&rows[0], 10).await, [] as [u64; 0]);
        assert_eq!(before(&rows[3], 10).await, [] as [u64; 0], "that look was at Ben");
    }
}

rule! {
    async fn the_log_since_a_moment_comes_in_pages(house) {
        let at = testkit::first_evening();
        let moved = |hours| at + SignedDuration::from_hours(hours);
        for hours in [0, 5, 0, 2] {
            let entry = AuditEntry::new(Actor::House, "Demo/Seed", testkit::linden_house().id, moved(hours));
            house.store.write_down(vec![entry]).await.expect("writes");
        }
        let first = async |since| house.store.audit().first_since(since).await.expect("reads");
        let from = async |position| {
            let rows = house.store.audit().starting_at(position).await.expect("reads");
            rows.into_iter().map(|row| row.position).collect::<Vec<_>>()
        };
        assert_eq!(first(moved(1)).await, Some(2));
        assert_eq!(first(moved(6)).await, None);
        // A row that was owed stands behind later ones: the chain has it, so it is not left out.
        assert_eq!(from(2).await, [2, 3, 4]);
        assert_eq!(from(4).await, [4]);
        assert_eq!(from(5).await, [] as [u64; 0]);
    }
}

rule! {
    async fn the_database_refuses_to_change_to_delete_and_to_replace_a_row(house) {
        write_rows(house, 2).await;
        for sql in [
            "update audit_rows set actor = 'house' where position = 1",
            "delete from audit_rows where position = 2",
            "delete from audit_rows",
        ] {
            assert!(house.try_to_tamper(sql).await.is_err(), "{sql}");
        }
        let columns = "format, at, kind, verb, outcome, actor, role, sign_in, action, resource, subject, detail, source,
            previous_hash, hash";
        let by_hidden_rowid = format!(
            "insert or replace into audit_rows (rowid, position, id, {columns})
             select rowid, 9, x'00000000000070008000000000000009', {columns} from audit_rows where position = 1"
        );
        // One of a name that comes first in this session alone.
        let beside_the_path = "create temporary table audit_checkpoints (position bigint);
            insert into audit_checkpoints values (9);
            delete from audit_rows where position = 1";
        let replaces: &[&str] = if house.is_sqlite() {
            &["insert or replace into audit_rows select * from audit_rows where position = 1", &by_hidden_rowid]
        } else {
            &["truncate audit_rows", beside_the_path]
        };
        for replace in replaces {
            assert!(house.try_to_tamper(replace).await.is_err(), "{replace}");
            assert!(is_whole(&verify(house).await, 2), "{replace}");
        }
    }
}

rule! {
    async fn the_database_refuses_to_replace_a_checkpoint(house) {
        house.tamper("insert into audit_checkpoints (position, hash, cut_at) values (3, 'a', 0)").await;
        let replaces: &[&str] = if house.is_sqlite() {
            &[
                "insert or replace into audit_checkpoints (position, hash, cut_at) values (3, 'b', 0)",
                "insert or replace into audit_checkpoints (rowid, position, hash, cut_at) values (1, 9, 'b', 0)",
            ]
        } else {
            &["truncate audit_checkpoints"]
        };
        for replace in replaces {
            assert!(house.try_to_tamper(replace).await.is_err(), "{replace}");
            assert_eq!(place(&verify(house).await), Some((3, Break::Checkpoint)), "{replace}");
        }
    }
}

rule! {
    async fn a_guard_that_was_taken_down_is_up_again_after_the_next_start(house) {
        assert!(!house.store.guard_was_down(), "a new house never had one");
        write_rows(house, 1).await;
        house.restart().await;
        assert!(!house.store.guard_was_down(), "it stands");
        house.unguard().await;
        let bend = "update audit_rows set actor = 'house' where position = 1";
        house.tamper(bend).await;
        house.restart().await;
        assert!(house.store.guard_was_down());
        assert!(house.try_to_tamper(bend).await.is_err());
        assert_eq!(place(&verify(house).await), Some((1, Break::Changed)));
    }
}

rule! {
    async fn a_guard_that_stands_and_stops_nobody_is_put_up_anew_at_the_next_start(house) {
        write_rows(house, 1).await;
        let lulls: &[&str] = if house.is_sqlite() {
            &["drop trigger audit_rows_never_change;
               create trigger audit_rows_never_change before update on audit_rows begin select 1; end"]
        } else {
            &[
                "alter table audit_rows disable trigger all",
                "alter table audit_rows enable replica trigger audit_rows_only_grow",
                "create or replace trigger audit_rows_only_grow before update or delete on audit_rows
                 for each row when (false) execute function audit_only_grows()",
                "create or replace function audit_only_grows() returns trigger language plpgsql as
                 $$ begin return coalesce(new, old); end $$",
                "create or replace trigger audit_rows_only_grow before delete on audit_rows
                 for each row execute function audit_only_grows()",
            ]
        };
        let bend = "update audit_rows set actor = 'house' where position = 1";
        for lull in lulls {
            house.tamper(lull).await;
            house.tamper(bend).await;
            house.restart().await;
            assert!(house.store.guard_was_down(), "{lull}");
            assert!(house.try_to_tamper(bend).await.is_err(), "{lull}");
        }
    }
}

rule! {
    async fn a_checkpoint_breaks_the_log_for_no_cut_of_ours_wrote_it_whatever_was_let_go(house) {
        write_rows(house, 5).await;
        let written: WrittenHead = head(&verify(house).await).parse().expect("as printed");
        let third = rows(house).await[2].clone();
        house
            .tamper(&format!(
                "insert into audit_checkpoints (position, hash, cut_at) values (3, '{}', 0)",
                third.hash
            ))
            .await;
        let says_so = async || {
            assert_eq!(place(&verify(house).await), Some((3, Break::Checkpoint)));
            let at_the_cut: WrittenHead = third.hash.parse().expect("a hash alone");
            for written in [&written, &at_the_cut] {
                let chain = house.store.audit().verify_against(written).await.expect("proves");
                assert_eq!(place(&chain), Some((3, Break::Checkpoint)));
            }
        };
        says_so().await;
        house.tamper("delete from audit_rows where position <= 3").await;
        write_rows(house, 1).await;
        says_so().await;
        assert!(house.try_to_tamper("delete from audit_rows where position = 4").await.is_err());
        for sql in [
            "update audit_checkpoints set position = 4",
            "delete from audit_checkpoints",
        ] {
            assert!(house.try_to_tamper(sql).await.is_err(), "{sql}");
        }
    }
}

rule! {
    async fn a_forged_end_is_found_and_keeps_no_proof_from_coming_back(house) {
        write_rows(house, 4).await;
        house.unguard().await;
        house.tamper("update audit_heads set position = 9000000000000000000").await;
        assert_eq!(place(&verify(house).await), Some((5, Break::CutOff)));
        house.tamper("update audit_rows set actor = 'house' where position = 2").await;
        assert_eq!(place(&verify(house).await), Some((2, Break::Changed)));
    }
}

rule! {
    async fn a_head_that_was_written_down_finds_what_was_cut_off_or_written_anew(house) {
        write_rows(house, 3).await;
        let written: WrittenHead = head(&verify(house).await).parse().expect("as printed");
        let bare: WrittenHead = rows(house).await[2].hash.parse().expect("a hash alone");
        write_rows(house, 2).await;
        for head in [&written, &bare] {
            let chain = house.store.audit().verify_against(head).await.expect("proves");
            assert!(is_whole(&chain, 5), "{chain:?}");
        }
        // Everything behind the second row goes, and the end of the log with it.
        house.unguard().await;
        let second = rows(house).await[1].clone();
        house.tamper("delete from audit_rows where position > 2").await;
        house
            .tamper(&format!("update audit_heads set position = 2, hash = '{}'", second.hash))
            .await;
        assert!(is_whole(&verify(house).await, 2), "nothing inside tells");
        for head in [&written, &bare] {
            let chain = house.store.audit().verify_against(head).await.expect("proves");
            assert_eq!(place(&chain), Some((3, Break::ShorterThanWritten)));
        }
        // Other rows are written in their place.
        write_rows(house, 3).await;
        assert!(is_whole(&verify(house).await, 5));
        let chain = house.store.audit().verify_against(&written).await.expect("proves");
        assert_eq!(place(&chain), Some((3, Break::NotAsWritten)));
        let chain = house.store.audit().verify_against(&bare).await.expect("proves");
        assert_eq!(place(&chain), Some((6, Break::ShorterThanWritten)));
    }
}

rule! {
    async fn rows_of_the_first_format_stay_in_the_chain_and_hold_nothing_new(house) {
        write_rows(house, 1).await;
        house.unguard().await;
        // What a database from before the migration looks like.
        house.tamper("delete from audit_rows").await;
        let seeded = testkit::linden_house().id;
        let id = "aud_00000000000070008000000000000001";
        let fields = ["0".repeat(64), "1".into(), id.into(), "5".into(), "house".into(), "Demo/Seed".into(), seeded.to_string(), String::new()];
        let hash = crate::bending::sha256_of(&fields);
        let uuid = if house.is_sqlite() { "x'00000000000070008000000000000001'" } else { "'00000000-0000-7000-8000-000000000001'" };
        house
            .tamper(&format!(
                "insert into audit_rows (position, id, at, actor, action, resource, detail, previous_hash, hash)
                 values (1, {uuid}, 5, 'house', 'Demo/Seed', '{seeded}', '', '{}', '{hash}')",
                fields[0]
            ))
            .await;
        house.tamper(&format!("update audit_heads set hash = '{hash}'")).await;
        write_rows(house, 2).await;
        let chain = verify(house).await;
        assert!(is_whole(&chain, 3), "{chain:?}");
        for (action, limit, found) in [("Demo/Seed", 10, 1), ("Demo/Seed", 0, 0), ("Session/SeeDesk", 10, 0)] {
            let rows = house.store.audit().about_in_first_format(seeded, action, limit).await;
            assert_eq!(rows.expect("reads").len(), found, "{action}");
        }
        house
            .tamper(&format!("update audit_rows set subject = '{}' where position = 1", Anna.id()))
            .await;
        assert_eq!(place(&verify(house).await), Some((1, Break::Changed)));
        assert_eq!(rows(house).await[0].id.to_string(), domain::id::AuditId::from_uuid(uuid::Uuid::from_u128(0x7000_8000_0000_0000_0001)).to_string());
    }
}

rule! {
    async fn a_log_cut_off_or_moved_at_its_end_is_found(house) {
        write_rows(house, 4).await;
        house.unguard().await;
        house.tamper("update audit_heads set position = 3").await;
        assert_eq!(place(&verify(house).await), Some((3, Break::Changed)));
        house.tamper("update audit_heads set position = 4").await;
        assert!(is_whole(&verify(house).await, 4));
        let third = rows(house).await[2].clone();
        house
            .tamper(&format!("update audit_heads set position = 3, hash = '{}'", third.hash))
            .await;
        assert_eq!(place(&verify(house).await), Some((4, Break::Inserted)));
        house.tamper("delete from audit_rows where position >= 3").await;
        assert_eq!(place(&verify(house).await), Some((3, Break::CutOff)));
    }
}
