//! Cutting text into tokens and folding each to the form that tables are keyed by.
//!
//! Folding is light on purpose: case, accents, possessives, plurals and British spelling.
//! A stemmer is too blunt for code assignment ("organic" is not "organ").

use super::american::american;
use super::singular::singular;

/// A token with the bytes it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The token as written.
    pub raw: &'a str,
}

/// Cuts text into words and numbers; everything else separates.
///
/// An apostrophe inside a word belongs to it (`Crohn's`), a dot or comma between digits
/// belongs to the number (`27.5`, `1,000`); hyphens and slashes separate.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + next_word(&text[at..])?;
        let end = start + word_len(&text[start..]);
        at = end;
        Some(Token { start, end, raw: &text[start..end] })
    })
}

/// Sorts of bytes.
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const BEYOND_ASCII: u8 = 4;
/// `'`, `.` and `,`, which may stand within a word.
const JOINING: u8 = 8;

/// The sort of every byte: one look each, where the words of a note are cut.
const SORTS: [u8; 256] = {
    let mut out = [BEYOND_ASCII; 256];
    let mut byte = 0;
    while byte < 128 {
        out[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'\'' | b'.' | b',' => JOINING,
            _ => 0,
        };
        byte += 1;
    }
    out
};

fn is(byte: u8, sorts: u8) -> bool {
    SORTS[usize::from(byte)] & sorts != 0
}

/// Where the next word begins. Bytes are looked at while they are ASCII, as nearly all are.
fn next_word(text: &str) -> Option<usize> {
    let at = text.bytes().position(|b| is(b, LETTER | DIGIT | BEYOND_ASCII))?;
    if text.as_bytes()[at].is_ascii() {
        return Some(at);
    }
    text[at..].find(char::is_alphanumeric).map(|more| at + more)
}

/// Length in bytes of the word at the start of `text`.
fn word_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let plain = bytes.iter().position(|b| !is(*b, LETTER | DIGIT)).unwrap_or(bytes.len());
    let digit_before = plain > 0 && is(bytes[plain - 1], DIGIT);
    match bytes.get(plain) {
        None => plain,
        Some(b'.' | b',') if !digit_before => plain,
        Some(b) if !is(*b, BEYOND_ASCII | JOINING) => plain,
        _ => joined_len(text),
    }
}

/// The length of a word that may go on behind a mark or has letters beyond ASCII.
fn joined_len(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            previous = c;
            continue;
        }
        let next = chars.peek().map_or(' ', |&(_, c)| c);
        let joins = match c {
            '\'' | '\u{2019}' => previous.is_alphabetic() && next.is_alphabetic(),
            '.' | ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
            _ => false,
        };
        if !joins {
            return at;
        }
        previous = c;
    }
    text.len()
}

/// Folds one token: lower case, no accents, no possessive, singular, American spelling.
#[must_use]
pub fn fold(raw: &str) -> String {
    let mut word = String::with_capacity(raw.len());
    fold_into(raw, &mut word);
    word
}

/// The same into what may be used again for the next token: a note has many.
pub fn fold_into(raw: &str, word: &mut String) {
    word.clear();
    if raw.is_ascii() {
        word.push_str(raw);
        word.make_ascii_lowercase();
    } else {
        raw.chars().for_each(|c| fold_char(c, word));
    }
    if raw.bytes().all(|b| is(b, LETTER)) || is_of_letters(word) {
        singular(word);
        american(word);
    }
}

/// Takes the marks out of a word; says whether it is one of ASCII letters then.
fn is_of_letters(word: &mut String) -> bool {
    if let Some(cut) = word.strip_suffix("'s") {
        word.truncate(cut.len());
    }
    if word.bytes().any(|b| matches!(b, b'\'' | b',')) {
        word.retain(|c| c != '\'' && c != ',');
    }
    !word.bytes().any(|b| is(b, DIGIT | BEYOND_ASCII))
}

/// The folded tokens of a text.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    tokens(text).map(|t| fold(t.raw)).filter(|w| !w.is_empty()).collect()
}

/// A text without accents, its letters otherwise as they are: what a file in ASCII writes.
#[must_use]
pub fn unaccented(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match plain(c) {
            Some(letters) if c.is_uppercase() => out.push_str(&letters.to_uppercase()),
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// Lower case without accents.
fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    match plain(c) {
        Some(letters) => out.push_str(letters),
        None => out.push(c.to_lowercase().next().unwrap_or(c)),
    }
}

/// The small letters that stand for an accented one of either case.
fn plain(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    Some(match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'æ' => "ae",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'œ' => "oe",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        '\u{2019}' => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_a_coder_would_cut_them() {
        let cut = |t| tokens(t).map(|t| t.raw).collect::<Vec<_>>();
        assert_eq!(
            cut("Crohn's dz, L-spine/hip 27.5 kg"),
            ["Crohn's", "dz", "L", "spine", "hip", "27.5", "kg"]
        );
        assert_eq!(cut("pt. c/o pain."), ["pt", "c", "o", "pain"]);
        assert_eq!(cut(""), Vec::<&str>::new());
    }

    #[test]
    fn plural_possessive_accent_and_spelling_meet() {
        for (a, b) in [
            ("Fractures", "fracture"),
            ("Crohn's", "crohn"),
            ("Ménière's", "meniere"),
            ("anaemia", "anemia"),
            ("haemorrhoids", "hemorrhoid"),
            ("diabetes", "diabetes"),
            ("biopsies", "biopsy"),
            ("abscesses", "abscess"),
            ("metastases", "metastasis"),
            ("pelvis", "pelvis"),
            ("tumours", "tumor"),
            ("Sulphates", "sulfate"),
            ("catheterisation", "catheterization"),
            ("paralysed", "paralyzed"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn looking_at_bytes_cuts_as_looking_at_letters_does(text in "[a-z'.,0-9 \u{b2}\u{e9}\u{2019}\u{301}]{0,40}") {
            let mut at = 0;
            for token in tokens(&text) {
                let start = text[at..].find(char::is_alphanumeric).map(|n| at + n);
                proptest::prop_assert_eq!(Some(token.start), start);
                proptest::prop_assert_eq!(token.raw.len(), joined_len(&text[token.start..]));
                at = token.end;
            }
            proptest::prop_assert!(!text[at..].contains(char::is_alphanumeric));
        }
    }

    #[test]
    fn marks_join_letters_and_digits_only() {
        let cut = |t| tokens(t).map(|t| t.raw).collect::<Vec<_>>();
        assert_eq!(
            cut("1,000.5 x3. 7.a b.7 o'clock 'x' 5'8"),
            ["1,000.5", "x3", "7", "a", "b", "7", "o'clock", "x", "5", "8"]
        );
        assert_eq!(
            cut("caf\u{e9}s \u{2014} \u{b5}g/1\u{b2} a\u{301}b"),
            ["caf\u{e9}s", "\u{b5}g", "1\u{b2}", "a", "b"]
        );
    }

    #[test]
    fn tokens_point_into_the_text() {
        let text = "naïve Sjögren’s x2";
        for token in tokens(text) {
            assert_eq!(&text[token.start..token.end], token.raw);
        }
        assert_eq!(words(text), ["naive", "sjogren", "x2"]);
    }
}
