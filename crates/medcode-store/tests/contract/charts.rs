//! Encounters and the worklist.

use std::collections::HashSet;
use std::sync::Arc;

use medcode_model::{BillingContext, Setting, Sex};
use medcode_store::{
    CodedLine, EncounterId, EncounterUpdate, Error, Imported, NewChart, NewCodeSet, NewEncounter,
    NewNote, Order, PatientId, Role, Status, WorklistFilter, WorklistQuery,
};

use crate::place::{Opened, at, user};

/// An encounter with this title.
fn titled(title: &str) -> NewEncounter {
    NewEncounter { title: title.to_owned(), ..NewEncounter::default() }
}

fn update() -> EncounterUpdate {
    EncounterUpdate::default()
}

pub(crate) async fn an_encounter_is_kept_as_given(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    let new = NewEncounter {
        external_id: Some("V-1".to_owned()),
        from: "2026-05-12".parse().ok(),
        to: "2026-05-14".parse().ok(),
        setting: Some(Setting::Inpatient),
        billing: Some(BillingContext::Facility),
        age: Some(57),
        sex: Some(Sex::Female),
        title: "Chart 1".to_owned(),
        priority: 1,
        due: Some(500),
        assignee: Some(ann.id.clone()),
        facts: r#"{"a":1}"#.to_owned(),
        ..NewEncounter::default()
    };
    let made = store.create_encounter(&at(7), new).await.unwrap();
    assert_eq!(made.status, Status::Assigned);
    assert_eq!((made.created, made.version, made.code_set), (7, 1, 0));
    let read = store.encounter(&made.id).await.unwrap();
    assert!(read == made, "{read:?} is not {made:?}");
    let by_number = store.encounter_by_external_id("V-1").await.unwrap().unwrap();
    assert!(by_number == made && by_number.sex == Some(Sex::Female));
    assert!(store.encounter_by_external_id("V-2").await.unwrap().is_none());
    let plain = store.create_encounter(&at(8), NewEncounter::default()).await.unwrap();
    assert_eq!((plain.status, plain.priority, plain.due), (Status::New, 5, None));
}

pub(crate) async fn an_external_id_is_unique(store: &Opened) {
    let new = || NewEncounter { external_id: Some("V-1".to_owned()), ..NewEncounter::default() };
    store.create_encounter(&at(1), new()).await.unwrap();
    let twice = store.create_encounter(&at(2), new()).await;
    assert!(matches!(twice, Err(Error::Taken("external id"))), "{twice:?}");
    for none in [None, Some(String::new()), Some(" ".to_owned())] {
        let new = NewEncounter { external_id: none, ..NewEncounter::default() };
        store.create_encounter(&at(3), new).await.unwrap();
    }
}

pub(crate) async fn two_changes_of_one_encounter_do_not_overwrite_each_other(store: &Opened) {
    let made = store.create_encounter(&at(1), titled("a")).await.unwrap();
    let to = EncounterUpdate { priority: Some(2), due: Some(Some(9)), ..update() };
    let changed = store.update_encounter(&at(2), &made.id, 1, to).await.unwrap();
    assert_eq!((changed.priority, changed.due, changed.version), (2, Some(9), 2));
    let late = store.update_encounter(&at(3), &made.id, 1, EncounterUpdate::default()).await;
    assert!(matches!(late, Err(Error::Conflict { current: 2 })), "{late:?}");
    let away = EncounterUpdate { due: Some(None), ..update() };
    let read = store.update_encounter(&at(4), &made.id, 2, away).await.unwrap();
    assert!(read == store.encounter(&made.id).await.unwrap() && read.due.is_none());
    let (a, b) = (at(5), at(5));
    let one = || EncounterUpdate { priority: Some(1), ..update() };
    let both = tokio::join!(
        store.update_encounter(&a, &made.id, 3, one()),
        store.update_encounter(&b, &made.id, 3, one())
    );
    assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
}

pub(crate) async fn unknown_references_are_refused(store: &Opened) {
    let patient = Some(PatientId::new("none"));
    let new = NewEncounter { patient: patient.clone(), ..NewEncounter::default() };
    assert!(matches!(store.create_encounter(&at(1), new).await, Err(Error::NotFound(_))));
    let assignee = Some(medcode_store::UserId::new("none"));
    let new = NewEncounter { assignee, ..NewEncounter::default() };
    assert!(matches!(store.create_encounter(&at(1), new).await, Err(Error::NotFound(_))));
    for priority in [0, 10] {
        let new = NewEncounter { priority, ..NewEncounter::default() };
        assert!(matches!(store.create_encounter(&at(1), new).await, Err(Error::Invalid(_))));
    }
    let backwards = NewEncounter {
        from: "2026-05-12".parse().ok(),
        to: "2026-05-11".parse().ok(),
        ..NewEncounter::default()
    };
    assert!(matches!(store.create_encounter(&at(1), backwards).await, Err(Error::Invalid(_))));
    let made = store.create_encounter(&at(1), titled("a")).await.unwrap();
    let to = EncounterUpdate { patient: Some(patient), ..update() };
    assert!(matches!(store.update_encounter(&at(2), &made.id, 1, to).await, Err(Error::NotFound(_))));
    assert_eq!(store.encounter(&made.id).await.unwrap().version, 1);
    let unknown = EncounterId::new("none");
    assert!(matches!(
        store.update_encounter(&at(2), &unknown, 1, update()).await,
        Err(Error::NotFound("encounter"))
    ));
}

pub(crate) async fn status_follows_its_rules(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    let by_ann = medcode_store::Change::by(&ann.id, 5);
    let made = store.create_encounter(&at(1), titled("a")).await.unwrap();
    let nobody = store.set_status(&at(2), &made.id, 1, Status::Assigned).await;
    assert!(matches!(nobody, Err(Error::Refused(_))), "{nobody:?}");
    let taken = store.set_status(&by_ann, &made.id, 1, Status::InProgress).await.unwrap();
    assert_eq!(taken.assignee, Some(ann.id));
    assert!(matches!(store.hold(&at(3), &made.id, 2, " ").await, Err(Error::Invalid(_))));
    let held = store.hold(&at(3), &made.id, 2, "op note is missing").await.unwrap();
    assert_eq!((held.status, held.hold_reason.as_deref()), (Status::Held, Some("op note is missing")));
    let back = store.set_status(&at(4), &made.id, 3, Status::InProgress).await.unwrap();
    assert_eq!(back.hold_reason, None);
    let early = store.set_status(&at(5), &made.id, 4, Status::Exported).await;
    assert!(matches!(early, Err(Error::Refused(_))), "{early:?}");
    store.set_status(&at(6), &made.id, 4, Status::Coded).await.unwrap();
    store.set_status(&at(7), &made.id, 5, Status::Exported).await.unwrap();
    let gone = store.set_status(&at(8), &made.id, 6, Status::Deleted).await;
    assert!(matches!(gone, Err(Error::Refused(_))), "{gone:?}");
    store.set_status(&at(9), &made.id, 6, Status::InProgress).await.unwrap();
    let gone = store.set_status(&at(10), &made.id, 7, Status::Deleted).await.unwrap();
    let late = store.update_encounter(&at(11), &made.id, gone.version, update()).await;
    assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
}

pub(crate) async fn the_worklist_is_sorted_filtered_and_paged(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    for n in 0..25_i64 {
        let new = NewEncounter {
            title: format!("Chart {n} 100%"),
            priority: 1 + n % 3,
            due: (n % 2 == 0).then_some(1000 - n),
            setting: Some(if n % 5 == 0 { Setting::Ed } else { Setting::Office }),
            assignee: (n % 4 == 0).then(|| ann.id.clone()),
            ..NewEncounter::default()
        };
        store.create_encounter(&at(100 + n), new).await.unwrap();
    }
    for order in [Order::Urgency, Order::Newest] {
        let whole = WorklistQuery { order, limit: 100, ..WorklistQuery::default() };
        let whole = store.worklist(&whole).await.unwrap();
        assert_eq!((whole.rows.len(), whole.next), (25, None));
        let keys: Vec<_> =
            whole.rows.iter().map(|r| (r.priority, r.due.unwrap_or(i64::MAX), r.created)).collect();
        match order {
            Order::Urgency => assert!(keys.is_sorted()),
            Order::Newest => assert!(keys.is_sorted_by(|a, b| a.2 > b.2)),
        }
        let mut query = WorklistQuery { order, limit: 4, ..WorklistQuery::default() };
        let mut paged = Vec::new();
        loop {
            let page = store.worklist(&query).await.unwrap();
            assert!(page.rows.len() <= 4);
            paged.extend(page.rows);
            query.after = page.next.map(|n| medcode_store::Cursor::parse(&n.to_string()).unwrap());
            if query.after.is_none() {
                break;
            }
        }
        assert!(paged == whole.rows);
    }
    let filter = WorklistFilter::default;
    for (filter, count) in [
        (WorklistFilter { assignee: Some(ann.id.clone()), ..filter() }, 7),
        (WorklistFilter { unassigned: true, ..filter() }, 18),
        (WorklistFilter { setting: Some(Setting::Ed), ..filter() }, 5),
        (WorklistFilter { due_before: Some(990), ..filter() }, 7),
        (WorklistFilter { statuses: vec![Status::Assigned], ..filter() }, 7),
        (WorklistFilter { statuses: vec![Status::New, Status::Assigned], ..filter() }, 25),
        (WorklistFilter { statuses: vec![Status::New, Status::Coded], ..filter() }, 18),
        (WorklistFilter { text: Some("CHART 7".to_owned()), ..filter() }, 1),
        (WorklistFilter { text: Some("HAR 2".to_owned()), ..filter() }, 6),
        (WorklistFilter { text: Some("00%".to_owned()), ..filter() }, 25),
        (WorklistFilter { text: Some("1_0".to_owned()), ..filter() }, 0),
        (WorklistFilter { text: Some("!".to_owned()), ..filter() }, 0),
    ] {
        let query = WorklistQuery { filter: filter.clone(), limit: 100, ..WorklistQuery::default() };
        let rows = store.worklist(&query).await.unwrap().rows;
        assert_eq!(rows.len(), count, "{filter:?}");
        let counted: i64 = store
            .count_by_status(&WorklistFilter { statuses: Vec::new(), ..filter })
            .await
            .unwrap()
            .iter()
            .map(|c| c.count)
            .sum();
        assert!(counted >= i64::try_from(count).unwrap());
    }
    let named = store.worklist(&WorklistQuery::default()).await.unwrap();
    assert!(named.rows.iter().all(|r| r.assignee_name.is_some() == r.assignee.is_some()));
}

pub(crate) async fn many_tasks_never_take_the_same_chart(store: &Opened) {
    for n in 0..40 {
        store.create_encounter(&at(n), titled("a")).await.unwrap();
    }
    let mut tasks = Vec::new();
    for n in 0..8 {
        let (store, ann) = (Arc::clone(store), user(store, &format!("user{n}"), Role::Coder).await);
        tasks.push(tokio::spawn(async move {
            let mut taken = Vec::new();
            while let Some(chart) = store.next_chart(&at(50), &ann.id, None).await.unwrap() {
                assert_eq!((chart.status, chart.assignee.as_ref()), (Status::InProgress, Some(&ann.id)));
                taken.push(chart.id);
            }
            taken
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    assert_eq!(all.len(), 40);
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), 40, "a chart was given twice");
}

pub(crate) async fn the_next_chart_is_mine_before_it_is_new(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    let bob = user(store, "bob", Role::Coder).await;
    let make = async |title: &str, priority, assignee: Option<&medcode_store::User>, setting| {
        let assignee = assignee.map(|u| u.id.clone());
        let new = NewEncounter { priority, assignee, setting, ..titled(title) };
        store.create_encounter(&at(1), new).await.unwrap();
    };
    make("urgent", 1, None, Some(Setting::Ed)).await;
    make("new", 2, None, None).await;
    make("mine", 9, Some(&ann), None).await;
    make("his", 1, Some(&bob), None).await;
    let next = async |setting| {
        let next = store.next_chart(&at(2), &ann.id, setting).await.unwrap();
        next.map(|e| e.title)
    };
    assert_eq!(next(Some(Setting::Home)).await, None);
    assert_eq!(next(Some(Setting::Ed)).await.as_deref(), Some("urgent"));
    assert_eq!(next(None).await.as_deref(), Some("mine"));
    assert_eq!(next(None).await.as_deref(), Some("new"));
    assert_eq!(next(None).await, None);
}

pub(crate) async fn assigning_passes_over_what_is_closed(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    let mut ids = Vec::new();
    for status in [None, Some(Status::InProgress), Some(Status::Coded), Some(Status::Deleted)] {
        let made = store.create_encounter(&at(1), titled("a")).await.unwrap();
        if let Some(status) = status {
            store.set_status(&at(2), &made.id, 1, status).await.unwrap();
        }
        ids.push(made.id);
    }
    let held = store.create_encounter(&at(1), titled("a")).await.unwrap().id;
    store.hold(&at(2), &held, 1, "query").await.unwrap();
    ids.extend([held.clone(), EncounterId::new("none"), ids[0].clone()]);
    assert_eq!(store.assign(&at(3), &ids, Some(&ann.id)).await.unwrap(), 3);
    assert_eq!(store.assign(&at(4), &ids, Some(&ann.id)).await.unwrap(), 0, "they have them already");
    let held = store.encounter(&held).await.unwrap();
    assert_eq!((held.status, held.assignee), (Status::Held, Some(ann.id)));
    assert_eq!(store.assign(&at(5), &ids[..1], None).await.unwrap(), 1);
    assert_eq!(store.encounter(&ids[0]).await.unwrap().status, Status::New);
    let nobody = store.assign(&at(6), &ids, Some(&medcode_store::UserId::new("none"))).await;
    assert!(matches!(nobody, Err(Error::NotFound(_))), "{nobody:?}");
}

pub(crate) async fn who_has_a_chart_open_is_seen_until_they_leave(store: &Opened) {
    let (ann, bob) = (user(store, "ann", Role::Coder).await, user(store, "bob", Role::Coder).await);
    let chart = store.create_encounter(&at(1), titled("a")).await.unwrap().id;
    assert_eq!(store.enter(&chart, &ann.id, 10, 40).await.unwrap(), []);
    let others = store.enter(&chart, &bob.id, 20, 50).await.unwrap();
    assert_eq!((others.len(), &others[0].user, others[0].since), (1, &ann.id, 10));
    store.enter(&chart, &ann.id, 30, 60).await.unwrap();
    assert_eq!(store.present(&chart, 55).await.unwrap()[0].since, 10);
    store.leave(&chart, &ann.id).await.unwrap();
    assert_eq!(store.present(&chart, 49).await.unwrap().len(), 1);
    assert_eq!(store.present(&chart, 50).await.unwrap(), []);
    let nowhere = store.enter(&EncounterId::new("none"), &ann.id, 1, 2).await;
    assert!(matches!(nowhere, Err(Error::NotFound(_))), "{nowhere:?}");
}

pub(crate) async fn an_import_makes_each_chart_once(store: &Opened) {
    let chart = |n: i64| NewChart {
        encounter: NewEncounter { external_id: Some(format!("V-{n}")), ..titled("a") },
        note: Some(NewNote {
            text: format!("note {n}"),
            media_type: "text/plain".to_owned(),
            name: None,
            original: None,
            places: None,
        }),
    };
    let first = store.import_charts(&at(1), (0..10).map(chart).collect()).await.unwrap();
    assert!(first.iter().all(|i| matches!(i, Imported::Created(_))));
    let again = store.import_charts(&at(2), (8..12).map(chart).collect()).await.unwrap();
    let made = again.iter().filter(|i| matches!(i, Imported::Created(_))).count();
    assert_eq!(made, 2, "{again:?}");
    let Imported::Exists(id) = &again[0] else { panic!("{again:?}") };
    assert!(matches!(&first[8], Imported::Created(before) if before == id));
    assert_eq!(store.notes(id).await.unwrap().len(), 1);
    assert_eq!(store.import_charts(&at(3), Vec::new()).await.unwrap(), []);
    let bad = NewChart { encounter: NewEncounter { priority: 0, ..titled("b") }, note: None };
    assert!(store.import_charts(&at(4), vec![chart(50), bad]).await.is_err());
    assert!(store.encounter_by_external_id("V-50").await.unwrap().is_none(), "all or none");
}

pub(crate) async fn history_gives_earlier_encounters_with_their_codes(store: &Opened) {
    let new = crate::people::someone("M-1", "A", "B");
    let patient = store.create_patient(&at(1), new).await.unwrap().id;
    let mut ids = Vec::new();
    for (day, code) in [("2026-01-05", "I10"), ("2026-03-01", "E11.9"), ("2026-06-01", "N18.32")] {
        let new = NewEncounter { patient: Some(patient.clone()), from: day.parse().ok(), ..titled(day) };
        let id = store.create_encounter(&at(1), new).await.unwrap().id;
        for (base, code) in [(0, "Z00.00"), (1, code)] {
            store.save_code_set(&at(2), &id, coded(base, &[code])).await.unwrap();
        }
        ids.push(id);
    }
    let codes = async |until: Option<&str>, but: Option<&EncounterId>, limit| {
        let until = until.map(|d| d.parse().unwrap());
        let past = store.history(&patient, until, but, limit).await.unwrap();
        past.into_iter().flat_map(|p| p.codes).map(|c| c.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(None, None, 10).await, ["N18.32", "E11.9", "I10"]);
    assert_eq!(codes(Some("2026-03-01"), None, 10).await, ["E11.9", "I10"]);
    assert_eq!(codes(Some("2026-03-01"), Some(&ids[1]), 10).await, ["I10"]);
    assert_eq!(codes(None, None, 1).await, ["N18.32"]);
    store.set_status(&at(3), &ids[2], 1, Status::Deleted).await.unwrap();
    assert_eq!(codes(None, None, 10).await, ["E11.9", "I10"]);
}

pub(crate) async fn the_first_day_of_the_records_is_told(store: &Opened) {
    assert_eq!(store.first_service().await.unwrap(), None);
    let mut ids = Vec::new();
    for day in ["2024-03-01", "2023-01-05", "2026-06-01"] {
        let new = NewEncounter { from: day.parse().ok(), ..titled(day) };
        ids.push(store.create_encounter(&at(1), new).await.unwrap().id);
    }
    store.create_encounter(&at(1), titled("no date")).await.unwrap();
    assert_eq!(store.first_service().await.unwrap(), "2023-01-05".parse().ok());
    store.set_status(&at(2), &ids[1], 1, Status::Deleted).await.unwrap();
    assert_eq!(store.first_service().await.unwrap(), "2024-03-01".parse().ok());
}

/// A code set of these ICD-10-CM codes.
pub(crate) fn coded(base: i64, codes: &[&str]) -> NewCodeSet {
    let line = |code: &&str| CodedLine {
        system: "ICD10CM".to_owned(),
        code: (*code).to_owned(),
        modifiers: String::new(),
        units: None,
    };
    NewCodeSet {
        base,
        document: r#"{"suggestions":[]}"#.to_owned(),
        codes: codes.iter().map(line).collect(),
        note: None,
        medcode: "0.1.0".to_owned(),
        releases: "[]".to_owned(),
        decisions: Vec::new(),
        status: None,
    }
}
