//! EA, EB, EC: why a patient who is not on dialysis is given an erythropoiesis-stimulating agent
//! (CMS, National Coverage Determination 110.21).

use crate::desk::Case;
use std::ops::Range;

pub(super) const AUTHORITY: &str = "CMS NCD 110.21";

/// Codes of agents for patients who are not on dialysis.
const AGENTS: &[&str] = &["J0881", "J0885", "J0888", "Q5106"];

/// The modifier of an agent, and why; none where the note does not tell the cause.
pub(super) fn modifier(
    case: &Case<'_>,
    code: &str,
    sentence: Range<usize>,
) -> Option<(&'static str, &'static str)> {
    if !AGENTS.contains(&code) {
        return None;
    }
    let doc = case.reading.doc;
    let near = |words: &[&str]| sentence.clone().any(|at| words.contains(&doc.folded(at)));
    let coded =
        |begins: &str| case.visit.diagnoses.iter().any(|d| d.coded.code.compact().starts_with(begins));
    if near(&["chemo", "chemotherapy", "cia"]) && !near(&["not", "no", "non"]) || coded("D6481") {
        return Some(("EA", "anemia due to anticancer chemotherapy"));
    }
    if near(&["radiation", "radiotherapy", "xrt"]) && !near(&["not", "no", "non"]) {
        return Some(("EB", "anemia due to anticancer radiotherapy"));
    }
    let other = coded("D63") || coded("N18") || coded("D46") || near(&["ckd", "mds", "renal", "kidney"]);
    other.then_some(("EC", "anemia not due to anticancer chemotherapy or radiotherapy"))
}
