//! Adverse effect of a drug taken as prescribed: the nature of the effect first, then the
//! drug (OCG I.C.19.e.5.a).

use super::effect::{self, Where};
use super::phrase::{beginning, ending, sentence, within};
use super::{draft_at, is_drug_code, is_stated};
use crate::case::{Case, Draft, Tier};
use crate::drug::{self, Column, DrugAt};
use crate::reading::is_describing;
use medcode_note::Gap;

/// Words that make the drug after them the cause of what stands before them.
const CAUSED_BY: &[&str] = &[
    "due to",
    "d t",
    "secondary to",
    "2 2",
    "2ry to",
    "caused by",
    "induced by",
    "precipitated by",
    "triggered by",
    "attributed to",
    "attributable to",
    "because of",
    "related to",
    "side effect of",
    "side effect from",
    "adverse effect of",
    "adverse effect from",
    "adverse reaction to",
    "reaction to",
    "complication of",
];

/// Words that make the drug before them the cause of what stands after them.
const CAUSING: &[&str] = &["induced", "related", "associated", "caused"];

/// "Naproxen is the cause of the ulcer".
const IS_CAUSE: &[&str] =
    &["is the cause of", "was the cause of", "is the probable cause of", "is the likely cause of"];

/// Words that may stand between the cause and the drug.
const BETWEEN: &[&str] = &[
    "the",
    "her",
    "his",
    "their",
    "a",
    "recent",
    "high",
    "low",
    "dose",
    "prior",
    "current",
    "oral",
    "iv",
    "po",
    "daily",
    "long",
    "term",
    "use",
    "of",
    "therapy",
    "with",
    "starting",
    "started",
    "taking",
    "concurrent",
    "home",
    "outpatient",
    "systemic",
    "prolonged",
    "chronic",
    "new",
    "excess",
];

/// Words after a drug by which it is not the drug itself that acts.
const NOT_THE_DRUG: &[&str] = &[
    "deficiency",
    "resistance",
    "allergy",
    "withdrawal",
    "overdose",
    "abuse",
    "dependence",
    "cessation",
    "resistant",
    "sensitive",
    "susceptible",
    "dependent",
    "noncompliance",
    "nonadherence",
    "discontinuation",
    "toxicity",
    "level",
    "use disorder",
    "refractory",
];

/// Words that call the effect one.
const CALLED: &[&str] = &["adverse effect", "side effect", "adverse reaction", "adverse drug reaction"];

/// No encounter states more causes; a file that does is read in linear time all the same.
const MOST: usize = 200;

pub(super) fn apply(case: &mut Case<'_>) {
    let mut before: Option<(DrugAt, Where)> = None;
    let mut stated = 0;
    for drug in case.drugs.clone() {
        let own = cause(case, drug);
        let joined = before.and_then(|(other, at)| is_joined(case, other, drug).then_some(at));
        let Some(at) = own.or(joined) else { continue };
        before = Some((drug, at));
        stated += 1;
        if stated > MOST {
            return;
        }
        report(case, drug, at);
    }
}

/// Where the effect stands of which the words around a drug make it the cause.
fn cause(case: &Case<'_>, drug: DrugAt) -> Option<Where> {
    let doc = case.doc;
    let here = sentence(case, drug.first);
    if beginning(doc, drug.end, here.end, NOT_THE_DRUG).is_some() {
        return None;
    }
    if beginning(doc, drug.end, here.end, CAUSING).is_some() && doc.folded(drug.end + 1) != "by" {
        return Some(Where::After { from: drug.end + 1, reach: 4 });
    }
    if let Some(end) = beginning(doc, drug.end, here.end, IS_CAUSE) {
        return Some(Where::After { from: end, reach: 3 });
    }
    let mut at = drug.first;
    for _ in 0..5 {
        if let Some(start) = ending(doc, at, here.start, CAUSED_BY) {
            return Some(Where::Before { to: start, reach: 8 });
        }
        if ending(doc, at, here.start, &["from"]).is_some() {
            return Some(Where::Before { to: at - 1, reach: 1 });
        }
        let word = if at > here.start { doc.folded(at - 1) } else { break };
        if !BETWEEN.contains(&word) && !word.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        at -= 1;
    }
    if within(doc, here.clone(), CALLED).is_some()
        && ending(doc, drug.first, here.start, &["on", "with", "to"]).is_some()
    {
        return Some(Where::Before { to: drug.first, reach: 5 });
    }
    let beside = doc.is_problem_heading(drug.span(doc)) && drug.end < here.end;
    beside.then_some(Where::Named { at: drug.end })
}

/// Whether a drug follows another in a list: "apixaban and aspirin", "apixaban on top of DAPT".
fn is_joined(case: &Case<'_>, other: DrugAt, drug: DrugAt) -> bool {
    let doc = case.doc;
    let between = other.end..drug.first;
    let same = doc.sentence_of(other.first) == doc.sentence_of(drug.first);
    let joins = |t| {
        matches!(doc.folded(t), "and" | "or" | "plus" | "on" | "top" | "of" | "both" | "w" | "with")
            || is_describing(doc.folded(t))
    };
    let joined =
        doc.gap(drug.first).has(Gap::COMMA.with(Gap::SLASH).with(Gap::AND)) || !between.is_empty();
    same && between.len() <= 3 && joined && between.clone().all(joins)
}

/// Reports the drug of an effect that is reported.
fn report(case: &mut Case<'_>, drug: DrugAt, at: Where) {
    let span = drug.span(case.doc);
    let known = *case.lexicon.drugs.drug(drug.number);
    if !is_stated(case, span) {
        return;
    }
    let Some(row) = drug::cell(case.release, known.row, Column::AdverseEffect) else { return };
    let poisoned = case.release.code(row);
    let is_poisoning = case
        .reported()
        .any(|d| is_drug_code(d, b"1234") && d.code.compact()[..4] == poisoned.compact()[..4]);
    if is_poisoning {
        return;
    }
    let Some(effect) = effect::find(case, drug, at) else { return };
    effect::report(case, effect, &known);
    let (tier, order) = (case.drafts[effect].tier, case.drafts[effect].order);
    if !case.drafts[effect].is_reported() {
        return;
    }
    if poisoned.compact().starts_with("T45515") && effect::is_bleeding(case, effect, drug) {
        let like = Draft { order: order + 1, ..case.drafts[effect].clone() };
        case.add("D68.32", &like, "bleeding due to an anticoagulant", "OCG-I.C.19.e.5.a");
    }
    let mut draft = draft_at(case, row, span, order + 2, tier.max(Tier::Discussed));
    draft.reasons.push("the drug that brought the effect on, taken as prescribed".into());
    draft.authority = vec!["OCG-I.C.19.e.5.a"];
    case.drafts.push(draft);
}
