//! Which files lie under a path, and in what order are they read?

use super::{Entry, Place};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders deeper than this are not followed.
const DEPTH: usize = 32;
/// More files than this are not a set of releases.
const FILES: usize = 100_000;

/// One thing found.
pub(crate) enum Found {
    /// A regular file.
    File(PathBuf, Place),
    /// Something to report.
    Entry(Entry),
}

/// A walk over a file or a folder, sorted by name at each level.
pub(crate) struct Walk {
    /// What is still to visit, the next one last.
    stack: Vec<(PathBuf, Place)>,
    /// Real paths of the folders entered; a link back to one of them is not followed.
    entered: BTreeSet<PathBuf>,
    seen: usize,
}

impl Walk {
    pub(crate) fn new(path: &Path) -> Self {
        // `.` and `..` have no name of their own, and the name may hold the release.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let name =
            |p: Option<&Path>| p.and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
        let own = name(Some(path)).or_else(|| name(Some(&real))).unwrap_or_default();
        let origin = if real.is_dir() { Vec::new() } else { name(real.parent()).into_iter().collect() };
        Self {
            stack: vec![(path.to_owned(), Place { name: own, origin })],
            entered: BTreeSet::new(),
            seen: 0,
        }
    }

    /// Puts what a folder holds on the stack, so that it is visited in order of name.
    fn enter(&mut self, path: &Path, place: &Place) -> Result<(), Box<Entry>> {
        let trouble = |e: std::io::Error| {
            let message =
                format!("the folder cannot be read ({e}): check that it exists and its permissions");
            Box::new(Entry::failed(place.clone(), message))
        };
        let real = fs::canonicalize(path).map_err(trouble)?;
        if !self.entered.insert(real) {
            let why = "a link to a folder already read".to_owned();
            return Err(Box::new(Entry::LeftAlone { place: place.clone(), why }));
        }
        if place.origin.len() > DEPTH {
            return Err(Box::new(Entry::failed(
                place.clone(),
                "folders lie too deep here to be releases",
            )));
        }
        let mut origin = place.origin.clone();
        origin.push(place.name.clone());
        let mut inside = Vec::new();
        for item in fs::read_dir(path).map_err(trouble)? {
            let item = item.map_err(trouble)?;
            let name = item.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                inside.push((item.path(), Place { name, origin: origin.clone() }));
            }
        }
        inside.sort_by(|a, b| b.cmp(a));
        self.stack.append(&mut inside);
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let (path, place) = self.stack.pop()?;
            self.seen += 1;
            if self.seen > FILES {
                self.stack.clear();
                let message = format!("more than {FILES} files: give the folder of the releases only");
                return Some(Found::Entry(Entry::failed(place, message)));
            }
            // Follows links; a pipe or device would block, so only regular files are opened.
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() => {
                    if let Err(entry) = self.enter(&path, &place) {
                        return Some(Found::Entry(*entry));
                    }
                }
                Ok(meta) if meta.is_file() => return Some(Found::File(path, place)),
                Ok(_) => {
                    let why = "neither a file nor a folder".to_owned();
                    return Some(Found::Entry(Entry::LeftAlone { place, why }));
                }
                Err(e) => {
                    let message = format!("cannot be read ({e}): check the path and its permissions");
                    return Some(Found::Entry(Entry::failed(place, message)));
                }
            }
        }
    }
}
