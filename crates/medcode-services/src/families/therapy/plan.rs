//! Under whose plan of care, and beyond which threshold: GP, GO, GN, KX.
//!
//! Every line of the plan takes its modifier (Medicare Claims Processing Manual ch. 5 §20.1). KX attests
//! that services beyond the yearly threshold are necessary and documented (ch. 5 §10.3): only where the
//! note says that the threshold is exceeded. The practice, not the note, knows the amount so far.

use crate::desk::Case;

const DISCIPLINE: &str = "CMS Claims Processing Manual ch. 5 §20.1";
const THRESHOLD: &str = "CMS Claims Processing Manual ch. 5 §10.3";

const PHYSICAL: &[&str] = &[
    "pt outpt",
    "outpt pt",
    "pt outpatient",
    "physical therapy",
    "physical therapist",
    "dpt",
    "mspt",
    "pt eval",
    "pt evaluation",
    "pt initial",
    "pt re",
    "lpt",
    "pt daily",
    "pt note",
    "pt tx",
    "pt session",
    "pt plan of care",
    "pt treatment",
    "pt visit",
    "pt progress",
    "outpatient pt",
    "pt plan",
];
const OCCUPATIONAL: &[&str] = &[
    "ot outpt",
    "outpt ot",
    "ot outpatient",
    "ot hand",
    "ot tx",
    "ot session",
    "ot plan",
    "occupational therapy",
    "occupational therapist",
    "otr",
    "ot eval",
    "ot evaluation",
    "ot initial",
    "ot session",
    "ot tx",
    "ot progress",
    "ot plan",
    "otd",
    "ot daily",
    "ot note",
    "ot treatment",
    "ot visit",
    "outpatient ot",
];
const SPEECH: &[&str] = &[
    "speech therapy",
    "speech therapist",
    "speech language",
    "slp",
    "slp eval",
    "ccc slp",
    "ccc-slp",
    "speech pathology",
    "speech pathologist",
];

pub(super) fn apply(case: &mut Case<'_>) {
    // Most notes have no therapy, and are not read for whose plan it is under.
    if !case.services.iter().any(|s| is_therapy(s.code.compact())) {
        return;
    }
    let of = |words: &[&str], heads: &[&str]| says(case, words) || is_headed(case, heads);
    let physical = of(PHYSICAL, &["pt"]);
    let plan = match (physical, of(OCCUPATIONAL, &["ot"]), of(SPEECH, &["slp", "st"])) {
        (true, false, false) => Some(("GP", "GP: under a plan of physical therapy")),
        (false, true, false) => Some(("GO", "GO: under a plan of occupational therapy")),
        (false, false, true) => Some(("GN", "GN: under a plan of speech-language pathology")),
        _ => None,
    };
    let beyond = case.told_anywhere("mod therapy threshold");
    for service in case.services.iter_mut().filter(|s| is_therapy(s.code.compact())) {
        if let Some((modifier, why)) = plan {
            service.modify(modifier, why, DISCIPLINE);
        }
        if let Some(words) = beyond {
            let why = "KX: beyond the yearly threshold, necessary and documented, as the note attests";
            service.modify_by(words, "KX", why, THRESHOLD);
        }
    }
}

/// Whether a number is given under a plan of care whoever gives it.
fn is_therapy(number: &str) -> bool {
    const ALWAYS: &[(&str, &str)] = &[
        ("92507", "92508"),
        ("92521", "92526"),
        ("97010", "97546"),
        ("97750", "97799"),
        ("G0283", "G0283"),
    ];
    ALWAYS.iter().any(|(first, last)| (*first..=*last).contains(&number))
}

/// `PT: therapeutic exercise ...`: the first word and a colon say whose note it is.
fn is_headed(case: &Case<'_>, heads: &[&str]) -> bool {
    let doc = case.reading.doc;
    let colon = doc.tokens().len() > 1 && doc.gap(1).has(medcode_note::Gap::COLON);
    colon && heads.contains(&doc.folded(0))
}

fn says(case: &Case<'_>, words: &[&str]) -> bool {
    let doc = case.reading.doc;
    case.reading.whole().any(|at| {
        let pair = [doc.folded(at), doc.folded(at + 1)];
        words.iter().any(|w| match w.split_once(' ') {
            Some((first, second)) => pair == [first, second],
            None => pair[0] == *w,
        })
    })
}
