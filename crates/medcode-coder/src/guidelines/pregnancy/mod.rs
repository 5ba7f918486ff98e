//! Pregnancy, childbirth and the puerperium (OCG I.C.15).

mod complicating;
mod delivery;
mod diabetes;
mod fetus;
mod supervision;
mod time;
mod weeks;

use crate::case::Case;
use medcode_model::WithheldReason;
use time::{Stage, Time};

/// Completes codes of chapter 15 by the time of the pregnancy, before anything is decided
/// (OCG I.C.15.a.3).
pub(super) fn complete(case: &mut Case<'_>) {
    let Some(time) = time::of(case) else { return };
    supervision::by_gravidity(case, &time);
    diabetes::by_control(case);
    time::give(case, &time);
    fetus::number(case);
}

/// What pregnancy, delivery and puerperium ask for once it is known what is reported.
pub(super) fn apply(case: &mut Case<'_>) {
    let Some(time) = time::of(case) else { return };
    not_the_childs(case);
    delivery::apply(case, &time);
    complicating::apply(case, &time);
    supervision::apply(case, &time);
    supervision::low_scar(case);
    weeks::report(case, &time);
    first(case, &time);
}

/// Codes of chapter 16 never stand on the mother's record (OCG I.C.16.a.1).
fn not_the_childs(case: &mut Case<'_>) {
    for draft in case.drafts.iter_mut().filter(|d| d.under("P")) {
        draft.withhold(WithheldReason::OtherPerson, "the child's", Some("OCG-I.C.16.a.1"));
    }
}

/// Codes of chapter 15 go before those of other chapters (OCG I.C.15.a.1); at a birth what
/// brought the patient in goes before what arose in labor and after it (OCG I.C.15.b.4).
fn first(case: &mut Case<'_>, time: &Time) {
    let birth = time.stage == Stage::Childbirth
        && case.places.any(&["cesarean", "c section", "csection"]).is_empty();
    for draft in case.drafts.iter_mut().filter(|d| d.under("O")) {
        draft.order -= 1 << 36;
        if birth {
            draft.order += group(draft.code.compact()) << 33;
        }
    }
}

/// Before labor, in labor, after it, other diseases.
fn group(code: &str) -> i64 {
    match &code[..3] {
        "O98" | "O99" | "O9A" => 3,
        category if category >= "O85" => 2,
        category if category > "O60" => 1,
        _ => 0,
    }
}
