//! What do the words and codes of one Index entry say?

use super::CodeRef;
use crate::sources::markup::tidy;
use medcode_model::{Code, CodeSystem};

/// Reads one code as the Index prints it: `E11.9`, `C56.-` (characters still needed),
/// `I82.5y--` (a small letter stands for a character still to choose).
pub(crate) fn code(printed: &str) -> Option<CodeRef> {
    let raw = printed.trim();
    let stem = raw.trim_end_matches(['-', ' ']);
    let open = stem.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let dash = open.len() < raw.len();
    let stem = open.strip_suffix('.').unwrap_or(open);
    shaped(stem).then(|| Code::new(CodeSystem::Icd10Cm, stem).ok()).flatten().map(|code| CodeRef {
        code,
        dash,
        raw: raw.to_owned(),
    })
}

/// Letter, digit (or letter before a digit, as in QA0), letter or digit; then a dot and more.
fn shaped(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let (head, tail) = bytes.split_at(bytes.len().min(3));
    let [a, b, c] = head else { return false };
    let category = a.is_ascii_uppercase()
        && (b.is_ascii_digit() || (b.is_ascii_uppercase() && c.is_ascii_digit()))
        && (c.is_ascii_digit() || c.is_ascii_uppercase());
    let rest = match tail {
        [] => true,
        [b'.', rest @ ..] => {
            (1..=4).contains(&rest.len())
                && rest.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        }
        _ => false,
    };
    category && rest
}

/// Reads `E11.31- [H36]`: the code and, in brackets, its manifestations.
pub(crate) fn code_and_brackets(printed: &str) -> (Option<CodeRef>, Vec<CodeRef>) {
    let (head, brackets) = match printed.split_once('[') {
        Some((head, rest)) => (head, rest.trim_end().trim_end_matches(']')),
        None => (printed, ""),
    };
    (code(head), codes(brackets))
}

/// Reads a list of codes; whatever is not a code is left out.
pub(crate) fn codes(printed: &str) -> Vec<CodeRef> {
    printed.split([',', ';', ' ', '[', ']']).filter_map(code).collect()
}

/// A title cut into its words and its nonessential modifiers.
///
/// Everything in parentheses is nonessential (OCG Section I.A.7); the `nemod` element is no
/// guide, as it runs from the first parenthesis of a title to the last.
pub(crate) fn title(printed: &str) -> (String, Vec<String>) {
    let mut words = String::with_capacity(printed.len());
    let mut modifiers = Vec::new();
    let mut rest = printed;
    while let Some(open) = rest.find('(') {
        let Some(len) = closing(&rest[open..]) else { break };
        words.push_str(&rest[..open]);
        modifiers.push(tidy(&rest[open + 1..open + len]));
        rest = &rest[open + len + 1..];
    }
    words.push_str(rest);
    modifiers.retain(|m| !m.is_empty());
    let words = tidy(words.trim_start_matches(['-', ' ', ',']));
    if words.is_empty() && !modifiers.is_empty() {
        return (modifiers.join(" "), Vec::new());
    }
    (words, modifiers)
}

/// Where the parenthesis that a text begins with is closed again.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at),
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// A code that slipped into the end of a title (`splitting wood Y93.L1`, `angiomatousD18.00`):
/// the title before it and the code. Only codes with a dot: `vitamin B12` is a title.
pub(crate) fn code_in_title(title: &str) -> Option<(String, CodeRef)> {
    let dot = title.rfind('.')?;
    let start = dot.checked_sub(3)?;
    let tail = title.get(start..)?;
    if tail.contains(' ') || title[..start].ends_with(['-', '.']) {
        return None;
    }
    let code = code(tail)?;
    let before = title[..start].trim_end();
    (!before.is_empty()).then(|| (before.to_owned(), code))
}

/// Whether the abbreviation stands in the text as a word of its own.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_the_index_prints_them() {
        for (printed, compact, dash) in [
            ("E11.9", "E119", false),
            ("C56.-", "C56", true),
            ("D16.4-", "D164", true),
            ("T62.8X-", "T628X", true),
            ("I82.5y--", "I825", true),
            ("QA0.0151", "QA00151", false),
            (" F02.81 ", "F0281", false),
        ] {
            let read = code(printed).unwrap();
            assert_eq!((read.code.compact(), read.dash), (compact, dash), "{printed}");
        }
        for printed in ["", "-", "--", "4G43.829", "e11.9", "E1", "B12345", "ABO", "E11.22222"] {
            assert_eq!(code(printed), None, "{printed}");
        }
    }

    #[test]
    fn brackets_hold_manifestations() {
        let (code, brackets) = code_and_brackets("E85.4- [H36, N08]");
        assert_eq!(code.unwrap().code.compact(), "E854");
        assert_eq!(brackets.iter().map(|c| c.code.compact()).collect::<Vec<_>>(), ["H36", "N08"]);
    }

    #[test]
    fn parentheses_are_nonessential_wherever_they_stand() {
        let cases: [(&str, &str, &[&str]); 6] = [
            ("Rot (dry) (wet) NEC", "Rot NEC", &["dry", "wet"]),
            ("organ(s) or tract, congenital", "organ or tract, congenital", &["s"]),
            ("Foo (-Bar) disease", "Foo disease", &["-Bar"]),
            ("valve (left (upper)), old", "valve, old", &["left (upper)"]),
            ("(mono) acid", "acid", &["mono"]),
            ("open (without end", "open (without end", &[]),
        ];
        for (printed, words, modifiers) in cases {
            let (title, found) = title(printed);
            assert_eq!(title, words);
            assert_eq!(found, modifiers, "{printed}");
        }
    }

    #[test]
    fn a_code_at_the_end_of_a_title_is_taken_out() {
        let found = |t| code_in_title(t).map(|(t, c)| (t, c.raw));
        assert_eq!(found("chopping logs Y93.L1"), Some(("chopping logs".into(), "Y93.L1".into())));
        assert_eq!(found("netlikeD18.00"), Some(("netlike".into(), "D18.00".into())));
        assert_eq!(found("lasting I82.5y--"), Some(("lasting".into(), "I82.5y--".into())));
        for title in ["vitamin B12", "see U.S. list", "E11.9", "sites in C77.0 - C77.5 only", ""] {
            assert_eq!(found(title), None, "{title}");
        }
    }
}
