//! A diagnosis code that is in no release in force on the date of service.
//!
//! *What it checks.* Every diagnosis that the claim says is ICD-10-CM is looked up in the release
//! in force on the date of service (discharge, for a stay).
//! *Authority.* 45 CFR 162.1000: the code set valid on the date of service is used. Official
//! Guidelines, introduction.
//! *Why it matters.* The payer rejects the claim before it is read.
//! *Example.* E11.699 is no code: the Tabular List ends at E11.69.
//! *What to do.* Correct the code; where it was retired, report what took its place.
//! *Limits.* A correction is proposed only where the conversion table names the code itself, outside
//! ranges, and one successor; of several all are named. A seventh character that its code does not
//! take is said, with those it takes. Codes of ICD-9-CM and of other systems are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Correction, Found, Subject};
use medcode_kb::query::{Release, Replacement};
use medcode_model::{Code, Declared};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "code-does-not-exist",
    id: "45-CFR-162.1000",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Code,
    needs: &[Table::Cm],
    source: include_str!("code_does_not_exist.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for dx in &subject.dx {
        let said = &dx.said.code;
        match &said.system {
            Declared::Icd9 => found.no_data(said.at, "ICD-9-CM"),
            Declared::Other(name) => found.no_data(said.at, &**name),
            Declared::Known(_) if dx.row.is_some() => {}
            // Digits alone have not the shape of a code, and another rule says so.
            Declared::Known(_) if said.text.starts_with(|c: char| c.is_ascii_digit()) => {}
            Declared::Known(_) => {
                let Some((code, release)) = dx.code.zip(subject.releases.cm) else {
                    found.hit(said.at, unknown(&said.text, "correct it")).codes(dx.code);
                    continue;
                };
                let after = release.successors(&code);
                let message = if let Some(last) = after.last() {
                    format!("{} was retired on {}; now {}", said.text, last.effective, listed(&after))
                } else if let Some(seventh) = seventh(release, &code) {
                    unknown(&said.text, &seventh)
                } else {
                    unknown(&said.text, "correct it")
                };
                let hit = found.hit(said.at, message);
                hit.codes([code]);
                if let [one] = after.as_slice() {
                    hit.correct(Correction::Replace { old: code, new: one.code });
                }
            }
        }
    }
}

fn unknown(text: &str, what: &str) -> String {
    format!("{text} is no ICD-10-CM code on the date of service; {what}")
}

/// The codes that took its place, the first of many.
pub(super) fn listed(after: &[Replacement]) -> String {
    const SHOWN: usize = 6;
    let codes: Vec<String> = after.iter().take(SHOWN).map(|r| r.code.to_string()).collect();
    let codes = codes.join(", ");
    match after.len().saturating_sub(SHOWN) {
        0 => codes,
        more => format!("{codes} and {more} more"),
    }
}

/// Which seventh characters the code takes, where it has another one.
fn seventh(release: &Release, code: &Code) -> Option<String> {
    let (stem, last) = code.compact().split_at_checked(6)?;
    let row = release.find(&Code::cm(stem.trim_end_matches('X')).ok()?)?;
    let takes: Vec<String> =
        release.seventh_characters(row).into_iter().map(|(c, _)| c.to_string()).collect();
    let one = last.len() == 1 && !takes.is_empty() && !takes.iter().any(|c| c == last);
    one.then(|| format!("its seventh character is one of {}", takes.join(", ")))
}
