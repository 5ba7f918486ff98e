//! Files of claims, read whole: claims with their bills, whatever the format.

use anyhow::{Context, Result, bail};
use medcode::formats::csv::Columns;
use medcode::formats::fhir::read_files;
use medcode::formats::{Reading, Sink, detect, read_claims};
use medcode::model::{Claim, Problem};
use std::fs::File;
use std::path::Path;

/// What a file holds.
#[derive(Default)]
pub(crate) struct Claims {
    /// The claims, in the order of the file.
    pub(crate) claims: Vec<Claim>,
    /// Trouble with the file.
    pub(crate) problems: Vec<Problem>,
}

impl Sink for Claims {
    fn claim(&mut self, claim: Claim) {
        self.claims.push(claim);
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// Reads a folder of FHIR files (JSON, NDJSON) as one document, as servers export in bulk.
pub(crate) fn folder(path: &Path, whole: bool, sink: &mut dyn Sink) -> Result<()> {
    let cannot = || format!("cannot read {}", path.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).with_context(cannot)? {
        let file = entry.with_context(cannot)?.path();
        if file.extension().is_some_and(|e| e == "json" || e == "ndjson") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("{}: no FHIR file (.json, .ndjson) is in this folder", path.display());
    }
    let opened = files.iter().map(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, File::open(file).with_context(|| format!("cannot read {}", file.display()))?))
    });
    let opened: Vec<(String, File)> = opened.collect::<Result<_>>()?;
    read_files(opened, whole, sink).with_context(cannot)
}

/// Reads a file of claims, or a folder of FHIR files.
pub(crate) fn read(path: &Path, columns: Columns) -> Result<Claims> {
    let name = path.display();
    if path.is_dir() {
        let mut all = Claims::default();
        folder(path, true, &mut all)?;
        return Ok(all);
    }
    let input = File::open(path).with_context(|| format!("cannot read {name}"))?;
    let mut all = Claims::default();
    let (format, input) = detect(input).with_context(|| format!("cannot read {name}"))?;
    let Some(format) = format else {
        bail!("{name}: this is no X12, FHIR, JSON or CSV file of claims");
    };
    let reading = Reading { whole: true, columns };
    read_claims(input, format, &reading, &mut all).with_context(|| format!("cannot read {name}"))?;
    Ok(all)
}
