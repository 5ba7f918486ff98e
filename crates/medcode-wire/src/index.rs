//! `index --json`.

use medcode::kb::tables::index::ExtraKind;
use medcode::{Answered, IndexAnswer, IndexLine, IndexTerm};
use serde::Serialize;

use crate::WireAnswered;

/// The answer of `index --json`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireIndex {
    /// Date, release and file of the Alphabetic Index.
    #[serde(flatten)]
    pub answered: WireAnswered,
    /// The Alphabetic Index is a reconstruction, not the publisher's file.
    pub rebuilt: bool,
    /// Entries that match, the best first.
    pub entries: Vec<WireIndexEntry>,
}

/// An entry.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireIndexEntry {
    /// Which index.
    pub index: &'static str,
    /// From the main term down.
    pub path: Vec<String>,
    /// Nonessential modifiers as printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub nonessential: String,
    /// Default code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Characters are still needed (the Index prints a dash).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dash: bool,
    /// Links, manifestations, cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<WireIndexLink>,
    /// How many entries stand under it, shown here or not.
    #[serde(skip_serializing_if = "is_zero")]
    pub below: usize,
    /// Entries under it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub subterms: Vec<WireIndexEntry>,
}

/// A link, manifestation or cell.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireIndexLink {
    /// `see`, `see-also`, `see-category`, `manifestation`, `cell`, `use`, `table`.
    pub kind: &'static str,
    /// The heading of a cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<&'static str>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Characters are still needed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dash: bool,
    /// The words of a link.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Where it leads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leads_to: Vec<String>,
}

/// Main terms of a book, by their letters.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireIndexTerms {
    /// The main terms.
    pub terms: Vec<WireIndexTerm>,
    /// Date, release and file of the book.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

/// A main term.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireIndexTerm {
    /// Its words.
    pub title: String,
    /// Default code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Characters are still needed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dash: bool,
    /// How many entries stand under it.
    pub below: usize,
}

impl WireIndexTerms {
    /// The JSON of a list of main terms.
    #[must_use]
    pub fn of(terms: &[IndexTerm], answered: &Answered) -> Self {
        let term = |t: &IndexTerm| WireIndexTerm {
            title: t.title.clone(),
            code: t.code.map(|(code, _)| code.to_string()),
            dash: t.code.is_some_and(|(_, dash)| dash),
            below: t.below,
        };
        Self { terms: terms.iter().map(term).collect(), answered: answered.into() }
    }
}

const fn kind_id(kind: ExtraKind) -> &'static str {
    match kind {
        ExtraKind::See => "see",
        ExtraKind::SeeAlso => "see-also",
        ExtraKind::SeeCategory => "see-category",
        ExtraKind::Manifestation => "manifestation",
        ExtraKind::Cell => "cell",
        ExtraKind::Use => "use",
        ExtraKind::Table => "table",
        ExtraKind::Subcategory => "subcategory",
    }
}

fn entry(line: &IndexLine, below: &[IndexLine]) -> WireIndexEntry {
    let kind = line.entry.kind;
    WireIndexEntry {
        index: kind.name(),
        path: line.path.clone(),
        nonessential: line.entry.nonessential.clone(),
        code: line.entry.code.map(|c| c.to_string()),
        dash: line.entry.dash,
        links: line
            .entry
            .links
            .iter()
            .zip(&line.links_to)
            .map(|(l, to)| WireIndexLink {
                kind: kind_id(l.kind),
                column: (l.kind == ExtraKind::Cell)
                    .then(|| kind.columns().get(usize::from(l.column)).copied())
                    .flatten(),
                code: l.code.map(|c| c.to_string()),
                dash: l.dash,
                text: l.text.clone(),
                leads_to: to.clone(),
            })
            .collect(),
        below: line.below,
        subterms: tree(below),
    }
}

/// Lines in the order of the book, each with those that stand deeper behind it.
fn tree(lines: &[IndexLine]) -> Vec<WireIndexEntry> {
    let Some(level) = lines.first().map(|line| line.entry.level) else { return Vec::new() };
    let mut out = Vec::new();
    let mut rest = lines;
    while let Some((line, behind)) = rest.split_first() {
        let deeper = behind.iter().take_while(|b| b.entry.level > level).count();
        out.push(entry(line, &behind[..deeper]));
        rest = &behind[deeper..];
    }
    out
}

const fn is_zero(n: &usize) -> bool {
    *n == 0
}

impl From<&IndexAnswer> for WireIndex {
    fn from(answer: &IndexAnswer) -> Self {
        Self {
            answered: (&answer.answered).into(),
            rebuilt: answer.rebuilt,
            entries: answer.found.iter().map(|(line, below)| entry(line, below)).collect(),
        }
    }
}
