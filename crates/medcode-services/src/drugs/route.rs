//! By which way was a drug given?

use super::given::Route;
use super::phrases::Phrases;
use crate::read::Reading;
use std::ops::Range;

/// Words that tell a route.
pub(super) const WORDS: &[(&str, Route)] = &[
    ("iv push", Route::VeinPush),
    ("slow iv", Route::VeinPush),
    ("slow push", Route::VeinPush),
    ("ivp", Route::VeinPush),
    ("ivpush", Route::VeinPush),
    ("iv piggyback", Route::VeinInfusion),
    ("ivpb", Route::VeinInfusion),
    ("ivf", Route::VeinInfusion),
    ("iv drip", Route::VeinInfusion),
    ("iv infusion", Route::VeinInfusion),
    ("infusion", Route::VeinInfusion),
    ("infuse", Route::VeinInfusion),
    ("infused", Route::VeinInfusion),
    ("drip", Route::VeinInfusion),
    ("gtt", Route::VeinInfusion),
    ("intramuscular", Route::Intramuscular),
    ("intramuscularly", Route::Intramuscular),
    ("im", Route::Intramuscular),
    ("subcutaneous", Route::Subcutaneous),
    ("subcutaneously", Route::Subcutaneous),
    ("subcut", Route::Subcutaneous),
    ("subq", Route::Subcutaneous),
    ("sub q", Route::Subcutaneous),
    ("sub cut", Route::Subcutaneous),
    ("s c", Route::Subcutaneous),
    ("sc", Route::Subcutaneous),
    ("sq", Route::Subcutaneous),
    ("intradermal", Route::Intradermal),
    ("intradermally", Route::Intradermal),
    ("intra articular", Route::Site),
    ("intra articularly", Route::Site),
    ("intraarticular", Route::Site),
    ("intraarticularly", Route::Site),
    ("intralesional", Route::Site),
    ("intralesionally", Route::Site),
    ("epidural", Route::Spine),
    ("intrathecal", Route::Spine),
    ("intrathecally", Route::Spine),
    ("intravitreal", Route::Eye),
    ("intravitreally", Route::Eye),
    ("intravesical", Route::Bladder),
    ("intravesically", Route::Bladder),
    ("nebulized", Route::Inhaled),
    ("nebulizer", Route::Inhaled),
    ("neb", Route::Inhaled),
    ("inhaled", Route::Inhaled),
    ("intranasal", Route::Nasal),
    ("nasal", Route::Nasal),
    ("po", Route::Oral),
    ("p o", Route::Oral),
    ("by mouth", Route::Oral),
    ("orally", Route::Oral),
    ("oral", Route::Oral),
    ("sl", Route::Oral),
    ("odt", Route::Oral),
    ("tablet", Route::Oral),
    ("tab", Route::Oral),
    ("capsule", Route::Oral),
    ("cap", Route::Oral),
    ("rectally", Route::Rectal),
    ("pr", Route::Rectal),
    ("topical", Route::Topical),
    ("topically", Route::Topical),
    ("iv bolus", Route::VeinPush),
    ("intravenous", Route::Vein),
    ("intravenously", Route::Vein),
    ("iv", Route::Vein),
    ("i v", Route::Vein),
];

/// Muscles and parts that tell an intramuscular shot where no route is written.
const MUSCLES: &[&str] = &[
    "deltoid",
    "glut",
    "gluteal",
    "gluteu",
    "gluteus",
    "glute",
    "ventrogluteal",
    "dorsogluteal",
    "vastu",
    "vastus",
    "buttock",
];

/// Places of an injection that is a procedure of its own.
const SITES: &[&str] = &[
    "joint",
    "bursa",
    "knee",
    "shoulder",
    "subacromial",
    "glenohumeral",
    "hip",
    "trochanteric",
    "trochanter",
    "compartment",
    "heel",
    "finger",
    "si",
    "sacroiliac",
    "epicondyle",
    "tendon",
    "sheath",
    "trigger",
    "carpal",
    "tunnel",
    "wrist",
    "thumb",
    "cmc",
    "elbow",
    "ankle",
    "plantar",
    "fascia",
    "keloid",
    "scar",
    "lesion",
    "ac",
    "lateral",
    "suprapatellar",
    "intrabursal",
];

/// An infusion this long or shorter is a push (CPT's rule for infusions of 15 minutes or less).
const PUSH: u32 = 15;

/// The route told by the words of a drug: after its name first, then before it.
pub(crate) fn read(
    reading: &Reading<'_>,
    routes: &Phrases<Route>,
    name: &Range<usize>,
    around: &Range<usize>,
    minutes: Option<u32>,
) -> Option<Route> {
    let after = name.end..around.end;
    let before = around.start..name.start;
    let found = told(reading, routes, after).or_else(|| told(reading, routes, before));
    match (found, minutes) {
        (Some(Route::Vein | Route::VeinInfusion) | None, Some(m)) if m > PUSH => {
            Some(Route::VeinInfusion)
        }
        (Some(Route::Vein | Route::VeinInfusion), Some(_)) => Some(Route::VeinPush),
        (Some(route), _) => Some(route),
        (None, _) => place(reading, around),
    }
}

fn told(reading: &Reading<'_>, routes: &Phrases<Route>, mut tokens: Range<usize>) -> Option<Route> {
    tokens.find_map(|at| routes.at(reading, at)).map(|(route, _)| route)
}

/// The route that the place alone tells.
fn place(reading: &Reading<'_>, around: &Range<usize>) -> Option<Route> {
    let any = |words: &[&str]| around.clone().any(|at| words.contains(&reading.doc.folded(at)));
    if any(MUSCLES) {
        return Some(Route::Intramuscular);
    }
    let injected = &["injected", "injection", "inject", "inj", "aspirated"];
    // A drug is put there by a needle only.
    let within = &["subacromial", "glenohumeral", "intrabursal", "suprapatellar", "subdeltoid"];
    (any(within) || any(SITES) && any(injected)).then_some(Route::Site)
}
