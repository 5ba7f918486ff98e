//! `em` in `code --json`: the level of the visit with its working.

use medcode::em::{Column, Element, Level};
use medcode::model::Span;
use serde::Serialize;

use crate::code::WireEvidence;

/// The level of the visit and how it was reached.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireLevel {
    /// The kind of visit.
    pub family: &'static str,
    /// `new` or `established`, where the family asks.
    pub patient: Option<&'static str>,
    /// What told it.
    pub patient_by: Option<String>,
    /// The words for it.
    pub patient_words: Option<WireEvidence>,
    /// The number; none where no visit is billed.
    pub code: Option<String>,
    /// `mdm`, `time` or `kind`.
    pub by: &'static str,
    /// Medical decision making: two of the three columns reach it.
    pub mdm: &'static str,
    /// Problems addressed.
    pub problems: WireColumn,
    /// Data reviewed and analysed.
    pub data: WireColumn,
    /// Risk of management.
    pub risk: WireColumn,
    /// The practitioner's time, where stated.
    pub time: Option<WireTime>,
    /// Lines that go with the visit.
    pub also: Vec<WireAlso>,
    /// Why no visit is billed, or what was decided besides.
    pub remarks: Vec<String>,
    /// What would lead to another level.
    pub would_change: Vec<String>,
    /// One element more or less would change it.
    pub borderline: bool,
}

/// A column of the table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireColumn {
    /// `minimal`, `low`, `moderate` or `high`.
    pub level: &'static str,
    /// What was counted.
    pub counted: Vec<WireElement>,
    /// What was seen and not counted, and why.
    pub left_out: Vec<WireElement>,
}

/// One thing counted.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireElement {
    /// Its kind.
    pub kind: &'static str,
    /// What it is.
    pub what: String,
    /// The words.
    pub words: Vec<WireEvidence>,
}

/// The practitioner's time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireTime {
    /// Minutes that count.
    pub minutes: u16,
    /// The words.
    pub words: WireEvidence,
    /// The level that they reach.
    pub level: Option<&'static str>,
    /// What was taken off, or why time may not choose.
    pub remark: Option<&'static str>,
}

/// A line that goes with the visit.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireAlso {
    /// Its number.
    pub code: String,
    /// Units.
    pub units: u32,
    /// Why.
    pub why: String,
}

impl WireLevel {
    /// Every piece of evidence in the working.
    pub(crate) fn evidence_mut(&mut self) -> impl Iterator<Item = &mut WireEvidence> {
        let columns = [&mut self.problems, &mut self.data, &mut self.risk].into_iter();
        let elements = columns.flat_map(|c| c.counted.iter_mut().chain(&mut c.left_out));
        let time = self.time.iter_mut().map(|t| &mut t.words);
        elements.flat_map(|e| &mut e.words).chain(time).chain(&mut self.patient_words)
    }
}

/// A level as JSON; `text` is the note as given.
pub(crate) fn level(text: &str, level: &Level) -> WireLevel {
    WireLevel {
        family: level.family.id(),
        patient: level.standing.map(medcode::em::Standing::id),
        patient_by: level.standing_by.as_ref().map(|(why, _)| why.to_string()),
        patient_words: level.standing_by.as_ref().and_then(|(_, span)| *span).map(|s| words(text, s)),
        code: level.code.map(|c| c.to_string()),
        by: level.by.id(),
        mdm: level.mdm.id(),
        problems: column(text, &level.problems),
        data: column(text, &level.data),
        risk: column(text, &level.risk),
        time: level.time.as_ref().map(|t| WireTime {
            minutes: t.minutes,
            words: words(text, t.words),
            level: t.step.map(medcode::em::Step::id),
            remark: t.remark,
        }),
        also: level
            .also
            .iter()
            .map(|a| WireAlso { code: a.code.to_string(), units: a.units, why: a.why.clone() })
            .collect(),
        remarks: level.remarks.clone(),
        would_change: level.would_change.clone(),
        borderline: level.borderline,
    }
}

fn column(text: &str, column: &Column) -> WireColumn {
    let all = |e: &[Element]| e.iter().map(|e| element(text, e)).collect();
    WireColumn {
        level: column.step.id(),
        counted: all(&column.counted),
        left_out: all(&column.left_out),
    }
}

fn element(text: &str, element: &Element) -> WireElement {
    let words = element.words.iter().map(|&s| words(text, s)).collect();
    WireElement { kind: element.kind, what: element.what.clone(), words }
}

fn words(text: &str, span: Span) -> WireEvidence {
    WireEvidence { start: span.start, end: span.end, text: span.of(text).to_owned(), locator: None }
}
