//! A question with four answers, one of them right.

mod read;

use crate::Cite;
use medcode_model::Date;
pub use read::read_questions;

/// A certification whose public outline a question suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Credential {
    /// Outpatient and physician coding.
    Cpc,
    /// Inpatient coding.
    Cic,
    /// Both.
    Ccs,
    /// Both, entry level.
    Cca,
}

impl Credential {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cpc, Self::Cic, Self::Ccs, Self::Cca];

    /// The letters it is known by.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cpc => "CPC",
            Self::Cic => "CIC",
            Self::Ccs => "CCS",
            Self::Cca => "CCA",
        }
    }

    /// Reads the letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.id().eq_ignore_ascii_case(text.trim()))
    }
}

/// The days on which a question holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Valid {
    /// First day.
    pub from: Date,
    /// Last day; open where nothing in it changes with a release.
    pub to: Option<Date>,
}

impl Valid {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Whether a second answerer, who did not see the key, agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blind {
    /// Not asked yet.
    Pending,
    /// Agreed, on a day.
    Agreed(Date),
    /// Did not agree, on a day: the question is not asked.
    Disagreed(Date),
}

/// One of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The answer.
    pub text: String,
    /// Why it is right or wrong.
    pub why: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name, unique in the bank.
    pub id: String,
    /// The folder: `conventions`.
    pub domain: String,
    /// The heading of its file.
    pub theme: String,
    /// Credentials it suits.
    pub credentials: Vec<Credential>,
    /// 1 recall, 2 one rule, 3 several rules or a case.
    pub difficulty: u8,
    /// When it holds.
    pub valid: Valid,
    /// What it rests on.
    pub sources: Vec<Cite>,
    /// The command that proved it.
    pub checked: String,
    /// Whether a second answer agreed.
    pub blind: Blind,
    /// What is asked.
    pub stem: String,
    /// Four answers.
    pub choices: [Choice; 4],
    /// The place of the right one, from 0.
    pub right: usize,
    /// Its file.
    pub file: String,
    /// The line of its heading.
    pub line: usize,
}

impl Question {
    /// Whether it is of a folder, `guidelines`, or of a file, `cpt/cpt-visits`.
    #[must_use]
    pub fn is_of(&self, from: &str) -> bool {
        let file = self.file.trim_end_matches(".md");
        match from.split_once('/') {
            Some((folder, name)) => {
                folder == self.domain && file.rsplit('/').next().is_some_and(|own| own == name)
            }
            None => self.domain == from,
        }
    }
}
