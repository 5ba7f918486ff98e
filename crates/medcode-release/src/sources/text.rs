//! How are the bytes of a publisher's text file turned into characters?

use medcode_model::Problem;
use std::borrow::Cow;

/// What Windows-1252 prints for the bytes 0x80 to 0x9F; the five unassigned ones stay controls.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of the bytes: UTF-8 where it is valid, else Windows-1252, which any bytes are.
/// The flag is true where the second reading was needed.
#[must_use]
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (Cow::Owned(bytes.iter().map(|&b| windows_1252(b)).collect()), true),
    }
}

/// One character of Windows-1252.
fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Moves problems found in the text of a file to where they stand in its bytes: characters
/// of a file that is not UTF-8 have other lengths there. Lines are the same in both.
pub(crate) fn put_back(problems: &mut [Problem], text: &str, bytes: &[u8]) {
    let plain = std::str::from_utf8(bytes).is_ok();
    if plain && text.len() == bytes.len() {
        return;
    }
    let mark = bytes.len() - without_mark(bytes).len();
    let ends = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n');
    let starts: Vec<usize> = std::iter::once(mark).chain(ends.map(|(at, _)| at + 1)).collect();
    for Problem { position: at, .. } in problems.iter_mut().filter(|p| p.position.line > 0) {
        let end = text.floor_char_boundary(usize::try_from(at.byte).unwrap_or(usize::MAX));
        let within = text[..end].rsplit('\n').next().unwrap_or_default();
        let within = if plain { within.len() } else { within.chars().count() };
        let start = starts.get(at.line as usize - 1).copied().unwrap_or(bytes.len());
        at.byte = (start + within).min(bytes.len()) as u64;
        if at.column > 0 {
            at.column = within as u32 + 1;
        }
    }
}

/// The bytes without a UTF-8 byte-order mark.
#[must_use]
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Whether the bytes open with a UTF-16 byte-order mark, which no publisher uses.
#[must_use]
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf8_are_read_as_windows_1252() {
        assert_eq!(decode("Ménière".as_bytes()), (Cow::Borrowed("Ménière"), false));
        let (text, fell_back) = decode(b"M\xe9ni\xe8re \x96 x");
        assert_eq!((text.as_ref(), fell_back), ("Ménière – x", true));
    }

    #[test]
    fn problems_point_into_the_bytes_whatever_their_encoding() {
        use medcode_model::Position;
        for (bytes, text, at, expected) in [
            (&b"ab\ncd"[..], "ab\ncd", 4, (4, 2)),
            (b"\xef\xbb\xbfab", "ab", 1, (4, 2)),
            (b"\xef\xbb\xbfa\ncd", "a\ncd", 3, (6, 2)),
            (b"\xe9\xe9\n\xe9b", "éé\néb", 7, (4, 2)),
            (b"\xe9", "é", 2, (1, 2)),
        ] {
            let mut problems = [Problem::note(Position::of(text.as_bytes(), at), "")];
            put_back(&mut problems, text, bytes);
            let place = problems[0].position;
            assert_eq!((place.byte, place.column), expected, "{text}");
        }
    }
}
