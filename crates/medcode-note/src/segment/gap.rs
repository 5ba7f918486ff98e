//! What punctuation stands between two words?
//!
//! Words carry the condition, the marks between them carry its scope: a semicolon ends a
//! negation, `(-)` is one, `?` makes a diagnosis uncertain.

/// The marks between two tokens, as a set.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Gap(u32);

impl std::fmt::Debug for Gap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gap({:#x})", self.0)
    }
}

impl Gap {
    /// Nothing but a space, or nothing at all.
    pub const NONE: Self = Self(0);
    /// `,`
    pub const COMMA: Self = Self(1);
    /// `;`
    pub const SEMICOLON: Self = Self(1 << 1);
    /// `:`
    pub const COLON: Self = Self(1 << 2);
    /// `.` or `!` followed by a blank or the end: may end a sentence.
    pub const STOP: Self = Self(1 << 3);
    /// `?` anywhere.
    pub const QUESTION: Self = Self(1 << 4);
    /// `/`
    pub const SLASH: Self = Self(1 << 5);
    /// A hyphen with blanks around it, `--`, an en or em dash.
    pub const DASH: Self = Self(1 << 6);
    /// A hyphen tight between two words.
    pub const HYPHEN: Self = Self(1 << 7);
    /// `->`, `=>`, `→`.
    pub const ARROW: Self = Self(1 << 8);
    /// `=`
    pub const EQUALS: Self = Self(1 << 9);
    /// `(`, `[`, `{`.
    pub const OPEN: Self = Self(1 << 10);
    /// `)`, `]`, `}`.
    pub const CLOSE: Self = Self(1 << 11);
    /// A line ends here.
    pub const NEWLINE: Self = Self(1 << 12);
    /// A blank line stands here.
    pub const BLANK_LINE: Self = Self(1 << 13);
    /// `&`
    pub const AND: Self = Self(1 << 14);
    /// `|`
    pub const PIPE: Self = Self(1 << 15);
    /// Two blanks or more.
    pub const WIDE: Self = Self(1 << 16);
    /// Three blanks or more, or a tab: a column, not a space.
    pub const COLUMN: Self = Self(1 << 17);
    /// A quotation mark.
    pub const QUOTE: Self = Self(1 << 18);
    /// `+` right before the word, not between two words.
    pub const PLUS_BEFORE: Self = Self(1 << 19);
    /// `-` right before the word, with a blank before it.
    pub const MINUS_BEFORE: Self = Self(1 << 20);
    /// `+` right after the word before.
    pub const PLUS_AFTER: Self = Self(1 << 21);
    /// `(-)`, `[-]`.
    pub const MINUS_MARK: Self = Self(1 << 22);
    /// `(+)`, `[+]`.
    pub const PLUS_MARK: Self = Self(1 << 23);
    /// `[ ]`, `( )`, `☐`: a box left empty.
    pub const EMPTY_BOX: Self = Self(1 << 24);
    /// `☑`, `☒`, `✓`: a box ticked (`[x]` is read from the token `x`).
    pub const TICKED_BOX: Self = Self(1 << 25);
    /// `?` before the word: `?PE`.
    pub const QUESTION_BEFORE: Self = Self(1 << 26);
    /// `?` right after the word before: `COPD?`.
    pub const QUESTION_AFTER: Self = Self(1 << 27);
    /// A bullet sign within the line.
    pub const BULLET: Self = Self(1 << 28);
    /// `*`, `_`, `#`: markdown.
    pub const MARKUP: Self = Self(1 << 29);
    /// `~`, `<`, `>`, `@`, `%` and the rest.
    pub const OTHER: Self = Self(1 << 30);

    /// Whether any of the marks of `other` is there.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Reads the marks of `text[from..to]`, a stretch without letters or digits.
    #[must_use]
    pub fn between(text: &str, from: usize, to: usize) -> Self {
        let Some(gap) = text.get(from..to) else { return Self::NONE };
        if gap == " " || gap.is_empty() {
            return Self::NONE;
        }
        let mut reader = Reader { set: Self::NONE, previous: None, blanks: 0, lines: 0 };
        let mut chars = gap.chars().peekable();
        while let Some(c) = chars.next() {
            reader.take(c, chars.peek().copied(), from == 0);
        }
        reader.finish(gap, to == text.len());
        reader.set
    }
}

/// Walks a gap char by char.
struct Reader {
    set: Gap,
    previous: Option<char>,
    blanks: u32,
    lines: u32,
}

impl Reader {
    fn take(&mut self, c: char, next: Option<char>, at_start: bool) {
        let loose = self.previous.map_or(at_start, |p| p.is_whitespace() || "([{\",;/|".contains(p));
        match c {
            '\n' => self.line(),
            '\r' if next != Some('\n') => self.line(),
            '\t' => self.set.add(Gap::COLUMN.with(Gap::WIDE)),
            c if c.is_whitespace() => self.blank(),
            _ => {
                self.blanks = 0;
                if !matches!(c, '>' | '*' | '•') {
                    self.lines = 0;
                }
                self.set.add(mark(c, self.previous, next, loose));
            }
        }
        self.previous = Some(c);
    }

    fn line(&mut self) {
        self.set.add(if self.lines > 0 { Gap::BLANK_LINE.with(Gap::NEWLINE) } else { Gap::NEWLINE });
        self.lines += 1;
        self.blanks = 0;
    }

    fn blank(&mut self) {
        self.blanks += 1;
        if self.blanks >= 2 && self.lines == 0 {
            self.set.add(Gap::WIDE);
        }
        if self.blanks >= 3 && self.lines == 0 {
            self.set.add(Gap::COLUMN);
        }
    }

    /// What only the whole gap tells.
    fn finish(&mut self, gap: &str, at_end: bool) {
        if gap.starts_with('?') {
            self.set.add(Gap::QUESTION_AFTER);
        }
        if gap.starts_with('+') && !gap.starts_with("+/") {
            self.set.add(Gap::PLUS_AFTER);
        }
        if !at_end && gap.len() > 1 && gap.ends_with('-') && !gap.ends_with("--") {
            let before = gap[..gap.len() - 1].chars().next_back();
            if before.is_some_and(|b| b.is_whitespace() || "(,;/".contains(b)) {
                self.set.add(Gap::MINUS_BEFORE);
            }
        }
        let opens = gap.bytes().any(|b| matches!(b, b'(' | b'['));
        if opens && ["[ ]", "[]", "( )", "()", "[_]"].iter().any(|b| gap.contains(b)) {
            self.set.add(Gap::EMPTY_BOX);
        }
        if at_end && gap.contains('.') {
            self.set.add(Gap::STOP);
        }
    }
}

/// The meaning of one mark, given its neighbours.
fn mark(c: char, previous: Option<char>, next: Option<char>, loose: bool) -> Gap {
    let boxed = |p: Option<char>| matches!(p, Some('(' | '['));
    match c {
        ',' | '\u{ff0c}' | '\u{3001}' => Gap::COMMA,
        ';' => Gap::SEMICOLON,
        ':' => Gap::COLON,
        '.' | '!' if next.is_some_and(|n| !n.is_whitespace() && !"\"')]*".contains(n)) => Gap::OTHER,
        '.' | '!' if next.is_none() => Gap::OTHER,
        '.' | '!' => Gap::STOP,
        '\u{3002}' => Gap::STOP,
        '?' if next.is_none() && loose => Gap::QUESTION.with(Gap::QUESTION_BEFORE),
        '?' if loose && next.is_some_and(char::is_whitespace) => {
            Gap::QUESTION.with(Gap::QUESTION_BEFORE)
        }
        '?' | '\u{bf}' => Gap::QUESTION,
        '/' => Gap::SLASH,
        '>' if matches!(previous, Some('-' | '=')) => Gap::ARROW,
        '\u{2192}' | '\u{21d2}' => Gap::ARROW,
        '-' | '\u{2212}' | '\u{2010}' | '\u{2011}' => minus(previous, next),
        '\u{2013}' | '\u{2014}' => Gap::DASH,
        '=' => Gap::EQUALS,
        '(' | '[' | '{' => Gap::OPEN,
        ')' | ']' | '}' => Gap::CLOSE,
        '&' => Gap::AND,
        '|' => Gap::PIPE,
        '"' | '\u{201c}' | '\u{201d}' => Gap::QUOTE,
        '+' if boxed(previous) => Gap::PLUS_MARK,
        '+' if next.is_none() => Gap::PLUS_BEFORE,
        '\u{2610}' => Gap::EMPTY_BOX,
        '\u{2611}' | '\u{2612}' | '\u{2713}' | '\u{2714}' => Gap::TICKED_BOX,
        '\u{2022}' | '\u{b7}' | '\u{25cf}' | '\u{25aa}' | '\u{2023}' => Gap::BULLET,
        '*' | '_' | '#' => Gap::MARKUP,
        '\'' | '\u{2019}' => Gap::NONE,
        _ => Gap::OTHER,
    }
}

/// A hyphen: between words, alone as a dash, boxed as "no".
fn minus(previous: Option<char>, next: Option<char>) -> Gap {
    let boxed = matches!(previous, Some('(' | '[')) && matches!(next, Some(')' | ']'));
    match (previous, next) {
        _ if boxed => Gap::MINUS_MARK,
        (_, Some('>')) => Gap::ARROW,
        (Some('-'), _) | (_, Some('-')) => Gap::DASH,
        (Some(p), Some(n)) if p.is_whitespace() && n.is_whitespace() => Gap::DASH,
        (None, Some(n)) if n.is_whitespace() => Gap::DASH,
        (None, None) => Gap::HYPHEN,
        _ => Gap::OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(text: &str) -> Gap {
        let from = text.find('a').unwrap() + 1;
        Gap::between(text, from, text.rfind('b').unwrap())
    }

    #[test]
    fn marks_are_told_apart_by_their_neighbours() {
        for (text, mark, there) in [
            ("a - b", Gap::DASH, true),
            ("a-b", Gap::DASH, false),
            ("a-b", Gap::HYPHEN, true),
            ("a (-) b", Gap::MINUS_MARK, true),
            ("a (+) b", Gap::PLUS_MARK, true),
            ("a +b", Gap::PLUS_BEFORE, true),
            ("a -b", Gap::MINUS_BEFORE, true),
            ("a - b", Gap::MINUS_BEFORE, false),
            ("a ?b", Gap::QUESTION_BEFORE, true),
            ("a? b", Gap::QUESTION_AFTER, true),
            ("a? b", Gap::QUESTION_BEFORE, false),
            ("a [ ] b", Gap::EMPTY_BOX, true),
            ("a -> b", Gap::ARROW, true),
            ("a\n\nb", Gap::BLANK_LINE, true),
            ("a\r\nb", Gap::BLANK_LINE, false),
            ("a\nb", Gap::NEWLINE, true),
            ("a. b", Gap::STOP, true),
            ("a.b", Gap::STOP, false),
            ("a.\nb", Gap::STOP, true),
            ("a   b", Gap::COLUMN, true),
        ] {
            assert_eq!(gap(text).has(mark), there, "{text:?} {mark:?}");
        }
    }
}
