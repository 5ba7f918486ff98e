//! A dose told apart from its drug: the record of an infusion names the drug once, and gives the
//! arithmetic, the vials and the times in lines of their own.

use super::amount::{self, Role};
use super::catalogue::Catalogue;
use super::fate::Became;
use super::given::{Class, Route};
use super::unit::Dimension;
use super::{Statement, clock};
use crate::desk::Case;

/// Words of a line that records what was given.
const RECORDED: &[&str] = &["given", "infused", "administered", "discarded", "wasted"];

/// Gives a toxin that is named without a dose the sum of what went into several muscles: `FCR 50 u, FDS
/// 50 u. Total given 180 units. 20 units wasted.`
pub(super) fn toxin(case: &Case<'_>, catalogue: &Catalogue, all: &mut [Statement]) {
    let is_toxin = |s: &Statement| catalogue.entry(s.named.entry).drug.contains("botulinum");
    let has_dose = |s: &Statement| s.figures.iter().any(|f| matches!(f.role, Role::Dose | Role::Total));
    let Some(n) = all.iter().rposition(is_toxin) else { return };
    if all.iter().any(|s| is_toxin(s) && has_dose(s)) {
        return;
    }
    let doc = case.reading.doc;
    let sentences = doc.sentences();
    let of = |at: usize| sentences[at].tokens.0 as usize..sentences[at].tokens.1 as usize;
    let units = |tokens: std::ops::Range<usize>, role: Role| {
        let mut figures = amount::figures(&case.reading, tokens);
        figures.retain(|f| {
            f.role == role && f.amount.is_some_and(|a| a.measure.dimension() == Dimension::Effect)
        });
        figures
    };
    let after = all[n].named.tokens.end;
    let first = sentences.partition_point(|s| (s.tokens.0 as usize) < after);
    let found = (first..sentences.len()).find(|&at| !units(of(at), Role::Total).is_empty());
    let Some(at) = found else { return };
    let last = (at + 2).min(sentences.len());
    let mut figures = units(of(at), Role::Total);
    figures.extend((at..last).flat_map(|at| units(of(at), Role::Waste)));
    let statement = &mut all[n];
    statement.figures = figures;
    statement.became = Became::Given;
    statement.route = Some(Route::Site);
}

/// Gives the one infused drug of a note that has no dose beside its name the dose of such a line.
pub(super) fn find(case: &Case<'_>, catalogue: &Catalogue, all: &mut [Statement]) {
    let infused = |s: &Statement| {
        matches!(catalogue.entry(s.named.entry).class, Class::Biologic | Class::Chemo)
            && !matches!(s.route, Some(Route::Oral))
    };
    let has_dose = |s: &Statement| s.figures.iter().any(|f| f.role == Role::Dose && f.amount.is_some());
    // A drug taken by mouth at home stands in such notes with its dose.
    let mut open = (0..all.len()).filter(|&n| infused(&all[n]) && !has_dose(&all[n]));
    let (Some(n), None) = (open.next(), open.next()) else { return };
    let doc = case.reading.doc;
    let from = all[n].named.tokens.end;
    let line = doc.sentences().iter().map(|s| s.tokens.0 as usize..s.tokens.1 as usize).find(|s| {
        s.start >= from
            && !all.iter().any(|o| o.named.tokens.start < s.end && s.start < o.named.tokens.end)
            && s.clone().any(|at| RECORDED.contains(&doc.folded(at)))
            && amount::figures(&case.reading, s.clone()).iter().any(|f| f.role == Role::Dose)
    });
    let Some(line) = line else { return };
    let statement = &mut all[n];
    statement.figures = amount::figures(&case.reading, line);
    statement.became = Became::Given;
    statement.route = statement.route.or(Some(Route::VeinInfusion));
    if statement.times.minutes.is_none() {
        statement.times = clock::read(&case.reading, from..doc.tokens().len());
    }
}
