//! Two services of one day are not paid together.
//!
//! *What it checks.* Every two lines of the same provider and day against the procedure-to-procedure
//! edits in force that day: practitioners' edits for professional claims, those of the outpatient
//! code editor for types of bill 012x, 013x, 014x, 022x, 023x, 034x, 074x, 075x and 076x. Modifier
//! indicator 0 lets no modifier part the two; 1 lets an NCCI-associated one; 9 is no edit.
//! *Authority.* NCCI procedure-to-procedure edits; NCCI Policy Manual ch. 1, D and E; Medicare Claims
//! Processing Manual ch. 23, 20.9.
//! *Why it matters.* The column two code is denied, whatever the record says.
//! *Example.* 45385 and 45378 on one day: the diagnostic colonoscopy is part of the other.
//! *What to do.* With indicator 0 leave the column two code out. With 1, where site, session or
//! provider differ in the record, add the modifier that says so (an anatomic one first, XE, XP, XS,
//! XU, else 59; on a visit 25, or 57 before a major operation); else leave it out.
//! *Limits.* Lines of one claim only: claims of the same patient and day are not joined. Providers are
//! told apart by their numbers; colleagues of one group and specialty count as one for Medicare and
//! are not seen. 59 and X modifiers count on either line since 2019-07-01, those of visits (24, 25,
//! 27, 57) on the visit, others on column two. Where the installed file gives no first day, an edit
//! is held for in force until its last; the finding says so.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::rules::services;
use crate::subject::{Correction, Found, Line, Subject};
use medcode_kb::query::Table as Edits;
use medcode_kb::tables::ptp::{KindRow, PtpCode, PtpSetting};
use medcode_model::Date;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "ptp-conflict",
    id: "NCCI-PTP",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Outpatient,
    stage: Stage::Line,
    needs: &[Table::Ptp],
    source: include_str!("ptp_conflict.rs"),
    check,
};

/// Separate session, practitioner, structure; unusual service; distinct.
const DISTINCT: [&str; 5] = ["59", "XE", "XP", "XS", "XU"];

/// Modifiers of visits.
const VISIT: [&str; 4] = ["24", "25", "27", "57"];

/// Staged, return, unrelated; repeated laboratory test; sides, lids, digits, vessels.
const OTHER: [&str; 35] = [
    "58", "78", "79", "91", "LT", "RT", "E1", "E2", "E3", "E4", "FA", "F1", "F2", "F3", "F4", "F5",
    "F6", "F7", "F8", "F9", "TA", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "LC", "LD",
    "LM", "RC", "RI",
];

/// The day since which 59 and X modifiers count on either line: 2019-07-01.
const EITHER: (u16, u8, u8) = (2019, 7, 1);

/// A line with the number of its code in the edits.
struct Listed<'l, 'a> {
    line: &'l Line<'a>,
    code: PtpCode,
    days: (Date, Date),
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(procedures) = subject.releases.procedures else { return };
    let Some(setting) = subject.ptp_setting() else { return };
    if subject.lines.len() < 2 {
        return;
    }
    let Some(table) = procedures.ptp(setting) else { return };
    let lines: Vec<Listed<'_, '_>> =
        subject.lines.iter().filter_map(|line| listed(subject, setting, line)).collect();
    for one in &lines {
        for two in &lines {
            if one.code == two.code || !together(subject, setting, one, two) {
                continue;
            }
            let Some(edit) = table.find(one.code, two.code, two.days.0) else { continue };
            if edit.indicator == 0 || edit.indicator == 1 && !parted(one.line, two.line, two.days.0) {
                let words = procedures.text_of(Edits::Ptp(setting), edit.rationale());
                say(one.line, two.line, edit, &words, found);
            }
        }
    }
}

fn listed<'l, 'a>(
    subject: &Subject<'_>,
    setting: PtpSetting,
    line: &'l Line<'a>,
) -> Option<Listed<'l, 'a>> {
    let code = line.in_pairs(setting)?;
    let from = line.said.from.or(subject.date)?;
    Some(Listed { line, code, days: (from, line.said.to.unwrap_or(from)) })
}

/// Whether the lines share a day and a provider; a hospital is one.
fn together(subject: &Subject<'_>, setting: PtpSetting, a: &Listed<'_, '_>, b: &Listed<'_, '_>) -> bool {
    let days = a.days.0 <= b.days.1 && b.days.0 <= a.days.1;
    days && (setting == PtpSetting::Hospital
        || subject.provider_of(a.line) == subject.provider_of(b.line))
}

/// Whether a modifier says that the two are apart.
fn parted(one: &Line<'_>, two: &Line<'_>, day: Date) -> bool {
    if one.said.modifiers.is_empty() && two.said.modifiers.is_empty() {
        return false;
    }
    let either = || {
        let (year, month, first) = EITHER;
        Date::new(year, month, first).is_none_or(|since| since <= day)
    };
    two.has_any(&DISTINCT)
        || two.has_any(&VISIT)
        || two.has_any(&OTHER)
        || one.has_any(&DISTINCT) && either()
        || services::is_visit(one) && one.has_any(&VISIT)
}

/// The modifiers that may part the two. 59 and its kin never stand on a visit: there 57 says that
/// the visit decided on a major operation, 25 that it was more than a smaller one asks for.
fn parting(one: &Line<'_>, two: &Line<'_>) -> &'static str {
    if !services::is_visit(two) {
        "59 or XS"
    } else if one.fee().is_some_and(|fee| fee.global() == "090") {
        "57 or 25"
    } else {
        "25"
    }
}

fn say(one: &Line<'_>, two: &Line<'_>, edit: &KindRow, words: &str, found: &mut Found) {
    let (first, second) = (one.number(), two.number());
    let no_first_day = if edit.effective.get() == 0 { "; the file gives no first day" } else { "" };
    let message = if edit.indicator == 0 {
        format!("{second} is part of {first} and no modifier parts them (indicator 0{no_first_day})")
    } else {
        format!(
            "{second} is part of {first} unless a modifier says that it was separate, as {} on {second} \
             (indicator 1{no_first_day})",
            parting(one, two)
        )
    };
    let remove = (edit.indicator == 0).then_some(two.code).flatten();
    let hit = found.on(two, message).codes(one.code);
    if !words.is_empty() {
        hit.cite(format!("NCCI procedure-to-procedure edit {first}/{second}: {words}"));
    }
    if let Some(code) = remove {
        hit.correct(Correction::Remove(code));
    }
}
