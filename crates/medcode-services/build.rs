//! Which files does `crosswalk/` hold? Writes their lists, so that a new file needs no Rust: the
//! tables of numbers, and those with columns of their own in a subfolder.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = root.join("../../crosswalk").canonicalize()?;
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    list(&folder, &out.join("crosswalk_files.rs"))?;
    list(&folder.join("drugs"), &out.join("drug_files.rs"))?;
    list(&folder.join("quality"), &out.join("quality_files.rs"))
}

/// Writes the names and places of the tables in a folder.
fn list(folder: &Path, to: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".tsv") {
            files.push((name.to_owned(), entry.path()));
        }
    }
    files.sort();
    let mut list = String::from("&[");
    for (name, path) in files {
        let _ = write!(list, "({name:?}, include_str!({path:?})),");
    }
    list.push(']');
    fs::write(to, list)
}
