//! What is a rule?

use crate::subject::{Found, Subject};
use medcode_kb::tables::mce::MceList;

/// The part of the book a rule stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Does the code exist, is it complete, in force, of the right system?
    Validity,
    /// The conventions of the Tabular List.
    Conventions,
    /// The chapters of the Official Guidelines.
    Guidelines,
    /// The Medicare Code Editor.
    Mce,
    /// The National Correct Coding Initiative.
    Ncci,
    /// Modifiers, units, place of service.
    Modifiers,
    /// Coverage policies.
    Necessity,
    /// What was done for the patient before.
    History,
    /// The claim as a document.
    Claim,
}

impl Family {
    /// The word used in JSON and for the folder of cases.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Validity => "validity",
            Self::Conventions => "conventions",
            Self::Guidelines => "guidelines",
            Self::Mce => "mce",
            Self::Ncci => "ncci",
            Self::Modifiers => "modifiers",
            Self::Necessity => "necessity",
            Self::History => "history",
            Self::Claim => "claim",
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The claim will be denied or returned.
    Error,
    /// Probably wrong; a person decides.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// What a rule looks at; rules run in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// One code.
    Code,
    /// The codes together.
    Set,
    /// One line.
    Line,
    /// The claim.
    Claim,
    /// The claim after the patient's earlier encounters.
    History,
}

/// Where a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Everywhere.
    Any,
    /// Inpatient stays.
    Inpatient,
    /// Everything else.
    Outpatient,
}

/// A table that a rule needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// ICD-10-CM.
    Cm,
    /// The Tabular List of ICD-10-CM, which has the notes; an order file has none.
    Tabular,
    /// ICD-10-PCS.
    Pcs,
    /// HCPCS Level II.
    Hcpcs,
    /// The list of diagnoses exempt from present-on-admission reporting.
    PoaExempt,
    /// Medicare physician fee schedule.
    FeeSchedule,
    /// Medically unlikely edits.
    Mue,
    /// Add-on codes.
    AddOn,
    /// Procedure-to-procedure edits.
    Ptp,
    /// A list of the Medicare Code Editor.
    Mce(MceList),
    /// Coverage articles.
    Coverage,
}

impl Table {
    /// What to install, in words.
    #[must_use]
    pub const fn needs(self) -> &'static str {
        match self {
            Self::Cm => "ICD-10-CM tabular or order file",
            Self::Tabular => "ICD-10-CM Tabular List (the order file has no notes)",
            Self::Pcs => "ICD-10-PCS code file",
            Self::Hcpcs => "HCPCS Level II quarterly file",
            Self::PoaExempt => "POA exempt list",
            Self::FeeSchedule => "Medicare physician fee schedule (PPRRVU)",
            Self::Mue => "NCCI medically unlikely edits",
            Self::AddOn => "NCCI add-on code file",
            Self::Ptp => "NCCI procedure-to-procedure edits",
            Self::Mce(MceList::Newborn | MceList::Pediatric | MceList::Maternity | MceList::Adult) => {
                "Medicare Code Editor list: age conflict"
            }
            Self::Mce(MceList::Female | MceList::Male) => "Medicare Code Editor list: sex conflict",
            Self::Mce(MceList::Manifestation) => {
                "Medicare Code Editor list: manifestation code as principal diagnosis"
            }
            Self::Mce(MceList::Unacceptable | MceList::RequiresSecondary) => {
                "Medicare Code Editor list: unacceptable principal diagnosis"
            }
            Self::Coverage => "coverage articles",
        }
    }
}

/// A rule of the book.
pub struct Rule {
    /// The problem, in kebab case: `excludes1-conflict`.
    pub name: &'static str,
    /// The authority's own number: `OCG-I.A.12.a`, `NCCI-PTP`.
    pub id: &'static str,
    /// The part of the book.
    pub family: Family,
    /// How much a finding weighs.
    pub severity: Severity,
    /// The version of medcode that brought it.
    pub since: &'static str,
    /// First and last day it holds for, ISO dates; empty for no limit.
    pub effective: (&'static str, &'static str),
    /// Where it holds.
    pub place: Place,
    /// What it looks at.
    pub stage: Stage,
    /// The tables it needs: without one of them it answers no data.
    pub needs: &'static [Table],
    /// Its own file: the head of it is the rule's page.
    pub source: &'static str,
    /// Looks, and says what was found.
    pub check: fn(&Subject<'_>, &mut Found),
}
