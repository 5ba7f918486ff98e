//! Poisoning: every drug taken, each with the intent (OCG I.C.19.e.4, I.C.19.e.5.b).

use super::phrase::{beginning, ending, sentence};
use super::{draft_at, intent, is_drug_code, is_stated};
use crate::case::{Case, Tier};
use crate::drug::{self, Column, DrugAt};
use medcode_model::WithheldReason;

/// Words before a drug that was taken in excess.
const BEFORE: &[&str] = &[
    "overdose of",
    "ingestion of",
    "accidentally ingested",
    "overdose on",
    "overdose with",
    "overdosed on",
    "od on",
    "od of",
    "poisoning by",
    "poisoning from",
];
/// Words after one.
const AFTER: &[&str] = &["overdose", "od", "poisoning"];

pub(super) fn apply(case: &mut Case<'_>) {
    named(case);
    let Some(column) = intent::stated(case) else { return settle(case) };
    for at in 0..case.drafts.len() {
        if case.drafts[at].is_reported() && is_drug_code(&case.drafts[at], b"1234") {
            meant(case, at, column);
        }
    }
    settle(case);
}

/// Adds the drugs whose overdose is named and has no draft yet.
fn named(case: &mut Case<'_>) {
    for drug in case.drugs.clone() {
        if !is_overdose(case, drug) {
            continue;
        }
        let span = drug.span(case.doc);
        let context = case.doc.context(span);
        let tier = case.tier(&context, span);
        if tier < Tier::Discussed || !is_stated(case, span) {
            continue;
        }
        let known = *case.lexicon.drugs.drug(drug.number);
        let Some(row) = drug::cell(case.release, known.row, Column::Accidental) else { continue };
        let stem = &case.release.code(row);
        if case
            .reported()
            .any(|d| is_drug_code(d, b"1234") && d.code.compact()[..4] == stem.compact()[..4])
        {
            continue;
        }
        let draft = draft_at(case, row, span, i64::from(span.start), tier);
        case.drafts.push(draft);
    }
}

/// Words that may stand between "overdose of" and the drug.
const BETWEEN: &[&str] = &[
    "illicit",
    "street",
    "his",
    "her",
    "the",
    "home",
    "prescribed",
    "tablet",
    "pill",
    "mg",
    "multiple",
    "unknown",
    "amount",
    "of",
    "a",
    "an",
    "bottle",
    "about",
];

fn is_overdose(case: &Case<'_>, drug: DrugAt) -> bool {
    let here = sentence(case, drug.first);
    let mut at = drug.first;
    for _ in 0..5 {
        if ending(case.doc, at, here.start, BEFORE).is_some() {
            return true;
        }
        let filler = |w: &str| BETWEEN.contains(&w) || w.bytes().all(|b| b.is_ascii_digit());
        if at == here.start || !filler(case.doc.folded(at - 1)) {
            break;
        }
        at -= 1;
    }
    beginning(case.doc, drug.end, here.end, AFTER).is_some()
}

/// Gives a poisoning the intent that the note states.
fn meant(case: &mut Case<'_>, at: usize, column: Column) {
    let mut code = case.drafts[at].code.compact().as_bytes().to_vec();
    let character = b'1' + column as u8;
    let place = if code.get(5) == Some(&b'X') { 4 } else { 5 };
    if code.get(place).is_none_or(|c| *c == character) {
        return;
    }
    code[place] = character;
    let code = String::from_utf8(code).unwrap_or_default();
    case.recode(at, &code, "the intent that the note states", "OCG-I.C.19.e.5.b");
}

/// The unspecified drug and the attempt by unspecified means yield to the drug by name.
fn settle(case: &mut Case<'_>) {
    let specific = |d: &crate::case::Draft| is_drug_code(d, b"1234") && !d.under("T50.9");
    let named = case.reported().any(specific);
    let meant = case.reported().any(|d| is_drug_code(d, b"2"));
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        if named && draft.under("T50.9") && is_drug_code(draft, b"1234") {
            draft.withhold(WithheldReason::LessSpecific, "the drug is named", Some("OCG-I.C.19.e"));
        }
        if meant && draft.under("T14.91") {
            let detail = "the means of the attempt are coded";
            draft.withhold(WithheldReason::LessSpecific, detail, Some("Tabular T14.91"));
        }
    }
}
