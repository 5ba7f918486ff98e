//! What do rules look at? A claim with its codes looked up as of the date of service.

mod codes;
mod facts;
mod found;
mod notes;
mod titles;

pub use codes::{Dx, Line, Px};
pub(crate) use facts::Facts;
pub use facts::Shelf;
pub use found::{Correction, Found, Hit};
pub(crate) use notes::{Asked, asks};
pub(crate) use titles::{Cut, Side};

use crate::own::Policy;
use crate::rule::Table;
use medcode_kb::query::{Procedures, Release, Table as Edits};
use medcode_kb::tables::mce::MceLists;
use medcode_kb::tables::mue::MueSetting;
use medcode_kb::tables::ptp::PtpSetting;
use medcode_model::{Claim, ClaimKind, Code, CodeSystem, Date, History, SourceKind};

/// The releases that answer for the date of service; none where a system is not installed.
#[derive(Clone, Copy, Default)]
pub struct Releases<'a> {
    /// ICD-10-CM.
    pub cm: Option<&'a Release>,
    /// ICD-10-PCS.
    pub pcs: Option<&'a Release>,
    /// HCPCS Level II.
    pub hcpcs: Option<&'a Release>,
    /// CPT, where the AMA's list is installed.
    pub cpt: Option<&'a Release>,
    /// Fee schedule, MUE, add-on codes: each table as of the date.
    pub procedures: Option<&'a Procedures<'a>>,
}

/// What a claim has in common with one before it in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeated {
    /// The number.
    pub number: bool,
    /// Everything that is billed.
    pub content: bool,
}

/// A claim under the eyes of the rules.
pub struct Subject<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The day its codes are looked up as of.
    pub date: Option<Date>,
    /// An inpatient stay.
    pub inpatient: bool,
    /// Age in years on that day.
    pub age: Option<u16>,
    /// The releases.
    pub releases: Releases<'a>,
    /// What a claim before it in the file has too.
    pub repeated: Repeated,
    /// What was done for the patient before; none where nobody knows.
    pub history: Option<&'a History>,
    /// What the user says: limits, contractors.
    pub policy: Option<&'a Policy>,
    /// Diagnoses, in the order of the claim.
    pub dx: Vec<Dx<'a>>,
    /// ICD-10-PCS procedures.
    pub px: Vec<Px<'a>>,
    /// Lines.
    pub lines: Vec<Line<'a>>,
    /// The first letters of the diagnoses, as bits.
    pub(crate) letters: u32,
    /// The tables that are installed for the date: asked by every rule.
    installed: u16,
}

/// The tables that are there or not as a whole.
const PLAIN: [Table; 10] = [
    Table::Cm,
    Table::Tabular,
    Table::Pcs,
    Table::Hcpcs,
    Table::PoaExempt,
    Table::FeeSchedule,
    Table::Mue,
    Table::AddOn,
    Table::Ptp,
    Table::Coverage,
];

fn bit(table: Table) -> u16 {
    PLAIN.iter().position(|plain| *plain == table).map_or(0, |n| 1 << n)
}

impl<'a> Subject<'a> {
    /// Looks the codes of a claim up.
    #[must_use]
    pub fn of(claim: &'a Claim, date: Option<Date>, releases: Releases<'a>, shelf: &'a Shelf) -> Self {
        let mut out = Self {
            claim,
            date,
            inpatient: claim.is_inpatient(),
            age: date.and_then(|d| claim.age_on(d)),
            releases,
            repeated: Repeated::default(),
            history: None,
            policy: None,
            dx: Vec::new(),
            px: Vec::new(),
            lines: Vec::new(),
            letters: 0,
            installed: 0,
        };
        codes::look_up(&mut out, shelf);
        let there = PLAIN.into_iter().filter(|table| out.look_for(*table));
        out.installed = there.fold(0, |all, table| all | bit(table));
        out
    }

    /// The same under what the user says.
    #[must_use]
    pub const fn under(mut self, policy: &'a Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// The same after the claims before it in its file.
    #[must_use]
    pub const fn after(mut self, repeated: Repeated) -> Self {
        self.repeated = repeated;
        self
    }

    /// The same with what was done for the patient before.
    #[must_use]
    pub const fn knowing(mut self, history: Option<&'a History>) -> Self {
        self.history = history;
        self
    }

    /// Days from service to claim that the user's file allows for the payer.
    #[must_use]
    pub fn filing_days(&self) -> Option<u32> {
        self.policy?.filing_days(&self.claim.payer)
    }

    /// Whether a table is installed for the date.
    #[must_use]
    pub fn has(&self, table: Table) -> bool {
        match table {
            Table::Mce(_) => self.look_for(table),
            table => self.installed & bit(table) != 0,
        }
    }

    fn look_for(&self, table: Table) -> bool {
        let r = &self.releases;
        match table {
            Table::Cm => r.cm.is_some(),
            Table::Tabular => r.cm.is_some_and(|cm| has_source(cm, SourceKind::CmTabular)),
            Table::Pcs => r.pcs.is_some(),
            Table::Hcpcs => r.hcpcs.is_some(),
            Table::PoaExempt => r.cm.is_some_and(|cm| has_source(cm, SourceKind::CmPoaExempt)),
            Table::FeeSchedule => self.has_edits(Edits::Pfs),
            Table::Mue => self.has_edits(Edits::Mue(self.mue_setting())),
            Table::AddOn => self.has_edits(Edits::AddOn),
            Table::Mce(list) => self.releases.procedures.is_some_and(|p| p.mce_lists().has(list)),
            Table::Ptp => self.ptp_setting().is_none_or(|s| self.has_edits(Edits::Ptp(s))),
            Table::Coverage => self.has_edits(Edits::Coverage),
        }
    }

    /// Whether the claim has a part that such tables are about: a diagnosis, a procedure, a line.
    pub(crate) fn has_what_needs(&self, tables: &[Table]) -> bool {
        tables.iter().any(|table| match table {
            Table::Cm | Table::Tabular | Table::PoaExempt | Table::Mce(_) => {
                self.dx.iter().any(|d| is_known(&d.said.code))
            }
            Table::Pcs => self.px.iter().any(|p| is_known(&p.said.code)),
            Table::Hcpcs
            | Table::FeeSchedule
            | Table::Mue
            | Table::AddOn
            | Table::Ptp
            | Table::Coverage => !self.lines.is_empty(),
        })
    }

    fn has_edits(&self, table: Edits) -> bool {
        self.releases.procedures.is_some_and(|p| p.table(table).is_some())
    }

    /// The table of medically unlikely edits that judges the claim.
    #[must_use]
    pub fn mue_setting(&self) -> MueSetting {
        match self.claim.kind {
            ClaimKind::Institutional => MueSetting::Outpatient,
            ClaimKind::Professional if self.is_of_supplier() => MueSetting::Dme,
            ClaimKind::Professional | ClaimKind::Dental => MueSetting::Practitioner,
        }
    }

    /// A supplier's claim: nothing but equipment, orthotics and supplies.
    #[must_use]
    pub fn is_of_supplier(&self) -> bool {
        let mut coded = self.lines.iter().filter(|l| l.code.is_some()).peekable();
        self.is_professional() && coded.peek().is_some() && coded.all(Line::is_supply)
    }

    /// The procedure-to-procedure edits that judge the claim: practitioners' also for ambulatory
    /// surgical centers, the hospitals' for what the outpatient code editor edits; none for stays,
    /// critical access hospitals, clinics with rates of their own.
    #[must_use]
    pub fn ptp_setting(&self) -> Option<PtpSetting> {
        match self.claim.kind {
            ClaimKind::Professional if !self.inpatient => Some(PtpSetting::Practitioner),
            ClaimKind::Institutional if !self.inpatient => {
                let edited = ["12", "13", "14", "22", "23", "34", "74", "75", "76"];
                edited.contains(&&*self.claim.place).then_some(PtpSetting::Hospital)
            }
            _ => None,
        }
    }

    /// The number of the provider of a line: its own, else that of the claim.
    #[must_use]
    pub fn provider_of<'s>(&'s self, line: &'s Line<'_>) -> Option<&'s str> {
        let npi = line.said.rendering.as_ref().or(self.claim.rendering.as_ref());
        npi.or(self.claim.billing.as_ref()).map(|npi| &*npi.text)
    }

    /// A professional claim.
    #[must_use]
    pub fn is_professional(&self) -> bool {
        self.claim.kind == ClaimKind::Professional
    }

    /// An institutional claim.
    #[must_use]
    pub fn is_institutional(&self) -> bool {
        self.claim.kind == ClaimKind::Institutional
    }

    /// Whether the document is an X12 837, which has a place for all that a claim must say.
    #[must_use]
    pub fn is_x12(&self) -> bool {
        self.claim.at.segment_name() == "CLM"
    }

    /// Whether the document bills: it has an amount. A coded encounter has none, and is not
    /// asked for what only a claim has.
    #[must_use]
    pub fn is_billed(&self) -> bool {
        self.claim.charge.is_some() || self.claim.lines.iter().any(|l| l.charge.is_some())
    }

    /// Place of service of a professional line: its own, else that of the claim.
    #[must_use]
    pub fn place_of<'s>(&'s self, line: &'s Line<'_>) -> &'s str {
        line.said.place.as_deref().unwrap_or(&self.claim.place)
    }

    /// The lists of the Medicare Code Editor that a diagnosis stands in.
    #[must_use]
    pub fn mce(&self, code: &Code) -> MceLists {
        self.releases.procedures.map(|p| p.mce(code)).unwrap_or_default()
    }

    /// Age in years on the day of admission, by which the Medicare Code Editor judges.
    #[must_use]
    pub fn age_admitted(&self) -> Option<u16> {
        self.claim.admitted.or(self.claim.from).map_or(self.age, |day| self.claim.age_on(day))
    }

    /// The release of a system.
    #[must_use]
    pub fn release(&self, system: CodeSystem) -> Option<&'a Release> {
        match system {
            CodeSystem::Icd10Cm => self.releases.cm,
            CodeSystem::Icd10Pcs => self.releases.pcs,
            CodeSystem::Hcpcs => self.releases.hcpcs,
            CodeSystem::Cpt => self.releases.cpt,
        }
    }

    /// The diagnoses that are reported as such: not admitting, not reason for visit.
    pub fn reported(&self) -> impl Iterator<Item = &Dx<'a>> {
        use medcode_model::DiagnosisRole as R;
        self.dx.iter().filter(|d| !matches!(d.said.role, R::Admitting | R::ReasonForVisit))
    }

    /// The principal or first-listed diagnosis.
    #[must_use]
    pub fn principal(&self) -> Option<&Dx<'a>> {
        self.dx.iter().find(|d| d.said.role == medcode_model::DiagnosisRole::Principal)
    }

    /// Whether a code under a prefix is reported (`E11`, `E11.2`).
    #[must_use]
    pub fn reports(&self, prefix: &str) -> bool {
        self.reported().any(|d| d.under(prefix))
    }
}

/// Whether a code is said to be of a system that is looked up: not ICD-9-CM, SNOMED CT.
const fn is_known(code: &medcode_model::CodeSaid) -> bool {
    matches!(code.system, medcode_model::Declared::Known(_))
}

fn has_source(release: &Release, kind: SourceKind) -> bool {
    release.meta().source(kind).is_some()
}
