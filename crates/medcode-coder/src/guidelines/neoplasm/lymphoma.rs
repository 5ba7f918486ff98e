//! A lymphoma in the nodes of two or more regions is one of nodes of multiple sites (Tabular C81-C85: fifth
//! character 8; OCG I.B.2).

use crate::case::Case;
use crate::guidelines::near;

/// Regions of nodes as notes name them.
const REGIONS: &[&[&str]] = &[
    &["cervical", "neck", "supraclavicular", "submandibular"],
    &["mediastinal", "mediastinum", "hilar", "intrathoracic"],
    &["retroperitoneal", "mesenteric", "abdominal", "paraaortic", "retroperitoneum"],
    &["axillary", "axilla"],
    &["inguinal", "groin"],
    &["pelvic", "iliac"],
];

/// Categories of which the fifth character tells the nodes.
const KINDS: &[&str] = &["C81", "C82", "C83", "C84", "C85"];

pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        let open = code.len() == 5 && code.ends_with('0') && KINDS.iter().any(|c| draft.under(c));
        if !open || !draft.is_reported() {
            continue;
        }
        let sentence = near::sentence(case, draft);
        let names = |words: &&&[&str]| sentence.clone().any(|t| words.contains(&case.doc.folded(t)));
        if REGIONS.iter().filter(names).count() < 2 {
            continue;
        }
        let code = format!("{}8", &code[..4]);
        case.recode(at, &code, "nodes of several regions", "OCG-I.B.2");
    }
}
