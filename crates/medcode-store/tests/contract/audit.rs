//! The audit log, health and counts.

use std::sync::Arc;

use medcode_store::{
    AuditFilter, Change, Digest, EncounterId, Error, NewEncounter, NewEntry, Role, Status, StatusCount,
    Subject, SubjectKind,
};

use crate::place::{Opened, at, refused, user};

async fn actions(store: &Opened) -> Vec<String> {
    store.entries_from(1, 1000).await.unwrap().into_iter().map(|e| e.action).collect()
}

pub(crate) async fn every_change_has_its_entry(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    let by = Change::by(&ann.id, 20).from("req-1");
    let chart = store.create_encounter(&by, NewEncounter::default()).await.unwrap();
    store.encounter_opened(&by, &chart.id).await.unwrap();
    store.set_status(&by, &chart.id, 1, Status::InProgress).await.unwrap();
    assert_eq!(
        actions(store).await,
        ["user.created", "encounter.created", "record.opened", "encounter.status"]
    );
    let entries = store.entries_from(2, 1).await.unwrap();
    let entry = &entries[0];
    assert_eq!((entry.seq, entry.at, entry.request.as_deref()), (2, 20, Some("req-1")));
    assert_eq!(entry.actor, format!("user:{}", ann.id));
    assert_eq!(
        (entry.subject_kind.as_str(), entry.subject_id.as_str()),
        ("encounter", chart.id.as_str())
    );
    let verdict = store.verify_audit().await.unwrap();
    assert_eq!((verdict.entries, verdict.fault), (4, None));
    for statement in ["UPDATE audit_log SET detail = '{}'", "DELETE FROM audit_log"] {
        assert!(refused(&store.1, statement).await, "{statement}");
    }
}

pub(crate) async fn a_change_that_fails_has_no_entry(store: &Opened) {
    let chart = store.create_encounter(&at(1), NewEncounter::default()).await.unwrap();
    assert!(store.set_status(&at(2), &chart.id, 9, Status::Coded).await.is_err());
    assert!(store.set_status(&at(2), &chart.id, 1, Status::Exported).await.is_err());
    let unknown = store.encounter_opened(&at(2), &EncounterId::new("none")).await;
    assert!(matches!(unknown, Err(Error::NotFound("encounter"))));
    assert_eq!(actions(store).await, ["encounter.created"]);
}

pub(crate) async fn entries_are_found_by_what_they_say(store: &Opened) {
    let entry = |action: &str, id: &str| NewEntry {
        action: action.to_owned(),
        subject: Subject::new(SubjectKind::Export, id),
        detail: r#"{"n": 1}"#.to_owned(),
    };
    for (time, action, id) in [
        (1, "export.written", "a"),
        (2, "export.sent", "b"),
        (3, "exported", "a"),
        (4, "export_all", "c"),
    ] {
        store.log(&at(time), entry(action, id)).await.unwrap();
    }
    let bad = NewEntry { detail: "no json".to_owned(), ..entry("x", "a") };
    assert!(matches!(store.log(&at(5), bad).await, Err(Error::Invalid(_))));
    assert!(matches!(store.log(&at(5), entry(" ", "a")).await, Err(Error::Invalid(_))));
    let all = AuditFilter::default;
    for (filter, seqs) in [
        (all(), vec![4, 3, 2, 1]),
        (AuditFilter { action: Some("export".to_owned()), ..all() }, vec![2, 1]),
        (AuditFilter { action: Some("export.sent".to_owned()), ..all() }, vec![2]),
        (AuditFilter { action: Some("export_".to_owned()), ..all() }, vec![]),
        (AuditFilter { subject_id: Some("a".to_owned()), ..all() }, vec![3, 1]),
        (AuditFilter { subject_kind: Some(SubjectKind::Note), ..all() }, vec![]),
        (
            AuditFilter {
                actor: Some("system:test".to_owned()),
                from: Some(2),
                until: Some(4),
                ..all()
            },
            vec![3, 2],
        ),
    ] {
        let found: Vec<i64> =
            store.entries(&filter, None, 10).await.unwrap().iter().map(|e| e.seq).collect();
        assert_eq!(found, seqs, "{filter:?}");
    }
    let page: Vec<i64> =
        store.entries(&all(), Some(3), 1).await.unwrap().iter().map(|e| e.seq).collect();
    assert_eq!(page, [2]);
}

pub(crate) async fn the_chain_holds_under_many_writers(store: &Opened) {
    let mut tasks = Vec::new();
    for _ in 0..6 {
        let store = Arc::clone(store);
        tasks.push(tokio::spawn(async move {
            for n in 0..10 {
                store.create_encounter(&at(n), NewEncounter::default()).await.unwrap();
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let verdict = store.verify_audit().await.unwrap();
    assert_eq!((verdict.entries, verdict.fault), (60, None));
    let entries = store.entries_from(1, 100).await.unwrap();
    assert_eq!(entries[0].prev, Digest::ZERO);
    assert_eq!(entries[59].digest, verdict.head);
}

pub(crate) async fn counts_and_health_are_told(store: &Opened) {
    assert!(store.health().await.unwrap().schema > 0);
    let ann = user(store, "ann", Role::Coder).await;
    store.create_session(&at(1), &ann.id, Digest::of(b"a"), Digest::of(b"b"), 100).await.unwrap();
    store.create_encounter(&at(1), NewEncounter::default()).await.unwrap();
    let counts = store.counts(50).await.unwrap();
    assert_eq!((counts.active_users, counts.sessions, counts.audit_entries), (1, 1, 3));
    assert_eq!(counts.encounters, [StatusCount { status: Status::New, count: 1 }]);
    assert_eq!(store.counts(100).await.unwrap().sessions, 0);
}
