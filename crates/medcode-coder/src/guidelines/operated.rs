//! Diagnoses that the account of an operation tells by more than their name: a sinus beside another, a
//! chronic subdural bleed without an injury, the kidney disease that an access for dialysis serves
//! (OCG I.B.2, I.C.14.a.1).

use super::near;
use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::{Setting, WithheldReason};
use medcode_note::Gap;

pub(crate) fn apply(case: &mut Case<'_>) {
    sinuses(case);
    subdural(case);
    dialysis_access(case);
    stroke_passed(case);
    bleeding_told(case);
    left_in_place(case);
    hemorrhoids(case);
    breast_made_again(case);
}

/// `Internal hemorrhoids gr 2`: the degree behind the name (Tabular K64.0 to K64.3).
fn hemorrhoids(case: &mut Case<'_>) {
    const BEHIND: usize = 4;
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !(draft.under("K64.8") || draft.under("K64.9")) {
            continue;
        }
        let words = near::beside(case, draft, BEHIND, BEHIND);
        let degree = words.clone().find_map(|t| {
            if !matches!(case.doc.folded(t), "gr" | "grade" | "gd" | "degree" | "stage") {
                return None;
            }
            Some(match case.doc.folded(t + 1) {
                "1" | "i" | "first" => "K64.0",
                "2" | "ii" | "second" => "K64.1",
                "3" | "iii" | "third" => "K64.2",
                "4" | "iv" | "fourth" => "K64.3",
                _ => return None,
            })
        });
        if let Some(code) = degree {
            case.recode(at, code, "the degree that stands beside it", "OCG-I.B.2");
        }
    }
}

/// The breast built anew after it was taken is what the operation is for (Tabular Z42.1).
fn breast_made_again(case: &mut Case<'_>) {
    const BUILT: &[&str] = &[
        "expander exchange",
        "tissue expander exchange",
        "expander to implant",
        "breast reconstruction",
        "diep flap",
        "nipple reconstruction",
    ];
    if case.facts.setting != Setting::OutpatientProcedure || case.reports("Z42") {
        return;
    }
    let whole = near::note(case);
    let taken = ["mastectomy", "mastectomies"].iter().any(|w| !case.places.word(w).is_empty());
    if !taken || case.reports("C50") {
        return;
    }
    if let Some(words) = near::find(case, &whole, BUILT)
        && case.state("Z42.1", words, "a breast built after it was taken", "OCG-I.C.21.c.7")
        && let Some(added) = case.drafts.last_mut()
    {
        added.tier = Tier::Assessed;
        added.order = i64::MIN / 2;
    }
}

/// `Nerve in situ decompression`: done where it lies, no carcinoma in situ.
fn left_in_place(case: &mut Case<'_>) {
    const ACTS: &[&str] =
        &["decompression", "release", "fusion", "pinning", "bypass", "repair", "fixation"];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let act = |t: &u32| {
            let t = *t as usize;
            case.doc.folded(t) == "situ" && ACTS.contains(&case.doc.folded(t + 1))
        };
        if draft.under("D0") && draft.tokens.iter().any(act) {
            let detail = "done in place: no neoplasm";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("OCG-I.B.2"));
        }
    }
}

/// `Symptomatic stenosis with TIA 2 weeks ago`: the attack is over, the stenosis is what is opened.
fn stroke_passed(case: &mut Case<'_>) {
    const BEHIND: usize = 5;
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("G45.9") {
            continue;
        }
        let words = near::beside(case, draft, 0, BEHIND);
        if words.clone().any(|t| matches!(case.doc.folded(t), "ago" | "prior")) {
            case.recode(at, "Z86.73", "it was some time ago", "OCG-I.C.9.d.3");
        }
    }
}

/// Bleeding that the account of an operation tells of is part of it, or of what was operated on.
fn bleeding_told(case: &mut Case<'_>) {
    if case.facts.setting != Setting::OutpatientProcedure {
        return;
    }
    let other = case.reported().any(|d| !d.under("R58") && !d.is_external_cause());
    for draft in case.drafts.iter_mut().filter(|d| other && d.under("R58")) {
        draft.withhold(
            WithheldReason::Integral,
            "told in the course of the operation",
            Some("OCG-I.B.5"),
        );
    }
}

/// The sinuses by the words of an account.
const SINUSES: [&[&str]; 4] = [
    &["maxillary", "max", "antral"],
    &["ethmoid", "ethmoidal", "ethmoids"],
    &["frontal"],
    &["sphenoid", "sphenoidal", "sphenoids"],
];

/// Sinusitis of more than one sinus and not of all has a code of its own (Tabular J32.8, J01.8).
fn sinuses(case: &mut Case<'_>) {
    for (stem, joined) in [("J32", "J32.8"), ("J01", "J01.80")] {
        let single = |d: &Draft| {
            let fourth = d.code.compact().as_bytes().get(3).copied();
            d.is_reported() && d.under(stem) && matches!(fourth, Some(b'0'..=b'3'))
        };
        let at: Vec<usize> = (0..case.drafts.len()).filter(|&n| single(&case.drafts[n])).collect();
        let mut named = [false; 4];
        for &n in &at {
            let words = near::beside(case, &case.drafts[n], 4, 4);
            let own = near::own(&case.drafts[n]);
            let clause = clause(case, words, own.start);
            for (sinus, names) in named.iter_mut().zip(SINUSES) {
                *sinus |= clause.clone().any(|t| names.contains(&case.doc.folded(t)));
            }
        }
        let count = named.iter().filter(|n| **n).count();
        let Some((&first, rest)) = at.split_first() else { continue };
        if !(2..=3).contains(&count) {
            continue;
        }
        case.recode(first, joined, "more than one sinus and not all", "OCG-I.B.2");
        for &n in rest {
            let detail = "the sinuses are in one code";
            case.drafts[n].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
        }
    }
}

/// The part of a stretch between the semicolons and stops around a token.
fn clause(case: &Case<'_>, within: std::ops::Range<usize>, token: usize) -> std::ops::Range<usize> {
    let cut = |t: &usize| case.doc.gap(*t).has(Gap::SEMICOLON.with(Gap::STOP));
    let start = (within.start + 1..=token).rev().find(cut).unwrap_or(within.start);
    start..(token + 1..within.end).find(cut).unwrap_or(within.end)
}

/// A subdural bleed that the note says came without an injury is I62.0-, by its age (Index:
/// Hemorrhage > intracranial > subdural).
fn subdural(case: &mut Case<'_>) {
    const INJURIES: &[&str] =
        &["fall", "fell", "trauma", "injury", "mvc", "mva", "assault", "struck", "hit head"];
    const SPONTANEOUS: &[&str] = &["nontraumatic", "non traumatic", "atraumatic", "spontaneous"];
    if !case.reports("S06.5") && !case.reports("I62.0") {
        return;
    }
    let whole = near::note(case);
    let named = !case.places.any(INJURIES).is_empty();
    let happened = near::said(case, &whole, INJURIES);
    let denied = named && !happened || near::said(case, &whole, SPONTANEOUS);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("S06.5X") || !denied {
            continue;
        }
        let words = near::beside(case, draft, 3, 1);
        let holds = |word: &str| words.clone().any(|t| case.doc.folded(t) == word);
        let code = match (holds("chronic"), holds("subacute"), holds("acute")) {
            (true, false, false) => "I62.03",
            (false, true, false) => "I62.02",
            (false, false, true) => "I62.01",
            _ => "I62.00",
        };
        case.recode(at, code, "the note denies an injury", "OCG-I.B.2");
    }
    if case.reports("I62.0") || case.reports("S06.5") {
        for draft in case.drafts.iter_mut().filter(|d| d.under("D18.1")) {
            let detail = "fluid under the dura, no lymphangioma";
            draft.withhold(WithheldReason::NotReportable, detail, Some("OCG-I.B.2"));
        }
    }
}

/// End-stage kidney disease on dialysis is what an access for dialysis is made, opened or looked at for.
fn dialysis_access(case: &mut Case<'_>) {
    const ACCESS: &[&str] = &["T82.4", "T82.7", "T82.85", "T82.86", "T82.89"];
    const CIRCUIT: &[&str] = &["avf", "avg", "fistula", "fistulagram", "fistulogram", "permcath"];
    const ON_DIALYSIS: &[&str] = &[
        "on hemodialysis",
        "on hd",
        "on dialysis",
        "hd dependent",
        "dialysis dependent",
        "hd via",
        "hd mwf",
        "hd tts",
    ];
    if case.facts.setting.is_inpatient() || !ACCESS.iter().any(|c| case.reports(c)) {
        return;
    }
    if CIRCUIT.iter().all(|w| case.places.word(w).is_empty()) {
        return;
    }
    let Some(at) = case.drafts.iter().position(|d| d.under("N18.6") && near::is_known(d)) else {
        return;
    };
    let draft = &mut case.drafts[at];
    if !draft.is_reported() {
        draft.fate = Fate::Report;
        draft.reasons.push("what the access for dialysis is for".into());
        draft.authority.push("OCG-I.C.14.a.1");
    }
    let (tier, whole) = (case.drafts[at].tier, near::note(case));
    if let Some(words) = near::find(case, &whole, ON_DIALYSIS)
        && case.state("Z99.2", words, "on dialysis", "OCG-I.C.14.a.1")
        && let Some(added) = case.drafts.last_mut()
    {
        added.tier = tier;
    }
}
