//! `eval --json`: a run, to be read and to be compared with another.

use medcode::eval::{Counts, NoteScore, Report, Run, Verdict};
use medcode::model::CodeSystem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The score of one set in one system.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireEval {
    /// The set.
    pub set: String,
    /// The system.
    pub system: String,
    /// Notes.
    pub n: usize,
    /// Micro precision.
    pub p: f64,
    /// Micro recall of required codes.
    pub r: f64,
    /// Micro F1.
    pub f1: f64,
    /// F1 at the three-character category; of ICD-10-PCS at the root operation.
    pub f1_cat3: f64,
    /// First-listed or principal diagnosis right; null where sets have none.
    pub first: Option<f64>,
    /// Pairs of right codes in the labelled order, of all.
    pub order: [u32; 2],
    /// Traps suggested, of all.
    pub traps: [u32; 2],
    /// 95 % interval of F1.
    pub ci: [f64; 2],
    /// Units right, of right codes that have units.
    pub units: [u32; 2],
    /// Modifiers right, of right codes that have modifiers.
    pub modifiers: [u32; 2],
    /// E/M services at the exact level, of those labelled.
    pub em_level: [u32; 2],
    /// POA right, of right codes that have one.
    pub poa: [u32; 2],
    /// By chapter, of other systems than ICD-10-CM by the first character.
    pub chapters: BTreeMap<String, WireCounts>,
    /// Errors by kind, then by cause.
    pub causes: BTreeMap<String, BTreeMap<String, u32>>,
    /// Of suggestions by tenth of confidence: the mean confidence, the share right, how many.
    pub reliability: Vec<(f64, f64, usize)>,
    /// Labels that may be wrong themselves, those set aside too.
    pub doubtful: Vec<WireDoubt>,
    /// Note by note.
    pub notes: Vec<WireNoteScore>,
}

/// Right, wrong and missing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireCounts {
    /// Suggested and right.
    pub right: u32,
    /// Suggested and wrong.
    pub wrong: u32,
    /// Required and not suggested.
    pub missing: u32,
    /// F1.
    pub f1: f64,
}

/// A label that may be wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDoubt {
    /// The note.
    pub id: String,
    /// The label.
    pub code: String,
    /// Why.
    pub why: String,
    /// Left out of the score: it is no complete code on the date.
    pub set_aside: bool,
}

/// One note of a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireNoteScore {
    /// Its id.
    pub id: String,
    /// Every code that was right, wrong or missing.
    pub codes: Vec<WireVerdict>,
}

/// What a run says of a code.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireVerdict {
    /// The code.
    pub code: String,
    /// Its chapter.
    pub chapter: String,
    /// `right`, `missing`, `wrong`, `trap`, `first` or `order`.
    pub kind: String,
    /// Of an error, why.
    pub cause: Option<String>,
    /// The words.
    pub words: Vec<String>,
    /// What else is to be said.
    pub why: String,
    /// Of a suggestion, its confidence.
    pub confidence: f64,
    /// What the confidence rests on.
    #[serde(default)]
    pub signs: Vec<String>,
}

/// A scored note and its id.
pub struct Scored<'a> {
    /// The note's id.
    pub id: &'a str,
    /// Its score.
    pub score: &'a NoteScore,
}

/// A report as JSON.
#[must_use]
pub fn eval(set: &str, report: &Report, notes: &[Scored<'_>], aside: &[WireDoubt]) -> WireEval {
    let t = &report.tally;
    let pair = |(a, b): (u32, u32)| [a, b];
    let mut causes: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for ((kind, cause), n) in &report.causes {
        causes.entry((*kind).to_owned()).or_default().insert((*cause).to_owned(), *n);
    }
    let scores: Vec<&NoteScore> = notes.iter().map(|n| n.score).collect();
    let bins = medcode::eval::reliability(&scores, report.system);
    WireEval {
        set: set.to_owned(),
        system: report.system.id().to_owned(),
        n: report.notes,
        p: three(t.exact.precision()),
        r: three(t.exact.recall()),
        f1: three(t.exact.f1()),
        f1_cat3: three(t.category.f1()),
        first: (report.first.1 > 0)
            .then(|| three(f64::from(report.first.0) / f64::from(report.first.1))),
        order: pair(t.order),
        traps: pair(t.traps),
        ci: [three(report.interval.0), three(report.interval.1)],
        units: pair(t.units),
        modifiers: pair(t.modifiers),
        em_level: pair(t.em_level),
        poa: pair(t.poa),
        chapters: t.chapters.iter().map(|(c, n)| (c.clone(), counts(n))).collect(),
        causes,
        reliability: bins.into_iter().map(|b| (three(b.confidence), three(b.right), b.n)).collect(),
        doubtful: doubtful(notes, aside, report.system),
        notes: notes.iter().map(|n| of_note(n, report.system)).collect(),
    }
}

/// Right, wrong and missing as JSON.
#[must_use]
pub(crate) fn counts(n: &Counts) -> WireCounts {
    WireCounts { right: n.right, wrong: n.wrong, missing: n.missing, f1: three(n.f1()) }
}

fn three(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

fn doubtful(notes: &[Scored<'_>], aside: &[WireDoubt], system: CodeSystem) -> Vec<WireDoubt> {
    if system != CodeSystem::Icd10Cm {
        return Vec::new();
    }
    let mut out = aside.to_vec();
    for note in notes {
        out.extend(note.score.doubts.iter().map(|d| WireDoubt {
            id: note.id.to_owned(),
            code: d.code.to_string(),
            why: d.why.clone(),
            set_aside: false,
        }));
    }
    out
}

fn of_note(note: &Scored<'_>, system: CodeSystem) -> WireNoteScore {
    let hits = note.score.hits.iter().filter(|h| h.code.system() == system);
    let mut codes: Vec<WireVerdict> = hits
        .map(|h| WireVerdict {
            code: h.code.to_string(),
            chapter: h.chapter.clone(),
            kind: "right".to_owned(),
            cause: None,
            words: h.words.clone(),
            why: String::new(),
            confidence: three(f64::from(h.confidence)),
            signs: h.signs.iter().map(|s| (*s).to_owned()).collect(),
        })
        .collect();
    let misses = note.score.misses.iter().filter(|m| m.code.system() == system);
    codes.extend(misses.map(|m| WireVerdict {
        code: m.code.to_string(),
        chapter: m.chapter.clone(),
        kind: m.kind.to_owned(),
        cause: Some(m.cause.id().to_owned()),
        words: m.words.clone(),
        why: m.why.clone(),
        confidence: three(f64::from(m.confidence)),
        signs: m.signs.iter().map(|s| (*s).to_owned()).collect(),
    }));
    WireNoteScore { id: note.id.to_owned(), codes }
}

/// A saved run.
///
/// # Errors
/// When the text is not what `eval --json` prints.
pub fn read_runs(text: &str) -> Result<Vec<Run>, String> {
    let wires: Vec<WireEval> =
        serde_json::from_str(text).map_err(|e| format!("not a run of `eval --json`: {e}"))?;
    Ok(wires.iter().map(run).collect())
}

/// A run, to be compared.
#[must_use]
pub fn run(wire: &WireEval) -> Run {
    let verdict = |note: &WireNoteScore, v: &WireVerdict| Verdict {
        note: note.id.clone(),
        code: v.code.clone(),
        chapter: v.chapter.clone(),
        kind: v.kind.clone(),
        cause: v.cause.clone().unwrap_or_default(),
        words: v.words.clone(),
    };
    Run {
        set: wire.set.clone(),
        system: wire.system.clone(),
        verdicts: wire.notes.iter().flat_map(|n| n.codes.iter().map(|v| verdict(n, v))).collect(),
    }
}
