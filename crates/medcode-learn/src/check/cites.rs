//! Do the authorities that are cited exist? Those in the installed files are looked up.

use super::facts::Facts;
use crate::Cite;
use medcode_model::{Code, CodeSystem, Date};

/// Why a citation does not hold on a day; none where it holds or cannot be looked up.
pub(super) fn against(
    cite: &Cite,
    facts: &Facts<'_>,
    day: Date,
    untold: &mut impl FnMut(String),
) -> Option<String> {
    let found = match cite {
        Cite::Guideline(number) => section(number, facts, day),
        Cite::PcsGuideline(number) => Ok(is_pcs_paragraph(number)),
        Cite::Tabular(place) => tabular(place, facts, day),
        Cite::Index(path) => index(path, facts, day),
        Cite::PcsTable(prefix) => pcs(day, facts, |release| {
            prefix.as_bytes().try_into().is_ok_and(|p| release.pcs_table(p).is_some())
        }),
        Cite::PcsDefinition(value) => {
            pcs(day, facts, |release| release.pcs_definitions().any(|d| defines(&d, value)))
        }
        Cite::Hcpcs(code) => hcpcs(code, facts, day),
        Cite::Other(_) => return None,
    };
    match found {
        Ok(true) => None,
        Ok(false) => Some(format!("`{cite}` is not in the release in force on {day}")),
        Err(needs) => {
            untold(needs);
            None
        }
    }
}

type Found = Result<bool, String>;

fn section(number: &str, facts: &Facts<'_>, day: Date) -> Found {
    let from = facts.engine.library().as_of(CodeSystem::Icd10Cm, day, false).map_err(say)?;
    if from.release.guidelines().next().is_none() {
        return Err("the Official Guidelines are not installed".to_owned());
    }
    // Appendix I has no number in the installed text.
    Ok(number.starts_with("Appendix") || from.release.guideline(number).is_some())
}

/// Letter, number, and further parts: `A11`, `B3.1b`, `D1.c`.
fn is_pcs_paragraph(text: &str) -> bool {
    let mut parts = text.split('.');
    let first = parts.next().unwrap_or_default().as_bytes();
    let letter = first.first().is_some_and(|c| matches!(c, b'A'..=b'F'));
    let number = first.len() <= 3 && first.get(1..).unwrap_or_default().iter().all(u8::is_ascii_digit);
    letter && number && parts.all(|p| !p.is_empty() && p.bytes().all(|c| c.is_ascii_alphanumeric()))
}

/// A code, category, block or chapter.
fn tabular(place: &str, facts: &Facts<'_>, day: Date) -> Found {
    let from = facts.engine.library().as_of(CodeSystem::Icd10Cm, day, false).map_err(say)?;
    let mut release = from.release;
    if let Some(number) = place.strip_prefix("chapter ") {
        let number: Option<u8> = number.trim().parse().ok();
        if release.chapters().is_empty() {
            let later = facts.engine.library().as_of(CodeSystem::Icd10Cm, year_end(day), false);
            release = later.map_err(say)?.release;
        }
        if release.chapters().is_empty() {
            return Err("the Tabular List is not installed".to_owned());
        }
        return Ok(number.is_some_and(|n| release.chapters().iter().any(|c| c.chapter == n)));
    }
    let exists = |text: &str| {
        let plain = text.trim().trim_end_matches(['-', '.']);
        Code::cm(plain).is_ok_and(|code| release.find(&code).is_some())
    };
    let place = place.trim_end_matches(['-', '.']);
    Ok(match place.split_once('-') {
        Some((from, to)) => exists(from) && exists(to),
        None => exists(place),
    })
}

fn index(path: &[String], facts: &Facts<'_>, day: Date) -> Found {
    let on = |day| facts.engine.index(CodeSystem::Icd10Cm, path, Facts::on(day)).map_err(say);
    // The release of October may be installed without its books, that of April with them.
    let found = match on(day)? {
        None => on(year_end(day))?,
        found => found,
    };
    let found = found.ok_or_else(|| "the Alphabetic Index is not installed".to_owned())?;
    Ok(!found.found.is_empty())
}

fn pcs(day: Date, facts: &Facts<'_>, has: impl Fn(&medcode::kb::query::Release) -> bool) -> Found {
    let from = facts.engine.library().as_of(CodeSystem::Icd10Pcs, day, false).map_err(say)?;
    if from.release.pcs_tables().is_empty() {
        return Err("the ICD-10-PCS tables are not installed".to_owned());
    }
    Ok(has(from.release))
}

/// The last day of the fiscal year.
fn year_end(day: Date) -> Date {
    Date::new(day.fiscal_year(), 9, 30).unwrap_or(day)
}

/// Some code or modifier; a range of codes stands for both ends.
fn hcpcs(text: &str, facts: &Facts<'_>, day: Date) -> Found {
    let from = facts.engine.library().as_of(CodeSystem::Hcpcs, day, false).map_err(say)?;
    let exists = |code: &str| {
        Code::new(CodeSystem::Hcpcs, code).is_ok_and(|code| from.release.find(&code).is_some())
    };
    Ok(text.split([',', '-']).all(|code| exists(code.trim())))
}

/// A value, a value by its side (`Ulna, Left`), or a term that is included in one.
fn defines(definition: &medcode::kb::query::PcsDefinition, value: &str) -> bool {
    let title = definition.title.split(',').next().unwrap_or_default();
    let included = || definition.includes.iter().any(|i| i.eq_ignore_ascii_case(value));
    definition.title.eq_ignore_ascii_case(value) || title.eq_ignore_ascii_case(value) || included()
}

fn say(error: medcode::kb::query::NoRelease) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::is_pcs_paragraph;

    #[test]
    fn paragraphs_of_the_pcs_guidelines_are_told_from_other_words() {
        for (text, is) in [
            ("A11", true),
            ("B3.1b", true),
            ("D1.c", true),
            ("F", true),
            ("B3.", false),
            ("3.1", false),
            ("Z9", false),
        ] {
            assert_eq!(is_pcs_paragraph(text), is, "{text}");
        }
    }
}
