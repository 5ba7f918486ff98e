//! Kidney disease: anemia is presumed to come from it (Index: Anemia > in > chronic kidney
//! disease, OCG I.A.15), and end-stage disease on dialysis is N18.6 with Z99.2 (OCG I.C.14.a).

use super::near;
use crate::case::Case;

/// Joins anemia and dialysis to chronic kidney disease.
pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(kidney) = case.drafts.iter().position(|d| d.is_reported() && d.under("N18")) else {
        return;
    };
    let anemia = |d: &crate::case::Draft| d.is_reported() && d.under("D64.9");
    if let Some(at) = case.drafts.iter().position(anemia)
        && near::cause(case, &case.drafts[at]).is_none()
    {
        case.recode(
            at,
            "D63.1",
            "anemia with chronic kidney disease: presumed to be linked",
            "OCG-I.A.15",
        );
    }
    if !case.reports("N18.6") {
        return;
    }
    const DIALYSIS: &[&str] =
        &["on hemodialysis", "on hd", "on dialysis", "on peritoneal dialysis", "on pd"];
    let problem = near::problem(case, &case.drafts[kidney]);
    if let Some(words) = near::find(case, &problem, DIALYSIS) {
        case.state("Z99.2", words, "on dialysis", "OCG-I.C.14.a.1");
    }
}
