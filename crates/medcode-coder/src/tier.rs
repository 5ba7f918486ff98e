//! How far is a statement the provider's assessment of today?

use crate::case::{Case, Tier};
use medcode_kb::text::list::WordList;
use medcode_model::Span;
use medcode_note::{Context, Document, Gap, Marker, SectionKind};

/// How far a statement is the provider's assessment of today.
pub(crate) fn tier(case: &Case<'_>, context: &Context, span: Span) -> Tier {
    let (doc, has_assessment) = (case.doc, case.has_assessment);
    use SectionKind as K;
    if context.carried_forward || context.patient_reported {
        return Tier::Background;
    }
    match context.section {
        K::FinalDiagnosis | K::PostopDiagnosis => Tier::Assessed,
        K::Assessment | K::AssessmentPlan => {
            // Where problems are set apart, the text above them sums the case up.
            let narrative = !doc.problems().iter().any(|p| p.section == context.section);
            if context.problem_heading || narrative || opens_sentence(doc, span) {
                Tier::Assessed
            } else {
                Tier::Discussed
            }
        }
        K::HospitalCourse | K::EdCourse => {
            // Where the diagnoses stand apart, the first words of a course only open its account.
            let apart = context.section == K::EdCourse && states_final(doc);
            if context.problem_heading && !apart { Tier::Assessed } else { Tier::Discussed }
        }
        // The course of a stay is often told under no header (OCG III).
        K::Unsectioned if case.facts.setting.is_inpatient() => {
            if opens_sentence(doc, span) || opens_marked(doc, span) {
                Tier::Assessed
            } else {
                Tier::Discussed
            }
        }
        K::Other if case.facts.setting.is_inpatient() && under_title(doc, span) => Tier::Discussed,
        K::PreopDiagnosis if !has_assessment => Tier::Assessed,
        K::Plan | K::Addendum | K::Pathology => Tier::Discussed,
        K::Unsectioned | K::Title if !has_assessment => Tier::Assessed,
        K::Other if under_title(doc, span) => {
            if has_assessment {
                Tier::Told
            } else {
                Tier::Assessed
            }
        }
        K::Hpi | K::ChiefComplaint | K::Indication | K::Findings | K::Other if !has_assessment => {
            Tier::Discussed
        }
        K::Hpi
        | K::Unsectioned
        | K::Indication
        | K::Procedure
        | K::Findings
        | K::Complications
        | K::Consult => Tier::Told,
        _ => Tier::Background,
    }
}

/// Whether final diagnoses stand under a header of their own.
pub(crate) fn states_final(doc: &Document<'_>) -> bool {
    use SectionKind as K;
    let apart = |k| matches!(k, K::FinalDiagnosis | K::Assessment | K::AssessmentPlan);
    doc.sections().iter().any(|s| apart(s.kind))
}

/// Whether a section's header is the title of the note: what it holds stands under no header.
pub(crate) fn under_title(doc: &Document<'_>, span: Span) -> bool {
    let header = doc.section_at(span.start).and_then(|s| s.header);
    header.is_some_and(|h| doc.tokens_in(h).0 == 0)
}

/// Whether only describing words stand before a mention in its sentence: in an assessment
/// such a sentence states a diagnosis ("Mild OSA on CPAP, compliant").
fn opens_sentence(doc: &Document<'_>, span: Span) -> bool {
    let (first, _) = doc.tokens_in(span);
    let Some(sentence) = doc.sentence_of(first) else { return false };
    let start = doc.sentences()[sentence].tokens.0 as usize;
    // "HTN uncontrolled, lisinopril up; osteoporosis, start alendronate": each opens its own.
    // "1) contusion of the wall 2) contusion of the chest": each item opens its own.
    let numbered = |t: usize| {
        let mark = doc.text().as_bytes().get(doc.tokens()[t - 1].span.end as usize);
        mark == Some(&b')') && doc.folded(t - 1).parse::<u8>().is_ok_and(|n| (1..=20).contains(&n))
    };
    let apart =
        |&t: &usize| doc.gap(t).has(Gap::SEMICOLON.with(Gap::NEWLINE)) || numbered(t) || follows(doc, t);
    let start = (start + 1..=first).rev().take(4).find(apart).unwrap_or(start);
    // "Acute hypoxic and hypercapnic respiratory failure".
    let gas =
        |t: usize| matches!(doc.folded(t), "hypoxic" | "hypoxemic" | "hypercapnic" | "hypercarbic");
    let describes = |t: usize| crate::reading::is_describing(doc.folded(t)) || gas(t);
    first - start <= 3 && (start..first).all(describes)
        || is_cause_of_opening(doc, start, first)
        || is_listed_first(doc, start, first)
}

/// "HTN, T2DM stable": only short forms in capitals, one an item, stand before it in the list.
fn is_listed_first(doc: &Document<'_>, start: usize, first: usize) -> bool {
    let short = |t: usize| {
        let capitals = doc.raw(t).bytes().filter(u8::is_ascii_uppercase).count();
        capitals > 1 && !doc.raw(t).bytes().any(|b| b.is_ascii_lowercase())
    };
    first > start
        && first - start <= 6
        && (start..first).all(short)
        && (start + 1..=first).all(|t| doc.gap(t).has(Gap::COMMA.with(Gap::SLASH)))
}

/// "Dx 1 hip fracture 2 skin tear 3 dementia": the number before a word continues a bare count of its line.
fn follows(doc: &Document<'_>, t: usize) -> bool {
    let number = |t: usize| doc.folded(t).parse::<u8>().ok().filter(|n| (1..=20).contains(n));
    let Some(n) = number(t - 1).filter(|n| *n > 1) else { return false };
    let Some(line) = doc.line_at(doc.tokens()[t].span.start) else { return false };
    let before = line.tokens.0 as usize..t - 1;
    let found = |k: u8| before.clone().any(|b| number(b) == Some(k));
    (1..n).all(found)
}

/// `#Steroid hyperglycemia, no DM`: the first words behind a sign that sets problems apart.
fn opens_marked(doc: &Document<'_>, span: Span) -> bool {
    let Some(line) = doc.line_at(span.start).filter(|l| l.marker == Some(Marker::Hash)) else {
        return false;
    };
    let (first, start) = (doc.tokens_in(span).0, line.tokens.0 as usize);
    first >= start
        && first - start <= 4
        && (start + 1..=first)
            .all(|t| !doc.gap(t).has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::DASH)))
}

/// "Acute respiratory failure d/t COPD exacerbation": the cause of what opens the sentence is stated
/// with it, where no account is given ("presents with", "started on").
fn is_cause_of_opening(doc: &Document<'_>, start: usize, first: usize) -> bool {
    const LINKS: &[&str] = &["due", "from", "secondary", "cause", "caused"];
    let near = first.saturating_sub(6).max(start + 1)..first;
    let is_link = |t: &usize| {
        LINKS.contains(&doc.folded(*t)) || doc.folded(*t) == "t" && doc.folded(*t - 1) == "d"
    };
    let Some(link) = near.rev().find(is_link).filter(|link| link - start <= 10) else { return false };
    (link + 1..first).all(|t| crate::reading::is_describing(doc.folded(t)))
        && !(start..link).any(|t| TELLS.has(doc.folded(t)) || doc.gap(t + 1).has(Gap::COLON))
}

/// Words of an account, not of a diagnosis.
static TELLS: WordList = WordList::new(&[
    "is",
    "was",
    "be",
    "are",
    "were",
    "has",
    "had",
    "have",
    "who",
    "he",
    "she",
    "they",
    "pt",
    "patient",
    "year",
    "yr",
    "yo",
    "presents",
    "present",
    "presenting",
    "presented",
    "came",
    "here",
    "admitted",
    "seen",
    "found",
    "noted",
    "reports",
    "report",
    "told",
    "thinks",
    "think",
    "discussed",
    "counseled",
    "start",
    "started",
    "continue",
    "cont",
    "stop",
    "stopped",
    "increase",
    "hold",
    "held",
    "no",
    "not",
    "risk",
    "if",
    "may",
    "might",
    "would",
    "will",
    "consider",
    "monitor",
    "prevent",
    "avoid",
    "referred",
    "refer",
    "ordered",
    "order",
    "for",
    "s",
]);
