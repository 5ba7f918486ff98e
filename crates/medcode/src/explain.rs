//! `explain`: a section of the Official Guidelines, and the sections that name a code.

use crate::{Answered, AsOf, Engine};
use medcode_kb::query::{Guideline, NoRelease, Release};
use medcode_model::{Code, CodeSystem, SourceKind};

/// A section of the Official Guidelines with those around it.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionAnswer {
    /// The section.
    pub section: Guideline,
    /// The sections it stands in, the outermost first: number and heading.
    pub above: Vec<(String, String)>,
    /// The sections directly under it: number and heading.
    pub below: Vec<(String, String)>,
    /// Release and file.
    pub answered: Answered,
}

impl Engine {
    /// A section by its number, with or without `OCG-`; `None` where there is none.
    ///
    /// # Errors
    /// When no ICD-10-CM release answers for the date.
    pub fn section(&self, number: &str, as_of: AsOf) -> Result<Option<SectionAnswer>, NoRelease> {
        let from = self.library().as_of(CodeSystem::Icd10Cm, as_of.date, as_of.nearest)?;
        let Some(section) = from.release.guideline(number) else { return Ok(None) };
        let all: Vec<(String, String)> =
            from.release.guidelines().map(|g| (g.number, g.title)).collect();
        let is_under = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
        };
        let above = all.iter().filter(|(n, _)| is_under(&section.number, n)).cloned().collect();
        let under = all.iter().filter(|(n, _)| is_under(n, &section.number));
        let directly = |n: &str| !n[section.number.len() + 1..].contains('.');
        let below = under.filter(|(n, _)| directly(n)).cloned().collect();
        let answered = Answered::of(&from, as_of, &[SourceKind::CmGuidelines]);
        Ok(Some(SectionAnswer { section, above, below, answered }))
    }

    /// The sections of the Official Guidelines that name a code, one above it or a range
    /// that it lies in: number and heading. None for other systems than ICD-10-CM.
    ///
    /// # Errors
    /// When no release answers for the date.
    pub fn sections_naming(&self, code: &Code, as_of: AsOf) -> Result<Vec<(String, String)>, NoRelease> {
        if code.system() != CodeSystem::Icd10Cm {
            return Ok(Vec::new());
        }
        let from = self.library().as_of(code.system(), as_of.date, as_of.nearest)?;
        Ok(naming(from.release, code))
    }
}

fn naming(release: &Release, code: &Code) -> Vec<(String, String)> {
    let named = |g: &Guideline| names(&g.text, code) || names(&g.title, code);
    release.guidelines().filter(named).map(|g| (g.number, g.title)).collect()
}

/// Whether a text names the code, one that it begins with, or a range of categories around it.
fn names(text: &str, code: &Code) -> bool {
    let separates = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-');
    text.split(separates).map(|word| word.trim_matches(['.', '-'])).any(|word| {
        let mut ends = word.split('-').map(|end| Code::cm(end).ok().filter(has_shape));
        match (ends.next().flatten(), ends.next()) {
            (Some(one), None) => one == *code || code.is_under(&one),
            (Some(from), Some(Some(to))) => {
                let category = code.category();
                from.category().bytes() <= category.bytes() && category.bytes() <= to.category().bytes()
            }
            _ => false,
        }
    })
}

/// A letter, and a digit in the second or third place: words are no codes.
fn has_shape(code: &Code) -> bool {
    let chars = code.compact().as_bytes();
    chars.len() >= 3 && chars[0].is_ascii_uppercase() && chars[1..3].iter().any(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_named_by_itself_by_what_it_begins_with_and_by_ranges() {
        let code = Code::cm("E11.22").unwrap();
        for (text, expected) in [
            ("see category E11.", true),
            ("assign E11.22, then", true),
            ("codes E08-E13 are", true),
            ("(E11.-)", true),
            ("assign E11.21", false),
            ("codes I10-I16 and 3-5 days", false),
            ("type 2 diabetes in a 2-year-old", false),
        ] {
            assert_eq!(names(text, &code), expected, "{text}");
        }
    }
}
