//! Do readers that are not ours take what we write? `pyx12` checks each file against its maps;
//! `x12-types` reads it. Both are test tools: the first is installed by pip into a folder of the
//! build, and the test fails where it cannot be.

mod sample;

use medcode_formats::x12::{Interchange, write_claims};
use medcode_model::{Claim, Date};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::path::{Path, PathBuf};
use std::process::Command;
use x12_types::util::Parser;
use x12_types::v005010::{_837, Transmission};

/// A Python that has pyx12, in a folder of the build.
fn python() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pyx12");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let has = |p: &Path| {
        Command::new(p)
            .args(["-c", "import pyx12.x12n_document"])
            .output()
            .is_ok_and(|o| o.status.success())
    };
    if !has(&python) {
        let system = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "pyx12==4.0.0"]));
    }
    python
}

fn run(command: &mut Command) -> String {
    let out = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let errors = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{command:?}\n{said}\n{errors}");
    said
}

fn written(claims: &[Claim], control: u32) -> Vec<u8> {
    let interchange = Interchange::new(Date::new(2026, 5, 20).unwrap(), "0930", control);
    let mut bytes = Vec::new();
    write_claims(claims, claims[0].kind, &interchange, &mut bytes).unwrap();
    bytes
}

/// Claims of 24 files, half of them of stays, the same on every run.
fn files() -> Vec<Vec<Claim>> {
    let mut runner = TestRunner::deterministic();
    (1..=24).map(|_| sample::claims().new_tree(&mut runner).unwrap().current()).collect()
}

/// x12-types holds one CAS a loop.
fn one_group_of_adjustments(mut claims: Vec<Claim>) -> Vec<Claim> {
    for bill in claims.iter_mut().filter_map(|c| c.bill.as_deref_mut()) {
        let others = bill.others.iter_mut().filter_map(|o| o.decided.as_mut());
        let all = others
            .map(|d| &mut d.adjustments)
            .chain(bill.decided.iter_mut().map(|d| &mut d.adjustments));
        for adjustments in all {
            adjustments.retain(|a| &*a.group == "CO");
            adjustments.truncate(6);
        }
    }
    claims
}

/// Ours of other kinds, so that what we read is not only what we think it is. pyx12 has no map
/// of dental claims.
const FIXTURES: [&str; 5] = ["visits.837", "stay.837", "era.835", "accepted.277", "received.999"];

#[test]
fn pyx12_finds_every_file_valid() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("written");
    std::fs::create_dir_all(&folder).unwrap();
    let mut kinds = [0, 0];
    let mut names = Vec::new();
    for (n, claims) in files().iter().enumerate() {
        let bytes = written(claims, n as u32 + 1);
        let stay = bytes.windows(4).any(|w| w == b"X223");
        kinds[usize::from(stay)] += 1;
        let name = folder.join(format!("{n}.837"));
        std::fs::write(&name, bytes).unwrap();
        names.push(name);
    }
    assert!(kinds.iter().all(|n| *n > 3), "{kinds:?}");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/claims");
    names.extend(FIXTURES.map(|name| fixtures.join(name)));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent/valid.py");
    let said = run(Command::new(python()).arg(script).args(&names));
    assert!(said.contains("29 files, 0 not valid"), "{said}");
}

#[test]
fn x12_types_reads_every_file_whole() {
    for (n, claims) in files().into_iter().enumerate() {
        let bytes = written(&one_group_of_adjustments(claims), n as u32 + 1);
        let text = std::str::from_utf8(&bytes).unwrap();
        let (rest, read) = Transmission::<_837>::parse(text).unwrap_or_else(|e| panic!("{n}: {e}"));
        assert!(rest.trim().is_empty(), "{n}: not read from {}", &rest[..rest.len().min(200)]);
        assert_eq!(segments(&read.to_string()), segments(text), "{n}");
    }
}

/// Segments without line ends, empty elements at the end taken away.
fn segments(text: &str) -> Vec<String> {
    text.split('~').map(|s| s.trim().trim_end_matches('*').to_owned()).collect()
}
