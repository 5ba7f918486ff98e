//! What kinds of section does a note have, and which headers open them?

use crate::lexicon::rows;

/// The kind of a section: what its lines are about and how much they weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SectionKind {
    /// Text under no header.
    #[default]
    Unsectioned,
    /// Title, patient line, dates.
    Title,
    /// Chief complaint, reason for visit.
    ChiefComplaint,
    /// History of present illness, interval history, subjective.
    Hpi,
    /// Past medical history.
    Pmh,
    /// Past surgical history.
    Psh,
    /// Past obstetric and gynecological history.
    ObHistory,
    /// A problem list.
    ProblemList,
    /// Family history.
    FamilyHistory,
    /// Social history.
    SocialHistory,
    /// Medication list.
    Medications,
    /// Allergies.
    Allergies,
    /// Immunizations.
    Immunizations,
    /// Review of systems.
    Ros,
    /// Physical examination.
    Exam,
    /// Vital signs.
    Vitals,
    /// Laboratory values.
    Labs,
    /// Imaging, ECG, other studies.
    Imaging,
    /// Nursing or triage intake, run sheets: not the provider's words.
    Nursing,
    /// Course in the emergency department, medical decision making.
    EdCourse,
    /// Hospital course.
    HospitalCourse,
    /// Consultant's opinion quoted in the note.
    Consult,
    /// Assessment, impression.
    Assessment,
    /// Plan.
    Plan,
    /// Assessment and plan together.
    AssessmentPlan,
    /// Final or discharge diagnoses.
    FinalDiagnosis,
    /// Admitting diagnosis, working diagnosis at arrival.
    AdmitDiagnosis,
    /// Preoperative diagnosis.
    PreopDiagnosis,
    /// Postoperative diagnosis.
    PostopDiagnosis,
    /// What was done, and how.
    Procedure,
    /// Operative or endoscopic findings.
    Findings,
    /// Why a study or procedure was done.
    Indication,
    /// Complications of a procedure.
    Complications,
    /// Pathology.
    Pathology,
    /// Differential diagnosis.
    Differential,
    /// Conditions ruled out.
    RuledOut,
    /// Instructions, return precautions, education.
    Instructions,
    /// Orders.
    Orders,
    /// Disposition, follow-up.
    Disposition,
    /// Text added after the note was signed.
    Addendum,
    /// Under a header the tables do not know.
    Other,
}

impl SectionKind {
    /// Every kind with the word the section table uses for it.
    const NAMES: &'static [(&'static str, Self)] = &[
        ("title", Self::Title),
        ("chief-complaint", Self::ChiefComplaint),
        ("hpi", Self::Hpi),
        ("pmh", Self::Pmh),
        ("psh", Self::Psh),
        ("ob-history", Self::ObHistory),
        ("problem-list", Self::ProblemList),
        ("family-history", Self::FamilyHistory),
        ("social-history", Self::SocialHistory),
        ("medications", Self::Medications),
        ("allergies", Self::Allergies),
        ("immunizations", Self::Immunizations),
        ("ros", Self::Ros),
        ("exam", Self::Exam),
        ("vitals", Self::Vitals),
        ("labs", Self::Labs),
        ("imaging", Self::Imaging),
        ("nursing", Self::Nursing),
        ("ed-course", Self::EdCourse),
        ("hospital-course", Self::HospitalCourse),
        ("consult", Self::Consult),
        ("assessment", Self::Assessment),
        ("plan", Self::Plan),
        ("assessment-plan", Self::AssessmentPlan),
        ("final-diagnosis", Self::FinalDiagnosis),
        ("admit-diagnosis", Self::AdmitDiagnosis),
        ("preop-diagnosis", Self::PreopDiagnosis),
        ("postop-diagnosis", Self::PostopDiagnosis),
        ("procedure", Self::Procedure),
        ("findings", Self::Findings),
        ("indication", Self::Indication),
        ("complications", Self::Complications),
        ("pathology", Self::Pathology),
        ("differential", Self::Differential),
        ("ruled-out", Self::RuledOut),
        ("instructions", Self::Instructions),
        ("orders", Self::Orders),
        ("disposition", Self::Disposition),
        ("addendum", Self::Addendum),
        ("unsectioned", Self::Unsectioned),
        ("other", Self::Other),
    ];

    /// The word the section table and snapshots use.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("other", |(name, _)| name)
    }

    /// The kind with this [`SectionKind::id`].
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(name, _)| *name == id).map(|(_, kind)| *kind)
    }

    /// Whether the provider states diagnoses here.
    #[must_use]
    pub const fn states_diagnoses(self) -> bool {
        matches!(
            self,
            Self::Assessment | Self::AssessmentPlan | Self::FinalDiagnosis | Self::PostopDiagnosis
        )
    }

    /// Whether it lists conditions without assessing them today.
    #[must_use]
    pub const fn is_history_list(self) -> bool {
        matches!(self, Self::Pmh | Self::Psh | Self::ProblemList | Self::ObHistory)
    }

    /// How much a condition named here says about what a coder reports, from 0 to 1:
    /// a prior for ranking, before any context is read. Final diagnoses and assessments
    /// are what the provider evaluated (OCG IV.J); a system review is a questionnaire.
    #[must_use]
    pub const fn weight(self) -> f32 {
        match self {
            Self::FinalDiagnosis | Self::Assessment | Self::AssessmentPlan | Self::PostopDiagnosis => {
                1.0
            }
            Self::HospitalCourse | Self::EdCourse | Self::Addendum | Self::Pathology => 0.8,
            Self::Plan | Self::Hpi | Self::Unsectioned | Self::Findings => 0.7,
            Self::Procedure | Self::Indication | Self::Complications | Self::Consult => 0.6,
            Self::ChiefComplaint | Self::Other | Self::ObHistory => 0.5,
            Self::Pmh | Self::Psh | Self::ProblemList | Self::SocialHistory => 0.4,
            Self::Imaging | Self::Exam | Self::AdmitDiagnosis | Self::PreopDiagnosis => 0.3,
            Self::Disposition | Self::Orders | Self::Medications | Self::Immunizations => 0.25,
            Self::Labs | Self::Vitals | Self::FamilyHistory | Self::Differential | Self::Nursing => 0.2,
            Self::Ros | Self::Allergies | Self::Title => 0.15,
            Self::Instructions | Self::RuledOut => 0.05,
        }
    }

    /// Whether a header with text after it on the same line holds beyond that line: a
    /// narrative goes on, a one-line list does not.
    pub(crate) const fn runs_on(self) -> bool {
        matches!(
            self,
            Self::Hpi
                | Self::Assessment
                | Self::AssessmentPlan
                | Self::Plan
                | Self::FinalDiagnosis
                | Self::PostopDiagnosis
                | Self::PreopDiagnosis
                | Self::EdCourse
                | Self::HospitalCourse
                | Self::Procedure
                | Self::Findings
                | Self::Addendum
                | Self::Unsectioned
                | Self::ProblemList
        )
    }
}

/// How plainly a header must be set apart from the text to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// An abbreviation that is nothing else: opens a section at any sentence start.
    Abbreviation,
    /// Opens a section at the start of a line, even without a colon.
    LineStart,
    /// Needs a colon, a dash, capitals or a line of its own.
    SetApart,
    /// Needs a colon or a line of its own.
    Alone,
}

/// One row of the section table.
#[derive(Debug)]
pub(crate) struct HeaderEntry {
    pub(crate) text: Box<str>,
    pub(crate) kind: SectionKind,
    pub(crate) form: Form,
    pub(crate) carried_forward: bool,
    pub(crate) patient_reported: bool,
    /// A topic within a section (an organ system): changes nothing.
    pub(crate) topic: bool,
}

/// Reads the section table: header, kind, form, flags.
pub(crate) fn read_headers(table: &str) -> Vec<HeaderEntry> {
    rows(table)
        .filter_map(|row| {
            let [text, kind, form, ..] = row[..] else { return None };
            let flags = row.get(3).copied().unwrap_or_default();
            let topic = kind == "topic";
            Some(HeaderEntry {
                text: text.into(),
                kind: if topic { SectionKind::Other } else { SectionKind::parse(kind)? },
                form: match form {
                    "abbreviation" => Form::Abbreviation,
                    "line" => Form::LineStart,
                    "apart" => Form::SetApart,
                    _ => Form::Alone,
                },
                carried_forward: flags.contains("carried-forward"),
                patient_reported: flags.contains("patient-reported"),
                topic,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_section_table_is_read() {
        let table = include_str!("../../../../lexicon/sections.tsv");
        assert_eq!(read_headers(table).len(), rows(table).count());
    }

    #[test]
    fn names_and_kinds_are_one_to_one() {
        for (name, kind) in SectionKind::NAMES {
            assert_eq!(SectionKind::parse(name), Some(*kind));
            assert_eq!(kind.id(), *name);
        }
    }
}
