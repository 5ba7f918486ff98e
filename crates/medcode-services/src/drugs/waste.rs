//! Discarded drug: the JW line, and JZ where nothing was discarded.
//!
//! Medicare has both for drugs of single-dose containers that Part B pays separately (CMS,
//! Discarded Drugs and Biologicals: JW and JZ; claims since 2023-07-01).

use super::amount::{Figure, Role};
use super::dose::Dose;
use super::table::Pack;
use crate::read::Reading;
use std::ops::Range;

pub(super) const AUTHORITY: &str = "CMS JW/JZ policy";

/// What a note says of what was left in the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Some was thrown away.
    Wasted,
    /// Nothing was, by the note or because whole single-dose containers make up the dose.
    Nothing,
    Unknown,
}

/// Words in a row that tell that nothing was discarded.
const NOTHING: &[&[&str]] = &[
    &["no", "waste"],
    &["no", "wastage"],
    &["no", "drug", "wasted"],
    &["nothing", "wasted"],
    &["nothing", "discarded"],
    &["none", "wasted"],
    &["none", "discarded"],
    &["zero", "waste"],
    &["0", "waste"],
    &["0", "mg", "wasted"],
    &["0", "wasted"],
    &["no", "discarded"],
    &["without", "waste"],
    &["no", "drug", "discarded"],
    &["entire", "vial"],
    &["full", "vial"],
];
const SINGLE: &[&[&str]] = &[
    &["single", "dose"],
    &["single", "use"],
    &["sdv"],
    &["prefilled", "syringe"],
    &["pfs"],
    &["unit", "dose"],
];
const MULTI: &[&[&str]] =
    &[&["multi", "dose"], &["multidose"], &["multiple", "dose"], &["mdv"], &["multi", "use"]];

/// What was left, by the words of the statement and what is known of the containers.
pub(super) fn left(reading: &Reading<'_>, within: Range<usize>, dose: &Dose, pack: &Pack) -> Left {
    if any(reading, within.clone(), MULTI) {
        return Left::Unknown;
    }
    if dose.waste.is_some_and(|w| w > 0.0) {
        return Left::Wasted;
    }
    let single = any(reading, within.clone(), SINGLE);
    if any(reading, within, NOTHING) || !single && made_up(dose.total, &pack.single) {
        return Left::Nothing;
    }
    Left::Unknown
}

/// What was thrown away, where it is told after the statement of the dose.
pub(super) fn later(figures: &[Figure], scale: impl Fn(&Figure) -> Option<f64>) -> Option<f64> {
    figures.iter().find(|f| f.role == Role::Waste).and_then(scale)
}

fn any(reading: &Reading<'_>, mut within: Range<usize>, phrases: &[&[&str]]) -> bool {
    within.any(|at| {
        phrases.iter().any(|p| p.iter().enumerate().all(|(n, w)| reading.doc.folded(at + n) == *w))
    })
}

/// Whether whole containers make up a dose: of one size, or of two.
fn made_up(total: f64, sizes: &[f64]) -> bool {
    let whole = |rest: f64, size: f64| (rest / size - (rest / size).round()).abs() < 1e-6;
    let most = 12;
    sizes.iter().any(|&a| {
        whole(total, a)
            || sizes.iter().filter(|&&b| b != a).any(|&b| {
                (1..=most).map(f64::from).take_while(|n| n * a < total).any(|n| whole(total - n * a, b))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::made_up;

    #[test]
    fn whole_containers_make_up_some_doses() {
        assert!(made_up(200.0, &[100.0]));
        assert!(made_up(240.0, &[120.0, 80.0]));
        assert!(made_up(200.0, &[80.0, 120.0]));
        assert!(!made_up(350.0, &[100.0]));
        assert!(!made_up(40.0, &[]));
    }
}
