//! Several statements of one drug: repeated doses, or one dose told twice?

use super::catalogue::Catalogue;
use super::choose::{self, Choice, Told};
use super::dose::{self, About, Dose, Doubt};
use super::fate::Became;
use super::line::{self, Line};
use super::unit::BillingUnit;
use super::{Class, Statement, amount, place, waste};
use crate::desk::Case;
use crate::service::Service;
use medcode_model::{Code, WithheldReason};
use std::ops::Range;

/// Words that tell that a dose is one more.
const AGAIN: &[&str] = &[
    "repeat",
    "repeated",
    "second",
    "2nd",
    "another",
    "again",
    "additional",
    "third",
    "3rd",
    "more",
    "second",
];

/// Fluid of less than this, in milliliters, is no infusion of its own.
const DILUENT: f64 = 50.0;

/// Adds the lines of all statements, and ties what was given to its line.
pub(super) fn lines(case: &mut Case<'_>, catalogue: &Catalogue, statements: &[Statement]) {
    let supplied = place::supplies(case);
    let mut lines: Vec<(Line, Vec<usize>)> = Vec::new();
    let mut retired: Vec<(usize, Code, Option<Code>)> = Vec::new();
    for (n, statement) in statements.iter().enumerate() {
        match chosen(case, catalogue, statement) {
            Choice::Code { code, unit, pack } => {
                let entry = catalogue.entry(statement.named.entry);
                if matches!(entry.class, Class::Local | Class::Flush) {
                    continue;
                }
                let dose = reckoned(case, statements, n, &unit, &pack);
                // A few milliliters of fluid thin or flush another drug.
                if entry.class == Class::Fluid && dose.as_ref().is_ok_and(|d| d.total < DILUENT) {
                    continue;
                }
                let line = Line {
                    code,
                    unit,
                    pack,
                    drug: entry.drug.clone(),
                    dose,
                    became: statement.became,
                    plainly: is_plain(case, statement),
                    evidence: evidences(case, statement),
                    sentence: statement.named.sentence.clone(),
                    about: after(case, statements, n),
                };
                join(case, &mut lines, line, n, statements);
            }
            Choice::Retired(code, next) if statement.became == Became::Given => {
                retired.push((n, code, next))
            }
            Choice::Retired(..) | Choice::None => {}
        }
    }
    for (line, from) in &lines {
        if !is_told(line, &lines) {
            continue;
        }
        let at = line::add(case, line, supplied);
        tie(case, statements, from, at);
    }
    for (n, code, next) in retired {
        refuse(case, &statements[n], code, next);
    }
}

/// Whether a line is worth telling: given, or planned, refused or given elsewhere with a dose and
/// not given here besides.
fn is_told(line: &Line, all: &[(Line, Vec<usize>)]) -> bool {
    let given = all.iter().any(|(l, _)| l.code == line.code && l.became == Became::Given);
    match line.became {
        // A drug of the course without a dose is no line; a shot without one is asked for.
        Became::Given => line.dose != Err(Doubt::NoDose) || line.plainly,
        Became::Prescribed | Became::Unsaid => false,
        Became::Planned | Became::NotGiven | Became::Elsewhere => !given && line.dose.is_ok(),
    }
}

fn chosen(case: &Case<'_>, catalogue: &Catalogue, statement: &Statement) -> Choice {
    let told = Told {
        route: statement.route,
        figures: &statement.figures,
        sentence: statement.named.sentence.clone(),
    };
    choose::choose(case, catalogue, catalogue.entry(statement.named.entry), &told)
}

/// The dose of a statement, and what was thrown away where that is told after it.
fn reckoned(
    case: &Case<'_>,
    statements: &[Statement],
    n: usize,
    unit: &BillingUnit,
    pack: &super::table::Pack,
) -> Result<Dose, Doubt> {
    let statement = &statements[n];
    let about =
        About { reading: &case.reading, named: &statement.named, unit, pack, times: statement.count };
    let mut dose = dose::reckon(&about, &statement.figures)?;
    if dose.waste.is_none() {
        let figures =
            amount::figures(&case.reading, statement.named.around.end..after(case, statements, n).end);
        dose.waste = waste::later(&figures, |f| about.value(f));
    }
    Ok(dose)
}

/// From a statement to the next drug, but no further than its section and two sentences on.
fn after(case: &Case<'_>, statements: &[Statement], n: usize) -> Range<usize> {
    let named = &statements[n].named;
    let doc = case.reading.doc;
    let mut end = named.sentence.end;
    if let Some(at) = doc.sentence_of(named.tokens.start) {
        let all = doc.sentences();
        let section = all[at].section;
        for next in all.iter().skip(at + 1).take(2).take_while(|s| s.section == section) {
            end = next.tokens.1 as usize;
        }
    }
    let next = statements.get(n + 1).map_or(end, |s| s.named.around.start);
    named.around.start..end.min(next).max(named.around.end)
}

/// Whether a statement tells that the drug was put into the body here.
fn is_plain(case: &Case<'_>, statement: &Statement) -> bool {
    const SHOTS: &[&str] = &["injection", "injected", "shot", "infusion", "infused", "given", "inj"];
    let doc = case.reading.doc;
    let words = statement.named.around.clone().any(|at| SHOTS.contains(&doc.folded(at)));
    let route = statement.route.is_some_and(super::Route::is_parenteral);
    !case.visit.setting.is_inpatient()
        && words
        && (route || doc.folded(statement.named.tokens.end) == "injection")
}

/// The name with its dose, and the words of a dose that stands apart.
fn evidences(case: &Case<'_>, statement: &Statement) -> Vec<medcode_model::Span> {
    let mut out = vec![evidence(case, statement)];
    let sentence = &statement.named.sentence;
    let mut apart = statement.figures.iter().filter(|f| !sentence.contains(&f.tokens.start));
    if let Some(first) = apart.next() {
        let end = apart.map(|f| f.tokens.end).max().unwrap_or(first.tokens.end);
        out.push(case.reading.span(first.tokens.start..end));
    }
    out
}

fn evidence(case: &Case<'_>, statement: &Statement) -> medcode_model::Span {
    let (mut start, mut end) = (statement.named.tokens.start, statement.named.tokens.end);
    let sentence = &statement.named.sentence;
    let beside = statement.figures.iter().filter(|f| sentence.contains(&f.tokens.start));
    for figure in beside {
        start = start.min(figure.tokens.start);
        end = end.max(figure.tokens.end);
    }
    case.reading.span(start..end)
}

/// Adds a statement's line to those before: once more, the same told twice, or a contradiction.
fn join(
    case: &Case<'_>,
    lines: &mut Vec<(Line, Vec<usize>)>,
    line: Line,
    n: usize,
    statements: &[Statement],
) {
    let same = |l: &&mut (Line, Vec<usize>)| l.0.code == line.code && l.0.became == line.became;
    let Some((known, from)) = lines.iter_mut().find(same) else {
        lines.push((line, vec![n]));
        return;
    };
    let earlier = &statements[from[0]];
    let later = &statements[n];
    from.push(n);
    match (&mut known.dose, line.dose) {
        (Ok(a), Ok(b)) => {
            if once_more(case, earlier, later) {
                a.total += b.total;
                a.waste = match (a.waste, b.waste) {
                    (None, None) => None,
                    (x, y) => Some(x.unwrap_or(0.0) + y.unwrap_or(0.0)),
                };
                a.working = None;
            } else if (a.total - b.total).abs() > 1e-9 {
                known.dose = Err(Doubt::Contradictory(a.total, b.total));
            }
        }
        (Err(Doubt::NoDose), dose) => known.dose = dose,
        // The milliliters beside the one name are of something else: the other name has a dose.
        (Err(Doubt::NoConcentration(_)), Ok(dose)) => known.dose = Ok(dose),
        _ => {}
    }
    if known.evidence.len() < 4 {
        known.evidence.extend(line.evidence);
    }
}

/// Whether a later statement is of another administration: told so, at another time, by another
/// route, to another side.
fn once_more(case: &Case<'_>, a: &Statement, b: &Statement) -> bool {
    let doc = case.reading.doc;
    let again = b.named.around.clone().any(|at| AGAIN.contains(&doc.folded(at)));
    let timed = matches!((a.times.start, b.times.start), (Some(x), Some(y)) if x != y);
    let routed = matches!((a.route, b.route), (Some(x), Some(y)) if x != y);
    let sides = (side(case, a), side(case, b));
    again || timed || routed || matches!(sides, (Some(x), Some(y)) if x != y)
}

/// The side that a statement names: true is the right.
fn side(case: &Case<'_>, statement: &Statement) -> Option<bool> {
    statement.named.sentence.clone().find_map(|at| match case.reading.doc.folded(at) {
        "right" | "r" | "rt" => Some(true),
        "left" | "l" | "lt" => Some(false),
        _ => None,
    })
}

/// Ties the drugs given to their line.
fn tie(case: &mut Case<'_>, statements: &[Statement], from: &[usize], at: Option<usize>) {
    for &n in from {
        let tokens = &statements[n].named.tokens;
        let known = case.given.binary_search_by_key(&tokens.start, |g| g.tokens.start);
        if let Ok(known) = known {
            case.given[known].service = at;
        }
    }
}

/// A code that is not in force on the day, with the one that took its place.
fn refuse(case: &mut Case<'_>, statement: &Statement, code: Code, next: Option<Code>) {
    let Some(release) = case.visit.releases.hcpcs else { return };
    let title = release.find(&code).map_or(String::new(), |row| release.title(row));
    let mut service = Service::new(code, &title, "drug", vec![evidence(case, statement)]);
    let next = next.map_or(String::new(), |c| format!("; the file names {c} in its place"));
    service.withhold(
        WithheldReason::NotInForce,
        format!("not in force on the date of service{next}"),
        Some("HCPCS"),
    );
    case.services.push(service);
}
