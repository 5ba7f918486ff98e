//! Which words does a file of one's own rules consist of?

use medcode_model::{Position, Problem};

/// How two figures are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Compare {
    /// Whether it holds of two figures.
    #[must_use]
    pub fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, a code, a figure, a date.
    Word,
    /// Text in quotes, without them.
    Text,
    Compare(Compare),
    Comma,
    Open,
    Close,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) at: Position,
    /// The first of its line.
    pub(super) leads: bool,
}

impl Token<'_> {
    /// Begins a statement: it stands at the start of a line.
    pub(super) fn begins(&self) -> bool {
        self.leads && self.at.column == 1
    }
}

/// Cuts a text into tokens; what has no meaning is a problem and left out.
pub(super) fn tokens(text: &str) -> (Vec<Token<'_>>, Vec<Problem>) {
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    let mut start = 0usize;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let number = u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
        cut(line, start as u64, number, &mut out, &mut problems);
        start += line.len();
    }
    (out, problems)
}

fn cut<'a>(
    line: &'a str,
    start: u64,
    number: u32,
    out: &mut Vec<Token<'a>>,
    problems: &mut Vec<Problem>,
) {
    let mut at = 0usize;
    let mut leads = true;
    while let Some(c) = line[at..].chars().next() {
        let column = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
        let position = Position { byte: start + at as u64, line: number, column };
        if c.is_whitespace() || c == '\u{feff}' {
            at += c.len_utf8();
            continue;
        }
        if c == '#' {
            return;
        }
        match one(&line[at..]) {
            Ok((kind, text, len)) => {
                out.push(Token { kind, text, at: position, leads });
                at += len;
            }
            Err((message, len)) => {
                problems.push(Problem::error(position, message));
                at += len;
            }
        }
        leads = false;
    }
}

/// The token that a text begins with, its text and its length; or what is wrong, and how much of it.
fn one(rest: &str) -> Result<(Kind, &str, usize), (String, usize)> {
    let simple = [
        ("<=", Kind::Compare(Compare::AtMost)),
        (">=", Kind::Compare(Compare::AtLeast)),
        ("<", Kind::Compare(Compare::Less)),
        (">", Kind::Compare(Compare::More)),
        ("=", Kind::Compare(Compare::Equal)),
        (",", Kind::Comma),
        ("(", Kind::Open),
        (")", Kind::Close),
    ];
    if let Some((sign, kind)) = simple.iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Ok((*kind, &rest[..sign.len()], sign.len()));
    }
    if let Some(inside) = rest.strip_prefix('"') {
        let Some(end) = inside.find('"') else {
            let message = "a quote is opened here and not closed on its line".to_owned();
            return Err((message, rest.len()));
        };
        return Ok((Kind::Text, &inside[..end], end + 2));
    }
    let word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '*' | '/' | ':');
    let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
    if end == 0 {
        let c = rest.chars().next().unwrap_or(' ');
        let message = format!("`{c}` has no meaning here; text stands in double quotes");
        return Err((message, c.len_utf8()));
    }
    Ok((Kind::Word, &rest[..end], end))
}
