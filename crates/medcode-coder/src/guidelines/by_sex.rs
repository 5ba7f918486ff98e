//! Conditions that the Index divides by sex where the words do not: the patient's decides
//! (Index: Hypogonadism, Infertility; Tabular C50).

use crate::case::Case;
use medcode_model::{Sex, WithheldReason};

/// The code of a man, and of a woman.
const PAIRS: &[(&str, &str)] = &[("E29.1", "E28.39"), ("N46.9", "N97.9")];

/// Takes the code of the patient's sex.
pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(sex) = case.facts.sex else { return };
    if sex == Sex::Male {
        for draft in case.drafts.iter_mut().filter(|d| d.under("O")) {
            draft.withhold(WithheldReason::NotReportable, "a man is not pregnant", Some("OCG-I.C.15"));
        }
    }
    for at in 0..case.drafts.len() {
        let code = case.drafts[at].code.to_string();
        let other = PAIRS.iter().find_map(|&(man, woman)| match sex {
            Sex::Female if code == man => Some(woman.to_owned()),
            Sex::Male if code == woman => Some(man.to_owned()),
            _ => None,
        });
        let other = other.or_else(|| (sex == Sex::Male).then(|| of_breast(&code)).flatten());
        if let Some(other) = other {
            case.recode(at, &other, "by the patient's sex", "OCG-I.B.2");
        }
    }
}

/// The breast of a man: the fifth character of C50 is 2, of a woman 1.
fn of_breast(code: &str) -> Option<String> {
    let female = code.starts_with("C50.") && code.len() == 7 && code.as_bytes()[5] == b'1';
    female.then(|| format!("{}2{}", &code[..5], &code[6..]))
}
