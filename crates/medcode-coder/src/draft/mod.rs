//! Which code do the words of a mention lead to?

mod bound;
mod entry;
mod pairs;
mod refine;
mod sided;
mod widen;

pub(crate) use entry::Entries;
pub(crate) use pairs::belong;
pub(crate) use widen::{Titles, Wider, titles, wider};

use crate::case::{Case, Draft, Fate, Origin};
use crate::mention::Match;
use crate::tabular::{self, Completed, How, Known, Side};
use medcode_kb::terms::TermKind;
use medcode_model::{Code, Mode, WithheldReason};
use medcode_note::{Context, Gap};

/// Makes a draft of every match, and of the parts that are coded beside it.
pub(crate) fn all(case: &mut Case<'_>) {
    let matches = std::mem::take(&mut case.matches);
    let mut firsts: Vec<Option<usize>> = Vec::with_capacity(matches.whole.len());
    for found in &matches.whole {
        let drafts = of(case, found);
        if drafts.first().is_some_and(|d| covered(case, d)) {
            firsts.push(None);
            continue;
        }
        firsts.push((!drafts.is_empty()).then_some(case.drafts.len()));
        case.drafts.extend(drafts);
    }
    let mut taken: Vec<(usize, &Match)> = Vec::new();
    for (whole, part) in &matches.parts {
        let Some(first) = firsts[*whole] else { continue };
        let within = |m: &Match| part.tokens.iter().all(|t| m.tokens.contains(t));
        if taken.iter().any(|(at, m)| at == whole && within(m)) {
            continue;
        }
        let Some((row, _)) = named(case, part) else { continue };
        if pairs::belong(case, case.drafts[first].row, row) {
            taken.push((*whole, part));
            let drafts = of(case, part);
            case.drafts.extend(drafts);
        }
    }
    case.matches = matches;
    bound::bound(&mut case.drafts);
}

/// Whether another draft of the sentence already says these words and more.
fn covered(case: &Case<'_>, draft: &Draft) -> bool {
    let recent = case.drafts.iter().rev().take_while(|d| d.sentence == draft.sentence);
    let within = |d: &Draft| {
        d.tokens.len() > draft.tokens.len() && draft.tokens.iter().all(|t| d.tokens.contains(t))
    };
    let mut recent = recent.filter(|d| within(d));
    recent.any(|d| !pairs::belong(case, d.row, draft.row))
}

/// The row and the origin of the code that a match names.
pub(crate) fn named(case: &Case<'_>, found: &Match) -> Option<(u32, Origin)> {
    match found.kind {
        TermKind::Lexicon => {
            let phrase = case.lexicon.phrase(found.code)?;
            Some((case.release.find(&phrase.code)?, Origin::Lexicon(found.code)))
        }
        TermKind::Index | TermKind::Neoplasm | TermKind::ExternalCause | TermKind::Drug
            if found.kind != TermKind::ExternalCause || !case.release.index_nodes().is_empty() =>
        {
            Some((found.code, Origin::Index(found.source)))
        }
        _ => Some((found.code, Origin::Title(found.code))),
    }
}

/// The draft of a match; two where both sides are meant and no code is bilateral (OCG I.B.13).
pub(crate) fn of(case: &Case<'_>, found: &Match) -> Vec<Draft> {
    let Some((row, origin)) = named(case, found) else { return Vec::new() };
    let context = case.doc.context(found.span);
    let known = circles(case, found);
    let side = tabular::side::of(case, found);
    let mut refined = refine::walk(case, row, origin, &known, side, found);
    let (wider, added) = match case.facts.mode {
        Mode::Report => widen::by_sentence(case, refined.row, found),
        Mode::Mentions => (refined.row, Vec::new()),
    };
    refined.row = sided::reopen(case, sided::of_both(case, wider, side), side);
    let encounter = tabular::encounter(case, found);
    let complete = |side| tabular::complete(case, refined.row, &known, side, encounter);
    let first = complete(side);
    let mut done = vec![first];
    if side == Some(Side::Both) && !is_bilateral(case, first.row) {
        let (left, right) = (complete(Some(Side::Left)), complete(Some(Side::Right)));
        if left.row != right.row {
            done = vec![right, left];
        }
    }
    let mut drafts: Vec<Draft> =
        done.into_iter().map(|done| draft(case, found, context, refined.origin, done)).collect();
    for draft in &mut drafts {
        for &token in &added {
            draft.tokens.push(token);
            draft.evidence.push(case.doc.tokens()[token as usize].span);
        }
    }
    drafts
}

fn is_bilateral(case: &Case<'_>, row: u32) -> bool {
    case.title(row).lower.contains("bilateral")
}

fn draft(case: &Case<'_>, found: &Match, context: Context, origin: Origin, done: Completed) -> Draft {
    let code: Code = case.release.code(done.row);
    let mut draft = Draft {
        row: done.row,
        code,
        evidence: vec![found.span],
        tokens: found.tokens.clone(),
        sentence: found.sentence,
        tier: case.tier(&context, found.span),
        context,
        origin,
        fate: Fate::Report,
        reasons: Vec::new(),
        authority: Vec::new(),
        confidence: 0.0,
        order: i64::from(found.span.start),
        poa: None,
    };
    if done.how == How::Incomplete {
        let detail = "characters are missing that the note does not give";
        draft.withhold(WithheldReason::Incomplete, detail, Some("OCG-I.B.2"));
    }
    draft
}

/// The words around a mention: beside it, its sentence, its problem.
fn circles<'a>(case: &'a Case<'_>, found: &Match) -> Known<'a> {
    let doc = case.doc;
    let sentence = doc.sentences()[found.sentence as usize];
    let (low, high) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let first = found.tokens.first().map_or(low, |&t| t as usize);
    let last = found.tokens.last().map_or(high, |&t| t as usize + 1);
    let beside = first.saturating_sub(3).max(low)..(last + 4).min(high);
    // "Non-cardiac chest pain; hypertension; ...": each is a statement of its own.
    let parts = |t: usize| {
        // "Secondary: HTN" is a secondary diagnosis, no secondary hypertension.
        let ranked = t > 0 && matches!(doc.folded(t - 1), "secondary" | "primary" | "principal");
        doc.gap(t).has(Gap::SEMICOLON) || ranked && doc.gap(t).has(Gap::COLON)
    };
    let low = (low + 1..=first.min(high)).rev().find(|&t| t < high && parts(t)).unwrap_or(low);
    let high = (last..high).find(|&t| t > low && parts(t)).unwrap_or(high);
    // "COPD, HTN": what another member of a list names is its own.
    let own = case.members.around(&found.tokens, low..high);
    let (whole, low, high) = (own == (low..high), own.start, own.end);
    let beside = beside.start.max(low)..beside.end.min(high);
    let mut stretches = vec![first..last, beside, low..high];
    if case.facts.mode == Mode::Mentions {
        // What stands further off is another mention.
        stretches.truncate(2);
        return Known::around(&case.stand, stretches);
    }
    if let Some(problem) = doc.problem_at(found.span).filter(|_| whole) {
        let (a, b) = doc.tokens_in(problem.body);
        stretches.push(a..b);
    }
    Known::around(&case.stand, stretches)
}
