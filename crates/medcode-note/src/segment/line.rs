//! How is the page laid out: headings, list items, table rows, running text?

use medcode_model::Span;

use super::token::Token;

/// What a line is, by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing but blanks.
    Blank,
    /// A section header on a line of its own.
    Header,
    /// An item of a list: bulleted, numbered, lettered.
    Item,
    /// A row of a table.
    Row,
    /// Running text.
    Text,
}

/// The sign that opens a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// `-`, `*`, `•`, `>>` and the like.
    Bullet,
    /// `1.`, `2)`, `(3)`, `#4`.
    Number(u16),
    /// `a)`, `(b)`, `A.`
    Letter(u8),
    /// `#` followed by words, as in `# Sepsis`.
    Hash,
}

/// One line of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line without the blanks around it and without its end.
    pub span: Span,
    /// Its form.
    pub kind: LineKind,
    /// The list sign, if it opens with one.
    pub marker: Option<Marker>,
    /// Where its content begins, after the list sign.
    pub content: u32,
    /// Blanks before it (a tab counts four).
    pub indent: u16,
    /// Tokens of its content: first and one past the last.
    pub tokens: (u32, u32),
    /// Whether it carries on the line before (wrapped text).
    pub continues: bool,
}

impl Line {
    /// The number of tokens of its content.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.tokens.1 - self.tokens.0) as usize
    }

    /// Whether it holds no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.0 == self.tokens.1
    }
}

/// Cuts a text into lines.
pub(crate) fn cut(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut out = Vec::with_capacity(text.len() / 40 + 2);
    let mut start = 0;
    let mut token = 0;
    while start < text.len() {
        let rest = &text.as_bytes()[start..];
        let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
        let end = end.map_or(text.len(), |at| start + at + 1);
        // `\r\n` is one end of line: the lone `\n` after it is no line of its own.
        if &text[start..end] == "\n" && start > 0 && text.as_bytes()[start - 1] == b'\r' {
            start = end;
            continue;
        }
        let line = read(text, start, end, tokens, &mut token);
        out.push(line);
        start = end;
    }
    mark_wrapped(text, &mut out);
    out
}

/// One line.
fn read(text: &str, start: usize, end: usize, tokens: &[Token], at: &mut usize) -> Line {
    let raw = &text[start..end];
    let indent = indent_of(raw);
    let left = start + (raw.len() - raw.trim_start().len());
    let right = left + raw.trim().len();
    let trimmed = &text[left..right];
    let (marker, skip) = marker(trimmed);
    let content = left + skip;
    while *at < tokens.len() && (tokens[*at].span.start as usize) < content {
        *at += 1;
    }
    let first = *at;
    while *at < tokens.len() && (tokens[*at].span.start as usize) < right {
        *at += 1;
    }
    let kind = match () {
        () if trimmed.is_empty() => LineKind::Blank,
        () if is_row(trimmed) => LineKind::Row,
        () if marker.is_some() => LineKind::Item,
        () => LineKind::Text,
    };
    Line {
        span: Span::new(left.min(right), right),
        kind,
        marker,
        content: content as u32,
        indent,
        tokens: (first as u32, *at as u32),
        continues: false,
    }
}

fn indent_of(raw: &str) -> u16 {
    let blanks = raw.bytes().take_while(|b| matches!(b, b' ' | b'\t'));
    blanks.take(1000).map(|b| if b == b'\t' { 4 } else { 1 }).sum()
}

/// A table row has cells between bars, or at least three columns set apart by wide gaps.
fn is_row(line: &str) -> bool {
    let bars = line.bytes().filter(|&b| b == b'|').count();
    if line.starts_with('|') || bars >= 3 {
        return bars >= 2;
    }
    if !has_gaps(line.as_bytes()) {
        return false;
    }
    let columns = line.split("   ").filter(|cell| !cell.trim().is_empty()).count()
        + line.split('\t').filter(|cell| !cell.trim().is_empty()).count()
        - 1;
    columns >= 4 || (columns >= 3 && line.bytes().any(|b| b.is_ascii_digit()) && !line.contains(". "))
}

/// Whether a line has a tab or three blanks in a row: most have not, and need not be cut.
fn has_gaps(line: &[u8]) -> bool {
    // One of three blanks in a row stands at every third place, and is looked at alone.
    let blanks = |at: usize| {
        let before = line[..at].iter().rev().take_while(|b| **b == b' ').count();
        let after = line[at..].iter().take_while(|b| **b == b' ').count();
        before + after >= 3
    };
    line.contains(&b'\t') || (2..line.len()).step_by(3).any(|at| line[at] == b' ' && blanks(at))
}

/// The list sign at the start of a line and the bytes it takes with the blanks after it.
fn marker(line: &str) -> (Option<Marker>, usize) {
    let bytes = line.as_bytes();
    let found =
        numbered(bytes).or_else(|| lettered(bytes)).or_else(|| hashed(line)).or_else(|| bulleted(line));
    let Some((marker, len)) = found else { return (None, 0) };
    let rest = &line[len..];
    (Some(marker), len + (rest.len() - rest.trim_start().len()))
}

/// `1.` `1)` `(1)` `#1` `1:` `1 -`, and a bare `1 ` before a capital.
fn numbered(line: &[u8]) -> Option<(Marker, usize)> {
    let open = usize::from(matches!(line.first(), Some(b'(' | b'#' | b'[')));
    let digits = line[open..].iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let number = line[open..open + digits].iter().fold(0u16, |n, b| n * 10 + u16::from(b - b'0'));
    let after = open + digits;
    let marker = Marker::Number(number);
    match (line.get(after), line.get(after + 1)) {
        (Some(b'.' | b')' | b':' | b']'), None) => Some((marker, after + 1)),
        (Some(b')' | b']'), Some(_)) => Some((marker, after + 1)),
        (Some(b'.'), Some(next)) if !next.is_ascii_digit() => Some((marker, after + 1)),
        (Some(b':'), Some(b' ')) => Some((marker, after + 1)),
        (Some(b' ' | b'.' | b':'), Some(_)) if line[0] == b'#' => Some((marker, after)),
        // A bare number opens an item only before a capitalised word: `2 Acne vulgaris`.
        (Some(b' '), Some(next)) if next.is_ascii_uppercase() && open == 0 => Some((marker, after)),
        _ => None,
    }
}

/// `a)` `(a)` `A.` `a.` followed by a blank.
fn lettered(line: &[u8]) -> Option<(Marker, usize)> {
    let open = usize::from(line.first() == Some(&b'('));
    let letter = *line.get(open)?;
    if !letter.is_ascii_alphabetic() {
        return None;
    }
    let closed = match line.get(open + 1) {
        Some(b')') => true,
        Some(b'.') => open == 0,
        _ => false,
    };
    let blank = matches!(line.get(open + 2), Some(b' '));
    // `A.` and `P.` may head a section; letters as list signs come early in the alphabet
    // or stand in lower case.
    (closed && blank).then_some((Marker::Letter(letter.to_ascii_lowercase() - b'a' + 1), open + 2))
}

/// `# Sepsis`, but not the heading signs `##`.
fn hashed(line: &str) -> Option<(Marker, usize)> {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    (hashes > 0 && hashes <= 6 && line.len() > hashes).then_some((Marker::Hash, hashes))
}

/// `-`, `*`, `•`, `>`, `+` followed by a blank, or `•` and dashes tight before a word.
fn bulleted(line: &str) -> Option<(Marker, usize)> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let next = chars.next();
    let blank = next.is_none_or(char::is_whitespace);
    let found = match first {
        '\u{2022}' | '\u{b7}' | '\u{25cf}' | '\u{25aa}' | '\u{2023}' | '\u{25e6}' | '\u{25a0}'
        | '\u{2043}' | '\u{f0b7}' => true,
        '-' | '\u{2013}' | '\u{2014}' => next != Some('-') && next != Some('>'),
        '*' => next != Some('*'),
        '+' | 'o' | '=' => blank && next.is_some(),
        '>' => true,
        _ => false,
    };
    let len: usize =
        if first == '>' { line.bytes().take_while(|&b| b == b'>').count() } else { first.len_utf8() };
    found.then_some((Marker::Bullet, len))
}

/// Marks lines that carry on the line before: text wrapped at a margin.
fn mark_wrapped(text: &str, lines: &mut [Line]) {
    let width = wrap_width(lines);
    let lower = begins_lower(text, lines, width);
    // Such a note is broken where its writer broke it, at no margin.
    let width = if lower { usize::MAX } else { width };
    for at in 1..lines.len() {
        let (before, line) = (lines[at - 1], lines[at]);
        let flows =
            matches!(before.kind, LineKind::Text | LineKind::Item) && line.kind == LineKind::Text;
        lines[at].continues = flows && carries_on(text, &before, &line, width, lower);
    }
}

/// Whether most lines begin in lower case that no margin explains: then that tells nothing of a line, as in
/// notes typed in haste.
fn begins_lower(text: &str, lines: &[Line], width: usize) -> bool {
    let first = |l: &Line| l.span.of(text).chars().find(|c| c.is_alphabetic());
    let (mut small, mut large) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let [before, line] = pair else { continue };
        let wrapped = is_full(text, before, line, width);
        match first(line).filter(|_| !wrapped) {
            Some(letter) if letter.is_lowercase() => small += 1,
            Some(_) => large += 1,
            None => {}
        }
    }
    small >= 4 && small > large * 2
}

/// Whether the first word of a line had no room on the line before.
fn is_full(text: &str, before: &Line, line: &Line, width: usize) -> bool {
    let word = line.span.of(text).split_whitespace().next().map_or(0, str::len);
    before.indent as usize + before.span.len() + 1 + word > width
}

/// The margin the writer's system wraps at, if it wraps: the longest line when many come
/// near it.
fn wrap_width(lines: &[Line]) -> usize {
    let length = |l: &Line| l.span.len() + l.indent as usize;
    let longest = lines.iter().map(length).max().unwrap_or(0);
    let near = lines.iter().filter(|l| length(l) + 20 >= longest).take(2).count();
    if longest > 132 || near < 2 { usize::MAX } else { longest.max(60) }
}

/// `PROCEDURE PERFORMED: ...`: a few words from a capital to a colon open something new.
fn is_labelled(line: &str) -> bool {
    let label = line.split_once(':').map_or("", |(label, _)| label);
    label.starts_with(char::is_uppercase) && label.len() <= 40 && label.split_whitespace().count() <= 5
}

/// Headers that stand on a line of their own, be the line above as long as it may.
const HEADS: &[&str] = &[
    "plan",
    "a/p",
    "a&p",
    "ap",
    "assessment",
    "assessment/plan",
    "impression",
    "imp",
    "dx",
    "diagnosis",
    "exam",
    "labs",
    "meds",
    "pmh",
    "hpi",
    "ros",
];

fn carries_on(text: &str, before: &Line, line: &Line, width: usize, lower: bool) -> bool {
    let above = before.span.of(text).trim_end();
    let here = line.span.of(text);
    if above.ends_with(['.', ':', ';', '?', '!']) || before.span.len() < 30 || is_labelled(here) {
        return false;
    }
    if HEADS.iter().any(|h| here.trim().eq_ignore_ascii_case(h)) {
        return false;
    }
    let Some(first) = here.chars().next() else { return false };
    let full = is_full(text, before, line, width);
    let open = above.ends_with(',') || first.is_lowercase() && !lower;
    (full && before.span.len() >= 50) || (open && before.span.len() >= 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_signs_are_told_from_words_and_numbers() {
        for (line, sign, rest) in [
            ("1. Sepsis", Some(Marker::Number(1)), "Sepsis"),
            ("2) CKD", Some(Marker::Number(2)), "CKD"),
            ("(3) HTN", Some(Marker::Number(3)), "HTN"),
            ("#4 eyes", Some(Marker::Number(4)), "eyes"),
            ("2 Acne", Some(Marker::Number(2)), "Acne"),
            ("2 weeks ago", None, "2 weeks ago"),
            ("2.5 mg daily", None, "2.5 mg daily"),
            ("- cough", Some(Marker::Bullet), "cough"),
            ("\u{2022} cough", Some(Marker::Bullet), "cough"),
            (">> told", Some(Marker::Bullet), "told"),
            ("a) nodule", Some(Marker::Letter(1)), "nodule"),
            ("(b) anemia", Some(Marker::Letter(2)), "anemia"),
            ("# Sepsis: no", Some(Marker::Hash), "Sepsis: no"),
            ("-> home", None, "-> home"),
            ("cough", None, "cough"),
        ] {
            let (found, skip) = marker(line);
            assert_eq!((found, &line[skip..]), (sign, rest), "{line}");
        }
    }

    #[test]
    fn three_blanks_in_a_row_are_a_gap_wherever_they_stand() {
        for before in 0..4 {
            let line = |blanks| format!("{}{}b", "a".repeat(before), " ".repeat(blanks));
            assert!((3..8).all(|n| has_gaps(line(n).as_bytes())), "{before}");
            assert!((0..3).all(|n| !has_gaps(line(n).as_bytes())), "{before}");
        }
        assert!(has_gaps(b"a\tb") && !has_gaps(b"a  b  c") && !has_gaps(b""));
    }

    #[test]
    fn ends_of_line_of_every_system_are_one_line_each() {
        for text in ["a\nb\n", "a\r\nb\r\n", "a\rb\r"] {
            assert_eq!(cut(text, &[]).len(), 2, "{text:?}");
        }
        assert_eq!(cut("a\n\nb", &[]).len(), 3);
    }
}
