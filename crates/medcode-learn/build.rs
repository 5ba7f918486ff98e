//! Which files does `learning/` hold? Writes their list, so that a new file needs no Rust.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let learning = root.join("../../learning").canonicalize()?;
    let mut files = Vec::new();
    gather(&learning, "", &mut files)?;
    files.sort();
    let mut list = String::from("&[");
    for (name, path) in files {
        let _ = write!(list, "({name:?}, include_str!({path:?})),");
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("learning_files.rs"), list)
}

/// The files of a folder and of those under it: name from `learning/` on, and path.
fn gather(folder: &Path, under: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &format!("{name}/"), files)?;
        } else if name.ends_with(".md") || name.ends_with(".tsv") {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}
