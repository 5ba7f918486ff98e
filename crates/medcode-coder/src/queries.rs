//! Questions to the provider: what the note leaves open and a provider can tell, and what it
//! says both ways. Each cites the words, offers options, leads nowhere.

use crate::case::{Case, Draft, Fate};
use crate::guidelines::sepsis;
use medcode_model::{Evidence, Query, WithheldReason};

/// More than these are not asked of one note.
const MOST: usize = 6;

/// The questions a note raises.
pub(crate) fn ask(case: &Case<'_>) -> Vec<Query> {
    let mut out: Vec<Query> = failed_organ(case).into_iter().collect();
    for draft in case.reported() {
        let query = open(case, draft).or_else(|| side(case, draft)).or_else(|| conflict(case, draft));
        if let Some(query) = query
            && out.len() < MOST
            && !out.iter().any(|q| q.question == query.question)
        {
            out.push(query);
        }
    }
    out
}

fn query(draft: &Draft, question: String, options: Vec<String>) -> Query {
    let indicators = draft.evidence.iter().map(|&span| Evidence { span }).collect();
    let closing = ["other (please specify)", "unable to determine"].map(str::to_owned);
    Query { question, indicators, options: options.into_iter().chain(closing).collect() }
}

/// What the table knows to be open in a code.
fn open(case: &Case<'_>, draft: &Draft) -> Option<Query> {
    let code = draft.code.to_string();
    let row = medcode_lexicon::rows_of("queries").iter().find(|r| r.first() == Some(&code.as_str()))?;
    let &[_, what, options, ..] = row.as_slice() else { return None };
    let said = draft.evidence.first()?.of(case.doc.text());
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let question = format!("The note documents \"{said}\". Can you further specify {what}?");
    Some(query(draft, question, options.split('|').map(str::to_owned).collect()))
}

/// Sepsis and the acute failure of an organ stand side by side, and the provider does not say that one
/// caused the other (OCG I.C.1.d.1.a.iv).
fn failed_organ(case: &Case<'_>) -> Option<Query> {
    let sepsis = case.reported().find(|d| d.under("A40") || d.under("A41"))?;
    if case.reports("R65.2") || case.reports("O85") {
        return None;
    }
    let failed = case.reported().find(|d| sepsis::FAILURES.iter().any(|f| d.under(f)))?;
    let title = &case.title(failed.row).text;
    let question = format!("The note documents sepsis and this: {title}. What caused it?");
    let options = ["the sepsis", "another condition (please name it)"].map(str::to_owned).to_vec();
    let mut asked = query(failed, question, options);
    asked.indicators.extend(sepsis.evidence.iter().map(|&span| Evidence { span }));
    Some(asked)
}

/// A side that the code has a place for and the note does not give (OCG I.B.13).
fn side(case: &Case<'_>, draft: &Draft) -> Option<Query> {
    let title = case.title(draft.row);
    if !title.lower.contains("unspecified ") {
        return None;
    }
    let parts = [
        "ear", "eye", "knee", "hip", "shoulder", "hand", "foot", "ankle", "wrist", "elbow", "limb",
        "side", "breast", "lung",
    ];
    let part = parts.iter().find(|p| title.lower.contains(&format!("unspecified {p}")))?;
    let question = format!("Which {part} is affected by what the note documents here?");
    Some(query(draft, question, ["right", "left", "both"].map(str::to_owned).to_vec()))
}

/// The same condition is stated and denied in the provider's own words.
fn conflict(case: &Case<'_>, draft: &Draft) -> Option<Query> {
    if draft.is_symptom() {
        return None;
    }
    let denied = case.drafts.iter().find(|d| {
        d.row == draft.row
            && d.tier == draft.tier
            && matches!(d.fate, Fate::Withhold { reason: WithheldReason::Negated, .. })
    })?;
    let title = &case.title(draft.row).text;
    let question =
        format!("The note both states and denies this: {title}. Which holds for this encounter?");
    let mut asked = query(
        draft,
        question,
        ["present", "ruled out", "resolved before this encounter"].map(str::to_owned).to_vec(),
    );
    asked.indicators.extend(denied.evidence.iter().map(|&span| Evidence { span }));
    Some(asked)
}
