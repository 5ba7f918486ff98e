//! `GET /api/v1/encounters/{id}/billing`: what only billing knows, from the records: patient, coverages,
//! payers, providers, charges. What a chart holds itself prevails. What is lacking is told with the page
//! where it is entered.

use super::bill_part::{covered, filled, name_of, person, provider};
use super::export::Chart;
use crate::fault::Fault;
use crate::state::App;
use medcode::model::{BillingContext, ClaimKind, CodeSystem, Date, Setting};
use medcode_store::{ChargeList, Coverage, Encounter, NewProvider, Provider, ProviderId};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Something that is lacking.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = BillingLack)]
pub(super) struct Lack {
    /// What, by the names of the file of billing facts, or in words.
    pub(super) what: String,
    /// The page where it is entered.
    pub(super) page: String,
    /// The part of the facts that would hold it.
    #[serde(skip)]
    part: &'static str,
}

impl Lack {
    /// In a line.
    pub(super) fn line(&self) -> String {
        format!("{}: enter it at {}", self.what, self.page)
    }
}

/// The facts of a chart, in the shape of the file of billing facts, and where each part comes from.
pub(super) struct Known {
    pub(super) facts: Value,
    pub(super) lacks: Vec<Lack>,
    /// The chart has facts of its own.
    pub(super) own: bool,
    /// The services that become lines of the claim, in order.
    services: Vec<String>,
    pages: Pages,
}

/// What fields of the facts are called where people enter them.
const NAMES: [(&str, &str); 6] = [
    ("claim.type_of_bill", "the type of bill"),
    ("stay.from", "the days of the stay (Visit)"),
    ("stay.discharge_status", "the discharge status"),
    ("attending_provider", "who attended (Visit)"),
    ("diagnoses", "a diagnosis"),
    ("charges", "what is charged"),
];

/// Where the parts are entered.
struct Pages {
    chart: String,
    patient: Option<String>,
    rendering: Option<String>,
    billing: Option<String>,
    payers: Vec<String>,
    charges: String,
}

impl Known {
    /// The page where a part is entered, by how its path begins; `line 1, column 2: ` may stand before.
    pub(super) fn lack(&self, said: &str) -> Lack {
        let what = match said.strip_prefix("line ").and_then(|s| s.split_once(": ")) {
            Some((_, rest)) => rest,
            None => said,
        };
        let pages = &self.pages;
        let or = |page: &Option<String>| page.clone().unwrap_or_else(|| pages.chart.clone());
        let page = if what.starts_with("charges") {
            pages.charges.clone()
        } else if what.starts_with("coverage") && what.contains("payer") || what.starts_with("receiver")
        {
            let second = what.contains("secondary") || what.contains("[1]");
            pages.payers.get(usize::from(second)).cloned().unwrap_or_else(|| or(&pages.patient))
        } else if what.starts_with("coverage") || what.starts_with("patient") {
            or(&pages.patient)
        } else if what.starts_with("rendering") || what.starts_with("attending") {
            or(&pages.rendering)
        } else if ["billing", "submitter", "claim.assignment", "claim.benefits", "claim.release"]
            .iter()
            .any(|start| what.starts_with(start))
        {
            or(&pages.billing)
        } else {
            pages.chart.clone()
        };
        Lack { what: self.named(what), page, part: "" }
    }

    /// What is lacking, in words too: of a line of the claim with the service it is for.
    fn named(&self, what: &str) -> String {
        if let Some((_, words)) = NAMES.iter().find(|(path, _)| *path == what) {
            return format!("{what}: {words}");
        }
        let rest = what.strip_prefix("charges[").and_then(|rest| rest.split_once(']'));
        let line = rest.and_then(|(n, field)| Some((n.parse::<usize>().ok()?, field)));
        match line.and_then(|(n, field)| Some((self.services.get(n)?, field))) {
            Some((code, ".revenue")) => format!("{what}: the revenue code of {code}"),
            Some((code, _)) => format!("{what}: of {code}"),
            None => what.to_owned(),
        }
    }
}

/// What the records know of the bill of a chart.
pub(super) async fn known(app: &App, chart: &Chart, kind: ClaimKind) -> Result<Known, Fault> {
    let encounter = &chart.encounter;
    let day = chart.date()?;
    let mut out = Known {
        facts: json!({}),
        lacks: Vec::new(),
        own: false,
        services: services(chart, kind)?,
        pages: Pages {
            chart: format!("/charts/{}", encounter.id),
            patient: None,
            rendering: None,
            billing: None,
            payers: Vec::new(),
            charges: "/records/charges".to_owned(),
        },
    };
    let number = encounter.id.to_string().replace('-', "");
    let id = encounter.external_id.clone().unwrap_or(number);
    out.facts["claim"] = json!({ "id": id });
    if kind == ClaimKind::Institutional {
        out.facts["stay"] = stay(encounter, chart.setting());
    }
    let payer = out.patient(app, chart, day).await?;
    out.providers(app, encounter.provider.as_ref(), kind).await?;
    out.charges(app, chart, day, payer.as_deref()).await?;
    let own: Value = serde_json::from_str(&encounter.facts).unwrap_or_default();
    if let Some(own) = own.get("billing") {
        let charges = charges_of(&out.facts["charges"], &own["charges"]);
        prevail(&mut out.facts, own);
        if let Some(charges) = charges {
            out.facts["charges"] = charges;
        }
        // Who gives a part of their own answers for it: only what it then still lacks is told.
        out.lacks.retain(|l| own.get(l.part).is_none());
        out.own = true;
    }
    Ok(out)
}

/// Puts what the chart says itself over what the records say: objects by their fields, all else whole.
pub(super) fn prevail(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                prevail(under.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over.clone(),
    }
}

/// Room, supplies and whatever else a facility bills by revenue code alone is added to what the services
/// cost; a list that has codes too stands in place of them.
fn charges_of(records: &Value, own: &Value) -> Option<Value> {
    let own = own.as_array()?;
    let of_code = |c: &Value| c["code"].as_str().is_some_and(|code| !code.trim().is_empty());
    if own.iter().any(of_code) {
        return None;
    }
    let services = records.as_array().cloned().unwrap_or_default();
    Some(services.into_iter().chain(own.iter().cloned()).collect())
}

/// The services that a claim of this kind holds, in its order.
fn services(chart: &Chart, kind: ClaimKind) -> Result<Vec<String>, Fault> {
    let who = match kind {
        ClaimKind::Institutional => BillingContext::Facility,
        _ => BillingContext::Professional,
    };
    let all = super::line::coded(&chart.lines)?.into_iter().map(|(_, line)| line);
    let billed = all.filter(|line| {
        let service = matches!(line.code.system(), CodeSystem::Cpt | CodeSystem::Hcpcs);
        service && line.billing.is_none_or(|b| b == who)
    });
    Ok(billed.map(|line| line.code.to_string()).collect())
}

/// What the chart knows of the days of a facility's bill.
fn stay(encounter: &Encounter, setting: Setting) -> Value {
    let day = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    let (first, last) = (encounter.from.or(encounter.to), encounter.to.or(encounter.from));
    let admitted = first.filter(|_| setting.is_inpatient());
    filled(&[("from", &day(first)), ("to", &day(last)), ("admitted", &day(admitted))])
}

impl Known {
    fn lacks(&mut self, part: &'static str, what: &str, page: String) {
        self.lacks.push(Lack { what: what.to_owned(), page, part });
    }

    /// Patient, coverages and payers; the name of who pays first.
    async fn patient(&mut self, app: &App, chart: &Chart, day: Date) -> Result<Option<String>, Fault> {
        let Some(id) = &chart.encounter.patient else {
            let page = self.pages.chart.clone();
            self.lacks("coverage", "the patient of the chart (Visit)", page);
            return Ok(None);
        };
        let patient = app.store.patient(id).await?;
        let page = format!("/records/patients/{id}");
        self.pages.patient = Some(page.clone());
        if let Some(mrn) = &patient.about.mrn {
            self.facts["claim"]["medical_record"] = mrn.as_str().into();
        }
        let in_force = |c: &Coverage| {
            c.about.from.is_none_or(|from| from <= day) && c.about.to.is_none_or(|to| day <= to)
        };
        let coverages = app.store.coverages(id).await?;
        let coverages: Vec<Coverage> = coverages.into_iter().filter(in_force).take(3).collect();
        if coverages.is_empty() {
            self.lacks("coverage", "a coverage on the day of service", page);
        }
        let (mut list, mut first) = (Vec::new(), None);
        for (coverage, order) in coverages.iter().zip(["primary", "secondary", "tertiary"]) {
            let payer = app.store.payer(&coverage.about.payer).await?;
            self.pages.payers.push(format!("/records/payers/{}", payer.id));
            if order == "primary" {
                self.facts["receiver"] = filled(&[
                    ("name", &payer.about.name),
                    ("id", payer.about.payer_id.as_deref().unwrap_or_default()),
                ]);
                if coverage.about.relation != "self" {
                    self.facts["patient"] = person(&patient.about);
                }
                first = Some(payer.about.name.clone());
            }
            list.push(covered(coverage, &payer, &patient, order));
        }
        if !list.is_empty() {
            self.facts["coverage"] = list.into();
        }
        Ok(first)
    }

    /// Who treated the patient, and who bills for them: the organisation of that name, or themselves.
    async fn providers(
        &mut self,
        app: &App,
        treats: Option<&ProviderId>,
        kind: ClaimKind,
    ) -> Result<(), Fault> {
        let Some(id) = treats else {
            let page = self.pages.chart.clone();
            self.lacks("billing_provider", "who treated the patient (Visit)", page);
            return Ok(());
        };
        let all = app.store.providers().await?;
        let Some(treats) = all.iter().find(|p| p.id == *id) else { return Ok(()) };
        let page = |p: &Provider| format!("/records/providers/{}", p.id);
        self.pages.rendering = Some(page(treats));
        let group = treats.about.organisation.as_deref().map(str::trim).filter(|g| !g.is_empty());
        let named = |p: &&Provider, name: &str| {
            p.about.is_organisation && p.about.family.trim().eq_ignore_ascii_case(name)
        };
        let bills = match group {
            Some(name) => match all.iter().find(|p| named(p, name)) {
                Some(found) => found,
                None => {
                    let what = format!("the organisation {name} as a provider, which bills");
                    self.lacks("billing_provider", &what, "/records/providers/new".to_owned());
                    return Ok(());
                }
            },
            None => treats,
        };
        self.pages.billing = Some(page(bills));
        self.facts["billing_provider"] = provider(&bills.about, true);
        if !treats.about.is_organisation {
            let role = match kind {
                ClaimKind::Institutional => "attending_provider",
                _ => "rendering_provider",
            };
            // Who bills for their own work is not named twice.
            if bills.id != treats.id || kind == ClaimKind::Institutional {
                self.facts[role] = provider(&treats.about, false);
            }
        }
        self.sender(&bills.about);
        Ok(())
    }

    /// What the record of who bills says of all their claims.
    fn sender(&mut self, bills: &NewProvider) {
        let detail: Value = serde_json::from_str(&bills.detail).unwrap_or_default();
        let text = |name: &str| detail[name].as_str().unwrap_or_default().trim().to_owned();
        let mut submitter = name_of(bills);
        submitter["id"] = text("submitter").into();
        let contact = [("name", &*text("contact")), ("phone", &*text("phone"))];
        submitter["contact"] = filled(&contact);
        self.facts["submitter"] = submitter;
        // Signatures and assignment are facts that only people know: nothing is said without them.
        if text("signatures") == "Y" {
            for (name, value) in
                [("signature_on_file", "Y"), ("benefits_assigned", "Y"), ("release", "Y")]
            {
                self.facts["claim"][name] = value.into();
            }
        }
        let assignment = text("assignment");
        if !assignment.is_empty() {
            self.facts["claim"]["assignment"] = assignment.into();
        }
    }

    /// What the services cost: of the list that is named like the payer, else of the only one.
    async fn charges(
        &mut self,
        app: &App,
        chart: &Chart,
        day: Date,
        payer: Option<&str>,
    ) -> Result<(), Fault> {
        let lists = app.store.charge_lists().await?;
        let like = |l: &&ChargeList| payer.is_some_and(|p| l.name.eq_ignore_ascii_case(p));
        let only = || lists.first().filter(|_| lists.len() == 1);
        let standard = || lists.iter().find(|l| l.name.eq_ignore_ascii_case("standard"));
        let Some(list) = lists.iter().find(like).or_else(only).or_else(standard) else {
            let page = self.pages.charges.clone();
            let what = "a list of charges: one, or one named like the payer, or `Standard`";
            self.lacks("charges", what, page);
            return Ok(());
        };
        self.pages.charges = format!("/records/charges/{}", list.id);
        let mut charges = Vec::new();
        for (_, line) in super::line::coded(&chart.lines)? {
            if !matches!(line.code.system(), CodeSystem::Cpt | CodeSystem::Hcpcs) {
                continue;
            }
            let code = line.code.to_string();
            let mut item = None;
            for modifier in line.modifiers.iter().map(String::as_str).map(Some).chain([None]) {
                item = item.or(app.store.charge(&list.id, &code, modifier, day).await?);
            }
            let Some(item) = item else { continue };
            let all = item.cents.saturating_mul(i64::from(line.units.unwrap_or(1)));
            let mut charge = json!({
                "code": code, "modifiers": line.modifiers,
                "amount": format!("{}.{:02}", all / 100, all % 100),
            });
            if !item.revenue.is_empty() {
                charge["revenue"] = item.revenue.into();
            }
            charges.push(charge);
        }
        self.facts["charges"] = charges.into();
        Ok(())
    }
}
