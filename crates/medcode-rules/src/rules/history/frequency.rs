//! How often is a service paid? The shortest interval that the authority allows anybody, so that
//! a hit is certain: longer ones for some patients are not judged.

use medcode_model::Date;

/// When it may be given again.
#[derive(Clone, Copy)]
pub(super) enum Again {
    /// Never.
    Never,
    /// When so many full months have passed after the month of the last.
    AfterMonths(u32),
    /// In another calendar month.
    OtherMonth,
    /// So many days after the last.
    AfterDays(u32),
}

/// Services with a frequency.
pub(super) struct Frequency {
    /// The services it holds for.
    pub(super) of: &'static [&'static str],
    /// The earlier ones that count.
    pub(super) counts: &'static [&'static str],
    pub(super) again: Again,
    /// Where it stands.
    pub(super) citation: &'static str,
}

const fn same(of: &'static [&'static str], again: Again, citation: &'static str) -> Frequency {
    Frequency { of, counts: of, again, citation }
}

const PELVIC: &str = "42 CFR 410.56: 11 full months at the shortest";
const STOOL: &str = "42 CFR 410.37: 11 full months";
const PROSTATE: &str = "42 CFR 410.39: 11 full months";

/// Them all.
pub(super) const ALL: &[Frequency] = &[
    Frequency {
        of: &["G0402"],
        counts: &["G0402"],
        again: Again::Never,
        citation: "42 CFR 410.16: one initial preventive examination",
    },
    Frequency {
        of: &["G0438"],
        counts: &["G0438", "G0439"],
        again: Again::Never,
        citation: "42 CFR 410.15: one first annual wellness visit",
    },
    Frequency {
        of: &["G0438", "G0439"],
        counts: &["G0402", "G0438", "G0439"],
        again: Again::AfterMonths(11),
        citation: "42 CFR 410.15: 11 full months after the last",
    },
    same(&["77067"], Again::AfterMonths(11), "42 CFR 410.34: 11 full months"),
    same(&["G0101"], Again::AfterMonths(11), PELVIC),
    same(&["Q0091"], Again::AfterMonths(11), PELVIC),
    same(&["G0102"], Again::AfterMonths(11), PROSTATE),
    same(&["G0103"], Again::AfterMonths(11), PROSTATE),
    same(&["82270", "G0328"], Again::AfterMonths(11), STOOL),
    same(&["G0105"], Again::AfterMonths(23), "42 CFR 410.37: 23 full months, at high risk"),
    same(&["G0121"], Again::AfterMonths(119), "42 CFR 410.37: 119 full months"),
    same(&["G0104"], Again::AfterMonths(47), "42 CFR 410.37: 47 full months"),
    same(&["76706"], Again::Never, "42 CFR 410.19: once"),
    same(&["71271"], Again::AfterMonths(11), "NCD 210.14: once a year"),
    same(&["G0442"], Again::AfterMonths(11), "NCD 210.8: once a year"),
    same(&["G0444"], Again::AfterMonths(11), "NCD 210.9: once a year"),
    same(&["G0446"], Again::AfterMonths(11), "NCD 210.11: once a year"),
    same(&["99487"], Again::OtherMonth, "CPT: once a calendar month"),
    same(&["99490"], Again::OtherMonth, "CPT: once a calendar month"),
    same(&["99491"], Again::OtherMonth, "CPT: once a calendar month"),
    same(&["99457"], Again::OtherMonth, "CPT: once a calendar month"),
    same(&["99483"], Again::AfterDays(180), "CPT: once in 180 days"),
];

impl Again {
    /// Whether a day is too soon after the last one.
    pub(super) fn is_too_soon(self, last: Date, day: Date) -> bool {
        let months = |d: Date| {
            let (year, month, _) = d.parts();
            u32::from(year) * 12 + u32::from(month)
        };
        let between = months(day).saturating_sub(months(last));
        match self {
            Self::Never => true,
            Self::AfterMonths(full) => between <= full,
            Self::OtherMonth => between == 0,
            Self::AfterDays(days) => day.days() < last.days() + days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Again;

    #[test]
    fn full_months_count_from_the_month_after() {
        let day = |text: &str| text.parse().unwrap();
        let soon = |again: Again, a, b| again.is_too_soon(day(a), day(b));
        assert!(soon(Again::AfterMonths(11), "2025-05-31", "2026-04-30"));
        assert!(!soon(Again::AfterMonths(11), "2025-05-31", "2026-05-01"));
        assert!(soon(Again::OtherMonth, "2026-05-01", "2026-05-31"));
        assert!(!soon(Again::OtherMonth, "2026-05-31", "2026-06-01"));
        assert!(soon(Again::AfterDays(180), "2026-01-01", "2026-06-29"));
        assert!(!soon(Again::AfterDays(180), "2026-01-01", "2026-06-30"));
        assert!(soon(Again::Never, "2001-01-01", "2026-06-30"));
    }
}
