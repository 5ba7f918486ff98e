//! A clot dissolved at another hospital in the day before the patient came here is a status, Z92.82 (Tabular
//! Z92.82, I63: use additional code).

use super::words;
use crate::case::Case;

const DRUGS: &[&str] =
    &["tpa", "alteplase", "tenecteplase", "tnk", "tnkase", "thrombolysis", "thrombolytic"];
const GIVEN: &[&str] =
    &["given", "received", "administered", "bolus", "bolused", "got", "gave", "started"];
/// Words by which it was done where the patient came from.
const ELSEWHERE: &[&str] = &[
    "osh",
    "outside hospital",
    "transferring",
    "sending facility",
    "sending hospital",
    "drip and ship",
    "another hospital",
    "outside facility",
    "referring hospital",
    "prior to transfer",
    "before transfer",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let treated = ["I63", "I21", "I26"].iter().any(|c| case.reports(c));
    if !treated || !case.facts.setting.is_inpatient() || case.reports("Z92.82") {
        return;
    }
    let Some(drug) = words::anywhere(case, DRUGS) else { return };
    let Some(number) = case.doc.sentence_of(drug.start) else { return };
    let tokens = case.doc.sentences()[number].tokens;
    let sentence = tokens.0 as usize..tokens.1 as usize;
    let says = |list: &[&str]| sentence.clone().any(|t| list.contains(&case.doc.folded(t)));
    let moved =
        says(&["transferred", "transfer"]) && says(&["from"]) && says(&["where", "there", "hospital"]);
    let there = moved || words::says(case, &sentence, ELSEWHERE).is_some();
    if there && says(GIVEN) {
        let reason = "given at another facility within the last 24 hours";
        case.state("Z92.82", drug, reason, "Tabular Z92.82");
    }
}
