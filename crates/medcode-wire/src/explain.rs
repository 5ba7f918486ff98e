//! `explain --json` of a section of the Official Guidelines; of a code see `lookup --json`.

use crate::{WireAnswered, WireSectionName};
use medcode::SectionAnswer;
use serde::Serialize;

/// A section of the Official Guidelines.
#[derive(Clone, Debug, Serialize)]
pub struct WireSection {
    /// As it is cited: `OCG-I.A.15`.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub text: String,
    /// First and last page; zeros where the source has none.
    pub pages: [u16; 2],
    /// The sections it stands in.
    pub above: Vec<WireSectionName>,
    /// The sections directly under it.
    pub below: Vec<WireSectionName>,
    /// Date, release and file.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

impl From<&SectionAnswer> for WireSection {
    fn from(answer: &SectionAnswer) -> Self {
        let section = &answer.section;
        Self {
            id: format!("OCG-{}", section.number),
            number: section.number.clone(),
            title: section.title.clone(),
            text: section.text.clone(),
            pages: [section.pages.0, section.pages.1],
            above: answer.above.iter().map(Into::into).collect(),
            below: answer.below.iter().map(Into::into).collect(),
            answered: (&answer.answered).into(),
        }
    }
}
