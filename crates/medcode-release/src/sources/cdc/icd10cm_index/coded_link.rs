//! Which codes does a link name, where it names codes and not entries?

use super::entry;
use medcode_model::{CharPlace, Code, Target};

/// The words that stand around codes in a link.
const AROUND: &[&str] = &[
    "also",
    "and",
    "category",
    "categories",
    "character",
    "characters",
    "code",
    "codes",
    "or",
    "see",
    "subcategory",
    "subcategories",
    "with",
];

/// Reads a link that names codes only: `category M01`, `categories O03-O04`,
/// `E08-E13 with .22`, `N00-N07 with fourth character .6`. None where it names an entry.
pub(super) fn targets(text: &str) -> Option<Vec<Target>> {
    let mut found = Vec::new();
    let mut place = CharPlace::None;
    let mut suffix = None;
    for word in text.split([' ', ',', ';']).filter(|w| !w.is_empty()) {
        if let Some(target) = code_or_range(word) {
            found.push(target);
        } else if let Some(named) = ordinal(word) {
            place = named;
        } else if let Some(tail) = tail(word, !found.is_empty()) {
            suffix = Some(tail);
        } else if !AROUND.iter().any(|w| word.eq_ignore_ascii_case(w)) {
            return None;
        }
    }
    if found.is_empty() {
        return None;
    }
    match suffix {
        None => Some(found),
        Some(tail) if place == CharPlace::None => expand(&found, tail),
        Some(tail) => {
            let chars = tail.bytes().fold(0, |bits, c| bits | Target::bit(c));
            Some(found.into_iter().map(|t| Target { place, chars, ..t }).collect())
        }
    }
}

/// Whether a link ends in a code after words (`Obstruction, intestine K56.69`): the words
/// and the code.
pub(super) fn trailing(text: &str) -> Option<(&str, Target)> {
    let (head, last) = text.rsplit_once([' ', ','])?;
    let code = entry::code(last)?;
    let head = head.trim_end_matches([' ', ',']);
    (!head.is_empty()).then_some((head, Target::one(code.code)))
}

fn code_or_range(word: &str) -> Option<Target> {
    if let Some(code) = entry::code(word) {
        return Some(Target::one(code.code));
    }
    let (from, to) = word.split_once('-')?;
    let (from, to) = (entry::code(from)?.code, entry::code(to)?.code);
    (from <= to).then(|| Target::range(from, to))
}

/// Which character a restriction speaks of.
fn ordinal(word: &str) -> Option<CharPlace> {
    Some(match word.to_ascii_lowercase().as_str() {
        "fourth" | "4th" => CharPlace::Fourth,
        "fifth" | "5th" => CharPlace::Fifth,
        "sixth" | "6th" => CharPlace::Sixth,
        "seventh" | "7th" => CharPlace::Seventh,
        "final" => CharPlace::Final,
        _ => return None,
    })
}

/// The characters after the dot that a restriction names (`.22`, `.3-`, `S`).
fn tail(word: &str, after_code: bool) -> Option<&str> {
    let plain = word.trim_end_matches('-');
    let plain = match plain.strip_prefix('.') {
        Some(rest) => rest,
        None if plain.len() == 1 => plain,
        None => return None,
    };
    let valid = !plain.is_empty() && plain.len() <= 4;
    (after_code && valid && plain.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()))
        .then_some(plain)
}

/// `E08-E13 with .22`: the ending on each category of the range.
fn expand(ranges: &[Target], tail: &str) -> Option<Vec<Target>> {
    let mut out = Vec::new();
    for range in ranges {
        let (from, to) = (range.from.compact(), range.to.compact());
        let (Some(low), Some(high)) = (from.get(1..3), to.get(1..3)) else { return None };
        let (low, high) = (low.parse::<u8>().ok()?, high.parse::<u8>().ok()?);
        if from.len() != 3 || to.len() != 3 || from[..1] != to[..1] {
            return None;
        }
        for number in low..=high {
            let code = Code::cm(&format!("{}{number:02}{tail}", &from[..1])).ok()?;
            out.push(Target::one(code));
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_codes_are_read_with_their_restrictions() {
        let read = |text: &str| targets(text).map(|t| t.len());
        for (text, count) in [
            ("category M01", Some(1)),
            ("subcategory M14.8-", Some(1)),
            ("categories O03-O04", Some(1)),
            ("categories T17 and T18", Some(2)),
            ("E08-E13 with .22", Some(6)),
            ("N00-N07 with fourth character .6", Some(1)),
            ("Y35 with 7th characters", Some(1)),
            ("Disease, heart", None),
            ("with", None),
        ] {
            assert_eq!(read(text), count, "{text}");
        }
        let range = targets("N00-N07 with fourth character .6").unwrap()[0];
        assert!(
            range.matches(&Code::cm("N03.6").unwrap()) && !range.matches(&Code::cm("N03.5").unwrap())
        );
        let sequela = targets("W00-X58 with 7th character S").unwrap()[0];
        assert!(sequela.matches(&Code::cm("W19.XXXS").unwrap()));
        assert!(!sequela.matches(&Code::cm("W19.XXXA").unwrap()));
        let ends = targets("E08-E13 with .3-").unwrap();
        assert!(ends.iter().any(|t| t.matches(&Code::cm("E11.321").unwrap())));
    }

    #[test]
    fn a_code_after_words_is_split_off() {
        assert_eq!(trailing("Blockage, pipe K56.69").map(|(head, _)| head), Some("Blockage, pipe"));
        assert!(trailing("Blockage, pipe").is_none());
    }
}
