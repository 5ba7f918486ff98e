//! How likely is it to pass? A share of right answers that is not known exactly (beta), and a form of so
//! many items (binomial).
//!
//! Each attempt counts half of the one after it. Before any answer every share is as likely as another.
//! It speaks of items like ours: nobody has measured how hard they are beside those of the real exam.

use crate::mastery::Share;

/// Fewer answers than this (after the halving) say nothing.
pub const FEWEST: f64 = 30.0;

/// A chance and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Of reaching the mark, from 0 to 1.
    pub chance: f64,
    /// Right answers that count.
    pub right: f64,
    /// Answers that count.
    pub answers: f64,
}

/// The chance to have at least `needed` of `items` right, from attempts, the latest last; none where too
/// few answers count.
#[must_use]
pub fn chance(attempts: &[Share], items: u32, needed: u32) -> Option<Chance> {
    let (mut right, mut answers, mut weight) = (0.0, 0.0, 1.0);
    for tally in attempts.iter().rev() {
        right += weight * f64::from(tally.right);
        answers += weight * f64::from(tally.of);
        weight /= 2.0;
    }
    if answers < FEWEST {
        return None;
    }
    let chance = at_least(items, needed, 1.0 + right, 1.0 + answers - right);
    Some(Chance { chance, right, answers })
}

/// P(X >= k) of a beta-binomial variable, by the ratios of neighbouring terms.
fn at_least(n: u32, k: u32, a: f64, b: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    let mut logs = vec![0.0f64];
    for x in 0..n {
        let (x, n) = (f64::from(x), f64::from(n));
        let ratio = (n - x) * (a + x) / ((x + 1.0) * (b + n - x - 1.0));
        logs.push(logs.last().copied().unwrap_or_default() + ratio.ln());
    }
    let top = logs.iter().copied().fold(f64::MIN, f64::max);
    let terms: Vec<f64> = logs.iter().map(|l| (l - top).exp()).collect();
    let tail: f64 = terms.iter().skip(k as usize).sum();
    tail / terms.iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_knowledge_every_number_of_right_answers_is_as_likely() {
        for k in 0..=10 {
            let expected = f64::from(11 - k) / 11.0;
            assert!((at_least(10, k, 1.0, 1.0) - expected).abs() < 1e-12);
        }
        assert_eq!(at_least(10, 11, 1.0, 1.0), 0.0);
    }

    #[test]
    fn much_knowledge_is_a_binomial_of_that_share() {
        // P(X >= 6), n = 10, p = 0.5: 386/1024.
        assert!((at_least(10, 6, 5e8, 5e8) - 386.0 / 1024.0).abs() < 1e-6);
    }

    #[test]
    fn few_answers_give_no_chance_and_old_ones_count_less() {
        assert_eq!(chance(&[Share { right: 20, of: 29 }], 100, 70), None);
        let (bad, good) = (Share { right: 40, of: 100 }, Share { right: 90, of: 100 });
        let rising = chance(&[bad, good], 100, 70).unwrap();
        let falling = chance(&[good, bad], 100, 70).unwrap();
        assert!(rising.chance > 0.6 && falling.chance < 0.2, "{rising:?} {falling:?}");
        assert_eq!((rising.right, rising.answers), (110.0, 150.0));
    }
}
