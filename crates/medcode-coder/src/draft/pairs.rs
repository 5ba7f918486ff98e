//! Which two codes does the Tabular ask for together (OCG I.A.13, I.A.17)?

use medcode_kb::query::Release;
use medcode_kb::tables::notes::TargetRow;
use medcode_model::NoteKind;

/// Whether a "code first", "use additional code" or "code also" note of either names the
/// other: "anemia in CKD" is coded with the stage of the kidney disease.
pub(crate) fn belong(release: &Release, a: u32, b: u32) -> bool {
    names(release, a, b) || names(release, b, a) || specifies(release, a, b)
}

/// O98 and O99 ask for an additional code of the specific condition (notes at O98, O99).
fn specifies(release: &Release, a: u32, b: u32) -> bool {
    let (a, b) = (release.code(a), release.code(b));
    matches!(&a.compact()[..3], "O98" | "O99") && matches!(b.bytes()[0], b'A'..=b'N')
}

fn names(release: &Release, from: u32, to: u32) -> bool {
    let code = release.code(to);
    release.note_owners(from).into_iter().any(|owner| {
        release.note_rows(owner).iter().any(|note| {
            matches!(note.kind(), NoteKind::CodeFirst | NoteKind::UseAdditional | NoteKind::CodeAlso)
                && release
                    .note_targets(note)
                    .iter()
                    .map(TargetRow::target)
                    .any(|t| t.matches(&code) || code.is_under(&t.from) || t.from.is_under(&code))
        })
    })
}
