//! Routine examinations: child or adult, with or without abnormal findings, first-listed
//! (OCG I.C.21.c.12, IV.P).

use super::state;
use crate::case::{Case, Draft, Tier};
use crate::guidelines::words;
use medcode_model::WithheldReason;
use medcode_note::{Gap, SectionKind};

/// Wordings of a routine examination beyond those of the Index.
const ROUTINE: &[&str] = &[
    "well child",
    "well adolescent",
    "well baby",
    "well visit",
    "wcc",
    "annual physical",
    "annual exam",
    "annual wellness",
    "awv",
    "preventive visit",
    "preventive exam",
    "health maintenance exam",
    "well adult",
    "routine physical",
    "complete physical",
    "yearly physical",
    "annual checkup",
    "annual preventive",
    "annual health maintenance",
    "adult wellness",
];

/// Names of a child's examination, where no age is stated.
const CHILD: &[&str] = &["well child", "well baby", "well adolescent", "wcc"];

/// Reports the examination that the visit is for.
pub(super) fn apply(case: &mut Case<'_>) {
    label(case);
    if case.facts.setting.is_inpatient() {
        return;
    }
    withhold_strays(case);
    if well_woman(case) {
        return;
    }
    if case.reports("Z00.0") || case.reports("Z00.12") {
        for at in 0..case.drafts.len() {
            if case.drafts[at].is_reported()
                && (case.drafts[at].under("Z00.0") || case.drafts[at].under("Z00.12"))
            {
                let code = code(case);
                if case.row(&code) != Some(case.drafts[at].row) {
                    case.recode(at, &code, "by age and findings", "OCG-I.C.21.c.12");
                }
                case.drafts[at].order -= 1 << 35;
            }
        }
        return;
    }
    let purpose = case.places.any(ROUTINE).into_iter().find(|r| {
        let context = case.doc.context(case.span(r.clone()));
        let opening = matches!(
            context.section,
            SectionKind::Title
                | SectionKind::ChiefComplaint
                | SectionKind::Assessment
                | SectionKind::AssessmentPlan
                | SectionKind::FinalDiagnosis
        ) || matches!(context.section, SectionKind::Unsectioned | SectionKind::Other)
            && r.start < 14
            || is_purpose(case, r.start);
        opening && context.assertion.is_affirmed()
    });
    let Some(words) = purpose else { return };
    let code = code(case);
    if state(case, &code, words, "the visit is a routine examination", "OCG-I.C.21.c.12")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = Tier::Assessed;
        draft.order -= 1 << 35;
    }
}

/// `Brought in by mom for her well child check`: what the patient came for.
fn is_purpose(case: &Case<'_>, at: usize) -> bool {
    const CAME: &[&str] = &["here", "brought", "present", "seen", "come", "came", "visit", "in"];
    let Some(sentence) = case.doc.sentence_of(at) else { return false };
    let start = case.doc.sentences()[sentence].tokens.0 as usize;
    let near = at.saturating_sub(4).max(start)..at;
    let aim = near.into_iter().find(|&t| case.doc.folded(t) == "for");
    aim.is_some_and(|aim| (start..aim).any(|t| CAME.contains(&case.doc.folded(t))))
}

/// The gynecological examination is first-listed by itself (Tabular Z01.41-).
fn well_woman(case: &mut Case<'_>) -> bool {
    let told = case.reports("Z01.41");
    let named = words::anywhere(
        case,
        &["well woman exam", "well woman visit", "wwe", "annual gyn exam", "annual gynecological exam"],
    );
    if !told && named.is_none() {
        return false;
    }
    let abnormal = words::anywhere(case, &["abnormal finding", "with abnormal"]).is_some();
    let code = if abnormal { "Z01.411" } else { "Z01.419" };
    if let (false, Some(words)) = (told, named) {
        state(case, code, words, "the visit is a gynecological examination", "OCG-I.C.21.c.12");
    }
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        if draft.under("Z01.41") {
            draft.tier = Tier::Assessed;
            draft.order -= 1 << 35;
        } else if draft.under("Z00.0") {
            draft.withhold(WithheldReason::Excluded, "Z01.41 says it", Some("OCG-I.C.21.c.12"));
        }
    }
    true
}

/// "HCM:" before a list is the label of health care maintenance, no cardiomyopathy.
fn label(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let [token] = draft.tokens[..] else { continue };
        let token = token as usize;
        let label = case.doc.folded(token) == "hcm" && case.doc.gap(token + 1).has(Gap::COLON);
        if label && draft.under("I42") {
            case.drafts[at].withhold(
                WithheldReason::NotReportable,
                "the label of health care maintenance",
                Some("OCG-I.C.21.c.12"),
            );
        }
    }
}

/// "Abnormal finding on examination" and the like are no routine examination.
fn withhold_strays(case: &mut Case<'_>) {
    let named = ["awv", "wellness", "annual", "checkup", "preventive", "physical", "yearly"];
    let told = !case.places.any(ROUTINE).is_empty();
    let own: Vec<bool> = case
        .drafts
        .iter()
        .map(|d| d.tokens.iter().any(|&t| named.contains(&case.doc.folded(t as usize))))
        .collect();
    for (draft, own) in case.drafts.iter_mut().zip(own).filter(|(d, _)| d.under("Z00.0")) {
        if !told && !own {
            draft.withhold(
                WithheldReason::NotReportable,
                "the visit is no routine examination",
                Some("OCG-I.C.21.c.12"),
            );
        }
    }
}

/// Child or adult by age; abnormal findings where the provider names them.
fn code(case: &Case<'_>) -> String {
    let abnormal =
        words::anywhere(case, &["abnormal finding", "with abnormal", "abnormal exam"]).is_some();
    let normal = words::anywhere(case, &["normal exam", "no abnormal"]).is_some();
    let abnormal = (abnormal || changed(case)) && !normal;
    match case.facts.age {
        Some(age) if age < 1.0 => match days(case) {
            Some(0..=7) => "Z00.110".into(),
            Some(8..=28) => "Z00.111".into(),
            _ => format!("Z00.12{}", if abnormal { 1 } else { 9 }),
        },
        Some(age) if age < 18.0 => format!("Z00.12{}", if abnormal { 1 } else { 9 }),
        None if !case.places.any(CHILD).is_empty() => format!("Z00.12{}", if abnormal { 1 } else { 9 }),
        _ => format!("Z00.0{}", u8::from(abnormal)),
    }
}

/// A chronic condition found worse than it was is an abnormal finding (OCG I.C.21.c.12): the
/// provider calls what is assessed uncontrolled, worse or flaring.
fn changed(case: &Case<'_>) -> bool {
    const WORSE: &[&str] = &[
        "uncontrolled",
        "worsening",
        "worsened",
        "exacerbation",
        "not controlled",
        "poorly controlled",
        "not at goal",
    ];
    let assessed = |d: &&Draft| d.tier == Tier::Assessed && !d.under("Z") && !d.under("R73.03");
    let drafts: Vec<Draft> = case.reported().filter(assessed).cloned().collect();
    // "New lump in the breast": found now.
    let new = |d: &Draft| {
        let before = d.tokens.first().and_then(|t| t.checked_sub(1));
        before.is_some_and(|t| matches!(case.doc.folded(t as usize), "new" | "newly"))
    };
    drafts.iter().any(|d| new(d) || words::says(case, &words::description(case, d), WORSE).is_some())
}

/// The age in days that the note states near its head: "5 day old", "2 week check".
fn days(case: &Case<'_>) -> Option<u32> {
    let head = case.doc.tokens().len().min(60);
    (1..head).find_map(|t| {
        let unit = match case.doc.folded(t) {
            "day" | "do" => 1,
            "week" | "wk" => 7,
            _ => return None,
        };
        let n: u32 = case.doc.folded(t - 1).parse().ok().filter(|n| *n < 29)?;
        matches!(case.doc.folded(t + 1), "old" | "check" | "visit" | "well" | "wcc").then_some(n * unit)
    })
}
