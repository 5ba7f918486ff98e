//! Fee schedule, edits and label of a procedure code: part of `lookup --json`.

use crate::WireAnswered;
use medcode::Answered;
use medcode::ProcedureFacts;
use medcode::kb::query::{AddOn, Mue};
use medcode::kb::tables::mue::MueSetting;
use medcode::kb::tables::pfs::{FACILITY_NA, NON_FACILITY_NA, NOT_USED, PfsRow};
use serde::Serialize;

/// What the tables in force say of a procedure code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireProcedure {
    /// The service in medcode's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'static str>,
    /// Title and descriptors are the AMA's, shown to the licensee; do not pass them on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub licensed: bool,
    /// The tables that list the code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<WireListed>,
    /// The Medicare physician fee schedule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_schedule: Option<WireFees>,
    /// Medically unlikely edits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mue: Vec<WireMue>,
    /// What it asks for as an add-on code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_on: Option<WireAddOn>,
}

/// A table that lists the code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireListed {
    /// `cpt`, `pfs`, `mue-practitioner`, `mue-outpatient`, `mue-dme`, `add-on`.
    pub table: &'static str,
    /// Date, release and file.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

/// The rows of the fee schedule.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireFees {
    /// The whole service, then its components.
    pub rows: Vec<WireFee>,
    /// Date, release and file.
    #[serde(flatten)]
    pub answered: Option<WireAnswered>,
}

/// One row of the fee schedule; indicators are the publisher's characters.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireFee {
    /// `26`, `TC`, `53`; empty for the whole service.
    pub modifier: String,
    /// Status.
    pub status: char,
    /// Global days.
    pub global_days: String,
    /// Professional and technical component.
    pub pc_tc: char,
    /// Multiple procedures.
    pub multiple_procedure: char,
    /// Bilateral surgery.
    pub bilateral: char,
    /// Assistant at surgery.
    pub assistant_surgeon: char,
    /// Co-surgeons.
    pub co_surgeon: char,
    /// Team surgeons.
    pub team_surgery: char,
    /// Supervision of diagnostic procedures.
    pub diagnostic_supervision: String,
    /// The base endoscopy of its family.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endoscopic_base: Option<String>,
    /// Preoperative, intraoperative, postoperative share in percent.
    pub global_percent: [u8; 3],
    /// Work relative value.
    pub work_rvu: f64,
    /// Non-facility practice expense.
    pub non_facility_pe_rvu: f64,
    /// Facility practice expense.
    pub facility_pe_rvu: f64,
    /// Malpractice.
    pub malpractice_rvu: f64,
    /// Total outside of a facility.
    pub non_facility_total: f64,
    /// Total in a facility.
    pub facility_total: f64,
    /// Conversion factor.
    pub conversion_factor: f64,
    /// Rarely or never performed outside of a facility.
    pub non_facility_na: bool,
    /// Rarely or never performed in a facility.
    pub facility_na: bool,
    /// Not used for Medicare payment.
    pub not_used_for_payment: bool,
}

/// A medically unlikely edit.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireMue {
    /// `practitioner`, `outpatient`, `dme`.
    pub setting: &'static str,
    /// The most units.
    pub value: u32,
    /// Adjudication indicator, 1 to 3; 0 where the file has none.
    pub indicator: u8,
    /// Why, in the publisher's words.
    pub rationale: String,
    /// Date, release and file.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

/// What an add-on code asks for.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireAddOn {
    /// 1 all primary codes are listed, 2 none is, 3 some are.
    #[serde(rename = "type")]
    pub kind: u8,
    /// The primary codes that are listed.
    pub primaries: Vec<String>,
    /// The contractor accepts other primary codes.
    pub contractor_defined: bool,
    /// Special instructions, in the publisher's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Date, release and file.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

impl From<&ProcedureFacts> for WireProcedure {
    fn from(facts: &ProcedureFacts) -> Self {
        let fees = || WireFees {
            rows: facts.fees.iter().map(fee).collect(),
            answered: facts.fees_from.as_ref().map(WireAnswered::from),
        };
        Self {
            label: facts.label,
            licensed: facts.licensed,
            listed: facts
                .listed
                .iter()
                .map(|(table, from)| WireListed { table: table.id(), answered: from.into() })
                .collect(),
            fee_schedule: (!facts.fees.is_empty()).then(fees),
            mue: facts.units.iter().map(mue).collect(),
            add_on: facts.add_on.as_ref().map(|(found, from)| add_on(found, from)),
        }
    }
}

fn fee(row: &PfsRow) -> WireFee {
    let units = |n: u32| f64::from(n) / 100.0;
    let [work, non_facility, facility, malpractice] = row.rvu.map(|v| units(v.get()));
    WireFee {
        modifier: row.modifier().to_owned(),
        status: row.status(),
        global_days: row.global().to_owned(),
        pc_tc: char::from(row.pc_tc),
        multiple_procedure: char::from(row.multiple),
        bilateral: char::from(row.bilateral),
        assistant_surgeon: char::from(row.assistant),
        co_surgeon: char::from(row.co_surgeon),
        team_surgery: char::from(row.team),
        diagnostic_supervision: row.supervision().to_owned(),
        endoscopic_base: row.endoscopic_base().map(str::to_owned),
        global_percent: row.parts,
        work_rvu: work,
        non_facility_pe_rvu: non_facility,
        facility_pe_rvu: facility,
        malpractice_rvu: malpractice,
        non_facility_total: units(row.total(false)),
        facility_total: units(row.total(true)),
        conversion_factor: f64::from(row.factor.get()) / 10_000.0,
        non_facility_na: row.has(NON_FACILITY_NA),
        facility_na: row.has(FACILITY_NA),
        not_used_for_payment: row.has(NOT_USED),
    }
}

fn mue((setting, edit, from): &(MueSetting, Mue, Answered)) -> WireMue {
    WireMue {
        setting: setting.id(),
        value: edit.value,
        indicator: edit.indicator,
        rationale: edit.rationale.clone(),
        answered: from.into(),
    }
}

fn add_on(found: &AddOn, from: &Answered) -> WireAddOn {
    WireAddOn {
        kind: found.kind,
        primaries: found.primaries.iter().map(ToString::to_string).collect(),
        contractor_defined: found.contractor_defined,
        notes: found.notes.clone(),
        answered: from.into(),
    }
}
