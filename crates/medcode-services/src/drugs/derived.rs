//! A dose that takes reckoning: by weight, by volume and strength, by containers, by count.

use super::amount::{Figure, Role};
use super::dose::{About, BOTH, Dose, Doubt, base, multiply, one, round};
use super::table::Pack;
use super::unit::{Amount, Dimension, Measure};
use medcode_note::Gap;

/// `5 mg/kg`, the patient's weight told beside it.
pub(super) fn by_weight(about: &About<'_>, figure: &Figure) -> Option<Dose> {
    let amount = figure.amount.filter(|a| a.converts(about.unit.amount))?;
    let doc = about.reading.doc;
    let near = about.named.sentence.clone();
    let weight = near.clone().find_map(|at| {
        let word = doc.folded(at);
        let glued = word.strip_suffix("kg").and_then(|n| n.parse::<f64>().ok());
        let spaced = || (doc.folded(at + 1) == "kg").then(|| word.parse::<f64>().ok()).flatten();
        glued.or_else(spaced).filter(|w| *w > 0.4 && *w < 400.0)
    })?;
    let total = amount.base() * weight;
    let working = format!("{amount}/kg x {weight} kg = {}", round(total));
    Some(one(total, figure, Some(working)))
}

/// A volume and how much is in it.
pub(super) fn by_volume(
    about: &About<'_>,
    figures: &[Figure],
    dimension: Dimension,
) -> Result<Dose, Doubt> {
    let volume = figures.iter().find(|f| {
        matches!(f.role, Role::Dose | Role::Total)
            && f.amount.is_some_and(|a| a.measure.dimension() == Dimension::Volume)
    });
    let strength = figures.iter().find_map(|f| match (f.role, f.amount) {
        (Role::Concentration(held), Some(amount)) if amount.measure.dimension() == dimension => {
            Some((f, amount.base() / held.base(), held.value))
        }
        _ => None,
    });
    let strength_value = strength.map(|(_, s, _)| s).or_else(|| hyphened(about));
    match (volume, strength_value) {
        (Some(volume), Some(per_ml)) => {
            let amount = volume.amount.map_or(0.0, Amount::base);
            let total = amount * per_ml;
            let working = format!("{} mL x {} per mL = {}", round(amount), round(per_ml), round(total));
            let mut dose = one(total, volume, Some(working));
            if volume.role != Role::Total {
                multiply(about, volume, &[], &mut dose)?;
            }
            dose.tokens.extend(strength.map(|(f, ..)| f.tokens.clone()));
            Ok(dose)
        }
        (Some(_), None) if about.pack.each.is_some() => unwritten(about, &[]),
        // Liters beside a drug are oxygen or fluids, not the drug.
        (Some(volume), None) if volume.amount.is_some_and(|a| a.measure == Measure::Liter) => {
            unwritten(about, &[])
        }
        (Some(volume), None) if dimension != Dimension::Volume => {
            Err(Doubt::NoConcentration(volume.amount.unwrap_or(Amount::new(0.0, Measure::Milliliter))))
        }
        // "30 mg/1 mL": both are written, so that much was drawn up.
        (None, _) if strength.is_some_and(|(f, s, _)| explicit(about, f) || holds(about.pack, s)) => {
            let (figure, ..) = strength.ok_or(Doubt::NoDose)?;
            let mut dose = one(figure.amount.map_or(0.0, Amount::base), figure, None);
            multiply(about, figure, &[], &mut dose)?;
            Ok(dose)
        }
        _ => unwritten(about, figures),
    }
}

/// Whether one container of the drug holds so much: `60 mg/mL` of what comes as 60 mg in 1 mL.
fn holds(pack: &Pack, strength: f64) -> bool {
    pack.single.iter().chain(&pack.each).any(|s| (s - strength).abs() < 1e-9)
}

/// Whether the volume of a concentration is written as a number.
fn explicit(about: &About<'_>, figure: &Figure) -> bool {
    figure
        .tokens
        .clone()
        .skip(1)
        .any(|at| about.reading.doc.raw(at).starts_with(|c: char| c.is_ascii_digit()))
}

/// What is said where no dose is written.
fn unwritten(about: &About<'_>, figures: &[Figure]) -> Result<Dose, Doubt> {
    let other =
        figures.iter().find(|f| matches!(f.role, Role::Dose | Role::Total)).and_then(|f| f.amount);
    if let Some(amount) = other {
        return Err(Doubt::OtherMeasure(amount));
    }
    // "Two 105 mg syringes".
    if let Some(held) = figures.iter().find(|f| f.role == Role::Container)
        && let Some(amount) = base(about, held, about.unit.amount.measure.dimension())
    {
        let count = count_before(about, held.tokens.start).or(about.times.map(f64::from)).unwrap_or(1.0);
        let mut dose = one(amount * count, held, None);
        dose.working =
            (count > 1.0).then(|| format!("{} x {count} = {}", round(amount), round(dose.total)));
        return Ok(dose);
    }
    let each = about.pack.each.ok_or(Doubt::NoDose)?;
    let mut dose =
        Dose { total: each, one: each, waste: None, part: false, tokens: Vec::new(), working: None };
    let mut by = about.times.unwrap_or(1);
    let says = |words: &[&str]| {
        about.named.sentence.clone().any(|at| words.contains(&about.reading.doc.folded(at)))
    };
    if by == 1 && (says(BOTH) || says(&["left", "l"]) && says(&["right", "r"])) {
        by = 2;
    }
    dose.total *= f64::from(by);
    Ok(dose)
}

/// How many items were given.
pub(super) fn counted(about: &About<'_>, figures: &[Figure]) -> Dose {
    let doc = about.reading.doc;
    let units = figures.iter().find(|f| f.amount.is_some_and(|a| a.measure == Measure::Unit));
    let before = || count_before(about, about.named.tokens.start);
    let both = || about.named.sentence.clone().any(|at| BOTH.contains(&doc.folded(at))).then_some(2.0);
    // `10 mCi at rest and 30 mCi at stress`: a dose for each study.
    let active = |f: &&Figure| f.amount.is_some_and(|a| a.measure.dimension() == Dimension::Activity);
    let says = |word: &str| about.named.sentence.clone().any(|at| doc.folded(at) == word);
    let studies = figures.iter().filter(active).count();
    let twice = (studies == 2 && says("rest") && says("stress")).then_some(2.0);
    let count = twice
        .or(units.map(|f| f.value))
        .or_else(|| about.times.map(f64::from))
        .or_else(before)
        .or_else(both);
    let total = count.filter(|c| *c >= 1.0 && *c <= 60.0).unwrap_or(1.0);
    Dose { total, one: 1.0, waste: None, part: false, tokens: Vec::new(), working: None }
}

/// A number right before a token, or before the word that is counted there: `two`, `10 pellets of`.
fn count_before(about: &About<'_>, at: usize) -> Option<f64> {
    let doc = about.reading.doc;
    (1..=3).take_while(|n| at >= about.named.sentence.start + n).find_map(|n| {
        let marked = doc.gap(at - n).has(Gap::MARKUP.with(Gap::SLASH))
            || matches!(doc.folded(at - n + 1), "y" | "yo" | "yr" | "year" | "f" | "m" | "mg");
        about.reading.value(at - n).map(f64::from).filter(|_| !marked)
    })
}

/// `Kenalog-40`: the number tied to the name is what one milliliter holds.
fn hyphened(about: &About<'_>) -> Option<f64> {
    let at = about.named.tokens.end;
    let tied = about.reading.doc.gap(at).has(Gap::HYPHEN);
    tied.then(|| about.reading.doc.folded(at).parse().ok()).flatten()
}
