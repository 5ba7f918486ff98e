//! The findings of claims: written as they will be shown when they are made, so that the memory
//! of a check does not grow with them.

use super::spool::Spool;
use crate::style;
use medcode_wire::WireClaimFinding;
use serde::ser::{Error, Serialize, SerializeSeq, Serializer};
use serde_json::value::RawValue;
use std::io::{self, BufRead, BufReader, Write};
use std::ops::Range;

/// How findings are shown.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// As elements of an array, so many spaces from the margin.
    Json(usize),
    /// For a person to read.
    Text,
}

/// Ends a finding in JSON, in which it cannot stand.
const END: u8 = 0;

/// The findings of all files of a run.
pub(super) struct Findings {
    shown: Shown,
    spool: Spool,
    one: Vec<u8>,
}

impl Findings {
    pub(super) fn new(shown: Shown) -> Self {
        Self { shown, spool: Spool::default(), one: Vec::new() }
    }

    /// Where the next finding will begin.
    pub(super) const fn end(&self) -> u64 {
        self.spool.len()
    }

    pub(super) fn add(&mut self, finding: &WireClaimFinding) -> io::Result<()> {
        self.one.clear();
        match self.shown {
            Shown::Text => text(&mut self.one, finding)?,
            Shown::Json(margin) => {
                let mut json = Vec::new();
                serde_json::to_writer_pretty(&mut json, finding)?;
                for line in json.split_inclusive(|b| *b == b'\n') {
                    self.one.extend_from_slice(line);
                    if line.ends_with(b"\n") {
                        self.one.resize(self.one.len() + margin, b' ');
                    }
                }
                self.one.push(END);
            }
        }
        self.spool.write_all(&self.one)
    }

    /// Those of a range, written as they are shown.
    pub(super) fn copy(&self, range: &Range<u64>, to: &mut impl Write) -> io::Result<()> {
        io::copy(&mut self.spool.part(range)?, to).map(drop)
    }

    /// Those of a range as an array.
    pub(super) const fn listed(&self, range: Range<u64>) -> Listed<'_> {
        Listed { spool: &self.spool, range }
    }
}

/// Findings as an array of JSON.
pub(super) struct Listed<'a> {
    spool: &'a Spool,
    range: Range<u64>,
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(None)?;
        let mut from = BufReader::new(self.spool.part(&self.range).map_err(S::Error::custom)?);
        let mut one = Vec::new();
        while from.read_until(END, &mut one).map_err(S::Error::custom)? > 0 {
            one.pop();
            let raw: &RawValue = serde_json::from_slice(&one).map_err(S::Error::custom)?;
            all.serialize_element(raw)?;
            one.clear();
        }
        all.end()
    }
}

/// Whether the claim is denied or returned for it.
pub(super) fn blocks(finding: &WireClaimFinding) -> bool {
    finding.severity == "error" && finding.status == "fired"
}

fn text(to: &mut Vec<u8>, f: &WireClaimFinding) -> io::Result<()> {
    let line = f.line.map_or_else(String::new, |n| format!(" line {n}"));
    let place = place(f);
    let severity = match f.severity {
        _ if f.status == "overridden" => style::dim(f.status),
        "error" => style::warn(f.severity),
        other => style::dim(other),
    };
    writeln!(to, "\n  {severity} {}  claim {}{line} · {place}", style::code(&f.rule), f.claim)?;
    writeln!(to, "    {}", f.message)?;
    if let Some(correction) = &f.correction {
        writeln!(to, "    {}", style::good(&format!("do: {correction}")))?;
    }
    if let Some(reason) = &f.reason {
        writeln!(to, "    {}", style::dim(&format!("why: {reason}")))?;
    }
    let release = f.release.as_ref().map_or_else(String::new, |r| format!(" · release {r}"));
    let cited = if f.citation == f.id { f.id.clone() } else { format!("{} · {}", f.id, f.citation) };
    writeln!(to, "    {}", style::dim(&format!("{cited}{release}")))
}

/// Where a finding stands: segment, or path, line and column.
fn place(finding: &WireClaimFinding) -> String {
    match (&finding.segment, finding.row, finding.column) {
        (Some(segment), ..) => segment.clone(),
        (None, Some(row), Some(column)) => {
            let path = finding.path.as_deref().unwrap_or_default();
            format!("{path} (line {row}, column {column})").trim_start().to_owned()
        }
        _ => String::new(),
    }
}
