//! `code --claim`, `export`: what a note is coded to, and what only billing knows, as a claim.

mod lines;
#[cfg(test)]
mod tests;

use crate::encounter::{Reported, Visit, claim_of};
use crate::{CodedNote, Engine};
use medcode_formats::x12::lacks;
use medcode_model::{
    At, Bill, BillingContext, Cents, Claim, ClaimKind, Code, CodeSaid, CodeSystem, Date, Declared,
    Diagnosis, DiagnosisRole, Npi, ProviderRole, Setting, Sex,
};

/// What only billing knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BillingFacts {
    /// The submitter's number of the claim.
    pub id: Box<str>,
    /// Frequency; `1` where nothing is said.
    pub frequency: Box<str>,
    /// Place of service, or the first two digits of the type of bill.
    pub place: Box<str>,
    /// First and last day of a stay.
    pub days: (Option<Date>, Option<Date>),
    /// Day of admission.
    pub admitted: Option<Date>,
    /// Patient discharge status.
    pub discharge_status: Box<str>,
    /// Admitting diagnosis.
    pub admitting: Box<str>,
    /// Reasons for the visit.
    pub reasons: Vec<Box<str>>,
    /// Days of procedures, by code.
    pub procedures: Vec<(Box<str>, Date)>,
    /// The charges.
    pub charges: Vec<Charge>,
    /// Who sends it, to whom, under which coverage.
    pub bill: Bill,
}

/// One charge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Charge {
    /// CPT or HCPCS; blank for a revenue code alone.
    pub code: Box<str>,
    /// Modifiers, where they are given.
    pub modifiers: Option<Vec<Box<str>>>,
    /// Amount.
    pub amount: Option<Cents>,
    /// Units in thousandths.
    pub units: Option<i64>,
    /// `UN`, `MJ` minutes, `DA` days; units where nothing is said.
    pub unit: Option<Box<str>>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Revenue code.
    pub revenue: Option<Box<str>>,
    /// Place of service, where another than the claim's.
    pub place: Option<Box<str>>,
    /// National drug code, its quantity in thousandths and its unit.
    pub drug: Option<(Box<str>, Option<i64>, Box<str>)>,
    /// The submitter's number of the line.
    pub control: Option<Box<str>>,
}

/// A code that a note was coded to.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedLine {
    /// The code.
    pub code: Code,
    /// Modifiers.
    pub modifiers: Vec<String>,
    /// Units.
    pub units: Option<u32>,
    /// Present on admission.
    pub poa: Option<String>,
    /// Ranks of the diagnoses that justify a service.
    pub pointers: Vec<u32>,
    /// Who bills it; none for diagnoses.
    pub billing: Option<BillingContext>,
}

/// A coded encounter, from a note or from its JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedEncounter {
    /// The day of service, or of discharge.
    pub date: Date,
    /// Where the patient was seen.
    pub setting: Setting,
    /// Age in years.
    pub age: Option<f32>,
    /// Sex.
    pub sex: Option<Sex>,
    /// The codes in sequence.
    pub lines: Vec<CodedLine>,
}

impl From<&CodedNote> for CodedEncounter {
    fn from(note: &CodedNote) -> Self {
        let lines = note.outcome.suggestions.iter().map(|s| CodedLine {
            code: s.coded.code,
            modifiers: s.modifiers.clone(),
            units: s.units,
            poa: s.poa.map(ToOwned::to_owned),
            pointers: s.pointers.clone(),
            billing: s.billing_context,
        });
        Self {
            date: note.as_of.date,
            setting: note.setting.0,
            age: note.age,
            sex: note.sex,
            lines: lines.collect(),
        }
    }
}

/// A claim made of a coded encounter.
#[derive(Clone, Debug)]
pub struct BilledClaim {
    /// The claim, with its bill.
    pub claim: Claim,
    /// What was left out or taken otherwise than the note has it.
    pub notices: Vec<String>,
}

/// What the fee schedule pays for a line, beside its charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// The line.
    pub line: u32,
    /// The national amount for all units, before adjustment for the place.
    pub amount: Cents,
    /// The year of the schedule.
    pub year: u16,
}

/// The claim of an encounter.
///
/// # Errors
/// What is missing, by the names that the file of facts uses.
pub fn billed(
    encounter: &CodedEncounter,
    facts: &BillingFacts,
    kind: ClaimKind,
    made: Date,
) -> Result<BilledClaim, Vec<String>> {
    let institutional = kind == ClaimKind::Institutional;
    let who = if institutional { BillingContext::Facility } else { BillingContext::Professional };
    let visit = Visit {
        setting: encounter.setting,
        billing: who,
        age: encounter.age,
        sex: encounter.sex,
        date: encounter.date,
    };
    let mut notices = Vec::new();
    let mut reported = Vec::new();
    let mut diagnoses = 0;
    for line in &encounter.lines {
        let takes = match line.code.system() {
            CodeSystem::Icd10Cm => {
                diagnoses += 1;
                let most = if institutional { 25 } else { 12 };
                if diagnoses > most {
                    notices.push(format!("{} does not fit: a claim holds {most} diagnoses", line.code));
                }
                diagnoses <= most
            }
            CodeSystem::Icd10Pcs => institutional,
            _ => line.billing.is_none_or(|b| b == who),
        };
        if takes {
            reported.push(reported_of(line));
        } else if line.billing.is_some_and(|b| b != who) {
            notices.push(format!("{} is not billed here: it is not the {}'s", line.code, who.id()));
        }
    }
    let mut claim = claim_of(&visit, reported.into_iter());
    let mut missing = Vec::new();
    lines::charged(&mut claim, facts, encounter.date, &mut notices, &mut missing);
    complete(&mut claim, facts, kind, made);
    procedures(&mut claim, facts, &mut missing);
    missing.extend(lacks(&claim, kind));
    missing.dedup();
    if missing.is_empty() { Ok(BilledClaim { claim, notices }) } else { Err(missing) }
}

fn reported_of(line: &CodedLine) -> Reported<'_> {
    Reported {
        code: line.code,
        modifiers: &line.modifiers,
        units: line.units,
        poa: line.poa.as_deref(),
        pointers: &line.pointers,
    }
}

/// What the facts say of the claim as a whole.
fn complete(claim: &mut Claim, facts: &BillingFacts, kind: ClaimKind, made: Date) {
    let bill = &facts.bill;
    let npi = |role| {
        let provider = bill.provider(role)?;
        Some(Npi { text: provider.npi.clone(), at: At::default() })
    };
    let patient = bill.patient.as_ref().unwrap_or(&bill.coverage.subscriber);
    let institutional = kind == ClaimKind::Institutional;
    claim.id = facts.id.clone();
    claim.kind = kind;
    if !facts.place.is_empty() {
        claim.place = facts.place.clone();
    }
    claim.frequency = if facts.frequency.is_empty() { "1".into() } else { facts.frequency.clone() };
    claim.charge = Some(Cents(claim.lines.iter().filter_map(|l| l.charge).map(|c| c.0).sum()));
    claim.patient.born = patient.born;
    claim.patient.sex = patient.sex.or(claim.patient.sex);
    claim.payer = bill.coverage.payer.id.clone();
    claim.billing = npi(ProviderRole::Billing);
    let treats = if institutional { ProviderRole::Attending } else { ProviderRole::Rendering };
    claim.rendering = npi(treats);
    if institutional {
        claim.from = facts.days.0.or(facts.admitted).or(claim.from);
        claim.to = facts.days.1.or(claim.to);
        add(claim, DiagnosisRole::Admitting, [&facts.admitting].into_iter());
        add(claim, DiagnosisRole::ReasonForVisit, facts.reasons.iter());
    } else {
        claim.from = claim.lines.iter().filter_map(|l| l.from).min().or(claim.from);
        claim.to = claim.lines.iter().filter_map(|l| l.to).max().or(claim.to);
    }
    claim.admitted = facts.admitted;
    claim.discharge_status = facts.discharge_status.clone();
    claim.made = Some(made);
    claim.authorised = !bill.authorisation.is_empty();
    let drugs = std::mem::take(&mut claim.bill).map(|b| b.drugs).unwrap_or_default();
    claim.bill = Some(Box::new(Bill { drugs, ..bill.clone() }));
}

fn add<'a>(claim: &mut Claim, role: DiagnosisRole, codes: impl Iterator<Item = &'a Box<str>>) {
    for text in codes.filter(|c| !c.is_empty()) {
        let code = CodeSaid {
            system: Declared::Known(CodeSystem::Icd10Cm),
            text: text.replace('.', "").into(),
            code: Code::cm(text).ok(),
            at: At::default(),
        };
        // Behind the principal diagnosis, as the claim is written.
        let after =
            claim.diagnoses.iter().rposition(|d| d.role != DiagnosisRole::Other).map_or(0, |n| n + 1);
        let after = after.min(claim.diagnoses.len());
        claim.diagnoses.insert(after, Diagnosis { role, code, poa: None });
    }
}

/// The days of procedures: as given, else the day of service where there is only one.
fn procedures(claim: &mut Claim, facts: &BillingFacts, missing: &mut Vec<String>) {
    let one_day = claim.from.filter(|from| Some(*from) == claim.to);
    for procedure in &mut claim.procedures {
        let given = facts.procedures.iter().find(|(code, _)| code.as_ref() == &*procedure.code.text);
        procedure.date = given.map(|(_, date)| *date).or(one_day);
        if procedure.date.is_none() {
            missing.push(format!("procedures: the date of {}", procedure.code.text));
        }
    }
}

impl Engine {
    /// What the fee schedule in force, or with `nearest` the nearest one, pays for the lines of a
    /// claim.
    #[must_use]
    pub fn fees(&self, claim: &Claim, nearest: bool) -> Vec<Fee> {
        let facility = !matches!(&*claim.place, "11" | "12" | "20" | "49" | "10");
        let fee = |line: &medcode_model::ServiceLine| {
            let day = line.from.or(claim.service_date())?;
            let tables = self.library().procedures(day, nearest).ok()?;
            let code = line.code.as_ref()?.code.as_ref()?;
            let component = line.modifiers.iter().find(|m| matches!(&***m, "26" | "TC" | "53"));
            let row = match component {
                Some(modifier) => tables.pfs_with(code, modifier)?,
                None => tables.pfs(code)?,
            };
            if !row.is_paid_separately() {
                return None;
            }
            let year = tables.table(medcode_kb::query::Table::Pfs)?.release.id().from.year();
            let each = i64::try_from(row.national_cents(facility)).ok()?;
            let cents = each.checked_mul(line.quantity.unwrap_or(1000))? / 1000;
            Some(Fee { line: line.number, amount: Cents(cents), year })
        };
        claim.lines.iter().filter_map(fee).filter(|f| f.amount.0 > 0).collect()
    }
}
