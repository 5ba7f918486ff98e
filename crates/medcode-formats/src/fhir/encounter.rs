//! Encounters with their conditions and procedures: what would be billed for each of them.

use super::draft::{Draft, Said, Wanted};
use super::known::reference;
use super::source::{Mark, Source, day_of, period};
use super::system::codes;
use crate::Sink;
use crate::json::Value;
use medcode_model::{
    ClaimKind, CodeSystem, Date, Declared, Diagnosis, DiagnosisRole, Procedure, ServiceLine, Setting,
};
use std::collections::HashMap;

/// What a document says of encounters.
#[derive(Default)]
pub(super) struct Encounters {
    visits: Vec<Visit>,
    conditions: Vec<Condition>,
    done: Vec<Done>,
    /// The condition of each reference.
    by_name: HashMap<Box<str>, usize>,
}

#[derive(Default)]
struct Visit {
    names: Vec<Box<str>>,
    id: Box<str>,
    setting: Option<Setting>,
    from: Option<Date>,
    to: Option<Date>,
    patient: Box<str>,
    provider: Box<str>,
    /// Diagnoses as the Encounter lists them: reference, use, rank.
    listed: Vec<(Box<str>, Use, u64)>,
    mark: Mark,
}

/// What a diagnosis is for in an Encounter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Admission,
    Complaint,
    Other,
}

struct Condition {
    encounter: Box<str>,
    patient: Box<str>,
    said: Said,
    recorded: Option<Date>,
    /// Of the problem list: reported only where the Encounter lists it.
    problem: bool,
}

struct Done {
    encounter: Box<str>,
    patient: Box<str>,
    said: Said,
    from: Option<Date>,
    to: Option<Date>,
}

impl Encounters {
    pub(super) fn encounter(&mut self, source: &Source<'_>, names: Vec<Box<str>>) {
        let root = source.root;
        let (from, to) = period(root, &[], &["period"]);
        let listed = root.list("diagnosis").iter().filter_map(|d| {
            let use_ = match codes(d.get("use")).first().copied() {
                Some("AD") => Use::Admission,
                Some("CC") => Use::Complaint,
                _ => Use::Other,
            };
            let rank = d.get("rank").and_then(Value::whole).unwrap_or(u64::MAX);
            Some((reference(d, "condition")?.into(), use_, rank))
        });
        self.visits.push(Visit {
            names,
            id: super::known::identifier(root).into(),
            setting: codes(root.get("class")).iter().find_map(|c| setting(c)),
            from,
            to,
            patient: reference(root, "subject").unwrap_or_default().into(),
            provider: reference(root, "serviceProvider").unwrap_or_default().into(),
            listed: listed.collect(),
            mark: source.mark(root),
        });
    }

    pub(super) fn condition(
        &mut self,
        source: &Source<'_>,
        names: Vec<Box<str>>,
        said: Said,
        sink: &mut dyn Sink,
    ) {
        let root = source.root;
        let verified = codes(root.get("verificationStatus"));
        if verified.iter().any(|c| matches!(*c, "refuted" | "entered-in-error")) {
            return;
        }
        let doubtful = |c: &&str| matches!(*c, "unconfirmed" | "provisional" | "differential");
        if let Some(value) = root.get("verificationStatus").filter(|_| verified.iter().any(doubtful)) {
            let message = "the condition is not confirmed; it is checked as if it were";
            sink.problem(source.note(value, message));
        }
        let categories = codes(root.get("category"));
        let problem =
            categories.contains(&"problem-list-item") && !categories.contains(&"encounter-diagnosis");
        let number = self.conditions.len();
        self.by_name.extend(names.into_iter().map(|n| (n, number)));
        self.conditions.push(Condition {
            encounter: reference(root, "encounter").unwrap_or_default().into(),
            patient: reference(root, "subject").unwrap_or_default().into(),
            said,
            recorded: day_of(root, "recordedDate"),
            problem,
        });
    }

    pub(super) fn procedure(&mut self, source: &Source<'_>, said: Said) {
        let root = source.root;
        if matches!(root.said("status"), "not-done" | "entered-in-error" | "preparation") {
            return;
        }
        let (from, to) = period(root, &["performedDateTime"], &["performedPeriod"]);
        self.done.push(Done {
            encounter: reference(root, "encounter").unwrap_or_default().into(),
            patient: reference(root, "subject").unwrap_or_default().into(),
            said,
            from,
            to: to.or(from),
        });
    }
}

/// The setting that an encounter class names (v3 ActCode).
fn setting(class: &str) -> Option<Setting> {
    Some(match class {
        "AMB" => Setting::Office,
        "VR" => Setting::Telehealth,
        "EMER" => Setting::Ed,
        "SS" => Setting::OutpatientProcedure,
        "IMP" | "ACUTE" | "NONAC" => Setting::Inpatient,
        "OBSENC" => Setting::Observation,
        "HH" => Setting::Home,
        _ => return None,
    })
}

/// The claims that the encounters make; an encounter that a Claim bills already makes none, and
/// conditions without an Encounter make some only where nothing else does.
pub(super) fn claims(
    all: Encounters,
    billed: impl Fn(&[Box<str>]) -> bool,
    lone: bool,
    sink: &mut dyn Sink,
) -> Vec<Draft> {
    let Encounters { mut visits, conditions, done, by_name } = all;
    if visits.is_empty() && lone {
        visits = without(&conditions, &done);
        if let Some(first) = visits.first() {
            let message = "no Encounter is in the document: each reference to one is checked as a visit";
            sink.problem(medcode_model::Problem::note(first.mark.position(), message));
        }
    }
    let grouped = Grouped::of(&visits, &conditions, &done);
    let mut out = Vec::new();
    for (n, visit) in visits.iter().enumerate() {
        if billed(&visit.names) {
            continue;
        }
        let mut draft = begin(visit);
        diagnoses(visit, &mut draft, &conditions, &by_name, grouped.conditions.get(&n));
        for number in grouped.done.get(&n).into_iter().flatten() {
            add(&mut draft, &done[*number]);
        }
        out.push(draft);
    }
    out
}

/// Which conditions and procedures refer to which visit.
#[derive(Default)]
struct Grouped {
    conditions: HashMap<usize, Vec<usize>>,
    done: HashMap<usize, Vec<usize>>,
}

impl Grouped {
    fn of(visits: &[Visit], conditions: &[Condition], done: &[Done]) -> Self {
        let mut names: HashMap<&str, usize> = HashMap::new();
        for (n, visit) in visits.iter().enumerate() {
            names.extend(visit.names.iter().map(|name| (&**name, n)));
        }
        // A document of one visit is about that visit, whatever refers to it.
        let only = |patient: &str| {
            let [visit] = visits else { return None };
            (patient.is_empty() || visit.patient.is_empty() || *visit.patient == *patient).then_some(0)
        };
        let find = |encounter: &str, patient: &str| match encounter {
            "" => names.get(patient).copied().or_else(|| only(patient)),
            named => {
                let tail = named.rmatch_indices('/').nth(1).map_or(named, |(n, _)| &named[n + 1..]);
                names.get(named).or_else(|| names.get(tail)).copied()
            }
        };
        let mut out = Self::default();
        for (n, c) in conditions.iter().enumerate().filter(|(_, c)| !c.problem) {
            if let Some(visit) = find(&c.encounter, &c.patient) {
                out.conditions.entry(visit).or_default().push(n);
            }
        }
        for (n, d) in done.iter().enumerate() {
            if let Some(visit) = find(&d.encounter, &d.patient) {
                out.done.entry(visit).or_default().push(n);
            }
        }
        out
    }
}

/// Visits made of what refers to them, or of their patients, where no Encounter is there.
fn without(conditions: &[Condition], done: &[Done]) -> Vec<Visit> {
    let of_conditions = conditions.iter().map(|c| (&c.encounter, &c.patient, c.recorded, &c.said.mark));
    let of_done = done.iter().map(|d| (&d.encounter, &d.patient, d.from, &d.said.mark));
    let mut visits: Vec<Visit> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (encounter, patient, day, mark) in of_conditions.chain(of_done) {
        let name = if encounter.is_empty() { patient } else { encounter };
        let number = *seen.entry(name).or_insert(visits.len());
        if number == visits.len() {
            visits.push(Visit {
                names: vec![name.clone()],
                id: name.rsplit('/').next().unwrap_or_default().into(),
                patient: patient.clone(),
                mark: mark.clone(),
                ..Visit::default()
            });
        }
        let visit = &mut visits[number];
        visit.from = [visit.from, day].into_iter().flatten().min();
        visit.to = visit.from;
    }
    visits
}

fn begin(visit: &Visit) -> Draft {
    let mut draft = Draft::default();
    let claim = &mut draft.claim;
    claim.at = visit.mark.at(claim);
    claim.id = visit.id.clone();
    claim.frequency = "1".into();
    claim.setting = visit.setting;
    (claim.from, claim.to) = (visit.from, visit.to.or(visit.from));
    claim.patient.key = visit.patient.clone();
    // R4 has no place for present on admission here.
    claim.elsewhere.poa = true;
    if visit.setting == Some(Setting::Inpatient) {
        claim.kind = ClaimKind::Institutional;
        claim.place = "11".into();
        claim.admitted = visit.from;
    }
    if !visit.patient.is_empty() {
        draft.want_named(Wanted::Patient, &visit.patient);
    }
    if !visit.provider.is_empty() {
        draft.want_named(Wanted::Billing, &visit.provider);
    }
    draft
}

/// The diagnoses: those that the Encounter lists by rank, then those that refer to it.
fn diagnoses(
    visit: &Visit,
    draft: &mut Draft,
    conditions: &[Condition],
    by_name: &HashMap<Box<str>, usize>,
    referring: Option<&Vec<usize>>,
) {
    let mut listed: Vec<_> = visit.listed.iter().collect();
    listed.sort_by_key(|(_, _, rank)| *rank);
    let find = |name: &str| {
        let tail = name.rmatch_indices('/').nth(1).map_or(name, |(n, _)| &name[n + 1..]);
        by_name.get(name).or_else(|| by_name.get(tail)).copied()
    };
    let listed = listed.into_iter().filter_map(|(name, use_, _)| Some((find(name)?, *use_)));
    let mut all: Vec<(usize, Use)> = listed.collect();
    let named: std::collections::HashSet<usize> = all.iter().map(|(n, _)| *n).collect();
    let others = referring.into_iter().flatten().filter(|n| !named.contains(n));
    all.extend(others.map(|n| (*n, Use::Other)));
    let mut principal = true;
    for (number, use_) in all {
        let role = match use_ {
            Use::Admission => DiagnosisRole::Admitting,
            Use::Complaint => DiagnosisRole::ReasonForVisit,
            Use::Other if std::mem::take(&mut principal) => DiagnosisRole::Principal,
            Use::Other => DiagnosisRole::Other,
        };
        let code = conditions[number].said.keep(&mut draft.claim);
        draft.claim.diagnoses.push(Diagnosis { role, code, poa: None });
    }
}

/// A procedure: CPT and HCPCS are lines, the others procedures of the stay.
fn add(draft: &mut Draft, done: &Done) {
    let claim = &mut draft.claim;
    let code = done.said.keep(claim);
    let service = matches!(code.system, Declared::Known(CodeSystem::Cpt | CodeSystem::Hcpcs));
    if service {
        let number = claim.lines.len() as u32 + 1;
        claim.lines.push(ServiceLine {
            number,
            at: code.at,
            code: Some(code),
            quantity: Some(1000),
            unit: Some("UN".into()),
            from: done.from.or(claim.from),
            to: done.to.or(claim.from),
            ..ServiceLine::default()
        });
    } else {
        let principal = claim.procedures.is_empty();
        claim.procedures.push(Procedure { principal, code, date: done.from });
    }
}
