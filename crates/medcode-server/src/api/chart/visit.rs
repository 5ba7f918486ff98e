//! What is known of the visit, as fields of a request: absent stays, null takes away.

use crate::fault::Fault;
use medcode::model::{BillingContext, Date, Setting, Sex};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

/// What is known of the visit besides its codes.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[schema(as = VisitFields)]
pub(super) struct VisitIn {
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    pub(super) setting: Option<Option<String>>,
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    pub(super) billing_context: Option<Option<String>>,
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<i64>)]
    pub(super) age: Option<Option<i64>>,
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    pub(super) sex: Option<Option<String>>,
    /// The day of service, or of discharge.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    pub(super) date_of_service: Option<Option<String>>,
    /// The first day of a stay.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    pub(super) admitted: Option<Option<String>>,
}

/// Tells a field that is null from one that is not there.
pub(super) fn told<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    d: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// The same, read.
#[derive(Clone, Copy, Default)]
pub(super) struct VisitRead {
    pub(super) setting: Option<Option<Setting>>,
    pub(super) billing: Option<Option<BillingContext>>,
    pub(super) age: Option<Option<i64>>,
    pub(super) sex: Option<Option<Sex>>,
    /// The day of service, or of discharge.
    pub(super) last: Option<Option<Date>>,
    pub(super) first: Option<Option<Date>>,
}

impl VisitIn {
    /// Reads the fields; the first that cannot be is told by its name.
    pub(super) fn read(&self) -> Result<VisitRead, Fault> {
        let settings: Vec<&str> = Setting::ALL.iter().map(|s| s.id()).collect();
        let settings = format!("use one of {}", settings.join(", "));
        if let Some(Some(age)) = self.age
            && !(0..=130).contains(&age)
        {
            return Err(Fault::field("age", "an age lies between 0 and 130"));
        }
        let day = |field, text| one(text, field, "write YYYY-MM-DD", |t| t.parse().ok());
        let whose = "use professional, facility or dme";
        Ok(VisitRead {
            setting: one(&self.setting, "setting", &settings, Setting::parse)?,
            billing: one(&self.billing_context, "billing_context", whose, BillingContext::parse)?,
            age: self.age,
            sex: one(&self.sex, "sex", "use F or M", Sex::parse)?,
            last: day("date_of_service", &self.date_of_service)?,
            first: day("admitted", &self.admitted)?,
        })
    }
}

type Told<T> = Option<Option<T>>;

/// An empty text is none.
fn one<T>(
    given: &Told<String>,
    field: &'static str,
    what: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Told<T>, Fault> {
    let Some(text) = given else { return Ok(None) };
    match text.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        None => Ok(Some(None)),
        Some(t) => read(t).map(|v| Some(Some(v))).ok_or_else(|| Fault::field(field, what)),
    }
}

/// `F` or `M`.
pub(super) const fn sex_id(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "F",
        Sex::Male => "M",
    }
}

#[cfg(test)]
mod tests {
    use super::VisitIn;
    use medcode::model::Setting;

    fn read(json: &str) -> Result<super::VisitRead, crate::fault::Fault> {
        serde_json::from_str::<VisitIn>(json).unwrap().read()
    }

    #[test]
    fn a_field_that_is_null_is_taken_away_and_one_that_is_absent_stays() {
        let visit =
            read(r#"{"setting": "office", "sex": null, "age": ""}"#.replace("\"\"", "null").as_str());
        let visit = visit.unwrap();
        assert_eq!(visit.setting, Some(Some(Setting::Office)));
        assert_eq!(visit.sex, Some(None));
        assert_eq!(visit.age, Some(None));
        assert!(visit.last.is_none() && visit.billing.is_none());
    }

    #[test]
    fn what_cannot_be_read_is_told_without_its_words() {
        for json in
            [r#"{"setting": "SECRET"}"#, r#"{"sex": "SECRET"}"#, r#"{"date_of_service": "SECRET"}"#]
        {
            let fault = read(json).err().unwrap();
            assert!(!fault.detail().contains("SECRET"), "{}", fault.detail());
        }
        assert!(read(r#"{"age": 300}"#).is_err());
    }
}
