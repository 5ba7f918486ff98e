//! What do the books say of a code? Worked out when it is first asked for, and kept: notes ask
//! for the same few thousand codes over and over.

use crate::draft::{Entries, Titles, Wider, titles, wider};
use crate::tabular::Choices;
use medcode_kb::kept::Kept;
use medcode_kb::query::Release;
use medcode_kb::tables::notes::TargetRow;
use medcode_kb::terms::{Runs, Terms, title_words};
use medcode_model::{NoteKind, Target};

/// The title of a code.
pub(crate) struct Title {
    /// As printed.
    pub(crate) text: String,
    /// In lower case.
    pub(crate) lower: String,
    /// The words that a note must hold; none where the title names nothing of its own.
    pub(crate) required: Option<Vec<String>>,
}

/// The codes that the notes of the Tabular name.
type Named = Vec<Target>;

/// Everything that is kept.
#[derive(Default)]
pub(crate) struct Shelf {
    pub(crate) entries: Entries,
    categories: Kept<Titles>,
    wider: Kept<Vec<Wider>>,
    titles: Kept<Title>,
    choices: Kept<Choices>,
    together: Kept<Named>,
    excluded: Kept<Vec<Named>>,
    runs: Kept<Runs>,
}

impl Shelf {
    /// The terms of a release in runs, as a sentence is searched for them.
    pub(crate) fn runs(&self, release: &Release) -> &Runs {
        self.runs.of(release, 0, || Runs::of(&Terms::of(release)))
    }

    /// The title of a code.
    pub(crate) fn title(&self, release: &Release, row: u32) -> &Title {
        self.titles.of(release, row, || {
            let text = release.title(row);
            let required = title_words(&text).map(|(required, _)| required);
            Title { lower: text.to_lowercase(), text, required }
        })
    }

    /// The titles of a code's category.
    pub(crate) fn category(&self, release: &Release, row: u32) -> &Titles {
        let category = release.find(&release.code(row).category()).unwrap_or(u32::MAX);
        self.categories.of(release, category, || titles(release, category))
    }

    /// The codes of the same category whose titles say all that a code's does, and more.
    pub(crate) fn wider(&self, release: &Release, row: u32) -> &[Wider] {
        self.wider.of(release, row, || wider(self, release, row))
    }

    /// What may be chosen below a code.
    pub(crate) fn choices(&self, release: &Release, row: u32) -> &Choices {
        self.choices.of(release, row, || Choices::of(self, release, row))
    }

    /// The codes that stand together with a code ("code first", "use additional", "code also").
    pub(crate) fn together(&self, release: &Release, row: u32) -> &Named {
        self.together.of(release, row, || {
            const ASKS: [NoteKind; 3] =
                [NoteKind::CodeFirst, NoteKind::UseAdditional, NoteKind::CodeAlso];
            notes(release, row, &ASKS).into_iter().flatten().collect()
        })
    }

    /// The codes that each Excludes1 note of a code names.
    pub(crate) fn excluded(&self, release: &Release, row: u32) -> &[Named] {
        self.excluded.of(release, row, || notes(release, row, &[NoteKind::Excludes1]))
    }
}

/// The codes that each note of some kinds names, the code's own notes first.
fn notes(release: &Release, row: u32, kinds: &[NoteKind]) -> Vec<Named> {
    let owners = release.note_owners(row).into_iter();
    owners
        .flat_map(|owner| release.note_rows(owner).iter().map(move |note| (owner, note)))
        .filter(|(_, note)| kinds.contains(&note.kind()))
        .filter(|(owner, note)| note.kind() != NoteKind::Excludes1 || release.keeps_apart(*owner, note))
        .map(|(_, note)| release.note_targets(note).iter().map(TargetRow::target).collect())
        .collect()
}
