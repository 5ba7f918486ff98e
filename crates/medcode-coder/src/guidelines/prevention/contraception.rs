//! Contraception: prescribed for the first time or looked after (OCG I.C.21.c.11, Z30).

use super::state;
use crate::case::{Case, Tier};
use crate::guidelines::words::sentence_holds;
use medcode_model::{Presence, Setting, WithheldReason};
use std::ops::Range;

/// Names of a method with the codes for its beginning and its surveillance.
const METHODS: &[(&[&str], &str, &str)] = &[
    (
        &[
            "ocp",
            "norethindrone",
            "birth control pill",
            "contraceptive pill",
            "oral contraceptive",
            "coc",
            "micronor",
            "levonorgestrel ethinyl",
            "drospirenone",
        ],
        "Z30.011",
        "Z30.41",
    ),
    (&["depo provera", "dmpa", "depo shot", "medroxyprogesterone injection"], "Z30.013", "Z30.42"),
    (&["nuvaring", "vaginal ring"], "Z30.015", "Z30.44"),
    (&["contraceptive patch", "xulane", "twirla"], "Z30.016", "Z30.45"),
    (
        &[
            "nexplanon",
            "contraceptive implant",
            "etonogestrel implant",
            "implant surveillance",
            "implant removal",
            "implant exchange",
            "implant reinsertion",
            "implant replacement",
        ],
        "Z30.017",
        "Z30.46",
    ),
];

const BEGIN: &[&str] = &[
    "start",
    "started",
    "starting",
    "begin",
    "initiate",
    "initiated",
    "new",
    "rx",
    "prescribed",
    "prescribe",
    "placed",
    "inserted",
    "insertion",
];
const GO_ON: &[&str] =
    &["refill", "refilled", "continue", "continued", "cont", "renew", "renewed", "surveillance"];

/// An implant that is checked, taken out or put in again was there before (Tabular Z30.46).
const EXCHANGED: &[&str] = &[
    "surveillance",
    "remove",
    "removal",
    "removed",
    "reinsertion",
    "reinserted",
    "exchange",
    "exchanged",
    "replaced",
    "replacement",
];

/// The rod that was there before came out at this visit.
const OLD_ROD: &[&str] = &[
    "old rod",
    "old implant",
    "old nexplanon",
    "old device removed",
    "rod removed",
    "implant removed",
    "nexplanon removed",
    "rod extracted",
    "rod delivered",
    "rod out",
];

/// A rod put in where one came out is no first one.
fn put_in_again(case: &mut Case<'_>) {
    let first = |d: &crate::case::Draft| d.is_reported() && d.code.compact() == "Z30017";
    let Some(at) = case.drafts.iter().position(first) else { return };
    if !case.places.any(OLD_ROD).is_empty() {
        case.recode(at, "Z3046", "the implant before it came out at this visit", "OCG-I.C.21.c.11");
    }
}

/// An operation that ends fertility for want of children is what its visit is for.
fn sterilized(case: &mut Case<'_>) {
    const PAST: &[&str] = &[
        "s", "status", "hx", "history", "h", "prior", "previous", "reversal", "post", "after", "failed",
        "ago",
    ];
    // In an office the steps tell that it was done and not only talked of.
    const STEPS: &[&str] = &["cautery", "interposition", "cauterized", "clips", "ligated", "hemostasi"];
    let done = case.facts.setting == Setting::OutpatientProcedure
        || case.facts.setting == Setting::Office
            && STEPS.iter().any(|w| !case.places.word(w).is_empty());
    if !done || case.reports("Z30") {
        return;
    }
    let told = case.places.any(&["vasectomy"]).into_iter().find(|r| {
        let at = case.doc.context(case.span(r.clone())).assertion;
        at.presence == Presence::Present && !sentence_holds(case, r.start, PAST)
    });
    let Some(words) = told else { return };
    let by = "the operation is a sterilization";
    if state(case, "Z30.2", words, by, "OCG-I.C.21.c.11")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = Tier::Assessed;
    }
}

/// States the management of contraception that the plan decides on.
pub(super) fn apply(case: &mut Case<'_>) {
    of_another_depot(case);
    put_in_again(case);
    let open = |d: &crate::case::Draft| d.under("Z30.9") || d.under("Z30.40");
    let told = case.reported().any(|d| d.under("Z30") && !open(d));
    if told || case.facts.setting.is_inpatient() {
        return;
    }
    sterilized(case);
    // "Contraception surveillance" beside a method is the surveillance of it.
    let surveyed = case.reports("Z30.40");
    for (names, begin, go_on) in METHODS {
        let Some(words) = case.places.any(names).into_iter().find(|r| decided(case, r)) else {
            continue;
        };
        let implant = *go_on == "Z30.46";
        // An implant of something else is no contraception.
        const SUBDERMAL: &[&str] = &["etonogestrel", "nexplanon", "implanon", "contraceptive"];
        if implant && SUBDERMAL.iter().all(|w| case.places.word(w).is_empty()) {
            continue;
        }
        let again = implant && !case.places.any(OLD_ROD).is_empty();
        let code = if again || implant && sentence_holds(case, words.start, EXCHANGED) {
            go_on
        } else if sentence_holds(case, words.start, BEGIN) {
            begin
        } else if surveyed || sentence_holds(case, words.start, GO_ON) {
            go_on
        } else {
            continue;
        };
        // Pills are also taken for bleeding, pain and acne: only for contraception then.
        let other = ["acne", "menorrhagia", "dysmenorrhea", "pco", "endometriosis", "bleeding", "bleed"];
        if sentence_holds(case, words.start, &other) {
            continue;
        }
        if state(case, code, words, "contraception is prescribed", "OCG-I.C.21.c.11") {
            for draft in case.drafts.iter_mut().filter(|d| open(d)) {
                draft.withhold(
                    WithheldReason::LessSpecific,
                    format!("{code} says it"),
                    Some("OCG-I.B.2"),
                );
            }
        }
        return;
    }
}

/// `Depo-Medrol` is a steroid, `Depo-Testosterone` a hormone: depots of another drug prevent no pregnancy.
fn of_another_depot(case: &mut Case<'_>) {
    const OTHERS: &[&str] = &["medrol", "testosterone", "estradiol", "methylprednisolone", "lupron"];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !(draft.under("Z30.42") || draft.under("Z30.013")) {
            continue;
        }
        let depot = |t: &u32| {
            let t = *t as usize;
            case.doc.folded(t).starts_with("depo") && OTHERS.contains(&case.doc.folded(t + 1))
        };
        if draft.tokens.iter().any(depot) {
            let detail = "a depot of another drug";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("Tabular Z30.42"));
        }
    }
}

/// In the assessment or the plan, affirmed.
fn decided(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let span = case.span(tokens.clone());
    let context = case.doc.context(span);
    case.tier(&context, span) >= Tier::Discussed
        && context.assertion.presence == medcode_model::Presence::Present
}
