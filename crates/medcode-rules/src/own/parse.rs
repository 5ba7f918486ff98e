//! How is a file of one's own rules read? Statement by statement: one that is wrong is told with
//! line and column and what is allowed there, and the next is read.

use super::condition;
use super::lex::{Kind, Token, tokens};
use super::values::{Item, Values};
use super::{Change, Filing, Override, OwnFile, OwnRule};
use crate::rule::Severity;
use medcode_model::{Date, Position, Problem, Read};
use std::collections::BTreeMap;
use std::sync::Arc;

const STATEMENTS: &str = "a statement begins at the start of a line with `list`, `rule`, `override`, \
                          `timely-filing` or `contractor`";

/// Reads a file. `name` and `sha256` are what findings cite.
#[must_use]
pub fn read(name: &str, sha256: &str, text: &str) -> Read<OwnFile> {
    let (tokens, problems) = tokens(text);
    let file = OwnFile { name: name.into(), sha256: sha256.into(), ..OwnFile::default() };
    let mut parser = Parser { text, tokens, at: 0, lists: BTreeMap::new(), file, problems };
    while parser.peek().is_some() {
        if let Err(problem) = parser.statement() {
            parser.problems.push(problem);
            parser.skip();
        }
    }
    parser.problems.sort_by_key(|p| p.position);
    Read { value: parser.file, problems: parser.problems }
}

pub(super) type Parsed<T> = Result<T, Problem>;

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    tokens: Vec<Token<'a>>,
    at: usize,
    lists: BTreeMap<&'a str, Vec<Token<'a>>>,
    file: OwnFile,
    problems: Vec<Problem>,
}

/// What properties of a rule or an override say.
#[derive(Default)]
struct Held {
    payers: Values,
    from: Option<Date>,
    to: Option<Date>,
}

impl<'a> Parser<'a> {
    pub(super) fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    pub(super) fn take(&mut self) -> Option<Token<'a>> {
        let token = self.peek();
        self.at += usize::from(token.is_some());
        token
    }

    /// To the next statement.
    fn skip(&mut self) {
        let rest = self.tokens[self.at..].iter().position(Token::begins);
        self.at = rest.map_or(self.tokens.len(), |n| self.at + n);
    }

    /// Where the file ends, or the next token stands.
    pub(super) fn here(&self) -> Position {
        self.peek().map_or_else(|| Position::of(self.text.as_bytes(), self.text.len()), |t| t.at)
    }

    /// A word on the same line as what precedes it.
    pub(super) fn word(&mut self, what: &str) -> Parsed<Token<'a>> {
        match self.peek() {
            Some(t) if t.kind == Kind::Word && !t.begins() => Ok(self.take().unwrap_or(t)),
            Some(t) => Err(Problem::error(t.at, format!("{what} is expected, not `{}`", t.text))),
            None => Err(Problem::error(self.here(), format!("the file ends where {what} is expected"))),
        }
    }

    fn quoted(&mut self, of: &str) -> Parsed<String> {
        match self.peek() {
            Some(t) if t.kind == Kind::Text => {
                self.at += 1;
                Ok(t.text.to_owned())
            }
            _ => Err(Problem::error(self.here(), format!("{of} is text in double quotes"))),
        }
    }

    fn statement(&mut self) -> Parsed<()> {
        let Some(head) = self.take() else { return Ok(()) };
        if !head.begins() {
            return Err(Problem::error(head.at, format!("`{}`: {STATEMENTS}", head.text)));
        }
        match head.text {
            "list" => self.list(),
            "rule" => self.rule(),
            "override" => self.overridden(),
            "timely-filing" => self.filing(),
            "contractor" => {
                let words = self.words("a contractor number")?;
                self.file.contractors.extend(words.iter().map(|t| t.text.into()));
                self.ended()
            }
            other => Err(Problem::error(head.at, format!("`{other}` is no statement: {STATEMENTS}"))),
        }
    }

    /// A statement on one line has nothing after it.
    fn ended(&self) -> Parsed<()> {
        match self.peek() {
            Some(t) if !t.begins() => {
                Err(Problem::error(t.at, format!("`{}`: nothing is expected after this", t.text)))
            }
            _ => Ok(()),
        }
    }

    /// Words or texts parted by commas, which may go over lines after a comma.
    pub(super) fn words(&mut self, what: &str) -> Parsed<Vec<Token<'a>>> {
        let mut out = Vec::new();
        loop {
            match self.peek() {
                Some(t) if matches!(t.kind, Kind::Word | Kind::Text) && !t.begins() => {
                    out.push(t);
                    self.at += 1;
                }
                _ => return Err(Problem::error(self.here(), format!("{what} is expected here"))),
            }
            match self.peek() {
                Some(t) if t.kind == Kind::Comma => self.at += 1,
                _ => return Ok(out),
            }
        }
    }

    /// Words with the lists that they name put in their place.
    pub(super) fn listed(&mut self, what: &str) -> Parsed<Vec<Token<'a>>> {
        let words = self.words(what)?;
        Ok(words
            .iter()
            .flat_map(|t| self.lists.get(t.text).cloned().unwrap_or_else(|| vec![*t]))
            .collect())
    }

    fn list(&mut self) -> Parsed<()> {
        let name = self.word("the name of the list")?;
        match self.take() {
            Some(t) if t.text == "=" => {}
            _ => return Err(Problem::error(name.at, "a list is written `list NAME = VALUE, VALUE`")),
        }
        let values = self.listed("a value, or the name of a list above,")?;
        if self.lists.insert(name.text, values).is_some() {
            return Err(Problem::error(name.at, format!("the list `{}` stands here twice", name.text)));
        }
        self.ended()
    }

    /// The next property of a statement; none where the statement ends.
    fn property(&mut self) -> Parsed<Option<Token<'a>>> {
        match self.peek() {
            Some(t) if t.begins() => Ok(None),
            Some(t) if t.leads && t.kind == Kind::Word => Ok(self.take()),
            Some(t) => {
                Err(Problem::error(t.at, format!("`{}`: a property begins a line of its own", t.text)))
            }
            None => Ok(None),
        }
    }

    /// What rules and overrides have alike: payer, from, to.
    fn held(&mut self, property: &Token<'a>, held: &mut Held) -> Parsed<bool> {
        match property.text {
            "payer" => {
                let words = self.listed("a payer's identifier")?;
                let items = words.iter().filter_map(|t| Item::read(t.text, false)).collect();
                held.payers = Values::new(items, false);
            }
            "from" => held.from = Some(self.day()?),
            "to" => held.to = Some(self.day()?),
            _ => return Ok(false),
        }
        if held.from.zip(held.to).is_some_and(|(from, to)| to < from) {
            return Err(Problem::error(property.at, "the last day lies before the first"));
        }
        Ok(true)
    }

    fn day(&mut self) -> Parsed<Date> {
        let token = self.word("a day")?;
        token.text.parse().map_err(|_| {
            Problem::error(token.at, format!("`{}` is no day; write it as 2026-01-31", token.text))
        })
    }

    fn severity(&mut self) -> Parsed<Severity> {
        let token = self.word("a severity")?;
        match token.text {
            "error" => Ok(Severity::Error),
            "warning" => Ok(Severity::Warning),
            "info" => Ok(Severity::Info),
            other => {
                let message = format!("`{other}` is no severity: error, warning or info");
                Err(Problem::error(token.at, message))
            }
        }
    }

    fn rule(&mut self) -> Parsed<()> {
        let name = self.word("the name of the rule")?;
        if let Some(built_in) = crate::registry::find(name.text) {
            let message = format!("`{}` is a rule of the book; choose another name", built_in.name);
            return Err(Problem::error(name.at, message));
        }
        if self.file.rules.iter().any(|r| &*r.name == name.text) {
            return Err(Problem::error(name.at, format!("the rule `{}` stands here twice", name.text)));
        }
        let (mut held, mut severity) = (Held::default(), Severity::Warning);
        let (mut title, mut message, mut because, mut advice) = (None, None, None, None);
        let (mut when, mut asked) = (None, String::new());
        while let Some(property) = self.property()? {
            match property.text {
                "title" => title = Some(self.quoted("the title")?),
                "message" => message = Some(self.quoted("the message")?),
                "because" => because = Some(self.quoted("the authority")?),
                "do" => advice = Some(self.quoted("what to do")?),
                "severity" => severity = self.severity()?,
                "when" => {
                    let start = self.here().byte as usize;
                    when = Some(condition::parse(self, 0)?);
                    let end = self.peek().map_or(self.text.len(), |t| t.at.byte as usize);
                    asked = spoken(&self.text[start..end]);
                }
                _ if self.held(&property, &mut held)? => {}
                other => {
                    let message = format!(
                        "`{other}` is no property of a rule: title, message, severity, because, do, \
                         payer, from, to, when"
                    );
                    return Err(Problem::error(property.at, message));
                }
            }
        }
        let lacks = |what: &str| {
            let message = format!("the rule `{}` has no `{what}`", name.text);
            Problem::error(name.at, message)
        };
        let message = message.ok_or_else(|| lacks("message"))?;
        let when = when.ok_or_else(|| lacks("when"))?;
        self.file.rules.push(OwnRule {
            name: Arc::from(name.text),
            title: title.unwrap_or_else(|| message.clone()),
            message,
            because,
            advice,
            severity,
            payers: held.payers,
            from: held.from,
            to: held.to,
            of_lines: when.is_of_lines(),
            when,
            asked,
            line: name.at.line,
        });
        Ok(())
    }

    fn overridden(&mut self) -> Parsed<()> {
        let name = self.word("the name of a rule")?;
        let (mut held, mut change, mut reason) = (Held::default(), None, None);
        while let Some(property) = self.property()? {
            match property.text {
                "off" | "severity" if change.is_some() => {
                    let message = "an override has one of `off` and `severity`, once";
                    return Err(Problem::error(property.at, message));
                }
                "off" => change = Some(Change::Off),
                "severity" => change = Some(Change::Severity(self.severity()?)),
                "reason" => reason = Some(self.quoted("the reason")?),
                _ if self.held(&property, &mut held)? => {}
                other => {
                    let message = format!(
                        "`{other}` is no property of an override: off, severity, reason, payer, from, to"
                    );
                    return Err(Problem::error(property.at, message));
                }
            }
        }
        let lacks = |what: &str| {
            Problem::error(name.at, format!("the override of `{}` has no {what}", name.text))
        };
        let reason = reason.filter(|r| !r.trim().is_empty()).ok_or_else(|| lacks("`reason`"))?;
        let change = change.ok_or_else(|| lacks("`off` and no `severity`"))?;
        let Held { payers, from, to } = held;
        self.file.overrides.push(Override {
            rule: name.text.into(),
            change,
            reason,
            payers,
            from,
            to,
            at: name.at,
        });
        Ok(())
    }

    /// `timely-filing 90 days for 12345, 67890`.
    fn filing(&mut self) -> Parsed<()> {
        let how = "write `timely-filing 90 days`, or `timely-filing 90 days for PAYER, PAYER`";
        let number = self.word("a number of days")?;
        let days: u32 = number
            .text
            .parse()
            .ok()
            .filter(|n| (1..=36_500).contains(n))
            .ok_or_else(|| Problem::error(number.at, format!("`{}`: {how}", number.text)))?;
        let unit = self.word("`days`")?;
        if unit.text != "days" {
            return Err(Problem::error(unit.at, format!("`{}`: {how}", unit.text)));
        }
        let mut payers = Values::default();
        if self.peek().is_some_and(|t| !t.begins()) {
            let link = self.word("`for`")?;
            if link.text != "for" {
                return Err(Problem::error(link.at, format!("`{}`: {how}", link.text)));
            }
            let words = self.listed("a payer's identifier")?;
            payers =
                Values::new(words.iter().filter_map(|t| Item::read(t.text, false)).collect(), false);
        }
        self.file.filing.push(Filing { days, payers });
        self.ended()
    }
}

/// A condition as it stands, on one line and without comments.
fn spoken(text: &str) -> String {
    let lines = text.lines().map(|l| l.split('#').next().unwrap_or_default());
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
