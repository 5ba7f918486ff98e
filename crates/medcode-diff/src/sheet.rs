//! The changes as a sheet that is looked through a page at a time: by tab, kind, chapter, specialty and
//! the beginning of a code.
//!
//! What a change is found by is worked out once; its words are put together when its row is shown.

use crate::changes::{CodeWhat, Comparison};
use crate::groups::{Chapter, OTHER, chapter_of, specialties_of};
use crate::page::charts;
use crate::rows::{Row, change, row_at};
use crate::summary::{Counts, total};
use medcode_model::Code;
use std::collections::BTreeMap;

/// What is looked at together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// New, reinstated and deleted codes, headers that became complete and back.
    Codes,
    /// Revised titles.
    Titles,
    /// Notes and inclusion terms.
    Notes,
    /// The Index and its tables.
    Index,
    /// Seventh characters.
    Seventh,
    /// Old codes and those that took their place, by the conversion table.
    Conversion,
    /// Exemption from present-on-admission reporting.
    Poa,
    /// Coverage and the other fields of HCPCS.
    Fields,
    /// NCCI edits, add-on codes, the fee schedule.
    Edits,
}

impl Tab {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Codes,
        Self::Titles,
        Self::Notes,
        Self::Index,
        Self::Seventh,
        Self::Conversion,
        Self::Poa,
        Self::Fields,
        Self::Edits,
    ];

    /// The word used in addresses.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::Titles => "titles",
            Self::Notes => "notes",
            Self::Index => "index",
            Self::Seventh => "seventh",
            Self::Conversion => "conversion",
            Self::Poa => "poa",
            Self::Fields => "fields",
            Self::Edits => "edits",
        }
    }

    /// The name people know it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Codes => "Codes",
            Self::Titles => "Titles",
            Self::Notes => "Notes",
            Self::Index => "Index",
            Self::Seventh => "Seventh characters",
            Self::Conversion => "Conversion",
            Self::Poa => "POA exemption",
            Self::Fields => "Coverage and fields",
            Self::Edits => "NCCI and MUE",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.id() == word)
    }
}

/// What a change is found by.
struct Mark {
    tab: Tab,
    /// It has a row of the conversion table too.
    converted: bool,
    change: &'static str,
    code: Option<Code>,
    chapter: Chapter,
    specialties: &'static [&'static str],
}

/// Which changes are wanted. What is empty is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of this tab; of all where none is said.
    pub tab: Option<Tab>,
    /// `new`, `deleted`, `revised`, ...
    pub change: String,
    /// Key of the chapter.
    pub chapter: String,
    /// Name of the specialty.
    pub specialty: String,
    /// Beginning of the code, with or without the dot.
    pub begins: String,
}

/// What there is to choose from on a tab, each with how many changes it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Kinds of change.
    pub kinds: BTreeMap<&'static str, usize>,
    /// Chapters.
    pub chapters: BTreeMap<Chapter, usize>,
    /// Specialties.
    pub specialties: BTreeMap<&'static str, usize>,
}

/// A comparison that is looked through.
pub struct Sheet {
    of: Comparison,
    marks: Vec<Mark>,
    counts: Counts,
    charts: [String; 2],
}

impl Sheet {
    /// Works out what each change is found by.
    #[must_use]
    pub fn new(of: Comparison) -> Self {
        let (marks, counts, charts) = (marks(&of), total(&of), charts(&of));
        Self { of, marks, counts, charts }
    }

    /// How many changes of each kind there are.
    #[must_use]
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Bars by chapter and by specialty, as SVG.
    #[must_use]
    pub const fn charts(&self) -> &[String; 2] {
        &self.charts
    }

    /// What was compared.
    #[must_use]
    pub const fn comparison(&self) -> &Comparison {
        &self.of
    }

    /// How many changes a tab has.
    #[must_use]
    pub fn count(&self, tab: Tab) -> usize {
        self.marks.iter().filter(|m| m.is_on(tab)).count()
    }

    /// What can be chosen on a tab.
    #[must_use]
    pub fn choices(&self, tab: Tab) -> Choices {
        let mut out = Choices::default();
        for mark in self.marks.iter().filter(|m| m.is_on(tab)) {
            *out.kinds.entry(mark.change).or_default() += 1;
            *out.chapters.entry(mark.chapter).or_default() += 1;
            for name in mark.specialties {
                *out.specialties.entry(name).or_default() += 1;
            }
        }
        out
    }

    /// The places of the changes that are wanted, in their order.
    pub fn find<'s>(&'s self, wanted: &'s Wanted) -> impl Iterator<Item = usize> + 's {
        let begins: String = wanted.begins.chars().filter(char::is_ascii_alphanumeric).collect();
        let begins = begins.to_ascii_uppercase();
        let fits = move |m: &Mark| {
            wanted.tab.is_none_or(|t| m.is_on(t))
                && (wanted.change.is_empty() || m.change == wanted.change)
                && (wanted.chapter.is_empty() || m.chapter.key.eq_ignore_ascii_case(&wanted.chapter))
                && (wanted.specialty.is_empty() || m.specialties.contains(&wanted.specialty.as_str()))
                && (begins.is_empty() || m.code.is_some_and(|c| c.compact().starts_with(&begins)))
        };
        self.marks.iter().enumerate().filter(move |(_, m)| fits(m)).map(|(n, _)| n)
    }

    /// The row at a place.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<Row> {
        row_at(&self.of, at)
    }
}

impl Mark {
    fn is_on(&self, tab: Tab) -> bool {
        self.tab == tab || (tab == Tab::Conversion && self.converted)
    }
}

/// One mark a row, in the order of the rows. Neighbours are often of one code: its groups are asked
/// for once.
fn marks(of: &Comparison) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut put = |tab, change, code: Option<Code>, converted| {
        let last = out.last().filter(|m| m.code == code);
        let (chapter, specialties) = match (last, &code) {
            (Some(m), _) => (m.chapter, m.specialties),
            (None, Some(c)) => (chapter_of(c), specialties_of(c)),
            (None, None) => (OTHER, &["Other"][..]),
        };
        out.push(Mark { tab, converted, change, code, chapter, specialties });
    };
    for c in &of.codes {
        let tab = if c.what == CodeWhat::Revised { Tab::Titles } else { Tab::Codes };
        let converted = !c.replaced_by.is_empty() || !c.previous.is_empty();
        put(tab, c.what.id(), Some(c.code), converted);
    }
    of.notes.iter().for_each(|n| put(Tab::Notes, change(&n.before, &n.after), Some(n.code), false));
    of.seventh.iter().for_each(|s| put(Tab::Seventh, change(&s.before, &s.after), Some(s.code), false));
    of.index.iter().for_each(|i| put(Tab::Index, change(&i.before, &i.after), i.code, false));
    let poa = |exempt| if exempt { "new" } else { "deleted" };
    of.poa.iter().for_each(|p| put(Tab::Poa, poa(p.exempt), Some(p.code), false));
    of.fields.iter().for_each(|f| put(Tab::Fields, "revised", Some(f.code), false));
    of.edits.iter().for_each(|e| put(Tab::Edits, change(&e.before, &e.after), Some(e.code), false));
    out
}
