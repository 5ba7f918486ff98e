//! A claim from its members; what is not understood is said with its place.

use super::fields::{CLAIM, DIAGNOSIS, LINE, PATIENT, PROCEDURE, ROLES};
use crate::Sink;
use crate::fhir::Source;
use crate::json::{Element, Value};
use crate::values::{said, service_system, system_of, thousandths};
use crate::who;
use medcode_model::{
    Cents, Claim, ClaimKind, CodeSaid, CodeSystem, Date, Declared, Diagnosis, DiagnosisRole, DrugAmount,
    Npi, Patient, Procedure, ServiceLine, Setting, Sex,
};

/// Reads a claim and gives it.
pub(super) fn read(part: &Element<'_>, text: &str, value: &Value<'_>, sink: &mut dyn Sink) {
    let source = Source::of(part, text, value, value, "");
    let mut reader = Reader { source: &source, claim: Claim::default(), sink };
    if !value.is_object() {
        reader.warn(value, "a claim is an object");
        return;
    }
    let holds =
        ["diagnoses", "lines", "procedures", "kind"].iter().any(|name| value.get(name).is_some());
    if !holds {
        reader.warn(value, "no `diagnoses`, `procedures` or `lines`: this is no claim");
        return;
    }
    reader.claim(value);
    let mut claim = reader.claim;
    let lines = || claim.lines.iter();
    claim.from = claim.from.or_else(|| lines().filter_map(|l| l.from).min());
    claim.to = claim.to.or_else(|| lines().filter_map(|l| l.to).max());
    sink.claim(claim);
}

struct Reader<'r, 'a> {
    source: &'r Source<'a>,
    claim: Claim,
    sink: &'r mut dyn Sink,
}

impl Reader<'_, '_> {
    fn warn(&mut self, value: &Value<'_>, message: impl Into<String>) {
        self.sink.problem(self.source.warning(value, message));
    }

    /// Members that no claim has are most often misspelled.
    fn known(&mut self, value: &Value<'_>, names: &[&str]) {
        for (name, member) in value.members() {
            if !names.contains(&&**name) {
                self.warn(member, "no member of this name is known; it is left out");
            }
        }
    }

    /// A member as text: a text or the digits of a number.
    fn text(&mut self, value: &Value<'_>, name: &str) -> Option<Box<str>> {
        let member = value.get(name)?;
        let text = member.digits().map(str::trim);
        if text.is_none() && !member.is_null() {
            self.warn(member, "a text is expected");
        }
        text.filter(|t| !t.is_empty()).map(Into::into)
    }

    /// A member that is read from its text; what cannot be read is said.
    fn parsed<T>(
        &mut self,
        value: &Value<'_>,
        name: &str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(value, name)?;
        let found = read(&text);
        if let (None, Some(member)) = (&found, value.get(name)) {
            self.warn(member, format!("{expected} is expected"));
        }
        found
    }

    fn day(&mut self, value: &Value<'_>, name: &str) -> Option<Date> {
        self.parsed(value, name, "a day (YYYY-MM-DD)", |t| t.parse().ok())
    }

    fn npi(&mut self, value: &Value<'_>, name: &str) -> Option<Npi> {
        let text = self.text(value, name)?;
        let at = self.source.mark(value.get(name)?).at(&mut self.claim);
        Some(Npi { text, at })
    }

    fn claim(&mut self, value: &Value<'_>) {
        self.known(value, &CLAIM);
        self.claim.at = self.source.mark(value).at(&mut self.claim);
        self.claim.id = self.text(value, "id").unwrap_or_default();
        self.claim.kind = self
            .parsed(value, "kind", "professional, institutional or dental", kind)
            .unwrap_or_default();
        self.claim.place = self.text(value, "place").unwrap_or_default();
        self.claim.frequency = self.text(value, "frequency").unwrap_or_else(|| "1".into());
        self.claim.setting =
            self.parsed(value, "setting", "a setting such as office or inpatient", Setting::parse);
        self.claim.charge = self.parsed(value, "charge", "an amount", Cents::parse);
        self.claim.payer = self.text(value, "payer").unwrap_or_default();
        self.claim.billing = self.npi(value, "billing_npi");
        self.claim.rendering = self.npi(value, "rendering_npi");
        self.claim.from = self.day(value, "from");
        self.claim.to = self.day(value, "to");
        self.claim.admitted = self.day(value, "admitted");
        self.claim.discharge_status = self.text(value, "discharge_status").unwrap_or_default();
        self.claim.made = self.day(value, "made");
        self.claim.authorised = value.get("authorised").and_then(Value::truth).unwrap_or(false);
        for name in value.list("elsewhere").iter().filter_map(Value::text) {
            match name {
                "patient" => self.claim.elsewhere.patient = true,
                "billing" => self.claim.elsewhere.billing = true,
                "poa" => self.claim.elsewhere.poa = true,
                "pointers" => self.claim.elsewhere.pointers = true,
                _ => {}
            }
        }
        self.claim.original = self.text(value, "original").unwrap_or_default();
        if let Some(patient) = value.get("patient") {
            self.patient(patient);
        }
        if let Some(bill) = value.get("bill").filter(|b| !b.is_null()) {
            self.bill(bill);
        }
        self.diagnoses(value);
        self.procedures(value);
        for (n, item) in value.list("lines").iter().enumerate() {
            self.line(item, n as u32 + 1);
        }
    }

    /// Who is on the claim.
    fn bill(&mut self, value: &Value<'_>) {
        let (source, sink) = (self.source, &mut *self.sink);
        let mut wrong = |member: &Value<'_>, expected: &str| {
            sink.problem(source.warning(member, format!("{expected} is expected")));
        };
        let bill = who::read(value, &mut wrong);
        who::give(&mut self.claim, bill);
    }

    fn patient(&mut self, value: &Value<'_>) {
        self.known(value, &PATIENT);
        self.claim.patient = Patient {
            key: self.text(value, "key").unwrap_or_default(),
            born: self.day(value, "birth_date"),
            age: self.parsed(value, "age", "an age in years", |t| t.parse().ok()),
            sex: self.parsed(value, "sex", "F or M", Sex::parse),
        };
    }

    /// A code and its system: a text alone, or an object with `code`.
    fn code(&mut self, item: &Value<'_>, system: impl Fn(&str) -> CodeSystem) -> Option<CodeSaid> {
        let (value, name) = match item.text() {
            Some(_) => (item, ""),
            None => (item.get("code")?, item.said("system")),
        };
        let text = value.digits().map(str::trim).filter(|t| !t.is_empty())?;
        let declared: Declared = system_of(name, system(text));
        let at = self.source.mark(value).at(&mut self.claim);
        Some(said(declared, text, at))
    }

    fn diagnoses(&mut self, value: &Value<'_>) {
        let items = value.list("diagnoses");
        let named = |item: &Value<'_>| item.said("role") == "principal";
        let mut open = !items.iter().any(named);
        for item in items {
            self.known(item, &DIAGNOSIS);
            let Some(code) = self.code(item, |_| CodeSystem::Icd10Cm) else {
                self.warn(item, "a diagnosis has a `code`");
                continue;
            };
            let role = self.parsed(
                item,
                "role",
                "principal, other, admitting, reason_for_visit or external_cause",
                role,
            );
            let role =
                role.unwrap_or(if open { DiagnosisRole::Principal } else { DiagnosisRole::Other });
            open &= role != DiagnosisRole::Principal;
            let poa = self.parsed(item, "poa", "Y, N, U, W or 1", |t| {
                t.chars().next().map(|c| c.to_ascii_uppercase())
            });
            self.claim.diagnoses.push(Diagnosis { role, code, poa });
        }
    }

    fn procedures(&mut self, value: &Value<'_>) {
        for (n, item) in value.list("procedures").iter().enumerate() {
            self.known(item, &PROCEDURE);
            let Some(code) = self.code(item, |_| CodeSystem::Icd10Pcs) else {
                self.warn(item, "a procedure has a `code`");
                continue;
            };
            let principal = item.get("principal").and_then(Value::truth).unwrap_or(n == 0);
            let date = self.day(item, "date");
            self.claim.procedures.push(Procedure { principal, code, date });
        }
    }

    fn line(&mut self, item: &Value<'_>, number: u32) {
        self.known(item, &LINE);
        if !item.is_object() {
            self.warn(item, "a line is an object");
            return;
        }
        let code = self.code(item, service_system);
        let modifiers = item.list("modifiers").iter().filter_map(Value::digits);
        let line = ServiceLine {
            number: self.parsed(item, "number", "a number", |t| t.parse().ok()).unwrap_or(number),
            code,
            modifiers: modifiers.filter(|m| !m.is_empty()).map(Into::into).collect(),
            revenue: self.text(item, "revenue"),
            quantity: self.parsed(item, "units", "a quantity", thousandths),
            unit: self.text(item, "unit"),
            charge: self.parsed(item, "charge", "an amount", Cents::parse),
            place: self.text(item, "place"),
            pointers: self.pointers(item),
            from: self.day(item, "from"),
            to: self.day(item, "to"),
            rendering: self.npi(item, "rendering_npi"),
            ndc: self.text(item, "ndc"),
            control: self.text(item, "control"),
            at: self.source.mark(item).at(&mut self.claim),
        };
        let drug = self.drug(item, line.number);
        self.claim.lines.push(line);
        who::give_drug(&mut self.claim, drug);
    }

    /// How much of the drug that `ndc` names.
    fn drug(&mut self, item: &Value<'_>, line: u32) -> DrugAmount {
        DrugAmount {
            line,
            quantity: self.parsed(item, "ndc_quantity", "a quantity", thousandths),
            unit: self.text(item, "ndc_unit").unwrap_or_default(),
        }
    }

    fn pointers(&mut self, item: &Value<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        for value in item.list("pointers") {
            match value.whole().and_then(|n| u8::try_from(n).ok()) {
                Some(pointer) => out.push(pointer),
                None => self.warn(value, "the number of a diagnosis, from 1, is expected"),
            }
        }
        out
    }
}

fn kind(text: &str) -> Option<ClaimKind> {
    [ClaimKind::Professional, ClaimKind::Institutional, ClaimKind::Dental]
        .into_iter()
        .find(|k| k.id() == text)
}

fn role(text: &str) -> Option<DiagnosisRole> {
    ROLES.iter().find(|(name, _)| *name == text).map(|(_, role)| *role)
}
