//! The tokens of RTF: groups, control words and bytes of text.

/// One token.
pub(super) enum Token<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// `\word` or `\word12`, or a control symbol such as `\~`.
    Word(&'a str, Option<i32>),
    /// `\*`: the destination that follows may be passed over.
    Ignorable,
    /// A byte of text, plain or as `\'hh`.
    Byte(u8),
}

/// Walks the tokens of a file.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over binary data.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.bytes.len());
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control()?,
                // Line ends of the file are not those of the text.
                b'\r' | b'\n' | 0 => continue,
                _ => Token::Byte(byte),
            });
        }
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.bytes.get(self.at)?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        Some(match first {
            b'\'' => {
                let digits =
                    self.bytes.get(self.at..self.at + 2).and_then(|d| std::str::from_utf8(d).ok());
                let byte = digits.and_then(|d| u8::from_str_radix(d, 16).ok());
                self.at += if byte.is_some() { 2 } else { 0 };
                Token::Byte(byte.unwrap_or(b'?'))
            }
            b'*' => Token::Ignorable,
            b'{' | b'}' | b'\\' => Token::Byte(first),
            b'\r' | b'\n' => Token::Word("par", None),
            b'~' => Token::Word("nbsp", None),
            b'_' => Token::Word("nbhyphen", None),
            _ => Token::Word("", None),
        })
    }

    fn word(&mut self) -> Token<'a> {
        let run =
            |from: usize, is: fn(&u8) -> bool| self.bytes[from..].iter().take_while(|b| is(b)).count();
        let start = self.at;
        let end = start + run(start, u8::is_ascii_alphabetic);
        let sign = usize::from(self.bytes.get(end) == Some(&b'-'));
        let digits = run(end + sign, u8::is_ascii_digit);
        let stop = if digits > 0 { end + sign + digits } else { end };
        let text =
            |from: usize, to: usize| std::str::from_utf8(&self.bytes[from..to]).unwrap_or_default();
        let token = Token::Word(text(start, end), text(end, stop).parse().ok());
        self.at = stop + usize::from(self.bytes.get(stop) == Some(&b' '));
        token
    }
}
