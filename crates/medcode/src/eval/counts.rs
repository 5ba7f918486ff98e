//! Right, wrong and missing, and what follows from them.

/// Right, wrong and missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Suggested and right.
    pub right: u32,
    /// Suggested and wrong.
    pub wrong: u32,
    /// Required and not suggested.
    pub missing: u32,
}

impl Counts {
    /// Share of the suggested that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    /// Share of the required that was suggested.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.right + self.missing)
    }

    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missing += other.missing;
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// Resamples that are drawn.
const DRAWS: usize = 1000;

/// The 95 % interval of F1 when notes are drawn anew, with a fixed sequence of numbers so
/// that the same scores give the same interval.
pub(super) fn bootstrap(notes: &[Counts]) -> (f64, f64) {
    if notes.is_empty() {
        return (0.0, 0.0);
    }
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut values: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let mut sum = Counts::default();
            (0..notes.len()).for_each(|_| sum.add(notes[(next() % notes.len() as u64) as usize]));
            sum.f1()
        })
        .collect();
    values.sort_by(f64::total_cmp);
    (values[DRAWS / 40], values[DRAWS - 1 - DRAWS / 40])
}
