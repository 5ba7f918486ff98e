//! How much of a drug was given, all told?

use super::amount::{Figure, Role};
use super::derived::{by_volume, by_weight, counted};
use super::find::Named;
use super::table::Pack;
use super::unit::{Amount, BillingUnit, Dimension};
use crate::read::Reading;
use medcode_note::Gap;
use std::ops::Range;

/// What was given, in the measure of the drug's dimension.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dose {
    /// All that was given.
    pub(crate) total: f64,
    /// One administration.
    pub(crate) one: f64,
    /// What was thrown away.
    pub(crate) waste: Option<f64>,
    /// The first drug's part of a combination that is written in parts.
    pub(crate) part: bool,
    /// The words it was read from.
    pub(crate) tokens: Vec<Range<usize>>,
    /// How it was reckoned, where it took reckoning.
    pub(crate) working: Option<String>,
}

/// Why a dose cannot be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Doubt {
    /// None is written.
    NoDose,
    /// A volume, and not how much is in it.
    NoConcentration(Amount),
    /// A measure that does not convert into the code's.
    OtherMeasure(Amount),
    /// Two doses that cannot both be right.
    Contradictory(f64, f64),
    /// In each, or in both together?
    EachOrBoth(f64),
}

/// Words that add one dose to another.
const ADDS: &[&str] = &[
    "then",
    "repeat",
    "repeated",
    "repeating",
    "another",
    "second",
    "2nd",
    "additional",
    "plus",
    "again",
    "followed",
    "and",
    "more",
    "later",
    "third",
    "3rd",
    "another",
];
/// After a dose: it is the dose of each of two.
const EACH: &[&str] = &["each", "apiece"];
/// After `per` likewise.
const SIDES: &[&str] = &[
    "side", "knee", "shoulder", "hip", "wrist", "heel", "foot", "elbow", "joint", "thumb", "arm",
    "buttock", "eye",
];
pub(super) const BOTH: &[&str] = &["both", "bilateral", "bilaterally", "bilat"];

/// What is known besides the figures.
pub(crate) struct About<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) named: &'a Named,
    pub(crate) unit: &'a BillingUnit,
    pub(crate) pack: &'a Pack,
    /// `x2`.
    pub(crate) times: Option<u32>,
}

impl About<'_> {
    /// The value of a figure in the dimension of the code.
    pub(crate) fn value(&self, figure: &Figure) -> Option<f64> {
        base(self, figure, self.unit.amount.measure.dimension())
    }
}

/// The dose that some figures tell.
pub(crate) fn reckon(about: &About<'_>, figures: &[Figure]) -> Result<Dose, Doubt> {
    let dimension = about.unit.amount.measure.dimension();
    if dimension == Dimension::Count {
        return Ok(counted(about, figures));
    }
    let waste = figures.iter().find(|f| f.role == Role::Waste).and_then(|f| base(about, f, dimension));
    let mut dose = match in_dimension(about, figures, dimension)? {
        Some(dose) => dose,
        None => by_volume(about, figures, dimension)?,
    };
    dose.waste = waste;
    Ok(dose)
}

/// The value of a figure in a dimension.
pub(super) fn base(about: &About<'_>, figure: &Figure, dimension: Dimension) -> Option<f64> {
    let Some(amount) = figure.amount else {
        // A number without a measure is meant in the code's own, milligrams where it is a weight.
        let scale = if dimension == Dimension::Mass { 1.0 } else { about.unit.amount.measure.scale() };
        return matches!(dimension, Dimension::Mass | Dimension::Effect).then_some(figure.value * scale);
    };
    if amount.measure.dimension() == dimension {
        return Some(amount.base());
    }
    match (about.pack.units, amount.measure.dimension(), dimension) {
        (Some(units), Dimension::Mass, Dimension::Effect) => Some(amount.base() * units),
        (None, ..) | (Some(_), ..) => {
            let also = about.unit.also.filter(|a| a.converts(amount))?;
            Some(amount.base() / also.base() * about.unit.amount.base())
        }
    }
}

/// The doses written in the code's own dimension, added up.
fn in_dimension(
    about: &About<'_>,
    figures: &[Figure],
    dimension: Dimension,
) -> Result<Option<Dose>, Doubt> {
    let counts =
        |f: &&Figure| matches!(f.role, Role::Dose | Role::Total) && base(about, f, dimension).is_some();
    let mut doses: Vec<&Figure> = figures.iter().filter(counts).collect();
    if doses.iter().any(|f| f.amount.is_some()) {
        doses.retain(|f| f.amount.is_some() || f.settled);
    } else if let Some(first) = doses.first().copied() {
        doses = if beside(about, first) { vec![first] } else { Vec::new() };
    }
    let per_weight = figures.iter().find(|f| f.role == Role::PerWeight);
    if doses.is_empty() {
        return Ok(per_weight.and_then(|f| by_weight(about, f)));
    }
    let adds_up = |a: &Figure, b: &Figure| adds(about, a.tokens.end..b.tokens.start);
    while let Some(n) = (1..doses.len()).find(|&n| doses[n].settled && !adds_up(doses[n - 1], doses[n]))
    {
        doses.remove(n - 1);
    }
    let value = |f: &Figure| base(about, f, dimension).unwrap_or(0.0);
    if let Some(total) = doses.iter().find(|f| f.role == Role::Total) {
        return Ok(Some(one(value(total), total, None)));
    }
    sum(about, &doses, value).map(Some)
}

/// Adds doses that words join, and tells those apart that cannot both be right.
fn sum(about: &About<'_>, doses: &[&Figure], value: impl Fn(&Figure) -> f64) -> Result<Dose, Doubt> {
    let first = doses[0];
    let mut dose = one(value(first), first, None);
    dose.part = first.second.is_some();
    let mut last = first;
    let mut parts = vec![dose.one];
    for next in &doses[1..] {
        let given = value(next);
        let same = |a: f64| (a - given).abs() < 1e-9;
        let split = each_after(about, next) && same(dose.one / 2.0);
        if adds(about, last.tokens.end..next.tokens.start) {
            dose.total += given;
            parts.push(given);
        } else if !same(dose.one) && !split && !aside(about, next) {
            return Err(Doubt::Contradictory(dose.one, given));
        }
        dose.tokens.push(next.tokens.clone());
        last = next;
    }
    if parts.len() == 1 {
        multiply(about, first, &doses[1..], &mut dose)?;
    } else {
        dose.working = Some(format!("{} = {}", join(&parts, " + "), round(dose.total)));
    }
    Ok(dose)
}

/// Times, sides, another bag of the same.
pub(super) fn multiply(
    about: &About<'_>,
    figure: &Figure,
    all: &[&Figure],
    dose: &mut Dose,
) -> Result<(), Doubt> {
    let mut by = about.times.unwrap_or(1);
    // "500 mg (250 mg x2)": the parts are counted, not the whole.
    let times = f64::from(by);
    if all.iter().any(|f| about.value(f).is_some_and(|v| (v * times - dose.one).abs() < 1e-9)) && by > 1
    {
        by = 1;
    }
    if by == 1 {
        by += another(about, figure.tokens.end);
    }
    if by == 1 && (each_after(about, figure) || each_before(about)) {
        by = 2;
    }
    let both = || about.named.sentence.clone().any(|at| BOTH.contains(&about.reading.doc.folded(at)));
    if by == 1 && about.pack.single.iter().any(|s| (s - dose.one).abs() < 1e-9) && both() {
        by = 2;
    } else if by == 1
        && both()
        && about.unit.amount.measure.dimension() == Dimension::Mass
        && sited(about)
    {
        return Err(Doubt::EachOrBoth(dose.one));
    }
    if by > 1 {
        dose.total = dose.one * f64::from(by);
        dose.working = Some(format!("{} x {by} = {}", round(dose.one), round(dose.total)));
    }
    Ok(())
}

/// Whether both sides were injected, not merely named.
fn sited(about: &About<'_>) -> bool {
    let injected = ["injected", "inject", "injection", "inj"];
    about.named.sentence.clone().any(|at| injected.contains(&about.reading.doc.folded(at)))
}

/// `then second liter`, `another dose`: the same once more.
fn another(about: &About<'_>, from: usize) -> u32 {
    let doc = about.reading.doc;
    let again = |at: &usize| {
        matches!(doc.folded(*at), "second" | "another" | "2nd" | "additional")
            && matches!(doc.folded(*at + 1), "liter" | "l" | "bolus" | "dose" | "bag" | "given")
    };
    u32::from((from..about.named.around.end).any(|at| again(&at)))
}

fn each_after(about: &About<'_>, figure: &Figure) -> bool {
    /// `40 mg Kenalog + 4 cc ropivacaine each knee`.
    const REACH: usize = 7;
    let after = figure.tokens.end..(figure.tokens.end + REACH).min(about.named.around.end);
    let doc = about.reading.doc;
    let near = after.take_while(|at| !doc.gap(*at).has(Gap::SEMICOLON.with(Gap::STOP)));
    let each = |at: usize| {
        let word = doc.folded(at);
        EACH.contains(&word) || word == "per" && SIDES.contains(&doc.folded(at + 1))
    };
    near.into_iter().any(each)
}

/// "Injected each knee with ...".
fn each_before(about: &About<'_>) -> bool {
    let doc = about.reading.doc;
    let before = about.named.around.start..about.named.tokens.start;
    before.into_iter().any(|at| doc.folded(at) == "each" && SIDES.contains(&doc.folded(at + 1)))
}

/// In parentheses, or after a comma as a part of what was said before.
fn aside(about: &About<'_>, figure: &Figure) -> bool {
    let doc = about.reading.doc;
    let start = figure.tokens.start;
    (start.saturating_sub(2)..=start)
        .rev()
        .take_while(|at| !doc.gap(*at + 1).has(Gap::CLOSE) || *at == start)
        .any(|at| doc.gap(at).has(Gap::OPEN))
}

fn adds(about: &About<'_>, mut between: Range<usize>) -> bool {
    let doc = about.reading.doc;
    let end = between.end;
    doc.gap(end).has(Gap::PLUS_BEFORE.with(Gap::PLUS_AFTER).with(Gap::AND))
        || between.any(|at| ADDS.contains(&doc.folded(at)))
}

/// Whether a number without a measure stands right beside the name, or is said to be given.
fn beside(about: &About<'_>, figure: &Figure) -> bool {
    let after = figure.tokens.start == about.named.tokens.end
        && !about.reading.doc.gap(figure.tokens.start).has(Gap::HYPHEN);
    let given = matches!(
        about.reading.doc.folded(figure.tokens.end),
        "given" | "administered" | "infused" | "injected"
    );
    after || given
}

pub(super) fn one(value: f64, figure: &Figure, working: Option<String>) -> Dose {
    Dose {
        total: value,
        one: value,
        waste: None,
        part: false,
        tokens: vec![figure.tokens.clone()],
        working,
    }
}

/// A number as it is printed in a reckoning.
pub(crate) fn round(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn join(values: &[f64], by: &str) -> String {
    values.iter().map(|v| round(*v)).collect::<Vec<_>>().join(by)
}
