//! Patients, payers, providers and charges in the database.

use async_trait::async_trait;
use medcode_model::Date;

use super::{
    Charge, ChargeList, Coverage, NewCoverage, NewPatient, NewPayer, NewProvider, Patient, Payer,
    People, Provider, charges, patient, payer, provider,
};
use crate::db::Database;
use crate::{Change, ChargeListId, PatientId, PayerId, ProviderId, Result};

#[async_trait]
impl People for Database {
    async fn create_patient(&self, change: &Change, new: NewPatient) -> Result<Patient> {
        patient::create(self, change, new).await
    }

    async fn ensure_patient(&self, change: &Change, new: NewPatient) -> Result<(Patient, bool)> {
        patient::ensure(self, change, new).await
    }

    async fn update_patient(
        &self,
        change: &Change,
        id: &PatientId,
        version: i64,
        to: NewPatient,
    ) -> Result<Patient> {
        patient::update(self, change, id, version, to).await
    }

    async fn patient(&self, id: &PatientId) -> Result<Patient> {
        patient::by_id(&mut *self.reader().await?, id).await
    }

    async fn patient_by_mrn(&self, mrn: &str) -> Result<Option<Patient>> {
        patient::by_mrn(&mut *self.reader().await?, mrn).await
    }

    async fn find_patients(
        &self,
        text: &str,
        after: Option<&PatientId>,
        limit: i64,
    ) -> Result<Vec<Patient>> {
        patient::find(&mut *self.reader().await?, text, after, limit).await
    }

    async fn coverages(&self, patient: &PatientId) -> Result<Vec<Coverage>> {
        patient::coverages(&mut *self.reader().await?, patient).await
    }

    async fn set_coverages(
        &self,
        change: &Change,
        patient: &PatientId,
        version: i64,
        coverages: Vec<NewCoverage>,
    ) -> Result<Vec<Coverage>> {
        patient::set_coverages(self, change, patient, version, coverages).await
    }

    async fn create_payer(&self, change: &Change, new: NewPayer) -> Result<Payer> {
        payer::create(self, change, new).await
    }

    async fn update_payer(
        &self,
        change: &Change,
        id: &PayerId,
        version: i64,
        to: NewPayer,
    ) -> Result<Payer> {
        payer::update(self, change, id, version, to).await
    }

    async fn payer(&self, id: &PayerId) -> Result<Payer> {
        payer::by_id(&mut *self.reader().await?, id).await
    }

    async fn payers(&self) -> Result<Vec<Payer>> {
        payer::all(&mut *self.reader().await?).await
    }

    async fn create_provider(&self, change: &Change, new: NewProvider) -> Result<Provider> {
        provider::create(self, change, new).await
    }

    async fn update_provider(
        &self,
        change: &Change,
        id: &ProviderId,
        version: i64,
        to: NewProvider,
    ) -> Result<Provider> {
        provider::update(self, change, id, version, to).await
    }

    async fn provider(&self, id: &ProviderId) -> Result<Provider> {
        provider::by_id(&mut *self.reader().await?, id).await
    }

    async fn provider_by_npi(&self, npi: &str) -> Result<Option<Provider>> {
        provider::by_npi(&mut *self.reader().await?, npi).await
    }

    async fn providers(&self) -> Result<Vec<Provider>> {
        provider::all(&mut *self.reader().await?).await
    }

    async fn create_charge_list(&self, change: &Change, name: &str) -> Result<ChargeList> {
        charges::create(self, change, name).await
    }

    async fn charge_lists(&self) -> Result<Vec<ChargeList>> {
        charges::lists(&mut *self.reader().await?).await
    }

    async fn set_charges(
        &self,
        change: &Change,
        list: &ChargeListId,
        version: i64,
        items: Vec<Charge>,
    ) -> Result<ChargeList> {
        charges::set(self, change, list, version, items).await
    }

    async fn charges(&self, list: &ChargeListId) -> Result<Vec<Charge>> {
        charges::items(&mut *self.reader().await?, list).await
    }

    async fn charge(
        &self,
        list: &ChargeListId,
        code: &str,
        modifier: Option<&str>,
        on: Date,
    ) -> Result<Option<Charge>> {
        charges::item(&mut *self.reader().await?, list, code, modifier.unwrap_or_default(), on).await
    }
}
