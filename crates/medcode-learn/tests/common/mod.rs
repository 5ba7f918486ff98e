//! What the tests ask: the mini-release, installed once for a file of tests, or a home of the user's.

#![allow(dead_code, reason = "not every file of tests asks both")]

#[path = "../../../medcode/tests/guideline_cases/code_set.rs"]
mod code_set;

use medcode::Engine;
use medcode::release::home::Home;
use medcode::release::install::{Request, install};
use medcode::release::progress::Silent;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// An engine over everything in `fixtures/mini-release`.
pub(crate) fn mini() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(env!("CARGO_CRATE_NAME"));
        let _ = std::fs::remove_dir_all(&home);
        let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/mini-release");
        install(&Home::at(home.clone()), &Request::of(&[files]), &Silent)
            .expect("the mini-release installs");
        Engine::open(&home).expect("its home opens")
    })
}

/// An engine over `MEDCODE_HOME`, else over the official files beside the project; none without either.
pub(crate) fn official() -> Option<Engine> {
    let given = std::env::var_os("MEDCODE_HOME").map(PathBuf::from);
    let home = match given.map_or_else(code_set::home, Ok) {
        Ok(home) => home,
        Err(why) => {
            eprintln!("left out: {why}");
            return None;
        }
    };
    Some(Engine::open(&home).expect("the home opens"))
}
