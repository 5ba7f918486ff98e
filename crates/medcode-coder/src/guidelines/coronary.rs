//! Coronary disease with angina is one code (OCG I.C.9.b), an old infarction is I25.2, and
//! a second infarction within four weeks is I22 (OCG I.C.9.e).

use super::near;
use crate::case::{Case, Draft, Fate};
use medcode_model::{Experiencer, Presence, Temporality, WithheldReason};
use medcode_note::SectionKind;

/// Angina by itself, and with coronary disease.
const ANGINA: &[(&str, &str)] = &[
    ("I20.0", "I25.110"),
    ("I20.1", "I25.111"),
    ("I20.2", "I25.112"),
    ("I20.81", "I25.118"),
    ("I20.89", "I25.118"),
    ("I20.9", "I25.119"),
];

/// Joins angina to coronary disease and reads the time of infarctions.
pub(crate) fn apply(case: &mut Case<'_>) {
    disputed(case);
    beside_status(case);
    denied(case);
    wall(case);
    angina(case);
    vessel(case);
    subsequent(case);
    old(case);
    thrombus(case);
    fibrillation(case);
}

/// "A fib few hours, new onset, self converted; \"paroxysmal\"": the kind told behind it in its line.
fn fibrillation(case: &mut Case<'_>) {
    const KINDS: &[(&str, &str)] =
        &[("paroxysmal", "I48.0"), ("permanent", "I48.21"), ("persistent", "I48.19")];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("I48.91") {
            continue;
        }
        let end = case.doc.line_at(draft.evidence[0].start).map_or(0, |l| l.tokens.1 as usize);
        let behind = near::own(draft).end..end;
        let kind = KINDS.iter().find(|(word, _)| near::said(case, &behind, &[word]));
        if let Some((_, code)) = kind.filter(|_| !case.reports("I48.0") && !case.reports("I48.2")) {
            case.recode(at, code, "the kind is told in its line", "OCG-I.B.2");
        }
    }
}

/// An infarction with ST elevation whose wall is named and whose artery is not: the Index's "NEC"
/// (Index: Infarct > myocardium > ST elevation > anterior, inferior NEC, specified NEC).
fn wall(case: &mut Case<'_>) {
    for (wall, code) in [("I21.0", "I21.09"), ("I21.1", "I21.19"), ("I21.2", "I21.29")] {
        for at in 0..case.drafts.len() {
            let draft = &case.drafts[at];
            let open = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::Incomplete, .. });
            // Another statement names the artery too.
            let said = case.reported().any(|d| d.under(wall));
            if open && !said && draft.code.to_string() == wall {
                case.drafts[at].fate = Fate::Report;
                case.recode(at, code, "the wall is named, the artery is not", "OCG-I.C.9.e");
            }
        }
    }
}

/// A thrombus of the heart after an acute infarction is its complication (Tabular I23.6).
fn thrombus(case: &mut Case<'_>) {
    let Some(infarct) = case.reported().find(|d| d.under("I21") || d.under("I22")).cloned() else {
        return;
    };
    for at in 0..case.drafts.len() {
        if case.drafts[at].is_reported() && case.drafts[at].under("I51.3") {
            case.recode(at, "I23.6", "a complication of the acute infarction", "Tabular-I23.6");
            case.drafts[at].order = case.drafts[at].order.max(infarct.order + 1);
        }
    }
}

/// An infarction that the same sentence disputes ("the ED wrote NSTEMI, cardiology disagrees").
fn disputed(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let after = near::own(draft).end..near::sentence(case, draft).end;
        if draft.under("I21") && after.clone().any(|t| case.doc.folded(t).starts_with("disagree")) {
            case.drafts[at].withhold(WithheldReason::Negated, "disputed", Some("OCG-I.A.19"));
        }
    }
}

/// Coronary disease named together with the bypass or stent that treats it is still there.
fn beside_status(case: &mut Case<'_>) {
    let status = |d: &Draft| ["Z95.1", "Z95.5", "Z98.61"].iter().any(|c| d.under(c));
    if case.reports("I25.1") || case.reports("I25.7") || case.reports("I25.8") {
        return;
    }
    let found = case.reported().filter(|d| status(d)).find_map(|d| {
        near::find(case, &near::beside(case, d, 1, 1), &["coronary artery disease", "cad"])
    });
    if let Some(words) = found {
        case.state("I25.10", words, "the disease that was treated", "OCG-I.C.9.b");
    }
}

/// Angina that is denied in the same breath ("coronary disease, no angina") is none.
fn denied(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("I25.11") {
            continue;
        }
        let words = near::beside(case, draft, 2, 6);
        let said = case.places.any(&["angina", "chest pain"]);
        let mut here = said.into_iter().filter(|r| words.contains(&r.start)).peekable();
        let absent = |r: std::ops::Range<usize>| {
            case.doc.context(case.span(r)).assertion.presence == Presence::Absent
        };
        if here.peek().is_some() && here.all(absent) {
            case.recode(at, "I25.10", "angina is denied", "OCG-I.C.9.b");
        }
    }
}

fn angina(case: &mut Case<'_>) {
    let Some(disease) = case.drafts.iter().position(|d| d.is_reported() && d.under("I25.1")) else {
        return;
    };
    let pain = |d: &Draft| ANGINA.iter().find(|(c, _)| d.under(c)).map(|(_, code)| *code);
    let joined = (0..case.drafts.len())
        .find_map(|n| pain(&case.drafts[n]).filter(|_| case.drafts[n].is_reported()).map(|c| (n, c)));
    if let Some((at, code)) = joined {
        let words = case.drafts[at].evidence.clone();
        if case.recode(disease, code, "coronary disease with angina is one code", "OCG-I.C.9.b") {
            case.drafts[disease].evidence.extend(words);
            let detail = format!("part of {code}");
            case.drafts[at].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.9.b"));
        }
    }
    // The code with angina says all that the one without says.
    if case.reports("I25.11") {
        for draft in case.drafts.iter_mut().filter(|d| d.under("I25.10")) {
            let detail = "coronary disease with angina is coded";
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.9.b"));
        }
    }
}

/// The artery of an infarction by its words; where the site is known, the code for an
/// unknown one says nothing (OCG I.C.9.e.1).
fn vessel(case: &mut Case<'_>) {
    const ARTERIES: &[(&str, &[&str], &str)] = &[
        ("I21.19", &["rca", "right coronary"], "I21.11"),
        ("I21.09", &["lad", "left anterior descending"], "I21.02"),
        ("I21.29", &["lcx", "circumflex"], "I21.21"),
    ];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some((_, names, code)) = ARTERIES.iter().find(|(c, ..)| draft.under(c)) else { continue };
        if near::said(case, &near::beside(case, draft, 3, 6), names) {
            case.recode(at, code, "the artery is named", "OCG-I.B.2");
        }
    }
    if ["I21.0", "I21.1", "I21.2", "I21.4", "I22"].iter().any(|c| case.reports(c)) {
        for draft in case.drafts.iter_mut().filter(|d| d.under("I21.3") || d.under("I21.9")) {
            draft.withhold(
                WithheldReason::LessSpecific,
                "its site is given elsewhere",
                Some("OCG-I.B.2"),
            );
        }
    }
}

/// An acute infarction within four weeks of another.
fn subsequent(case: &mut Case<'_>) {
    const WITHIN: &[&str] =
        &["within 4 wk", "within 4 week", "within four week", "within 28 day", "subsequent"];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("I21") || draft.under("I21.A") {
            continue;
        }
        let before = near::own(draft).start;
        let after = near::find(case, &near::sentence(case, draft), WITHIN);
        if !after.is_some_and(|r| r.start > before || case.doc.folded(r.start) == "subsequent") {
            continue;
        }
        let code = match draft.code.compact() {
            "I214" => "I22.2",
            c if c.starts_with("I210") => "I22.0",
            c if c.starts_with("I211") => "I22.1",
            c if c.starts_with("I212") || c == "I213" => "I22.8",
            _ => "I22.9",
        };
        let was = draft.code;
        for other in 0..case.drafts.len() {
            if case.drafts[other].code == was && case.drafts[other].is_reported() {
                case.recode(other, code, "within four weeks of another infarction", "OCG-I.C.9.e.4");
            }
        }
    }
}

/// An infarction older than four weeks that needs no care of its own.
fn old(case: &mut Case<'_>) {
    let cardiac = ["I20", "I25", "I50", "I48", "I21", "I47"].iter().any(|c| case.reports(c));
    if !cardiac || case.reports("I25.2") {
        return;
    }
    let is_old = |d: &Draft| {
        let told = matches!(
            d.context.section,
            SectionKind::Hpi | SectionKind::Unsectioned | SectionKind::Other
        );
        let year = d.context.cue().map_or("", |c| c.span.of(case.doc.text()));
        let dated = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let listed = d.context.section.is_history_list() || told || dated;
        d.under("I21")
            && !d.under("I21.A")
            && d.context.assertion.temporality == Temporality::Past
            && d.context.assertion.presence == Presence::Present
            && d.context.assertion.experiencer == Experiencer::Patient
            && listed
    };
    let Some(at) = case.drafts.iter().position(is_old) else { return };
    if case.recode(at, "I25.2", "an infarction of the past", "OCG-I.C.9.e.2") {
        case.drafts[at].fate = Fate::Report;
    }
}
