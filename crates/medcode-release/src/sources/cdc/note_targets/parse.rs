//! How is a whole note read: what stands in brackets, what in running words?

use super::Parsed;
use super::list::{List, kind, list, without, word_in};
use super::restriction::{Restriction, apply, restriction};
use super::token::{Kind, Token, tokens};
use medcode_model::Target;
use std::ops::Range;

pub(super) fn parse(text: &str) -> Parsed {
    let tokens = tokens(text);
    let names_code = tokens.iter().any(|token| matches!(token.kind, Kind::Code(_)));
    let mut out =
        Parsed { names_code, complete: true, chapters: chapters(&tokens), ..Parsed::default() };
    if !names_code {
        return out;
    }
    let brackets = brackets(&tokens);
    for inside in &brackets {
        read_part(&tokens, inside.clone(), Part::Bracket, &mut out);
    }
    let bracketed = !out.targets.is_empty() || !out.unparsed.is_empty();
    let part = if bracketed { Part::Around } else { Part::Running };
    let mut at = 0;
    for inside in brackets {
        read_part(&tokens, at..inside.start, part, &mut out);
        at = inside.end;
    }
    read_part(&tokens, at..tokens.len(), part, &mut out);
    out.complete = out.unparsed.is_empty();
    out
}

/// What a stretch of tokens is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Within brackets: codes say where something is coded.
    Bracket,
    /// The words of a note without coded brackets.
    Running,
    /// The words around coded brackets: only "for codes ..." counts.
    Around,
}

/// The insides of outermost brackets that hold a code; an unclosed one runs to the end.
fn brackets(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut depth, mut start, mut coded) = (0usize, 0, false);
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => {
                if depth == 0 {
                    (start, coded) = (at + 1, false);
                }
                depth += 1;
            }
            Kind::Close if depth > 0 => {
                depth -= 1;
                if depth == 0 && coded {
                    out.push(start..at);
                }
            }
            Kind::Code(_) => coded = true,
            _ => {}
        }
    }
    if depth > 0 && coded {
        out.push(start..tokens.len());
    }
    out
}

/// Reads the lists of one stretch.
fn read_part(tokens: &[Token<'_>], part: Range<usize>, what: Part, out: &mut Parsed) {
    let (start, tokens) = (part.start, &tokens[..part.end]);
    let opens_with_code = matches!(kind(tokens, start), Some(Kind::Code(_)));
    let first_target = out.targets.len();
    let mut at = start;
    while at < tokens.len() {
        let Some(list) = list(tokens, at) else {
            at += 1;
            continue;
        };
        let before = Before { tokens, start, at };
        let strict = what == Part::Bracket && opens_with_code || before.within(2, &["see"]);
        let accepted = strict || list.plainly_codes || before.introduces_code();
        let scoped = before.introduces_scope();
        if !accepted || what == Part::Around && !scoped {
            at = list.end;
            continue;
        }
        let (found, end) = restricted(tokens, &list, strict);
        match found {
            Some(found) if before.excepts() => {
                let left = without(&out.targets[first_target..], &found);
                out.targets.splice(first_target.., left);
            }
            Some(found) if scoped => out.scope.extend(found),
            Some(found) => out.targets.extend(found),
            None => out.unparsed.push(tokens[at].span.start..tokens[end - 1].span.end),
        }
        at = end;
    }
}

/// The targets of a list under its restriction, and where it ends. In running words "with"
/// often goes on about the condition and restricts nothing; in brackets it always restricts.
fn restricted(tokens: &[Token<'_>], list: &List, strict: bool) -> (Option<Vec<Target>>, usize) {
    if list.broken {
        return (None, list.end);
    }
    let plain = || list.items.iter().map(|item| item.target()).collect();
    match restriction(tokens, list.end) {
        Some((Restriction::Words, _)) if !strict => (Some(plain()), list.end),
        Some((restriction, end)) => {
            let each: Option<Vec<Vec<Target>>> =
                list.items.iter().map(|item| apply(item, &restriction)).collect();
            (each.map(|each| each.concat()), end)
        }
        None if strict && goes_on_in_words(tokens, list.end) => (None, tokens.len()),
        None => (Some(plain()), list.end),
    }
}

/// Words in brackets after codes that are neither a restriction nor an exception.
fn goes_on_in_words(tokens: &[Token<'_>], at: usize) -> bool {
    let at = super::list::separators(tokens, at);
    matches!(kind(tokens, at), Some(Kind::Word(_))) && !word_in(tokens, at, &["except"])
}

/// The words before a list.
struct Before<'t, 'a> {
    tokens: &'t [Token<'a>],
    start: usize,
    at: usize,
}

impl Before<'_, '_> {
    /// Whether one of these words stands among the last `n` words before the list.
    fn within(&self, n: usize, words: &[&str]) -> bool {
        let from = self.at.saturating_sub(n).max(self.start);
        (from..self.at)
            .rev()
            .take_while(|&at| matches!(kind(self.tokens, at), Some(Kind::Word(_) | Kind::Comma)))
            .any(|at| word_in(self.tokens, at, words))
    }

    /// Whether the word before says that a code follows.
    fn introduces_code(&self) -> bool {
        const WORDS: &[&str] = &[
            "code",
            "codes",
            "code(s)",
            "category",
            "categories",
            "subcategory",
            "subcategories",
            "in",
            "to",
            "under",
            "from",
            "and",
            "or",
            "except",
        ];
        self.within(1, WORDS)
    }

    /// "for codes G31.0-G31.83": the codes the note is about.
    fn introduces_scope(&self) -> bool {
        const CODES: &[&str] =
            &["code", "codes", "code(s)", "category", "categories", "subcategory", "subcategories"];
        self.within(1, &["for"]) || self.within(1, CODES) && self.within(2, &["for"])
    }

    /// "except T74", "not classifiable to C16.1", "except those in B36.-".
    fn excepts(&self) -> bool {
        self.within(3, &["except", "excluding", "not"])
    }
}

/// Numbers of the chapters named (`Chapter 15`).
fn chapters(tokens: &[Token<'_>]) -> Vec<u8> {
    let named = |at: usize| match kind(tokens, at + 1) {
        Some(Kind::Word(number)) if word_in(tokens, at, &["chapter", "chapters"]) => number.parse().ok(),
        _ => None,
    };
    (0..tokens.len()).filter_map(named).filter(|number| (1..=30).contains(number)).collect()
}
