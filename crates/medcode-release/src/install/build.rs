//! Compiling what changed and switching over to it.

use super::{Built, InstallError, Report, Trouble, plan};
use crate::compile::{self, Compiled};
use crate::hex;
use crate::home::{Home, Kept, Ledger, write_aside};
use crate::progress::Progress;
use medcode_kb::container::Container;
use medcode_kb::query::{MANIFEST_FILE, Manifest, ManifestEntry};
use medcode_model::ReleaseId;
use rayon::prelude::*;

/// Compiles again whatever the kept files and this version of medcode would make
/// differently. `before` are the files that were there; of those that are new the unusable
/// ones are refused.
///
/// # Errors
/// When the folder of the installation cannot be used.
pub fn rebuild(
    home: &Home,
    ledger: &mut Ledger,
    before: &Ledger,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<(), InstallError> {
    let mut manifest = Manifest::read(home.root()).unwrap_or_default();
    // Each round refuses at least one file, or is the last.
    while round(home, ledger, before, &mut manifest, report, progress) {}
    report.waiting = plan::waiting(ledger, &plan::releases(ledger));
    manifest.releases.sort_by_key(ManifestEntry::release);
    ledger.write(home).map_err(InstallError::home(home))?;
    let path = home.root().join(MANIFEST_FILE);
    write_aside(&path, &manifest.to_bytes()).map_err(InstallError::home(home))?;
    home.sweep(ledger);
    sweep_releases(home, &manifest);
    Ok(())
}

/// A compiled release, and its entry where it may be used.
type Made = (Compiled, Option<ManifestEntry>);

/// Compiles every release that is not current. True when files were refused, so that the
/// releases they were for have to be compiled without them.
fn round(
    home: &Home,
    ledger: &mut Ledger,
    before: &Ledger,
    manifest: &mut Manifest,
    report: &mut Report,
    progress: &dyn Progress,
) -> bool {
    let wanted = plan::releases(ledger);
    let todo: Vec<_> =
        wanted.iter().filter(|(id, inputs)| !plan::is_current(home, manifest, *id, inputs)).collect();
    progress.begin("compiling releases", Some(todo.len() as u64));
    let load = |kept: &Kept| home.kept(&kept.sha256);
    let built: Vec<(ReleaseId, std::io::Result<Made>)> = todo
        .par_iter()
        .map(|(id, inputs)| {
            let made = compile::compile(*id, inputs, &load).and_then(|mut compiled| {
                let sound = compiled.unusable.iter().all(|(kept, _)| before.files.contains(kept));
                let entry = if sound { Some(shelve(home, *id, &compiled)?) } else { None };
                compiled.bytes = Vec::new();
                Ok((compiled, entry))
            });
            progress.advance(1);
            (*id, made)
        })
        .collect();
    progress.end();
    let mut refused = false;
    for (id, made) in built {
        match made {
            Ok((compiled, Some(entry))) => {
                manifest.releases.retain(|e| e.release() != Some(id));
                report.built.push(Built { id, counts: compiled.meta.counts, bytes: entry.bytes });
                report.problems.extend(compiled.problems);
                manifest.releases.push(entry);
            }
            Ok((compiled, None)) => {
                for (kept, why) in &compiled.unusable {
                    refused |= refuse(kept, why, ledger, before, report);
                }
            }
            Err(e) => report.trouble.push(Trouble { what: id.to_string(), message: e.to_string() }),
        }
    }
    refused
}

/// Takes a new file out again; what stood in its place before comes back.
fn refuse(kept: &Kept, why: &str, ledger: &mut Ledger, before: &Ledger, report: &mut Report) -> bool {
    if before.files.contains(kept) || !ledger.files.contains(kept) {
        return false;
    }
    ledger.files.retain(|k| k != kept);
    if let Some((kind, id)) = kept.kind().zip(kept.id())
        && let Some(old) = before.parts(kind, id).find(|old| old.part == kept.part)
    {
        ledger.take(old.clone());
    }
    let of_file = |sha256: &str, kind: &str| sha256 == kept.sha256 && kind == kept.kind;
    let what = report.taken.iter().find(|t| of_file(&t.sha256, t.kind.id())).map(|t| t.file.clone());
    report.taken.retain(|t| !of_file(&t.sha256, t.kind.id()));
    let message = format!("{why}; the file was not taken, and what was installed is untouched");
    report.trouble.push(Trouble { what: what.unwrap_or_else(|| kept.file.clone()), message });
    true
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
