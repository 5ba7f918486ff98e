//! From text to values; what is no JSON is said with its place.

use super::value::{Kind, Value};
use std::borrow::Cow;

/// Deeper than this no document is, and the stack holds it.
const DEEPEST: usize = 128;

/// Why a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The byte.
    pub at: usize,
    /// What is wrong there.
    pub why: &'static str,
}

/// Reads one value; white space around it is passed over, anything else is not.
///
/// # Errors
/// When the text is no JSON.
pub fn parse(text: &str) -> Result<Value<'_>, Broken> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0 };
    reader.blank();
    let value = reader.value(0)?;
    reader.blank();
    if reader.at < text.len() {
        return Err(reader.broken("something follows the value"));
    }
    Ok(value)
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    const fn broken(&self, why: &'static str) -> Broken {
        Broken { at: self.at, why }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, Broken> {
        let start = self.at;
        let kind = match self.peek() {
            _ if depth > DEEPEST => return Err(self.broken("it is nested too deeply")),
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(Cow::Borrowed(self.number()?)),
            Some(b't') => self.word("true", Kind::Bool(true))?,
            Some(b'f') => self.word("false", Kind::Bool(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            Some(_) => return Err(self.broken("a value is expected")),
            None => return Err(self.broken("the text ends where a value is expected")),
        };
        Ok(Value { start, end: self.at, kind })
    }

    fn word(&mut self, word: &str, kind: Kind<'a>) -> Result<Kind<'a>, Broken> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.broken("a value is expected"));
        }
        self.at += word.len();
        Ok(kind)
    }

    fn object(&mut self, depth: usize) -> Result<Kind<'a>, Broken> {
        let mut members = Vec::new();
        self.at += 1;
        self.blank();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Kind::Object(members));
        }
        loop {
            self.blank();
            if self.peek() != Some(b'"') {
                return Err(self.broken("the name of a member is expected"));
            }
            let name = self.string()?;
            self.blank();
            if self.peek() != Some(b':') {
                return Err(self.broken("a colon is expected"));
            }
            self.at += 1;
            self.blank();
            members.push((name, self.value(depth + 1)?));
            if self.ends(b'}', "a comma or the end of the object is expected")? {
                return Ok(Kind::Object(members));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Kind<'a>, Broken> {
        let mut items = Vec::new();
        self.at += 1;
        self.blank();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Kind::List(items));
        }
        loop {
            self.blank();
            items.push(self.value(depth + 1)?);
            if self.ends(b']', "a comma or the end of the list is expected")? {
                return Ok(Kind::List(items));
            }
        }
    }

    /// After an element: its comma is passed over; true at the closing bracket.
    fn ends(&mut self, close: u8, why: &'static str) -> Result<bool, Broken> {
        self.blank();
        let closed = match self.peek() {
            Some(b',') => false,
            Some(byte) if byte == close => true,
            _ => return Err(self.broken(why)),
        };
        self.at += 1;
        Ok(closed)
    }

    fn number(&mut self) -> Result<&'a str, Broken> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let zero = self.peek() == Some(b'0');
        let whole = self.run();
        if whole == 0 || zero && whole > 1 {
            return Err(self.broken("a number is expected"));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.run() == 0 {
                return Err(self.broken("a digit is expected"));
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.run() == 0 {
                return Err(self.broken("a digit is expected"));
            }
        }
        Ok(&self.text[start..self.at])
    }

    /// Passes over digits and counts them.
    fn run(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Broken> {
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut plain = start;
        loop {
            let Some(found) = memchr::memchr2(b'"', b'\\', &self.bytes[self.at..]) else {
                self.at = self.bytes.len();
                return Err(self.broken("a text has no end"));
            };
            self.control(found)?;
            self.at += found;
            let piece = &self.text[plain..self.at];
            if self.bytes[self.at] == b'"' {
                self.at += 1;
                return Ok(match owned {
                    None => Cow::Borrowed(piece),
                    Some(text) => Cow::Owned(text + piece),
                });
            }
            let text = owned.get_or_insert_default();
            text.push_str(piece);
            self.at += 1;
            text.push(self.escape()?);
            plain = self.at;
        }
    }

    /// Line ends and other control characters do not stand in a text.
    fn control(&mut self, length: usize) -> Result<(), Broken> {
        let piece = &self.bytes[self.at..self.at + length];
        match piece.iter().position(|b| *b < 0x20) {
            None => Ok(()),
            Some(n) => Err(Broken { at: self.at + n, why: "a control character in a text" }),
        }
    }

    fn escape(&mut self) -> Result<char, Broken> {
        let Some(byte) = self.peek() else { return Err(self.broken("a text has no end")) };
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(Broken { at: self.at - 1, why: "no such escape" }),
        })
    }

    /// `\u0041`, also in two halves; half of a pair alone is the replacement character.
    fn unicode(&mut self) -> Result<char, Broken> {
        let first = self.hex()?;
        let pair = matches!(first, 0xd800..=0xdbff) && self.bytes[self.at..].starts_with(b"\\u");
        if pair {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if let 0xdc00..=0xdfff = second {
                let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = back;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32, Broken> {
        let digits =
            self.bytes.get(self.at..self.at + 4).filter(|d| d.iter().all(u8::is_ascii_hexdigit));
        let value = digits
            .and_then(|d| std::str::from_utf8(d).ok())
            .and_then(|d| u32::from_str_radix(d, 16).ok());
        let value = value.ok_or_else(|| self.broken("four hexadecimal digits are expected"))?;
        self.at += 4;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_bytes() {
        let text = " {\"a\": [1.50, \"x\\u00e9\\n\", null, true], \"b\": {}} ";
        let value = parse(text).unwrap();
        let list = value.list("a");
        assert_eq!(&text[list[0].start..list[0].end], "1.50");
        assert_eq!(list[0].digits(), Some("1.50"));
        assert_eq!(list[1].text(), Some("x\u{e9}\n"));
        assert_eq!(list[3].truth(), Some(true));
        assert_eq!((value.start, value.end), (1, text.len() - 1));
        assert!(value.get("b").unwrap().is_object());
    }

    #[test]
    fn halves_of_a_pair_are_put_together() {
        assert_eq!(parse("\"\\ud83d\\ude00\"").unwrap().text(), Some("\u{1f600}"));
        assert_eq!(parse("\"\\ud83dx\"").unwrap().text(), Some("\u{fffd}x"));
    }

    #[test]
    fn what_is_no_json_is_said_with_its_place() {
        for (text, at) in [
            ("", 0),
            ("{", 1),
            ("{\"a\" 1}", 5),
            ("[1,]", 3),
            ("[1 2]", 3),
            ("01", 2),
            ("1.", 2),
            ("tru", 0),
            ("\"a", 2),
            ("\"a\nb\"", 2),
            ("\"\\x\"", 2),
            ("{} x", 3),
            ("{'a': 1}", 1),
        ] {
            assert_eq!(parse(text).map_err(|b| b.at), Err(at), "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
