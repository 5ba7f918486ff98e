//! Do the commands print what their transcripts in `tests/cmd` show?
//!
//! `TRYCMD=overwrite cargo test -p medcode-cli --test transcripts` writes them anew.

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn commands_print_what_their_transcripts_show() {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("transcripts");
    let _ = std::fs::remove_dir_all(&home);
    let mini = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/mini-release");
    let installed = Command::new(env!("CARGO_BIN_EXE_medcode"))
        .args(["install", "--from"])
        .arg(mini)
        .env("MEDCODE_HOME", &home)
        .output()
        .expect("medcode runs");
    assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    let home = home.to_string_lossy();
    trycmd::TestCases::new()
        .env("MEDCODE_HOME", home.clone())
        .env("MEDCODE_TODAY", "2026-11-25")
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .insert_var("[HOME]", home.into_owned())
        .expect("a variable")
        .case("tests/cmd/*.md")
        .case("tests/cmd/*.toml");
}
