//! Joints emptied or injected (20600-20611): by the size of the joint, with or without ultrasound.
//!
//! Emptying and injecting one joint is one service (NCCI Policy Manual ch. IV §F); a joint that
//! is operated on at the same visit includes it.

use super::line::{Line, add};
use crate::desk::Case;
use crate::read::Side;
use crate::service::SIDE_IS_ASKED;
use medcode_model::{Evidence, Query};
use medcode_note::SectionKind;
use std::ops::Range;

pub(crate) const FAMILY: &str = "joint";
const AUTHORITY: &str = "NCCI Policy Manual ch. IV §F";

/// Sizes: class of words, number without and with ultrasound.
const SIZES: [(&str, &str, &str); 3] = [
    ("joint small", "20600", "20604"),
    ("joint medium", "20605", "20606"),
    ("joint large", "20610", "20611"),
];

/// A joint injected or emptied.
#[derive(Clone, Debug, PartialEq)]
struct Joint {
    size: usize,
    word: String,
    side: Option<Side>,
    guided: bool,
    /// Told in the title of the account alone.
    titled: bool,
    /// Nothing is told to have been injected: only its side counts, against that of the account.
    bare: bool,
    tokens: Range<usize>,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    if is_operated_on(case) {
        return;
    }
    let mut joints: Vec<Joint> = Vec::new();
    for tokens in case.done(FAMILY) {
        let Some(joint) = read(case, tokens) else { continue };
        let known = joints.iter_mut().find(|j| j.word == joint.word && same_side(j.side, joint.side));
        match known {
            Some(known) => {
                known.guided |= joint.guided;
                known.titled &= joint.titled;
                known.bare &= joint.bare;
                known.side = known.side.or(joint.side);
            }
            None => joints.push(joint),
        }
    }
    let asked = ask_for_side(case, &mut joints);
    joints.retain(|j| !j.bare);
    for joint in joints {
        let (_, plain, guided) = SIZES[joint.size];
        let number = if joint.guided { guided } else { plain };
        let how = if joint.guided { "under ultrasound" } else { "without ultrasound" };
        let reason = format!("{} emptied or injected {how}", joint.word);
        add(case, Line { number, units: 1, tokens: joint.tokens, reason, authority: AUTHORITY });
        if asked.as_ref() == Some(&joint.word)
            && let Some(line) = case.services.last_mut()
        {
            line.reasons.push(SIDE_IS_ASKED.to_owned());
        }
        if let (Some(side), Some(line)) = (joint.side, case.services.last_mut()) {
            let modifier = match side {
                Side::Left => "LT",
                Side::Right => "RT",
                Side::Both => "50",
            };
            line.modify(modifier, format!("{modifier}: the side that is named"), super::line::ANATOMIC);
        }
    }
}

/// `Left knee injected. Right knee tolerated the injection well`: one injection told on two sides. The
/// side is asked, not chosen.
fn ask_for_side(case: &mut Case<'_>, joints: &mut Vec<Joint>) -> Option<String> {
    let doc = case.reading.doc;
    let reported = |j: &Joint| {
        case.reading
            .sentence(j.tokens.start)
            .any(|t| matches!(doc.folded(t), "tolerated" | "tolerating"))
    };
    // A title that names one side over an account that tells of the other alone.
    let account = joints.iter().any(|j| !j.titled && j.side.is_some());
    let told = joints.iter().position(reported).or_else(|| without_dose(case, joints));
    let n = told.or_else(|| joints.iter().position(|j| j.titled && account))?;
    let other = joints.iter().position(|j| {
        j.word == joints[n].word && j.side.is_some() && j.side != joints[n].side && !reported(j)
    });
    let other = other.filter(|_| joints[n].side.is_some())?;
    let words = [n, other].map(|j| Evidence { span: case.reading.span(joints[j].tokens.clone()) });
    joints[other].side = None;
    let word = joints.remove(n).word;
    let question = format!("Which {word} was injected?");
    case.queries.push(Query {
        question,
        indicators: words.to_vec(),
        options: ["Left", "Right", "Both", "Other", "Unable to determine"].map(str::to_owned).to_vec(),
    });
    Some(word)
}

/// `R knee injection today. Left knee prepped, 40 mg injected left knee`: of two sides one has a dose, and
/// nothing says that both were done.
fn without_dose(case: &Case<'_>, joints: &[Joint]) -> Option<usize> {
    const BOTH: &[&str] = &[
        "both",
        "bilateral",
        "bilaterally",
        "bilat",
        "each",
        "same",
        "also",
        "likewise",
        "and",
        "repeated",
    ];
    let doc = case.reading.doc;
    let sentence = |j: &Joint| case.reading.sentence(j.tokens.start);
    let dosed = |j: &Joint| {
        sentence(j).any(|t| matches!(doc.folded(t), "mg" | "ml" | "cc") || doc.folded(t).ends_with("mg"))
    };
    let told = |j: &Joint| sentence(j).any(|t| BOTH.contains(&doc.folded(t)));
    let other = |a: &Joint, b: &Joint| {
        a.word == b.word && a.side.is_some() && b.side.is_some() && a.side != b.side
    };
    joints.iter().position(|j| {
        !dosed(j) && !told(j) && joints.iter().any(|k| other(j, k) && dosed(k) && !told(k))
    })
}

fn same_side(a: Option<Side>, b: Option<Side>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// The joint that an injection or aspiration goes to.
fn read(case: &Case<'_>, tokens: Range<usize>) -> Option<Joint> {
    let sentence = case.reading.sentence(tokens.start);
    let item = case.reading.item(tokens.start);
    let start = case.reading.doc.tokens()[tokens.start].span.start;
    let section = case.reading.doc.section_at(start).map(|s| s.kind);
    let titled = section == Some(SectionKind::Procedure) && case.reading.is_title(tokens.start);
    let drug =
        case.says(sentence.clone(), "joint injectate") || case.says(item.clone(), "joint injectate");
    let bare = !drug && !is_plain(case, &sentence, &tokens);
    if bare && !titled {
        return None;
    }
    let found = named(case, &sentence, &tokens).or_else(|| named(case, &item, &tokens));
    let (size, token) = found.or_else(|| named(case, &case.reading.near(tokens.start), &tokens))?;
    // What stands closer than the joint and is no joint takes the needle.
    let away = token.abs_diff(tokens.start);
    let other = case.places(sentence.clone(), "joint not");
    if other.iter().any(|t| t.abs_diff(tokens.start) <= away.max(6)) {
        return None;
    }
    let word = match case.reading.doc.folded(token) {
        "subacromial" | "glenohumeral" => "shoulder".to_owned(),
        "suprapatellar" | "patellofemoral" => "knee".to_owned(),
        word => word.trim_end_matches('s').to_owned(),
    };
    let guided = is_guided(case, item) || is_guided(case, sentence.clone());
    let side = case.reading.side(&(token..token + 1));
    // `R knee and L knee`: one injection told of two joints.
    let doc = case.reading.doc;
    let twin = sentence.clone().any(|t| {
        let other = case.reading.side(&(t..t + 1));
        t != token && doc.folded(t) == doc.folded(token) && other.is_some() && other != side
    });
    let alone = case.done(FAMILY).iter().filter(|m| sentence.contains(&m.start)).count() == 1;
    let side = if twin && alone && side.is_some() { Some(Side::Both) } else { side };
    Some(Joint { size, word, side, guided, titled, bare, tokens })
}

/// `Right knee injection performed today`: the joint right beside the needle, and told as done.
fn is_plain(case: &Case<'_>, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
    const BESIDE: usize = 2;
    const NAMED: &[&str] = &["performed", "done", "completed", "given", "injected"];
    let near =
        tokens.start.saturating_sub(BESIDE).max(sentence.start)..(tokens.end + BESIDE).min(sentence.end);
    let doc = case.reading.doc;
    named(case, &near, tokens).is_some_and(|(size, _)| SIZES[size].0 == "joint large")
        && sentence.clone().any(|t| NAMED.contains(&doc.folded(t)))
        && case.reading.standing(tokens).here
}

/// Whether ultrasound guided the needle, and was not out of use: `palpation guided (US probe broken)`.
fn is_guided(case: &Case<'_>, within: Range<usize>) -> bool {
    const OUT: &[&str] = &["broken", "unavailable", "down", "not", "declined", "deferred", "available"];
    if !case.says(within.clone(), "cue guided") {
        return false;
    }
    case.places(within.clone(), "cue guided").into_iter().any(|t| {
        let end = (t + 4).min(within.end);
        let out = (t + 1..end).any(|n| OUT.contains(&case.reading.doc.folded(n)));
        let no = t > within.start && matches!(case.reading.doc.folded(t - 1), "no" | "without" | "not");
        !out && !no
    })
}

/// The joint named nearest to some tokens.
fn named(case: &Case<'_>, within: &Range<usize>, tokens: &Range<usize>) -> Option<(usize, usize)> {
    let all = SIZES.iter().enumerate().flat_map(|(size, (class, ..))| {
        case.places(within.clone(), class).into_iter().map(move |t| (size, t))
    });
    all.min_by_key(|(_, t)| t.abs_diff(tokens.start))
}

/// Whether a joint is operated on: drugs left in it are part of that.
fn is_operated_on(case: &Case<'_>) -> bool {
    let joint_surgery = ["arthroplasty", "shoulder-scope", "knee", "ankle-scope", "hip-fracture"];
    case.services.iter().any(|s| s.is_reported() && joint_surgery.contains(&s.family))
}
