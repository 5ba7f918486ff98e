//! The notes of the Tabular List that hold for a reported code, and whether one names a code.

use super::{Dx, Subject};
use medcode_kb::query::Release;
use medcode_kb::tables::notes::{NoteRow, Owner};
use medcode_model::{Code, NoteKind, Target};

/// A note under one owner. The lines of one kind are one note, and so is each list under a
/// heading (`underlying condition, such as:`); of Excludes1 each line speaks for itself.
pub(crate) struct Note {
    kind: NoteKind,
    targets: Vec<Target>,
    /// The first letters of the codes it names, as bits: most notes are told apart by them.
    letters: u32,
    /// How many lines it has.
    lines: usize,
    /// Its words; of a long list the first lines.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) from: String,
    /// The note says `if applicable` or leaves it open otherwise; so does all that stands at a
    /// chapter or block.
    pub(crate) soft: bool,
    /// It stands at a code, not at a chapter or block.
    pub(crate) at_code: bool,
    /// It sends the coder to the condition itself (`code to condition in Chapter 15`) or lists most
    /// of the book: it does not keep two codes apart.
    pub(crate) is_sweeping: bool,
}

impl Note {
    /// Whether it may name one of several codes, by the letters they begin with.
    pub(crate) const fn names_any(&self, letters: u32) -> bool {
        self.letters & letters != 0
    }

    /// Whether it names a code.
    pub(crate) fn names_code(&self, code: &Code) -> bool {
        self.letters & letter(code) != 0 && self.targets.iter().any(|t| t.matches(code))
    }

    /// Whether it names the code of a diagnosis.
    pub(crate) fn names(&self, dx: &Dx<'_>) -> bool {
        dx.code.is_some_and(|code| self.names_code(&code))
    }

    /// A list of what may be there, of drugs, statuses and company: no claim owes it.
    pub(crate) fn is_open(&self) -> bool {
        let text = self.text.to_ascii_lowercase();
        self.lines > 3 || ["associated", "status", "drug", "tobacco"].iter().any(|w| text.contains(w))
    }

    /// It leaves open whether there is anything to name: `if applicable`, `any associated gangrene`.
    pub(crate) fn is_optional(&self) -> bool {
        let text = self.text.to_ascii_lowercase();
        text.contains("applicable") || text.contains("any ")
    }

    /// A list of what may be there and may be the cause: `if applicable, the underlying cause, such as`.
    pub(crate) fn is_guess(&self) -> bool {
        self.text.contains("applicable") && self.text.contains("such as")
    }

    /// Its words and where they stand.
    pub(crate) fn cited(&self) -> String {
        format!("{} at {}: {}", self.kind.heading(), self.from, self.text)
    }

    fn of(release: &Release, owner: Owner, kind: NoteKind, rows: &[&NoteRow]) -> Option<Self> {
        let first = rows.iter().find(|r| !release.note_targets(r).is_empty())?;
        let from = release.note_at(owner, first).from.to_string();
        let text = words(release, owner, rows);
        let targets: Vec<Target> =
            rows.iter().flat_map(|r| release.note_targets(r)).map(|t| t.target()).collect();
        let lower = text.to_ascii_lowercase();
        // `heart failure due to hypertension` holds where that is what is reported.
        let open = [
            "applicable",
            "if known",
            "such as",
            "if desired",
            ", if",
            "any ",
            "complicating",
            " due to ",
        ];
        let at_code = matches!(owner, Owner::Code(_));
        Some(Self {
            kind,
            letters: targets.iter().fold(0, |all, t| all | letters(t)),
            targets,
            lines: rows.len(),
            from,
            at_code,
            is_sweeping: kind == NoteKind::Excludes1 && !release.keeps_apart(owner, first),
            soft: !at_code || open.iter().any(|w| lower.contains(w)),
            text,
        })
    }
}

/// Every note under an owner that names codes.
pub(super) fn under(release: &Release, owner: Owner) -> Vec<Note> {
    const LISTS: [NoteKind; 4] =
        [NoteKind::CodeFirst, NoteKind::UseAdditional, NoteKind::CodeAlso, NoteKind::Excludes2];
    let all = release.note_rows(owner);
    let names = |row: &NoteRow| !release.note_targets(row).is_empty();
    let mut out = Vec::new();
    for kind in LISTS {
        let mut list: Vec<&NoteRow> = Vec::new();
        for row in all.iter().filter(|n| n.kind() == kind) {
            let heads = !names(row) && release.note_at(owner, row).text.ends_with(':');
            if heads {
                out.extend(Note::of(release, owner, kind, &std::mem::take(&mut list)));
            }
            if heads || names(row) {
                list.push(row);
            }
        }
        out.extend(Note::of(release, owner, kind, &list));
    }
    let excludes = all.iter().filter(|n| n.kind() == NoteKind::Excludes1 && names(n));
    out.extend(excludes.filter_map(|n| Note::of(release, owner, NoteKind::Excludes1, &[n])));
    out
}

/// The words of a note; of a long list the first lines.
fn words(release: &Release, owner: Owner, rows: &[&NoteRow]) -> String {
    const SHOWN: usize = 4;
    let texts: Vec<String> = rows.iter().map(|r| release.note_at(owner, r).text).collect();
    let shown = SHOWN + texts.iter().filter(|t| t.ends_with(':')).count();
    let mut text = String::new();
    for line in texts.iter().take(shown) {
        if !text.is_empty() {
            text.push_str(if text.ends_with(':') { " " } else { "; " });
        }
        text.push_str(line);
    }
    // The heading says "code" already.
    let text = ["code ", ", "].iter().find_map(|p| text.strip_prefix(p)).unwrap_or(&text);
    match texts.len().checked_sub(shown) {
        Some(more) if more > 0 => format!("{text}; and {more} more"),
        _ => text.to_owned(),
    }
}

/// The bit of the first letter of a code.
pub(super) fn letter(code: &Code) -> u32 {
    let first = code.bytes()[0];
    if first.is_ascii_uppercase() { 1 << (first - b'A') } else { 0 }
}

/// The bits of the first letters that a target reaches over.
fn letters(target: &Target) -> u32 {
    let (from, to) = (letter(&target.from), letter(&target.to));
    if from == 0 || to < from { from | to } else { (to << 1) - from }
}

/// A reported code and a note that holds for it.
pub(crate) struct Asked<'s, 'a> {
    pub(crate) dx: &'s Dx<'a>,
    pub(crate) code: Code,
    pub(crate) note: &'s Note,
}

/// Every note of a kind that names codes, for every reported code.
pub(crate) fn asks<'s, 'a>(
    subject: &'s Subject<'a>,
    kind: NoteKind,
) -> impl Iterator<Item = Asked<'s, 'a>> {
    let coded = subject.reported().filter_map(|dx| Some((dx, dx.code?, dx.facts.as_ref()?)));
    coded.flat_map(move |(dx, code, facts)| {
        let notes = facts.notes.iter().flat_map(|owner| owner.iter());
        notes.filter(move |n| n.kind == kind).map(move |note| Asked { dx, code, note })
    })
}
