//! How are the bytes of a publisher's text file turned into characters?

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
}
