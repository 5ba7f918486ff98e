//! Is the visit separate from the other services of the day: 25, 57, or part of them?
//!
//! The decision for a minor procedure is part of it; a visit counts beside it where the note
//! shows a significant evaluation beyond, for the same or another diagnosis (NCCI Policy Manual
//! ch. I §D, ch. XI §R; Medicare Claims Processing Manual ch. 12 §40.1, §40.2).

use super::family::Family;
use super::level::{Column, Step};
use super::problems::{Kind, Problem};
use super::view::View;
use super::visit::kind::opening;
use super::words::Tag;
use crate::encounter::Encounter;
use crate::service::Service;
use medcode_model::{BillingContext, Code, Span};

/// Whether the visit stands beside the other services.
pub(super) enum Verdict {
    /// No service of the day asks for a modifier.
    Alone,
    /// Significant and separate: 25, and what shows it.
    Separate(String),
    /// The decision for major surgery: 57.
    Decision(String),
    /// Part of another service: not billed, and why.
    Part(&'static str),
}

/// First and last numbers of services beside which a visit needs 25: minor surgery, giving drugs
/// and vaccines, tests and treatments that NCCI pairs with visits.
const ASK: &[(&str, &str)] = &[
    ("10004", "36399"),
    ("36418", "36590"),
    ("36593", "69990"),
    ("90460", "90474"),
    ("90480", "90480"),
    ("90791", "90832"),
    ("90834", "90834"),
    ("90837", "90837"),
    ("90839", "90899"),
    ("90901", "90999"),
    ("91010", "91299"),
    ("92502", "92526"),
    ("92920", "92998"),
    ("93015", "93018"),
    ("93279", "93298"),
    ("93451", "93799"),
    ("94010", "94799"),
    ("95004", "95199"),
    ("96360", "96549"),
    ("96567", "96574"),
    ("96900", "96999"),
    ("97010", "97799"),
    ("97810", "97814"),
    ("98925", "98943"),
    ("G0101", "G0101"),
    ("G0127", "G0127"),
    ("G0168", "G0168"),
    ("G0268", "G0268"),
    ("Q0091", "Q0091"),
];

/// First and last numbers of operations with a global period of 90 days, for where no fee
/// schedule is installed: care of fractures and dislocations, replacement of joints, the belly.
const MAJOR: &[(&str, &str)] = &[
    ("23500", "23680"),
    ("24500", "24685"),
    ("25500", "25695"),
    ("26600", "26785"),
    ("27125", "27138"),
    ("27193", "27269"),
    ("27440", "27447"),
    ("27500", "27566"),
    ("27750", "27848"),
    ("28400", "28485"),
    ("44950", "44970"),
    ("47562", "47620"),
    ("49491", "49659"),
    ("58150", "58294"),
    ("66830", "66984"),
];

/// Judges the visit against the services of the day.
pub(super) fn judge(
    view: &View<'_>,
    visit: &Encounter<'_>,
    family: Family,
    services: &[Service],
    problems: &[Problem],
    data: &Column,
    risk: &Column,
) -> Verdict {
    let own = |s: &&Service| {
        s.is_reported() && s.billing == BillingContext::Professional && asks(s.code.compact())
    };
    let beside: Vec<&Service> = services.iter().filter(own).collect();
    // What is titled as the account of a procedure was planned as one.
    // Nobody comes to an emergency room by appointment.
    let scheduled = family != Family::Emergency
        && (opening(view, Tag::ScheduledProcedure).is_some() || view.is_account);
    if beside.is_empty() {
        return match scheduled {
            true if problems.is_empty() && data.counted.is_empty() => {
                Verdict::Part("the patient came for a service alone; no problem was evaluated")
            }
            _ if tells_procedure(view)
                && is_bare(problems, risk)
                && view.first(Tag::Separate).is_none() =>
            {
                Verdict::Part("the account of a procedure; its own evaluation is part of it")
            }
            _ => Verdict::Alone,
        };
    }
    if let Some(cue) = view.first(Tag::Separate).filter(|&c| !view.is_denied(c)) {
        let _ = cue;
        return Verdict::Separate("the note calls the evaluation separate".to_owned());
    }
    if beside.iter().any(|s| is_major(visit, &s.code)) {
        return match scheduled {
            true => Verdict::Part("the visit before a planned operation is part of it"),
            false => Verdict::Decision("the operation was decided on at this visit".to_owned()),
        };
    }
    if matches!(family, Family::CriticalCare | Family::Newborn) {
        return Verdict::Separate("care of its own beyond the procedure".to_owned());
    }
    if family == Family::Emergency {
        return Verdict::Separate("evaluated as an emergency beyond the procedure".to_owned());
    }
    let procedure = beside.iter().any(|s| is_surgery(s.code.compact()));
    let managed = super::risk::managed(view, visit);
    let given = beside.iter().all(|s| is_given(s.code.compact()));
    let told = family != Family::Office || !given || super::shown::tells_evaluation(view);
    significant(problems, data, (risk, &managed), (&beside, services), procedure, scheduled, told)
}

/// Whether the note tells how a procedure was done, though no number for it was found: consent, the skin
/// prepared, numbed, how it was borne.
fn tells_procedure(view: &View<'_>) -> bool {
    const ENOUGH: usize = 3;
    const SIGNS: &[&[&str]] = &[
        &["consent", "consented"],
        &["timeout"],
        &["prepped", "prep", "draped", "betadine", "chlorhexidine", "sterile"],
        &["lidocaine", "lido", "bupivacaine", "anesthetized", "topical"],
        &["tolerated", "tol"],
        &["hemostasis", "ebl", "bleeding"],
        &["specimen", "path", "jar"],
        &["procedure", "proc"],
        &["complication"],
        &["needle", "blade", "scalpel", "forceps", "curette", "catheter", "probe", "trocar"],
    ];
    let doc = view.doc;
    let all = 0..doc.tokens().len();
    let told = SIGNS.iter().filter(|any| all.clone().any(|t| any.contains(&doc.folded(t))));
    told.count() >= ENOUGH
}

/// Whether no more than one problem was evaluated and nothing was prescribed.
fn is_bare(problems: &[Problem], risk: &Column) -> bool {
    let real = problems.iter().filter(|p| p.kind != Kind::Minor).count();
    real < 2 && risk.counted.iter().all(|e| e.kind != "prescription")
}

/// Whether the note shows more than the work of the other services.
fn significant(
    problems: &[Problem],
    data: &Column,
    (risk, drugs): (&Column, &[Span]),
    (beside, all): (&[&Service], &[Service]),
    procedure: bool,
    scheduled: bool,
    evaluated: bool,
) -> Verdict {
    let tells = |span: &Span| beside.iter().any(|s| s.evidence.iter().any(|e| e.overlaps(*span)));
    let managed = risk.counted.iter().filter(|e| e.step >= Step::Moderate);
    // A drug that was injected in the procedure is part of it.
    let of_drug = |span: &Span| {
        procedure
            && all.iter().any(|s| s.family == "drug" && s.evidence.iter().any(|e| e.overlaps(*span)))
    };
    let drug = managed.clone().any(|e| !e.words.iter().any(|w| tells(w) || of_drug(w)))
        || drugs.iter().any(|w| !tells(w) && !of_drug(w));
    let tests = data.counted.iter().filter(|e| !e.words.iter().any(&tells)).count();
    let real = problems.iter().filter(|p| p.kind != Kind::Minor).count();
    // Who comes for a planned operation brings other problems; only what is done for them counts.
    let treated = managed.clone().any(|e| {
        (e.words.len() > 1 || e.kind != "prescription")
            && !e.words.iter().any(|w| tells(w) || of_drug(w))
    });
    if scheduled && procedure && !treated {
        return Verdict::Part("a planned procedure; its own evaluation is part of it");
    }
    if !evaluated && !drug && tests == 0 {
        return Verdict::Part("no evaluation is told beside the drug or vaccine given");
    }
    if beside.iter().all(|s| FOOT_CARE.contains(&s.code.compact())) && !treated && !drug {
        return Verdict::Part("routine foot care; its own evaluation is part of it");
    }
    if real >= 2 {
        return Verdict::Separate(format!("{real} problems were evaluated beyond the other service"));
    }
    if problems.is_empty() {
        return Verdict::Part("no problem was evaluated beyond the other service");
    }
    if drug {
        return Verdict::Separate("treatment was managed beyond the other service".to_owned());
    }
    if scheduled {
        return Verdict::Part("a planned service; its own evaluation is part of it");
    }
    // One value beside a procedure ("A1c 8.9") belongs to the judgement that it is needed.
    if tests > usize::from(procedure) {
        return Verdict::Separate("tests were weighed beyond the other service".to_owned());
    }
    if procedure {
        return Verdict::Part("the decision for a minor procedure is part of it");
    }
    Verdict::Separate("a problem was evaluated beside the drug or vaccine given".to_owned())
}

/// Whether a visit needs 25 for what is billed beside it: procedures, giving vaccines and drugs.
pub(super) fn asks_beside(services: &[Service]) -> bool {
    services
        .iter()
        .any(|s| s.is_reported() && asks(s.code.compact()) && !is_medicare_screen(s.code.compact()))
}

/// Medicare's screens go with its preventive visits as they are.
fn is_medicare_screen(number: &str) -> bool {
    matches!(number, "G0101" | "Q0091")
}

fn within(ranges: &[(&str, &str)], number: &str) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&number))
}

fn asks(number: &str) -> bool {
    within(ASK, number)
}

/// Numbers for giving a drug or vaccine.
fn is_given(number: &str) -> bool {
    ("90460"..="90480").contains(&number)
        || ("95115"..="95134").contains(&number)
        || ("96360"..="96549").contains(&number)
}

fn is_surgery(number: &str) -> bool {
    ("10004"..="69990").contains(&number) && !LOOKS.contains(&number) && !within(HOLDS, number)
}

/// Routine foot care (Medicare Benefit Policy Manual ch. 15 §290).
const FOOT_CARE: &[&str] = &["11055", "11056", "11057", "11719", "11720", "11721", "G0127"];

/// Looks through a scope that treat nothing: what was found is evaluated and managed beside them.
const LOOKS: &[&str] = &["31231", "31575", "31579", "46600", "92511"];

/// Splints and straps put on where nothing was set: the injury is evaluated beside them.
const HOLDS: &[(&str, &str)] =
    &[("29105", "29131"), ("29200", "29280"), ("29505", "29515"), ("29520", "29584")];

/// Whether an operation has a global period of 90 days: by the fee schedule where installed.
fn is_major(visit: &Encounter<'_>, code: &Code) -> bool {
    match visit.releases.procedures.and_then(|p| p.pfs(code)) {
        Some(row) => row.global().trim() == "090",
        None => within(MAJOR, code.compact()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawing_blood_and_tests_ask_for_no_modifier() {
        for number in ["36415", "80053", "93000", "71046", "99406", "J1100"] {
            assert!(!asks(number), "{number}");
        }
        for number in ["96372", "20610", "12002", "90471", "94640", "51798"] {
            assert!(asks(number), "{number}");
        }
    }
}
