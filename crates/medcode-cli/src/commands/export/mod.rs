//! `medcode export`: a coded encounter or a claim in another form.
//!
//! A form is one file beside this one that holds a `FORM`, and one line in [`FORMS`]. What a form
//! is given is a [`Subject`]: claims as nouns, whatever file they came from (`subject.rs` reads
//! it), and the coded note they were made of, where there was one. A form writes bytes; it says
//! what it cannot write as an error that names the missing field.

mod along;
mod fhir;
mod paper;
mod subject;
mod table;
mod x12;

use crate::args::Export as Args;
use crate::out;
use anyhow::{Context, Result, bail};
use medcode::Engine;
use medcode::model::{Claim, ClaimKind, CodeSystem};
use medcode::release::home::Home;
use std::io::Write;
use std::process::ExitCode;

/// What is to be written.
pub(super) struct Subject {
    /// Claims with their bills.
    pub(super) claims: Vec<Claim>,
    /// The output of `medcode code --json` that the claims were made of.
    pub(super) coded: Option<serde_json::Value>,
    /// The code sets, where some are installed: for titles.
    pub(super) engine: Option<Engine>,
}

/// A form that can be written.
pub(super) struct Form {
    /// As `--to` names it.
    pub(super) name: &'static str,
    /// Writes it.
    pub(super) write: fn(&Subject, &Args, &mut dyn Write) -> Result<()>,
}

/// The forms, in the order of the help.
const FORMS: [&Form; 8] = [
    &x12::PROFESSIONAL,
    &x12::INSTITUTIONAL,
    &fhir::FORM,
    &table::CSV,
    &table::JSON,
    &paper::CMS1500,
    &paper::UB04,
    &paper::SUPERBILL,
];

/// Writes claims as an interchange of now.
pub(crate) fn x12_claims(claims: &[Claim], kind: ClaimKind, to: &mut dyn Write) -> Result<()> {
    x12::claims(claims, kind, &x12::interchange(None, false)?, to)
}

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let Some(form) = FORMS.iter().find(|f| f.name == args.to) else {
        let names: Vec<_> = FORMS.iter().map(|f| f.name).collect();
        bail!("--to: `{}` is none of {}", args.to, names.join(", "));
    };
    let mut subject = subject::read(args)?;
    subject.engine = crate::home::open(home).ok();
    let mut bytes = Vec::new();
    (form.write)(&subject, args, &mut bytes)?;
    match &args.out {
        Some(path) => {
            std::fs::write(path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
        }
        None => {
            let mut to = out::stdout();
            to.write_all(&bytes)?;
            to.flush()?;
        }
    }
    say_whose(&subject.claims);
    Ok(ExitCode::SUCCESS)
}

/// Whose the CPT numbers of claims are: beside what is written, whatever its form.
pub(crate) fn say_whose(claims: &[Claim]) {
    let codes = claims.iter().flat_map(|c| c.lines.iter().filter_map(|l| l.code.as_ref()?.code));
    if let Some(notice) = codes.map(|code| code.system()).find_map(CodeSystem::notice) {
        eprintln!("{notice}");
    }
}
