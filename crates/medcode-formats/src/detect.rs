//! Which format is a file of claims?

use std::io::{self, Read};

/// The formats that claims are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// X12 837.
    X12,
    /// HL7 FHIR R4 as JSON or NDJSON.
    Fhir,
    /// medcode JSON.
    Json,
    /// Comma-separated values.
    Csv,
}

/// Bytes looked at.
const LOOKED_AT: u64 = 1 << 16;

/// Tells the format by the beginning of the file; gives back all of it.
///
/// # Errors
/// When the file cannot be read, is empty, or is UTF-16, which no format of claims is.
pub fn detect<R: Read>(mut input: R) -> io::Result<(Option<Format>, impl Read)> {
    let mut head = Vec::new();
    input.by_ref().take(LOOKED_AT).read_to_end(&mut head)?;
    if is_utf16(&head) {
        let message = "the text is UTF-16 (Unicode of Windows): save it as UTF-8";
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    if head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii().is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the file is empty"));
    }
    let format = of(&head);
    Ok((format, io::Cursor::new(head).chain(input)))
}

/// The format of a file that begins so; none where nothing tells it.
fn of(head: &[u8]) -> Option<Format> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = head.iter().position(|b| !b.is_ascii_whitespace())?;
    let head = &head[start..];
    match head[0] {
        b'{' | b'[' if has(head, b"\"resourceType\"") => Some(Format::Fhir),
        b'{' | b'[' => Some(Format::Json),
        _ if head.starts_with(b"ISA") => Some(Format::X12),
        _ => {
            let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
            if line.iter().any(|b| matches!(b, b',' | b';' | b'\t' | b'|')) && !has(line, b"ISA*") {
                Some(Format::Csv)
            } else {
                None
            }
        }
    }
}

/// By its mark, or by the zero beside the first character.
fn is_utf16(head: &[u8]) -> bool {
    match head.get(..4) {
        Some([0xff, 0xfe, ..] | [0xfe, 0xff, ..]) => true,
        Some(&[a, b, c, d]) => {
            let zero = |byte: u8| byte == 0;
            !zero(a) && zero(b) && !zero(c) && zero(d) || zero(a) && !zero(b) && zero(c) && !zero(d)
        }
        _ => false,
    }
}

fn has(text: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(text, part).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_beginning() {
        for (head, format) in [
            ("ISA*00*", Some(Format::X12)),
            ("\u{feff}{\"resourceType\": \"Claim\"", Some(Format::Fhir)),
            ("\n[{\"id\": \"1\"}]", Some(Format::Json)),
            ("claim_id,code\n1,99213", Some(Format::Csv)),
            ("claim_id;code\n1;99213", Some(Format::Csv)),
            ("a letter\nwith, a comma", None),
            ("", None),
            ("  \n", None),
        ] {
            assert_eq!(of(head.as_bytes()), format, "{head:?}");
        }
    }

    #[test]
    fn utf_16_is_told() {
        for text in [&b"\xff\xfeI\0S\0A\0"[..], b"\xfe\xff\0I\0S\0A", b"[\0{\0", b"\0[\0{"] {
            assert!(detect(text).is_err());
        }
        assert!(detect(&b"\0\0\0\0"[..]).is_ok());
    }

    #[test]
    fn an_empty_file_is_told() {
        for text in [&b""[..], b" \r\n", b"\xef\xbb\xbf\n"] {
            assert_eq!(detect(text).err().map(|e| e.to_string()).as_deref(), Some("the file is empty"));
        }
    }

    #[test]
    fn nothing_of_the_file_is_lost() {
        let text = "x".repeat(200_000);
        let (_, mut all) = detect(text.as_bytes()).unwrap();
        let mut read = String::new();
        all.read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
    }
}
