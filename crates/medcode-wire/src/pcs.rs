//! `pcs --json`.

use medcode::pcs::{Built, Proof, Start, Step};
use medcode::{PcsAnswer, PcsFound, PcsTablesUsed};
use serde::Serialize;

use crate::WireAnswered;

/// The answer of `pcs --json`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcs {
    /// What was asked.
    pub asked: String,
    /// The characters so far; empty where words were asked.
    pub characters: String,
    /// What each of them means.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<WirePcsValue>,
    /// The definition of the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// What the next character stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The legal values of the next character.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<WirePcsChoice>,
    /// The finished code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<WirePcsCode>,
    /// Where the words lead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<WirePcsStart>,
    /// The tables that named the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tables: Option<WirePcsTables>,
    /// Date, release and code file.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

/// A character that is chosen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsValue {
    /// `Body Part`, `Approach`.
    pub axis: String,
    /// The character.
    pub character: char,
    /// What it means.
    pub meaning: String,
}

/// A character that may come next.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsChoice {
    /// The character.
    pub character: char,
    /// What it means; empty where no installed table has it.
    pub meaning: String,
    /// How many legal codes lie behind it.
    pub codes: usize,
    /// The only code behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A finished code with its proof.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsCode {
    /// The code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// `table-row` or `code-file` (no installed table has it).
    pub proof: &'static str,
    /// The row that builds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<WirePcsRow>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsRow {
    /// The three characters of the table.
    pub table: String,
    /// Which of its rows, counted from 1.
    pub row: usize,
    /// How many it has.
    pub of: usize,
    /// Of each of the last four characters the values that go together.
    pub columns: Vec<WirePcsColumn>,
}

/// One of the last four characters in a row.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsColumn {
    /// `Body Part`, `Approach`.
    pub axis: String,
    /// The characters.
    pub characters: String,
}

/// A place in the tables that words lead to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsStart {
    /// `operation`, `index`, or `key` (the body part key: it only names a value).
    pub kind: &'static str,
    /// From the main term down.
    pub path: Vec<String>,
    /// What the Index says there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub says: String,
    /// The characters to go on from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub characters: String,
    /// How many legal codes begin so.
    pub codes: usize,
}

/// The tables that named the values.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePcsTables {
    /// The official file.
    pub file: String,
    /// Its sha256.
    pub sha256: String,
    /// First day in force of its release.
    pub release: String,
    /// Of an earlier release than the codes.
    pub earlier: bool,
}

impl From<&PcsAnswer> for WirePcs {
    fn from(answer: &PcsAnswer) -> Self {
        let mut wire = Self {
            asked: answer.asked.clone(),
            characters: String::new(),
            chosen: Vec::new(),
            definition: None,
            next: None,
            choices: Vec::new(),
            code: None,
            starts: Vec::new(),
            tables: answer.tables.as_ref().map(tables),
            answered: (&answer.answered).into(),
        };
        match &answer.found {
            PcsFound::Step(step) => wire.step(step),
            PcsFound::Starts(starts) => wire.starts = starts.iter().map(start).collect(),
        }
        wire
    }
}

impl WirePcs {
    fn step(&mut self, step: &Step) {
        self.characters = step.prefix.clone();
        let value = |a: &medcode::kb::query::PcsAxis| WirePcsValue {
            axis: a.name.clone(),
            character: a.character,
            meaning: a.meaning.clone(),
        };
        self.chosen = step.chosen.iter().map(value).collect();
        self.definition = step.definition.clone();
        self.next = step.axis.clone();
        let choice = |c: &medcode::pcs::Legal| WirePcsChoice {
            character: c.character,
            meaning: c.label.clone(),
            codes: c.codes,
            code: c.only.as_ref().map(|(code, _)| code.to_string()),
            title: c.only.as_ref().map(|(_, title)| title.clone()),
        };
        self.choices = step.choices.iter().map(choice).collect();
        self.code = step.built.as_ref().map(code);
    }
}

fn code(built: &Built) -> WirePcsCode {
    let (proof, row) = match &built.proof {
        Proof::CodeFile => ("code-file", None),
        Proof::Row(row) => ("table-row", Some(row)),
    };
    let column = |c: &medcode::kb::query::PcsColumn| WirePcsColumn {
        axis: c.name.clone(),
        characters: c.values.iter().map(|(c, _)| *c).collect(),
    };
    WirePcsCode {
        code: built.code.to_string(),
        title: built.title.clone(),
        proof,
        row: row.map(|r| WirePcsRow {
            table: r.table.clone(),
            row: r.row,
            of: r.of,
            columns: r.columns.iter().map(column).collect(),
        }),
    }
}

fn start(start: &Start) -> WirePcsStart {
    WirePcsStart {
        kind: start.kind.id(),
        path: start.path.clone(),
        says: start.says.clone(),
        characters: start.prefix.clone(),
        codes: start.codes,
    }
}

fn tables(used: &PcsTablesUsed) -> WirePcsTables {
    WirePcsTables {
        file: used.file.clone(),
        sha256: used.sha256.clone(),
        release: used.release.clone(),
        earlier: used.earlier,
    }
}
