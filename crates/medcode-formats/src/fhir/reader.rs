//! From resources to claims: what a claim refers to may stand before or after it.

use super::draft::Draft;
use super::encounter::Encounters;
use super::known::{self, Known, Party};
use super::source::Source;
use super::system::{coding, said};
use super::{claim, encounter};
use crate::Sink;
use crate::json::{Element, Value, parse};
use medcode_model::{Position, Problem};
use std::collections::HashSet;

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
