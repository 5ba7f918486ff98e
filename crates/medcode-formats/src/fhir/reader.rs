//! From resources to claims: what a claim refers to may stand before or after it.

use super::encounter::Encounters;
use super::known::{self, Known, Party};
use super::source::{Mark, Source};
use super::system::{coding, said};
use super::{claim, encounter};
use crate::json::{Element, Value, parse};
use crate::{Sink, who};
use medcode_model::{
    At, Bill, Claim, ClaimKind, Code, CodeSaid, Coverage, Declared, Position, Problem, Provider,
    ProviderRole,
};
use std::collections::HashSet;

/// A code that a resource has, with its place in the document.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) system: Declared,
    pub(super) text: Box<str>,
    pub(super) mark: Mark,
}

impl Said {
    /// Where a code should be and is none.
    pub(super) fn missing(what: &str, mark: Mark) -> Self {
        Self { system: Declared::Other(what.into()), text: "".into(), mark }
    }

    /// The code with its place kept in a claim.
    pub(super) fn keep(&self, claim: &mut Claim) -> CodeSaid {
        let code = match &self.system {
            Declared::Known(system) => Code::new(*system, &self.text).ok(),
            _ => None,
        };
        let at: At = self.mark.at(claim);
        CodeSaid { system: self.system.clone(), text: self.text.clone(), code, at }
    }
}

/// What a reference of a claim is followed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Patient,
    Billing,
    Rendering,
    LineRendering(usize),
    Payer,
    Coverage,
    Subscriber,
    Diagnosis(usize),
    Procedure(usize),
}

/// A claim whose references are still to be followed.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) claim: Claim,
    /// The `sequence` of each diagnosis.
    pub(super) sequences: Vec<u64>,
    pub(super) contained: Known,
    wanted: Vec<(Wanted, Box<str>)>,
    /// Who is on the claim, and whether that is asked for.
    pub(super) bill: Bill,
    whole: bool,
    /// The Claim that this one is the answer to.
    answers: Option<Box<str>>,
}

impl Draft {
    /// A reference to follow, where the value has one.
    pub(super) fn want(&mut self, wanted: Wanted, value: &Value<'_>) {
        let reference = value.said("reference");
        if !reference.is_empty() {
            self.wanted.push((wanted, reference.into()));
        }
    }

    /// A reference to follow.
    pub(super) fn want_named(&mut self, wanted: Wanted, reference: &str) {
        self.wanted.push((wanted, reference.into()));
    }

    pub(super) fn bill_from(&mut self, found: &(Box<str>, Mark)) {
        self.claim.billing = Some(claim::draft_npi(found, &mut self.claim));
    }

    /// Follows what can be followed; true when nothing is left.
    fn follow(&mut self, known: &Known) -> bool {
        for (wanted, reference) in std::mem::take(&mut self.wanted) {
            let party = self.contained.find(&reference).or_else(|| known.find(&reference)).cloned();
            match party {
                Some(party) => self.apply(wanted, &party, known),
                None => self.wanted.push((wanted, reference)),
            }
        }
        self.wanted.is_empty()
    }

    fn apply(&mut self, wanted: Wanted, party: &Party, known: &Known) {
        match (wanted, party) {
            (Wanted::Patient, Party::Patient(person)) => {
                self.claim.patient.born = person.born;
                self.claim.patient.sex = person.sex;
                self.bill.patient = Some((**person).clone());
            }
            (Wanted::Subscriber, Party::Patient(person)) => {
                self.bill.coverage.subscriber = (**person).clone();
            }
            (Wanted::Payer, Party::Provider { id, who, .. }) => {
                if self.claim.payer.is_empty() {
                    self.claim.payer = id.clone();
                }
                self.bill.coverage.payer.name = who.name.last.clone();
                self.bill.coverage.payer.address = who.address.clone();
            }
            (Wanted::Coverage, Party::Coverage { payer, refers, subscriber, of }) => {
                let payer_known = std::mem::take(&mut self.bill.coverage.payer);
                self.bill.coverage = Coverage { payer: payer_known, ..(**of).clone() };
                if let Some(id) = payer.as_ref().filter(|_| self.claim.payer.is_empty()) {
                    self.claim.payer = id.clone();
                }
                let nameless = self.claim.payer.is_empty() || self.whole;
                let payers = refers.iter().filter(|_| nameless);
                self.wanted.extend(payers.map(|r| (Wanted::Payer, r.clone())));
                let subscriber = subscriber.iter().filter(|_| self.whole);
                self.wanted.extend(subscriber.map(|s| (Wanted::Subscriber, s.clone())));
            }
            (Wanted::Diagnosis(n), Party::Coded(said)) => {
                self.claim.diagnoses[n].code = said.keep(&mut self.claim);
            }
            (Wanted::Procedure(n), Party::Coded(said)) => {
                self.claim.procedures[n].code = said.keep(&mut self.claim);
            }
            (_, Party::Provider { npi, refers, who, .. }) => {
                self.provider(wanted, who);
                let found = npi.clone().or_else(|| number_of(refers, known, &self.contained));
                if let Some(found) = found {
                    self.number(wanted, &found);
                }
            }
            _ => {}
        }
    }

    /// The name and address of a provider of the claim.
    fn provider(&mut self, wanted: Wanted, who: &Provider) {
        let role = match wanted {
            Wanted::Billing => ProviderRole::Billing,
            Wanted::Rendering if self.claim.kind == ClaimKind::Institutional => ProviderRole::Attending,
            Wanted::Rendering => ProviderRole::Rendering,
            _ => return,
        };
        if !who.name.is_empty() && self.bill.provider(role).is_none() {
            self.bill.providers.push(Provider { role, ..who.clone() });
        }
    }

    /// The claim, with its bill where that is asked for.
    fn done(self) -> Claim {
        let (mut claim, bill) = (self.claim, self.bill);
        if self.whole && bill != Bill::default() {
            who::give(&mut claim, bill);
        }
        claim
    }

    fn number(&mut self, wanted: Wanted, found: &(Box<str>, Mark)) {
        let number = Some(claim::draft_npi(found, &mut self.claim));
        match wanted {
            Wanted::Billing => self.claim.billing = number,
            Wanted::Rendering => self.claim.rendering = number,
            Wanted::LineRendering(n) => self.claim.lines[n].rendering = number,
            _ => {}
        }
    }

    /// What is left of a reference that leads nowhere.
    fn give_up(&mut self) -> bool {
        let mut patient = false;
        for (wanted, reference) in std::mem::take(&mut self.wanted) {
            match wanted {
                Wanted::Patient => {
                    patient = true;
                    self.claim.elsewhere.patient = true;
                }
                Wanted::Billing => self.claim.elsewhere.billing = true,
                Wanted::Payer if self.claim.payer.is_empty() => {
                    let id = reference.rsplit('/').next().unwrap_or_default();
                    self.claim.payer = id.into();
                }
                _ => {}
            }
        }
        patient
    }
}

/// The number of the first provider that others are referred to for.
fn number_of(refers: &[Box<str>], known: &Known, inside: &Known) -> Option<(Box<str>, Mark)> {
    refers.iter().find_map(|r| match inside.find(r).or_else(|| known.find(r))? {
        Party::Provider { npi, .. } => npi.clone(),
        _ => None,
    })
}

/// Reads claims as resources go by.
#[derive(Default)]
pub struct Reader {
    known: Known,
    waiting: Vec<Draft>,
    encounters: Encounters,
    /// References of the Claims of the document.
    claims: HashSet<Box<str>>,
    /// References of encounters that a claim bills.
    billed: HashSet<Box<str>>,
    any: bool,
    whole: bool,
    /// The file that goes by, where several are read together.
    file: Box<str>,
    given: u64,
    /// Of them, those given before the Bundle that goes by.
    given_before: u64,
    without_patient: u64,
    without_claim: Vec<&'static str>,
}

/// Resources that are told by name when a document holds no claim.
const ANSWERS: [&str; 3] = ["ClaimResponse", "PaymentReconciliation", "OperationOutcome"];

impl Reader {
    /// A reader that keeps who is on the claims.
    #[must_use]
    pub fn whole() -> Self {
        Self { whole: true, ..Self::default() }
    }

    /// The next file of several that are read together; places name it.
    pub fn next_file(&mut self, name: &str) {
        self.file = name.into();
    }

    /// Takes a part of the document.
    pub fn take(&mut self, part: &Element<'_>, sink: &mut dyn Sink) {
        self.any = true;
        let Some(text) = text(part, sink) else { return };
        let whole = match parse(text) {
            Ok(whole) => whole,
            Err(broken) => {
                sink.problem(Problem::error(
                    position(part, text, broken.at),
                    format!("this is no JSON: {}", broken.why),
                ));
                return;
            }
        };
        if part.shell {
            return self.bundle_ends(&whole, sink);
        }
        let root = match part.within {
            Some(("entry", _)) => whole.get("resource"),
            _ => Some(&whole),
        };
        let Some(root) = root else { return };
        let kind = root.said("resourceType");
        let source = Source::of(part, text, &whole, root, kind).in_file(&self.file);
        if kind.is_empty() {
            sink.problem(source.warning(root, "no `resourceType`: this is no FHIR resource"));
            return;
        }
        self.resource(&source, whole.said("fullUrl"), kind, sink);
    }

    fn resource(&mut self, source: &Source<'_>, url: &str, kind: &str, sink: &mut dyn Sink) {
        let root = source.root;
        let names = known::names(root, url);
        match kind {
            "Claim" | "ExplanationOfBenefit" => {
                let mut draft = claim::read(source, sink);
                if kind == "Claim" {
                    self.claims.extend(names);
                    self.billed.extend(claim::encounters(root).map(Into::into));
                } else {
                    draft.answers = claim::answered(root).map(Into::into);
                }
                self.settle(draft, sink);
            }
            "Encounter" => self.encounters.encounter(source, names),
            "Condition" => {
                if let Some(said) = root.get("code").and_then(coding).map(|c| said(&c, source)) {
                    self.known.keep(&names, Party::Coded(said.clone()));
                    self.encounters.condition(source, names, said, sink);
                }
            }
            "Procedure" => {
                if let Some(said) = root.get("code").and_then(coding).map(|c| said(&c, source)) {
                    self.known.keep(&names, Party::Coded(said.clone()));
                    self.encounters.procedure(source, said);
                }
            }
            // A Bundle within a Bundle or in a list.
            "Bundle" => {
                for entry in root.list("entry") {
                    let Some(inner) = entry.get("resource") else { continue };
                    let kind = inner.said("resourceType");
                    self.resource(&source.inside(inner), entry.said("fullUrl"), kind, sink);
                }
                self.bundle_ends(root, sink);
            }
            _ => {
                if let Some(party) = known::party(root, source) {
                    self.known.keep(&names, party);
                }
                let answer = ANSWERS.into_iter().find(|a| *a == kind);
                self.without_claim.extend(answer.filter(|a| !self.without_claim.contains(a)));
            }
        }
    }

    /// Gives a claim whose references are all known; the others wait for the end.
    fn settle(&mut self, mut draft: Draft, sink: &mut dyn Sink) {
        draft.whole = self.whole;
        if draft.follow(&self.known) && draft.answers.is_none() {
            self.give(draft, sink);
        } else {
            self.waiting.push(draft);
        }
    }

    fn give(&mut self, draft: Draft, sink: &mut dyn Sink) {
        self.given += 1;
        sink.claim(draft.done());
    }

    /// A Bundle is at its end. References are followed inside of it, so that another one may use
    /// the same names; the pages of a search belong together.
    fn bundle_ends(&mut self, bundle: &Value<'_>, sink: &mut dyn Sink) {
        let whole = matches!(
            bundle.said("type"),
            "collection" | "document" | "message" | "transaction" | "batch"
        );
        if whole && bundle.said("resourceType") == "Bundle" && self.file.is_empty() {
            self.give_waiting(sink);
            self.known = Known::default();
            self.claims.clear();
            self.billed.clear();
            self.given_before = self.given;
        }
    }

    /// No part follows.
    pub fn end(&mut self, sink: &mut dyn Sink) {
        self.give_waiting(sink);
        self.close(sink);
    }

    /// Gives every claim that waits for what it refers to.
    fn give_waiting(&mut self, sink: &mut dyn Sink) {
        let encounters = std::mem::take(&mut self.encounters);
        let billed = |names: &[Box<str>]| names.iter().any(|n| self.billed.contains(n));
        let lone = self.given == self.given_before && self.waiting.is_empty();
        let visits = encounter::claims(encounters, billed, lone, sink);
        for mut draft in std::mem::take(&mut self.waiting).into_iter().chain(visits) {
            draft.whole = self.whole;
            if draft.answers.as_ref().is_some_and(|c| self.claims.contains(c)) {
                continue;
            }
            // A coverage may lead to a payer that is to be followed in turn.
            let done = draft.follow(&self.known) || draft.follow(&self.known);
            if !done && draft.give_up() {
                self.without_patient += 1;
            }
            self.give(draft, sink);
        }
    }

    fn close(&mut self, sink: &mut dyn Sink) {
        let position = Position::default();
        if self.without_patient > 0 {
            let message = format!(
                "the Patient of {} is not in the document: age and sex are not checked",
                if self.without_patient == 1 {
                    "a claim".to_owned()
                } else {
                    format!("{} claims", self.without_patient)
                }
            );
            sink.problem(Problem::note(position, message));
        }
        if self.given == 0 {
            let message = match self.without_claim.as_slice() {
                [] if !self.any => "the file is empty".to_owned(),
                [] => "no Claim, ExplanationOfBenefit, Encounter, Condition or Procedure is found"
                    .to_owned(),
                [one, ..] => format!("{one} is a payer's answer, not a claim"),
            };
            sink.problem(Problem::error(position, message));
        }
    }
}

/// The text of a part; bytes that are not UTF-8 make it unreadable.
pub(crate) fn text<'a>(part: &Element<'a>, sink: &mut dyn Sink) -> Option<&'a str> {
    match std::str::from_utf8(part.bytes) {
        Ok(text) => Some(text),
        Err(e) => {
            let position = Position { byte: part.byte + e.valid_up_to() as u64, ..Position::default() };
            sink.problem(Problem::error(position, "a byte is not UTF-8, as JSON must be"));
            None
        }
    }
}

/// The position of a byte of a part.
pub(crate) fn position(part: &Element<'_>, text: &str, at: usize) -> Position {
    let inside = Position::of(text.as_bytes(), at);
    let column = if inside.line == 1 { inside.column + part.column - 1 } else { inside.column };
    Position { byte: part.byte + at as u64, line: part.line + inside.line - 1, column }
}
