//! Occupants of a car in a collision (External cause index: Accident, transport, car occupant): who
//! the patient was, and what the car met with. A crash is a traffic accident unless the note says
//! otherwise (chapter 20, definitions of transport accidents).

use super::told;
use crate::case::Case;
use std::ops::Range;

const DRIVER: &[&str] = &["driver", "driving", "drove"];
const PASSENGER: &[&str] = &["passenger"];
const CRASH: &[&str] =
    &["hit", "struck", "collided", "collision", "rear", "tboned", "boned", "sideswiped"];

/// Vehicles and things that a car meets with, and the code of driver and passenger.
const MET: &[(&[&str], &str, &str)] = &[
    (&["suv"], "V43.51XA", "V43.61XA"),
    (&["pickup"], "V43.53XA", "V43.63XA"),
    (&["van", "minivan"], "V43.54XA", "V43.64XA"),
    (&["semi", "bus", "tractor", "wheeler"], "V44.5XXA", "V44.6XXA"),
    (&["tree", "pole", "guardrail", "wall", "barrier"], "V47.5XXA", "V47.6XXA"),
    (&["car", "sedan"], "V43.52XA", "V43.62XA"),
];

/// Those who are in no car.
const OTHERS: &[&str] = &[
    "motorcycle",
    "motorcyclist",
    "bicycle",
    "bike",
    "bicyclist",
    "cyclist",
    "scooter",
    "pedestrian",
    "moped",
    "atv",
    "tractor",
    "snowmobile",
];

/// The code of the collision and the words that tell it.
pub(super) fn of(case: &Case<'_>) -> Option<(&'static str, Range<usize>)> {
    told(case).into_iter().find_map(|sentence| {
        let find = |words: &[&str]| sentence.clone().find(|&t| words.contains(&case.doc.folded(t)));
        let (driver, passenger) = (find(DRIVER), find(PASSENGER));
        let role = driver.or(passenger)?;
        if find(OTHERS).is_some() || !is_patient(case, role, &sentence) {
            return None;
        }
        let crash = (role..sentence.end).find(|&t| CRASH.contains(&case.doc.folded(t)))?;
        let met = crash + 1..(crash + 10).min(sentence.end);
        let meets = |(words, ..): &&(&[&str], &str, &str)| {
            met.clone().any(|t| words.contains(&case.doc.folded(t)))
        };
        let (_, by_driver, by_passenger) = MET.iter().find(meets)?;
        let code = if driver.is_some() { by_driver } else { by_passenger };
        Some((*code, role..crash + 1))
    })
}

/// "The other driver", "her husband was driving": someone else.
fn is_patient(case: &Case<'_>, role: usize, sentence: &Range<usize>) -> bool {
    const ELSE: &[&str] = &["other", "husband", "wife", "friend", "son", "daughter", "mother", "father"];
    let before = role.saturating_sub(3).max(sentence.start)..role;
    !before.clone().any(|t| ELSE.contains(&case.doc.folded(t)))
}
