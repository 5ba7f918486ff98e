//! What explains an error: the words of the note, the way through the books, the notes that bear on
//! it, the reason of the chart.

use super::paths::Paths;
use super::{Exercise, Fault, Kind};
use crate::Chart;
use crate::drill::Kind as Drill;
use medcode::kb::query::{NoteAt, Release};
use medcode_model::{Code, CodeSystem, NoteKind};

/// Fills in everything that explains the faults.
pub(super) fn explain(faults: &mut [Fault], chart: &Chart, release: &Release, pcs: Option<&Release>) {
    let wanted: Vec<Code> = faults.iter().filter_map(|f| f.wanted).collect();
    let paths = Paths::of(release, &wanted, &chart.labelled.note.text);
    for fault in faults {
        from_chart(fault, chart);
        fault.path = match fault.wanted {
            Some(code) if code.system() == CodeSystem::Icd10Pcs => table(pcs, &code),
            Some(code) => paths.to(&code),
            None => Vec::new(),
        };
        notes(fault, chart, release);
    }
}

/// What the chart says of the code, and of its traps.
fn from_chart(fault: &mut Fault, chart: &Chart) {
    let labelled = &chart.labelled;
    let wanted = fault.wanted;
    let at = labelled.gold.iter().position(|g| Some(g.code) == wanted);
    if let Some(at) = at {
        fault.words.clone_from(&labelled.gold[at].evidence);
        fault.why.clone_from(&chart.codes[at].why);
        fault.cites.clone_from(&chart.codes[at].cites);
    }
    let trap = labelled.traps.iter().find(|t| Some(t.code) == fault.given);
    let beside = matches!(fault.kind, Kind::Unit | Kind::Modifier);
    let slip = chart.slips.iter().find(|s| beside && Some(s.code) == fault.given);
    for said in trap.map(|t| &t.why).into_iter().chain(slip.map(|s| &s.why)) {
        let given = fault.given.map(|c| c.to_string()).unwrap_or_default();
        let gap = if fault.why.is_empty() { "" } else { " " };
        fault.why.push_str(&format!("{gap}{given}: {said}."));
    }
    if let (Kind::Level, Some(level)) = (fault.kind, &chart.visit) {
        fault.notes.push(format!("problems: {}", level.problems));
        fault.notes.push(format!("data: {}", level.data));
        fault.notes.push(format!("risk: {}", level.risk));
    }
}

/// What each character of a procedure means.
fn table(pcs: Option<&Release>, code: &Code) -> Vec<String> {
    let axes = pcs.map(|release| release.pcs_axes(code.compact().as_bytes())).unwrap_or_default();
    axes.into_iter().map(|a| format!("{} {}: {}", a.character, a.name, a.meaning)).collect()
}

/// All notes that hold for a diagnosis.
pub(super) fn notes_of(release: &Release, code: &Code) -> Vec<NoteAt> {
    release.find(code).map(|row| release.notes(row)).unwrap_or_default()
}

/// Notes between the code and those of the chart.
fn notes(fault: &mut Fault, chart: &Chart, release: &Release) {
    let Some(code) = fault.given.filter(|_| fault.kind == Kind::Extra).or(fault.wanted) else { return };
    if code.system() != CodeSystem::Icd10Cm {
        return;
    }
    let others: Vec<Code> = chart.labelled.gold.iter().filter(|g| g.required).map(|g| g.code).collect();
    let about = |kind| match fault.kind {
        Kind::Extra | Kind::Wrong => matches!(kind, NoteKind::Excludes1 | NoteKind::Excludes2),
        Kind::Missed | Kind::Sequence => {
            matches!(kind, NoteKind::CodeFirst | NoteKind::UseAdditional | NoteKind::CodeAlso)
        }
        _ => false,
    };
    let mut found = Vec::new();
    for other in others.iter().filter(|o| **o != code && o.system() == CodeSystem::Icd10Cm) {
        for (from, to) in [(&code, other), (other, &code)] {
            for note in notes_of(release, from) {
                if about(note.kind) && note.targets.iter().any(|t| t.matches(to)) {
                    found.push((note.kind, said(&note)));
                }
            }
        }
    }
    if found.iter().any(|(kind, _)| *kind == NoteKind::Excludes1) {
        fault.exercise = Exercise::Drill(Drill::Excludes);
    } else if fault.kind == Kind::Missed && !found.is_empty() {
        fault.exercise = Exercise::Drill(Drill::Additional);
    }
    let mut seen = Vec::new();
    found.retain(|note| {
        let new = !seen.contains(note);
        seen.push(note.clone());
        new
    });
    fault.notes.extend(found.into_iter().map(|(_, text)| text).take(3));
}

fn said(note: &NoteAt) -> String {
    format!("{} under {}: {}", note.kind.heading(), note.from, note.text)
}
