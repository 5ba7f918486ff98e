//! Does `medcode install` say what it did, and end with the status that scripts rely on?

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn mini() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/mini-release")
}

fn medcode(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_medcode"));
    command.args(args).env("MEDCODE_HOME", home).output().unwrap()
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_report_names_releases_files_and_what_was_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let mini = mini();
    let out = medcode(home.path(), &["install", "--from", mini.to_str().unwrap(), "--json"]);
    assert_eq!(out.status.code(), Some(0), "{}", told(&out.stderr));
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    let releases: Vec<String> = report["releases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| format!("{} {}", r["system"].as_str().unwrap(), r["release"].as_str().unwrap()))
        .collect();
    let expected =
        ["ICD10CM 2024-10-01", "ICD10CM 2026-04-01", "ICD10PCS 2025-10-01", "HCPCS 2026-01-01"];
    assert_eq!(releases, expected);
    let taken = report["taken"].as_array().unwrap();
    let by = |from: &str| taken.iter().filter(|t| t["release_from"] == from).count();
    assert!(by("stated") > 0 && by("inferred") > 0);
    assert!(taken.iter().all(|t| t["sha256"].as_str().is_some_and(|s| s.len() == 64)));
    assert!(!report["left_alone"].as_array().unwrap().is_empty());
    let again = medcode(home.path(), &["install", mini.to_str().unwrap()]);
    let text = told(&again.stdout);
    assert!(text.contains("installed already"), "{text}");
    assert!(text.contains("inferred") && text.contains("left alone:"), "{text}");
}

#[test]
fn only_the_code_set_asked_for_is_installed() {
    let home = tempfile::tempdir().unwrap();
    let mini = mini();
    let out = medcode(home.path(), &["install", "hcpcs", "--from", mini.to_str().unwrap(), "--json"]);
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["releases"].as_array().unwrap().len(), 1);
    assert_eq!(report["releases"][0]["system"], "HCPCS");
}

#[test]
fn what_cannot_be_done_ends_with_status_2_and_says_why() {
    let home = tempfile::tempdir().unwrap();
    let empty = home.path().join("empty.xml");
    std::fs::write(&empty, "").unwrap();
    let readme = mini().join("README.md");
    for (args, words) in [
        (&["install", "cpt"][..], "nobody may fetch it for you"),
        (&["install", "nowhere"], "neither a code set"),
        (&["install", "--from", "nowhere"], "there is no file or folder nowhere"),
        (&["install", "icd10cm", "--release", "soon"], "is no release"),
        (&["install", "--from", empty.to_str().unwrap()], "no file could be used"),
        (&["install", "--from", readme.to_str().unwrap()], "no file here that medcode reads"),
        (&["install", "--from", mini().to_str().unwrap(), "--from", "nowhere"], "no file or folder"),
    ] {
        let out = medcode(&home.path().join("home"), args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(told(&out.stderr).contains(words), "{args:?}: {}", told(&out.stderr));
    }
    let out = medcode(&home.path().join("home"), &["install", empty.to_str().unwrap()]);
    assert!(told(&out.stdout).contains("the file is empty"), "{}", told(&out.stdout));
}
