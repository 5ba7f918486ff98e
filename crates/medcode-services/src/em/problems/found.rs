//! Which problems does the note assess? The provider's own headings with the diagnoses coded in
//! each; where the assessment is prose, the diagnoses coded there.

use super::super::view::{View, decides};
use super::super::words::{Nature, Tag};
use crate::encounter::Encounter;
use medcode_model::{Code, Span, Suggestion};
use medcode_note::{Gap, SectionKind};

/// A problem before its kind is settled.
pub(super) struct Found {
    /// What it is: the title of its first diagnosis.
    pub(super) what: String,
    /// The words that name it.
    pub(super) head: Span,
    /// All that is said of it.
    pub(super) body: Span,
    pub(super) codes: Vec<Code>,
    pub(super) ranks: Vec<u32>,
    /// The worst that its codes stand for.
    pub(super) nature: Nature,
    /// Assessed or treated at this visit.
    pub(super) addressed: bool,
}

/// The problems of a note, in order.
pub(super) fn find(view: &View<'_>, visit: &Encounter<'_>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let listed = has_headings(view);
    for diagnosis in visit.diagnoses {
        let nature = view.words.nature(diagnosis.coded.code.compact());
        let evidence: Vec<Span> = diagnosis.coded.evidence.iter().map(|e| e.span).collect();
        let Some(&first) = evidence.first().filter(|_| nature != Nature::None) else { continue };
        // The words in the assessment stand over those that only tell of it.
        let best = evidence.iter().copied().rev().max_by_key(|&e| weight(view, e)).unwrap_or(first);
        let sure = weight(view, best);
        let addressed = sure >= if listed { 2 } else { 1 }
            && (sure == 3 || !is_reason(view, best, nature))
            && !is_set_aside(view, best);
        let (head, body) = place(view, best);
        let joins = |f: &&mut Found| {
            f.addressed == addressed && belongs(view, f, best, head, diagnosis.coded.code)
        };
        match out.iter_mut().find(joins) {
            Some(one) => join(one, diagnosis, nature),
            None => out.push(Found {
                what: short(&diagnosis.coded.title),
                head: best,
                body,
                codes: vec![diagnosis.coded.code],
                ranks: vec![diagnosis.rank],
                nature,
                addressed,
            }),
        }
    }
    // Where nothing stands in the assessment, the story of today is what was addressed.
    if !out.iter().any(|f| f.addressed) {
        for one in &mut out {
            one.addressed = weight(view, one.head) >= 1;
        }
    }
    // Words about one problem end where the next begins.
    let heads: Vec<Span> = out.iter().map(|f| f.head).collect();
    for one in &mut out {
        let next = heads.iter().filter(|h| h.start > one.head.end).map(|h| h.start).min();
        one.body.end = one.body.end.min(next.unwrap_or(u32::MAX)).max(one.head.end);
    }
    out.sort_by_key(|f| f.head.start);
    out
}

/// `HTN, OA on list, not discussed`: the sentence says that it was not taken up at this visit.
fn is_set_aside(view: &View<'_>, words: Span) -> bool {
    const TAKEN_UP: &[&str] = &["discussed", "addressed", "assessed", "evaluated", "managed", "today"];
    let (first, _) = view.doc.tokens_in(words);
    let sentence = view.sentence(first as u32);
    let doc = view.doc;
    let not = |t: usize| matches!(doc.folded(t), "not" | "none");
    (first..sentence.end).any(|t| {
        let near = t + 1..(t + 3).min(sentence.end);
        not(t)
            && near
                .into_iter()
                .any(|n| TAKEN_UP.contains(&doc.folded(n)) && (doc.folded(n) != "today" || n == t + 1))
    })
}

/// Whether the provider lists problems in an assessment.
fn has_headings(view: &View<'_>) -> bool {
    view.doc.problems().iter().any(|p| assesses(p.section))
}

const fn assesses(kind: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        kind,
        K::Assessment | K::AssessmentPlan | K::FinalDiagnosis | K::HospitalCourse | K::EdCourse
    )
}

/// How surely words at a place are assessed: 3 in a heading of the assessment, 2 within the
/// assessment or plan, 1 in the story of today, 0 in lists of the past.
fn weight(view: &View<'_>, span: Span) -> u8 {
    use SectionKind as K;
    let kind = view.doc.section_at(span.start).map_or(K::Unsectioned, |s| s.kind);
    if view.doc.problem_at(span).is_some_and(|p| assesses(p.section) && p.head.contains(span)) {
        return 3;
    }
    match kind {
        K::Assessment | K::AssessmentPlan | K::Plan | K::FinalDiagnosis | K::Disposition => 2,
        K::EdCourse | K::HospitalCourse | K::PostopDiagnosis | K::Addendum => 2,
        K::Hpi | K::ChiefComplaint | K::Title | K::Findings | K::Indication => 1,
        K::Exam | K::Labs | K::Imaging | K::Pathology => 1,
        _ if decides(kind) => 1,
        _ => 0,
    }
}

/// The heading and body of the assessed problem that words stand in; else the words and the
/// sentence with the one after it.
fn place(view: &View<'_>, words: Span) -> (Span, Span) {
    if let Some(p) = view.doc.problem_at(words).filter(|p| assesses(p.section)) {
        return (p.head, p.body);
    }
    let (first, _) = view.doc.tokens_in(words);
    let all = view.doc.sentences();
    let Some(n) = view.doc.sentence_of(first) else { return (words, words) };
    // Without headings a sentence is what may hold one problem with what it brings about.
    let next = all.get(n + 1).filter(|s| s.section == all[n].section).map_or(all[n].span, |s| s.span);
    (all[n].span, all[n].span.cover(next))
}

/// Whether a diagnosis belongs to a problem found before: named in the same heading without a
/// mark that sets them apart, or of the same category.
fn belongs(view: &View<'_>, one: &Found, words: Span, head: Span, code: Code) -> bool {
    let category = code.category();
    if one.codes.iter().any(|c| c.category() == category) {
        return true;
    }
    if words.overlaps(one.head) {
        return true;
    }
    // Thoughts of suicide, shock and the like are no mere symptoms.
    let code_r = |c: Code| {
        c.bytes()[0] == b'R' && severity(view.words.nature(c.compact())) < severity(Nature::Systemic)
    };
    if code_r(code) && !one.codes.iter().any(|c| code_r(*c)) && one.body.contains(words) {
        // A symptom told of with a problem is part of it.
        return true;
    }
    if head.contains(words)
        && head.contains(one.head)
        && code_r(code) != one.codes.iter().any(|c| code_r(*c))
    {
        // A symptom in one heading with what it comes from.
        return true;
    }
    if !head.contains(words) {
        // Told of in the body of another problem: a symptom is part of it.
        let part = code_r(code) || !stands_alone(view, words);
        return head.contains(one.head) && part;
    }
    if !head.contains(one.head) {
        return false;
    }
    let (from, to) = if one.head.end <= words.start {
        (view.doc.tokens_in(one.head).1, view.doc.tokens_in(words).0)
    } else {
        (view.doc.tokens_in(words).1, view.doc.tokens_in(one.head).0)
    };
    let joined = |t: usize| {
        matches!(
            view.doc.folded(t),
            "with"
                | "w"
                | "due"
                | "from"
                | "secondary"
                | "because"
                | "by"
                | "of"
                | "in"
                | "after"
                | "to"
        )
    };
    let apart = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::AND).with(Gap::SLASH).with(Gap::PLUS_BEFORE);
    // `HTN DM2 both stable`: a list without commas.
    let listed = from == to && {
        let sentence = view.sentence(from as u32);
        sentence.into_iter().any(|t| matches!(view.doc.folded(t), "both" | "all"))
    };
    let parted = listed
        || (from..=to).any(|t| view.doc.gap(t).has(apart))
        || (from..to).any(|t| matches!(view.doc.folded(t), "and" | "plus"));
    (from..to).any(joined) || !parted
}

/// Whether a condition in the body of another problem is one of its own: with a word of how it
/// stands or what is done for it, and not named as a reason.
fn stands_alone(view: &View<'_>, words: Span) -> bool {
    let (first, _) = view.doc.tokens_in(words);
    let sentence = view.sentence(first as u32);
    let tags = |tag| view.has(sentence.clone(), tag).is_some();
    let told = [Tag::Stable, Tag::Worse, Tag::Rx, Tag::Changed].into_iter().any(tags);
    told && !names_a_reason(view, first) && !tags(Tag::RiskFactor)
}

/// Whether a chronic condition is only named as a risk or reason of something else: `high risk
/// given severe COPD`.
fn is_reason(view: &View<'_>, words: Span, nature: Nature) -> bool {
    let (first, _) = view.doc.tokens_in(words);
    let sentence = view.sentence(first as u32);
    let risk = view.has(sentence, Tag::RiskFactor).is_some();
    nature == Nature::Chronic && risk
}

/// Whether a word of cause or risk stands right before.
fn names_a_reason(view: &View<'_>, first: usize) -> bool {
    let sentence = view.sentence(first as u32);
    let before = sentence.start.max(first.saturating_sub(4))..first;
    before.into_iter().any(|t| {
        matches!(
            view.doc.folded(t),
            "given" | "because" | "due" | "from" | "on" | "risk" | "with" | "if" | "no"
        )
    })
}

fn join(one: &mut Found, diagnosis: &Suggestion, nature: Nature) {
    one.codes.push(diagnosis.coded.code);
    one.ranks.push(diagnosis.rank);
    let step = |n: Nature| severity(n) / 10;
    if step(nature) > step(one.nature)
        || (step(one.nature) < 3 && severity(nature) > severity(one.nature))
    {
        one.nature = nature;
        one.what = short(&diagnosis.coded.title);
    }
}

/// Which of two natures stands for a problem that has both; the tens are its step.
const fn severity(nature: Nature) -> u8 {
    match nature {
        Nature::None => 0,
        Nature::Minor => 1,
        Nature::Symptom => 10,
        Nature::Acute => 11,
        Nature::Danger => 12,
        Nature::Chronic => 13,
        Nature::Uncertain => 20,
        Nature::Systemic => 21,
        Nature::Injury => 22,
        Nature::Worse => 23,
        Nature::Severe => 30,
        Nature::Threat => 31,
    }
}

/// A title up to its first comma or bracket: enough to know it by.
fn short(title: &str) -> String {
    let cut = title.find([',', '(', '[']).filter(|&at| at >= 8).unwrap_or(title.len());
    title[..cut].trim().to_owned()
}
