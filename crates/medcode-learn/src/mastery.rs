//! What is mastered, on which days was practised, and what comes next? Reckoned from what is kept.

use crate::ground::Ground;
use medcode_model::Date;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Mastery looks at so many of the latest answers: what was wrong long ago is forgotten.
pub const LATEST: usize = 20;
/// With fewer answers nothing is said of mastery.
pub const FEWEST: u32 = 5;

/// Right answers, of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Right.
    pub right: u32,
    /// Of all.
    pub of: u32,
}

impl Share {
    /// As a number from 0 to 1; none where nothing was asked.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.right) / f64::from(self.of))
    }

    /// Where the true share lies with a probability of 95 in 100, by Wilson's interval.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        let (share, n, z) = (self.value()?, f64::from(self.of), 1.96);
        let middle = share + z * z / (2.0 * n);
        let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + z * z / n;
        Some((((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0)))
    }

    /// Takes in one more.
    pub fn count(&mut self, right: bool) {
        self.right += u32::from(right);
        self.of += 1;
    }
}

/// How well something is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mastery {
    /// Of the latest answers.
    pub latest: Share,
    /// How often it was asked in all.
    pub asked: u32,
}

impl Mastery {
    /// A word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        let Some(share) = self.latest.value().filter(|_| self.latest.of >= FEWEST) else {
            return "too few";
        };
        match share {
            s if s >= 0.95 => "mastered",
            s if s >= 0.85 => "near",
            s if s >= 0.70 => "learning",
            _ => "weak",
        }
    }
}

/// Mastery of everything that was practised. `outcomes` are in the order of their time.
#[must_use]
pub fn mastery(outcomes: impl IntoIterator<Item = (Vec<Ground>, bool)>) -> BTreeMap<Ground, Mastery> {
    let mut kept: BTreeMap<Ground, (VecDeque<bool>, u32)> = BTreeMap::new();
    for (grounds, right) in outcomes {
        for ground in grounds {
            let (latest, asked) = kept.entry(ground).or_default();
            latest.push_back(right);
            *asked += 1;
            if latest.len() > LATEST {
                latest.pop_front();
            }
        }
    }
    let sum = |latest: VecDeque<bool>| {
        let mut share = Share::default();
        latest.into_iter().for_each(|right| share.count(right));
        share
    };
    kept.into_iter().map(|(g, (latest, asked))| (g, Mastery { latest: sum(latest), asked })).collect()
}

/// Days in a row on which something was practised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// Up to today; one that ended yesterday still counts, today is not over.
    pub now: u32,
    /// The longest there was.
    pub longest: u32,
    /// Days in all.
    pub days: u32,
}

/// The streak of the days on which something was practised.
#[must_use]
pub fn streak(days: &BTreeSet<Date>, today: Date) -> Streak {
    let mut out = Streak { days: days.len() as u32, ..Streak::default() };
    let (mut run, mut last) = (0, None::<u32>);
    for day in days.iter().filter(|d| **d <= today).map(|d| d.days()) {
        run = if last.is_some_and(|l| l + 1 == day) { run + 1 } else { 1 };
        out.longest = out.longest.max(run);
        last = Some(day);
    }
    let alive = last.is_some_and(|l| today.days() - l <= 1);
    out.now = if alive { run } else { 0 };
    out
}

/// How many items come back on each of the next days; those that are overdue on the first.
#[must_use]
pub fn coming(due: impl IntoIterator<Item = Date>, today: Date, days: usize) -> Vec<(Date, u32)> {
    let mut out: Vec<(Date, u32)> =
        (0..days as u32).map(|n| (Date::from_days(today.days() + n), 0)).collect();
    for day in due {
        let at = day.days().saturating_sub(today.days()) as usize;
        if let Some((_, count)) = out.get_mut(at) {
            *count += 1;
        }
    }
    out
}

/// The day on which everything new will have been asked, at the pace of some days; none where nothing
/// new was asked in them.
#[must_use]
pub fn finished(left: usize, asked: usize, in_days: u32, today: Date) -> Option<Date> {
    if left == 0 {
        return Some(today);
    }
    let days =
        (left as u64 * u64::from(in_days)).div_ceil(u64::try_from(asked).ok().filter(|n| *n > 0)?);
    Some(Date::from_days(today.days().saturating_add(u32::try_from(days).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn mastery_is_of_the_latest_answers() {
        let ground = || vec![Ground::Section("I.A".to_owned())];
        let answers = (0..30).map(|n| (ground(), n >= 11));
        let all = mastery(answers);
        let one = all[&ground()[0]];
        assert_eq!((one.latest, one.asked), (Share { right: 19, of: 20 }, 30));
        assert_eq!(one.word(), "mastered");
        let few = mastery((0..4).map(|_| (ground(), true)));
        assert_eq!(few[&ground()[0]].word(), "too few");
        let weak = Mastery { latest: Share { right: 3, of: 10 }, asked: 10 };
        assert_eq!(weak.word(), "weak");
    }

    #[test]
    fn an_interval_holds_its_share_and_narrows_with_more_answers() {
        let (low, high) = Share { right: 9, of: 10 }.interval().unwrap();
        assert!((0.59..0.60).contains(&low) && (0.98..0.99).contains(&high), "{low} {high}");
        let (more, _) = Share { right: 90, of: 100 }.interval().unwrap();
        assert!(more > low);
        let (_, whole) = Share { right: 3, of: 3 }.interval().unwrap();
        assert!(whole <= 1.0);
        assert_eq!(Share::default().interval(), None);
    }

    #[test]
    fn a_streak_that_ended_yesterday_still_counts() {
        let days = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-24", "2026-11-25"];
        let days: BTreeSet<Date> = days.into_iter().map(day).collect();
        for (today, now) in [("2026-11-25", 2), ("2026-11-26", 2), ("2026-11-27", 0)] {
            assert_eq!(streak(&days, day(today)), Streak { now, longest: 3, days: 5 }, "{today}");
        }
        assert_eq!(streak(&BTreeSet::new(), day("2026-11-26")), Streak::default());
    }

    #[test]
    fn what_is_overdue_comes_today() {
        let due = ["2026-11-01", "2026-11-26", "2026-11-28", "2027-01-01"].map(day);
        let counts: Vec<u32> = coming(due, day("2026-11-26"), 4).into_iter().map(|(_, n)| n).collect();
        assert_eq!(counts, [2, 0, 1, 0]);
    }

    #[test]
    fn the_end_follows_from_the_pace() {
        let today = day("2026-11-26");
        assert_eq!(finished(100, 70, 14, today), Some(day("2026-12-16")));
        assert_eq!(finished(0, 0, 14, today), Some(today));
        assert_eq!(finished(5, 0, 14, today), None);
    }
}
