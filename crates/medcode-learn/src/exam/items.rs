//! What do many attempts say of an item? How many have it right, and whether those who know more do.

use std::collections::BTreeMap;

/// One item of one attempt that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The name of the item.
    pub key: String,
    /// Its domain.
    pub domain: String,
    /// Whether it was right.
    pub right: bool,
    /// The share of right answers among the other items of the attempt.
    pub rest: f64,
}

/// Fewer answers than this give no discrimination.
pub const FEWEST: u32 = 10;

/// What is known of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemStatistics {
    /// The name of the item.
    pub key: String,
    /// Its domain.
    pub domain: String,
    /// How often it was asked.
    pub asked: u32,
    /// How often it was right.
    pub right: u32,
    /// Difficulty: the share that had it right.
    pub difficulty: f64,
    /// Point-biserial correlation with the share of the other items that were right; none with few
    /// answers, or where all had it right or all wrong.
    pub discrimination: Option<f64>,
}

/// Sums outcomes by item.
#[must_use]
pub fn statistics(outcomes: &[Outcome]) -> Vec<ItemStatistics> {
    let mut by_item: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    outcomes.iter().for_each(|o| by_item.entry(&o.key).or_default().push(o));
    by_item.into_iter().map(|(key, all)| of(key, &all)).collect()
}

fn of(key: &str, all: &[&Outcome]) -> ItemStatistics {
    let asked = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let right = u32::try_from(all.iter().filter(|o| o.right).count()).unwrap_or(u32::MAX);
    ItemStatistics {
        key: key.to_owned(),
        domain: all.last().map(|o| o.domain.clone()).unwrap_or_default(),
        asked,
        right,
        difficulty: f64::from(right) / f64::from(asked.max(1)),
        discrimination: if asked < FEWEST { None } else { correlation(all) },
    }
}

/// Pearson's correlation of right (1 or 0) with the rest.
fn correlation(all: &[&Outcome]) -> Option<f64> {
    let n = all.len() as f64;
    let x = |o: &Outcome| f64::from(u8::from(o.right));
    let (mx, my) =
        (all.iter().map(|o| x(o)).sum::<f64>() / n, all.iter().map(|o| o.rest).sum::<f64>() / n);
    let sum = |f: &dyn Fn(&Outcome) -> f64| all.iter().map(|o| f(o)).sum::<f64>();
    let xy = sum(&|o| (x(o) - mx) * (o.rest - my));
    let (xx, yy) = (sum(&|o| (x(o) - mx).powi(2)), sum(&|o| (o.rest - my).powi(2)));
    let scale = (xx * yy).sqrt();
    (scale > 1e-12).then(|| xy / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(right: bool, rest: f64) -> Outcome {
        Outcome { key: "question t-01".into(), domain: "x".into(), right, rest }
    }

    #[test]
    fn an_item_that_the_better_ones_know_discriminates() {
        let all: Vec<Outcome> = (0..10).map(|n| outcome(n >= 5, f64::from(n) / 10.0)).collect();
        let found = &statistics(&all)[0];
        assert_eq!((found.asked, found.right, found.difficulty), (10, 5, 0.5));
        // By hand: xy 1.25, xx 2.5, yy 0.825.
        assert!((found.discrimination.unwrap() - 1.25 / (2.5f64 * 0.825).sqrt()).abs() < 1e-12);
        let turned: Vec<Outcome> = all.iter().map(|o| outcome(!o.right, o.rest)).collect();
        assert!(statistics(&turned)[0].discrimination.unwrap() < -0.8);
    }

    #[test]
    fn few_answers_or_all_alike_tell_no_discrimination() {
        let few: Vec<Outcome> = (0..9).map(|n| outcome(n > 4, f64::from(n))).collect();
        assert_eq!(statistics(&few)[0].discrimination, None);
        let alike: Vec<Outcome> = (0..20).map(|n| outcome(true, f64::from(n))).collect();
        assert_eq!(
            (statistics(&alike)[0].discrimination, statistics(&alike)[0].difficulty),
            (None, 1.0)
        );
        assert!(statistics(&[]).is_empty());
    }
}
