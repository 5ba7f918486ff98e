//! Which matches can be meant?

use super::Match;
use super::endings::names_a_condition;
use crate::lexicon::Lexicon;
use crate::reading::{Reading, Role};
use medcode_kb::terms::TermKind;
use medcode_kb::text::list::WordList;
use medcode_note::{Gap, LineKind, SectionKind};

/// Whether the words of a match can name what its term names. A phrase is; a single word
/// is not when it names no condition ("activity", "wound"), nor a short form in other
/// letters than the lexicon writes it (`PSA` is not `PsA`).
pub(super) fn is(reading: &Reading<'_>, lexicon: &Lexicon, found: &Match) -> bool {
    if takes_a_number_away(reading, found)
        || is_of_metatarsal(reading, found)
        || describes_another(reading, found)
        || leads_to_another(reading, found)
    {
        return false;
    }
    if is_split_by_no(reading, found)
        || super::letters::holds_rule_out(reading, found)
        || is_of_pressure(reading, found)
        || is_an_age(reading, found)
        || is_of_next(reading, found)
    {
        return false;
    }
    let phrase = (found.kind == TermKind::Lexicon).then(|| lexicon.phrase(found.code)).flatten();
    if phrase.is_some_and(|p| super::denied::is_phrase(reading, p.text, found)) {
        return false;
    }
    if phrase.is_some_and(|p| super::letters::inflects_short_form(reading, p.text, found)) {
        return false;
    }
    if is_scattered(lexicon, found) || !belong(reading, found.sentence, &found.tokens) {
        return false;
    }
    let [only] = found.tokens[..] else {
        return !found.tokens.iter().all(|&t| CARE.has(reading.doc.folded(t as usize)));
    };
    let only = only as usize;
    // "Eosinophilic cytoplasm" is a color.
    if reading.doc.folded(only).ends_with("philic") {
        return false;
    }
    let (raw, folded) = (reading.doc.raw(only), reading.doc.folded(only));
    // The basal ganglia are a part of the brain.
    if folded.starts_with("gangli") && only > 0 && reading.doc.folded(only - 1) == "basal" {
        return false;
    }
    if found.kind == TermKind::Lexicon {
        let text = lexicon.phrase(found.code).map_or("", |p| p.text);
        let short = text.len() <= 6 && text.chars().skip(1).any(char::is_uppercase);
        // The rest of the phrase was small words: "hemoglobin AS" is more than hemoglobin.
        if text.split_whitespace().count() > usize::from(found.words) {
            return false;
        }
        if !short {
            return found.of_mentions || !lexicon.never_alone(folded) || text.eq_ignore_ascii_case(raw);
        }
        return raw == text && lexicon.means(only, reading);
    }
    // Expanded from an abbreviation: several words on one token.
    if found.words > 1 {
        return true;
    }
    let lone = lexicon.never_alone(folded)
        || reading.forms(only).iter().skip(1).any(|f| lexicon.never_alone(&f.word));
    !lone && (names_a_condition(folded) || says_nothing_else(reading, found))
}

/// "Pressure injury right hip", "deep tissue injury": no injury of the hip.
fn is_of_pressure(reading: &Reading<'_>, found: &Match) -> bool {
    found.tokens.iter().any(|&t| {
        let before = if t > 0 { reading.doc.folded(t as usize - 1) } else { "" };
        reading.doc.folded(t as usize) == "injury"
            && matches!(before, "pressure" | "tissue")
            && !found.tokens.contains(&(t - 1))
    })
}

/// "Joints no effusion": a word that is denied inside of a match.
fn is_split_by_no(reading: &Reading<'_>, found: &Match) -> bool {
    let first = found.tokens.iter().min().copied().unwrap_or_default();
    found.tokens.iter().any(|&t| {
        t > first && reading.doc.folded(t as usize - 1) == "no" && !found.tokens.contains(&(t - 1))
    })
}

/// "58 year old with acute CVA" has no old one.
fn is_an_age(reading: &Reading<'_>, found: &Match) -> bool {
    found.tokens.iter().any(|&t| {
        let t = t as usize;
        let unit = |n: usize| {
            matches!(reading.doc.folded(n), "year" | "yr" | "y" | "month" | "mo" | "week" | "day")
        };
        reading.doc.folded(t) == "old" && t > 0 && unit(t - 1)
    })
}

/// "CKD with acute on chronic systolic failure": the course is of what stands behind it.
fn is_of_next(reading: &Reading<'_>, found: &Match) -> bool {
    let doc = reading.doc;
    let word = |t: u32| doc.folded(t as usize);
    let end = doc.sentences()[found.sentence as usize].tokens.1;
    let course = |&t: &u32| {
        let marks = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::CLOSE);
        let goes_on = t + 3 < end && !doc.gap(t as usize + 3).has(marks);
        word(t) == "acute" && word(t + 1) == "on" && word(t + 2) == "chronic" && goes_on
    };
    let before = |t: u32| {
        found.tokens.iter().any(|&o| o < t && reading.roles.get(o as usize) == Some(&Role::Content))
    };
    found.tokens.iter().copied().filter(course).any(|t| before(t) && !found.tokens.contains(&(t + 2)))
}

/// `Sub 1st met head`: a bone of the foot, no metastasis.
fn is_of_metatarsal(reading: &Reading<'_>, found: &Match) -> bool {
    const PARTS: &[&str] = &["head", "base", "shaft", "joint", "neck"];
    let numbered = |t: usize| {
        let word = reading.doc.folded(t);
        matches!(word, "sub" | "plantar" | "first" | "second" | "third" | "fourth" | "fifth")
            || matches!(word, "1st" | "2nd" | "3rd" | "4th" | "5th" | "1" | "2" | "3" | "4" | "5")
    };
    found.tokens.iter().any(|&t| {
        let t = t as usize;
        let met = matches!(reading.doc.folded(t), "met" | "mets");
        met && t > 0 && numbered(t - 1) && PARTS.contains(&reading.doc.folded(t + 1))
    })
}

/// Words of the running of a visit: "routine follow up" alone states no reason for it.
static CARE: WordList = WordList::new(&[
    "routine",
    "follow",
    "followup",
    "up",
    "visit",
    "examination",
    "exam",
    "finding",
    "abnormal",
    "check",
    "evaluation",
    "regular",
    "annual",
    "test",
    "result",
    "review",
    "care",
    "adverse",
    "effect",
    "continue",
    "ongoing",
    "general",
    "next",
    "return",
]);

/// Words that a number belongs to.
static COUNTED: WordList =
    WordList::new(&["type", "stage", "grade", "class", "degree", "level", "phase", "category"]);

/// "Type 2 diabetes with kidney disease, stage 3b" has no stage 2: the number is the type's.
fn takes_a_number_away(reading: &Reading<'_>, found: &Match) -> bool {
    found.tokens.iter().any(|&token| {
        let at = token as usize;
        let number = reading.doc.folded(at).starts_with(|c: char| c.is_ascii_digit());
        let counted = at > 0 && COUNTED.has(reading.doc.folded(at - 1));
        let apart = found.tokens.len() > 1
            && !found.tokens.iter().any(|&t| t != token && t.abs_diff(token) <= 2);
        // "Stage 3 pressure ulcer, tobacco (1 ppd)": the 1 is no stage.
        number && (apart || counted && !found.tokens.contains(&(token - 1)))
    })
}

/// "Diabetes with neuropathy, steroid-induced hyperglycemia": what is induced stands behind.
fn leads_to_another(reading: &Reading<'_>, found: &Match) -> bool {
    let (doc, sentence) = (reading.doc, reading.doc.sentences()[found.sentence as usize].tokens);
    let Some(&last) = found.tokens.iter().max() else { return false };
    let next = last + 1;
    let joined = doc.gap(last as usize).has(Gap::HYPHEN);
    let cause = matches!(doc.folded(last as usize), "induced" | "related" | "associated" | "mediated");
    let names = next < sentence.1
        && !doc.gap(next as usize).has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::COLON))
        && reading.roles.get(next as usize) == Some(&Role::Content);
    let comma = |t: u32| doc.gap(t as usize).has(Gap::COMMA);
    let first = found.tokens.iter().min().copied().unwrap_or(last);
    cause && joined && names && (first + 1..=last).any(comma)
}

/// Whether words of a sentence can name one thing.
pub(crate) fn belong(reading: &Reading<'_>, sentence: u32, tokens: &[u32]) -> bool {
    !of_other_item(reading, tokens) && !of_other_head(reading, sentence, tokens)
}

/// "Gallstone pancreatitis / ... / ileus": words of two items of a list with spaced strokes.
fn of_other_item(reading: &Reading<'_>, tokens: &[u32]) -> bool {
    let reach = |(low, high): (u32, u32), &t: &u32| (low.min(t), high.max(t));
    let (low, high) = tokens.iter().fold((u32::MAX, 0), reach);
    // Most words of a match stand close together.
    if high.saturating_sub(low) <= 3 {
        return false;
    }
    let mut tokens = tokens.to_vec();
    tokens.sort_unstable();
    tokens.windows(2).filter(|w| w[1] - w[0] > 3).any(|w| {
        (w[0] + 1..=w[1]).any(|t| {
            let (before, after) =
                (reading.doc.tokens()[t as usize - 1], reading.doc.tokens()[t as usize]);
            let between = before.span.end as usize..after.span.start as usize;
            reading.doc.text().get(between).is_some_and(|gap| gap.contains(" / "))
        })
    })
}

/// Nouns that a note repeats for several places.
static HEADS: WordList = WordList::new(&[
    "hernia",
    "fracture",
    "ulcer",
    "laceration",
    "sprain",
    "abscess",
    "carcinoma",
    "tear",
]);

/// "Inguinal hernia, incarcerated, and umbilical hernia": a word belongs to the noun that it
/// stands nearest to.
fn of_other_head(reading: &Reading<'_>, sentence: u32, tokens: &[u32]) -> bool {
    let doc = reading.doc;
    let Some(&head) = tokens.iter().find(|&&t| HEADS.has(doc.folded(t as usize))) else {
        return false;
    };
    let range = doc.sentences()[sentence as usize].tokens;
    let others: Vec<u32> = (range.0..range.1)
        .filter(|t| !tokens.contains(t) && doc.folded(*t as usize) == doc.folded(head as usize))
        .collect();
    // "ACL tear + bucket handle tear": what stands behind the joint is no word of the first.
    let joined = |a: u32, b: u32| {
        (a.min(b) + 1..=a.max(b)).any(|n| {
            matches!(doc.folded(n as usize), "and" | "plus" | "plu")
                || doc.gap(n as usize).has(Gap::AND.with(Gap::SEMICOLON))
                || is_added(reading, n as usize)
        })
    };
    let own = |o: &&u32, t: u32| !joined(**o, t) || joined(head, t);
    let nearest = |t: u32| others.iter().filter(|o| own(o, t)).map(|o| o.abs_diff(t)).min();
    tokens.iter().any(|&t| t != head && nearest(t).is_some_and(|n| n < t.abs_diff(head)))
}

/// Whether a spaced plus sign stands before a token: "ACL tear + meniscus tear".
fn is_added(reading: &Reading<'_>, token: usize) -> bool {
    let all = reading.doc.tokens();
    let between = all[token - 1].span.end as usize..all[token].span.start as usize;
    reading.doc.text().get(between).is_some_and(|gap| gap.contains(" + "))
}

/// Place, activity and status of an accident are named in one breath: "continued working after
/// the injury" is no work injury.
fn is_scattered(lexicon: &Lexicon, found: &Match) -> bool {
    let circumstance = found.kind == TermKind::Lexicon
        && lexicon.phrase(found.code).is_some_and(|p| p.code.compact().starts_with("Y9"));
    let (Some(first), Some(last)) = (found.tokens.iter().min(), found.tokens.iter().max()) else {
        return false;
    };
    circumstance && (last - first + 1) as usize > found.tokens.len() + 1
}

/// "Enlarged node encasing ureter": the ureter is not enlarged.
fn describes_another(reading: &Reading<'_>, found: &Match) -> bool {
    if found.tokens.len() < 2 {
        return false;
    }
    found.tokens.iter().any(|&token| {
        let next = token + 1;
        // "Complications and a gastrostomy tube": what stands behind "and" has a noun of its own.
        let behind = found.tokens.iter().all(|&t| t <= token)
            && token >= 1
            && (found.tokens.iter().min().copied().unwrap_or(token)..token)
                .any(|t| reading.doc.folded(t as usize) == "and");
        let describes = matches!(reading.doc.folded(token as usize), "enlarged" | "inflammatory");
        let adjective = behind || describes;
        let sentence = reading.doc.sentences()[found.sentence as usize].tokens;
        let within = next < sentence.1 && !reading.doc.gap(next as usize).has(Gap::COMMA);
        adjective
            && within
            && !found.tokens.contains(&next)
            && reading.roles.get(next as usize) == Some(&Role::Content)
    })
}

/// Whether the sentence has no other word that names something: an item of a list of
/// diagnoses or complaints.
fn says_nothing_else(reading: &Reading<'_>, found: &Match) -> bool {
    let kind = reading.doc.section_at(found.span.start).map_or(SectionKind::Unsectioned, |s| s.kind);
    let lists = kind.states_diagnoses() || kind.is_history_list() || kind == SectionKind::ChiefComplaint;
    if !lists || reading.doc.line_at(found.span.start).is_some_and(|l| l.kind == LineKind::Row) {
        return false;
    }
    let sentence = reading.doc.sentences()[found.sentence as usize];
    (sentence.tokens.0..sentence.tokens.1)
        .filter(|t| !found.tokens.contains(t))
        .all(|t| reading.roles.get(t as usize) != Some(&Role::Content))
}
