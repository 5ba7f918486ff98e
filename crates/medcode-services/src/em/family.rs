//! Families of visits, the number of each level, and the minutes that reach it.
//!
//! Minutes: public pages of CMS and its contractors on E/M by total time, in force from 2024 on
//! (each must be met or exceeded).

use super::level::{Standing, Step};

/// A kind of visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Office or other outpatient.
    Office,
    /// Emergency department.
    Emergency,
    /// First day of an inpatient or observation stay.
    HospitalInitial,
    /// A later day of the stay.
    HospitalSubsequent,
    /// Admitted and discharged on one date.
    HospitalSameDay,
    /// The day of discharge from the hospital.
    HospitalDischarge,
    /// Outpatient consultation.
    ConsultOffice,
    /// Inpatient or observation consultation.
    ConsultHospital,
    /// First visit of a nursing facility stay.
    NursingInitial,
    /// A later visit there.
    NursingSubsequent,
    /// Discharge from there.
    NursingDischarge,
    /// A well newborn in the hospital.
    Newborn,
    /// Home or residence.
    Home,
    /// Preventive visit by age.
    Preventive,
    /// Medicare's wellness visits.
    Wellness,
    /// Critical care by minutes.
    CriticalCare,
    /// A nurse's visit without the practitioner.
    Nurse,
    /// A visit within the global period of an operation.
    Postoperative,
}

/// A level of a family: the steps it stands for, its number, the minutes that reach it.
pub(crate) struct Rung {
    pub(crate) step: Step,
    pub(crate) number: &'static str,
    pub(crate) minutes: u16,
}

const fn rung(step: Step, number: &'static str, minutes: u16) -> Rung {
    Rung { step, number, minutes }
}

use Step::{High, Low, Minimal, Moderate};

const OFFICE_NEW: &[Rung] = &[
    rung(Minimal, "99202", 15),
    rung(Low, "99203", 30),
    rung(Moderate, "99204", 45),
    rung(High, "99205", 60),
];
const OFFICE: &[Rung] = &[
    rung(Minimal, "99212", 10),
    rung(Low, "99213", 20),
    rung(Moderate, "99214", 30),
    rung(High, "99215", 40),
];
/// Time never chooses here.
const EMERGENCY: &[Rung] = &[
    rung(Minimal, "99282", 0),
    rung(Low, "99283", 0),
    rung(Moderate, "99284", 0),
    rung(High, "99285", 0),
];
const HOSPITAL_INITIAL: &[Rung] =
    &[rung(Low, "99221", 40), rung(Moderate, "99222", 55), rung(High, "99223", 75)];
const HOSPITAL_SUBSEQUENT: &[Rung] =
    &[rung(Low, "99231", 25), rung(Moderate, "99232", 35), rung(High, "99233", 50)];
const HOSPITAL_SAME_DAY: &[Rung] =
    &[rung(Low, "99234", 45), rung(Moderate, "99235", 70), rung(High, "99236", 85)];
const CONSULT_OFFICE: &[Rung] = &[
    rung(Minimal, "99242", 20),
    rung(Low, "99243", 30),
    rung(Moderate, "99244", 40),
    rung(High, "99245", 55),
];
const CONSULT_HOSPITAL: &[Rung] = &[
    rung(Minimal, "99252", 35),
    rung(Low, "99253", 45),
    rung(Moderate, "99254", 60),
    rung(High, "99255", 80),
];
const NURSING_INITIAL: &[Rung] =
    &[rung(Low, "99304", 25), rung(Moderate, "99305", 35), rung(High, "99306", 50)];
const NURSING_SUBSEQUENT: &[Rung] = &[
    rung(Minimal, "99307", 10),
    rung(Low, "99308", 20),
    rung(Moderate, "99309", 30),
    rung(High, "99310", 45),
];
const HOME_NEW: &[Rung] = &[
    rung(Minimal, "99341", 15),
    rung(Low, "99342", 30),
    rung(Moderate, "99344", 60),
    rung(High, "99345", 75),
];
const HOME: &[Rung] = &[
    rung(Minimal, "99347", 20),
    rung(Low, "99348", 30),
    rung(Moderate, "99349", 40),
    rung(High, "99350", 60),
];

impl Family {
    /// The word in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Emergency => "emergency",
            Self::HospitalInitial => "hospital-initial",
            Self::HospitalSubsequent => "hospital-subsequent",
            Self::HospitalSameDay => "hospital-same-day",
            Self::HospitalDischarge => "hospital-discharge",
            Self::ConsultOffice => "consult-office",
            Self::ConsultHospital => "consult-hospital",
            Self::NursingInitial => "nursing-initial",
            Self::NursingSubsequent => "nursing-subsequent",
            Self::NursingDischarge => "nursing-discharge",
            Self::Newborn => "newborn",
            Self::Home => "home",
            Self::Preventive => "preventive",
            Self::Wellness => "wellness",
            Self::CriticalCare => "critical-care",
            Self::Nurse => "nurse",
            Self::Postoperative => "postoperative",
        }
    }

    /// What the visit is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Office => "office or outpatient visit",
            Self::Emergency => "emergency department visit",
            Self::HospitalInitial => "hospital care, first day",
            Self::HospitalSubsequent => "hospital care, later day",
            Self::HospitalSameDay => "hospital care, admitted and discharged on one date",
            Self::HospitalDischarge => "hospital discharge day",
            Self::ConsultOffice => "outpatient consultation",
            Self::ConsultHospital => "hospital consultation",
            Self::NursingInitial => "nursing facility, first visit",
            Self::NursingSubsequent => "nursing facility, later visit",
            Self::NursingDischarge => "nursing facility discharge",
            Self::Newborn => "care of a well newborn in the hospital",
            Self::Home => "home or residence visit",
            Self::Preventive => "preventive visit",
            Self::Wellness => "Medicare wellness visit",
            Self::CriticalCare => "critical care",
            Self::Nurse => "nurse's visit",
            Self::Postoperative => "visit within the surgical package",
        }
    }

    /// Whether the number depends on new or established.
    #[must_use]
    pub const fn asks_standing(self) -> bool {
        matches!(self, Self::Office | Self::Home | Self::Preventive)
    }

    /// Whether decision making chooses the number.
    pub(crate) const fn has_levels(self) -> bool {
        use Family as F;
        !matches!(
            self,
            F::HospitalDischarge
                | F::NursingDischarge
                | F::Newborn
                | F::Preventive
                | F::Wellness
                | F::CriticalCare
                | F::Nurse
                | F::Postoperative
        )
    }

    /// Whether the visit is made in a hospital or facility, where a visit may be shared.
    pub(crate) const fn is_facility(self) -> bool {
        use Family as F;
        matches!(
            self,
            F::Emergency
                | F::HospitalInitial
                | F::HospitalSubsequent
                | F::HospitalSameDay
                | F::HospitalDischarge
                | F::NursingSubsequent
                | F::CriticalCare
        )
    }

    /// Whether total time may choose the level: never in the emergency department.
    pub(crate) const fn allows_time(self) -> bool {
        self.has_levels() && !matches!(self, Self::Emergency)
    }

    /// The levels, the lowest first.
    pub(crate) const fn rungs(self, standing: Standing) -> &'static [Rung] {
        match (self, standing) {
            (Self::Office, Standing::New) => OFFICE_NEW,
            (Self::Office, Standing::Established) => OFFICE,
            (Self::Emergency, _) => EMERGENCY,
            (Self::HospitalInitial, _) => HOSPITAL_INITIAL,
            (Self::HospitalSubsequent, _) => HOSPITAL_SUBSEQUENT,
            (Self::HospitalSameDay, _) => HOSPITAL_SAME_DAY,
            (Self::ConsultOffice, _) => CONSULT_OFFICE,
            (Self::ConsultHospital, _) => CONSULT_HOSPITAL,
            (Self::NursingInitial, _) => NURSING_INITIAL,
            (Self::NursingSubsequent, _) => NURSING_SUBSEQUENT,
            (Self::Home, Standing::New) => HOME_NEW,
            (Self::Home, Standing::Established) => HOME,
            _ => &[],
        }
    }

    /// The level that a step of decision making reaches: the lowest holds all steps up to its own.
    pub(crate) fn rung(self, standing: Standing, step: Step) -> Option<&'static Rung> {
        self.rungs(standing).iter().find(|r| r.step >= step)
    }

    /// The highest level that some minutes reach.
    pub(crate) fn by_minutes(self, standing: Standing, minutes: u16) -> Option<&'static Rung> {
        if !self.allows_time() {
            return None;
        }
        self.rungs(standing).iter().rev().find(|r| r.minutes <= minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_rise_with_the_level() {
        use Family as F;
        for family in [F::Office, F::Home, F::ConsultOffice, F::NursingSubsequent, F::HospitalInitial] {
            for standing in [Standing::New, Standing::Established] {
                let rungs = family.rungs(standing);
                assert!(rungs.is_sorted_by(|a, b| a.minutes < b.minutes && a.step < b.step));
            }
        }
    }

    #[test]
    fn minutes_must_be_met_and_time_never_counts_in_the_emergency_department() {
        let number = |f: Family, s, m| f.by_minutes(s, m).map(|r| r.number);
        assert_eq!(number(Family::Office, Standing::New, 59), Some("99204"));
        assert_eq!(number(Family::Office, Standing::New, 60), Some("99205"));
        assert_eq!(number(Family::Office, Standing::Established, 9), None);
        assert_eq!(number(Family::NursingSubsequent, Standing::New, 20), Some("99308"));
        assert_eq!(number(Family::Emergency, Standing::New, 90), None);
    }
}
