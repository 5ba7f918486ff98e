//! Files of claims, read whole: claims with their bills, whatever the format.

use anyhow::{Context, Result, bail};
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

/// Reads a file of claims.
pub(crate) fn read(path: &Path) -> Result<Claims> {
    let name = path.display();
    let input = File::open(path).with_context(|| format!("cannot read {name}"))?;
    let mut all = Claims::default();
    let (format, input) = detect(input).with_context(|| format!("cannot read {name}"))?;
    let Some(format) = format else {
        bail!("{name}: this is no X12, FHIR, JSON or CSV file of claims");
    };
    let reading = Reading { whole: true, ..Reading::default() };
    read_claims(input, format, &reading, &mut all).with_context(|| format!("cannot read {name}"))?;
    Ok(all)
}
