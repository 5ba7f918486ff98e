//! Does every rule that rests on the Official Guidelines name a section they have?

use libtest_mimic::{Failed, Trial};
use medcode::Engine;
use medcode::kb::query::Release;
use medcode::model::{CodeSystem, Date};
use medcode::rules::registry;
use std::sync::Arc;

/// One trial over the whole registry.
pub(crate) fn trial(engine: Option<Arc<Engine>>) -> Trial {
    let ignored = engine.is_none();
    let run = move || engine.map_or(Ok(()), |engine| every_section_is_there(&engine));
    Trial::test("every guideline that a rule cites is there", run).with_ignored_flag(ignored)
}

fn every_section_is_there(engine: &Engine) -> Result<(), Failed> {
    let day = Date::new(2026, 5, 12).ok_or("no date")?;
    let cm = engine.library().as_of(CodeSystem::Icd10Cm, day, false).map_err(|e| e.to_string())?;
    let cited = registry::ALL.iter().filter_map(|r| Some((r.name, r.id.strip_prefix("OCG-")?)));
    let lost = cited.filter(|(_, section)| !is_there(cm.release, section));
    let lost: Vec<String> = lost.map(|(rule, section)| format!("{rule}: {section}")).collect();
    if lost.is_empty() { Ok(()) } else { Err(lost.join("\n").into()) }
}

/// Whether a section is in the book. Where several rules rest on one section, their numbers end
/// in a word of our own (`I.A.13.order`), which is no part of the section's number.
fn is_there(release: &Release, section: &str) -> bool {
    let roman = |part: &str| part.bytes().all(|b| b"ivx".contains(&b));
    let own =
        |part: &str| part.len() > 1 && !roman(part) && !part.contains(|c: char| c.is_ascii_digit());
    let number = section.rsplit_once('.').filter(|(_, last)| own(last)).map_or(section, |(n, _)| n);
    // `Appendix-I` is `Appendix I` in the book.
    release.guideline(&number.replace('-', " ")).is_some()
}
