//! `eval --json`.

use medcode::eval::{Counts, Report};
use serde::Serialize;
use std::collections::BTreeMap;

/// The score of one set in one system.
#[derive(Clone, Debug, Serialize)]
pub struct WireEval {
    /// The set.
    pub set: String,
    /// The system.
    pub system: &'static str,
    /// Notes.
    pub n: usize,
    /// Micro precision.
    pub p: f64,
    /// Micro recall of required codes.
    pub r: f64,
    /// Micro F1.
    pub f1: f64,
    /// F1 at the three-character category.
    pub f1_cat3: f64,
    /// First-listed or principal diagnosis right; null where sets have none.
    pub first: Option<f64>,
    /// Traps suggested, of all.
    pub traps: [u32; 2],
    /// 95 % interval of F1.
    pub ci: [f64; 2],
    /// Units right, of right codes that have units.
    pub units: [u32; 2],
    /// Modifiers right, of right codes that have modifiers.
    pub modifiers: [u32; 2],
    /// POA right, of right codes that have one.
    pub poa: [u32; 2],
    /// Right, wrong and missing by the first character of the code.
    pub chapters: BTreeMap<char, [u32; 3]>,
}

/// A report as JSON.
#[must_use]
pub fn eval(set: &str, report: &Report) -> WireEval {
    let t = &report.tally;
    let three = |x: f64| (x * 1000.0).round() / 1000.0;
    let pair = |(a, b): (u32, u32)| [a, b];
    let parts = |c: &Counts| [c.right, c.wrong, c.missing];
    WireEval {
        set: set.to_owned(),
        system: report.system.id(),
        n: report.notes,
        p: three(t.exact.precision()),
        r: three(t.exact.recall()),
        f1: three(t.exact.f1()),
        f1_cat3: three(t.category.f1()),
        first: (report.first.1 > 0)
            .then(|| three(f64::from(report.first.0) / f64::from(report.first.1))),
        traps: pair(t.traps),
        ci: [three(report.interval.0), three(report.interval.1)],
        units: pair(t.units),
        modifiers: pair(t.modifiers),
        poa: pair(t.poa),
        chapters: t.chapters.iter().map(|(c, n)| (*c, parts(n))).collect(),
    }
}
