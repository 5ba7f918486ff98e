//! Every change as one row of one table: for CSV, for lists in a page or a terminal.

use crate::changes::{
    CodeChange, Comparison, EditChange, FieldChange, IndexChange, NoteChange, PoaChange, Previous,
    SeventhChange, Titles,
};
use crate::groups::{Chapter, OTHER, chapter_of, specialties_of};
use medcode_kb::tables::index::IndexKind;
use medcode_model::{Code, CodeSystem};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The system.
    pub system: CodeSystem,
    /// [`crate::Part::id`].
    pub part: &'static str,
    /// What happened: `new`, `deleted`, `revised`, ...
    pub change: &'static str,
    /// The code, where the change is of one.
    pub code: Option<Code>,
    /// What of the code: the kind of note, the field, the path in the Index, the code in column two.
    pub what: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Codes that took its place, or that it took the place of.
    pub related: String,
    /// Its chapter.
    pub chapter: Chapter,
    /// Its specialties.
    pub specialties: &'static [&'static str],
}

/// The headings of [`Row::cells`].
pub const COLUMNS: [&str; 10] =
    ["system", "part", "change", "code", "what", "before", "after", "related", "chapter", "specialties"];

impl Row {
    fn of(part: &'static str, change: &'static str, code: Option<Code>, system: CodeSystem) -> Self {
        Self {
            system,
            part,
            change,
            code,
            what: String::new(),
            before: String::new(),
            after: String::new(),
            related: String::new(),
            chapter: code.map_or(OTHER, |c| chapter_of(&c)),
            specialties: code.as_ref().map_or(&["Other"], specialties_of),
        }
    }

    fn with(mut self, what: impl Into<String>, before: Option<String>, after: Option<String>) -> Self {
        self.what = what.into();
        self.before = before.unwrap_or_default();
        self.after = after.unwrap_or_default();
        self
    }

    /// Its cells, under [`COLUMNS`].
    #[must_use]
    pub fn cells(&self) -> [String; 10] {
        [
            self.system.id().to_owned(),
            self.part.to_owned(),
            self.change.to_owned(),
            self.code.map_or_else(String::new, |c| c.to_string()),
            self.what.clone(),
            self.before.clone(),
            self.after.clone(),
            self.related.clone(),
            self.chapter.key.to_owned(),
            self.specialties.join("; "),
        ]
    }
}

/// All changes of a comparison, part by part.
pub fn rows(of: &Comparison) -> impl Iterator<Item = Row> + '_ {
    let system = of.system;
    let codes = of.codes.iter().map(move |c| code(c, system));
    let notes = of.notes.iter().map(move |n| note(n, system));
    let seventh = of.seventh.iter().map(move |s| character(s, system));
    let index = of.index.iter().map(move |i| entry(i, system));
    let poa = of.poa.iter().map(move |p| exemption(p, system));
    let fields = of.fields.iter().map(move |f| field(f, system));
    let edits = of.edits.iter().map(edit);
    codes.chain(notes).chain(seventh).chain(index).chain(poa).chain(fields).chain(edits)
}

/// The change at a place of [`rows`], without making those before it.
pub(crate) fn row_at(of: &Comparison, mut at: usize) -> Option<Row> {
    let system = of.system;
    macro_rules! within {
        ($list:expr, $row:expr) => {
            if let Some(found) = $list.get(at) {
                return Some($row(found));
            }
            at -= $list.len();
        };
    }
    within!(of.codes, |c| code(c, system));
    within!(of.notes, |n| note(n, system));
    within!(of.seventh, |s| character(s, system));
    within!(of.index, |i| entry(i, system));
    within!(of.poa, |p| exemption(p, system));
    within!(of.fields, |f| field(f, system));
    of.edits.get(at).map(edit)
}

/// What happened to something that was or is there.
pub(crate) fn change<T>(before: &Option<T>, after: &Option<T>) -> &'static str {
    match (before, after) {
        (None, _) => "new",
        (_, None) => "deleted",
        _ => "revised",
    }
}

/// A range as it is written.
#[must_use]
pub fn written(previous: &Previous) -> String {
    if previous.from == previous.to {
        previous.from.to_string()
    } else {
        format!("{}-{}", previous.from, previous.to)
    }
}

fn code(c: &CodeChange, system: CodeSystem) -> Row {
    let title = |t: &Option<Titles>| t.as_ref().map(|t| t.long.clone());
    let billable = if c.is_billable() { "billable" } else { "header" };
    let mut row = Row::of("codes", c.what.id(), Some(c.code), system).with(
        billable,
        title(&c.before),
        title(&c.after),
    );
    let codes = c.replaced_by.iter().map(Code::to_string).chain(c.previous.iter().map(written));
    row.related = codes.collect::<Vec<_>>().join("; ");
    row
}

fn note(n: &NoteChange, system: CodeSystem) -> Row {
    let what = match n.kind_before {
        Some(old) => format!("{}: {} -> {}", n.owner, old.heading(), n.kind.heading()),
        None => format!("{}: {}", n.owner, n.kind.heading()),
    };
    Row::of("notes", change(&n.before, &n.after), Some(n.code), system).with(
        what,
        n.before.clone(),
        n.after.clone(),
    )
}

fn character(s: &SeventhChange, system: CodeSystem) -> Row {
    Row::of("seventh-characters", change(&s.before, &s.after), Some(s.code), system).with(
        format!("7th character {}", s.character),
        s.before.clone(),
        s.after.clone(),
    )
}

fn entry(i: &IndexChange, system: CodeSystem) -> Row {
    let part = match i.kind {
        IndexKind::Alphabetic | IndexKind::Pcs => "index",
        IndexKind::Neoplasm => "neoplasm-table",
        IndexKind::Drug => "drug-table",
        IndexKind::ExternalCause => "external-cause-index",
    };
    let mut row = Row::of(part, change(&i.before, &i.after), i.code, system).with(
        i.path.join(" > "),
        i.before.clone(),
        i.after.clone(),
    );
    if let Some(old) = &i.renamed_from {
        row.related = format!("was: {old}");
    }
    row
}

fn exemption(p: &PoaChange, system: CodeSystem) -> Row {
    let change = if p.exempt { "new" } else { "deleted" };
    Row::of("poa-exempt", change, Some(p.code), system).with(
        "exempt from POA",
        None,
        Some(p.title.clone()),
    )
}

fn field(f: &FieldChange, system: CodeSystem) -> Row {
    let (before, after) = (Some(f.before.clone()), Some(f.after.clone()));
    Row::of("fields", "revised", Some(f.code), system).with(f.name(), before, after)
}

fn edit(e: &EditChange) -> Row {
    let text = |v: &Option<crate::EditValue>| v.map(|v| v.to_string());
    let with = e.with.map_or_else(String::new, |c| c.to_string());
    let row = Row::of(e.part.id(), change(&e.before, &e.after), Some(e.code), e.code.system());
    row.with(with, text(&e.before), text(&e.after))
}
