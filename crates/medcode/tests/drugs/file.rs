//! Where is the official file? Compiled once into the target folder.

use medcode::kb::container::FORMAT_VERSION;
use medcode::kb::query::Library;
use medcode::release::home::Home;
use medcode::release::install::{Request, install};
use medcode::release::progress::Silent;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The HCPCS file of January 2026; none (said on the output) where it is not there.
pub(crate) fn official() -> Option<&'static Library> {
    static LIBRARY: OnceLock<Option<Library>> = OnceLock::new();
    LIBRARY
        .get_or_init(|| {
            let here = Path::new(env!("CARGO_MANIFEST_DIR"));
            let inside = "shared/codesets/hcpcs/2026-01";
            let folder = here.ancestors().skip(2).map(|a| a.join(inside)).find(|f| f.is_dir());
            let Some(folder) = folder else {
                println!("skipped: {inside} is not there");
                return None;
            };
            Some(compiled(&folder, "hcpcs-official"))
        })
        .as_ref()
}

/// A library of one folder of files.
pub(crate) fn compiled(folder: &Path, name: &str) -> Library {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{FORMAT_VERSION}"));
    if !home.join("done").exists() {
        let _ = std::fs::remove_dir_all(&home);
        install(&Home::at(home.clone()), &Request::of(&[folder.to_path_buf()]), &Silent)
            .expect("the file installs");
        std::fs::write(home.join("done"), "").expect("the target folder can be written");
    }
    Library::open(&home).expect("its home opens")
}

/// Rows of our own in the official layout: what is tried where the official file is not there.
pub(crate) fn ours() -> Library {
    const ROWS: &str = include_str!("../../../medcode-services/tests/units.tsv");
    let mut text = String::new();
    let rows = ROWS.lines().filter(|l| !l.starts_with('#') && !l.starts_with("code\t"));
    for (code, descriptor) in rows.filter_map(|l| l.split_once('\t')) {
        let head = format!("{code}001003{descriptor:<80}");
        let betos = if code.starts_with('P') { "T1H" } else { "O1E" };
        let dates = "2020010120200101";
        text +=
            &format!("{head:<119}51      A{:<128}{betos:<4}1P      {dates}        N{:27}\r\n", "", "");
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hcpcs-ours");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    std::fs::write(folder.join("HCPC2026_JAN_ANWEB_01122026.txt"), text)
        .expect("the file can be written");
    let _ = std::fs::remove_file(
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("hcpcs-own-{FORMAT_VERSION}/done")),
    );
    compiled(&folder, "hcpcs-own")
}
