//! Does a date beside a service say that it was done on another day?

use super::Reading;
use medcode_note::Gap;
use std::ops::Range;

/// How far a date stands from the words of the service it dates.
const REACH: usize = 4;

/// How far where `on` stands before it.
const FAR: usize = 12;

impl Reading<'_> {
    /// Whether a date right beside a service is not that of the visit: `CXR 4/9`, `A1c (3/2026)`,
    /// `CT '24`, `echo 2023`. `None` where none stands there.
    pub(super) fn another_day(&self, service: &Range<usize>, within: &Range<usize>) -> Option<bool> {
        let after = service.start..(service.end + REACH).min(within.end);
        let before = service.start.saturating_sub(REACH).max(within.start)..service.start;
        // `Done by Dr Lee on 4/2`: the word before it makes it a date of the service, further off.
        let on = |at: &usize| *at > 0 && matches!(self.doc.folded(at - 1), "on" | "dated");
        let far = (service.end + REACH..(service.end + FAR).min(within.end)).filter(on);
        after.chain(before).chain(far).find_map(|at| self.dated(at))
    }

    /// Whether the date that a token opens is another day than the visit's.
    fn dated(&self, at: usize) -> Option<bool> {
        let number = |n: usize| self.doc.folded(n).parse::<u32>().ok();
        let first = number(at)?;
        let digits = self.doc.folded(at).len();
        if digits == 4 && self.is_season(at, first) {
            return None;
        }
        if digits == 4 && (1950..2100).contains(&first) {
            // Of a date only the year is left where it was cut before; a year alone is coarse.
            return Some(first != u32::from(self.day.year()));
        }
        let slash = |n: usize| self.doc.gap(n).has(Gap::SLASH);
        if digits == 2 && self.doc.gap(at).has(Gap::QUOTE) && !slash(at + 1) {
            return Some(first != u32::from(self.day.year()) % 100);
        }
        if !(1..=12).contains(&first) || !slash(at + 1) || (at > 0 && slash(at)) {
            return None;
        }
        // `8/2 mg`: the strengths of two drugs in one.
        if matches!(self.doc.folded(at + 2), "mg" | "mcg" | "ml" | "g" | "unit") {
            return None;
        }
        let second = number(at + 1)?;
        let third = slash(at + 2).then(|| number(at + 2)).flatten();
        let (month, day) = (u32::from(self.day.parts().1), u32::from(self.day.parts().2));
        match (second, third) {
            // A score: `strength 5/5`, `BPP 8/8`.
            (_, None) if first == second => None,
            (8 | 10, None) if at > 0 && self.doc.folded(at - 1) == "bpp" => None,
            (1..=31, _) => Some((first, second) != (month, day)),
            (1950..2100, None) => Some((first, second) != (month, u32::from(self.day.year()))),
            _ => None,
        }
    }

    /// `Comirnaty 2025-26`: the season that a vaccine is made for.
    fn is_season(&self, at: usize, year: u32) -> bool {
        let joined = self.doc.gap(at + 1).has(Gap::HYPHEN.with(Gap::SLASH));
        let next = self.doc.folded(at + 1).parse::<u32>().ok();
        joined && next.is_some_and(|n| n == (year + 1) % 100 || n == year + 1)
    }

    /// `NST reactive 34 wk`, `OB US 20 wk anatomy`: how far the pregnancy is.
    fn is_gestation(&self, at: usize, within: &Range<usize>) -> bool {
        const OB: &[&str] = &[
            "nst",
            "bpp",
            "anatomy",
            "ob",
            "iup",
            "fetal",
            "fetus",
            "fhr",
            "gest",
            "gestation",
            "ega",
            "ga",
            "dating",
            "viability",
            "gdm",
            "vertex",
            "cephalic",
        ];
        let weeks = matches!(self.doc.folded(at), "wk" | "week" | "w");
        let far = at > 0 && self.value(at - 1).is_some_and(|v| (8.0..=42.0).contains(&v));
        weeks && far && within.clone().any(|t| OB.contains(&self.doc.folded(t)))
    }

    /// Whether a span of time stands right behind a service: `BMP 1 wk`, `CT 12 mo`.
    pub(super) fn in_some_time(&self, service: &Range<usize>, within: &Range<usize>) -> bool {
        const SPANS: &[&str] =
            &["wk", "week", "mo", "mos", "month", "yr", "year", "mth", "mon", "w", "m", "y", "day"];
        (service.end..(service.end + REACH).min(within.end)).any(|at| {
            let word = self.doc.folded(at);
            let glued = word.trim_start_matches(|c: char| c.is_ascii_digit());
            let named = |w: &str| SPANS.contains(&w);
            // `6MWT 320 m` is a way walked.
            let few = |v: f32| v <= 60.0;
            let counted = !self.doc.gap(at).has(Gap::OPEN)
                && !self.is_gestation(at, within)
                && at > service.end
                && self.value(at - 1).is_some_and(few);
            (glued.len() < word.len() && named(glued) && glued.len() > 1) || (counted && named(word))
        })
    }
}
