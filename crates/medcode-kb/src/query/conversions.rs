//! What took the place of a retired code.

use super::Release;
use crate::tables::conversion::{self, ConversionRow};
use medcode_model::{Code, Date};

/// A code that took the place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replacement {
    /// The new code.
    pub code: Code,
    /// The day it took effect.
    pub effective: Date,
}

impl Release {
    /// The rows of the conversion table, by the new code.
    #[must_use]
    pub fn conversions(&self) -> &[ConversionRow] {
        self.file().rows(conversion::SECTION)
    }

    /// The codes that took the place of a retired one: all of them, since the inverse of
    /// the publisher's table is one-to-many. A correction is certain only when one remains.
    #[must_use]
    pub fn replacements(&self, retired: &Code) -> Vec<Replacement> {
        let old = retired.bytes();
        let mut found: Vec<Replacement> = self
            .conversions()
            .iter()
            .filter(|r| r.from <= *old && *old <= r.to && r.new != *old)
            .map(|r| Replacement {
                code: Code::from_bytes(self.system(), r.new),
                effective: Date::from_days(r.effective.get()),
            })
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// The codes that took the place of this one code: rows that name it alone, neither in a range
    /// nor by a category. A code that never was has none.
    #[must_use]
    pub fn successors(&self, retired: &Code) -> Vec<Replacement> {
        let old = retired.bytes();
        let mut found: Vec<Replacement> = self
            .conversions()
            .iter()
            .filter(|r| r.from == *old && r.to == *old && r.new != *old)
            .map(|r| Replacement {
                code: Code::from_bytes(self.system(), r.new),
                effective: Date::from_days(r.effective.get()),
            })
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// The codes that a code took the place of, as first and last of each range.
    #[must_use]
    pub fn previous_codes(&self, code: &Code) -> Vec<(Code, Code, Date)> {
        let system = self.system();
        self.conversions()
            .iter()
            .filter(|r| r.new == *code.bytes())
            .map(|r| {
                let day = Date::from_days(r.effective.get());
                (Code::from_bytes(system, r.from), Code::from_bytes(system, r.to), day)
            })
            .collect()
    }
}
