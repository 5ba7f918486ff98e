//! Search, retention and erasure.

use medcode_store::{
    Digest, EncounterId, Erased, Error, JobState, NewEncounter, NewNote, PatientId, Retention,
    RetentionKind, Status,
};

use crate::charts::coded;
use crate::people::someone;
use crate::place::{Opened, at};

const DAY: i64 = 86_400_000;

async fn chart_with(store: &Opened, time: i64, text: &str) -> EncounterId {
    let chart = store.create_encounter(&at(time), NewEncounter::default()).await.unwrap().id;
    store.add_note(&at(time), &chart, note(text)).await.unwrap();
    chart
}

fn note(text: &str) -> NewNote {
    let name = Some("name.txt".to_owned());
    NewNote {
        text: text.to_owned(),
        media_type: "text/plain".to_owned(),
        name,
        original: Some(vec![1]),
        places: Some("[]".to_owned()),
    }
}

async fn found(store: &Opened, text: &str) -> Vec<EncounterId> {
    store.search(text, None, 50).await.unwrap().into_iter().map(|h| h.encounter).collect()
}

pub(crate) async fn words_are_found_in_the_latest_notes(store: &Opened) {
    let one = chart_with(store, 1, "Chest pain, acute. Ménière's disease; T2DM with 3.5 mg/dL").await;
    let two =
        chart_with(store, 2, "Pain in the chest wall. O'Brien & sons: don't (use) it's 50% off").await;
    for (asked, hits) in [
        ("chest pain", vec![&two, &one]),
        ("CHEST  Pain", vec![&two, &one]),
        ("\"chest pain\"", vec![&one]),
        ("meniere", vec![&one]),
        ("t2d", vec![&one]),
        ("\"t2d\"", vec![]),
        ("3.5", vec![&one]),
        ("pain fever", vec![]),
        ("o'brien", vec![&two]),
        ("", vec![]),
        ("' OR 1=1 -- * : ( ) & |", vec![]),
        ("chest AND NOT", vec![]),
        ("\" ' \\ % chest", vec![&two, &one]),
    ] {
        assert!(found(store, asked).await.iter().eq(hits), "{asked}");
    }
    let hits = store.search("disease", None, 10).await.unwrap();
    let text = store.latest_note(&one).await.unwrap().unwrap().text.unwrap();
    let snippet = &hits[0].snippets[0];
    assert_eq!(snippet.text, text[snippet.at.clone()]);
    assert_eq!(&text[snippet.words[0].clone()], "disease");
    store.add_note(&at(3), &one, note("corrected: no chest symptoms")).await.unwrap();
    assert_eq!(found(store, "acute").await, [], "only the latest version counts");
    assert!(found(store, "corrected").await.iter().eq([&one]));
    let gone = store.encounter(&one).await.unwrap();
    store.set_status(&at(4), &one, gone.version, Status::Deleted).await.unwrap();
    assert!(found(store, "chest").await.iter().eq([&two]));
}

pub(crate) async fn codes_are_found_in_the_latest_code_sets(store: &Opened) {
    let one = chart_with(store, 1, "text").await;
    let two = chart_with(store, 2, "the code E11.9 was written").await;
    store.save_code_set(&at(3), &one, coded(0, &["I10", "E11.22"])).await.unwrap();
    assert!(found(store, "e11").await.iter().eq([&two, &one]));
    assert!(found(store, "E11.22").await.iter().eq([&one]));
    let hits = store.search("E1122", None, 10).await.unwrap();
    let behind = store.search("E1122", Some(&hits[0].encounter), 10).await.unwrap();
    assert_eq!(behind, hits[1..], "the next page begins behind the last hit");
    assert_eq!(hits[0].codes[0].code, "E11.22");
    store.save_code_set(&at(4), &one, coded(1, &["I10"])).await.unwrap();
    assert_eq!(found(store, "E11.22").await, []);
}

pub(crate) async fn a_search_gives_no_more_than_asked_the_newest_first(store: &Opened) {
    for n in 0..120 {
        chart_with(store, n, if n % 2 == 0 { "chest pain" } else { "pain of the chest" }).await;
    }
    let all = store.search("pain", None, 200).await.unwrap();
    let first = store.search("pain", None, 7).await.unwrap();
    let rest = store.search("pain", Some(&first[6].encounter), 200).await.unwrap();
    assert_eq!((first.len(), [first, rest].concat()), (7, all), "pages hold each hit once, in order");
    let hits = store.search("\"chest pain\"", None, 200).await.unwrap();
    assert_eq!(hits.len(), 60, "a phrase is looked for beyond the first notes");
    assert!(hits.is_sorted_by_key(|h| std::cmp::Reverse(h.created)));
}

pub(crate) async fn policies_are_set_and_read(store: &Opened) {
    let all = store.retention().await.unwrap();
    assert_eq!(all.len(), RetentionKind::ALL.len());
    assert!(all.iter().all(|r| r.days.is_none()));
    let policy = Retention { kind: RetentionKind::Notes, days: Some(30) };
    store.set_retention(&at(1), policy).await.unwrap();
    store.set_retention(&at(2), Retention { days: Some(31), ..policy }).await.unwrap();
    assert!(store.retention().await.unwrap().contains(&Retention { days: Some(31), ..policy }));
    store.set_retention(&at(3), Retention { days: None, ..policy }).await.unwrap();
    assert!(store.retention().await.unwrap().contains(&Retention { days: None, ..policy }));
    let none = store.set_retention(&at(4), Retention { days: Some(0), ..policy }).await;
    assert!(matches!(none, Err(Error::Invalid(_))), "{none:?}");
}

pub(crate) async fn retention_erases_what_is_closed_and_old(store: &Opened) {
    let old = chart_with(store, 0, "old closed").await;
    let open = chart_with(store, 0, "old open").await;
    let young = chart_with(store, 0, "young closed").await;
    store.set_status(&at(1), &old, 1, Status::Coded).await.unwrap();
    store.set_status(&at(20 * DAY), &young, 1, Status::Coded).await.unwrap();
    assert_eq!(store.apply_retention(&at(40 * DAY)).await.unwrap(), Erased::default());
    let policy = Retention { kind: RetentionKind::Notes, days: Some(30) };
    store.set_retention(&at(2), policy).await.unwrap();
    let before = store.counts(0).await.unwrap();
    let would = store.preview_retention(40 * DAY).await.unwrap();
    assert_eq!(store.counts(0).await.unwrap(), before, "looking changes nothing");
    let erased = store.apply_retention(&at(40 * DAY)).await.unwrap();
    assert_eq!((would, erased), (erased, Erased { notes: 1, ..Erased::default() }));
    let gone = store.latest_note(&old).await.unwrap().unwrap();
    assert_eq!((gone.text, gone.info.name.as_deref(), gone.info.erased), (None, None, Some(40 * DAY)));
    assert_eq!(gone.info.text_digest, Digest::of(b"old closed"), "the digest stays");
    assert_eq!(store.original(&gone.info.id).await.unwrap(), None);
    assert!(found(store, "old").await.iter().eq([&open]));
    assert_eq!(store.encounter(&old).await.unwrap().status, Status::Coded);
    assert_eq!(store.apply_retention(&at(41 * DAY)).await.unwrap(), Erased::default());
    let policy = Retention { kind: RetentionKind::Encounters, days: Some(30) };
    store.set_retention(&at(2), policy).await.unwrap();
    let erased = store.apply_retention(&at(51 * DAY)).await.unwrap();
    assert_eq!((erased.encounters, erased.notes), (2, 1));
    assert_eq!(store.encounter(&open).await.unwrap().erased, None);
}

pub(crate) async fn jobs_that_are_over_go_with_their_time(store: &Opened) {
    store.create_job(&at(0), "code", "{}", 0).await.unwrap();
    let job = store.take_job(&at(1), &["code"]).await.unwrap().unwrap();
    store.create_job(&at(0), "code", "{}", 0).await.unwrap();
    store.end_job(&at(2), &job.id, JobState::Done, "", None).await.unwrap();
    store.set_retention(&at(3), Retention { kind: RetentionKind::Jobs, days: Some(1) }).await.unwrap();
    assert_eq!(store.apply_retention(&at(2 * DAY)).await.unwrap().jobs, 1);
    assert_eq!(store.jobs(10).await.unwrap().len(), 1, "what waits stays");
}

pub(crate) async fn an_erased_patient_leaves_no_words_but_the_log(store: &Opened) {
    let patient = store.create_patient(&at(1), someone("M-1", "Testcase", "Ann")).await.unwrap().id;
    let new = NewEncounter {
        patient: Some(patient.clone()),
        external_id: Some("V-1".to_owned()),
        title: "Testcase".to_owned(),
        from: "2026-05-12".parse().ok(),
        facts: r#"{"name":"Testcase"}"#.to_owned(),
        ..NewEncounter::default()
    };
    let chart = store.create_encounter(&at(2), new).await.unwrap().id;
    store.add_note(&at(3), &chart, note("Testcase has a cough")).await.unwrap();
    store.save_code_set(&at(4), &chart, coded(0, &["R05.9"])).await.unwrap();
    let before = store.counts(0).await.unwrap().audit_entries;
    let erased = store.erase_patient(&at(5), &patient).await.unwrap();
    assert_eq!(erased, Erased { patients: 1, encounters: 1, notes: 1, code_sets: 1, jobs: 0 });
    let gone = store.patient(&patient).await.unwrap();
    assert!(gone.erased == Some(5) && gone.about.family.is_empty() && gone.about.mrn.is_none());
    let chart = store.encounter(&chart).await.unwrap();
    assert_eq!((chart.erased, chart.status, chart.facts.as_str()), (Some(5), Status::Deleted, "{}"));
    assert!(chart.title.is_empty() && chart.external_id.is_none() && chart.from.is_none());
    assert_eq!(store.latest_code_set(&chart.id).await.unwrap().unwrap().document, None);
    assert_eq!(store.coded_lines(&chart.id, 1).await.unwrap(), []);
    assert_eq!(found(store, "cough").await, []);
    assert_eq!(found(store, "R05.9").await, []);
    let log = store.entries_from(1, 1000).await.unwrap();
    assert!(log.len() as i64 > before);
    assert!(log.iter().all(|e| !e.detail.contains("Testcase") && !e.detail.contains("cough")));
    assert_eq!(store.verify_audit().await.unwrap().fault, None);
    for late in [
        store.add_note(&at(6), &chart.id, note("x")).await.map(drop),
        store.save_code_set(&at(6), &chart.id, coded(1, &["I10"])).await.map(drop),
        store.set_status(&at(6), &chart.id, chart.version, Status::InProgress).await.map(drop),
        store.update_patient(&at(6), &patient, gone.version, someone("M-1", "A", "B")).await.map(drop),
    ] {
        assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    }
    let unknown = store.erase_patient(&at(7), &PatientId::new("none")).await;
    assert!(matches!(unknown, Err(Error::NotFound("patient"))), "{unknown:?}");
    let unknown = store.erase_encounter(&at(7), &EncounterId::new("none")).await;
    assert!(matches!(unknown, Err(Error::NotFound("encounter"))), "{unknown:?}");
}
