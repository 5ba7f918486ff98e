//! Whom the charts are about, who treats them, who pays, and what it costs.

mod charges;
mod patient;
mod payer;
mod provider;
mod sql;

use async_trait::async_trait;
use medcode_model::Date;

pub use charges::{Charge, ChargeList};
pub use patient::{Coverage, NewCoverage, NewPatient, Patient};
pub use payer::{NewPayer, Payer};
pub use provider::{NewProvider, Provider};

use crate::{Change, ChargeListId, PatientId, PayerId, ProviderId, Result};

/// Patients, coverages, payers, providers and charge lists.
///
/// Each update is optimistic: give the `version` that was read and every field as it is to be;
/// `Conflict` says the version that stands now. `NotFound` for an unknown record.
#[async_trait]
pub trait People: Send + Sync {
    /// Makes a patient. `Taken("mrn")`.
    async fn create_patient(&self, change: &Change, new: NewPatient) -> Result<Patient>;

    /// The patient with this mrn, made if there is none (an existing one is left as it is); whether it
    /// was made. `Invalid` without an mrn.
    async fn ensure_patient(&self, change: &Change, new: NewPatient) -> Result<(Patient, bool)>;

    /// Changes a patient; also `Taken("mrn")`, and `Refused` for an erased one.
    async fn update_patient(
        &self,
        change: &Change,
        id: &PatientId,
        version: i64,
        to: NewPatient,
    ) -> Result<Patient>;

    /// The patient. Reading is not logged here: see [`crate::Audit::patient_opened`]. `NotFound`.
    async fn patient(&self, id: &PatientId) -> Result<Patient>;

    /// The patient with this number, if there is one.
    async fn patient_by_mrn(&self, mrn: &str) -> Result<Option<Patient>>;

    /// Patients whose names or number hold every word, by name, at most `limit`, from behind this one on;
    /// all when the text is empty.
    async fn find_patients(
        &self,
        text: &str,
        after: Option<&PatientId>,
        limit: i64,
    ) -> Result<Vec<Patient>>;

    /// The coverages of a patient, in the order they pay.
    async fn coverages(&self, patient: &PatientId) -> Result<Vec<Coverage>>;

    /// Sets all coverages of a patient, in the order they pay; the patient's version counts.
    /// `NotFound` also for an unknown payer.
    async fn set_coverages(
        &self,
        change: &Change,
        patient: &PatientId,
        version: i64,
        coverages: Vec<NewCoverage>,
    ) -> Result<Vec<Coverage>>;

    /// Makes a payer. `Taken("payer id")`.
    async fn create_payer(&self, change: &Change, new: NewPayer) -> Result<Payer>;

    /// Changes a payer.
    async fn update_payer(
        &self,
        change: &Change,
        id: &PayerId,
        version: i64,
        to: NewPayer,
    ) -> Result<Payer>;

    /// The payer. `NotFound`.
    async fn payer(&self, id: &PayerId) -> Result<Payer>;

    /// All payers by name.
    async fn payers(&self) -> Result<Vec<Payer>>;

    /// Makes a provider. `Taken("npi")`; `Invalid` for an NPI that is not ten digits (whether its check
    /// digit is right is for the rule book to say) and for an empty family name.
    async fn create_provider(&self, change: &Change, new: NewProvider) -> Result<Provider>;

    /// Changes a provider; also as [`create_provider`](Self::create_provider).
    async fn update_provider(
        &self,
        change: &Change,
        id: &ProviderId,
        version: i64,
        to: NewProvider,
    ) -> Result<Provider>;

    /// The provider. `NotFound`.
    async fn provider(&self, id: &ProviderId) -> Result<Provider>;

    /// The provider with this NPI, if there is one.
    async fn provider_by_npi(&self, npi: &str) -> Result<Option<Provider>>;

    /// All providers by name.
    async fn providers(&self) -> Result<Vec<Provider>>;

    /// Makes an empty list of charges. `Taken("name")`; `Invalid` for an empty name.
    async fn create_charge_list(&self, change: &Change, name: &str) -> Result<ChargeList>;

    /// All lists of charges by name.
    async fn charge_lists(&self) -> Result<Vec<ChargeList>>;

    /// Sets all items of a list; its version counts. `Invalid` where two items for the same code and
    /// modifier overlap in time, or one ends before it begins.
    async fn set_charges(
        &self,
        change: &Change,
        list: &ChargeListId,
        version: i64,
        items: Vec<Charge>,
    ) -> Result<ChargeList>;

    /// The items of a list by code, modifier and date. `NotFound`.
    async fn charges(&self, list: &ChargeListId) -> Result<Vec<Charge>>;

    /// What a code costs on a day: the item with this modifier, else the one without any.
    async fn charge(
        &self,
        list: &ChargeListId,
        code: &str,
        modifier: Option<&str>,
        on: Date,
    ) -> Result<Option<Charge>>;
}
