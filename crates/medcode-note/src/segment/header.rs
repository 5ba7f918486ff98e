//! Does a section header begin here, however it is written?

use medcode_model::Span;

use super::gap::Gap;
use super::goes_on::{is_shot, is_verb};
use super::kind::{Form, HeaderEntry, SectionKind};
use super::line::{Line, Marker};
use super::token::{Spelling, Token};
use crate::lexicon::Lexicon;

/// A header found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The header's words.
    pub(crate) span: Span,
    /// One past its last token, counting a qualifier such as `(carried forward)`.
    pub(crate) end_token: usize,
    /// First byte after the colon or dash.
    pub(crate) content: usize,
    pub(crate) kind: SectionKind,
    pub(crate) carried_forward: bool,
    pub(crate) patient_reported: bool,
    /// Nothing follows it on its line.
    pub(crate) own_line: bool,
    /// It names a topic within a section.
    pub(crate) topic: bool,
    /// The tables know it.
    pub(crate) known: bool,
}

/// What a header is looked for in.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) spellings: &'a [Spelling],
    pub(crate) tail: Gap,
    pub(crate) lexicon: &'static Lexicon,
    /// Most of the letters of the note are capitals, so that capitals set nothing apart.
    pub(crate) all_caps: bool,
}

/// Where within its line a header is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the start of the line.
    LineStart,
    /// After a full stop or a wide gap within the line.
    MidLine,
}

/// Longest qualifier in words (`PROBLEM LIST (carried forward, last edited 03/2026)`).
const QUALIFIER: usize = 12;

impl Scan<'_> {
    /// The gap before token `at`; after the last token, the tail.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(self.tail, |t| t.gap)
    }

    fn raw(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn folded(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &self.spellings[t.spelling as usize].folded)
    }

    /// The header that begins at token `at` of `line`, if one does.
    pub(crate) fn header_at(&self, at: usize, line: &Line, place: Place) -> Option<Header> {
        self.known_header(at, line, place)
            .or_else(|| (place == Place::LineStart).then(|| self.unknown_header(at, line)).flatten())
    }

    /// The longest header of the tables that is set apart as its form asks.
    fn known_header(&self, at: usize, line: &Line, place: Place) -> Option<Header> {
        let trie = &self.lexicon.headers;
        let end = line.tokens.1 as usize;
        let mut node = trie.start(self.known(at))?;
        let mut next = at + 1;
        let mut best = None;
        loop {
            if let Some(entry) = trie.entry(node) {
                let entry = &self.lexicon.header_entries[entry];
                best = self.accept(at, next, entry, line, place).or(best);
            }
            while next < end && self.folded(next) == "and" {
                next += 1;
            }
            let joined = !self.gap(next).has(
                Gap::COMMA
                    .with(Gap::SEMICOLON)
                    .with(Gap::COLON)
                    .with(Gap::STOP)
                    .with(Gap::DASH)
                    .with(Gap::OPEN)
                    .with(Gap::NEWLINE)
                    .with(Gap::COLUMN)
                    .with(Gap::PIPE),
            );
            if next >= end || !joined {
                return best;
            }
            let Some(step) = trie.step(node, self.known(next), false) else { return best };
            node = step;
            next += 1;
        }
    }

    fn known(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(Lexicon::UNKNOWN, |t| self.spellings[t.spelling as usize].known)
    }

    /// Whether the words `at..next` stand apart enough to be this header.
    fn accept(
        &self,
        at: usize,
        next: usize,
        entry: &HeaderEntry,
        line: &Line,
        place: Place,
    ) -> Option<Header> {
        let end = line.tokens.1 as usize;
        if !self.capital(at)
            || (next - at > 1 && self.only_letters(at, next) && !self.letters_joined(at, next))
        {
            return None;
        }
        let (after, flags) = self.qualifier(next, end);
        let gap = self.gap(after);
        let own_line = after >= end;
        let colon = gap.has(Gap::COLON);
        let goes_on = is_verb(self.folded(after))
            || entry.kind == SectionKind::Allergies && is_shot(self.folded(after));
        if !own_line && gap == Gap::NONE && goes_on && next - at == 1 {
            return None;
        }
        let dash = gap.has(Gap::DASH);
        let item =
            line.marker.is_some() && line.marker != Some(Marker::Hash) && place == Place::LineStart;
        let caps = !self.all_caps && self.capitals(at, next) && !self.capitals_follow(after, end);
        let wide = gap.has(Gap::WIDE) || gap.has(Gap::PIPE);
        let apart = match (place, entry.form) {
            // The items of a list are no headers, unless plainly written as one.
            (_, _) if item => {
                !entry.topic && (own_line || colon) && self.capitals(at, next) && self.raw(at).len() > 3
            }
            (Place::LineStart, Form::Alone) => {
                colon || own_line || (dash && caps && self.raw(at).len() > 1)
            }
            (Place::LineStart, Form::SetApart) => colon || own_line || dash || wide || caps,
            (Place::LineStart, Form::LineStart | Form::Abbreviation) => true,
            (Place::MidLine, Form::Abbreviation) => !own_line || colon,
            (Place::MidLine, Form::LineStart) => colon || dash || (wide && !own_line),
            (Place::MidLine, Form::SetApart) => colon || (wide && !own_line && caps),
            (Place::MidLine, Form::Alone) => colon && self.raw(at).len() > 1,
        };
        if !apart {
            return None;
        }
        Some(Header {
            span: Span::new(
                self.tokens[at].span.start as usize,
                self.tokens[next - 1].span.end as usize,
            ),
            end_token: after,
            content: self.content(after, line),
            kind: entry.kind,
            carried_forward: entry.carried_forward || flags.0,
            patient_reported: entry.patient_reported || flags.1,
            own_line,
            topic: entry.topic,
            known: true,
        })
    }

    /// Whether the words are single letters, as in `A/P`.
    fn only_letters(&self, at: usize, next: usize) -> bool {
        (at..next).all(|i| self.raw(i).len() == 1)
    }

    /// `A/P`, `A&P`, `A+P`, `P.E.`: letters with a mark between, not two letters of a text.
    fn letters_joined(&self, at: usize, next: usize) -> bool {
        (at + 1..next).all(|i| self.gap(i) != Gap::NONE || self.folded(i) == "and")
    }

    /// Whether a token begins with a capital (headers do, or the whole note is in lower
    /// case and only the colon tells).
    fn capital(&self, at: usize) -> bool {
        let first = self.raw(at).chars().next();
        first.is_some_and(char::is_uppercase) || self.colon_soon(at)
    }

    /// A colon within the next four words of the line: `cc: cough`, `fam hx: none`.
    fn colon_soon(&self, at: usize) -> bool {
        (at + 1..at + 5)
            .take_while(|&i| !self.gap(i).has(Gap::NEWLINE))
            .any(|i| self.gap(i).has(Gap::COLON))
            || (at + 1..at + 5).any(|i| self.gap(i).has(Gap::NEWLINE))
    }

    /// Whether the words are all capitals and long enough for that to mean something.
    fn capitals(&self, at: usize, next: usize) -> bool {
        let letters = (at..next).flat_map(|i| self.raw(i).chars()).filter(|c| c.is_alphabetic());
        let mut count = 0;
        for c in letters {
            if c.is_lowercase() {
                return false;
            }
            count += 1;
        }
        count >= 2
    }

    /// Whether the text after the header goes on in capitals, so that capitals say nothing.
    fn capitals_follow(&self, after: usize, end: usize) -> bool {
        after + 1 < end
            && (after..end.min(after + 3)).all(|i| {
                let raw = self.raw(i);
                raw.len() > 2 && raw.chars().all(char::is_uppercase)
            })
    }

    /// Reads a qualifier after the header: `(imported)`, `copied:`, `5/19`, `today:`.
    /// Returns the first token after it and what it says.
    fn qualifier(&self, next: usize, end: usize) -> (usize, (bool, bool)) {
        let gap = self.gap(next);
        if next >= end || gap.has(Gap::COLON) || gap.has(Gap::NEWLINE) {
            return (next, (false, false));
        }
        let mut flags = (false, false);
        let limit = end.min(next + QUALIFIER);
        if gap.has(Gap::OPEN) {
            for i in next..limit {
                self.note_qualifier(i, &mut flags);
                if self.gap(i + 1).has(Gap::CLOSE) || i + 1 >= end {
                    return (i + 1, flags);
                }
            }
            return (next, (false, false));
        }
        // Up to four loose words before a colon or the end of the line.
        for i in next..limit.min(next + 4) {
            if self.gap(i).has(Gap::COMMA.with(Gap::STOP).with(Gap::SEMICOLON)) {
                return (next, (false, false));
            }
            self.note_qualifier(i, &mut flags);
            if self.gap(i + 1).has(Gap::COLON) {
                let says = flags.0 || flags.1 || self.looks_qualifying(next, i + 1);
                return if says { (i + 1, flags) } else { (next, (false, false)) };
            }
        }
        (next, (false, false))
    }

    /// Dates, numbers and a few words may stand between a header and its colon.
    fn looks_qualifying(&self, from: usize, to: usize) -> bool {
        (from..to).all(|i| {
            let word = self.folded(i);
            word.bytes().any(|b| b.is_ascii_digit())
                || matches!(
                    word,
                    "today"
                        | "at"
                        | "on"
                        | "of"
                        | "by"
                        | "me"
                        | "reviewed"
                        | "review"
                        | "last"
                        | "week"
                        | "for"
                        | "per"
                        | "pt"
                        | "patient"
                        | "the"
                        | "visit"
                        | "this"
                        | "brief"
                        | "discharge"
                        | "admission"
                        | "day"
                        | "here"
                        | "now"
                        | "from"
                        | "am"
                        | "pm"
                        | "and"
                        | "continued"
                        | "cont"
                        | "list"
                        | "note"
                        | "lab"
                        | "imaging"
                        | "pertinent"
                        | "positive"
                        | "in"
                        | "detail"
                        | "summary"
                        | "only"
                )
        })
    }

    fn note_qualifier(&self, at: usize, flags: &mut (bool, bool)) {
        match self.folded(at) {
            "imported" | "import" | "autoimported" | "carried" | "forward" | "forwarded" | "copied"
            | "populated" | "autopopulated" | "pulled" | "prior" | "template" | "old" | "outside"
            | "unverified" | "unreviewed" | "edited" | "booking" | "scheduling" | "legacy"
            | "transferred" | "epic" | "migrated" | "historical" => flags.0 = true,
            "questionnaire" | "checklist" | "reported" | "completed" | "self" | "form" => flags.1 = true,
            _ => {}
        }
    }

    /// The first byte after the separator of a header whose last token is `after - 1`.
    fn content(&self, after: usize, line: &Line) -> usize {
        let from = self.tokens[after - 1].span.end as usize;
        let to = self.tokens.get(after).map_or(self.text.len(), |t| t.span.start as usize);
        let stop = to.min(line.span.end as usize).max(from);
        let between = &self.text[from..stop];
        let cut = between
            .char_indices()
            .find(|&(_, c)| matches!(c, ':' | '-' | '\u{2013}' | '\u{2014}' | '|' | '='))
            .map_or(between.len(), |(i, c)| i + c.len_utf8());
        from + cut
    }

    /// A heading the tables do not know: a short line in capitals, in bold, or capitals
    /// before a colon.
    fn unknown_header(&self, at: usize, line: &Line) -> Option<Header> {
        let (start, end) = (line.tokens.0 as usize, line.tokens.1 as usize);
        if at != start || line.marker.is_some_and(|m| m != Marker::Hash) {
            return None;
        }
        let whole = line.span.of(self.text);
        let bold = whole.starts_with("**") || whole.starts_with("##");
        let colon = (at + 1..=end.min(at + 6)).find(|&i| {
            let gap = self.gap(i);
            gap.has(Gap::COLON) && !gap.has(Gap::STOP)
        });
        let last = if bold && end - start <= 8 { end } else { colon.unwrap_or(end) };
        let own_line = last >= end;
        let short = last - at <= 6 && (own_line || colon.is_some());
        let capitals = !self.all_caps && self.capitals(at, last) && self.letters(at, last) >= 4;
        let plain =
            (at + 1..last).all(|i| !self.gap(i).has(Gap::COMMA.with(Gap::STOP).with(Gap::EQUALS)));
        if !(short && plain && (capitals || bold)) || (whole.ends_with('.') && !bold) {
            return None;
        }
        Some(Header {
            span: Span::new(
                self.tokens[at].span.start as usize,
                self.tokens[last - 1].span.end as usize,
            ),
            end_token: last,
            content: self.content(last, line),
            kind: SectionKind::Other,
            carried_forward: false,
            patient_reported: false,
            own_line,
            topic: false,
            known: false,
        })
    }

    fn letters(&self, at: usize, next: usize) -> usize {
        (at..next).map(|i| self.raw(i).chars().filter(|c| c.is_alphabetic()).count()).sum()
    }
}
