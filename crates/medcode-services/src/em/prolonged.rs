//! Time beyond the highest level: 99417 and 99418; for Medicare G2212, G0316, G0317, G0318.
//!
//! Each unit is 15 whole minutes. CPT counts from the minutes of the highest level; Medicare from
//! its own thresholds (CMS, final rules for 2021 and 2023; contractors' time tables).

use super::family::Family;
use super::level::Standing;

/// A line of prolonged time.
#[derive(Debug, PartialEq)]
pub(super) struct Prolonged {
    pub(super) number: &'static str,
    pub(super) units: u32,
}

/// The line for some minutes, where they reach a first unit.
pub(super) fn line(
    family: Family,
    standing: Standing,
    minutes: u16,
    medicare: bool,
) -> Option<Prolonged> {
    let highest = family.rungs(standing).last()?.minutes;
    let (number, first) =
        if medicare { by_medicare(family, standing)? } else { (by_cpt(family)?, highest + 15) };
    let units = u32::from(minutes.checked_sub(first)? / 15) + 1;
    Some(Prolonged { number, units })
}

fn by_cpt(family: Family) -> Option<&'static str> {
    use Family as F;
    Some(match family {
        F::Office | F::ConsultOffice | F::Home => "99417",
        F::HospitalInitial
        | F::HospitalSubsequent
        | F::HospitalSameDay
        | F::ConsultHospital
        | F::NursingInitial
        | F::NursingSubsequent => "99418",
        _ => return None,
    })
}

/// The number and the minutes of its first unit.
fn by_medicare(family: Family, standing: Standing) -> Option<(&'static str, u16)> {
    use Family as F;
    Some(match (family, standing) {
        (F::Office, Standing::New) => ("G2212", 89),
        (F::Office, Standing::Established) => ("G2212", 69),
        (F::HospitalInitial, _) => ("G0316", 90),
        (F::HospitalSubsequent, _) => ("G0316", 65),
        (F::HospitalSameDay, _) => ("G0316", 110),
        (F::NursingInitial, _) => ("G0317", 95),
        (F::NursingSubsequent, _) => ("G0317", 85),
        (F::Home, Standing::New) => ("G0318", 140),
        (F::Home, Standing::Established) => ("G0318", 110),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_quarters_of_an_hour_count_from_each_payers_threshold() {
        let of = |m, medicare| {
            line(Family::Office, Standing::Established, m, medicare).map(|p| (p.number, p.units))
        };
        assert_eq!(of(54, false), None);
        assert_eq!(of(55, false), Some(("99417", 1)));
        assert_eq!(of(70, false), Some(("99417", 2)));
        assert_eq!(of(68, true), None);
        assert_eq!(of(69, true), Some(("G2212", 1)));
        assert_eq!(of(84, true), Some(("G2212", 2)));
    }
}
