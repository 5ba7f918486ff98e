//! Which of the files given are taken in, and for which release?

use super::{InstallError, LeftAlone, Report, Taken, Trouble};
use crate::hex;
use crate::home::{Home, Kept};
use crate::input::{Entry, SourceFile};
use crate::recognise::{How, Recognised, recognise};
use medcode_kb::tables::meta::ReleaseFrom;
use medcode_model::{CodeSystem, ReleaseId, SourceKind};
use std::collections::BTreeMap;
use std::path::Path;

/// One run over the inputs.
pub(super) struct Run<'a> {
    home: &'a Home,
    only: &'a [CodeSystem],
    report: &'a mut Report,
    /// What this run took in, by kind, release and part; the number ranks files of the same kind.
    taken: BTreeMap<(SourceKind, ReleaseId, u8), (u8, Kept)>,
}

impl<'a> Run<'a> {
    pub(super) fn new(home: &'a Home, only: &'a [CodeSystem], report: &'a mut Report) -> Self {
        Self { home, only, report, taken: BTreeMap::new() }
    }

    /// What was taken in, one file of a kind, release and part.
    pub(super) fn finish(self) -> impl Iterator<Item = Kept> {
        self.taken.into_values().map(|(_, kept)| kept)
    }

    /// Takes in one file, or says why not. `flag` is its release where it does not state one.
    pub(super) fn meet(&mut self, entry: Entry, flag: Option<&str>) -> Result<(), InstallError> {
        match entry {
            Entry::File(file) => self.file(&file, flag)?,
            Entry::LeftAlone { place, why } => self.leave(place.to_string(), why),
            Entry::Failed { place, problem } => {
                self.report.trouble.push(Trouble { what: place.to_string(), message: problem.message });
            }
        }
        Ok(())
    }

    fn leave(&mut self, file: String, why: String) {
        self.report.left_alone.push(LeftAlone { file, why });
    }

    fn file(&mut self, file: &SourceFile, flag: Option<&str>) -> Result<(), InstallError> {
        let found = recognise(file);
        let place = file.place.to_string();
        let Some(kind) = found.kind else {
            let why = found.left_alone.unwrap_or_else(|| "not a file that medcode reads".to_owned());
            self.leave(place, why);
            return Ok(());
        };
        if !self.only.is_empty() && !self.only.contains(&kind.system()) {
            self.leave(place, format!("of {}, which was not asked for", kind.system().name()));
            return Ok(());
        }
        let Some((id, from)) = release_of(kind, &found, flag)? else {
            let message = format!(
                "this {} does not say which release it belongs to; give it with --release, for example --release 2026-04-01",
                kind.name()
            );
            self.report.trouble.push(Trouble { what: place, message });
            return Ok(());
        };
        let sha256 = hex(&file.sha256);
        self.home.keep(&sha256, &file.bytes).map_err(InstallError::home(self.home))?;
        let kept = Kept {
            kind: kind.id().to_owned(),
            release: id.from.to_string(),
            release_from: from,
            sha256: sha256.clone(),
            file: file.place.name.clone(),
            origin: file.place.origin.clone(),
            bytes: file.bytes.len() as u64,
            rebuilt: found.rebuilt,
            part: found.part,
        };
        self.report.problems.extend(found.problems.into_iter().map(|p| (place.clone(), p)));
        let inferred = match found.how {
            How::Inferred(how) => Some(how),
            _ => None,
        };
        self.report.taken.push(Taken { file: place, sha256, kind, id, from, inferred });
        let rank = rank(&file.place.name);
        let slot = self.taken.entry((kind, id, found.part)).or_insert_with(|| (rank, kept.clone()));
        if rank >= slot.0 {
            *slot = (rank, kept);
        }
        Ok(())
    }
}

/// The release of a file, and how it is known; the flag speaks only where the file and
/// its names do not.
fn release_of(
    kind: SourceKind,
    found: &Recognised,
    flag: Option<&str>,
) -> Result<Option<(ReleaseId, ReleaseFrom)>, InstallError> {
    if let Some(id) = found.release {
        let from = if found.how == How::Stated { ReleaseFrom::Stated } else { ReleaseFrom::Inferred };
        return Ok(Some((id, from)));
    }
    let Some(flag) = flag else { return Ok(None) };
    let id = ReleaseId::parse(kind.system(), flag);
    let id = id.ok_or_else(|| InstallError::BadRelease(flag.to_owned()))?;
    Ok(Some((id, ReleaseFrom::Flag)))
}

/// Of two files of one kind in one run the publisher's first form is taken: the guidelines
/// as PDF (they have pages), lists as text.
fn rank(name: &str) -> u8 {
    let extension = Path::new(name).extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("pdf") => 3,
        Some("txt" | "xml") => 2,
        _ => 1,
    }
}
