//! Bars as SVG: a share with the interval it lies in, and units against what is asked for.

/// The width of a bar, in the picture's own units.
const WIDTH: f64 = 400.0;

/// A share with its interval.
pub(super) struct Interval {
    pub(super) name: String,
    pub(super) right: u32,
    pub(super) of: u32,
    pub(super) percent: u32,
    pub(super) low: u32,
    pub(super) high: u32,
    /// In units of the picture.
    pub(super) width: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// Percent on the bar.
pub(super) fn place(percent: f64) -> u32 {
    (percent.clamp(0.0, 100.0) / 100.0 * WIDTH).round() as u32
}

/// A bar of a share.
pub(super) fn interval(name: &str, right: u32, of: u32, (low, high): (f64, f64)) -> Interval {
    let percent = if of == 0 { 0.0 } else { f64::from(right) * 100.0 / f64::from(of) };
    Interval {
        name: name.to_owned(),
        right,
        of,
        percent: percent.round() as u32,
        low: low.round() as u32,
        high: high.round() as u32,
        width: place(percent),
        from: place(low),
        to: place(high),
    }
}

/// Units against a least or a most.
pub(super) struct Filled {
    pub(super) name: String,
    pub(super) has: f64,
    /// `of 36 required`, `at most 12 count`.
    pub(super) against: String,
    pub(super) width: u32,
    /// Where the mark stands.
    pub(super) mark: u32,
    pub(super) good: bool,
}

/// A bar of units; the mark stands so that more than is asked for can be seen.
pub(super) fn filled(name: &str, has: f64, mark: f64, against: String, good: bool) -> Filled {
    let scale = has.max(mark).max(1.0) * 1.1;
    Filled {
        name: name.to_owned(),
        has,
        against,
        width: place(has * 100.0 / scale),
        mark: place(mark * 100.0 / scale),
        good,
    }
}

#[cfg(test)]
mod tests {
    use super::{filled, interval, place};

    #[test]
    fn bars_stay_inside_their_picture() {
        assert_eq!((place(-5.0), place(50.0), place(400.0)), (0, 200, 400));
        let bar = interval("x", 7, 10, (39.7, 89.2));
        assert_eq!((bar.percent, bar.width, bar.from, bar.to), (70, 280, 159, 357));
        let none = interval("x", 0, 0, (0.0, 100.0));
        assert_eq!((none.width, none.to), (0, 400));
        let units = filled("x", 50.0, 36.0, String::new(), true);
        assert!(units.width <= 400 && units.mark < units.width);
        assert_eq!(filled("x", 0.0, 0.0, String::new(), true).width, 0);
    }
}
