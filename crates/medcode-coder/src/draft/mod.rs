//! Which code do the words of a mention lead to?

mod bound;
mod entry;
mod pairs;
mod refine;
mod widen;

pub(crate) use entry::Entries;
pub(crate) use pairs::belong;
pub(crate) use widen::Categories;

use crate::case::{Case, Draft, Fate, Origin};
use crate::mention::Match;
use crate::tabular::{self, Completed, How, Known, Side};
use medcode_kb::terms::TermKind;
use medcode_model::{Code, WithheldReason};
use medcode_note::Context;

/// Makes a draft of every match, and of the parts that are coded beside it.
pub(crate) fn all(case: &mut Case<'_>) {
    let matches = std::mem::take(&mut case.matches);
    let mut firsts: Vec<Option<usize>> = Vec::with_capacity(matches.whole.len());
    for found in &matches.whole {
        let drafts = of(case, found);
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
        if pairs::belong(case.release, case.drafts[first].row, row) {
            taken.push((*whole, part));
            let drafts = of(case, part);
            case.drafts.extend(drafts);
        }
    }
    case.matches = matches;
    bound::bound(&mut case.drafts);
}

/// The row and the origin of the code that a match names.
fn named(case: &Case<'_>, found: &Match) -> Option<(u32, Origin)> {
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
fn of(case: &Case<'_>, found: &Match) -> Vec<Draft> {
    let Some((row, origin)) = named(case, found) else { return Vec::new() };
    let context = case.doc.context(found.span);
    let known = circles(case, found);
    let side = tabular::side::of(case, found);
    let mut refined = refine::walk(case, row, origin, &known, side);
    refined.row = widen::by_sentence(case, refined.row, found);
    if let Some(side) = side {
        refined.row = sided(case, refined.row, side);
    }
    let encounter = tabular::encounter(case, found);
    let complete = |side| tabular::complete(case.release, refined.row, &known, side, encounter);
    let first = complete(side);
    let mut done = vec![first];
    if side == Some(Side::Both) && !is_bilateral(case, first.row) {
        let (left, right) = (complete(Some(Side::Left)), complete(Some(Side::Right)));
        if left.row != right.row {
            done = vec![right, left];
        }
    }
    done.into_iter().map(|done| draft(case, found, context, refined.origin, done)).collect()
}

/// The code of the stated side in place of the one for an unspecified side (OCG I.B.13):
/// "Chronic mucoid otitis media, unspecified ear" for both ears is the bilateral one.
fn sided(case: &Case<'_>, row: u32, side: Side) -> u32 {
    let release = case.release;
    let title = release.title(row).to_lowercase();
    let Some((stem, _)) = title.split_once(", unspecified ") else { return row };
    let Some(parent) = release.parent(row) else { return row };
    let fits = |&child: &u32| {
        let title = release.title(child).to_lowercase();
        title.split_once(", ").is_some()
            && title.strip_prefix(stem).is_some_and(|rest| {
                let words: Vec<&str> = rest.trim_start_matches(", ").split(' ').collect();
                words.len() <= 2 && words[0] == side.word()
            })
    };
    release.children(parent).into_iter().find(fits).unwrap_or(row)
}

fn is_bilateral(case: &Case<'_>, row: u32) -> bool {
    case.release.title(row).to_lowercase().contains("bilateral")
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
fn circles<'a>(case: &Case<'a>, found: &Match) -> Known<'a> {
    let doc = case.doc;
    let sentence = doc.sentences()[found.sentence as usize];
    let (low, high) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let first = found.tokens.first().map_or(low, |&t| t as usize);
    let last = found.tokens.last().map_or(high, |&t| t as usize + 1);
    let beside = first.saturating_sub(3).max(low)..(last + 4).min(high);
    let one = |stretch| std::iter::once(stretch).collect::<Vec<_>>();
    let mut stretches = vec![one(first..last), one(beside), one(low..high)];
    if let Some(problem) = doc.problem_at(found.span) {
        let (a, b) = doc.tokens_in(problem.body);
        stretches.push(one(a..b));
    }
    Known::around(case.reading, stretches)
}
