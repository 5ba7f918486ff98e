//! Words as they are searched: without case and accents, in letters that both databases take alike.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

/// A longer run of letters and figures is cut: no word is so long, but a line of base64 is.
const LONGEST: usize = 64;
/// What a text may bring into an index (PostgreSQL takes no more than 1 MiB of words).
const MOST: usize = 800_000;

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) word: String,
    pub(crate) at: Range<usize>,
}

/// The words of a text in their order: runs of letters and figures.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = Token> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|(_, c)| !c.is_alphanumeric()).is_some() {}
        let &(start, _) = rest.peek()?;
        let (mut word, mut end) = (String::new(), start);
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphanumeric()) {
            end = at + c.len_utf8();
            if word.len() < LONGEST {
                fold(c, &mut word);
            }
        }
        Some(Token { word, at: start..end })
    })
}

/// The words of a text, each once, for an index.
pub(crate) fn index_text(text: &str) -> String {
    let words: BTreeSet<String> = words_of(text).map(|t| t.word).collect();
    let mut out = String::new();
    for word in words {
        if out.len() + word.len() >= MOST {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

/// A letter without case and accent. What is not ASCII then is written as its number, so that no
/// database's idea of letters matters.
fn fold(c: char, word: &mut String) {
    for lower in c.to_lowercase() {
        match plain(lower) {
            Some(letters) => word.push_str(letters),
            None if lower.is_ascii() => word.push(lower),
            None => write!(word, "u{:x}", u32::from(lower)).unwrap_or_default(),
        }
    }
}

/// The plain letters of a Latin one with a mark.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        words_of(text).map(|t| t.word).collect()
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        assert_eq!(words("Sjögren's, T2DM; Ménière"), ["sjogren", "s", "t2dm", "meniere"]);
        assert_eq!(words("E11.9/I10"), ["e11", "9", "i10"]);
        assert_eq!(words(" -- "), Vec::<String>::new());
    }

    #[test]
    fn letters_of_other_scripts_are_ascii_in_the_index() {
        assert!(index_text("боль 痛み").is_ascii());
        assert_ne!(words("боль"), words("соль"));
    }

    #[test]
    fn ranges_are_those_of_the_text() {
        let text = "é Ménière x";
        let at: Vec<&str> = words_of(text).map(|t| &text[t.at]).collect();
        assert_eq!(at, ["é", "Ménière", "x"]);
    }

    #[test]
    fn a_long_run_and_a_long_text_stay_within_their_bounds() {
        assert!(words(&"a".repeat(10_000))[0].len() <= LONGEST);
        let many: String = (0..200_000).map(|n| format!("word{n} ")).collect();
        assert!(index_text(&many).len() <= MOST);
    }
}
