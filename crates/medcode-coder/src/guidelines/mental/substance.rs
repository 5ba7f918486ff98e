//! Use, abuse and dependence of one substance: one code, the gravest, with withdrawal or
//! remission where stated (OCG I.C.5.b).

use crate::case::Case;
use crate::guidelines::words;
use medcode_model::WithheldReason;

/// Withdrawal and remission of a dependence, then the hierarchy.
pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        disorder(case, at);
        state(case, at);
    }
    alcoholic(case);
    joined(case);
    hierarchy(case);
}

/// Dependence of one substance with a complication that another statement names: "alcohol
/// intoxication; alcohol dependence" is dependence with intoxication (Index: Dependence,
/// alcohol, with).
fn joined(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        if !draft.is_reported()
            || code.len() != 5
            || !draft.under("F1")
            || !code.ends_with("20")
            || draft.under("F17")
        {
            continue;
        }
        let category = code[..3].to_owned();
        let other = case.reported().find(|d| {
            let other = d.code.compact();
            other.starts_with(&category)
                && matches!(&other[3..4], "1" | "9")
                && other.len() > 4
                && !other.ends_with("10")
                && other[4..] != *"0"
                && other[4..] != *"1"
        });
        let Some(rest) = other.map(|d| d.code.compact()[4..].to_owned()) else { continue };
        case.recode(
            at,
            &format!("{category}.2{rest}"),
            "dependence with its complication",
            "OCG-I.C.5.b",
        );
    }
}

/// "Alcohol use d/o, severe": a mild use disorder is abuse, a moderate or severe one
/// dependence (Index: Disorder, alcohol use); of tobacco each is dependence.
fn disorder(case: &mut Case<'_>, at: usize) {
    let draft = &case.drafts[at];
    let code = draft.code.compact();
    let tobacco = draft.under("Z72.0");
    let plain = code.len() == 5 && draft.under("F1") && code.ends_with("90");
    let Some(&last) = draft.tokens.last() else { return };
    let last = last as usize;
    // `Opioid use disorder`: `disorder` is that of the use, and no mood is told.
    if of_title(case, draft) {
        let category = code[..3].to_owned();
        let within = words::description(case, draft);
        let new = match super::severity(case, &within) {
            Some(super::Severity::Mild) => format!("{category}.10"),
            Some(_) => format!("{category}.20"),
            None => format!("{category}.90"),
        };
        case.recode(at, &new, "a use disorder", "OCG-I.C.5.b");
        return;
    }
    let named = case.doc.folded(last + 1) == "disorder"
        || case.doc.folded(last + 1) == "d" && case.doc.folded(last + 2) == "o";
    let within = case.doc.folded(last) == "disorder" && last > 0 && case.doc.folded(last - 1) == "use";
    let named = named && case.doc.folded(last) == "use" || within;
    if !named || !(plain || tobacco) {
        return;
    }
    let within = words::description(case, draft);
    let new = match super::severity(case, &within) {
        _ if tobacco => "F17.200".to_owned(),
        Some(super::Severity::Mild) => format!("{}.10", &code[..3]),
        Some(_) => format!("{}.20", &code[..3]),
        None => return,
    };
    case.recode(at, &new, "a use disorder of this severity", "OCG-I.C.5.b");
}

/// Whether a draft took the word `disorder` of a use disorder for a disorder that the use has caused.
fn of_title(case: &Case<'_>, draft: &crate::case::Draft) -> bool {
    let code = draft.code.compact();
    let caused = code.len() == 5 && draft.under("F1") && matches!(&code[3..], "94" | "99");
    let word = |t: &u32| case.doc.folded(*t as usize);
    let has = |w: &str| draft.tokens.iter().any(|t| word(t) == w);
    let more = draft
        .tokens
        .iter()
        .any(|t| matches!(word(t), "mood" | "depressive" | "bipolar" | "induced" | "with"));
    caused && has("use") && has("disorder") && !more
}

/// What a plain dependence or abuse becomes by the words of its problem.
fn state(case: &mut Case<'_>, at: usize) {
    let draft = &case.drafts[at];
    let code = draft.code.compact();
    // Withdrawal of no kind yet: the problem may tell the kind.
    let plain = matches!(code.get(3..), Some("20" | "10" | "239"));
    if !plain
        || !["F10", "F11", "F12", "F13", "F14", "F15", "F16", "F18", "F19"]
            .iter()
            .any(|c| draft.under(c))
    {
        return;
    }
    let (category, degree) = (code[..3].to_owned(), code[3..4].to_owned());
    let near = words::description(case, draft);
    let within = words::problem(case, draft);
    let says = |phrases: &[&str]| words::says(case, &within, phrases).is_some();
    let new = if words::says(case, &near, &["remission"]).is_some() {
        format!("{category}.{degree}1")
    } else if degree == "2" && says(&["withdrawal", "withdrawing"]) && has_withdrawal(&category) {
        match category.as_str() {
            "F10" | "F13" | "F19" => {
                let kind = if says(&["delirium", "dt", "delirium tremen"]) {
                    '1'
                } else if says(&["perceptual"]) {
                    '2'
                } else if says(&["uncomplicated"]) {
                    '0'
                } else {
                    '9'
                };
                format!("{category}.23{kind}")
            }
            _ => format!("{category}.23"),
        }
    } else {
        return;
    };
    case.recode(at, &new, "state of the dependence as stated", "OCG-I.C.5.b");
}

/// Hallucinogens and inhalants have no code of withdrawal.
fn has_withdrawal(category: &str) -> bool {
    !matches!(category, "F16" | "F18")
}

/// "Alcoholic" before the name of a disease describes the disease, it is no diagnosis.
fn alcoholic(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let [token] = draft.tokens[..] else { continue };
        let token = token as usize;
        if !draft.is_reported() || !draft.under("F10") || case.doc.folded(token) != "alcoholic" {
            continue;
        }
        let disease = [
            "cirrhosis",
            "hepatitis",
            "liver",
            "cardiomyopathy",
            "pancreatitis",
            "gastritis",
            "fatty",
            "ketoacidosis",
            "neuropathy",
            "polyneuropathy",
            "steatohepatitis",
        ];
        if disease.contains(&case.doc.folded(token + 1)) {
            case.drafts[at].withhold(
                WithheldReason::LessSpecific,
                "describes another disease",
                Some("OCG-I.C.5.b"),
            );
        }
    }
}

/// Of one substance: dependence over abuse over use (OCG I.C.5.b.2), and what says more over
/// "uncomplicated".
fn hierarchy(case: &mut Case<'_>) {
    let reported: Vec<String> =
        case.reported().filter(|d| d.under("F1")).map(|d| d.code.compact().to_owned()).collect();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.under("F1")) {
        let own = draft.code.compact().to_owned();
        let better = reported.iter().find(|other| {
            let (a, b) = (grade(&own), grade(other));
            other[..3] == own[..3]
                && (b > a || b == a && own.ends_with('0') && own.len() == 5 && says_more(other, &own))
        });
        if let Some(better) = better {
            draft.withhold(
                WithheldReason::LessSpecific,
                format!("{better} says more of the same substance"),
                Some("OCG-I.C.5.b.2"),
            );
        }
    }
}

/// Use, abuse, dependence.
fn grade(code: &str) -> u8 {
    match code.as_bytes().get(3) {
        Some(b'2') => 3,
        Some(b'1') => 2,
        _ => 1,
    }
}

/// A code of the same grade that is not the plain one.
fn says_more(other: &str, own: &str) -> bool {
    other != own
        && other[..4] == own[..4]
        && !(other.len() == 5 && other.ends_with('0'))
        && !own.starts_with("F17")
}
