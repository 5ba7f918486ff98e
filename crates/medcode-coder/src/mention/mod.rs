//! Which words of the note name something that has a code?

mod acute;
mod bridge;
mod choose;
mod denied;
mod endings;
mod few;
mod innocent;
mod items;
mod letters;
mod plausible;
mod scan;
mod septic;

use medcode_kb::query::Release;
use medcode_kb::terms::TermKind;
use medcode_model::{Code, Mode, Span};

pub(crate) use choose::Chosen;
pub(crate) use denied::is_lacked;
pub(crate) use items::Members;
pub(crate) use plausible::belong;

use crate::lexicon::Lexicon;
use crate::reading::{Reading, Vocabulary};
use crate::shelf::Shelf;
use medcode_kb::terms::Terms;

/// The matches of a note that say most, in the order of the text, and their parts; the members of
/// its lists.
pub(crate) fn find(
    reading: &Reading<'_>,
    release: &Release,
    (lexicon, shelf): (&Lexicon, &Shelf),
    mode: Mode,
) -> (Chosen, Members) {
    let (mut found, mut members) = (Vec::new(), Members::default());
    scan::scan(reading, (Terms::of(release), shelf.runs(release)), Vocabulary::Official, &mut found);
    if let Some(lexical) = lexicon.terms() {
        scan::scan(reading, (lexical, lexicon.runs()), Vocabulary::Lexical, &mut found);
    }
    for m in &mut found {
        m.of_mentions = m.kind == TermKind::Lexicon && lexicon.is_mention(m.code);
    }
    found.retain(|m| (mode == Mode::Mentions || !m.of_mentions) && plausible::is(reading, lexicon, m));
    if mode == Mode::Report {
        let innocent = innocent::stretches(reading);
        // A visit may be for what such a phrase says: a screening, a vaccine.
        let visit = |m: &Match| match m.kind {
            TermKind::Lexicon => lexicon.phrase(m.code).is_some_and(|p| is_visit(&p.code)),
            TermKind::Drug => true,
            _ => is_visit(&release.code(m.code)),
        };
        found.retain(|m| visit(m) || !innocent::is_within(&innocent, &m.tokens));
        members = items::part(reading, lexicon, release, &mut found);
        found.retain(|m| !denied::is(reading, release, m));
    }
    (choose::choose(reading, found, mode), members)
}

/// Examinations, screenings, vaccines and counseling: what an encounter may be for.
fn is_visit(code: &Code) -> bool {
    code.bytes()[0] == b'Z' && matches!(code.bytes()[1], b'0'..=b'3' | b'7')
}

/// Words of the note that match a term.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// Where the term comes from.
    pub(crate) kind: TermKind,
    /// Row of the code; of a lexicon phrase, the number of the phrase.
    pub(crate) code: u32,
    /// Entry of the Index or row of the code.
    pub(crate) source: u32,
    /// A phrase of the table of mentions.
    pub(crate) of_mentions: bool,
    /// The tokens that match, in order.
    pub(crate) tokens: Vec<u32>,
    /// Number of required words.
    pub(crate) words: u8,
    /// Nonessential modifiers that the note holds too.
    pub(crate) optional: u8,
    /// What stands between the words: 0 for a phrase written in one piece.
    pub(crate) cost: f32,
    /// From the first to the last word.
    pub(crate) span: Span,
    /// The sentence.
    pub(crate) sentence: u32,
}
