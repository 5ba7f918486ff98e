//! Questions about codes that came, went, or are called otherwise.

use super::near::{around, may_report, seat};
use super::{Ask, Item, Maker};
use crate::Choice;
use crate::drill::{Rng, choice};
use medcode::diff::{CodeChange, CodeWhat};
use medcode::kb::tables::codes::MODIFIER;

/// Answers that are offered to draw from.
const OFFERED: usize = 8;

pub(super) fn may_be_reported_now(c: &CodeChange) -> bool {
    matches!(c.what, CodeWhat::New | CodeWhat::Reinstated | CodeWhat::ToBillable)
        && c.after.as_ref().is_some_and(|t| t.billable)
}

pub(super) fn may_not_be_reported_now(c: &CodeChange) -> bool {
    matches!(c.what, CodeWhat::Deleted | CodeWhat::ToHeader)
        && c.before.as_ref().is_some_and(|t| t.billable)
}

pub(super) fn has_one_successor(c: &CodeChange) -> bool {
    may_not_be_reported_now(c) && c.replaced_by.len() == 1
}

pub(super) fn has_another_title(c: &CodeChange) -> bool {
    let long = |t: &Option<medcode::diff::Titles>| t.as_ref().map(|t| t.long.clone());
    c.what == CodeWhat::Revised && long(&c.before) != long(&c.after)
}

impl Maker<'_> {
    pub(super) fn means(&self, c: &CodeChange, rng: &mut Rng) -> Option<Item> {
        let row = self.after.find(&c.code)?;
        let right = choice(c.title(), format!("{} is this.", c.code));
        let wrong =
            self.reportable_near(row).map(|(code, title)| choice(title, format!("That is {code}.")));
        let day = self.of.after;
        let stem = match c.what {
            CodeWhat::New => format!("{} is new from {day} on. What does it mean?", c.code),
            CodeWhat::Reinstated => format!("{} is back from {day} on. What does it mean?", c.code),
            _ => format!("{} may be reported from {day} on. What does it mean?", c.code),
        };
        self.item((Ask::Means(c.code), c.code), stem, right, wrong.take(OFFERED).collect(), rng)
    }

    pub(super) fn named(&self, c: &CodeChange, rng: &mut Rng) -> Option<Item> {
        let row = self.after.find(&c.code)?;
        let title = c.title().to_owned();
        let others = self.reportable_near(row).filter(|(_, other)| *other != title);
        let wrong =
            others.map(|(code, other)| choice(code, format!("{other}."))).take(OFFERED).collect();
        let right = choice(c.code, format!("{title}."));
        let stem = format!("Which code, from {} on, means: {title}?", self.of.after);
        self.item((Ask::Named(title), c.code), stem, right, wrong, rng)
    }

    pub(super) fn reportable(&self, c: &CodeChange, rng: &mut Rng) -> Option<Item> {
        let row = self.after.find(&c.code)?;
        let day = self.of.after;
        let header = |&r: &u32| !self.after.is_billable(r) && !self.after.has(r, MODIFIER);
        let headers = around(self.after, row).filter(header);
        let headers = headers.map(|r| choice(self.after.code(r), "It needs more characters."));
        let gone = self.of.codes.iter().filter(|o| may_not_be_reported_now(o));
        let mut gone: Vec<&CodeChange> = gone.collect();
        gone.sort_by_key(|o| seat(self.after, &o.code).abs_diff(row));
        let gone = gone.into_iter().take(3).map(|o| choice(o.code, format!("{}.", self.why_not(o))));
        let wrong: Vec<Choice> = gone.chain(headers).take(OFFERED).collect();
        let right = choice(c.code, format!("{}.", c.title()));
        let stem = format!("Which of these codes may be reported from {day} on?");
        self.item((Ask::Reportable, c.code), stem, right, wrong, rng)
    }

    pub(super) fn gone(&self, c: &CodeChange, rng: &mut Rng) -> Option<Item> {
        let row = seat(self.after, &c.code);
        let others = self.reportable_near(row).filter(|(code, _)| *code != c.code.to_string());
        let wrong =
            others.map(|(code, title)| choice(code, format!("{title}."))).take(OFFERED).collect();
        let right = choice(c.code, format!("{}.", self.why_not(c)));
        let stem = format!("Which of these codes may not be reported from {} on?", self.of.after);
        self.item((Ask::Gone, c.code), stem, right, wrong, rng)
    }

    pub(super) fn became(&self, c: &CodeChange, rng: &mut Rng) -> Option<Item> {
        let new = *c.replaced_by.first()?;
        let row = self.after.find(&new).filter(|&row| may_report(self.after, row))?;
        let others = self.reportable_near(row);
        let wrong =
            others.map(|(code, title)| choice(code, format!("{title}."))).take(OFFERED).collect();
        let right = choice(new, format!("{}.", self.after.title(row)));
        let was = c.before.as_ref().map_or("", |t| &t.long);
        let stem = format!(
            "{} ({was}) may not be reported from {} on. Which code does the conversion table name \
             in its place?",
            c.code, self.of.after
        );
        self.item((Ask::Became(c.code), c.code), stem, right, wrong, rng)
    }

    pub(super) fn title(&self, c: &CodeChange, rng: &mut Rng) -> Option<Item> {
        let row = self.after.find(&c.code)?;
        let was = &c.before.as_ref()?.long;
        let right = choice(c.title(), format!("So it reads from {} on.", self.of.after));
        let old = choice(was, "So it read before.");
        let near =
            self.reportable_near(row).map(|(code, title)| choice(title, format!("That is {code}.")));
        // The old title is the one to be told from the new: it is always offered.
        let mut others: Vec<Choice> = near.filter(|n| n.text != right.text && n.text != *was).collect();
        others.truncate(OFFERED);
        rng.shuffle(&mut others);
        others.truncate(2);
        others.push(old);
        let stem = format!("The title of {} changed. How does it read now?", c.code);
        self.item((Ask::Title(c.code), c.code), stem, right, others, rng)
    }

    /// Codes near a row that may be reported, with their titles.
    fn reportable_near(&self, row: u32) -> impl Iterator<Item = (String, String)> + '_ {
        let rows = around(self.after, row).filter(|&r| may_report(self.after, r));
        rows.map(|r| (self.after.code(r).to_string(), self.after.title(r)))
    }

    /// Why a code may not be reported any more.
    fn why_not(&self, c: &CodeChange) -> String {
        let was = c.before.as_ref().map_or("", |t| &t.long);
        match c.what {
            CodeWhat::ToHeader => format!("{was}: it needs more characters now"),
            _ => format!("{was}: it was deleted"),
        }
    }
}
