//! What does an item teach? Its code system, its chapter of the Tabular List, its section of the
//! guidelines, its subject.

use crate::drill::{Kind, Topic};
use crate::{Chart, Cite, Question};
use medcode::kb::query::Release;
use medcode_model::{Code, CodeSystem};

/// Where something is learned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// A code system.
    System(CodeSystem),
    /// A chapter of the Tabular List, by its number.
    Chapter(u8),
    /// A section of the ICD-10-CM Official Guidelines, as far as they are told apart here: `I.A`,
    /// `I.C.9`, `II`.
    Section(String),
    /// A domain of the questions, or a drill.
    Subject(String),
}

/// What a question teaches.
#[must_use]
pub fn of_question(question: &Question, release: Option<&Release>) -> Vec<Ground> {
    let system = match question.domain.as_str() {
        "icd10cm" | "guidelines" | "conventions" => Some(CodeSystem::Icd10Cm),
        "icd10pcs" => Some(CodeSystem::Icd10Pcs),
        "cpt" => Some(CodeSystem::Cpt),
        "hcpcs" => Some(CodeSystem::Hcpcs),
        _ => None,
    };
    let mut out: Vec<Ground> = system.map(Ground::System).into_iter().collect();
    question.sources.iter().for_each(|cite| of_cite(cite, release, &mut out));
    out.push(Ground::Subject(question.domain.clone()));
    once(out)
}

/// What a drill teaches; of older answers only the kind is known.
#[must_use]
pub fn of_drill(kind: Kind, topic: Option<Topic>) -> Vec<Ground> {
    let (system, sections): (CodeSystem, &[&str]) = match kind {
        Kind::Index | Kind::Billable => (CodeSystem::Icd10Cm, &["I.B"]),
        Kind::Seventh | Kind::Excludes | Kind::Additional | Kind::Sequence => {
            (CodeSystem::Icd10Cm, &["I.A"])
        }
        Kind::Retired | Kind::Age => (CodeSystem::Icd10Cm, &[]),
        Kind::Poa => (CodeSystem::Icd10Cm, &["Appendix I"]),
        Kind::CptModifier | Kind::Time => (CodeSystem::Cpt, &[]),
        Kind::Pcs => (CodeSystem::Icd10Pcs, &[]),
        Kind::Units | Kind::Modifier => (CodeSystem::Hcpcs, &[]),
    };
    let mut out = vec![Ground::System(system)];
    out.extend(sections.iter().map(|s| Ground::Section((*s).to_owned())));
    if let Some(Topic::Chapter(chapter)) = topic {
        out.push(Ground::Chapter(chapter));
    }
    out.push(Ground::Subject(format!("drill {}", kind.id())));
    out
}

/// The subject of lessons on what changed.
pub const CHANGES: &str = "changes";

/// What a question on the change of a code teaches.
#[must_use]
pub fn of_change(code: &Code, release: Option<&Release>) -> Vec<Ground> {
    let mut out = of_code(code, None, release);
    out.push(Ground::Subject(CHANGES.to_owned()));
    out
}

/// What a code teaches: one of a chart, or one that was reported too many.
#[must_use]
pub fn of_code(code: &Code, chart: Option<&Chart>, release: Option<&Release>) -> Vec<Ground> {
    let mut out = vec![Ground::System(code.system())];
    out.extend(chapter(code, release));
    let at = chart.and_then(|c| c.labelled.gold.iter().position(|g| g.code == *code));
    if let (Some(chart), Some(at)) = (chart, at) {
        let sections = chart.codes[at].cites.iter().filter_map(section);
        out.extend(sections.map(Ground::Section));
    }
    once(out)
}

fn of_cite(cite: &Cite, release: Option<&Release>, out: &mut Vec<Ground>) {
    let own = section(cite);
    let chapter_of_section = own.as_deref().and_then(|s| s.strip_prefix("I.C.")?.parse().ok());
    out.extend(own.map(Ground::Section));
    out.extend(chapter_of_section.map(Ground::Chapter));
    if let Cite::Tabular(place) = cite {
        let code = Code::cm(place).ok();
        out.extend(code.and_then(|c| chapter(&c, release)));
    }
}

fn chapter(code: &Code, release: Option<&Release>) -> Option<Ground> {
    if code.system() != CodeSystem::Icd10Cm {
        return None;
    }
    let chapters = release?.chapters();
    chapters.iter().find(|c| c.holds(code.bytes())).map(|c| Ground::Chapter(c.chapter))
}

/// The section of the guidelines that a citation names, cut to where sections are told apart: those of
/// Section I by their chapters, the others whole.
#[must_use]
pub fn section(cite: &Cite) -> Option<String> {
    let Cite::Guideline(number) = cite else { return None };
    if number.starts_with("Appendix") {
        return Some("Appendix I".to_owned());
    }
    let parts: Vec<&str> = number.split('.').collect();
    let keep = match parts[..] {
        ["I", "C", ..] => 3,
        ["I", ..] => 2,
        _ => 1,
    };
    Some(parts.into_iter().take(keep).collect::<Vec<_>>().join("."))
}

fn once(mut all: Vec<Ground>) -> Vec<Ground> {
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    #[test]
    fn a_section_is_cut_to_where_sections_are_told_apart() {
        for (cite, expected) in [
            ("OCG-I.A.15", Some("I.A")),
            ("OCG-I.C.9.a.3", Some("I.C.9")),
            ("OCG-II.H", Some("II")),
            ("OCG-III", Some("III")),
            ("OCG-Appendix I", Some("Appendix I")),
            ("OCG-PCS B3.2", None),
            ("42 CFR 482.24", None),
        ] {
            let read = Cite::read(cite).unwrap();
            assert_eq!(section(&read).as_deref(), expected, "{cite}");
        }
    }

    #[test]
    fn every_question_and_drill_teaches_something() {
        for question in &Library::embedded().questions {
            let grounds = of_question(question, None);
            assert!(grounds.contains(&Ground::Subject(question.domain.clone())), "{}", question.id);
        }
        for kind in Kind::ALL {
            assert!(of_drill(kind, None).len() >= 2, "{}", kind.id());
        }
    }
}
