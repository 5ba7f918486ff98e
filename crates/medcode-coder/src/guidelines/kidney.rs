//! Kidney disease: anemia is presumed to come from it (Index: Anemia > in > chronic kidney
//! disease, OCG I.A.15), and end-stage disease on dialysis is N18.6 with Z99.2 (OCG I.C.14.a).

use super::near;
use crate::case::Case;
use medcode_model::WithheldReason;
use medcode_note::Gap;

/// Joins anemia and dialysis to chronic kidney disease.
pub(crate) fn apply(case: &mut Case<'_>) {
    stage(case);
    with_stone(case);
    obstructed(case);
    let Some(kidney) = case.drafts.iter().position(|d| d.is_reported() && d.under("N18")) else {
        return;
    };
    let anemia = |d: &crate::case::Draft| d.is_reported() && d.under("D64.9");
    if let Some(at) = case.drafts.iter().position(anemia)
        && near::cause(case, &case.drafts[at]).is_none()
        && !has_other_cause(case, &case.drafts[at])
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

/// "Anemia post op", "anemia (blood loss)": the provider gives it another cause.
fn has_other_cause(case: &Case<'_>, draft: &crate::case::Draft) -> bool {
    const OTHER: &[&str] =
        &["post op", "postop", "postoperative", "blood loss", "iron deficiency", "chemo"];
    near::said(case, &near::sentence(case, draft), OTHER)
}

/// A dilated kidney with a stone of the ureter or kidney is one code (Tabular N13.2).
fn with_stone(case: &mut Case<'_>) {
    let stone = case.drafts.iter().position(|d| d.is_reported() && d.under("N20"));
    let dilated = case.drafts.iter().position(|d| d.is_reported() && d.under("N13.30"));
    let (Some(stone), Some(dilated)) = (stone, dilated) else { return };
    if case.recode(stone, "N13.2", "the kidney is dilated behind the stone", "OCG-I.B.9") {
        let detail = "part of N13.2";
        case.drafts[dilated].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.9"));
        for draft in case.drafts.iter_mut().filter(|d| d.under("N20")) {
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.9"));
        }
    }
}

/// Infection and obstruction of a kidney are in the code that joins them (Tabular N13.6).
fn obstructed(case: &mut Case<'_>) {
    infected(case);
    if !case.reports("N13.6") {
        return;
    }
    for draft in
        case.drafts.iter_mut().filter(|d| ["N15.9", "N28.89", "N28.9"].iter().any(|c| d.under(c)))
    {
        draft.withhold(WithheldReason::LessSpecific, "part of N13.6", Some("OCG-I.B.9"));
    }
}

/// "Obstructed infected kidney", hydronephrosis with pyelonephritis: one code (Tabular N13.6: conditions in
/// N13.0 to N13.5 with infection).
fn infected(case: &mut Case<'_>) {
    const KIDNEY: &[&str] = &["kidney", "hydronephrosis", "hydro", "collecting", "stone", "obstruction"];
    let doc = case.doc;
    let said = case.places.word("infected").iter().any(|&t| {
        let t = t as usize;
        let near = t.saturating_sub(2)..(t + 4).min(doc.tokens().len());
        near.into_iter().any(|n| KIDNEY.contains(&doc.folded(n)))
            && doc.context(case.span(t..t + 1)).assertion.is_affirmed()
    });
    let inflamed = ["N10", "N12", "N15.1"].iter().any(|c| case.reports(c));
    if !said && !inflamed {
        return;
    }
    let open = |d: &crate::case::Draft| {
        d.is_reported()
            && ["N13.0", "N13.1", "N13.2", "N13.3", "N13.4", "N13.5"].iter().any(|c| d.under(c))
    };
    let mut found = false;
    for at in 0..case.drafts.len() {
        if open(&case.drafts[at]) {
            found |= case.recode(at, "N13.6", "obstruction with infection", "OCG-I.B.9");
        }
    }
    for draft in case.drafts.iter_mut().filter(|d| found && (d.under("N10") || d.under("N12"))) {
        draft.withhold(WithheldReason::LessSpecific, "part of N13.6", Some("OCG-I.B.9"));
    }
}

/// "CKD 3": the stage right after the name.
fn stage(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("N18.9") {
            continue;
        }
        let code = match case.doc.folded(near::own(draft).end) {
            "1" | "g1" => "N18.1",
            "2" | "g2" => "N18.2",
            "3" | "iii" | "g3" => "N18.30",
            "3a" | "iiia" | "g3a" => "N18.31",
            "3b" | "iiib" | "g3b" => "N18.32",
            "4" | "iv" | "g4" => "N18.4",
            "5" | "g5" => "N18.5",
            _ => continue,
        };
        let joined =
            !case.doc.gap(near::own(draft).end).has(Gap::STOP.with(Gap::COMMA).with(Gap::NEWLINE));
        if joined {
            case.recode(at, code, "the stage follows the name", "OCG-I.C.14.a.1");
        }
    }
}
