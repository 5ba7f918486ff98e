//! Which values may come next, and what proves a finished code?
//!
//! Legal is what the code file of the release says; the tables give the values their names
//! and, where they are of an earlier release, name no value that has come since.

mod proof;
mod starts;

use medcode_kb::query::{PcsAxis, Release};
use medcode_kb::tables::codes;
use medcode_model::{Code, CodeSystem};

pub use proof::{Built, Proof, ProvedRow};
pub use starts::{Start, StartKind};

/// Walks the tables of one release.
#[derive(Clone, Copy)]
pub struct Builder<'r> {
    release: &'r Release,
}

/// A value that leads to at least one legal code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legal {
    /// The character.
    pub character: char,
    /// What it means; empty where no installed table has it.
    pub label: String,
    /// How many legal codes lie behind it.
    pub codes: usize,
    /// The only code behind it, with its title.
    pub only: Option<(Code, String)>,
}

/// Where a walk stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The characters so far.
    pub prefix: String,
    /// What each of them means, as far as tables are installed.
    pub chosen: Vec<PcsAxis>,
    /// The definition of the operation, once it is chosen.
    pub definition: Option<String>,
    /// What the next character stands for.
    pub axis: Option<String>,
    /// The values it may have.
    pub choices: Vec<Legal>,
    /// The code, once all seven characters are chosen.
    pub built: Option<Built>,
}

impl<'r> Builder<'r> {
    /// A builder over a release; `None` where it is not one of ICD-10-PCS.
    #[must_use]
    pub fn of(release: &'r Release) -> Option<Self> {
        (release.system() == CodeSystem::Icd10Pcs).then_some(Self { release })
    }

    /// The release.
    #[must_use]
    pub const fn release(&self) -> &'r Release {
        self.release
    }

    /// How many legal codes begin with these characters.
    #[must_use]
    pub fn count(&self, prefix: &str) -> usize {
        codes::under(self.release.codes(), prefix.as_bytes()).len()
    }

    /// The characters of a text, upper case, where some legal code begins with them.
    #[must_use]
    pub fn prefix(&self, text: &str) -> Option<String> {
        let text = text.trim().to_ascii_uppercase();
        let fits = text.len() <= 7 && text.bytes().all(|b| b.is_ascii_alphanumeric());
        (fits && self.count(&text) > 0).then_some(text)
    }

    /// Where the walk stands after these characters; `None` where no legal code begins so.
    #[must_use]
    pub fn step(&self, prefix: &str) -> Option<Step> {
        let prefix = self.prefix(prefix)?;
        let chars = prefix.as_bytes();
        let choices = self.choices(&prefix);
        let axis = choices.iter().find_map(|c| {
            let longer = format!("{prefix}{}", c.character);
            self.release.pcs_axis(longer.as_bytes()).map(|a| a.name)
        });
        Some(Step {
            chosen: self.release.pcs_axes(chars),
            definition: self.release.pcs_definition(chars),
            axis: axis
                .or_else(|| (!choices.is_empty()).then(|| format!("Character {}", chars.len() + 1))),
            choices,
            built: (chars.len() == 7).then(|| self.built(&prefix)).flatten(),
            prefix,
        })
    }

    fn choices(&self, prefix: &str) -> Vec<Legal> {
        if prefix.len() >= 7 {
            return Vec::new();
        }
        let rows = self.release.codes();
        let next = self.release.pcs_choices(prefix);
        next.into_iter()
            .map(|choice| {
                let longer = format!("{prefix}{}", choice.character);
                let under = codes::under(rows, longer.as_bytes());
                let only = (under.len() == 1).then_some(under.start as u32);
                Legal {
                    character: choice.character,
                    label: choice.meaning,
                    codes: under.len(),
                    only: only.map(|row| (self.release.code(row), self.release.title(row))),
                }
            })
            .collect()
    }

    /// Every code that the tables build, whether the code file of the release has it or not.
    pub fn from_tables(&self) -> impl Iterator<Item = Code> + 'r {
        self.release.pcs_built()
    }
}
