//! How many minutes did a service take?

use super::Reading;
use medcode_note::Gap;
use std::ops::Range;

/// A day has no more; what is longer is no service's time.
const LONGEST: f32 = 720.0;

impl Reading<'_> {
    /// Minutes stated within some tokens, with the token of each: `45 min`, `53-minute`, `1.5 h`.
    pub(crate) fn minutes_in(&self, tokens: Range<usize>) -> Vec<(usize, u32)> {
        tokens.filter_map(|at| Some((at, self.minutes_at(at)?))).collect()
    }

    fn minutes_at(&self, at: usize) -> Option<u32> {
        let word = self.doc.folded(at);
        let each = |unit: &str| match unit {
            "min" | "minute" | "mn" => Some(1.0),
            "h" | "hr" | "hour" => Some(60.0),
            _ => None,
        };
        let minutes = match word.find(|c: char| c.is_ascii_alphabetic()) {
            Some(0) | None => self.value(at)? * each(self.doc.folded(at + 1))?,
            Some(cut) => word[..cut].parse::<f32>().ok()? * each(&word[cut..])?,
        };
        (minutes > 0.0 && minutes <= LONGEST).then_some(minutes.round() as u32)
    }

    /// The minutes of a service among others: those told behind it before the next is named, else
    /// those right before it.
    pub(crate) fn minutes_of(&self, service: &Range<usize>, peers: &[Range<usize>]) -> Option<u32> {
        let sentence = self.sentence(service.start);
        let next = peers.iter().map(|p| p.start).find(|&s| s >= service.end);
        let before = peers.iter().rev().map(|p| p.end).find(|&e| e <= service.start);
        let after = service.start..next.unwrap_or(sentence.end).min(sentence.end);
        let ahead = before.unwrap_or(sentence.start).max(sentence.start)..service.start;
        // "15 min manual therapy, 10 min gait": the minutes stand before each.
        let leading = self.minutes_in(sentence.start..service.start.min(sentence.end));
        let leads = peers.first().is_some_and(|p| {
            p.start >= sentence.start
                && leading.iter().any(|(at, _)| *at < p.start && *at + 4 >= p.start)
        });
        let (behind, ahead) = (self.minutes_in(after), self.minutes_in(ahead));
        let (first, second) = if leads {
            (ahead.last().copied(), behind.first().copied())
        } else {
            (behind.first().copied(), ahead.last().copied())
        };
        first.or(second).map(|(_, minutes)| minutes).or_else(|| self.minutes_of_row(service))
    }

    fn line_number(&self, token: usize) -> usize {
        let start = self.doc.tokens()[token].span.start;
        self.doc.lines().partition_point(|l| l.span.end <= start)
    }

    /// The tokens of a line of a table, whose cells stand between strokes.
    fn row(&self, line: usize) -> Option<Range<usize>> {
        let line = self.doc.lines().get(line).filter(|l| !l.is_empty())?;
        let (first, end) = (line.tokens.0 as usize, line.tokens.1 as usize);
        let piped = (first + 1..end).any(|t| self.doc.gap(t).has(Gap::PIPE));
        piped.then_some(first..end)
    }

    /// The tokens of the row that a token stands in, where its line is one of a table.
    pub(super) fn row_of(&self, token: usize) -> Option<Range<usize>> {
        self.row(self.line_number(token))
    }

    /// The number in the last cell of a table's row, where a head of the table says minutes.
    fn minutes_of_row(&self, service: &Range<usize>) -> Option<u32> {
        const ROWS: usize = 15;
        let mine = self.line_number(service.start);
        let row = |n: usize| self.row(n);
        let cells = row(mine)?;
        let last = cells.end - 1;
        let minutes = self.value(last).filter(|_| self.doc.gap(last).has(Gap::PIPE))?;
        let named = |t: usize| matches!(self.doc.folded(t), "min" | "minute" | "time");
        let head = (mine.saturating_sub(ROWS)..mine).filter_map(row).any(|mut r| r.any(named));
        (head && minutes > 0.0 && minutes <= 180.0 && minutes.fract() == 0.0).then_some(minutes as u32)
    }

    /// The minutes of a talk: in its sentence, else in a neighbour that tells of time spent, else from
    /// the clock.
    pub(crate) fn minutes_near(&self, service: &Range<usize>) -> Option<u32> {
        const TOLD: &[&str] = &["spent", "time", "session", "total", "duration", "counseling", "start"];
        let sentence = self.sentence(service.start);
        let closest = |tokens: Range<usize>| {
            let found = self.minutes_in(tokens);
            found.into_iter().min_by_key(|(at, _)| at.abs_diff(service.start)).map(|(_, m)| m)
        };
        let near = self.near(service.start);
        let told = near.clone().any(|at| TOLD.contains(&self.doc.folded(at)));
        closest(sentence.clone())
            .or_else(|| self.clock_in(sentence))
            .or_else(|| told.then(|| closest(near.clone())).flatten())
            .or_else(|| told.then(|| self.clock_in(near)).flatten())
    }

    /// Minutes from a start to a stop that some tokens tell.
    pub(crate) fn clock_in(&self, tokens: Range<usize>) -> Option<u32> {
        crate::drugs::times(self, tokens).minutes
    }
}
