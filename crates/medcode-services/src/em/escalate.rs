//! Is a problem so bad that the patient was admitted for it?

use super::family::Family;
use super::level::{Column, Step};
use super::problems::{Kind, Problems};
use super::view::View;

/// Who is admitted from the office for a problem that is worse or affects the whole body has one that
/// is severe: it may require an escalation of the level of care.
pub(super) fn apply(view: &View<'_>, family: Family, problems: &mut Problems, risk: &Column) {
    use Family as F;
    let outside = matches!(family, F::Office | F::Home | F::ConsultOffice | F::NursingSubsequent);
    let admitted = risk.counted.iter().any(|e| {
        let words = e.words.first().map_or("", |w| w.of(view.doc.text())).to_ascii_lowercase();
        e.kind == "hospital" && words.contains("admi")
    });
    let worst = problems.all.iter().any(|p| matches!(p.kind, Kind::Worse | Kind::Systemic));
    if outside && admitted && worst && problems.column.step == Step::Moderate {
        problems.column.step = Step::High;
    }
}
