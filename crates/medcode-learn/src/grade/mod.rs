//! How good is a coded chart? What is right and wrong is judged as `medcode eval` judges it; here each
//! error is named, explained, and leads to an exercise.

mod explain;
mod faults;
mod paths;

use crate::drill::Kind as Drill;
use crate::{Chart, Cite, Given};
use medcode::Engine;
use medcode::eval::{Answer, Counts, Gold, Judged, judge};
use medcode::kb::query::{NoRelease, Release};
use medcode_model::{Code, CodeSystem, Date};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A code that had to be reported is not there.
    Missed,
    /// A code too many.
    Extra,
    /// Another code in the place of the right one.
    Wrong,
    /// The right category, with less or other detail.
    NotSpecific,
    /// Another one stands first, or a pair stands the wrong way round.
    Sequence,
    /// Present on admission.
    Poa,
    /// Units.
    Unit,
    /// Modifiers.
    Modifier,
    /// The level of a visit.
    Level,
}

impl Kind {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Extra => "extra",
            Self::Wrong => "wrong",
            Self::NotSpecific => "not-specific",
            Self::Sequence => "sequence",
            Self::Poa => "poa",
            Self::Unit => "unit",
            Self::Modifier => "modifier",
            Self::Level => "level",
        }
    }
}

/// What to practise after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exercise {
    /// A drill.
    Drill(Drill),
    /// Questions of a domain.
    Questions(&'static str),
}

/// An error.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its kind.
    pub kind: Kind,
    /// The code that was given.
    pub given: Option<Code>,
    /// The code of the chart.
    pub wanted: Option<Code>,
    /// What differs, in a sentence.
    pub what: String,
    /// The words of the note behind the code of the chart.
    pub words: Vec<String>,
    /// The way through the Index, or the table, to the code of the chart.
    pub path: Vec<String>,
    /// Notes of the Tabular List that bear on it.
    pub notes: Vec<String>,
    /// Why, as the chart says.
    pub why: String,
    /// The authority, as the chart cites it.
    pub cites: Vec<Cite>,
    /// What to practise.
    pub exercise: Exercise,
}

/// A difference that is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variance {
    /// The code that was given or left out.
    pub code: Code,
    /// What differs.
    pub what: String,
}

/// A graded chart.
#[derive(Clone, Debug)]
pub struct Grade {
    /// Right, wrong and missing, by system, as `medcode eval` counts them.
    pub counts: BTreeMap<CodeSystem, Counts>,
    /// Codes that are right in everything.
    pub right: Vec<Code>,
    /// Material errors.
    pub faults: Vec<Fault>,
    /// What differs and is acceptable.
    pub variances: Vec<Variance>,
    /// Codes right in everything, of all that had to be reported and all that were reported too many.
    pub codes: (u32, u32),
}

impl Grade {
    /// Code over code, as a share.
    #[must_use]
    pub fn code_over_code(&self) -> f64 {
        if self.codes.1 == 0 { 1.0 } else { f64::from(self.codes.0) / f64::from(self.codes.1) }
    }

    /// Chart over chart: whether the chart is without a material error.
    #[must_use]
    pub fn chart_is_right(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Grades what was given for a chart.
///
/// # Errors
/// When no ICD-10-CM release answers for the chart's day.
pub fn grade(engine: &Engine, chart: &Chart, given: &[Given], today: Date) -> Result<Grade, NoRelease> {
    let day = chart.labelled.note.date_of_service.unwrap_or(today);
    let release = engine.library().as_of(CodeSystem::Icd10Cm, day, true)?.release;
    let pcs = engine.library().as_of(CodeSystem::Icd10Pcs, day, true).ok().map(|f| f.release);
    let mut grade = Grade {
        counts: BTreeMap::new(),
        right: Vec::new(),
        faults: Vec::new(),
        variances: Vec::new(),
        codes: (0, 0),
    };
    let mut open = Vec::new();
    for system in CodeSystem::ALL {
        let desk = Desk::of(chart, given, system, release);
        grade.counts.insert(system, desk.judged.exact);
        open.extend(desk.into_grade(&mut grade));
    }
    let services = |f: &Fault| f.code().is_some_and(|c| is_service(&c));
    faults::join(&mut open, release, chart);
    let lines = open.iter().filter(|f| f.is_line()).count();
    // A right code with two things wrong beside it is one code that is not right.
    let beside: BTreeSet<Option<Code>> =
        open.iter().filter(|f| !f.is_line()).map(|f| f.wanted).collect();
    let right = grade.right.len();
    grade.codes = (right as u32, (right + lines + beside.len()) as u32);
    open.sort_by_key(|f| (services(f), f.wanted.is_none()));
    explain::explain(&mut open, chart, release, pcs);
    grade.faults = open;
    Ok(grade)
}

impl Fault {
    fn code(&self) -> Option<Code> {
        self.wanted.or(self.given)
    }

    /// Whether it is about a code as such, not about what stands beside a right one.
    const fn is_line(&self) -> bool {
        matches!(self.kind, Kind::Missed | Kind::Extra | Kind::Wrong | Kind::NotSpecific | Kind::Level)
    }
}

fn is_service(code: &Code) -> bool {
    matches!(code.system(), CodeSystem::Cpt | CodeSystem::Hcpcs)
}

/// The answers of one system beside its labels.
struct Desk<'a> {
    chart: &'a Chart,
    release: &'a Release,
    gold: Vec<&'a Gold>,
    ours: Vec<Answer<'a>>,
    judged: Judged,
}

impl<'a> Desk<'a> {
    fn of(chart: &'a Chart, given: &'a [Given], system: CodeSystem, release: &'a Release) -> Self {
        let gold: Vec<&Gold> =
            chart.labelled.gold.iter().filter(|g| g.code.system() == system).collect();
        let ours: Vec<Answer<'_>> =
            given.iter().filter(|g| g.code.system() == system).map(Given::answer).collect();
        let judged = judge(&chart.labelled, system, &gold, &ours);
        Self { chart, release, gold, ours, judged }
    }
}
