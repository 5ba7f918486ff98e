//! Where is the real code set? Official files lie outside the repository: compiled once
//! into the target folder, and used again while they and the code that reads them stay.

use medcode::kb::container::FORMAT_VERSION;
use medcode::release::home::Home;
use medcode::release::install::{self, InstallError, Request};
use medcode::release::progress::Silent;
use medcode::release::sha256_hex;
use std::path::{Path, PathBuf};

/// Folders of the official files that the cases need.
const FOLDERS: [&str; 10] = [
    "icd10cm/2026",
    "icd10cm/2026-04",
    "icd10pcs/2025",
    "icd10pcs/2026",
    "hcpcs/2026-01",
    "pfs-2024",
    "ncci/mue-2026q2",
    "ncci/addon-2026q3",
    "mce",
    "ncci/ptp-2024q3",
];

/// The home folder with the compiled code set.
pub(crate) fn home() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = shared(here).ok_or("no folder shared/codesets beside the project")?;
    let mut sources: Vec<PathBuf> = FOLDERS.iter().map(|f| shared.join(f)).collect();
    // Written the same for every crate whose tests ask: the stamp has the paths.
    sources.extend(here.join("../../fixtures/coverage").canonicalize());
    let stamp = stamp(here, &sources);
    let parent = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guideline-cases");
    let home = parent.join(&stamp[..16]);
    if home.join("done").exists() {
        return Ok(home);
    }
    // What an earlier format left behind only takes up room.
    let _ = std::fs::remove_dir_all(&parent);
    eprintln!("compiling the code set for the guideline cases, once");
    match install::install(&Home::at(&home), &Request::of(&sources), &Silent) {
        Ok(_) => {}
        Err(InstallError::Nothing(_)) => return Err("the official files cannot be read".into()),
        Err(e) => return Err(e.to_string()),
    }
    std::fs::write(home.join("done"), "").map_err(|e| e.to_string())?;
    Ok(home)
}

/// `shared/codesets` beside the project, or beside one of the folders it lies in.
fn shared(here: &Path) -> Option<PathBuf> {
    here.ancestors().skip(2).map(|a| a.join("shared/codesets")).find(|f| f.join(FOLDERS[1]).is_dir())
}

/// What the compiled files depend on: names and sizes of the official files, the format,
/// the code that reads and writes them.
fn stamp(here: &Path, sources: &[PathBuf]) -> String {
    let mut all = format!("{FORMAT_VERSION}");
    for path in sources.iter().flat_map(|f| files(f)) {
        let size = path.metadata().map_or(0, |m| m.len());
        all += &format!("{} {size}\n", path.display());
    }
    let kb = ["container", "tables", "terms", "text", "search"].map(|p| format!("medcode-kb/src/{p}"));
    let release = ["compile", "sources", "recognise"].map(|p| format!("medcode-release/src/{p}"));
    for path in kb.iter().chain(&release).flat_map(|f| files(&here.join("..").join(f))) {
        all += &std::fs::read_to_string(path).unwrap_or_default();
    }
    sha256_hex(all.as_bytes())
}

/// All files under a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}
