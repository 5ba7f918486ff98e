//! What are the tokens of a note: codes, words, dashes, brackets?

use medcode_model::Code;
use std::ops::Range;

/// One token and the bytes it covers.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    pub(crate) kind: Kind<'a>,
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// Something shaped as a code; a dot and dash after it are tokens of their own.
    Code(Code),
    /// A word or number, `(s)` at its end included.
    Word(&'a str),
    /// One dash or several.
    Dash,
    Comma,
    Dot,
    Open,
    Close,
    /// Any other sign.
    Sign,
}

/// Splits a note. No token is empty, and none overlaps another.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'-' => {
                at += run(bytes, at, |b| b == b'-');
                Kind::Dash
            }
            b if is_word(b) => {
                let (kind, len) = word_or_code(text, at);
                at += len;
                kind
            }
            b => {
                at += 1;
                match b {
                    b',' | b';' => Kind::Comma,
                    b'.' => Kind::Dot,
                    b'(' => Kind::Open,
                    b')' | b'}' => Kind::Close,
                    _ => Kind::Sign,
                }
            }
        };
        out.push(Token { kind, span: start..at });
    }
    out
}

/// Letters, digits, apostrophes and everything beyond ASCII (dashes and quotes of other
/// alphabets do not occur; accented letters do).
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'\'' || byte >= 0x80
}

fn run(bytes: &[u8], from: usize, fits: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().take_while(|&&b| fits(b)).count()
}

fn word_or_code(text: &str, at: usize) -> (Kind<'_>, usize) {
    let bytes = text.as_bytes();
    let len = run(bytes, at, is_word);
    if let Some((code, code_len)) = code_at(bytes, at, len) {
        return (Kind::Code(code), code_len);
    }
    let word = &text[at..at + len];
    let plural = bytes[at + len..].starts_with(b"(s)");
    (Kind::Word(word), if plural { len + 3 } else { len })
}

/// A code at the start of a word: a letter, a digit, a letter or digit, and after a dot up to
/// four more; capitals only, since `a15` is never a code in a note.
fn code_at(bytes: &[u8], at: usize, word: usize) -> Option<(Code, usize)> {
    let category = bytes.get(at..at + 3)?;
    if word != 3 || !is_category(category) {
        return None;
    }
    let rest = match bytes.get(at + 3) {
        Some(b'.') => run(bytes, at + 4, |b| b.is_ascii_digit() || b.is_ascii_uppercase()),
        _ => 0,
    };
    let ends = bytes.get(at + 4 + rest).is_none_or(|&b| !is_word(b));
    let len = if (1..=4).contains(&rest) && ends { 4 + rest } else { 3 };
    let code = std::str::from_utf8(&bytes[at..at + len]).ok()?;
    Some((Code::cm(code).ok()?, len))
}

fn is_category(bytes: &[u8]) -> bool {
    bytes[0].is_ascii_uppercase()
        && bytes[1].is_ascii_digit()
        && (bytes[2].is_ascii_digit() || bytes[2].is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        let of = |t: &Token<'_>| match t.kind {
            Kind::Code(code) => Some(code.to_string()),
            _ => None,
        };
        tokens(text).iter().filter_map(of).collect()
    }

    #[test]
    fn codes_are_told_from_what_only_looks_like_them() {
        assert_eq!(
            codes("(E08.-, M1A.00X1, T43.1X) S92.-with A15."),
            ["E08", "M1A.00X1", "T43.1X", "S92", "A15"]
        );
        assert!(codes("G6PD O157:H7 H5N1 a15 C5 T1").is_empty());
    }
}
