//! A claim in a few lines, so that a test can say what it expects.

use medcode_formats::{Format, Reading, Sink, read_claims};
use medcode_model::{Claim, CodeSaid, Date, Declared, Problem};
use std::fmt::Write;
use std::path::PathBuf;

#[derive(Default)]
pub(crate) struct All {
    pub(crate) claims: Vec<Claim>,
    pub(crate) problems: Vec<Problem>,
}

impl Sink for All {
    fn claim(&mut self, claim: Claim) {
        self.claims.push(claim);
    }
    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// What a document holds.
pub(crate) fn read(text: &[u8], format: Format) -> All {
    let mut all = All::default();
    read_claims(text, format, &Reading::default(), &mut all).unwrap();
    all
}

/// A fixture, by its name under `fixtures/claims`.
#[allow(dead_code, reason = "not every test reads one")]
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/claims").join(name);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A claim as lines: head, diagnoses, procedures, service lines.
#[allow(dead_code, reason = "not every test shows one")]
pub(crate) fn shown(claim: &Claim) -> String {
    let day = |d: Option<Date>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
    let npi = |n: &Option<medcode_model::Npi>| n.as_ref().map_or("-", |n| &n.text).to_owned();
    let mut out = format!(
        "{} {} place={} freq={} setting={} total={} born={} sex={:?} payer={} billing={} rendering={} {}..{} admitted={} made={} auth={}\n",
        claim.id,
        claim.kind.id(),
        claim.place,
        claim.frequency,
        claim.setting.map_or("-", |s| s.id()),
        claim.charge.map_or_else(|| "-".to_owned(), |c| c.to_string()),
        day(claim.patient.born),
        claim.patient.sex,
        claim.payer,
        npi(&claim.billing),
        npi(&claim.rendering),
        day(claim.from),
        day(claim.to),
        day(claim.admitted),
        day(claim.made),
        claim.authorised,
    );
    for d in &claim.diagnoses {
        let poa = d.poa.map_or_else(String::new, |p| format!(" poa={p}"));
        let _ = writeln!(out, "dx {:?} {}{poa}", d.role, code(&d.code));
    }
    for p in &claim.procedures {
        let _ = writeln!(out, "px {} {} {}", p.principal, code(&p.code), day(p.date));
    }
    for l in &claim.lines {
        let _ = writeln!(
            out,
            "line {} {} mods={} rev={} x{} {} {} place={} -> {:?} {}..{} by={}",
            l.number,
            l.code.as_ref().map_or_else(|| "-".to_owned(), code),
            l.modifiers.join(","),
            l.revenue.as_deref().unwrap_or("-"),
            l.quantity.map_or_else(|| "-".to_owned(), |q| q.to_string()),
            l.unit.as_deref().unwrap_or("-"),
            l.charge.map_or_else(|| "-".to_owned(), |c| c.to_string()),
            l.place.as_deref().unwrap_or("-"),
            l.pointers,
            day(l.from),
            day(l.to),
            npi(&l.rendering),
        );
    }
    out
}

fn code(said: &CodeSaid) -> String {
    match &said.system {
        Declared::Known(system) => format!("{system}:{}", said.text),
        Declared::Icd9 => format!("ICD9:{}", said.text),
        Declared::Other(name) => format!("[{name}]{}", said.text),
    }
}
