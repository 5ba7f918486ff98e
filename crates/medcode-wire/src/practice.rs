//! `practice --json`.

use medcode_learn::check::Checked;
use medcode_learn::drill::Drill;
use medcode_learn::grade::{Exercise, Fault, Grade, Variance};
use medcode_learn::{Chart, Choice, Mistake, Progress, Question};
use medcode_model::{Code, Date};
use serde::Serialize;
use std::collections::BTreeMap;

/// A chart in a list.
#[derive(Clone, Debug, Serialize)]
pub struct WireChartLine {
    /// Its name.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// 1 easy, 3 hard.
    pub level: u8,
    /// Where the patient was seen.
    pub setting: &'static str,
    /// The specialty.
    pub specialty: String,
}

impl From<&Chart> for WireChartLine {
    fn from(c: &Chart) -> Self {
        Self {
            id: c.id.clone(),
            title: c.title.clone(),
            level: c.level,
            setting: c.labelled.note.setting.map_or("", |s| s.id()),
            specialty: c.specialty.clone(),
        }
    }
}

/// A chart to be coded: without its codes.
#[derive(Clone, Debug, Serialize)]
pub struct WireChart {
    /// As in the list.
    #[serde(flatten)]
    pub line: WireChartLine,
    /// The day.
    pub date_of_service: Option<String>,
    /// Age in years.
    pub age: Option<u16>,
    /// `F` or `M`.
    pub sex: Option<&'static str>,
    /// `new` or `established`.
    pub patient: String,
    /// Who sends the bill.
    pub billing_context: Option<&'static str>,
    /// The note.
    pub note: String,
    /// As many hints as were asked for.
    pub hints: Vec<String>,
    /// How many there are.
    pub hints_in_all: usize,
}

impl WireChart {
    /// With the first hints.
    #[must_use]
    pub fn of(chart: &Chart, hints: usize) -> Self {
        let note = &chart.labelled.note;
        Self {
            line: chart.into(),
            date_of_service: note.date_of_service.map(|d| d.to_string()),
            age: note.age,
            sex: note.sex.map(|s| match s {
                medcode_model::Sex::Female => "F",
                medcode_model::Sex::Male => "M",
            }),
            patient: chart.patient.clone(),
            billing_context: note.billing.map(|b| b.id()),
            note: note.text.clone(),
            hints: chart.hints.iter().take(hints).cloned().collect(),
            hints_in_all: chart.hints.len(),
        }
    }
}

/// A graded chart.
#[derive(Clone, Debug, Serialize)]
pub struct WireGrade {
    /// The chart.
    pub chart: String,
    /// Codes right in everything, of all.
    pub codes_right: u32,
    /// All that had to be reported and all that were reported too many.
    pub codes: u32,
    /// Code over code.
    pub code_over_code: f64,
    /// Chart over chart.
    pub chart_right: bool,
    /// Right, wrong and missing by system, as `eval` counts them.
    pub counts: BTreeMap<&'static str, [u32; 3]>,
    /// Material errors.
    pub errors: Vec<WireCodingError>,
    /// What differs and is acceptable.
    pub variances: Vec<WireVariance>,
}

/// A material error.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireCodingError {
    /// `missed`, `extra`, `wrong`, `not-specific`, `sequence`, `poa`, `unit`, `modifier`, `level`.
    pub kind: &'static str,
    /// The code that was given.
    pub given: Option<String>,
    /// The code of the chart.
    pub wanted: Option<String>,
    /// What differs.
    pub what: String,
    /// The words of the note.
    pub evidence: Vec<String>,
    /// The way through the Index, or the characters of the table.
    pub path: Vec<String>,
    /// Notes of the Tabular List.
    pub notes: Vec<String>,
    /// Why.
    pub why: String,
    /// The authority.
    pub authority: Vec<String>,
    /// What to practise: `drill seventh`, `questions guidelines`.
    pub exercise: String,
}

/// A difference that is no error.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireVariance {
    /// The code.
    pub code: String,
    /// What differs.
    pub what: String,
}

/// The command after `practice` that exercises it.
#[must_use]
pub fn exercise(of: Exercise) -> String {
    match of {
        Exercise::Drill(kind) => format!("drill {}", kind.id()),
        Exercise::Questions(domain) => format!("questions --domain {domain}"),
    }
}

impl From<&Fault> for WireCodingError {
    fn from(f: &Fault) -> Self {
        let text = |code: Option<Code>| code.map(|c| c.to_string());
        Self {
            kind: f.kind.id(),
            given: text(f.given),
            wanted: text(f.wanted),
            what: f.what.clone(),
            evidence: f.words.clone(),
            path: f.path.clone(),
            notes: f.notes.clone(),
            why: f.why.clone(),
            authority: f.cites.iter().map(ToString::to_string).collect(),
            exercise: exercise(f.exercise),
        }
    }
}

impl From<&Variance> for WireVariance {
    fn from(v: &Variance) -> Self {
        Self { code: v.code.to_string(), what: v.what.clone() }
    }
}

impl WireGrade {
    /// Of a chart.
    #[must_use]
    pub fn of(chart: &Chart, grade: &Grade) -> Self {
        let counts = grade.counts.iter().filter(|(_, n)| n.right + n.wrong + n.missing > 0);
        Self {
            chart: chart.id.clone(),
            codes_right: grade.codes.0,
            codes: grade.codes.1,
            code_over_code: grade.code_over_code(),
            chart_right: grade.chart_is_right(),
            counts: counts.map(|(s, n)| (s.id(), [n.right, n.wrong, n.missing])).collect(),
            errors: grade.faults.iter().map(WireCodingError::from).collect(),
            variances: grade.variances.iter().map(WireVariance::from).collect(),
        }
    }
}

/// An answer to choose.
#[derive(Clone, Debug, Serialize)]
pub struct WireChoice {
    /// The answer.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right or wrong.
    pub why: String,
}

/// A question or a drill, with the answer that was given.
#[derive(Clone, Debug, Serialize)]
pub struct WireItem {
    /// The name of a question; of a drill its kind.
    pub id: String,
    /// Credentials that a question suits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<&'static str>,
    /// 1 to 3, of a question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<u8>,
    /// What is asked.
    pub stem: String,
    /// Four answers.
    pub choices: Vec<WireChoice>,
    /// What it rests on.
    pub source: String,
    /// The place of the answer that was given, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<usize>,
}

fn four(all: &[Choice], right: usize) -> Vec<WireChoice> {
    let one = |(n, c): (usize, &Choice)| WireChoice {
        text: c.text.clone(),
        right: n == right,
        why: c.why.clone(),
    };
    all.iter().enumerate().map(one).collect()
}

impl WireItem {
    /// Of a question.
    #[must_use]
    pub fn question(q: &Question, given: Option<usize>) -> Self {
        let sources: Vec<String> = q.sources.iter().map(ToString::to_string).collect();
        Self {
            id: q.id.clone(),
            credentials: q.credentials.iter().map(|c| c.id()).collect(),
            difficulty: Some(q.difficulty),
            stem: q.stem.clone(),
            choices: four(&q.choices, q.right),
            source: sources.join("; "),
            given,
        }
    }

    /// Of a drill.
    #[must_use]
    pub fn drill(d: &Drill, given: Option<usize>) -> Self {
        Self {
            id: d.kind.id().to_owned(),
            credentials: Vec::new(),
            difficulty: None,
            stem: d.stem.clone(),
            choices: four(&d.choices, d.right),
            source: d.source.clone(),
            given,
        }
    }
}

/// What a check of material found.
#[derive(Clone, Debug, Serialize)]
pub struct WirePracticeCheck {
    /// Charts that were read.
    pub charts: usize,
    /// Questions that were read.
    pub questions: usize,
    /// What is wrong.
    pub mistakes: Vec<WireMistake>,
    /// What a person should look at.
    pub doubts: Vec<WireMistake>,
    /// What could not be told.
    pub untold: Vec<String>,
}

/// A mistake and where it is.
#[derive(Clone, Debug, Serialize)]
pub struct WireMistake {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl From<&Mistake> for WireMistake {
    fn from(m: &Mistake) -> Self {
        Self { file: m.file.clone(), line: m.line, what: m.what.clone() }
    }
}

impl WirePracticeCheck {
    /// Of so many charts and questions.
    #[must_use]
    pub fn of(charts: usize, questions: usize, found: &Checked) -> Self {
        let wire = |all: &[Mistake]| all.iter().map(WireMistake::from).collect();
        Self {
            charts,
            questions,
            mistakes: wire(&found.mistakes),
            doubts: wire(&found.doubts),
            untold: found.untold.iter().cloned().collect(),
        }
    }
}

/// What has been practised.
#[derive(Clone, Debug, Serialize)]
pub struct WireProgress {
    /// Questions that are due.
    pub due: usize,
    /// Questions that were asked.
    pub asked: usize,
    /// Skills that were drilled: a kind and its topic.
    pub skills: usize,
    /// Right answers and all answers, by subject.
    pub subjects: BTreeMap<String, (u32, u32)>,
    /// Graded charts.
    pub charts: Vec<WireAttempt>,
}

/// A graded chart.
#[derive(Clone, Debug, Serialize)]
pub struct WireAttempt {
    /// The chart.
    pub chart: String,
    /// The day.
    pub day: String,
    /// Codes right.
    pub codes_right: u32,
    /// Of so many.
    pub codes: u32,
    /// Material errors.
    pub errors: u32,
}

impl WireProgress {
    /// On a day.
    #[must_use]
    pub fn of(progress: &Progress, today: Date) -> Self {
        let attempt = |a: &medcode_learn::Attempt| WireAttempt {
            chart: a.chart.clone(),
            day: a.day.to_string(),
            codes_right: a.codes.0,
            codes: a.codes.1,
            errors: a.faults,
        };
        let subjects = progress.subjects();
        Self {
            due: progress.due(today),
            asked: progress.cards.len(),
            skills: progress.skills.len(),
            subjects: subjects.into_iter().map(|(s, n)| (s.to_owned(), n)).collect(),
            charts: progress.attempts.iter().map(attempt).collect(),
        }
    }
}
