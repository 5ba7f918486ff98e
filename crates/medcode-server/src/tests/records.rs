//! The records from the command line: a copy, put back, is the same, and a log that was changed shows.

use crate::records::{Replace, backup, export_audit, restore, verify_audit};
use medcode_store::{Change, NewPatient};

fn made(db: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = medcode_store::open(db).await.unwrap();
        for n in 0..3 {
            let new = NewPatient { mrn: Some(n.to_string()), ..NewPatient::default() };
            store.create_patient(&Change::system("test", n), new).await.unwrap();
        }
        store.close().await;
    });
}

#[test]
fn a_copy_put_back_is_whole_and_nothing_is_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let db = format!("sqlite:{}", path("a.db").display());
    made(&db);
    backup(&db, &path("copy.db")).unwrap();
    assert!(backup(&db, &path("copy.db")).is_err(), "a copy is not overwritten");
    let other = format!("sqlite:{}", path("b.db").display());
    restore(&path("copy.db"), &other, Replace::Nothing).unwrap();
    assert!(restore(&path("copy.db"), &other, Replace::Nothing).is_err(), "records are not overwritten");
    restore(&path("copy.db"), &other, Replace::Earlier).unwrap();
    let (one, two) = (verify_audit(&db).unwrap(), verify_audit(&other).unwrap());
    assert_eq!((one.head, one.entries, one.fault), (two.head, 3, None));
    std::fs::write(path("torn.db"), b"not a database").unwrap();
    assert!(restore(&path("torn.db"), &other, Replace::Anything).is_err());
    assert_eq!(verify_audit(&other).unwrap().entries, 3, "what was there stays");
}

#[test]
fn the_log_is_written_as_lines_that_carry_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    let db = format!("sqlite:{}", folder.path().join("a.db").display());
    made(&db);
    let mut out = Vec::new();
    assert_eq!(export_audit(&db, &mut out).unwrap(), 3);
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(lines.windows(2).all(|two| two[0]["digest"] == two[1]["prev"]));
    assert_eq!(lines[0]["action"], "patient.created");
}
