//! Was a service done here, or ordered, planned, declined, done elsewhere?
//!
//! The part of the sentence between commas that names the service decides, by the strongest of
//! its cues; a part without any follows the verb that opens the list; then the header speaks.

use super::cues::{Cue, Hit};
use super::{Mention, Reading};
use medcode_model::{Experiencer, Span};
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

/// What the note says became of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done at this visit.
    Done,
    /// Ordered, sent out or reviewed: another bills it.
    Ordered,
    /// To be done later, or thought about.
    Planned,
    /// Refused, cancelled, not done.
    NotDone,
    /// Done at another time or place.
    Before,
}

/// What became of a service, and how plainly the note says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) status: Status,
    /// Words say that it was done at this visit or in this office.
    pub(crate) here: bool,
    /// Words say that the provider read it.
    pub(crate) read: bool,
    /// No word says so, only the section, and plans stand there too.
    pub(crate) weak: bool,
    /// No word says so, only the section, and it is the story of the illness.
    pub(crate) storied: bool,
}

impl Standing {
    const fn done(read: bool) -> Self {
        Self { status: Status::Done, here: true, read, weak: false, storied: false }
    }

    const fn plain(status: Status) -> Self {
        Self { status, here: false, read: false, weak: false, storied: false }
    }
}

impl Reading<'_> {
    /// What became of a service that the note names.
    pub(crate) fn status(&self, mention: &Mention) -> Status {
        self.standing(&mention.tokens).status
    }

    /// What became of the service named at some tokens.
    pub(crate) fn standing(&self, service: &Range<usize>) -> Standing {
        let context = self.doc.context(self.span(service.clone()));
        // A history runs on over a blank line for want of a header; what stands there is not its.
        let section =
            if self.is_cut_off(service.start) { SectionKind::Unsectioned } else { context.section };
        let kin = context.assertion.experiencer != Experiencer::Patient && section == context.section;
        let parts = self.parts(service.start);
        let mine = parts.iter().position(|p| p.contains(&service.start)).unwrap_or(0);
        // The words of a service may stand in two parts: `rectal exam: brown, guaiac negative`.
        let last = parts.iter().rposition(|p| p.start < service.end).unwrap_or(mine).max(mine);
        let part = parts[mine].start..parts[last].end.max(service.end);
        let said = self
            .said_of(service, &part)
            .or_else(|| self.said_before(&parts[..mine]))
            .or_else(|| self.said_after(&parts[last + 1..]))
            .or_else(|| self.said_by_header(service.start));
        // `after I counseled mom` makes no service hers that was done here.
        if kin && !said.is_some_and(|s| s.here) {
            return Standing::plain(Status::Before);
        }
        // `Complete EKG today` among instructions and orders: today is when to do it.
        let told = matches!(section, SectionKind::Instructions | SectionKind::Orders);
        if told && said.is_some_and(|s| s.here && !s.read) && !self.says_performed(&part) {
            return Standing::plain(Status::Planned);
        }
        if self.is_reviewed(service) || self.is_where_seen(service, said.is_some()) {
            return Standing::plain(Status::Before);
        }
        if self.is_brought(service) {
            return Standing::plain(Status::Before);
        }
        if self.boxed(service) == Some(false) {
            return Standing::plain(Status::NotDone);
        }
        if let Some(status) = self.said_in_row(service) {
            return Standing::plain(status);
        }
        // `Flu shot discussion today; patient declined`: the last word on what nothing says was given.
        if !self.says_performed(&part) && self.is_refused_after(service) {
            return Standing::plain(Status::NotDone);
        }
        if let Some(standing) = said {
            return Standing { read: standing.read || self.read_beside(service), ..standing };
        }
        if self.read_beside(service) {
            return Standing::done(true);
        }
        if self.boxed(service) == Some(true) {
            return Standing::done(false);
        }
        // What the report of a test tells was done and read by who writes it.
        let storied =
            matches!(section, SectionKind::Hpi | SectionKind::Indication | SectionKind::Consult);
        let told_here = by_section(section) == Status::Done || storied && self.is_test_report;
        if told_here && (self.is_test_report || self.is_report_of(service)) {
            return Standing::done(true);
        }
        let plans = matches!(section, SectionKind::Assessment | SectionKind::AssessmentPlan);
        let storied = section == SectionKind::Hpi;
        Standing { weak: plans, storied, ..Standing::plain(by_section(section)) }
    }

    /// Whether the note calls itself the report of a service in its first words.
    fn is_report_of(&self, service: &Range<usize>) -> bool {
        const TITLE: usize = 6;
        let report = (0..self.doc.tokens().len().min(TITLE)).find(|&at| self.doc.folded(at) == "report");
        report.is_some_and(|at| service.start < at)
    }

    /// Whether a blank line cuts a token off from the history whose header it would stand under: a
    /// family, social, allergy or drug history, or any where a label opens the new block.
    fn is_cut_off(&self, token: usize) -> bool {
        let start = self.doc.tokens()[token].span.start;
        let Some(section) = self.doc.section_at(start) else { return false };
        let short = matches!(
            section.kind,
            SectionKind::FamilyHistory
                | SectionKind::SocialHistory
                | SectionKind::Allergies
                | SectionKind::Medications
        );
        let lines = self.doc.lines();
        let mine = lines.partition_point(|l| l.span.end <= start);
        let from = section.header.map_or(section.span.start, |h| h.start);
        let first = lines.partition_point(|l| l.span.end <= from).min(mine);
        // A list that long is what the header says.
        let blank = (first..mine).rev().take(60).find(|&n| lines[n].is_empty());
        blank.is_some_and(|n| short || self.line_is_labelled(n + 1))
    }

    /// Whether a line opens with a label: `Growth: ht 158`.
    fn line_is_labelled(&self, line: usize) -> bool {
        const LABEL: usize = 3;
        let Some(line) = self.doc.lines().get(line) else { return false };
        let (first, end) = (line.tokens.0 as usize, line.tokens.1 as usize);
        (first + 1..end.min(first + 1 + LABEL)).any(|at| self.doc.gap(at).has(Gap::COLON))
    }

    /// The sentence of a token cut at commas and semicolons outside of brackets, up to the arrows
    /// and semicolons around the token.
    /// A header that names no service itself speaks on its own.
    fn parts(&self, token: usize) -> Vec<Range<usize>> {
        let sentence = self.spoken(token);
        let ends = Gap::SEMICOLON.with(Gap::ARROW);
        let ends = |at: usize| self.doc.gap(at).has(ends) || self.box_at(at).is_some();
        let mut out = Vec::new();
        let (mut first, mut depth) = (sentence.start, 0i32);
        for at in sentence.clone() {
            let gap = self.doc.gap(at);
            let inside = depth > 0;
            depth = (depth + i32::from(gap.has(Gap::OPEN)) - i32::from(gap.has(Gap::CLOSE))).max(0);
            if at == first || inside && depth > 0 {
                continue;
            }
            if ends(at) && at > token {
                break;
            }
            if ends(at) {
                out.clear();
                first = at;
            } else if gap.has(Gap::COMMA) {
                out.push(first..at);
                first = at;
            }
        }
        let end =
            (first..sentence.end).skip(1).find(|&at| at > token && ends(at)).unwrap_or(sentence.end);
        out.push(first..end);
        out
    }

    /// The sentence of a token, without a header before it.
    pub(super) fn spoken(&self, token: usize) -> Range<usize> {
        let whole = self.sentence(token);
        match self.doc.sentence_of(token) {
            Some(n) if n > 0 && self.is_header(n - 1) => {
                self.doc.sentences()[n].tokens.0 as usize..whole.end
            }
            _ => whole,
        }
    }

    /// What the cues of its own part say.
    fn said_of(&self, service: &Range<usize>, part: &Range<usize>) -> Option<Standing> {
        // `Spirometry last year FEV1 60%`: between the words of a service, and none of them.
        let between = |c: &Hit| {
            let within = c.at as usize > service.start && (c.end as usize) < service.end;
            within && matches!(self.doc.folded(c.at as usize), "last" | "yesterday" | "ago")
        };
        // `Tdap given L delt (last 2013)`: what brackets add tells of the one before.
        let given = self.cues_in(part.clone()).iter().any(|c| {
            c.cue == Cue::Performed
                && c.at as usize >= service.start
                && !self.is_aside(service, c.at as usize)
        });
        let aside = |c: &Hit| c.cue == Cue::Past && given && self.is_aside(service, c.at as usize);
        // `Dysphagia tx 35 min s/p CVA`: words that open a history speak of what follows them.
        let opens = |c: &Hit| {
            let word = self.doc.folded(c.at as usize);
            let history = matches!(word, "s" | "status" | "history" | "hx" | "h");
            c.cue == Cue::Past && history && c.at as usize >= service.end
        };
        let speaks = |c: &Hit| {
            (governs(c, service) || c.cue == Cue::Past && between(c)) && !aside(c) && !opens(c)
        };
        let cues: Vec<Hit> = self.cues_in(part.clone()).iter().copied().filter(|c| speaks(c)).collect();
        // `RADIOLOGY REPORT`: the title of a report names who writes it, not another.
        let cues: Vec<Hit> = cues.into_iter().filter(|c| !self.is_of_title(c)).collect();
        let has = |cue: Cue| cues.iter().any(|c| c.cue == cue);
        let other_day =
            self.another_day(service, part).filter(|_| !given || self.is_dated_plainly(service, part));
        let today = has(Cue::Today) || other_day == Some(false);
        let plain = |status| Some(Standing::plain(status));
        if has(Cue::Declined) || has(Cue::Negated) {
            return plain(Status::NotDone);
        }
        if has(Cue::Interpreted) {
            return Some(Standing::done(true));
        }
        if has(Cue::Planned) {
            return plain(Status::Planned);
        }
        if has(Cue::Pending) {
            return plain(Status::Ordered);
        }
        if has(Cue::Elsewhere) {
            return plain(Status::Before);
        }
        if today || self.says_today(part) {
            return Some(Standing::done(false));
        }
        if has(Cue::Past) || other_day == Some(true) {
            return plain(Status::Before);
        }
        if has(Cue::Later) || self.in_some_time(service, part) {
            return plain(Status::Planned);
        }
        has(Cue::Performed).then_some(Standing::done(false))
    }

    /// What a verb says that opens a list: the nearest part before whose cue no service of its own
    /// precedes.
    fn said_before(&self, parts: &[Range<usize>]) -> Option<Standing> {
        parts.iter().rev().find_map(|part| {
            let named = self.mentions_in(part.clone()).first();
            let end = named.map_or(part.end, |m| m.tokens.start);
            // `no` right before one item of a list speaks of that item, unless it opens the list.
            let denied = |c: &Hit| c.cue == Cue::Negated && c.at as usize > part.start;
            if self.cues_in(part.start..end).iter().any(denied) {
                return None;
            }
            self.said_of(&(end..end), &(part.start..end))
        })
    }

    /// What is said at the end of a list of services: `Tdap, MMR and varicella given today`.
    fn said_after(&self, parts: &[Range<usize>]) -> Option<Standing> {
        for (n, part) in parts.iter().enumerate() {
            let named = self.mentions_in(part.clone()).last().map(|m| m.tokens.clone());
            let goes_on = || (n == 0 && self.goes_on(part)).then_some(part.start..part.start);
            if let Some(standing) = self.said_of(&named.or_else(goes_on)?, part) {
                return Some(standing);
            }
        }
        None
    }

    /// What stands above: an earlier sentence of the line, a short line over it that says today,
    /// the header of the section: `POCT:`.
    fn said_by_header(&self, token: usize) -> Option<Standing> {
        let sentences = self.doc.sentences();
        let mine = self.doc.sentence_of(token)?;
        let all = sentences[..mine].iter().rev().take_while(|s| s.line == sentences[mine].line);
        for sentence in all.take(6) {
            if self.says_here(&self.label(sentence.tokens.0 as usize..sentence.tokens.1 as usize)) {
                return Some(Standing::done(false));
            }
        }
        if self.under_today(sentences[mine].line as usize) {
            return Some(Standing::done(false));
        }
        let start = self.doc.tokens()[token].span.start;
        let section = self.doc.section_at(start).filter(|_| !self.is_cut_off(token))?;
        // What stands between a header and its colon is the header's: `Immunizations today:`.
        let header = Span { start: section.header?.start, end: section.content.min(start) };
        let (first, end) = self.doc.tokens_in(header);
        if end > token {
            return None;
        }
        // A header that says `daily note` or `last visit` names the note, not the service.
        let timeless = |c: &&Hit| !matches!(c.cue, Cue::Later | Cue::Past);
        self.cues_in(first..end).iter().find(timeless)?;
        self.said_of(&(end..end), &(first..end))
    }

    /// The words of a sentence before its colon: what they say goes for the line.
    fn label(&self, sentence: Range<usize>) -> Range<usize> {
        const LONGEST: usize = 8;
        let within = sentence.start + 1..sentence.end.min(sentence.start + LONGEST);
        let colon = within.into_iter().find(|&at| self.doc.gap(at).has(Gap::COLON));
        sentence.start..colon.unwrap_or(sentence.start)
    }

    /// Whether a word for what was done stands in some tokens.
    fn says_performed(&self, tokens: &Range<usize>) -> bool {
        self.cues_in(tokens.clone()).iter().any(|c| c.cue == Cue::Performed)
    }

    /// Whether words for today or for this office stand in some tokens.
    fn says_here(&self, tokens: &Range<usize>) -> bool {
        // `now` and `here` speak of their own part only: `now 6 weeks low`.
        let bare = |c: &Hit| matches!(self.doc.folded(c.at as usize), "now" | "here");
        let said = |c: &Hit| c.cue == Cue::Today && !bare(c);
        self.says_today(tokens) || self.cues_in(tokens.clone()).iter().any(said)
    }

    /// Whether a line stands under a short one that says today, no blank line between.
    fn under_today(&self, line: usize) -> bool {
        const BLOCK: usize = 10;
        const SHORT: u32 = 4;
        let lines = &self.doc.lines()[..line];
        let block = lines.iter().rev().take_while(|l| !l.is_empty()).take(BLOCK);
        block
            .filter(|l| l.tokens.1 - l.tokens.0 <= SHORT)
            .any(|l| self.says_here(&(l.tokens.0 as usize..l.tokens.1 as usize)))
    }

    /// Where the next service is named before some token; that token where none is.
    pub(crate) fn next_service(&self, service: &Range<usize>, end: usize) -> usize {
        self.mentions_in(service.end..end).first().map_or(end, |m| m.tokens.start)
    }

    /// Whether `today` stands in some tokens; in `ordered today` an order has decided already.
    fn says_today(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| matches!(self.doc.folded(at), "today" | "todays"))
    }

    /// Whether the sentence of a service, or the brackets behind it, say that the provider read it.
    fn read_beside(&self, service: &Range<usize>) -> bool {
        let sentence = self.sentence(service.start);
        let end = self.next_service(service, sentence.end);
        self.cues_in(service.start..end).iter().any(|c| c.cue == Cue::Interpreted)
    }
}

/// Whether a cue speaks of a service in its part: verbs stand before it, states on either side,
/// a bare `no` right before it.
fn governs(cue: &Hit, service: &Range<usize>) -> bool {
    let (at, end) = (cue.at as usize, cue.end as usize);
    let inside = at >= service.start && end <= service.end;
    match cue.cue {
        Cue::Planned => end <= service.start,
        Cue::Negated => end <= service.start && service.start - end <= 2,
        Cue::Past => !inside,
        Cue::Later => !inside,
        Cue::Interpreted
        | Cue::Declined
        | Cue::Pending
        | Cue::Elsewhere
        | Cue::Today
        | Cue::Performed => true,
    }
}

/// What a section says of a service that it only names.
const fn by_section(section: SectionKind) -> Status {
    match section {
        SectionKind::Psh
        | SectionKind::Pmh
        | SectionKind::FamilyHistory
        | SectionKind::ObHistory
        | SectionKind::ProblemList
        | SectionKind::Medications
        | SectionKind::Allergies
        | SectionKind::SocialHistory
        | SectionKind::Hpi
        | SectionKind::Consult
        | SectionKind::Indication => Status::Before,
        SectionKind::Orders | SectionKind::Disposition => Status::Ordered,
        SectionKind::Plan | SectionKind::Instructions => Status::Planned,
        _ => Status::Done,
    }
}
