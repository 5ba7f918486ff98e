//! The files of a release: loaded one at a time, each accounted for.

use super::Input;
use crate::home::Kept;
use medcode_kb::tables::meta::Source;
use medcode_model::{Problem, Read, Severity, SourceKind};
use std::io;

/// Problems shown in `status`; the rest are counted.
const SHOWN: usize = 5;

/// The files of a release.
pub(super) struct Files<'a> {
    inputs: &'a [Input],
    load: &'a dyn Fn(&Kept) -> io::Result<Vec<u8>>,
    sources: Vec<Source>,
    problems: Vec<(String, Problem)>,
    unusable: Vec<(Kept, String)>,
}

/// What is said of the files of a release.
pub(super) struct Accounts {
    /// The files, by kind.
    pub(super) sources: Vec<Source>,
    /// Every problem, with the name of its file.
    pub(super) problems: Vec<(String, Problem)>,
    /// The files that cannot be used, and why.
    pub(super) unusable: Vec<(Kept, String)>,
}

/// A file that was read.
pub(super) struct FileRead<T> {
    /// What it holds.
    pub(super) value: T,
    /// It belongs to another release.
    pub(super) borrowed: bool,
}

impl<'a> Files<'a> {
    pub(super) fn new(inputs: &'a [Input], load: &'a dyn Fn(&Kept) -> io::Result<Vec<u8>>) -> Self {
        Self { inputs, load, sources: Vec::new(), problems: Vec::new(), unusable: Vec::new() }
    }

    /// Reads the file of a kind, if there is one; `rows` counts what it holds.
    pub(super) fn read<T>(
        &mut self,
        kind: SourceKind,
        read: impl FnOnce(&str, &[u8]) -> Read<T>,
        rows: impl FnOnce(&T) -> usize,
    ) -> io::Result<Option<FileRead<T>>> {
        let Some(input) = self.inputs.iter().find(|i| i.kept.kind() == Some(kind)) else {
            return Ok(None);
        };
        let kept = &input.kept;
        let bytes = (self.load)(kept)?;
        let found = read(&kept.file, &bytes);
        let rows = rows(&found.value) as u64;
        self.account(input, rows, found.problems);
        Ok(Some(FileRead { value: found.value, borrowed: input.borrowed }))
    }

    /// Reads every file of a kind: one, or the parts of one.
    pub(super) fn read_parts<T>(
        &mut self,
        kind: SourceKind,
        read: impl Fn(&[u8]) -> Read<T>,
        mut each: impl FnMut(T) -> usize,
    ) -> io::Result<()> {
        for input in self.inputs.iter().filter(|i| i.kept.kind() == Some(kind)) {
            let bytes = (self.load)(&input.kept)?;
            let found = read(&bytes);
            drop(bytes);
            let rows = each(found.value) as u64;
            self.account(input, rows, found.problems);
        }
        Ok(())
    }

    fn account(&mut self, input: &Input, rows: u64, problems: Vec<Problem>) {
        let kept = &input.kept;
        if let Some(error) = problems.iter().find(|p| p.severity == Severity::Error) {
            self.unusable.push((kept.clone(), error.to_string()));
        }
        let told: Vec<&Problem> = problems.iter().filter(|p| p.severity != Severity::Note).collect();
        self.sources.push(Source {
            kind: kept.kind.clone(),
            file: kept.file.clone(),
            origin: kept.origin.clone(),
            sha256: kept.sha256.clone(),
            bytes: kept.bytes,
            release: kept.release.clone(),
            release_from: kept.release_from,
            rebuilt: kept.rebuilt,
            borrowed: input.borrowed,
            rows,
            problems: told.len() as u64,
            first_problems: told.iter().take(SHOWN).map(ToString::to_string).collect(),
        });
        self.problems.extend(problems.into_iter().map(|p| (kept.file.clone(), p)));
    }

    /// Adds problems found after a file of this kind was read (while joining).
    pub(super) fn add_problems(&mut self, kind: SourceKind, problems: Vec<Problem>) {
        let Some(source) = self.sources.iter_mut().find(|s| s.kind == kind.id()) else { return };
        let told = problems.iter().filter(|p| p.severity != Severity::Note);
        for p in told {
            source.problems += 1;
            if source.first_problems.len() < SHOWN {
                source.first_problems.push(p.to_string());
            }
        }
        let file = source.file.clone();
        self.problems.extend(problems.into_iter().map(|p| (file.clone(), p)));
    }

    /// The accounts of all files read.
    pub(super) fn finish(mut self) -> Accounts {
        self.sources.sort_by_key(|s| s.kind().map(|k| k as u8));
        Accounts { sources: self.sources, problems: self.problems, unusable: self.unusable }
    }
}
