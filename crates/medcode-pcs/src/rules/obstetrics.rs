//! A birth is coded once: a birth by forceps, vacuum or section is no unassisted delivery; a
//! section takes in what the other ways would be.

use crate::desk::Case;
use crate::draft::Draft;
use medcode_model::WithheldReason;

pub(crate) fn apply(case: &mut Case<'_>) {
    let has =
        |drafts: &[Draft], prefix: &str| drafts.iter().any(|d| d.is_reported() && d.starts(prefix));
    let section = has(&case.drafts, "10D00");
    ectopic(case);
    let assisted = section || has(&case.drafts, "10D07");
    let born = assisted || has(&case.drafts, "10E0");
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let other_way = (assisted && draft.starts("10E0")) || (section && draft.starts("10D07"));
        if other_way {
            let detail = "the birth is coded by the way it ended".to_owned();
            draft.withhold(WithheldReason::Excluded, detail, Some("OCG-PCS C2"));
        }
        // Tears of the perineum are the birth's only where there was one in this stay.
        if section && draft.starts("0W8N") {
            let detail = "no episiotomy at a section".to_owned();
            draft.withhold(WithheldReason::NotReportable, detail, None);
        }
        let labor = ["10907ZC", "3E033VJ", "3E0P", "3E0R3BZ", "0U7C7", "0KQM", "0HQ9X"];
        if !born && labor.iter().any(|p| draft.starts(p)) {
            let detail = "part of a labor, and no birth is told".to_owned();
            draft.withhold(WithheldReason::NotReportable, detail, None);
        }
    }
}

/// A tube taken out for a pregnancy in it: the products are coded too (C1).
fn ectopic(case: &mut Case<'_>) {
    let doc = case.stay.doc;
    let named = (0..doc.tokens().len()).find(|&i| doc.folded(i) == "ectopic");
    let Some(token) = named.filter(|&i| doc.context(doc.tokens()[i].span).assertion.is_affirmed())
    else {
        return;
    };
    let coded = |d: &Draft| d.is_reported() && d.starts("10T2");
    let tube = |d: &&Draft| d.is_reported() && (d.starts("0UT5") || d.starts("0UT6"));
    let Some(tube) = case.drafts.iter().find(tube).filter(|_| !case.drafts.iter().any(coded)) else {
        return;
    };
    let code = [b'1', b'0', b'T', b'2', tube.code[4], b'Z', b'Z'];
    let words = case.words(tube.hit);
    if words.is_legal(&code) {
        let mut draft = Draft::fixed(tube.hit, code, words.span(tube.hit.first, tube.hit.end));
        draft.evidence.push(doc.tokens()[token].span);
        case.drafts.push(draft);
    }
}
