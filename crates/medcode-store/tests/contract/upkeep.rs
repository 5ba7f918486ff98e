//! Opening, and what a tampered log looks like.

use medcode_store::{Error, NewEncounter};

use crate::place::{Opened, at, run};

/// Lets the log be changed, as one with the keys of the database could.
async fn unlock(store: &Opened) {
    let statement = if store.1.starts_with("sqlite:") {
        "DROP TRIGGER audit_log_is_not_changed; DROP TRIGGER audit_log_is_not_deleted"
    } else {
        "ALTER TABLE audit_log DISABLE TRIGGER USER"
    };
    run(&store.1, statement.to_owned()).await;
}

async fn entries(store: &Opened, count: i64) {
    for n in 0..count {
        store.create_encounter(&at(n), NewEncounter::default()).await.unwrap();
    }
}

/// The first fault after this statement, which is undone again.
async fn fault_after(store: &Opened, statement: &str, undo: &str) -> Option<(i64, &'static str)> {
    run(&store.1, statement.to_owned()).await;
    let verdict = store.verify_audit().await.unwrap();
    run(&store.1, undo.to_owned()).await;
    assert_eq!(store.verify_audit().await.unwrap().fault, None, "{undo} did not undo {statement}");
    verdict.fault.map(|f| (f.seq, f.why))
}

pub(crate) async fn a_changed_byte_of_the_log_is_found_where_it_is(store: &Opened) {
    entries(store, 12).await;
    unlock(store).await;
    for (column, wrong, right) in [
        ("detail", "replace(detail, 'new', 'nev')", "replace(detail, 'nev', 'new')"),
        ("actor", "'system:tesu'", "'system:test'"),
        ("action", "'encounter.creates'", "'encounter.created'"),
        ("happened", "happened + 1", "happened - 1"),
        ("request", "'r'", "NULL"),
        ("subject_kind", "'note'", "'encounter'"),
        ("subject_id", "'1' || subject_id", "substr(subject_id, 2)"),
        ("digest", "'f' || digest", "substr(digest, 2)"),
    ] {
        let set = |value| format!("UPDATE audit_log SET {column} = {value} WHERE seq = 7");
        let fault = fault_after(store, &set(wrong), &set(right)).await;
        assert_eq!(fault, Some((7, "its digest is not that of what it says")), "{column}");
    }
    let set = |value| format!("UPDATE audit_log SET prev = {value} WHERE seq = 7");
    let fault = fault_after(store, &set("'f' || prev"), &set("substr(prev, 2)")).await;
    assert_eq!(fault, Some((7, "it does not follow on the entry before")));
}

pub(crate) async fn a_missing_a_moved_and_a_forged_entry_are_found(store: &Opened) {
    entries(store, 6).await;
    unlock(store).await;
    let aside = |seq| format!("CREATE TABLE aside AS SELECT * FROM audit_log WHERE seq = {seq}");
    let back = "INSERT INTO audit_log SELECT * FROM aside; DROP TABLE aside";
    let gone = |seq| format!("{}; DELETE FROM audit_log WHERE seq = {seq}", aside(seq));
    assert_eq!(fault_after(store, &gone(3), back).await, Some((3, "the entry is missing")));
    assert_eq!(
        fault_after(store, &gone(6), back).await,
        Some((6, "the entry is missing")),
        "the last one"
    );
    let forged = format!(
        "{}; INSERT INTO audit_log SELECT 7, happened, actor, request, action, subject_kind, subject_id, \
         detail, digest, digest FROM aside",
        aside(6)
    );
    let undo = "DELETE FROM audit_log WHERE seq = 7; DROP TABLE aside";
    let fault = fault_after(store, &forged, undo).await;
    assert_eq!(fault, Some((7, "it stands behind the head of the log")));
    let cut =
        format!("{}; DELETE FROM audit_log WHERE seq = 6; UPDATE audit_head SET seq = 5", aside(6));
    let undo = format!("{back}; UPDATE audit_head SET seq = 6");
    let fault = fault_after(store, &cut, &undo).await;
    assert_eq!(fault, Some((5, "it is not the one the head of the log names")));
}

pub(crate) async fn a_database_opens_again_with_all_it_had(store: &Opened) {
    entries(store, 3).await;
    let again = medcode_store::open(&store.1).await.unwrap();
    assert_eq!(again.counts(0).await.unwrap().audit_entries, 3);
    again.create_encounter(&at(9), NewEncounter::default()).await.unwrap();
    assert_eq!(store.counts(0).await.unwrap().audit_entries, 4, "two programs on one database");
    again.close().await;
    let closed = again.counts(0).await;
    assert!(matches!(closed, Err(Error::Database(_))), "{closed:?}");
}
