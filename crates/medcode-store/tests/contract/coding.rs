//! Notes, code sets and decisions.

use std::sync::Arc;

use medcode_store::{
    DecisionKind, Digest, EncounterId, Error, NewDecision, NewEncounter, NewNote, NoteId, Status,
};

use crate::charts::coded;
use crate::place::{Opened, at, refused};

async fn chart(store: &Opened) -> EncounterId {
    store.create_encounter(&at(1), NewEncounter::default()).await.unwrap().id
}

fn note(text: &str) -> NewNote {
    NewNote {
        text: text.to_owned(),
        media_type: "text/plain".to_owned(),
        name: None,
        original: None,
        places: None,
    }
}

fn decision(kind: DecisionKind, code: &str) -> NewDecision {
    NewDecision {
        kind,
        system: "ICD10CM".to_owned(),
        code: code.to_owned(),
        from_code: None,
        reason: Some("not treated".to_owned()),
        rule: Some("OCG-IV.J".to_owned()),
        release: Some("2026-04-01".to_owned()),
    }
}

pub(crate) async fn notes_are_versions_that_nobody_changes(store: &Opened) {
    let chart = chart(store).await;
    assert!(store.latest_note(&chart).await.unwrap().is_none());
    let text = "Assessment:\r\n1. Ménière\u{2019}s disease \t é";
    let first = store.add_note(&at(2), &chart, note(text)).await.unwrap();
    let second = store.add_note(&at(3), &chart, note("")).await.unwrap();
    assert_eq!((first.version, second.version), (1, 2));
    let read = store.note(&first.id).await.unwrap();
    assert_eq!((read.text.as_deref(), &read.info), (Some(text), &first));
    assert_eq!(first.text_digest, Digest::of(text.as_bytes()));
    assert_eq!(store.latest_note(&chart).await.unwrap().unwrap().info, second);
    assert_eq!(store.notes(&chart).await.unwrap(), [first, second]);
    for statement in [
        "UPDATE notes SET body = 'x'",
        "UPDATE notes SET body = NULL, original = NULL, name = NULL, erased = 1, text_bytes = 0",
        "UPDATE notes SET body = NULL, original = NULL, name = NULL, places = 'x', erased = 1",
        "DELETE FROM notes",
    ] {
        assert!(refused(&store.1, statement).await, "{statement}");
    }
    let nul = store.add_note(&at(4), &chart, note("a\0b")).await;
    assert!(matches!(nul, Err(Error::Invalid(_))), "{nul:?}");
    let unknown = store.add_note(&at(4), &EncounterId::new("none"), note("a")).await;
    assert!(matches!(unknown, Err(Error::NotFound("encounter"))), "{unknown:?}");
    assert!(matches!(store.note(&NoteId::new("none")).await, Err(Error::NotFound("note"))));
}

pub(crate) async fn the_original_of_a_note_is_kept_byte_for_byte(store: &Opened) {
    let chart = chart(store).await;
    let bytes: Vec<u8> = (0..=255).collect();
    let new = NewNote {
        original: Some(bytes.clone()),
        media_type: "application/pdf".to_owned(),
        name: Some("op.pdf".to_owned()),
        places: Some("[{\"at\":0}]".to_owned()),
        ..note("text")
    };
    let info = store.add_note(&at(2), &chart, new).await.unwrap();
    assert_eq!(info.original_digest, Some(Digest::of(&bytes)));
    assert_eq!(store.original(&info.id).await.unwrap(), Some(bytes));
    assert_eq!(store.places(&info.id).await.unwrap().as_deref(), Some("[{\"at\":0}]"));
    let plain = store.add_note(&at(3), &chart, note("text")).await.unwrap();
    assert_eq!(store.original(&plain.id).await.unwrap(), None);
    assert_eq!(store.places(&plain.id).await.unwrap(), None);
}

pub(crate) async fn code_sets_follow_one_another(store: &Opened) {
    let chart = chart(store).await;
    let info = store.add_note(&at(2), &chart, note("text")).await.unwrap();
    assert!(store.latest_code_set(&chart).await.unwrap().is_none());
    let mut new = coded(0, &["E11.22", "N18.32"]);
    new.note = Some(info.id);
    new.decisions = vec![decision(DecisionKind::Accepted, "E11.22")];
    let first = store.save_code_set(&at(3), &chart, new).await.unwrap();
    assert_eq!((first.seq, first.base), (1, 0));
    let stale = store.save_code_set(&at(4), &chart, coded(0, &["I10"])).await;
    assert!(matches!(stale, Err(Error::Conflict { current: 1 })), "{stale:?}");
    let ahead = store.save_code_set(&at(4), &chart, coded(2, &["I10"])).await;
    assert!(matches!(ahead, Err(Error::Conflict { current: 1 })), "{ahead:?}");
    let second = coded(1, &["I10"]);
    let status = Some(Status::Coded);
    let second =
        store.save_code_set(&at(5), &chart, medcode_store::NewCodeSet { status, ..second }).await;
    let second = second.unwrap();
    let standing = store.encounter(&chart).await.unwrap();
    assert_eq!((standing.status, standing.code_set), (Status::Coded, 2));
    assert!(store.code_set(&chart, 1).await.unwrap() == first);
    assert!(store.latest_code_set(&chart).await.unwrap().unwrap() == second);
    assert_eq!(store.code_sets(&chart).await.unwrap().len(), 2);
    let lines = store.coded_lines(&chart, 1).await.unwrap();
    assert_eq!(lines.iter().map(|l| l.code.as_str()).collect::<Vec<_>>(), ["E11.22", "N18.32"]);
    for statement in [
        "UPDATE code_sets SET document = 'x'",
        "DELETE FROM coded_lines",
        "UPDATE coded_lines SET code = 'x'",
        "DELETE FROM code_sets",
        "UPDATE decisions SET reason = 'x'",
        "DELETE FROM decisions",
    ] {
        assert!(refused(&store.1, statement).await, "{statement}");
    }
}

pub(crate) async fn of_two_writers_exactly_one_wins(store: &Opened) {
    let chart = chart(store).await;
    for round in 0..10 {
        let mut tasks = Vec::new();
        for writer in 0..4 {
            let (store, chart) = (Arc::clone(store), chart.clone());
            tasks.push(tokio::spawn(async move {
                let set = coded(round, &[["I10", "E11.9", "N18.32", "Z00.00"][writer]]);
                store.save_code_set(&at(2), &chart, set).await
            }));
        }
        let mut won = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(set) => {
                    won += 1;
                    assert_eq!(set.seq, round + 1);
                }
                Err(Error::Conflict { current }) => assert_eq!(current, round + 1),
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(won, 1, "round {round}");
    }
    assert_eq!(store.code_sets(&chart).await.unwrap().len(), 10);
}

pub(crate) async fn a_code_set_that_fails_leaves_nothing(store: &Opened) {
    let chart = chart(store).await;
    let mut wrong = coded(0, &["I10"]);
    wrong.note = Some(NoteId::new("none"));
    assert!(matches!(store.save_code_set(&at(2), &chart, wrong).await, Err(Error::NotFound("note"))));
    let mut early = coded(0, &["I10"]);
    early.decisions = vec![decision(DecisionKind::Accepted, "I10")];
    early.status = Some(Status::Exported);
    assert!(matches!(store.save_code_set(&at(2), &chart, early).await, Err(Error::Refused(_))));
    assert!(store.latest_code_set(&chart).await.unwrap().is_none());
    assert_eq!(store.decisions(&chart, 0, 10).await.unwrap(), []);
    assert_eq!(store.save_code_set(&at(3), &chart, coded(0, &["I10"])).await.unwrap().seq, 1);
}

pub(crate) async fn decisions_are_logged_in_order(store: &Opened) {
    let chart = chart(store).await;
    let suggested =
        vec![decision(DecisionKind::Suggested, "I10"), decision(DecisionKind::Suggested, "E11.9")];
    store.log_decisions(&at(2), &chart, "0.1.0", suggested).await.unwrap();
    let mut set = coded(0, &["I10"]);
    set.decisions =
        vec![decision(DecisionKind::Accepted, "I10"), decision(DecisionKind::Rejected, "E11.9")];
    store.save_code_set(&at(3), &chart, set).await.unwrap();
    let all = store.decisions(&chart, 0, 100).await.unwrap();
    let said: Vec<_> =
        all.iter().map(|d| (d.seq, d.code_set, d.what.kind, d.what.code.as_str())).collect();
    assert_eq!(
        said,
        [
            (1, 0, DecisionKind::Suggested, "I10"),
            (2, 0, DecisionKind::Suggested, "E11.9"),
            (3, 1, DecisionKind::Accepted, "I10"),
            (4, 1, DecisionKind::Rejected, "E11.9"),
        ]
    );
    assert!(all[3].what == decision(DecisionKind::Rejected, "E11.9"));
    assert_eq!(all[0].by, "system:test");
    assert_eq!(store.decisions(&chart, 3, 100).await.unwrap().len(), 1);
    let unknown = store.log_decisions(&at(4), &EncounterId::new("none"), "0.1.0", Vec::new()).await;
    assert!(matches!(unknown, Err(Error::NotFound("encounter"))), "{unknown:?}");
}

pub(crate) async fn codes_in_use_are_counted_by_chart(store: &Opened) {
    assert!(store.codes_in_use().await.unwrap().is_empty());
    let on = |day: &str| NewEncounter { from: day.parse().ok(), ..NewEncounter::default() };
    let mut charts = Vec::new();
    for day in ["2026-01-05", "2026-03-09", "2026-02-07", "2026-01-01", ""] {
        let chart = store.create_encounter(&at(1), on(day)).await.unwrap().id;
        store.save_code_set(&at(2), &chart, coded(0, &["E11.9", "E11.9", "I10"])).await.unwrap();
        charts.push(chart);
    }
    // What was coded otherwise since, or taken out, is not in use.
    store.save_code_set(&at(3), &charts[0], coded(1, &["I10"])).await.unwrap();
    store.set_status(&at(4), &charts[3], 1, Status::Deleted).await.unwrap();
    let used = store.codes_in_use().await.unwrap();
    let shown: Vec<(&str, i64, String)> = used
        .iter()
        .map(|c| (c.code.as_str(), c.charts, c.last.map_or_else(String::new, |d| d.to_string())))
        .collect();
    let wanted = [("I10", 4, "2026-03-09".to_owned()), ("E11.9", 3, "2026-03-09".to_owned())];
    assert_eq!(shown, wanted);
    let [first, second, third, _, none] = &charts[..] else { panic!("five charts") };
    assert_eq!(used[0].latest, [second.clone(), third.clone(), first.clone()]);
    assert_eq!(used[1].latest, [second.clone(), third.clone(), none.clone()]);
}
