//! Right answers by domain.

use super::Spec;
use crate::mastery::Share;

/// How a domain went.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainResult {
    /// The domain.
    pub domain: String,
    /// Right answers, of all.
    pub tally: Share,
}

/// Sums answers by domain, in the order of the exam; domains without an item are left out.
#[must_use]
pub fn by_domain<'a>(spec: &Spec, answers: impl Iterator<Item = (&'a str, bool)>) -> Vec<DomainResult> {
    let mut out: Vec<DomainResult> = spec
        .domains
        .iter()
        .map(|d| DomainResult { domain: d.name.clone(), tally: Share::default() })
        .collect();
    for (domain, right) in answers {
        let at = out.iter().position(|d| d.domain == domain).unwrap_or_else(|| {
            out.push(DomainResult { domain: domain.to_owned(), tally: Share::default() });
            out.len() - 1
        });
        out[at].tally.count(right);
    }
    out.retain(|d| d.tally.of > 0);
    out
}

#[cfg(test)]
mod tests {
    use crate::mastery::Share;

    #[test]
    fn the_interval_is_that_of_wilson() {
        // Newcombe 1998, Stat Med 17:857, table I: 81/263, 15/148, 0/20, 1/29.
        for (right, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (a, b) = Share { right, of }.interval().unwrap();
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{right}/{of}: {a} {b}");
        }
    }
}
