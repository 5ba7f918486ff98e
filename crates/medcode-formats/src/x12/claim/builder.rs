//! From segments to claims: what stands above a claim (provider, subscriber, patient) holds for
//! all claims below it, until the next of its level.

use super::bill::Bills;
use super::values::{date, npi, period, sex};
use super::{diagnosis, line};
use crate::x12::{Segment, Sink};
use medcode_model::{Cents, Claim, ClaimKind, Npi, Patient, ServiceLine};

/// Reads claims as segments go by.
#[derive(Default)]
pub struct Claims {
    /// Of an 837.
    inside: bool,
    /// Of the group, for transactions that do not say theirs.
    version: Box<str>,
    kind: ClaimKind,
    made: Option<medcode_model::Date>,
    billing: Option<Npi>,
    payer: Box<str>,
    patient: Patient,
    /// The level of the hierarchy: `20`, `22`, `23`.
    level: Level,
    claim: Option<Claim>,
    in_line: bool,
    /// Below SBR: what follows is another payer's until the lines.
    in_other: bool,
    /// Where the bill is wanted too.
    bills: Option<Bills>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Level {
    #[default]
    None,
    Provider,
    Subscriber,
    Patient,
}

impl Claims {
    /// Reads claims with their bills: who sends them, to whom, under which coverage.
    #[must_use]
    pub fn whole() -> Self {
        Self { bills: Some(Bills::default()), ..Self::default() }
    }

    /// Takes a segment; gives a claim to the sink once it is whole.
    pub fn take(&mut self, segment: &Segment<'_>, sink: &mut dyn Sink) {
        match segment.name() {
            "GS" => self.version = segment.element(8).into(),
            "ST" => self.open(segment, sink),
            "SE" | "GE" | "IEA" => {
                self.end(sink);
                self.inside = false;
            }
            _ if !self.inside => {}
            "BHT" => self.made = date(segment.element(4)),
            "HL" => {
                self.end(sink);
                self.level(segment.element(3));
                if let Some(bills) = &mut self.bills {
                    bills.level(segment.element(3));
                }
            }
            "CLM" => {
                self.end(sink);
                let mut claim = self.begin(segment);
                claim.bill = self.bills.as_mut().map(|b| b.begin(segment));
                self.claim = Some(claim);
                (self.in_line, self.in_other) = (false, false);
            }
            _ => self.part(segment),
        }
    }

    /// No segment follows: what is open is whole.
    pub fn end(&mut self, sink: &mut dyn Sink) {
        if let Some(mut claim) = self.claim.take() {
            let days = || claim.lines.iter().flat_map(|l| [l.from, l.to]).flatten();
            let (first, last) = (days().min(), days().max());
            claim.from = claim.from.or(first);
            claim.to = claim.to.or(last);
            sink.claim(claim);
        }
    }

    fn open(&mut self, segment: &Segment<'_>, sink: &mut dyn Sink) {
        self.end(sink);
        let bills = self.bills.is_some().then(Bills::default);
        let version = std::mem::take(&mut self.version);
        *self = Self { inside: segment.element(1) == "837", bills, version, ..Self::default() };
        let version = match segment.element(3) {
            "" => &*self.version,
            said => said,
        };
        self.kind = if version.contains("X223") {
            ClaimKind::Institutional
        } else if version.contains("X224") {
            ClaimKind::Dental
        } else {
            ClaimKind::Professional
        };
    }

    fn level(&mut self, code: &str) {
        self.level = match code {
            "20" => {
                self.billing = None;
                Level::Provider
            }
            "22" => {
                self.patient = Patient::default();
                self.payer = "".into();
                Level::Subscriber
            }
            "23" => {
                self.patient = Patient::default();
                Level::Patient
            }
            _ => Level::None,
        };
    }

    fn begin(&self, segment: &Segment<'_>) -> Claim {
        Claim {
            id: segment.element(1).into(),
            kind: self.kind,
            charge: Cents::parse(segment.element(2)),
            place: segment.component(5, 1).into(),
            frequency: segment.component(5, 3).into(),
            patient: self.patient.clone(),
            payer: self.payer.clone(),
            billing: self.billing.clone(),
            made: self.made,
            at: segment.at(0),
            ..Claim::default()
        }
    }

    /// A segment of a level or of a claim.
    fn part(&mut self, segment: &Segment<'_>) {
        match &mut self.claim {
            None => self.above(segment),
            Some(claim) => {
                if segment.name() == "LX" {
                    let number = claim.lines.len() as u32 + 1;
                    claim.lines.push(ServiceLine {
                        number,
                        at: segment.at(0),
                        ..ServiceLine::default()
                    });
                    self.in_line = true;
                } else if self.in_line {
                    if let Some(last) = claim.lines.last_mut() {
                        of_line(segment, last);
                    }
                } else if segment.name() == "SBR" {
                    self.in_other = true;
                } else if !self.in_other {
                    of_claim(segment, claim);
                }
                let line = if self.in_line { claim.lines.len() as u32 } else { 0 };
                if let (Some(bills), Some(bill)) = (&mut self.bills, claim.bill.as_deref_mut()) {
                    bills.below(segment, line, bill);
                    if let ("REF", "6R", Some(last)) =
                        (segment.name(), segment.element(1), claim.lines.last_mut())
                    {
                        last.control = Some(segment.element(2).into());
                    }
                }
            }
        }
    }

    fn above(&mut self, segment: &Segment<'_>) {
        if let Some(bills) = &mut self.bills {
            bills.above(segment);
        }
        match segment.name() {
            "NM1" => match segment.element(1) {
                "85" => self.billing = npi(segment),
                "PR" => self.payer = segment.element(9).into(),
                "IL" | "QC" => self.patient.key = who(segment),
                _ => {}
            },
            "DMG" => {
                self.patient.born = date(segment.element(2));
                self.patient.sex = sex(segment.element(3));
            }
            _ => {}
        }
    }
}

/// A key that is the same for the same name and number, and tells neither.
fn who(segment: &Segment<'_>) -> Box<str> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    for element in [3, 4, 5, 9] {
        segment.element(element).to_ascii_uppercase().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish()).into()
}

fn of_claim(segment: &Segment<'_>, claim: &mut Claim) {
    match segment.name() {
        "HI" => diagnosis::read(segment, claim),
        "CL1" => claim.discharge_status = segment.element(3).into(),
        "NM1" if matches!(segment.element(1), "82" | "71") => claim.rendering = npi(segment),
        "REF" if segment.element(1) == "G1" => claim.authorised = true,
        "REF" if segment.element(1) == "F8" => claim.original = segment.element(2).into(),
        "DTP" => {
            let (from, to) = period(segment);
            match segment.element(1) {
                "434" | "472" => (claim.from, claim.to) = (from, to),
                "435" => claim.admitted = from,
                _ => {}
            }
        }
        _ => {}
    }
}

fn of_line(segment: &Segment<'_>, line: &mut ServiceLine) {
    match segment.name() {
        "SV1" => line::professional(segment, line),
        "SV2" => line::institutional(segment, line),
        "SV3" => line::dental(segment, line),
        "NM1" if segment.element(1) == "82" => line.rendering = npi(segment),
        "LIN" if segment.element(2) == "N4" => line.ndc = Some(segment.element(3).into()),
        "DTP" if segment.element(1) == "472" => (line.from, line.to) = period(segment),
        _ => {}
    }
}
