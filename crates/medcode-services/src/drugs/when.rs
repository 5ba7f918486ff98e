//! The conditions that choose among the codes of a drug's name.
//!
//! `dose=7.5|22.5`, `route=iv|im`, `age<18`, `note=prostate|crpc`, `near=preservative free`,
//! `dx=N18.6|Z99.2`; `;` between them, `!` before one that must not hold.

use super::given::Route;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// One administration has one of these doses.
    Dose(Vec<f64>),
    Route(Vec<Route>),
    /// Younger than.
    Younger(f32),
    /// One of several words stands in the note.
    Note(Vec<&'static str>),
    /// In the sentence.
    Near(Vec<&'static str>),
    /// A diagnosis that begins so is reported.
    Diagnosis(Vec<&'static str>),
}

/// A test and whether it must hold or must not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    pub(crate) test: Test,
    pub(crate) holds: bool,
}

pub(crate) fn read(cell: &'static str) -> Result<Vec<Condition>, String> {
    cell.split(';').map(str::trim).filter(|p| !p.is_empty() && *p != "-").map(one).collect()
}

fn one(part: &'static str) -> Result<Condition, String> {
    let (holds, part) = part.strip_prefix('!').map_or((true, part), |rest| (false, rest));
    let at = part.find(['=', '<']).ok_or(format!("`{part}` is no condition"))?;
    let (key, value) = (&part[..at], &part[at + 1..]);
    let words = || value.split('|').map(str::trim).collect::<Vec<_>>();
    let numbers = || {
        let all = value.split('|').map(|n| n.parse::<f64>());
        all.collect::<Result<Vec<_>, _>>().map_err(|_| format!("`{value}` holds no numbers"))
    };
    let test = match key {
        "dose" => Test::Dose(numbers()?),
        "age" => Test::Younger(value.parse().map_err(|_| format!("`{value}` is no age"))?),
        "note" => Test::Note(words()),
        "near" => Test::Near(words()),
        "dx" => Test::Diagnosis(words()),
        "route" => {
            let all: Option<Vec<Vec<Route>>> = value.split('|').map(routes).collect();
            Test::Route(all.ok_or(format!("`{value}` is no route"))?.concat())
        }
        _ => return Err(format!("`{key}` is nothing that can be asked")),
    };
    Ok(Condition { test, holds })
}

fn routes(word: &str) -> Option<Vec<Route>> {
    Some(match word {
        "im" => vec![Route::Intramuscular],
        "sc" => vec![Route::Subcutaneous],
        "iv" => vec![Route::Vein, Route::VeinPush, Route::VeinInfusion],
        "site" => vec![Route::Site],
        "spine" => vec![Route::Spine],
        "eye" => vec![Route::Eye],
        "bladder" => vec![Route::Bladder],
        "inhaled" => vec![Route::Inhaled],
        "oral" => vec![Route::Oral],
        "nasal" => vec![Route::Nasal],
        "rectal" => vec![Route::Rectal],
        "topical" => vec![Route::Topical],
        _ => return None,
    })
}
