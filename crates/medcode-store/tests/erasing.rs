//! Is what was erased gone from the file, not only from what is asked?

use medcode_store::{Change, CodedLine, NewCodeSet, NewEncounter, NewNote, NewPatient, open};

/// Words that stand nowhere else.
const WORDS: [&str; 5] = ["zyzzyvafamily", "quokkamrn", "axolotlnote", "narwhaldocument", "tapirfacts"];

fn at(time: i64) -> Change {
    Change::system("test", time)
}

fn note(text: String) -> NewNote {
    let original = Some(format!("original {text}").into_bytes());
    NewNote { text, media_type: "text/plain".to_owned(), name: Some("a.txt".to_owned()), original }
}

/// Which of the words stand in the file or beside it.
fn standing(folder: &std::path::Path) -> Vec<&'static str> {
    let files = std::fs::read_dir(folder).unwrap().map(|f| std::fs::read(f.unwrap().path()).unwrap());
    let bytes: Vec<u8> = files.flatten().collect();
    let stands = |word: &&str| bytes.windows(word.len()).any(|w| w == word.as_bytes());
    WORDS.into_iter().filter(stands).collect()
}

#[tokio::test]
async fn erased_words_are_no_longer_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&format!("sqlite:{}", folder.path().join("a.db").display())).await.unwrap();
    for n in 0..30 {
        let other = store.create_encounter(&at(n), NewEncounter::default()).await.unwrap().id;
        store.add_note(&at(n), &other, note(format!("another note {n} of many"))).await.unwrap();
    }
    let about = NewPatient {
        family: WORDS[0].to_owned(),
        mrn: Some(WORDS[1].to_owned()),
        ..NewPatient::default()
    };
    let patient = store.create_patient(&at(1), about).await.unwrap().id;
    let facts = format!(r#"{{"a":"{}"}}"#, WORDS[4]);
    let new = NewEncounter { patient: Some(patient.clone()), facts, ..NewEncounter::default() };
    let chart = store.create_encounter(&at(2), new).await.unwrap().id;
    store
        .add_note(&at(3), &chart, note(format!("first {} {}", WORDS[2], "long ".repeat(5000))))
        .await
        .unwrap();
    store.add_note(&at(4), &chart, note(format!("second {}", WORDS[2]))).await.unwrap();
    let set = NewCodeSet {
        base: 0,
        document: format!(r#"{{"a":"{}"}}"#, WORDS[3]),
        codes: vec![CodedLine {
            system: "ICD10CM".to_owned(),
            code: "I10".to_owned(),
            modifiers: String::new(),
            units: None,
        }],
        note: None,
        medcode: "0".to_owned(),
        releases: "[]".to_owned(),
        decisions: Vec::new(),
        status: None,
    };
    store.save_code_set(&at(5), &chart, set).await.unwrap();
    assert_eq!(standing(folder.path()), WORDS, "or the test proves nothing");
    store.erase_patient(&at(6), &patient).await.unwrap();
    assert_eq!(standing(folder.path()), Vec::<&str>::new(), "while the store is open");
    store.close().await;
    assert_eq!(standing(folder.path()), Vec::<&str>::new(), "after it was closed");
}
