//! Negated, uncertain, another person's, past, planned: what the words around a condition
//! say of it (OCG IV.H, II.H, III.C, IV.J).

use crate::case::{Case, Draft, Tier};
use medcode_model::{Experiencer, Presence, Setting, Temporality, WithheldReason as R};
use medcode_note::{CueClass, Document, Gap};

/// Withholds what is not stated as the patient's own, present and current.
pub(crate) fn apply(case: &mut Case<'_>) {
    let inpatient = case.facts.setting.is_inpatient();
    let acute = inpatient || matches!(case.facts.setting, Setting::Ed | Setting::Observation);
    let text = case.doc.text();
    let final_word: Vec<bool> =
        case.drafts.iter().map(|d| inpatient && is_final_word(case, d)).collect();
    for (draft, final_word) in case.drafts.iter_mut().zip(final_word) {
        if is_differential(case.doc, draft) {
            draft.withhold(R::Hypothetical, "one of a differential", Some("OCG-II.H"));
        }
        // A status, history or family history is a code of its own: its words hold the cue.
        let own = is_status(draft);
        let cue = draft.context.cue().map(|c| c.span.of(text).to_owned()).unwrap_or_default();
        let at = draft.context.assertion;
        match at.experiencer {
            Experiencer::Patient => {}
            Experiencer::Family if draft.under("Z8") => {}
            Experiencer::Family => {
                draft.withhold(R::FamilyHistory, said("a relative's", &cue), Some("OCG-IV.J"))
            }
            Experiencer::Other => draft.withhold(R::OtherPerson, said("another person's", &cue), None),
        }
        match at.presence {
            Presence::Present => {}
            Presence::Absent if own && !is_denied(draft) => {}
            Presence::Absent if is_result(draft, &cue) => {}
            Presence::Absent => draft.withhold(R::Negated, said("stated as not there", &cue), None),
            // What was only considered is no term of uncertainty of OCG II.H.
            Presence::Possible
                if final_word
                    && !is_answered(case.doc, draft)
                    && !only_if_confirmed(draft)
                    && !cue.eq_ignore_ascii_case("considered")
                    && !is_of_a_test(&cue) =>
            {
                draft.reasons.push("uncertain at discharge: coded as if it existed".into());
                draft.authority.push("OCG-II.H");
            }
            Presence::Possible => draft.withhold(
                R::Uncertain,
                said("uncertain", &cue),
                Some(if inpatient { "OCG-II.H" } else { "OCG-IV.H" }),
            ),
            Presence::Conditional | Presence::Hypothetical => {
                draft.withhold(R::Hypothetical, said("not stated as there", &cue), None);
            }
        }
        match at.temporality {
            Temporality::Current => {}
            Temporality::Past if own || (acute && is_resolved(draft)) => {}
            Temporality::Past => draft.withhold(R::Historical, said("past", &cue), Some("OCG-IV.J")),
            Temporality::Planned if !draft.under("Z") => {}
            Temporality::Planned => draft.withhold(R::Planned, said("planned", &cue), None),
        }
    }
}

/// Whether an uncertain statement stands where the stay is summed up; in the course it does
/// so only if its problem names nothing that is certain (OCG II.H: uncertain at discharge).
fn is_final_word(case: &Case<'_>, draft: &Draft) -> bool {
    use medcode_note::SectionKind as K;
    let summed_up =
        matches!(draft.context.section, K::FinalDiagnosis | K::Assessment | K::AssessmentPlan);
    if summed_up || draft.context.problem_heading {
        return true;
    }
    let Some(problem) = case.doc.problem_at(draft.evidence[0]) else { return true };
    let within =
        |d: &&Draft| problem.body.start <= d.evidence[0].start && d.evidence[0].start < problem.body.end;
    let certain = |d: &Draft| d.context.assertion.is_affirmed() && !d.is_symptom() && !d.under("Z");
    !case.drafts.iter().filter(within).any(certain)
}

/// What was treated and is over by the end of the stay was a condition of the stay (OCG III).
fn is_resolved(draft: &Draft) -> bool {
    draft.tier >= Tier::Discussed
        && draft.context.temporality.is_some_and(|c| c.class == CueClass::Resolved)
}

/// How many tokens a differential may have.
const DIFFERENTIAL: usize = 60;

/// "Differential for fatigue: anemia, sleep apnea": a list of what it might be.
fn is_differential(doc: &Document<'_>, draft: &Draft) -> bool {
    let Some(line) = doc.line_at(draft.evidence[0].start) else { return false };
    let first = line.tokens.0 as usize;
    let Some(&own) = draft.tokens.first() else { return false };
    let headed = matches!(doc.folded(first), "differential" | "ddx");
    if !headed || own as usize > first + DIFFERENTIAL {
        return false;
    }
    let same = doc.sentence_of(own as usize) == doc.sentence_of(first)
        || (first..(own as usize)).any(|t| doc.gap(t + 1).has(Gap::COLON));
    // What was settled on stands behind a stop.
    let settled = (first..own as usize).any(|t| doc.gap(t + 1).has(Gap::STOP));
    same && !settled
}

/// A code whose own words are those of a cue ("history of", "status post", "screening").
fn is_status(draft: &Draft) -> bool {
    draft.under("Z") || draft.under("I25.2") || draft.under("I69")
}

fn is_denied(draft: &Draft) -> bool {
    draft.context.presence.is_some_and(|c| c.class == CueClass::Negated || c.class == CueClass::RuledOut)
}

/// "Depression screening, PHQ-9 2, negative": what a screening found does not undo it (OCG I.C.21.c.5).
fn is_result(draft: &Draft, cue: &str) -> bool {
    let screening = ["Z11", "Z12", "Z13"].iter().any(|p| draft.under(p));
    screening && ["negative", "neg", "normal", "nonreactive"].iter().any(|c| cue.eq_ignore_ascii_case(c))
}

/// "UTI? urine contaminated, not treated": a question that its own line goes on to answer is no diagnosis
/// still uncertain at discharge; one that ends its item is (OCG II.H).
fn is_answered(doc: &Document<'_>, draft: &Draft) -> bool {
    let Some(cue) = draft.context.presence.filter(|c| c.class == CueClass::Question) else {
        return false;
    };
    let (first, _) = doc.tokens_in(cue.span);
    let behind = cue.span.start >= draft.evidence[0].end;
    let line = doc.line_at(draft.evidence[0].start).map_or(0, |l| l.tokens.1 as usize);
    let parts = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::PIPE).with(Gap::BULLET);
    behind && first + 2 <= line && !doc.gap(first).has(parts)
}

/// "CT to rule out appendicitis" tells why a test was done, not what is still to be ruled out.
fn is_of_a_test(cue: &str) -> bool {
    ["to rule out", "to r/o", "to exclude"].iter().any(|c| cue.eq_ignore_ascii_case(c))
}

/// HIV, Zika, COVID-19 and influenza due to identified novel or other viruses are coded only
/// when confirmed, inpatients too (OCG I.C.1.a, I.C.1.f, I.C.1.g, I.C.10.c).
fn only_if_confirmed(draft: &Draft) -> bool {
    ["B20", "Z21", "A92.5", "U07.1", "J12.82", "J09", "J10"].iter().any(|p| draft.under(p))
}

fn said(what: &str, cue: &str) -> String {
    if cue.is_empty() { what.to_owned() } else { format!("{what} (\"{cue}\")") }
}
