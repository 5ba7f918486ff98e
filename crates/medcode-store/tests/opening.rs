//! What happens at the door: many at once, addresses that are none, files that are no database.

use std::path::Path;

use medcode_store::{Error, open, open_to_read};

#[path = "contract/place.rs"]
#[allow(dead_code, reason = "the contracts use more of it")]
mod place;

/// Starts many at once on a database that nobody has opened before.
async fn many_open(url: &str) {
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let url = url.to_owned();
        tasks.push(tokio::spawn(async move {
            let store = open(&url).await.unwrap();
            let schema = store.health().await.unwrap().schema;
            store.close().await;
            schema
        }));
    }
    let mut seen = std::collections::BTreeSet::new();
    for task in tasks {
        seen.insert(task.await.unwrap());
    }
    assert_eq!(seen.len(), 1, "all see the records at one version: {seen:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_servers_may_start_at_once_on_one_file() {
    for _ in 0..20 {
        let place = place::Place::sqlite();
        many_open(&place.url).await;
        place.remove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_servers_may_start_at_once_on_one_postgres() {
    if let Some(place) = place::Place::postgres().await {
        many_open(&place.url).await;
        place.remove().await;
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_without_its_words() {
    for url in
        ["", "mysql://u:secret@h/d", "secret", "sqlite:", "sqlite::memory:", "postgres://u:secret@:x/d"]
    {
        let error = open(url).await.err().unwrap();
        assert!(matches!(error, Error::Address(_)), "{url}: {error:?}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_at_once() {
    let begun = std::time::Instant::now();
    let error = open("postgres://u:secret@127.0.0.1:1/d").await.err().unwrap();
    assert!(matches!(error, Error::Database(_)) && !error.to_string().contains("secret"), "{error}");
    assert!(begun.elapsed().as_secs() < 5);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, "Dear colleague, ".repeat(100)).unwrap();
    let error = open(&format!("sqlite:{}", path.display())).await.err().unwrap();
    assert!(error.to_string().contains("not a database"), "{error}");
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("Dear colleague"));
    let nowhere = folder.path().join("no/such/folder/a.db");
    let error = open(&format!("sqlite:{}", nowhere.display())).await.err().unwrap();
    assert!(matches!(error, Error::File { .. }), "{error:?}");
}

#[tokio::test]
async fn only_the_owner_may_read_the_file_whatever_its_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["plain.db", "with blank & 100%?x=#é.db"] {
        let path = folder.path().join(name);
        let store = open(&format!("sqlite:{}", path.display())).await.unwrap();
        assert!(store.health().await.unwrap().schema > 0);
        assert_private(&path);
        assert_private(&folder.path().join(format!("{name}-wal")));
        store.close().await;
    }
}

#[cfg(unix)]
fn assert_private(path: &Path) {
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "{}", path.display());
}

#[cfg(not(unix))]
fn assert_private(_: &Path) {}

#[tokio::test]
async fn records_are_read_without_a_byte_of_them_changing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.db");
    let url = format!("sqlite:{}", path.display());
    let missing = open_to_read(&url).await.err().unwrap();
    assert!(matches!(missing, Error::File { .. }) && !path.exists(), "{missing:?}");
    std::fs::write(&path, b"").unwrap();
    let empty = open_to_read(&url).await.err().unwrap();
    assert!(empty.to_string().contains("no records of medcode"), "{empty:?}");
    std::fs::remove_file(&path).unwrap();
    let store = open(&url).await.unwrap();
    // A server that is running does not keep others from reading.
    assert!(open_to_read(&url).await.unwrap().codes_in_use().await.unwrap().is_empty());
    store.close().await;
    let before = std::fs::read(&path).unwrap();
    assert!(open_to_read(&url).await.unwrap().starred_codes().await.unwrap().is_empty());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
