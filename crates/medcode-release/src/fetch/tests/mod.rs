//! Does fetching hold up against servers that fail?

mod download;
mod package;
mod proxy;
mod server;
mod tls;
mod update;

use super::*;
use crate::catalogue::Entry;
use crate::progress::Silent;
use medcode_model::CodeSystem;
use std::fs;
use std::path::Path;

/// A file of the size of a small release file, not all alike.
fn content() -> Vec<u8> {
    (0..300_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

fn release() -> ReleaseId {
    ReleaseId::parse(CodeSystem::Icd10Cm, "2026-04").unwrap()
}

fn entry(url: String, sha256: Option<String>) -> Entry {
    Entry {
        release: release(),
        holds: vec![SourceKind::CmTabular],
        seen: true,
        bytes: None,
        sha256,
        url,
        page: "https://publisher.test/page".into(),
    }
}

/// An entry of a plain server.
fn plain(port: u16) -> Entry {
    entry(format!("http://127.0.0.1:{port}/files/tabular.zip"), None)
}

/// The names of the files under a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}
