//! Bringing charts in.

use super::world::World;
use crate::auth::Role;
use serde_json::json;

fn row(id: &str) -> String {
    json!({"id": id, "note": format!("Note {id}: cough."), "setting": "office", "date_of_service": "2026-05-12"}).to_string()
}

#[tokio::test]
async fn a_bad_row_never_stops_the_rest() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    let mut lines: Vec<String> = (0..250).map(|n| row(&format!("v{n}"))).collect();
    lines[17] = "{".into();
    lines[120] = json!({"id": "x", "note": "t", "setting": "moon"}).to_string();
    lines[121] = json!({"id": "y", "note": "nul \u{0}"}).to_string();
    lines[249] = json!({"id": "z", "note": " "}).to_string();
    lines[3] = json!({"id": "w", "note": "t", "assignee": "nobody-here"}).to_string();
    let job = world.ask(&who, "POST", "/api/v1/import", &[], lines.join("\n")).await;
    assert_eq!(job.status, 202, "{}", job.text);
    let job = world.ended(&who, &job.json()).await;
    assert_eq!(job["state"], "done", "{job}");
    assert_eq!(job["kind"], "import");
    let came = &job["result"];
    assert_eq!(
        (&came["created"], &came["exists"], &came["failed"]),
        (&json!(245), &json!(0), &json!(5)),
        "{job}"
    );
    let mut failed: Vec<i64> =
        came["failures"].as_array().unwrap().iter().filter_map(|f| f["line"].as_i64()).collect();
    failed.sort_unstable();
    assert_eq!(failed, [4, 18, 121, 122, 250]);
    // Sent again, what is there stays as it is.
    let job = world.ask(&who, "POST", "/api/v1/import", &[], lines[..3].join("\n")).await;
    let job = world.ended(&who, &job.json()).await;
    assert_eq!(job["result"]["exists"], 3, "{job}");
    let list = world.get(&who, "/api/v1/worklist?limit=500").await.json();
    assert_eq!(list["counts"]["new"], 245);
    assert_eq!(list["rows"].as_array().unwrap().len(), 245);
}

#[tokio::test]
async fn files_of_a_form_are_rows_or_documents_by_their_names() {
    let answer =
        json!({"documents": [{"kind": "html", "text": "Fever.", "verbatim": false, "notices": []}]});
    let (_folder, program) = reader(&format!("cat > /dev/null\ncat <<'END'\n{answer}\nEND"));
    let world = World::with(|config| config.reader = Some(program)).await;
    let who = world.person(Role::Manager).await;
    let part = |name: &str, text: &str| {
        format!(
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
        )
    };
    let body = [
        part("a.jsonl", &row("one")),
        part("visit.txt", "Cough for a week."),
        part("visit.html", "<html><body><p>Fever.</p></body></html>"),
        part("empty.txt", ""),
        "--B--\r\n".to_owned(),
    ];
    let form = [("content-type", "multipart/form-data; boundary=B")];
    let job = world.ask(&who, "POST", "/api/v1/import", &form, body.concat()).await;
    assert_eq!(job.status, 202, "{}", job.text);
    let job = world.ended(&who, &job.json()).await;
    assert_eq!(job["result"]["created"], 3, "{job}");
    assert_eq!(job["result"]["failures"][0]["file"], "empty.txt", "{job}");
    let list = world.get(&who, "/api/v1/worklist?text=visit").await.json();
    assert_eq!(list["rows"].as_array().unwrap().len(), 2, "{list}");
}

#[tokio::test]
async fn only_plain_files_of_the_one_folder_can_be_taken() {
    let none = World::new().await;
    let who = none.person(Role::Manager).await;
    assert_eq!(none.get(&who, "/api/v1/import/folder").await.json()["allowed"], false);
    assert_eq!(none.post(&who, "/api/v1/import/folder", &json!({})).await.status, 422);

    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(outside.path(), row("outside")).unwrap();
    std::fs::write(folder.path().join("a.jsonl"), row("inside")).unwrap();
    std::fs::write(folder.path().join(".hidden"), row("hidden")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path(), folder.path().join("link.jsonl")).unwrap();
    let world = World::with(|config| config.import_folder = Some(folder.path().to_owned())).await;
    let who = world.person(Role::Manager).await;
    let listed = world.get(&who, "/api/v1/import/folder").await.json();
    assert_eq!(listed["files"].as_array().unwrap().len(), 1, "{listed}");
    let name = outside.path().file_name().unwrap().to_str().unwrap();
    for wrong in ["link.jsonl", ".hidden", "../a.jsonl", name] {
        let answer = world.post(&who, "/api/v1/import/folder", &json!({"files": [wrong]})).await;
        assert_eq!(answer.status, 404, "{wrong}");
    }
    let job = world.post(&who, "/api/v1/import/folder", &json!({})).await;
    let job = world.ended(&who, &job.json()).await;
    assert_eq!(job["result"]["created"], 1, "{job}");
}

#[tokio::test]
async fn patients_and_providers_are_made_once_and_not_changed_by_an_import() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    let row = |id: &str, family: &str| {
        json!({"id": id, "note": "Cough.", "date_of_service": "2026-05-12",
            "patient": {"mrn": "M-7", "family": family, "birth": "1969-01-31", "sex": "F"},
            "provider": {"npi": "1234567893", "family": "Hale"}})
        .to_string()
    };
    let wrong = json!({"id": "c", "note": "Cough.", "provider": {"npi": "1234567890"}}).to_string();
    let lines = [row("a", "Doe"), row("b", "Other"), wrong].join("\n");
    let job = world.ask(&who, "POST", "/api/v1/import", &[], lines).await.json();
    let job = world.ended(&who, &job).await;
    assert_eq!((&job["result"]["created"], &job["result"]["failed"]), (&json!(2), &json!(1)), "{job}");
    let patients = world.get(&who, "/api/v1/patients?q=M-7").await.json();
    let patients = &patients["rows"];
    assert_eq!(patients.as_array().unwrap().len(), 1);
    assert_eq!(patients[0]["family"], "Doe");
    assert_eq!(world.get(&who, "/api/v1/providers").await.json().as_array().unwrap().len(), 1);
    let path = format!("/api/v1/patients/{}/history", patients[0]["id"].as_str().unwrap());
    let past = world.get(&who, &path).await.json();
    assert_eq!(past.as_array().unwrap().len(), 2, "{past}");
    assert_eq!(past[0]["provider_name"], "Hale");
}

/// A reader of documents that does this.
pub(super) fn reader(script: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("reader");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    (folder, program)
}

#[tokio::test]
async fn a_document_that_hangs_its_reader_is_ended_and_the_rest_comes_in() {
    let (folder, program) = reader("echo $$ > \"$(dirname \"$0\")/pid\"\nexec sleep 600");
    let world = World::with(|config| {
        config.reader = Some(program);
        config.reading = std::time::Duration::from_millis(700);
    })
    .await;
    let who = world.person(Role::Manager).await;
    // Sent to be read alone, and as a file of an import.
    let answer = world.ask(&who, "POST", "/api/v1/documents", &[], "%PDF-1.4 hangs").await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.text.contains("reading it was ended"), "{}", answer.text);
    let part = |name: &str, text: &str| {
        format!(
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
        )
    };
    let body = [part("bad.pdf", "%PDF-1.4 hangs"), part("good.txt", "Cough."), "--B--\r\n".to_owned()];
    let form = [("content-type", "multipart/form-data; boundary=B")];
    let job = world.ask(&who, "POST", "/api/v1/import", &form, body.concat()).await;
    let job = world.ended(&who, &job.json()).await;
    assert_eq!(
        (job["result"]["created"].as_i64(), job["result"]["failed"].as_i64()),
        (Some(1), Some(1)),
        "{job}"
    );
    assert!(job["result"]["failures"][0]["why"].as_str().unwrap().contains("ended"), "{job}");
    let pid = std::fs::read_to_string(folder.path().join("pid")).unwrap();
    assert!(!std::path::Path::new(&format!("/proc/{}", pid.trim())).exists(), "it runs on");
}

#[tokio::test]
async fn a_reader_that_crashes_or_says_nonsense_takes_nothing_along() {
    for script in ["exit 3", "cat > /dev/null\necho '{\"documents\": 7}'", "kill -9 $$"] {
        let (_folder, program) = reader(script);
        let world = World::with(|config| config.reader = Some(program)).await;
        let who = world.person(Role::Coder).await;
        let answer = world.ask(&who, "POST", "/api/v1/documents", &[], "%PDF-1.4 x").await;
        assert_eq!(answer.status, 422, "{script}: {}", answer.text);
    }
}
