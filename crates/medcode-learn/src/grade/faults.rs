//! Which error is it? Judged lines become faults and variances; a missed and an extra code that
//! belong together become one wrong, less specific, or mislevelled code.

use super::{Desk, Exercise, Fault, Grade, Kind, Variance};
use crate::Chart;
use crate::drill::Kind as Drill;
use medcode::eval::{Beside, Cause, Gold, Matched};
use medcode::kb::query::Release;
use medcode_model::{Code, CodeSystem, NoteKind};

impl Desk<'_> {
    /// Right codes and variances go into the grade, errors come back.
    pub(super) fn into_grade(self, grade: &mut Grade) -> Vec<Fault> {
        let mut open = Vec::new();
        let turned = self.turned(grade, &mut open);
        for (n, matched) in self.judged.matched.iter().enumerate() {
            match matched {
                Matched::Label(g) => self.answered(n, *g, &turned, grade, &mut open),
                Matched::Again => grade.variances.push(Variance {
                    code: self.ours[n].code,
                    what: "an alternative of a code that is there already".to_owned(),
                }),
                Matched::None => open.push(self.extra(n)),
            }
        }
        for (g, gold) in self.gold.iter().enumerate() {
            if self.judged.missing.contains(&g) {
                open.push(fault(Kind::Missed, None, Some(gold.code), "not reported".to_owned()));
            } else if !gold.required && !self.judged.matched.contains(&Matched::Label(g)) {
                let what = "left out; it may be reported".to_owned();
                grade.variances.push(Variance { code: gold.code, what });
            }
        }
        open
    }

    /// A code that answers a label: is what stands beside it right too?
    fn answered(&self, n: usize, g: usize, turned: &[Code], grade: &mut Grade, open: &mut Vec<Fault>) {
        let (gold, ours) = (self.gold[g], &self.ours[n]);
        let vary = |what: String| Variance { code: ours.code, what };
        if ours.code != gold.code {
            grade.variances.push(vary(format!("{} is as acceptable", gold.code)));
        }
        if !gold.required {
            grade.variances.push(vary("may be reported; it is not required".to_owned()));
            return;
        }
        let beside = Beside::of(gold, ours);
        let before = open.len();
        let mut wrong = |kind, what| open.push(fault(kind, Some(ours.code), Some(gold.code), what));
        if beside.units == Some(false) {
            let wanted = gold.units.unwrap_or(1);
            wrong(Kind::Unit, format!("{} units, not {}", wanted, ours.units.unwrap_or(1)));
        }
        if beside.modifiers == Some(false) {
            let wanted = list(gold.modifiers.as_deref().unwrap_or_default());
            wrong(Kind::Modifier, format!("modifiers: {wanted}, not {}", list(ours.modifiers)));
        }
        if beside.poa == Some(false) {
            let wanted = gold.poa.as_deref().unwrap_or_default();
            wrong(Kind::Poa, format!("POA {wanted}, not {}", ours.poa.unwrap_or("nothing")));
        }
        if open.len() == before && !turned.contains(&gold.code) {
            grade.right.push(ours.code);
        }
    }

    fn extra(&self, n: usize) -> Fault {
        let code = self.ours[n].code;
        let twice = self.gold.iter().any(|g| g.accepts(&code));
        let what = if twice { "on one line more than there should be" } else { "not to be reported" };
        fault(Kind::Extra, Some(code), None, what.to_owned())
    }

    /// Errors of sequence: the first diagnosis or the principal procedure, and pairs that a note of
    /// the Tabular List puts in order. Other orders are acceptable. The codes that are out of place.
    fn turned(&self, grade: &mut Grade, open: &mut Vec<Fault>) -> Vec<Code> {
        let mut out = Vec::new();
        if let Some(gold) = self.first_is_wrong() {
            let mine = self.leading().map(|a| a.code);
            let what = mine.map_or_else(String::new, |code| format!("stands first, not {code}"));
            open.push(fault(Kind::Sequence, mine, Some(gold.code), what));
            out.push(gold.code);
        }
        let mut varied = false;
        for &(early, late, _) in &self.judged.turned {
            let (early, late) = (self.ours[early].code, self.ours[late].code);
            if out.contains(&late) || out.contains(&early) {
                continue;
            }
            if ordered(self.release, &late, &early) {
                let what = format!("comes before {early}");
                open.push(fault(Kind::Sequence, Some(early), Some(late), what));
                out.push(late);
            } else if !varied {
                let what = format!("after {early}; the chart has them the other way round");
                grade.variances.push(Variance { code: late, what });
                varied = true;
            }
        }
        out
    }

    /// The label that had to stand first, where it was answered and does not.
    fn first_is_wrong(&self) -> Option<&Gold> {
        let first = self.gold.iter().find(|g| g.rank == Some(1) && g.required)?;
        let answered = self.ours.iter().any(|a| first.accepts(&a.code));
        let leading = self.leading()?.code;
        let acceptable = &self.chart.labelled.acceptable_first;
        let right = first.accepts(&leading) || acceptable.contains(&leading);
        let asked = matches!(first.code.system(), CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs);
        (asked && answered && !right).then_some(*first)
    }

    /// The first code that is not wrong altogether: a code too many is one error, not two.
    fn leading(&self) -> Option<&medcode::eval::Answer<'_>> {
        let known = self.judged.matched.iter().position(|m| *m != Matched::None)?;
        self.ours.get(known)
    }
}

fn list(modifiers: &[String]) -> String {
    if modifiers.is_empty() { "none".to_owned() } else { modifiers.join(", ") }
}

/// Whether a note says that one code stands before the other.
fn ordered(release: &Release, first: &Code, then: &Code) -> bool {
    let names = |from: &Code, kind, to: &Code| {
        super::explain::notes_of(release, from)
            .iter()
            .any(|n| n.kind == kind && n.targets.iter().any(|t| t.matches(to)))
    };
    names(then, NoteKind::CodeFirst, first) || names(first, NoteKind::UseAdditional, then)
}

/// A fault that is not explained yet.
fn fault(kind: Kind, given: Option<Code>, wanted: Option<Code>, what: String) -> Fault {
    Fault {
        kind,
        given,
        wanted,
        what,
        words: Vec::new(),
        path: Vec::new(),
        notes: Vec::new(),
        why: String::new(),
        cites: Vec::new(),
        exercise: exercise(kind, wanted.or(given)),
    }
}

fn exercise(kind: Kind, code: Option<Code>) -> Exercise {
    let system = code.map(|c| c.system());
    match (kind, system) {
        (Kind::Sequence, _) => Exercise::Drill(Drill::Sequence),
        (Kind::Poa, _) => Exercise::Drill(Drill::Poa),
        (Kind::Unit, Some(CodeSystem::Hcpcs)) => Exercise::Drill(Drill::Units),
        (Kind::Modifier, Some(CodeSystem::Cpt)) => Exercise::Drill(Drill::CptModifier),
        (Kind::Modifier, _) => Exercise::Drill(Drill::Modifier),
        (_, Some(CodeSystem::Icd10Pcs)) => Exercise::Drill(Drill::Pcs),
        (_, Some(CodeSystem::Cpt)) | (Kind::Level, _) => Exercise::Questions("cpt"),
        (_, Some(CodeSystem::Hcpcs)) => Exercise::Questions("hcpcs"),
        (Kind::NotSpecific, _) => Exercise::Drill(Drill::Billable),
        _ => Exercise::Drill(Drill::Index),
    }
}

/// Puts a missed and an extra code together where one was given in the place of the other.
pub(super) fn join(open: &mut Vec<Fault>, release: &Release, chart: &Chart) {
    while let Some((missed, extra, kind)) = nearest(open, release, chart) {
        let (given, wanted) = (open[extra].given, open[missed].wanted);
        let (Some(mine), Some(theirs)) = (given, wanted) else { return };
        let mut joined = fault(kind, given, wanted, format!("{theirs}, not {mine}"));
        if kind == Kind::NotSpecific && theirs.len() == 7 && mine.prefix(6) == theirs.prefix(6) {
            joined.exercise = Exercise::Drill(Drill::Seventh);
        }
        open[missed] = joined;
        open.remove(extra);
    }
}

/// The pair that belongs together most: its places, and what it is.
fn nearest(open: &[Fault], release: &Release, chart: &Chart) -> Option<(usize, usize, Kind)> {
    let mut best: Option<(u8, usize, usize, Kind)> = None;
    for (m, missed) in open.iter().enumerate().filter(|(_, f)| f.kind == Kind::Missed) {
        for (e, extra) in open.iter().enumerate().filter(|(_, f)| f.kind == Kind::Extra) {
            let (Some(wanted), Some(given)) = (missed.wanted, extra.given) else { continue };
            let Some((near, kind)) = kinship(&given, &wanted, release, chart) else { continue };
            if best.is_none_or(|b| near > b.0) {
                best = Some((near, m, e, kind));
            }
        }
    }
    best.map(|(_, m, e, kind)| (m, e, kind))
}

/// How near a given code is to a missed one, and what error that is.
fn kinship(given: &Code, wanted: &Code, release: &Release, chart: &Chart) -> Option<(u8, Kind)> {
    if given.system() != wanted.system() || chart.labelled.gold.iter().any(|g| g.accepts(given)) {
        return None;
    }
    let same = (0..7).take_while(|&n| given.bytes()[n] == wanted.bytes()[n] && given.bytes()[n] != 0);
    let same = same.count() as u8;
    match given.system() {
        CodeSystem::Icd10Cm if given.category() == wanted.category() => {
            let kind = match Cause::between(given, wanted, release) {
                Cause::OtherOfCategory if given.prefix(4) != wanted.prefix(4) => Kind::Wrong,
                _ => Kind::NotSpecific,
            };
            Some((same + 10, kind))
        }
        CodeSystem::Icd10Cm => {
            let block = |c: &Code| release.find(&c.category()).and_then(|r| release.block_of(r));
            let together = block(given).is_some() && block(given) == block(wanted);
            together.then_some((same, Kind::Wrong))
        }
        CodeSystem::Icd10Pcs => (same >= 1).then_some((same, Kind::Wrong)),
        CodeSystem::Cpt | CodeSystem::Hcpcs if is_visit(given) && is_visit(wanted) => {
            Some((10 + same, if same >= 4 { Kind::Level } else { Kind::Wrong }))
        }
        CodeSystem::Cpt | CodeSystem::Hcpcs => (same >= 3).then_some((same, Kind::Wrong)),
    }
}

/// Evaluation and management by a level.
fn is_visit(code: &Code) -> bool {
    let number = code.compact().parse().unwrap_or(0u32);
    code.system() == CodeSystem::Cpt && (99_202..=99_499).contains(&number)
}
