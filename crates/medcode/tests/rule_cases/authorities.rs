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

/// Whether a section is in the book, which writes `Appendix I` where an id has `Appendix-I`.
fn is_there(release: &Release, section: &str) -> bool {
    release.guideline(&section.replace('-', " ")).is_some()
}
