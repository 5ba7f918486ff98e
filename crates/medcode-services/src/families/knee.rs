//! The knee seen and treated through a scope (29870-29889, G0289).
//!
//! Trimming a meniscus includes the smoothing of cartilage in any compartment; a loose body out of
//! another compartment is G0289 for Medicare (NCCI Policy Manual ch. IV §E).

use super::line::{Line, add};
use crate::desk::Case;
use std::ops::Range;

pub(crate) const FAMILY: &str = "knee";
const AUTHORITY: &str = "NCCI Policy Manual ch. IV §E";

/// What was done in the knee, each with the words that tell.
#[derive(Default)]
struct Done {
    trimmed: [Option<Range<usize>>; 2],
    stitched: [Option<Range<usize>>; 2],
    loose: Option<(Range<usize>, usize)>,
    smoothed: Option<(Range<usize>, usize)>,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(base) = case.done(FAMILY).into_iter().next() else { return };
    let account = account(case);
    let done = read(case, &account);
    let menisci = |of: &[Option<Range<usize>>; 2]| of.iter().flatten().count();
    let (trimmed, stitched) = (menisci(&done.trimmed), menisci(&done.stitched));
    let mut lines: Vec<(&'static str, Range<usize>, &'static str)> = Vec::new();
    if let Some(at) = done.trimmed.iter().flatten().next() {
        let number = if trimmed == 2 { "29880" } else { "29881" };
        lines.push((number, at.clone(), "menisci trimmed"));
    }
    if let Some(at) = done.stitched.iter().flatten().next() {
        let number = if stitched == 2 { "29883" } else { "29882" };
        lines.push((number, at.clone(), "menisci stitched"));
    }
    let others = [
        ("cue acl", "29888"),
        ("cue pcl", "29889"),
        ("cue microfracture", "29879"),
        ("cue major synovectomy", "29876"),
        ("cue lateral release", "29873"),
        ("cue adhesions", "29884"),
    ];
    for (class, number) in others {
        if let Some(at) = place(case, &account, class) {
            lines.push((number, at, "told in the account of the knee"));
        }
    }
    let major = lines.iter().any(|l| l.0 != "29873");
    if trimmed == 0 {
        let plica = place(case, &account, "cue plica").filter(|_| !major);
        lines.extend(plica.map(|at| ("29875", at, "limited lining taken out")));
        let drilled = lines.iter().any(|l| l.0 == "29879");
        let loose = done.loose.clone().map(|l| ("29874", l.0, "loose body taken out"));
        let smoothed = done.smoothed.clone().filter(|_| !drilled);
        let smoothed = smoothed.map(|s| ("29877", s.0, "cartilage smoothed"));
        lines.extend(smoothed.or(loose));
    } else if let Some((at, compartment)) = done.loose {
        let elsewhere = done.trimmed.get(compartment).is_none_or(Option::is_none);
        if elsewhere && super::skin::is_medicare(case) {
            lines.push(("G0289", at, "loose body out of another compartment than the meniscus"));
        }
    }
    if lines.is_empty() {
        lines.push(("29870", base, "the knee was looked at only"));
    }
    for (number, tokens, reason) in lines {
        let reason = reason.to_owned();
        add(case, Line { number, units: 1, tokens, reason, authority: AUTHORITY });
    }
}

/// The items that tell what was done.
fn account(case: &Case<'_>) -> Vec<Range<usize>> {
    use medcode_note::SectionKind as K;
    let doc = case.reading.doc;
    let of_account = |at: usize| {
        let kind = doc.section_at(doc.tokens()[at].span.start).map_or(K::Unsectioned, |s| s.kind);
        !matches!(
            kind,
            K::Hpi
                | K::PreopDiagnosis
                | K::Indication
                | K::Pmh
                | K::Psh
                | K::Imaging
                | K::Plan
                | K::Exam
        )
    };
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut seen: Option<Range<usize>> = None;
    for sentence in doc.sentences() {
        let item = case.reading.item(sentence.tokens.0 as usize);
        if seen.as_ref() != Some(&item) && !item.is_empty() && of_account(item.start) {
            out.extend(by_compartment(case, &item));
            seen = Some(item);
        }
    }
    out
}

/// `Medial: ... Lateral: ...` on one line: a part for each compartment that opens a sentence with a colon
/// behind it.
fn by_compartment(case: &Case<'_>, item: &Range<usize>) -> Vec<Range<usize>> {
    use medcode_note::Gap;
    let doc = case.reading.doc;
    let label = |t: &usize| {
        matches!(doc.folded(*t), "medial" | "lateral" | "notch" | "patellofemoral" | "pf" | "trochlea")
            && doc.gap(*t + 1).has(Gap::COLON)
            && doc.gap(*t).has(Gap::STOP)
    };
    let mut cuts: Vec<usize> = (item.start + 1..item.end).filter(label).collect();
    cuts.insert(0, item.start);
    cuts.push(item.end);
    cuts.windows(2).map(|w| w[0]..w[1]).collect()
}

fn place(case: &Case<'_>, account: &[Range<usize>], class: &str) -> Option<Range<usize>> {
    account.iter().find_map(|item| {
        let at = case.places(item.clone(), class);
        at.into_iter().find(|&t| stands(case, t)).map(|t| t..t + 1)
    })
}

/// Whether words stand as done: not denied, nor considered and left.
fn stands(case: &Case<'_>, token: usize) -> bool {
    let mention = crate::read::Mention { phrase: 0, tokens: token..token + 1 };
    case.reading.act(&mention, case.visit.setting) == crate::read::Status::Done
}

fn read(case: &Case<'_>, account: &[Range<usize>]) -> Done {
    let mut done = Done::default();
    for item in account {
        for (n, class) in ["cue medial", "cue lateral"].into_iter().enumerate() {
            let act = |words: &str| meniscus_act(case, item, class, words);
            if let Some(at) = act("cue stitched") {
                done.stitched[n] = done.stitched[n].take().or(Some(at));
            } else if let Some(at) = act("cue trimmed") {
                done.trimmed[n] = done.trimmed[n].take().or(Some(at));
            }
        }
        let compartment = compartment(case, item);
        let out = |words: &[&str]| item.clone().any(|t| words.contains(&case.reading.doc.folded(t)));
        let removed =
            ["removed", "grasped", "grasper", "retrieved", "extracted", "out", "removal", "delivered"];
        if let Some(t) =
            case.places(item.clone(), "cue loose body").into_iter().find(|&t| stands(case, t))
        {
            let taken = out(&removed).then_some((t..t + 2, compartment));
            done.loose = done.loose.take().or(taken);
        }
        if let Some(t) =
            case.places(item.clone(), "cue chondroplasty").into_iter().find(|&t| stands(case, t))
        {
            done.smoothed.get_or_insert((t..t + 1, compartment));
        }
    }
    done
}

/// Words for what was done to the meniscus of one side, in an item or the sentence of an item
/// that tells of several.
fn meniscus_act(case: &Case<'_>, item: &Range<usize>, side: &str, act: &str) -> Option<Range<usize>> {
    let other = if side == "cue medial" { "cue lateral" } else { "cue medial" };
    let labelled = case.places(item.start..(item.start + 3).min(item.end), side);
    let whole = !labelled.is_empty() && case.says(item.clone(), "cue meniscus");
    for at in case.places(item.clone(), act) {
        let sentence = case.reading.sentence(at);
        let here =
            case.says(sentence.clone(), "cue meniscus") && nearer(case, &sentence, at, side, other);
        if (here || whole) && stands(case, at) {
            return Some(at..at + 1);
        }
    }
    None
}

/// Whether a side is named in a sentence, and nearer to a token than the other.
fn nearer(case: &Case<'_>, sentence: &Range<usize>, at: usize, side: &str, other: &str) -> bool {
    // Of two as near, the one before it: `medial meniscectomy; lateral compartment chondroplasty`.
    let away = |class: &str| {
        let places = case.places(sentence.clone(), class).into_iter();
        places.map(|t| 2 * t.abs_diff(at) + usize::from(t > at)).min()
    };
    let both = sentence.clone().any(|t| {
        case.reading.doc.folded(t) == "medial"
            && case.reading.doc.folded(t + 1) == "and"
            && case.reading.doc.folded(t + 2) == "lateral"
    });
    match (away(side), away(other)) {
        (Some(_), _) if both => true,
        (Some(mine), Some(theirs)) => mine <= theirs,
        (Some(_), None) => true,
        _ => false,
    }
}

/// Medial 0, lateral 1, behind the kneecap 2.
fn compartment(case: &Case<'_>, item: &Range<usize>) -> usize {
    let first = |class: &str| case.places(item.clone(), class).into_iter().next();
    let all = [first("cue medial"), first("cue lateral"), first("cue patellofemoral")];
    (0..3).filter(|n| all[*n].is_some()).min_by_key(|n| all[*n]).unwrap_or(2)
}
