//! Questions about notes, seventh characters and exemption from POA reporting.

use super::near::{around, may_report};
use super::{Ask, Item, Maker};
use crate::Choice;
use crate::drill::{Rng, choice};
use medcode::diff::{NoteChange, PoaChange, SeventhChange};
use medcode::kb::tables::codes::POA_EXEMPT;
use medcode::kb::tables::notes::Owner;
use medcode_model::NoteKind;

/// The headings that are told apart.
const HEADINGS: [NoteKind; 6] = [
    NoteKind::Includes,
    NoteKind::Excludes1,
    NoteKind::Excludes2,
    NoteKind::CodeFirst,
    NoteKind::UseAdditional,
    NoteKind::CodeAlso,
];
/// Longer notes are not read out in a question.
const LONGEST: usize = 220;
/// Answers that are offered to draw from.
const OFFERED: usize = 8;

/// Whether a note that came or changed can be asked about: it stands at a code and has a heading.
pub(super) fn is_asked(n: &NoteChange) -> bool {
    let short = n.after.as_ref().is_some_and(|text| text.len() <= LONGEST);
    n.at_code && short && HEADINGS.contains(&n.kind)
}

impl Maker<'_> {
    pub(super) fn heading(&self, n: &NoteChange, rng: &mut Rng) -> Option<Item> {
        let text = n.after.clone()?;
        let row = self.after.find(&n.code)?;
        let own = self.after.note_rows(Owner::Code(row));
        let same = own.iter().filter(|note| self.after.text().get(note.text.get()) == text);
        // The same words under two headings would leave two right answers.
        if same.clone().any(|note| note.kind() != n.kind) || same.count() == 0 {
            return None;
        }
        let wrong = HEADINGS.iter().filter(|k| **k != n.kind);
        let wrong = wrong.map(|k| {
            let was = n.kind_before == Some(*k);
            let why = if was { "It stood there before." } else { "It does not stand there." };
            choice(k.heading(), why)
        });
        let right = choice(n.kind.heading(), format!("At {}, {}.", n.code, self.said(n)));
        let stem = format!(
            "{} has a note that reads, from {} on: \u{201c}{text}\u{201d}. Under which heading does it \
             stand?",
            n.code, self.of.after
        );
        self.item((Ask::Heading(n.code, text), n.code), stem, right, wrong.collect(), rng)
    }

    pub(super) fn bears(&self, n: &NoteChange, rng: &mut Rng) -> Option<Item> {
        let text = n.after.clone()?;
        let row = self.after.find(&n.code)?;
        let length = n.code.len();
        let holds = |r: u32| self.after.notes(r).iter().any(|a| a.kind == n.kind && a.text == text);
        if !holds(row) {
            return None;
        }
        let alike = around(self.after, row).filter(|&r| self.after.code(r).len() == length && !holds(r));
        let wrong: Vec<Choice> = alike
            .map(|r| choice(self.after.code(r), format!("{}.", self.after.title(r))))
            .take(OFFERED)
            .collect();
        let right = choice(n.code, format!("{}.", self.after.title(row)));
        let stem = format!(
            "For which code does this note hold from {} on? {}: \u{201c}{text}\u{201d}",
            self.of.after,
            n.kind.heading()
        );
        self.item((Ask::Bears(n.kind, text), n.code), stem, right, wrong, rng)
    }

    pub(super) fn seventh(&self, s: &SeventhChange, rng: &mut Rng) -> Option<Item> {
        let meaning = s.after.clone()?;
        let row = self.after.find(&s.code)?;
        let list = self.after.seventh_characters(row);
        let others = list.iter().filter(|(c, m)| *c != s.character && *m != meaning);
        let mut wrong: Vec<Choice> = others.map(|(c, m)| choice(m, format!("That is {c}."))).collect();
        wrong.extend(s.before.iter().map(|was| choice(was, "So it was before.")));
        let right = choice(&meaning, format!("{} is this from {} on.", s.character, self.of.after));
        let stem = format!(
            "What does the seventh character {} mean at {} from {} on?",
            s.character, s.code, self.of.after
        );
        self.item((Ask::Seventh(s.code, s.character), s.code), stem, right, wrong, rng)
    }

    pub(super) fn exempt(&self, p: &PoaChange, rng: &mut Rng) -> Option<Item> {
        let row = self.after.find(&p.code)?;
        let asked = |&r: &u32| may_report(self.after, r) && !self.after.has(r, POA_EXEMPT);
        let title = |r: u32| format!("{}: POA is asked for.", self.after.title(r));
        let near = around(self.after, row).filter(asked);
        let wrong = near.map(|r| choice(self.after.code(r), title(r))).take(OFFERED).collect();
        let right = choice(p.code, format!("{}: exempt.", p.title));
        let stem = format!(
            "Which of these codes is exempt from present-on-admission reporting from {} on?",
            self.of.after
        );
        self.item((Ask::Exempt, p.code), stem, right, wrong, rng)
    }

    /// What became of a note.
    fn said(&self, n: &NoteChange) -> String {
        match (n.kind_before, &n.before) {
            (Some(old), _) => format!("it was {} before {}", old.heading(), self.of.after),
            (None, Some(was)) => format!("it read before: {was}"),
            (None, None) => "it is new".to_owned(),
        }
    }
}
