//! How many changes has each chapter and each specialty?

use crate::changes::{CodeWhat, Comparison};
use crate::groups::{Chapter, OTHER, chapter_of, specialties_of};
use medcode_model::Code;
use std::collections::BTreeMap;

/// How many changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Codes, in the order of [`CodeWhat::ALL`].
    pub codes: [usize; 6],
    /// Notes and inclusion terms.
    pub notes: usize,
    /// Seventh characters.
    pub seventh: usize,
    /// Entries of the Index and its tables.
    pub index: usize,
    /// Exemptions from POA reporting.
    pub poa: usize,
    /// Fields of HCPCS.
    pub fields: usize,
    /// Edits.
    pub edits: usize,
}

impl Counts {
    /// Codes with one kind of change.
    #[must_use]
    pub fn of(&self, what: CodeWhat) -> usize {
        self.codes[what as usize]
    }

    /// Everything.
    #[must_use]
    pub fn all(&self) -> usize {
        let rest = [self.notes, self.seventh, self.index, self.poa, self.fields, self.edits];
        self.codes.iter().chain(&rest).sum()
    }
}

/// One count more for the part that a change is of.
type Bump = fn(&mut Counts);

/// Every change with the code it is sorted by.
fn each(of: &Comparison, mut put: impl FnMut(Option<Code>, &dyn Fn(&mut Counts))) {
    for change in &of.codes {
        let what = change.what as usize;
        put(Some(change.code), &|c| c.codes[what] += 1);
    }
    let mut plain = |codes: &mut dyn Iterator<Item = Option<Code>>, bump: Bump| {
        for code in codes {
            put(code, &bump);
        }
    };
    plain(&mut of.notes.iter().map(|n| Some(n.code)), |c| c.notes += 1);
    plain(&mut of.seventh.iter().map(|n| Some(n.code)), |c| c.seventh += 1);
    plain(&mut of.index.iter().map(|n| n.code), |c| c.index += 1);
    plain(&mut of.poa.iter().map(|n| Some(n.code)), |c| c.poa += 1);
    plain(&mut of.fields.iter().map(|n| Some(n.code)), |c| c.fields += 1);
    plain(&mut of.edits.iter().map(|n| Some(n.code)), |c| c.edits += 1);
}

/// All changes of a comparison.
#[must_use]
pub fn total(of: &Comparison) -> Counts {
    let mut counts = Counts::default();
    each(of, |_, bump| bump(&mut counts));
    counts
}

/// The changes of each chapter, in the order of the book.
#[must_use]
pub fn by_chapter(of: &Comparison) -> Vec<(Chapter, Counts)> {
    let mut out: BTreeMap<Chapter, Counts> = BTreeMap::new();
    each(of, |code, bump| {
        let chapter = code.map_or(OTHER, |c| chapter_of(&c));
        bump(out.entry(chapter).or_default());
    });
    out.into_iter().collect()
}

/// The changes of each specialty, the one with most first. A code may be of several.
#[must_use]
pub fn by_specialty(of: &Comparison) -> Vec<(&'static str, Counts)> {
    let mut out: BTreeMap<&'static str, Counts> = BTreeMap::new();
    each(of, |code, bump| {
        for name in code.as_ref().map_or(&["Other"][..], specialties_of) {
            bump(out.entry(name).or_default());
        }
    });
    let mut out: Vec<_> = out.into_iter().collect();
    out.sort_by_key(|(name, counts)| (std::cmp::Reverse(counts.all()), *name));
    out
}
