//! External causes (OCG I.C.20): secondary to an injury that is coded, the most specific
//! cause of its kind, place and activity at the first encounter only, and never the
//! "unspecified" ones.

use crate::case::{Case, Draft};
use medcode_model::WithheldReason;

/// Withholds the external causes that a coder would not add.
pub(super) fn apply(case: &mut Case<'_>) {
    let injured = case.reported().any(is_injury);
    let treated = case.reported().any(|d| is_injury(d) && is_initial(d));
    let falls: Vec<String> =
        case.reported().filter(|d| is_fall(d)).map(|d| d.code.compact().to_owned()).collect();
    let struck = case.reported().any(|d| d.is_external_cause() && d.under("V"));
    let crashed = case.reported().any(is_told_crash);
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.is_external_cause()) {
        let once = draft.under("Y92") || draft.under("Y93") || draft.under("Y99");
        let why = if says_nothing(draft) {
            Some(("not reported where it is not stated", "OCG-I.C.20.c"))
        } else if !injured && !is_care(draft) {
            Some(("no injury is coded that it could have caused", "OCG-I.C.20.a.1"))
        } else if once && !treated {
            Some(("reported only at the first encounter for treatment", "OCG-I.C.20.b"))
        } else if is_vague_fall(draft) && (falls.len() > 1 || struck) || draft.under("V89") && crashed {
            Some(("the kind of accident is stated", "OCG-I.C.20.a.4"))
        } else {
            None
        };
        if let Some((detail, authority)) = why {
            draft.withhold(WithheldReason::NotReportable, detail, Some(authority));
        }
    }
}

/// A code of chapter 19 that an accident explains.
fn is_injury(draft: &Draft) -> bool {
    let code = draft.code.compact();
    draft.under("S")
        || code.starts_with('T')
            && (&code[1..3] <= "34" || matches!(&code[1..3], "67" | "68" | "69" | "70" | "71" | "74"))
}

pub(super) fn is_initial(draft: &Draft) -> bool {
    matches!(draft.code.bytes()[6], b'A' | b'B' | b'C')
}

/// Complications of care: their own reason, no accident (Y62-Y84).
fn is_care(draft: &Draft) -> bool {
    draft.under("Y62")
        || draft.under("Y63")
        || draft.under("Y64")
        || draft.under("Y65")
        || draft.under("Y83")
        || draft.under("Y90")
        || draft.under("Y84") && !draft.under("Y84.9")
}

/// Unspecified place, activity, status, cause; factors "other" than all that have a code.
fn says_nothing(draft: &Draft) -> bool {
    ["Y92.9", "Y93.9", "Y99.9", "X58", "X59", "X83.8", "Y84.9"].iter().any(|p| draft.under(p))
}

fn is_fall(draft: &Draft) -> bool {
    let code = draft.code.compact();
    code.starts_with('W') && code.get(1..3).is_some_and(|n| n <= "19")
}

/// A transport accident of which more is said than that it was one.
fn is_told_crash(draft: &Draft) -> bool {
    draft.is_external_cause() && draft.under("V") && !draft.under("V89") && !draft.under("V99")
}

/// A fall of which nothing more is said than that it was one.
fn is_vague_fall(draft: &Draft) -> bool {
    draft.under("W18.30") || draft.under("W19")
}
