//! Adverse effects, poisoning and underdosing (OCG I.C.19.e).

mod adverse;
mod diarrhea;
mod effect;
mod intent;
mod overdose;
mod phrase;
mod pump;
mod reason;
mod underdosing;

use crate::case::{Case, Draft, Fate, Origin, Tier};
use medcode_model::{Experiencer, Presence, Span};

/// Reads every drug of the note for what it did.
pub(crate) fn apply(case: &mut Case<'_>) {
    overdose::apply(case);
    adverse::apply(case);
    pump::apply(case);
    underdosing::apply(case);
    diarrhea::apply(case);
}

/// Whether a draft is a code of T36-T50 whose fifth or sixth character is one of these.
fn is_drug_code(draft: &Draft, characters: &[u8]) -> bool {
    let code = draft.code.bytes();
    let told = if code[5] == b'X' { code[4] } else { code[5] };
    let number = code[1].wrapping_sub(b'0').wrapping_mul(10).wrapping_add(code[2].wrapping_sub(b'0'));
    code[0] == b'T' && (36..=50).contains(&number) && characters.contains(&told)
}

/// Whether what is said at a span is the patient's own and stated as there.
fn is_stated(case: &Case<'_>, span: Span) -> bool {
    let context = case.doc.context(span);
    let open = context.assertion.presence == Presence::Possible && case.facts.setting.is_inpatient();
    context.assertion.experiencer == Experiencer::Patient
        && (open || context.assertion.presence == Presence::Present)
        && !context.carried_forward
}

/// A draft of a drug's code on the strength of the words at `span`.
fn draft_at(case: &Case<'_>, row: u32, span: Span, order: i64, tier: Tier) -> Draft {
    let (first, end) = case.doc.tokens_in(span);
    Draft {
        row,
        code: case.release.code(row),
        evidence: vec![span],
        tokens: (first as u32..end as u32).collect(),
        sentence: case.doc.sentence_of(first).unwrap_or_default() as u32,
        context: case.doc.context(span),
        tier,
        origin: Origin::Guideline,
        fate: Fate::Report,
        reasons: Vec::new(),
        authority: vec!["OCG-I.C.19.e"],
        confidence: 0.0,
        order,
        poa: None,
    }
}
