//! Which findings over the codes of a note can be settled before it is answered? Those that
//! block and have one certain correction: a code left out, put first, or written otherwise. All
//! else stands as a finding, for a person.

use crate::CodedNote;
use medcode_kb::query::Release;
use medcode_model::{Code, CodeSystem, Suggestion, Withheld, WithheldReason};
use medcode_rules::{Correction, Hit, Rule, Severity};

/// Settles what can be; says whether anything changed.
pub(crate) fn settle(coded: &mut CodedNote, hits: &[(&Rule, Hit)], cm: &Release) -> bool {
    let mut changed = false;
    for (rule, hit) in hits {
        if hit.severity.unwrap_or(rule.severity) != Severity::Error {
            continue;
        }
        changed |= match &hit.correction {
            Some(Correction::Remove(code)) => leave_out(coded, *code, rule, hit),
            Some(Correction::First(code)) => put_before(coded, *code, rule, hit),
            Some(Correction::Replace { old, new }) => replace(coded, (*old, *new), rule, hit, cm),
            Some(Correction::Add(_) | Correction::Value(_)) | None => false,
        };
    }
    changed
}

/// The procedure-to-procedure edits.
const PAIRS: &str = "NCCI-PTP";

/// Leaves out the last suggestion of a code: of one that stands twice the first stays.
fn leave_out(coded: &mut CodedNote, code: Code, rule: &Rule, hit: &Hit) -> bool {
    let Some(at) = coded.outcome.suggestions.iter().rposition(|s| s.coded.code == code) else {
        return false;
    };
    // Of services only the edits of pairs are as certain: what no modifier parts.
    let reason = match code.system() {
        CodeSystem::Icd10Cm => WithheldReason::Excluded,
        _ if rule.id == PAIRS => WithheldReason::NotReportable,
        _ => return false,
    };
    let gone = coded.outcome.suggestions.remove(at);
    if at < coded.outcome.signs.len() {
        coded.outcome.signs.remove(at);
    }
    coded.outcome.withheld.push(Withheld {
        coded: gone.coded,
        reason,
        detail: hit.message.clone(),
        authority: vec![rule.id.to_owned()],
    });
    renumber(coded);
    true
}

/// Moves a diagnosis to before the others that the finding names, or to the front.
fn put_before(coded: &mut CodedNote, code: Code, rule: &Rule, hit: &Hit) -> bool {
    let place = |c: &Code| coded.outcome.suggestions.iter().position(|s| s.coded.code == *c);
    let Some(from) = place(&code) else { return false };
    let others = hit.codes.iter().filter(|c| **c != code).filter_map(place);
    let to = others.min().unwrap_or(0);
    if to >= from {
        return false;
    }
    let suggestions = &mut coded.outcome.suggestions;
    say_why(&mut suggestions[from], rule, hit);
    suggestions[to..=from].rotate_right(1);
    if let Some(signs) = coded.outcome.signs.get_mut(to..=from) {
        signs.rotate_right(1);
    }
    renumber(coded);
    true
}

/// Writes another code, where it is one that can be reported; one that is already there makes
/// the old one superfluous.
fn replace(
    coded: &mut CodedNote,
    (old, new): (Code, Code),
    rule: &Rule,
    hit: &Hit,
    cm: &Release,
) -> bool {
    if coded.outcome.suggestions.iter().any(|s| s.coded.code == new) {
        return leave_out(coded, old, rule, hit);
    }
    let row = cm.find(&new).filter(|row| cm.is_billable(*row));
    let found = coded.outcome.suggestions.iter_mut().find(|s| s.coded.code == old);
    let (Some(row), Some(suggestion)) = (row, found) else { return false };
    suggestion.coded.code = new;
    suggestion.coded.title = cm.title(row);
    say_why(suggestion, rule, hit);
    true
}

fn say_why(suggestion: &mut Suggestion, rule: &Rule, hit: &Hit) {
    suggestion.reasons.push(hit.message.clone());
    if !suggestion.authority.iter().any(|a| a == rule.id) {
        suggestion.authority.push(rule.id.to_owned());
    }
}

/// Gives ranks anew; pointers follow the diagnoses they point to.
fn renumber(coded: &mut CodedNote) {
    let suggestions = &mut coded.outcome.suggestions;
    let old: Vec<u32> = suggestions.iter().map(|s| s.rank).collect();
    for (suggestion, rank) in suggestions.iter_mut().zip(1..) {
        suggestion.rank = rank;
    }
    let moved = |was: &u32| old.iter().position(|o| o == was).map(|n| n as u32 + 1);
    for suggestion in suggestions.iter_mut().filter(|s| !s.pointers.is_empty()) {
        suggestion.pointers = suggestion.pointers.iter().filter_map(moved).collect();
        if suggestion.pointers.is_empty() {
            suggestion.pointers.push(1);
        }
    }
}
