//! A code set as it is kept: the codes, and with a suggested one what the engine said.

use super::line::Line;
use crate::fault::Fault;
use medcode_store::{CodeSet, CodedLine};
use medcode_wire::WireCoded;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The version of medcode that makes it.
pub(super) const MEDCODE: &str = env!("CARGO_PKG_VERSION");

/// How a set came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CodeSetKind)]
pub(super) enum Kind {
    /// The engine suggested it.
    Suggested,
    /// Somebody worked on it.
    Edited,
}

/// What is kept of a set.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Document {
    pub(super) kind: Kind,
    /// The codes, rejected ones too, in sequence.
    pub(super) lines: Vec<Line>,
    /// The set with what the engine said, where it is another one.
    #[serde(default)]
    pub(super) suggested: Option<i64>,
    /// What the engine said: the answer of `code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) coded: Option<Value>,
}

impl Document {
    /// What the engine said and the codes that come of it.
    pub(super) fn suggested(coded: &WireCoded, lines: Vec<Line>) -> Result<Self, Fault> {
        let coded = serde_json::to_value(coded).map_err(Fault::internal)?;
        Ok(Self { kind: Kind::Suggested, lines, suggested: None, coded: Some(coded) })
    }

    /// Reads what was kept; none once it is erased.
    pub(super) fn of(set: &CodeSet) -> Result<Option<Self>, Fault> {
        let read = set.document.as_deref().map(serde_json::from_str);
        read.transpose().map_err(|_| Fault::internal("a kept code set cannot be read"))
    }

    pub(super) fn to_text(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(Fault::internal)
    }

    /// The codes on the claim, as history and search look at them.
    pub(super) fn coded_lines(&self) -> Vec<CodedLine> {
        let reported = self.lines.iter().filter(|l| l.is_reported());
        let line = |l: &Line| CodedLine {
            system: l.system.clone(),
            code: l.code.clone(),
            modifiers: l.modifiers.join(" "),
            units: l.units.map(i64::from),
        };
        reported.map(line).collect()
    }
}
