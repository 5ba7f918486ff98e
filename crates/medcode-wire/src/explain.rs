//! `explain --json` of a section of the Official Guidelines; of a code see `lookup --json`.

use crate::{WireAnswered, WireSectionName};
use medcode::SectionAnswer;
use medcode::rules::own::{OwnFile, OwnRule};
use medcode::rules::{Page, Rule};
use serde::Serialize;
use std::collections::BTreeMap;

/// A section of the Official Guidelines.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// `explain RULE --json`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireRule {
    /// The rule.
    pub rule: String,
    /// The authority's number; `own` for a rule of the user's own.
    pub id: &'static str,
    /// The part of the book; `own` likewise.
    pub family: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// The version that brought it.
    pub since: &'static str,
    /// What is wrong when it fires.
    pub title: String,
    /// The document that the number names; none for a rule of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<WireAuthority>,
    /// Text by heading.
    pub sections: BTreeMap<&'static str, String>,
}

/// What a rule rests on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireAuthority {
    /// The document.
    pub document: &'static str,
    /// What its parts are called; empty where it is cited as a whole.
    pub part: &'static str,
    /// The part, as the document numbers it.
    pub number: String,
}

fn authority(id: &str) -> Option<WireAuthority> {
    let found = medcode::rules::authority::of(id)?;
    let number = found.number.to_owned();
    Some(WireAuthority { document: found.document, part: found.part, number })
}

impl WireRule {
    /// A rule and its page.
    #[must_use]
    pub fn of(rule: &Rule, page: &Page) -> Self {
        Self {
            rule: rule.name.to_owned(),
            id: rule.id,
            family: rule.family.id(),
            severity: rule.severity.id(),
            since: rule.since,
            title: page.title.clone(),
            authority: authority(rule.id),
            sections: page.sections.iter().cloned().collect(),
        }
    }

    /// A rule of the user's own.
    #[must_use]
    pub fn own(file: &OwnFile, rule: &OwnRule) -> Self {
        Self {
            rule: rule.name.to_string(),
            id: "own",
            family: "own",
            severity: rule.severity.id(),
            since: "",
            title: rule.title.clone(),
            authority: None,
            sections: rule.page(file).into_iter().collect(),
        }
    }
}
