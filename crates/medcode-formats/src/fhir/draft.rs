//! A claim whose references are still to be followed.

use super::claim;
use super::known::{Known, Party};
use super::source::Mark;
use crate::json::Value;
use crate::who;
use medcode_model::{
    At, Bill, Claim, ClaimKind, Code, CodeSaid, Coverage, Declared, Provider, ProviderRole,
};

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
    /// The payer, the coverage and the subscriber: 0 that of the claim, then the others.
    Payer(usize),
    Coverage(usize),
    Subscriber(usize),
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
    pub(super) whole: bool,
    /// The Claim that this one is the answer to.
    pub(super) answers: Option<Box<str>>,
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
    pub(super) fn follow(&mut self, known: &Known) -> bool {
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
            (Wanted::Subscriber(n), Party::Patient(person)) => {
                self.coverage(n).subscriber = (**person).clone();
            }
            (Wanted::Payer(n), Party::Provider { id, who, .. }) => {
                self.payer_number(n, id);
                let payer = &mut self.coverage(n).payer;
                payer.name = who.name.last.clone();
                payer.address = who.address.clone();
            }
            (Wanted::Coverage(n), Party::Coverage { payer, refers, subscriber, of }) => {
                self.covered(n, of);
                if let Some(id) = payer {
                    self.payer_number(n, id);
                }
                let nameless = n == 0 && self.claim.payer.is_empty() || self.whole;
                let payers = refers.iter().filter(|_| nameless);
                self.wanted.extend(payers.map(|r| (Wanted::Payer(n), r.clone())));
                let subscriber = subscriber.iter().filter(|_| self.whole);
                self.wanted.extend(subscriber.map(|s| (Wanted::Subscriber(n), s.clone())));
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

    /// The coverage the claim is sent under, or another one by its number from 1.
    fn coverage(&mut self, n: usize) -> &mut Coverage {
        let Some(other) = n.checked_sub(1) else { return &mut self.bill.coverage };
        let others = &mut self.bill.others;
        others.resize_with(others.len().max(n), Coverage::default);
        &mut others[other]
    }

    /// What a Coverage says; its payer may be known already, its order from where it stands.
    fn covered(&mut self, n: usize, of: &Coverage) {
        let known = self.coverage(n);
        let (payer, stands) = (std::mem::take(&mut known.payer), known.order);
        *known = Coverage { payer, order: of.order.or(stands), ..of.clone() };
    }

    /// The number of a payer, where none is known yet.
    fn payer_number(&mut self, n: usize, id: &str) {
        let known = match n {
            0 => &mut self.claim.payer,
            _ => &mut self.coverage(n).payer.id,
        };
        if known.is_empty() {
            *known = id.into();
        }
    }

    /// Coverages in the order of the claim, the one it is sent under at `focal`; where a Coverage
    /// does not tell its order, it is that in which they stand.
    pub(super) fn insured(&mut self, insurances: &[&Value<'_>], focal: usize) {
        let others = (0..insurances.len()).filter(|n| *n != focal);
        for (slot, n) in std::iter::once(focal).chain(others).enumerate() {
            let Some(coverage) = insurances.get(n).and_then(|i| i.get("coverage")) else { continue };
            self.coverage(slot).order = Some(['P', 'S', 'T'].get(n).copied().unwrap_or('U'));
            self.want(Wanted::Coverage(slot), coverage);
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
    pub(super) fn done(self) -> Claim {
        let (mut claim, mut bill) = (self.claim, self.bill);
        // Of a Coverage that is not in the document nothing is known but where it stands.
        let known = |c: &Coverage| *c != Coverage { order: c.order, ..Coverage::default() };
        bill.others.retain(known);
        if !known(&bill.coverage) {
            bill.coverage.order = None;
        }
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
    pub(super) fn give_up(&mut self) -> bool {
        let mut patient = false;
        for (wanted, reference) in std::mem::take(&mut self.wanted) {
            match wanted {
                Wanted::Patient => {
                    patient = true;
                    self.claim.elsewhere.patient = true;
                }
                Wanted::Billing => self.claim.elsewhere.billing = true,
                Wanted::Payer(0) if self.claim.payer.is_empty() => {
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
