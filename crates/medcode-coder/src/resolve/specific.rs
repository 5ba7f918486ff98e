//! More specific over less (OCG I.B.2): of two codes of one category, the one whose title
//! says all that the other says and more.

use crate::case::Case;
use medcode_model::{Code, WithheldReason};
use medcode_note::Gap;
use std::collections::BTreeSet;

/// A reported code and what its title says.
struct Said {
    at: usize,
    words: BTreeSet<String>,
    sides: BTreeSet<String>,
    open: bool,
    /// The first four characters: what an open code is open about.
    stem: [u8; 4],
    family: Code,
}

/// Withholds a code where another of its category says more.
pub(super) fn prefer(case: &mut Case<'_>) {
    across(case);
    fuller(case);
    let said: Vec<Said> =
        (0..case.drafts.len()).filter(|&n| case.drafts[n].is_reported()).map(|n| of(case, n)).collect();
    for less in &said {
        let better = said.iter().find(|more| {
            more.at != less.at
                && more.family == less.family
                && !of_another_bone(more, less)
                && says_more(more, less)
                && !is_another(case, more, less)
                && !of_other_nerves(case, more, less)
        });
        if let Some(better) = better.map(|b| case.drafts[b.at].code.to_string()) {
            let detail = format!("{better} says more");
            case.drafts[less.at].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
        }
    }
}

/// The codes that may say one thing more or less fully: a category. The categories of other
/// diseases in pregnancy hold one disease a subcategory.
fn family(code: &Code) -> Code {
    let length = match &code.bytes()[..3] {
        b"O98" | b"O99" => 5,
        // Each sequela of a stroke is coded.
        b"I69" => 5,
        // A bunion and a hammertoe are two deformities of one foot.
        b"M20" | b"M21" => 4,
        // Insulin and another injected drug for diabetes: each long-term use is coded.
        b"Z79" => 5,
        // Pollen, dander and mites: each cause of the rhinitis has its code.
        b"J30" => 5,
        // Weight and weeks of a preterm child are both coded (OCG I.C.16.e).
        b"P07" => 4,
        _ => 3,
    };
    code.prefix(length)
}

fn of(case: &Case<'_>, at: usize) -> Said {
    let title = case.title(case.drafts[at].row);
    let all: BTreeSet<String> = title.required.iter().flatten().cloned().collect();
    let side = |w: &String| matches!(w.as_str(), "left" | "right" | "bilateral");
    let vague = |w: &String| {
        matches!(w.as_str(), "uncomplicated" | "mild" | "initial" | "subsequent" | "encounter")
    };
    let lower = &title.lower;
    // "Chronic or unspecified duodenal ulcer" says no more than the ulcer.
    let either = lower.contains("chronic or unspecified");
    let open = lower.contains("unspecified") || lower.starts_with("other ");
    Said {
        at,
        sides: all.iter().filter(|w| side(w)).cloned().collect(),
        words: all.into_iter().filter(|w| !(side(w) || vague(w) || either && w == "chronic")).collect(),
        open,
        stem: std::array::from_fn(|n| case.drafts[at].code.bytes()[n]),
        family: family(&case.drafts[at].code),
    }
}

/// Codes that leave open what codes of other categories say.
const OPEN: &[(&str, &[&str])] = &[
    // The artery is one; embolism or thrombosis says how.
    ("I63.5", &["I63.3", "I63.4"]),
    ("J18.9", &["J10.0", "J11.0", "J12", "J13", "J14", "J15", "J16", "J17", "J69.0"]),
    ("D57.1", &["D57.0"]),
    // Bleeding of the womb by its kind.
    ("N93.9", &["N92.0", "N92.1", "N92.4", "N95.0"]),
    ("M79.6", &["I70.22", "I70.23", "I70.24"]),
    ("J45.901", &["J45.902", "J45.2", "J45.3", "J45.4", "J45.5"]),
    ("H57.89", &["H11.3"]),
    ("N23", &["N20", "N13.2"]),
    ("I63.9", &["I63.0", "I63.1", "I63.2", "I63.3", "I63.4", "I63.5", "I63.8"]),
    (
        "D64.9",
        &["D50", "D51", "D52", "D53", "D55", "D56", "D57", "D58", "D59", "D60", "D61", "D62", "D63"],
    ),
    ("A41.9", &["A40", "A41"]),
    ("B19.10", &["B16", "B18.0", "B18.1"]),
    ("B19.20", &["B17.1", "B18.2"]),
    ("E03.9", &["E06.3", "E89.0"]),
    // Inflammatory disease of the bowel of a named kind, and the obstruction that it causes.
    ("K52.9", &["K50", "K51"]),
    ("K56.6", &["K50.012", "K50.112", "K50.812", "K50.912", "K51.012", "K51.812", "K51.912"]),
    // "Sun spots" as the patient calls what the provider finds to be keratoses.
    ("L81.4", &["L57.0"]),
    ("L60.2", &["B35.1"]),
    ("I48.91", &["I48.0", "I48.1", "I48.2"]),
    ("N93.9", &["N92"]),
    ("Z30.09", &["Z30.01", "Z30.2", "Z30.4"]),
    ("I83.9", &["I83.0", "I83.1", "I83.2"]),
    ("H90.5", &["H91.2"]),
    ("H90.4", &["H91.2"]),
    ("H26.9", &["H25", "H26.0", "H26.1", "H26.2", "H26.3", "H28"]),
    // "NEC" of a wall, where another statement names the artery.
    ("I21.09", &["I21.01", "I21.02"]),
    ("I21.19", &["I21.11"]),
    ("I21.29", &["I21.21"]),
    ("C79.9", &["C77", "C78", "C79"]),
    ("M19.90", &["M15", "M16", "M17", "M18"]),
    ("G62.9", &["E08.4", "E09.4", "E10.4", "E11.4", "E13.4", "G60", "G61"]),
];

/// "Incarcerated right inguinal hernia": a code by a part of the words of another of its category, sides aside.
fn fuller(case: &mut Case<'_>) {
    let side = |t: u32| {
        matches!(
            case.doc.folded(t as usize),
            "right" | "left" | "bilateral" | "r" | "l" | "rt" | "lt" | "both"
        )
    };
    let mut less: Vec<(usize, String)> = Vec::new();
    let reported: Vec<usize> =
        (0..case.drafts.len()).filter(|&n| case.drafts[n].is_reported()).collect();
    for &at in reported.iter().filter(|&&n| PARTS_OF.iter().any(|c| case.drafts[n].under(c))) {
        let draft = &case.drafts[at];
        let more = reported.iter().map(|&n| &case.drafts[n]).find(|d| {
            d.row != draft.row
                && d.sentence == draft.sentence
                && d.code.category() == draft.code.category()
                && d.tokens.len() > draft.tokens.iter().filter(|&&t| !side(t)).count()
                && draft.tokens.iter().all(|&t| side(t) || d.tokens.contains(&t))
                && d.tokens.iter().any(|t| !draft.tokens.contains(t))
        });
        less.extend(more.map(|d| (at, d.code.to_string())));
    }
    for (at, by) in less {
        let detail = format!("{by} says more");
        case.drafts[at].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
    }
}

/// Categories of which a patient has one kind at a place.
const PARTS_OF: &[&str] = &["K40", "K41", "K42", "K43", "K44", "K57", "K80", "I83", "I70"];

/// Withholds an open code where one of another category says what it leaves open.
fn across(case: &mut Case<'_>) {
    for (open, closed) in OPEN {
        let better = closed.iter().find_map(|c| case.reported().find(|d| d.under(c) && !d.under(open)));
        let Some(better) = better.map(|d| d.code.to_string()) else { continue };
        for draft in case.drafts.iter_mut().filter(|d| d.under(open)) {
            let detail = format!("{better} says more");
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
        }
    }
}

/// "Other" of a kind, read from words that the sibling does not have, is another of the kind: rhinitis
/// from pollen, and from mites.
fn is_another(case: &Case<'_>, more: &Said, less: &Said) -> bool {
    let (more, less) = (&case.drafts[more.at], &case.drafts[less.at]);
    let other = case.title(less.row).lower.starts_with("other ");
    let same_stem = more.code.bytes()[..4] == less.code.bytes()[..4];
    // Its own words are the next of a list: "due to pollen and dust mites".
    let last = more.tokens.iter().max().copied().unwrap_or(0);
    let listed = less.tokens.iter().filter(|&&t| t > last).min().is_some_and(|&t| {
        let t = t as usize;
        let joined = t > 0 && matches!(case.doc.folded(t - 1), "and" | "plus");
        joined || case.doc.gap(t).has(Gap::COMMA.with(Gap::SLASH).with(Gap::AND))
    });
    other && !same_stem && listed
}

/// "Neuropathy, gastroparesis": the autonomic nerves and those of the limbs, told in other words.
fn of_other_nerves(case: &Case<'_>, more: &Said, less: &Said) -> bool {
    let (more, less) = (&case.drafts[more.at], &case.drafts[less.at]);
    let diabetes = matches!(less.code.bytes()[..2], [b'E', b'0' | b'1']);
    let named = |t: &u32| case.doc.folded(*t as usize).starts_with("neuropath");
    diabetes
        && less.code.bytes()[3..5] == *b"40"
        && more.code.bytes()[3..5] == *b"43"
        && less.tokens.iter().any(named)
        && !more.tokens.iter().any(named)
}

/// The lower end of the radius and that of the ulna are two bones, though one category has both.
fn of_another_bone(more: &Said, less: &Said) -> bool {
    more.stem[0] == b'S' && more.stem != less.stem && less.stem[3] != b'9'
}

/// Whether `more` says all that `less` says, and more.
fn says_more(more: &Said, less: &Said) -> bool {
    let both = |s: &Said| s.sides.contains("bilateral");
    // Left and right of what is bilateral.
    if both(more) && !both(less) && !less.sides.is_empty() && more.words == less.words {
        return true;
    }
    let same_side = less.sides.is_empty() || less.sides == more.sides || both(more);
    if !same_side {
        return false;
    }
    // "Other persistent fibrillation" holds no words of its own, and an unspecified one says no more.
    let vague = less.words.is_empty() && more.open;
    let wider = less.words.is_subset(&more.words) && !vague;
    (wider && (less.words.len() < more.words.len() || (less.sides.is_empty() && !more.sides.is_empty())))
        || (less.open && !more.open && (less.stem == more.stem || less.stem[3] == b'9'))
}
