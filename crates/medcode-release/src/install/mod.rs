//! Taking official files in: recognise, keep, compile what they change, switch over.
//!
//! Nothing that answers is touched until every new release file is written and verified;
//! then the list of releases is replaced in one step.

mod plan;
mod report;

pub use report::{Built, InstallError, LeftAlone, Report, Taken, Trouble};

use crate::compile::{self, Compiled};
use crate::hex;
use crate::home::{Home, Kept, Ledger, Lock, write_aside};
use crate::input::{Entry, Input, SourceFile};
use crate::progress::Progress;
use crate::recognise::{How, Recognised, recognise};
use medcode_kb::container::Container;
use medcode_kb::query::{MANIFEST_FILE, Manifest, ManifestEntry};
use medcode_kb::tables::meta::ReleaseFrom;
use medcode_model::{ReleaseId, SourceKind};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Reads official files, folders and archives into the knowledge base. `flag` is the
/// release of files that do not state it.
///
/// # Errors
/// When the folder of the installation cannot be used, when `flag` is no release, or when
/// no file could be taken in at all. Trouble with single files is in the report.
pub fn install(
    home: &Home,
    paths: &[PathBuf],
    flag: Option<&str>,
    progress: &dyn Progress,
) -> Result<Report, InstallError> {
    let _lock = Lock::take(home).map_err(InstallError::home(home))?;
    let mut ledger = Ledger::read(home).map_err(InstallError::home(home))?;
    let mut report = Report::default();
    let mut run = Run { home, flag, report: &mut report, taken: BTreeMap::new() };
    for path in paths {
        progress.begin(&format!("reading {}", path.display()), None);
        for entry in Input::open(path) {
            run.meet(entry)?;
            progress.advance(1);
        }
        progress.end();
    }
    for (_, kept) in std::mem::take(&mut run.taken).into_values() {
        ledger.take(kept);
    }
    rebuild(home, &ledger, &mut report, progress)?;
    if report.taken.is_empty() {
        return Err(InstallError::Nothing(Box::new(report)));
    }
    Ok(report)
}

/// Compiles again whatever the kept files and this version of medcode would make differently.
///
/// # Errors
/// When the folder of the installation cannot be used.
pub fn rebuild(
    home: &Home,
    ledger: &Ledger,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<(), InstallError> {
    let mut manifest = Manifest::read(home.root()).unwrap_or_default();
    let wanted = plan::releases(ledger);
    report.waiting = plan::waiting(ledger, &wanted);
    let todo: Vec<_> =
        wanted.iter().filter(|(id, inputs)| !plan::is_current(home, &manifest, *id, inputs)).collect();
    progress.begin("compiling releases", Some(todo.len() as u64));
    let load = |kept: &Kept| home.kept(&kept.sha256);
    let built: Vec<(ReleaseId, std::io::Result<(Compiled, ManifestEntry)>)> = todo
        .par_iter()
        .map(|(id, inputs)| {
            let made = compile::compile(*id, inputs, &load).and_then(|mut compiled| {
                let entry = shelve(home, *id, &compiled)?;
                compiled.bytes = Vec::new();
                Ok((compiled, entry))
            });
            progress.advance(1);
            (*id, made)
        })
        .collect();
    progress.end();
    for (id, made) in built {
        match made {
            Ok((compiled, entry)) => {
                manifest.releases.retain(|e| e.release() != Some(id));
                report.built.push(Built { id, counts: compiled.meta.counts, bytes: entry.bytes });
                report.problems.extend(compiled.problems);
                manifest.releases.push(entry);
            }
            Err(e) => report.trouble.push(Trouble { what: id.to_string(), message: e.to_string() }),
        }
    }
    manifest.releases.sort_by_key(ManifestEntry::release);
    ledger.write(home).map_err(InstallError::home(home))?;
    let path = home.root().join(MANIFEST_FILE);
    write_aside(&path, &manifest.to_bytes()).map_err(InstallError::home(home))?;
    home.sweep(ledger);
    sweep_releases(home, &manifest);
    Ok(())
}

/// Writes a release file aside, reads it back in full, and gives its entry.
fn shelve(home: &Home, id: ReleaseId, compiled: &Compiled) -> std::io::Result<ManifestEntry> {
    let digest = hex(&compiled.digest);
    let system = id.system.id().to_ascii_lowercase();
    let name = format!("{system}-{}-{}.mkb", id.from, &digest[..12]);
    let path = home.releases().join(&name);
    write_aside(&path, &compiled.bytes)?;
    Container::open(&path).and_then(|c| c.verify()).map_err(std::io::Error::other)?;
    Ok(ManifestEntry {
        system: id.system.id().to_owned(),
        from: id.from.to_string(),
        file: format!("kb/{name}"),
        digest,
        bytes: compiled.bytes.len() as u64,
    })
}

/// Removes release files that the manifest no longer names. One that is still open
/// elsewhere keeps its bytes until it is closed.
fn sweep_releases(home: &Home, manifest: &Manifest) {
    let Ok(entries) = std::fs::read_dir(home.releases()) else { return };
    for entry in entries.flatten() {
        let name = format!("kb/{}", entry.file_name().to_string_lossy());
        if !manifest.releases.iter().any(|e| e.file == name) {
            // A file that cannot be removed only takes up room.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// One run over the inputs.
struct Run<'a> {
    home: &'a Home,
    flag: Option<&'a str>,
    report: &'a mut Report,
    /// What this run took in, by kind and release; the number ranks files of the same kind.
    taken: BTreeMap<(SourceKind, ReleaseId), (u8, Kept)>,
}

impl Run<'_> {
    fn meet(&mut self, entry: Entry) -> Result<(), InstallError> {
        match entry {
            Entry::File(file) => self.file(&file)?,
            Entry::LeftAlone { place, why } => {
                self.report.left_alone.push(LeftAlone { file: place.to_string(), why });
            }
            Entry::Failed { place, problem } => {
                self.report.trouble.push(Trouble { what: place.to_string(), message: problem.message });
            }
        }
        Ok(())
    }

    fn file(&mut self, file: &SourceFile) -> Result<(), InstallError> {
        let found = recognise(file);
        let place = file.place.to_string();
        let Some(kind) = found.kind else {
            let why = found.left_alone.unwrap_or_else(|| "not a file that medcode reads".to_owned());
            self.report.left_alone.push(LeftAlone { file: place, why });
            return Ok(());
        };
        let Some((id, from)) = self.release_of(kind, &found)? else {
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
            sha256,
            file: file.place.name.clone(),
            origin: file.place.origin.clone(),
            bytes: file.bytes.len() as u64,
            rebuilt: found.rebuilt,
        };
        self.report.problems.extend(found.problems.into_iter().map(|p| (place.clone(), p)));
        self.report.taken.push(Taken { file: place, kind, id, from });
        let rank = rank(&file.place.name);
        let slot = self.taken.entry((kind, id)).or_insert_with(|| (rank, kept.clone()));
        if rank >= slot.0 {
            *slot = (rank, kept);
        }
        Ok(())
    }

    /// The release of a file, and how it is known; the flag speaks only where the file and
    /// its names do not.
    fn release_of(
        &self,
        kind: SourceKind,
        found: &Recognised,
    ) -> Result<Option<(ReleaseId, ReleaseFrom)>, InstallError> {
        if let Some(id) = found.release {
            let from =
                if found.how == How::Stated { ReleaseFrom::Stated } else { ReleaseFrom::Inferred };
            return Ok(Some((id, from)));
        }
        let Some(flag) = self.flag else { return Ok(None) };
        let id = ReleaseId::parse(kind.system(), flag);
        let id = id.ok_or_else(|| InstallError::BadRelease(flag.to_owned()))?;
        Ok(Some((id, ReleaseFrom::Flag)))
    }
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
