//! When is an item asked again? FSRS with its published weights, in whole days.

use chrono::{DateTime, Utc};
use medcode_model::Date;
use rs_fsrs::{FSRS, Parameters, Rating, State};

/// What is remembered of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    /// The day it is asked again.
    pub due: Date,
    /// The day it was last asked.
    pub last: Date,
    /// Days after which it is remembered with a probability of nine in ten.
    pub stability: f64,
    /// 1 easy to 10 hard.
    pub difficulty: f64,
    /// How often it was asked.
    pub asked: u32,
    /// How often it was forgotten.
    pub lapses: u32,
}

/// The card after an answer of the day; without a card, of an item that is new.
#[must_use]
pub fn reviewed(card: Option<&Card>, right: bool, day: Date) -> Card {
    let fsrs = FSRS::new(Parameters { enable_short_term: false, ..Parameters::default() });
    let now = time(day);
    let before = card.map_or_else(|| rs_fsrs::Card { due: now, last_review: now, ..blank() }, known);
    let rating = if right { Rating::Good } else { Rating::Again };
    let next = fsrs.next(before, now, rating).card;
    let days = u32::try_from(next.scheduled_days).unwrap_or(1).max(1);
    let lapsed = u32::from(!right && card.is_some());
    Card {
        due: Date::from_days(day.days().saturating_add(days)),
        last: day,
        stability: next.stability,
        difficulty: next.difficulty,
        asked: card.map_or(0, |c| c.asked) + 1,
        lapses: card.map_or(0, |c| c.lapses) + lapsed,
    }
}

fn known(card: &Card) -> rs_fsrs::Card {
    rs_fsrs::Card {
        due: time(card.due),
        stability: card.stability,
        difficulty: card.difficulty,
        reps: i32::try_from(card.asked).unwrap_or(i32::MAX),
        lapses: i32::try_from(card.lapses).unwrap_or(i32::MAX),
        state: State::Review,
        last_review: time(card.last),
        ..blank()
    }
}

/// A card of the library without asking the clock, as its own constructor does.
fn blank() -> rs_fsrs::Card {
    rs_fsrs::Card::default()
}

/// Noon of a day.
fn time(day: Date) -> DateTime<Utc> {
    let epoch = Date::new(1970, 1, 1).map_or(0, Date::days);
    let days = i64::from(day.days()) - i64::from(epoch);
    DateTime::from_timestamp(days.saturating_mul(86_400).saturating_add(43_200), 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_known_comes_back_later_and_later() {
        let mut card = reviewed(None, true, day("2026-01-01"));
        let mut last = 0;
        for _ in 0..5 {
            let wait = card.due.days() - card.last.days();
            assert!(wait > last, "{card:?}");
            last = wait;
            card = reviewed(Some(&card), true, card.due);
        }
        assert_eq!((card.asked, card.lapses), (6, 0));
    }

    #[test]
    fn what_is_forgotten_comes_back_soon() {
        let known = reviewed(None, true, day("2026-01-01"));
        let known = reviewed(Some(&known), true, known.due);
        let lapsed = reviewed(Some(&known), false, known.due);
        assert!(lapsed.due.days() - lapsed.last.days() < known.due.days() - known.last.days());
        assert_eq!(lapsed.lapses, 1);
        let new = reviewed(None, false, day("2026-01-01"));
        assert_eq!((new.due, new.lapses), (day("2026-01-02"), 0));
    }
}
