//! How many items of a form belong to each domain: largest remainders.

/// Splits so many items by shares that sum to 1; ties go to the domain that stands first.
pub(super) fn split(items: u32, shares: &[f64]) -> Vec<u32> {
    let exact: Vec<f64> = shares.iter().map(|s| s * f64::from(items)).collect();
    // The sum of what is whole never exceeds the items by more than the error of the sums.
    let mut out: Vec<u32> = exact.iter().map(|e| (e + 1e-9).floor() as u32).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let rest = |n: usize| exact[n] - f64::from(out[n]);
    order.sort_by(|a, b| rest(*b).total_cmp(&rest(*a)));
    let missing = items.saturating_sub(out.iter().sum());
    for n in order.into_iter().cycle().take(missing as usize) {
        out[n] += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn every_item_has_a_domain_and_none_is_made_up() {
        assert_eq!(split(10, &[0.4, 0.2, 0.1, 0.2, 0.1]), [4, 2, 1, 2, 1]);
        assert_eq!(split(7, &[0.5, 0.3, 0.2]), [4, 2, 1]);
        assert_eq!(split(0, &[0.5, 0.5]), [0, 0]);
        assert_eq!(split(6, &[0.4, 0.2, 0.1, 0.2, 0.1]), [2, 1, 1, 1, 1]);
        assert_eq!(split(3, &[]), [0; 0]);
        for items in 0..120 {
            assert_eq!(split(items, &[1.0 / 3.0; 3]).iter().sum::<u32>(), items);
        }
    }
}
