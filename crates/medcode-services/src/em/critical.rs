//! Critical care by minutes: 99291 from 30, 99292 for each further 30.
//!
//! The first further unit begins at 75 minutes; for Medicare at 104, whole units alone
//! (Claims Processing Manual ch. 12 §30.6.12).

/// Units of 99292 for some minutes; `None` where they do not reach critical care.
pub(super) fn further(minutes: u16, medicare: bool) -> Option<u32> {
    if minutes < 30 {
        return None;
    }
    let first = if medicare { 104 } else { 75 };
    Some(minutes.checked_sub(first).map_or(0, |over| u32::from(over / 30) + 1))
}

#[cfg(test)]
mod tests {
    use super::further;

    #[test]
    fn further_half_hours_count_from_the_payers_threshold() {
        assert_eq!(further(29, false), None);
        assert_eq!(further(30, false), Some(0));
        assert_eq!(further(74, false), Some(0));
        assert_eq!(further(75, false), Some(1));
        assert_eq!(further(105, false), Some(2));
        assert_eq!(further(103, true), Some(0));
        assert_eq!(further(104, true), Some(1));
    }
}
