//! What has been practised, and when does it come back? A text file in the home folder, a line a fact.

use crate::drill::Skill;
use crate::mistake::{Log, cut};
use crate::{Card, Mistake, reviewed};
use medcode_model::Date;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The first line of the file.
const HEAD: &str = "medcode practice 1";

/// A chart that was graded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The chart.
    pub chart: String,
    /// The day.
    pub day: Date,
    /// Codes right, of all.
    pub codes: (u32, u32),
    /// Material errors.
    pub faults: u32,
}

/// Everything that was practised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Questions by their names.
    pub cards: BTreeMap<String, Card>,
    /// What drills practise.
    pub skills: BTreeMap<Skill, Card>,
    /// Right answers, of all, by subject (a domain, `drill seventh`) and day.
    pub answered: BTreeMap<(String, Date), (u32, u32)>,
    /// Graded charts, the latest last.
    pub attempts: Vec<Attempt>,
}

impl Progress {
    /// Reads the file. A line that cannot be read is told, never dropped: the caller keeps the file.
    ///
    /// # Errors
    /// When a line is not understood.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        let mut out = Self::default();
        let mut log = Log::of(file);
        if text.lines().next().is_some_and(|l| l != HEAD) {
            log.add(1, format!("does not begin with `{HEAD}`: another file, or of a later version"));
            return Err(log.mistakes);
        }
        for (n, line) in (1..).zip(text.lines()).skip(1).filter(|(_, l)| !l.is_empty()) {
            if out.line(line).is_none() {
                log.add(n, format!("`{}`: not understood; put it right or delete the line", cut(line)));
            }
        }
        if log.mistakes.is_empty() { Ok(out) } else { Err(log.mistakes) }
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[..] {
            ["card", id, due, last, stability, difficulty, asked, lapses] => {
                let real = |text: &str| text.parse::<f64>().ok().filter(|f| f.is_finite() && *f > 0.0);
                let card = Card {
                    due: due.parse().ok()?,
                    last: last.parse().ok()?,
                    stability: real(stability)?,
                    difficulty: real(difficulty)?,
                    asked: asked.parse().ok()?,
                    lapses: lapses.parse().ok()?,
                };
                match Skill::parse(id) {
                    Some(skill) => self.skills.insert(skill, card),
                    None => self.cards.insert(id.to_owned(), card),
                };
            }
            ["answered", subject, day, right, of] => {
                let key = (subject.to_owned(), day.parse().ok()?);
                self.answered.insert(key, (right.parse().ok()?, of.parse().ok()?));
            }
            ["chart", chart, day, right, of, faults] => self.attempts.push(Attempt {
                chart: chart.to_owned(),
                day: day.parse().ok()?,
                codes: (right.parse().ok()?, of.parse().ok()?),
                faults: faults.parse().ok()?,
            }),
            _ => return None,
        }
        Some(())
    }

    /// The file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = format!("{HEAD}\n");
        let questions = self.cards.iter().map(|(id, c)| (id.clone(), c));
        for (id, c) in questions.chain(self.skills.iter().map(|(skill, c)| (skill.to_string(), c))) {
            let _ = writeln!(
                out,
                "card\t{id}\t{}\t{}\t{}\t{}\t{}\t{}",
                c.due, c.last, c.stability, c.difficulty, c.asked, c.lapses
            );
        }
        for ((subject, day), (right, of)) in &self.answered {
            let _ = writeln!(out, "answered\t{subject}\t{day}\t{right}\t{of}");
        }
        for a in &self.attempts {
            let (right, of) = a.codes;
            let _ = writeln!(out, "chart\t{}\t{}\t{right}\t{of}\t{}", a.chart, a.day, a.faults);
        }
        out
    }

    /// Takes in the answer to a question.
    pub fn answer(&mut self, id: &str, domain: &str, right: bool, day: Date) {
        let card = reviewed(self.cards.get(id), right, day);
        self.cards.insert(id.to_owned(), card);
        self.count(domain, right, day);
    }

    /// Takes in the answer to a drill: the skill comes back, with another drill. The first answer of a
    /// day moves its card.
    pub fn drilled(&mut self, skill: Skill, right: bool, day: Date) {
        if let Some(card) = after_drill(self.skills.get(&skill), right, day) {
            self.skills.insert(skill, card);
        }
        self.count(&format!("drill {}", skill.kind.id()), right, day);
    }

    /// The skills that are due on a day, the longest due first.
    #[must_use]
    pub fn due_skills(&self, day: Date) -> Vec<Skill> {
        let due = self.skills.iter().filter(|(_, c)| c.due <= day);
        let mut out: Vec<(Date, Skill)> = due.map(|(skill, c)| (c.due, *skill)).collect();
        out.sort();
        out.into_iter().map(|(_, skill)| skill).collect()
    }

    /// Counts an answer that does not come back.
    pub fn count(&mut self, subject: &str, right: bool, day: Date) {
        let sum = self.answered.entry((subject.to_owned(), day)).or_default();
        sum.0 += u32::from(right);
        sum.1 += 1;
    }

    /// Right answers, of all, by subject.
    #[must_use]
    pub fn subjects(&self) -> BTreeMap<&str, (u32, u32)> {
        let mut out: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for ((subject, _), (right, of)) in &self.answered {
            let sum = out.entry(subject).or_default();
            sum.0 += right;
            sum.1 += of;
        }
        out
    }

    /// How many questions and skills are due on a day.
    #[must_use]
    pub fn due(&self, day: Date) -> usize {
        self.days().filter(|due| *due <= day).count()
    }

    /// The days on which questions and skills come back.
    pub fn days(&self) -> impl Iterator<Item = Date> {
        self.cards.values().chain(self.skills.values()).map(|c| c.due)
    }
}

/// The card of a skill after a drill; none where the first drill of the day has moved it already.
#[must_use]
pub fn after_drill(card: Option<&Card>, right: bool, day: Date) -> Option<Card> {
    let first = card.is_none_or(|c| c.last != day);
    first.then(|| reviewed(card, right, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut progress = Progress::default();
        progress.answer("t-01", "conventions", true, day("2026-11-26"));
        progress.answer("t-01", "conventions", false, day("2026-11-29"));
        let skill = Skill::parse("drill.seventh.c19").unwrap();
        progress.drilled(skill, true, day("2026-11-26"));
        progress.drilled(skill, false, day("2026-11-26"));
        let codes = (3, 5);
        let chart = "office/cold".to_owned();
        progress.attempts.push(Attempt { chart, day: day("2026-11-26"), codes, faults: 2 });
        assert_eq!(Progress::read("practice.tsv", &progress.to_text()), Ok(progress.clone()));
        assert_eq!(progress.subjects()["conventions"], (1, 2));
        assert_eq!(progress.subjects()["drill seventh"], (1, 2));
        assert_eq!((progress.due(day("2026-11-26")), progress.due(day("2027-11-26"))), (0, 2));
        assert_eq!(progress.due_skills(day("2026-11-26")), []);
        assert_eq!(progress.due_skills(day("2027-11-26")), [skill]);
        assert_eq!((progress.skills[&skill].asked, progress.skills[&skill].lapses), (1, 0));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_told_and_nothing_is_forgotten() {
        let text = format!("{HEAD}\ncard\tt-01\tsoon\n");
        let wrong = Progress::read("practice.tsv", &text).unwrap_err();
        assert_eq!(wrong[0].line, 2);
        assert!(Progress::read("practice.tsv", "another file\n").is_err());
        assert_eq!(Progress::read("practice.tsv", ""), Ok(Progress::default()));
    }
}
