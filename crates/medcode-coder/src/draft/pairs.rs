//! Which two codes does the Tabular ask for together (OCG I.A.13, I.A.17)?

use crate::case::Case;

/// Whether a "code first", "use additional code" or "code also" note of either names the
/// other: "anemia in CKD" is coded with the stage of the kidney disease.
pub(crate) fn belong(case: &Case<'_>, a: u32, b: u32) -> bool {
    names(case, a, b) || names(case, b, a) || specifies(case, a, b) || specifies(case, b, a)
}

/// O98 and O99 ask for an additional code of the specific condition (notes at O98, O99).
fn specifies(case: &Case<'_>, a: u32, b: u32) -> bool {
    let (a, b) = (case.release.code(a), case.release.code(b));
    // Delirium "due to" what is coded first (Tabular F05).
    if a.is_under(&a.prefix(3)) && a.bytes().starts_with(b"F05") && !matches!(b.bytes()[0], b'F' | b'R')
    {
        return true;
    }
    matches!(&a.bytes()[..3], b"O98" | b"O99") && matches!(b.bytes()[0], b'A'..=b'N')
}

fn names(case: &Case<'_>, from: u32, to: u32) -> bool {
    let code = case.release.code(to);
    let named = case.shelf.together(case.release, from);
    named.iter().any(|t| t.matches(&code) || code.is_under(&t.from) || t.from.is_under(&code))
}
