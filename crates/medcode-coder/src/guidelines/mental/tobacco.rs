//! Nicotine dependence by the product used (Tabular F17.2-).

use crate::case::Case;
use crate::guidelines::words;

const CIGARETTES: &[&str] = &["cigarette", "cig", "ppd", "pack", "pack per day", "pk", "pack year"];
const SMOKELESS: &[&str] = &["chewing", "chew", "snuff", "smokeless", "dip", "snus"];
const OTHER: &[&str] =
    &["vape", "vaping", "ecig", "e cig", "e cigarette", "ecigarette", "juul", "cigar", "pipe", "hookah"];

/// Chooses the product where the code leaves it open: by its problem, else by the one
/// product that the note names for the patient.
pub(super) fn apply(case: &mut Case<'_>) {
    heading(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("F17.20") {
            continue;
        }
        let near = words::problem(case, draft);
        let whole = 0..case.doc.tokens().len();
        let Some(product) = product(case, &near).or_else(|| product(case, &whole)) else { continue };
        let code = format!("F17.2{product}{}", &draft.code.compact()[5..]);
        case.recode(at, &code, "the product is stated", "OCG-I.C.5.b");
    }
}

/// A problem headed "Tobacco" or "Smoking" whose product is named is the dependence of a
/// smoker (Index: Smoker, see Dependence, drug, nicotine).
fn heading(case: &mut Case<'_>) {
    if ["F17", "Z72.0", "Z87.891"].iter().any(|c| case.reports(c)) {
        return;
    }
    let found = case.doc.problems().iter().find_map(|p| {
        let (first, _) = case.doc.tokens_in(p.head);
        let (a, b) = case.doc.tokens_in(p.body);
        let named = matches!(case.doc.folded(first), "tobacco" | "smoking" | "smoker");
        let past =
            (a..b).any(|t| matches!(case.doc.folded(t), "former" | "quit" | "ex" | "never" | "stopped"));
        (named && !past).then_some((first, a..b))
    });
    let Some((first, body)) = found else { return };
    if let Some(product) = product(case, &body) {
        let code = format!("F17.2{product}0");
        case.state(&code, first..first + 1, "a current smoker", "OCG-I.C.5.b");
    }
}

/// The one product that some tokens name.
pub(in crate::guidelines) fn product(case: &Case<'_>, within: &std::ops::Range<usize>) -> Option<char> {
    let vapes = words::says(case, within, OTHER).is_some();
    let smokes = words::says(case, within, CIGARETTES).is_some_and(|r| {
        // The cigarette of "e-cigarette" is none.
        r.start.checked_sub(1).is_none_or(|t| case.doc.folded(t) != "e")
    });
    let chews = words::says(case, within, SMOKELESS).is_some();
    match (smokes, chews, vapes) {
        (true, false, false) => Some('1'),
        (false, true, false) => Some('2'),
        (false, false, true) => Some('9'),
        _ => None,
    }
}
