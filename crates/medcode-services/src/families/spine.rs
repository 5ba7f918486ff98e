//! Injections of the spine: epidural (62320-62323), through the foramen (64479-64484), facets
//! (64490-64495) and their nerves destroyed (64633-64636).
//!
//! One number for the first level of a region, add-ons for further levels; imaging is included in
//! all but the epidural between laminae, whose number says whether there was any (NCCI Policy
//! Manual ch. VIII §C). A level that was entered and not injected does not count.

use super::line::{ANATOMIC, Line, add};
use crate::desk::Case;
use crate::read::Side;
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

pub(crate) const EPIDURAL: &str = "epidural";
pub(crate) const FACET: &str = "facet";
const AUTHORITY: &str = "NCCI Policy Manual ch. VIII §C";

/// An item of more sentences than this tells of more than one level.
const SHORT: usize = 3;

/// A level of the spine: its region's letter and the vertebra above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Vertebra(u8, u8);

/// A level injected.
#[derive(Clone, Debug)]
struct Level {
    above: Vertebra,
    /// Told as a joint or foramen between two (`L4-5`), not as one vertebra or nerve.
    pair: bool,
    sides: [bool; 2],
    tokens: Range<usize>,
}

pub(crate) fn epidural(case: &mut Case<'_>) {
    let Some(tokens) = case.done(EPIDURAL).into_iter().next() else { return };
    // What was stopped has no account but the sentence that says so.
    let account = Some(account(case)).filter(|a| !a.is_empty());
    let account = account.unwrap_or_else(|| vec![case.reading.sentence(tokens.start)]);
    let through = account.iter().any(|s| case.says(s.clone(), "cue transforaminal"));
    let between = account.iter().any(|s| case.says(s.clone(), "cue interlaminar"));
    let levels = levels(case, &account);
    if through && !levels.is_empty() {
        let lumbar = levels[0].above.0 >= b'l';
        let (first, more) = if lumbar { ("64483", "64484") } else { ("64479", "64480") };
        by_level(case, &levels, first, more, None);
    } else if between || !through {
        let lumbar = levels.first().is_none_or(|l| l.above.0 >= b'l');
        let imaged = account.iter().any(|s| case.says(s.clone(), "cue fluoro"));
        let number = match (lumbar, imaged) {
            (true, true) => "62323",
            (true, false) => "62322",
            (false, true) => "62321",
            (false, false) => "62320",
        };
        let reason = "epidural space injected between laminae".to_owned();
        add(case, Line { number, units: 1, tokens, reason, authority: AUTHORITY });
    }
}

pub(crate) fn facet(case: &mut Case<'_>) {
    if case.done(FACET).is_empty() {
        return;
    }
    let account = account(case);
    let facets = account.iter().any(|s| case.says(s.clone(), "cue facet"));
    let destroyed = account.iter().any(|s| case.says(s.clone(), "cue rfa"));
    let mut levels = levels(case, &account);
    if !facets || levels.is_empty() {
        return;
    }
    if levels.iter().any(|l| l.pair) {
        levels.retain(|l| l.pair);
    } else if levels.len() > 1 {
        // Two nerves serve one joint.
        levels.pop();
    }
    let lumbar = levels[0].above.0 >= b'l';
    let (first, more, third) = match (destroyed, lumbar) {
        (true, true) => ("64635", "64636", None),
        (true, false) => ("64633", "64634", None),
        (false, true) => ("64493", "64494", Some("64495")),
        (false, false) => ("64490", "64491", Some("64492")),
    };
    by_level(case, &levels, first, more, third);
}

/// A line for the first level and for each further one, by side.
fn by_level(
    case: &mut Case<'_>,
    levels: &[Level],
    first: &'static str,
    more: &'static str,
    third: Option<&'static str>,
) {
    let count = levels.len();
    for (n, level) in levels.iter().enumerate() {
        let number = match n {
            0 => first,
            2.. if third.is_some() => third.unwrap_or(more),
            _ => more,
        };
        if n > 2 && third.is_some() {
            break;
        }
        let reason = format!("level {} of {count}", n + 1);
        add(case, Line { number, units: 1, tokens: level.tokens.clone(), reason, authority: AUTHORITY });
        let modifier = match level.sides {
            [true, true] => "50",
            [true, false] => "LT",
            [false, true] => "RT",
            [false, false] => continue,
        };
        if let Some(line) = case.services.last_mut() {
            line.modify(modifier, format!("{modifier}: side of this level"), ANATOMIC);
        }
    }
    join_alike(case, more);
}

/// Further levels of the same side are one line with units.
fn join_alike(case: &mut Case<'_>, number: &str) {
    let mut at = 0;
    while at < case.services.len() {
        let twin = (at + 1..case.services.len()).find(|&b| {
            let (one, two) = (&case.services[at], &case.services[b]);
            one.code.compact() == number && one.code == two.code && one.modifiers == two.modifiers
        });
        match twin {
            Some(twin) => {
                let gone = case.services.remove(twin);
                case.services[at].units += gone.units;
                case.services[at].evidence.extend(gone.evidence);
            }
            None => at += 1,
        }
    }
}

/// The sentences that tell what was done: of the account, and not of a level that was left.
pub(super) fn account(case: &Case<'_>) -> Vec<Range<usize>> {
    use SectionKind as K;
    let doc = case.reading.doc;
    let mut out = Vec::new();
    let told = |s: &medcode_note::Sentence| {
        matches!(
            doc.sections()[s.section as usize].kind,
            K::Procedure | K::Findings | K::Title | K::Unsectioned | K::Other
        ) || case.reading.runs_on(s.tokens.0 as usize)
    };
    for sentence in doc.sentences().iter().filter(|s| told(s)) {
        let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        let item = case.reading.item(tokens.start);
        // A whole account on one line tells of more than the level that was left.
        let long =
            doc.sentences().iter().filter(|s| item.contains(&(s.tokens.0 as usize))).count() > SHORT;
        let left = case.says(if long { tokens.clone() } else { item }, "cue not injected");
        let finding = case.says(tokens.clone(), "cue spine finding");
        if !left && !finding {
            out.push(tokens);
        }
    }
    out
}

/// The levels told in some sentences, each once, in order.
fn levels(case: &Case<'_>, account: &[Range<usize>]) -> Vec<Level> {
    let mut out: Vec<Level> = Vec::new();
    for sentence in account {
        let mut at = sentence.start;
        while at < sentence.end {
            let Some(above) = vertebra(case.reading.doc.folded(at)) else {
                at += 1;
                continue;
            };
            let joined = |g: Gap| g.has(Gap::HYPHEN) || g.has(Gap::SLASH) || g.has(Gap::DASH);
            let next = at + 1;
            let pair = next < sentence.end
                && joined(case.reading.doc.gap(next))
                && lower_of(above, case.reading.doc.folded(next)).is_some();
            let tokens = at..next + usize::from(pair);
            let side = case.reading.side(&tokens);
            let sides = match side {
                Some(Side::Left) => [true, false],
                Some(Side::Right) => [false, true],
                Some(Side::Both) => [true, true],
                None => [false, false],
            };
            match out.iter_mut().find(|l| l.above == above && l.pair == pair) {
                Some(level) => {
                    level.sides[0] |= sides[0];
                    level.sides[1] |= sides[1];
                }
                None => out.push(Level { above, pair, sides, tokens: tokens.clone() }),
            }
            at = tokens.end;
        }
    }
    if out.iter().any(|l| l.pair) {
        // "L5 root", "L4 pedicle" beside "L5-S1" are no levels of their own.
        out.retain(|l| l.pair);
    }
    out
}

/// `l4`, `c5`, `t12`, `s1`.
fn vertebra(word: &str) -> Option<Vertebra> {
    let letter = word.bytes().next()?;
    let number: u8 = word.get(1..)?.parse().ok()?;
    let most = match letter {
        b'c' => 8,
        b't' => 12,
        b'l' => 6,
        b's' => 5,
        _ => return None,
    };
    (1..=most).contains(&number).then_some(Vertebra(letter, number))
}

/// The lower of a pair: `5` after `l4`, `s1` after `l5`.
fn lower_of(above: Vertebra, word: &str) -> Option<Vertebra> {
    vertebra(word).or_else(|| {
        let number: u8 = word.parse().ok()?;
        (number == above.1 + 1 || number == 1).then_some(Vertebra(above.0, number))
    })
}
