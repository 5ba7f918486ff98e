//! Only the changes of some chapters or specialties.

use crate::changes::Comparison;
use crate::groups::{OTHER, chapter_of, chapters, specialties, specialties_of};
use medcode_model::Code;

/// Chapters and specialties as a user names them.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    chapters: Vec<String>,
    specialties: Vec<&'static str>,
}

/// A chapter or specialty that there is not.
#[derive(Debug, thiserror::Error)]
pub enum NarrowError {
    /// A chapter.
    #[error("`{0}` is no chapter: give its number or letter (4, X, J) as the report shows it")]
    Chapter(String),
    /// A specialty.
    #[error("`{0}` is no specialty; there are: {1}")]
    Specialty(String, String),
}

impl Narrow {
    /// Reads the names.
    ///
    /// # Errors
    /// When one names nothing.
    pub fn read(chapters_typed: &[String], specialties_typed: &[String]) -> Result<Self, NarrowError> {
        let mut out = Self::default();
        for typed in chapters_typed {
            let known = chapters().any(|c| c.key.eq_ignore_ascii_case(typed.trim()));
            if !known {
                return Err(NarrowError::Chapter(typed.chars().take(40).collect()));
            }
            out.chapters.push(typed.trim().to_owned());
        }
        for typed in specialties_typed {
            let mut found = specialties().into_iter().filter(|s| s.eq_ignore_ascii_case(typed.trim()));
            match found.next() {
                Some(name) => out.specialties.push(name),
                None => {
                    let all = specialties().join(", ");
                    return Err(NarrowError::Specialty(typed.chars().take(40).collect(), all));
                }
            }
        }
        Ok(out)
    }

    /// Whether everything is asked for.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.chapters.is_empty() && self.specialties.is_empty()
    }

    fn holds(&self, code: Option<Code>) -> bool {
        let chapter = code.map_or(OTHER, |c| chapter_of(&c)).key;
        let names = code.as_ref().map_or(&["Other"][..], specialties_of);
        (self.chapters.is_empty() || self.chapters.iter().any(|c| c.eq_ignore_ascii_case(chapter)))
            && (self.specialties.is_empty() || self.specialties.iter().any(|s| names.contains(s)))
    }

    /// Leaves out every change of another chapter or specialty.
    pub fn keep(&self, of: &mut Comparison) {
        if self.is_everything() {
            return;
        }
        of.codes.retain(|c| self.holds(Some(c.code)));
        of.notes.retain(|c| self.holds(Some(c.code)));
        of.seventh.retain(|c| self.holds(Some(c.code)));
        of.index.retain(|c| self.holds(c.code));
        of.poa.retain(|c| self.holds(Some(c.code)));
        of.fields.retain(|c| self.holds(Some(c.code)));
        of.edits.retain(|c| self.holds(Some(c.code)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(chapters: &[&str], specialties: &[&str]) -> Result<Narrow, NarrowError> {
        let own = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        Narrow::read(&own(chapters), &own(specialties))
    }

    #[test]
    fn chapters_and_specialties_are_found_in_any_case_and_others_refused() {
        let narrow = read(&["4", "x"], &["cardiology"]).unwrap();
        assert!(!narrow.is_everything());
        assert!(matches!(read(&["99x"], &[]), Err(NarrowError::Chapter(_))));
        assert!(matches!(read(&[], &["surgery of hats"]), Err(NarrowError::Specialty(..))));
    }

    #[test]
    fn a_code_is_kept_by_its_chapter_and_its_specialties() {
        let code = |text: &str| Some(Code::cm(text).unwrap());
        assert!(read(&["4"], &[]).unwrap().holds(code("E11.9")));
        assert!(!read(&["9"], &[]).unwrap().holds(code("E11.9")));
        assert!(read(&[], &["Primary care"]).unwrap().holds(code("E11.9")));
        assert!(!read(&["4"], &["Cardiology"]).unwrap().holds(code("E11.9")));
        assert!(read(&[], &[]).unwrap().holds(None));
    }
}
