//! What age and sex does the note state for the patient?

use medcode_model::{Sex, Span};

use crate::segment::Document;
use crate::segment::gap::Gap;

/// Age and sex as the note states them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StatedPatient {
    /// Age in years; a fraction for infants.
    pub age: Option<(f32, Span)>,
    /// Sex.
    pub sex: Option<(Sex, Span)>,
}

/// How far into the note the first statement is looked for, in tokens.
const HEAD: usize = 400;

/// How far a bare `9F` is an age and no size of a catheter, in tokens.
const TITLE: usize = 12;

/// The first statement of the patient's age and sex: `63yoF`, `62-year-old male`,
/// `44 y/o woman`, `71F`, `14mo M`.
#[must_use]
pub fn stated_patient(doc: &Document<'_>) -> StatedPatient {
    let mut out = StatedPatient::default();
    for at in 0..doc.tokens().len().min(HEAD) {
        if out.age.is_none()
            && let Some((age, sex, end)) = age_at(doc, at)
        {
            let span = doc.tokens()[at].span.cover(doc.tokens()[end - 1].span);
            out.age = Some((age, span));
            out.sex = out.sex.or(sex.map(|s| (s, span))).or_else(|| sex_near(doc, end));
        }
        if out.age.is_some() && out.sex.is_some() {
            return out;
        }
    }
    let head = || 0..doc.tokens().len().min(HEAD);
    out.sex = out.sex.or_else(|| head().find_map(|at| labelled_sex(doc, at)));
    out.sex = out.sex.or_else(|| head().find_map(|at| opening_sex(doc, at)));
    out.sex = out.sex.or_else(|| head().find_map(|at| obstetric(doc, at)));
    out.sex = out.sex.or_else(|| pronoun(doc));
    out
}

/// `Male, 39w3d, born here`: a sentence that opens with the sex.
fn opening_sex(doc: &Document<'_>, at: usize) -> Option<(Sex, Span)> {
    let sentence = doc.sentences()[doc.sentence_of(at)?];
    let word = doc.folded(at);
    let opens = sentence.tokens.0 as usize == at && matches!(word, "male" | "female" | "boy" | "girl");
    sex_word(word).filter(|_| opens).map(|sex| (sex, doc.tokens()[at].span))
}

/// `G3P2002`, `G2 P1`: gravida and para are counted of women.
fn obstetric(doc: &Document<'_>, at: usize) -> Option<(Sex, Span)> {
    let counts = |word: &str, letter: char| {
        word.strip_prefix(letter).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let word = doc.folded(at);
    let joined = counts(word, 'g') && word.contains('p') && word.len() <= 8;
    let parted = counts(word, 'g') && word.len() <= 3 && counts(doc.folded(at + 1), 'p');
    (joined || parted).then(|| (Sex::Female, doc.tokens()[at].span))
}

/// Sentences that open with "he" or "she", when all agree.
fn pronoun(doc: &Document<'_>) -> Option<(Sex, Span)> {
    let mut found = None;
    for sentence in doc.sentences().iter().take(HEAD) {
        let first = sentence.tokens.0 as usize;
        let sex = match doc.folded(first) {
            "he" => Sex::Male,
            "she" => Sex::Female,
            _ => continue,
        };
        if found.is_some_and(|(other, _)| other != sex) {
            return None;
        }
        found = found.or(Some((sex, doc.tokens()[first].span)));
    }
    found
}

/// Whether the word before an age says that it is a relative's.
fn of_a_relative(doc: &Document<'_>, at: usize) -> bool {
    at > 0
        && !doc.gap(at).has(Gap::STOP.with(Gap::NEWLINE).with(Gap::COMMA).with(Gap::SEMICOLON))
        && matches!(
            doc.folded(at - 1),
            "mom"
                | "mother"
                | "dad"
                | "father"
                | "wife"
                | "husband"
                | "sister"
                | "brother"
                | "son"
                | "daughter"
        )
}

/// An age that begins at a token, with a sex written on to it.
fn age_at(doc: &Document<'_>, at: usize) -> Option<(f32, Option<Sex>, usize)> {
    let raw = doc.raw(at);
    let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 || of_a_relative(doc, at) {
        return None;
    }
    let number: f32 = raw[..digits].parse().ok()?;
    let tail = raw[digits..].to_ascii_lowercase();
    let next = doc.folded(at + 1);
    let apart = doc.gap(at + 1).has(Gap::COMMA.with(Gap::NEWLINE).with(Gap::COLON).with(Gap::SEMICOLON));
    if !tail.is_empty() {
        let (unit, sex) = glued(&tail)?;
        // `2M` units, `6F` catheters: a bare letter counts only for a plausible age.
        let end = if tail.starts_with('y') && tail.len() == 1 && next == "o" { at + 2 } else { at + 1 };
        let size = matches!(next, "catheter" | "french" | "sheath" | "fr" | "foley") || at >= TITLE;
        if unit.is_none() && digits < 2 && size {
            return None;
        }
        return plausible(number * unit.unwrap_or(1.0)).map(|age| (age, sex, end));
    }
    let labelled = at > 0 && doc.folded(at - 1) == "age";
    if labelled && doc.gap(at).has(Gap::COLON) && !is_unit(next) {
        return plausible(number).map(|age| (age, None, at + 1));
    }
    if apart {
        return None;
    }
    let (unit, mut end) = match next {
        "year" | "yr" | "yo" | "y" | "yof" | "yom" => (1.0, at + 2),
        "month" | "mo" | "mos" => (1.0 / 12.0, at + 2),
        "week" | "wk" => (1.0 / 52.0, at + 2),
        "day" => (1.0 / 365.0, at + 2),
        "m" | "f" | "male" | "female" | "man" | "woman" if digits == 2 => {
            let capital = doc.raw(at + 1).chars().all(char::is_uppercase) || next.len() > 1;
            return capital
                .then(|| plausible(number))
                .flatten()
                .map(|age| (age, sex_word(next), at + 2));
        }
        _ => return None,
    };
    let glued_sex = match next {
        "yof" => Some(Sex::Female),
        "yom" => Some(Sex::Male),
        _ => None,
    };
    let old = matches!(doc.folded(end), "old" | "o");
    if matches!(doc.folded(end), "old" | "o") {
        end += 1;
    }
    let yo = matches!(next, "yo" | "yof" | "yom") || labelled;
    let sexed = sex_word(doc.folded(end)).is_some();
    (old || yo || sexed || well_child(doc, at))
        .then(|| plausible(number * unit))
        .flatten()
        .map(|age| (age, glued_sex, end))
}

/// `WELL CHILD CHECK - 15 MONTHS`, `4 year WCC`: the visit of an age names it.
fn well_child(doc: &Document<'_>, at: usize) -> bool {
    let Some(line) = doc.line_at(doc.tokens()[at].span.start) else { return false };
    let words = || (line.tokens.0..line.tokens.1).map(|t| doc.folded(t as usize));
    let of_child = |w: &str| matches!(w, "child" | "baby" | "infant" | "visit" | "check" | "exam");
    words().any(|w| w == "wcc") || words().any(|w| w == "well") && words().any(of_child)
}

/// Whether a word counts in something shorter than years.
fn is_unit(word: &str) -> bool {
    matches!(word, "month" | "mo" | "mos" | "week" | "wk" | "day")
}

fn plausible(age: f32) -> Option<f32> {
    (age <= 120.0).then_some(age)
}

/// `yoF`, `yo`, `F`, `mo`, `yom`: unit in years (None when only a sex is given) and sex.
fn glued(tail: &str) -> Option<(Option<f32>, Option<Sex>)> {
    let sex = match tail.chars().last()? {
        'f' => Some(Sex::Female),
        'm' => Some(Sex::Male),
        _ => None,
    };
    match tail {
        "f" | "m" => Some((None, sex)),
        "yo" | "y" | "yr" | "yrs" | "yof" | "yom" | "yf" | "ym" | "yrf" | "yrm" => {
            Some((Some(1.0), sex))
        }
        "mo" | "mos" | "mof" | "mom" => Some((Some(1.0 / 12.0), sex)),
        "wk" | "wks" | "wko" => Some((Some(1.0 / 52.0), None)),
        "do" | "d" => Some((Some(1.0 / 365.0), None)),
        _ => None,
    }
}

/// A word for a sex within the next words of the same clause.
fn sex_near(doc: &Document<'_>, end: usize) -> Option<(Sex, Span)> {
    for at in end..doc.tokens().len().min(end + 8) {
        if let Some(labelled) = labelled_sex(doc, at) {
            return Some(labelled);
        }
        if doc.gap(at).has(Gap::STOP.with(Gap::NEWLINE)) && at > end {
            return None;
        }
        let capital = doc.raw(at).chars().all(char::is_uppercase);
        let word = doc.folded(at);
        if let Some(sex) = sex_word(word)
            && (word.len() > 1 || capital)
        {
            return Some((sex, doc.tokens()[at].span));
        }
    }
    None
}

/// `Sex: F`, `Gender: male`.
fn labelled_sex(doc: &Document<'_>, at: usize) -> Option<(Sex, Span)> {
    let label = matches!(doc.folded(at), "sex" | "gender") && doc.gap(at + 1).has(Gap::COLON);
    let sex = label.then(|| sex_word(doc.folded(at + 1))).flatten()?;
    Some((sex, doc.tokens()[at + 1].span))
}

fn sex_word(word: &str) -> Option<Sex> {
    match word {
        "f" | "female" | "woman" | "lady" | "girl" | "gentlewoman" => Some(Sex::Female),
        "m" | "male" | "man" | "gentleman" | "boy" => Some(Sex::Male),
        _ => None,
    }
}
