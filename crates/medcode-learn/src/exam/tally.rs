//! Right answers of all, how sure the share is, and which domains are weak.

use super::Spec;

/// The 97.5 % point of the normal distribution: two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Right answers, of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Right.
    pub right: u32,
    /// Of so many.
    pub of: u32,
}

impl Tally {
    /// Counts an answer.
    pub const fn count(&mut self, right: bool) {
        self.right += right as u32;
        self.of += 1;
    }

    /// The share; none without an item.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.right) / f64::from(self.of))
    }

    /// Where the true share lies with 95 %, by Wilson.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        let (p, n) = (self.share()?, f64::from(self.of));
        let z2 = Z * Z;
        let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        Some(((middle - half).max(0.0), (middle + half).min(1.0)))
    }
}

/// How a domain went.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainResult {
    /// The domain.
    pub domain: String,
    /// Right answers, of all.
    pub tally: Tally,
}

/// Sums answers by domain, in the order of the exam; domains without an item are left out.
#[must_use]
pub fn by_domain<'a>(spec: &Spec, answers: impl Iterator<Item = (&'a str, bool)>) -> Vec<DomainResult> {
    let mut out: Vec<DomainResult> = spec
        .domains
        .iter()
        .map(|d| DomainResult { domain: d.name.clone(), tally: Tally::default() })
        .collect();
    for (domain, right) in answers {
        let at = out.iter().position(|d| d.domain == domain).unwrap_or_else(|| {
            out.push(DomainResult { domain: domain.to_owned(), tally: Tally::default() });
            out.len() - 1
        });
        out[at].tally.count(right);
    }
    out.retain(|d| d.tally.of > 0);
    out
}

/// Domains below a mark, the weakest first.
#[must_use]
pub fn weak(results: &[DomainResult], mark: f64) -> Vec<&DomainResult> {
    let share = |d: &DomainResult| d.tally.share().unwrap_or(1.0);
    let mut out: Vec<&DomainResult> = results.iter().filter(|d| share(d) < mark).collect();
    out.sort_by(|a, b| share(a).total_cmp(&share(b)));
    out
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_interval_is_that_of_wilson() {
        // Newcombe 1998, Stat Med 17:857, table I: 81/263, 15/148, 0/20, 1/29.
        for (right, of, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let (a, b) = Tally { right, of }.interval().unwrap();
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{right}/{of}: {a} {b}");
        }
        assert_eq!(Tally::default().interval(), None);
    }
}
