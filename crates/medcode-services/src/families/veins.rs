//! A further vein of the same leg closed by heat: the add-on number, once a leg however many veins
//! (36476, 36479; NCCI Policy Manual ch. V §D).

use super::counted::Counted;
use crate::desk::Case;
use crate::read::Status;
use std::ops::Range;

/// The number of the first vein, and of further ones.
const FURTHER: [(&str, &str); 2] = [("36475", "36476"), ("36478", "36479")];
const AUTHORITY: &str = "NCCI Policy Manual ch. V §D";

/// Trunks that are closed, by their names.
const TRUNKS: [&[&[&str]]; 3] = [
    &[&["gsv"], &["great", "saphenous"], &["greater", "saphenous"]],
    &[&["ssv"], &["small", "saphenous"], &["lesser", "saphenous"], &["short", "saphenous"]],
    &[&["aasv"], &["anterior", "accessory"]],
];

/// Words by which a vein is told as closed, not as leaking.
const CLOSED: &[&str] = &[
    "ablation", "ablated", "ablate", "treated", "closed", "cycle", "rfa", "evlt", "evla", "energy",
    "joule",
];

pub(super) fn apply(case: &mut Case<'_>) {
    for (first, more) in FURTHER {
        let known =
            |number: &str| case.services.iter().any(|s| s.is_reported() && s.code.compact() == number);
        if !known(first) || known(more) {
            continue;
        }
        let trunks: Vec<Range<usize>> = TRUNKS.iter().filter_map(|names| closed(case, names)).collect();
        let Some((_, rest)) = trunks.split_first().filter(|(_, rest)| !rest.is_empty()) else {
            continue;
        };
        let sides: Vec<_> = trunks.iter().filter_map(|t| case.reading.side(t)).collect();
        // A vein of each leg is the first of its leg.
        if sides.windows(2).any(|w| w[0] != w[1]) {
            continue;
        }
        if let Some(line) = Counted::of(case, more, 1, rest.to_vec()) {
            line.because(format!("{} veins of one leg", trunks.len()), AUTHORITY).put(case);
        }
    }
}

/// Where a trunk is told as closed today.
fn closed(case: &Case<'_>, names: &[&[&str]]) -> Option<Range<usize>> {
    let doc = case.reading.doc;
    case.reading.whole().find_map(|at| {
        let name = names.iter().find(|n| n.iter().zip(at..).all(|(word, t)| doc.folded(t) == *word))?;
        let tokens = at..at + name.len();
        let sentence = case.reading.sentence(at);
        let told = sentence.clone().any(|t| CLOSED.contains(&doc.folded(t)));
        let word = |t: usize| doc.folded(t);
        // `SSV reflux, to be treated next month`.
        let later =
            (at..sentence.end).any(|t| matches!(word(t), "be" | "will" | "plan" | "next" | "later"));
        // In an office the words of the past stand for the account.
        let past = sentence.clone().any(|t| matches!(word(t), "treated" | "closed" | "ablated"));
        let status = case.reading.act_at(&tokens, case.visit.setting);
        let done = status == Status::Done || status == Status::Planned && past;
        (told && done && !later).then_some(tokens)
    })
}
