//! Copies: made while the database is in use, checked, put back; never over something unasked.

use std::path::Path;
use std::sync::Arc;

use medcode_store::{Change, Error, NewEncounter, NewNote, Replace, Store, open, restore};

fn at(time: i64) -> Change {
    Change::system("test", time)
}

fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

async fn chart(store: &Arc<dyn Store>, number: i64) {
    let new = NewEncounter { external_id: Some(format!("V-{number}")), ..NewEncounter::default() };
    let chart = store.create_encounter(&at(number), new).await.unwrap().id;
    let note = NewNote {
        text: format!("note number {number} ").repeat(50),
        media_type: "text/plain".to_owned(),
        name: None,
        original: None,
        places: None,
    };
    store.add_note(&at(number), &chart, note).await.unwrap();
}

async fn has(store: &Arc<dyn Store>, number: i64) -> bool {
    store.encounter_by_external_id(&format!("V-{number}")).await.unwrap().is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_under_load_is_whole_and_can_be_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.db"), folder.path().join("copy.db"));
    let store = open(&url(&path)).await.unwrap();
    for n in 0..50 {
        chart(&store, n).await;
    }
    let writer = {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for n in 50..120 {
                chart(&store, n).await;
            }
        })
    };
    store.backup(&copy).await.unwrap();
    writer.await.unwrap();
    assert!(matches!(store.backup(&copy).await, Err(Error::Exists(_))));
    store.close().await;

    assert!(matches!(restore(&copy, &url(&path), Replace::Nothing).await, Err(Error::Exists(_))));
    restore(&copy, &url(&path), Replace::Anything).await.unwrap();
    let store = open(&url(&path)).await.unwrap();
    for n in 0..50 {
        assert!(has(&store, n).await, "{n}");
    }
    assert_eq!(
        store.search("\"note number 7\"", None, 5).await.unwrap().len(),
        1,
        "the index came along"
    );
    let counts = store.counts(0).await.unwrap();
    assert_eq!(store.verify_audit().await.unwrap().entries, counts.audit_entries);
    chart(&store, 500).await;
    store.close().await;

    let other = folder.path().join("other.db");
    restore(&copy, &url(&other), Replace::Nothing).await.unwrap();
    assert!(has(&open(&url(&other)).await.unwrap(), 49).await);
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert!(!left.iter().any(|f| f.to_string_lossy().contains("partial")), "{left:?}");
}

#[tokio::test]
async fn a_damaged_copy_is_not_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.db"), folder.path().join("copy.db"));
    let store = open(&url(&path)).await.unwrap();
    for n in 0..100 {
        chart(&store, n).await;
    }
    store.backup(&copy).await.unwrap();
    store.close().await;
    let whole = std::fs::read(&copy).unwrap();
    let before = std::fs::read(&path).unwrap();
    let mut pages = whole.clone();
    let middle = pages.len() / 2;
    pages[middle - 8192..middle + 8192].fill(0x55);
    let mut log = whole.clone();
    let needle = b"encounter.created";
    // Every place: the first may be the unused end of a page.
    let places: Vec<usize> = (0..log.len()).filter(|n| log[*n..].starts_with(needle)).collect();
    places.iter().for_each(|n| log[*n] = b'E');
    for (what, bytes) in [
        ("half", whole[..whole.len() / 2].to_vec()),
        ("other pages", pages),
        ("a changed log", log),
        ("no database", b"Dear colleague".repeat(200)),
    ] {
        std::fs::write(&copy, bytes).unwrap();
        let refused = restore(&copy, &url(&path), Replace::Anything).await;
        assert!(matches!(refused, Err(Error::Damaged(_) | Error::Database(_))), "{what}: {refused:?}");
        assert_eq!(std::fs::read(&path).unwrap(), before, "{what}: the database was touched");
    }
    let none = restore(&folder.path().join("none"), &url(&path), Replace::Anything).await;
    assert!(matches!(none, Err(Error::File { .. })), "{none:?}");
    let postgres = restore(&copy, "postgres://localhost/d", Replace::Anything).await;
    assert!(matches!(postgres, Err(Error::Unsupported(_))), "{postgres:?}");
}

#[tokio::test]
async fn records_that_a_program_works_on_are_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.db"), folder.path().join("copy.db"));
    let store = open(&url(&path)).await.unwrap();
    chart(&store, 1).await;
    store.backup(&copy).await.unwrap();
    for replace in [Replace::Earlier, Replace::Anything] {
        let refused = restore(&copy, &url(&path), replace).await;
        assert!(matches!(refused, Err(Error::Live(_))), "{replace:?}: {refused:?}");
    }
    chart(&store, 2).await;
    assert!(has(&store, 2).await, "what is acknowledged meanwhile stays");
    store.close().await;
    assert!(has(&open(&url(&path)).await.unwrap(), 2).await);
}

#[tokio::test]
async fn what_the_copy_lacks_is_given_up_only_where_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.db"), folder.path().join("copy.db"));
    let store = open(&url(&path)).await.unwrap();
    chart(&store, 1).await;
    store.backup(&copy).await.unwrap();
    store.close().await;
    restore(&copy, &url(&path), Replace::Earlier).await.unwrap();

    let store = open(&url(&path)).await.unwrap();
    chart(&store, 2).await;
    store.close().await;
    let refused = restore(&copy, &url(&path), Replace::Earlier).await;
    assert!(matches!(refused, Err(Error::Later { entries: Some(2), .. })), "{refused:?}");
    assert!(has(&open(&url(&path)).await.unwrap(), 2).await);

    // A copy that is later than what stands loses nothing.
    let (old, later) = (folder.path().join("old.db"), folder.path().join("later.db"));
    restore(&copy, &url(&old), Replace::Nothing).await.unwrap();
    let store = open(&url(&path)).await.unwrap();
    store.backup(&later).await.unwrap();
    store.close().await;
    restore(&later, &url(&old), Replace::Earlier).await.unwrap();
    assert!(has(&open(&url(&old)).await.unwrap(), 2).await);

    // Other records, and what cannot be read, are lost as a whole.
    let other = folder.path().join("other.db");
    let store = open(&url(&other)).await.unwrap();
    chart(&store, 7).await;
    store.close().await;
    let refused = restore(&copy, &url(&other), Replace::Earlier).await;
    assert!(matches!(refused, Err(Error::Later { entries: Some(2), .. })), "{refused:?}");
    std::fs::write(&other, "no database").unwrap();
    let refused = restore(&copy, &url(&other), Replace::Earlier).await;
    assert!(matches!(refused, Err(Error::Later { entries: None, .. })), "{refused:?}");
    restore(&copy, &url(&other), Replace::Anything).await.unwrap();
    assert!(has(&open(&url(&other)).await.unwrap(), 1).await);
}
