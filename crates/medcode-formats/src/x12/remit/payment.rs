//! 835: payments, claim by claim.

use super::{Remit, balance};
use crate::x12::Segment;
use crate::x12::claim::{adjustments, date, thousandths};
use medcode_model::{Cents, PaidClaim, PaidLine, Payment, ProviderAdjustment, Remark};

/// Reads payments as segments go by.
#[derive(Default)]
pub(super) struct Payments {
    inside: bool,
    payment: Payment,
    /// Sum of what the claims were paid.
    paid: i64,
    others: Vec<ProviderAdjustment>,
    claim: Option<PaidClaim>,
    in_line: bool,
    /// The party that REF speaks of.
    party: Party,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Party {
    #[default]
    None,
    Payer,
    Payee,
}

impl Payments {
    pub(super) fn take(&mut self, segment: &Segment<'_>, sink: &mut dyn Remit) {
        match segment.name() {
            "ST" => {
                self.end(sink);
                *self = Self { inside: segment.element(1) == "835", ..Self::default() };
                self.payment.at = segment.at(0);
            }
            _ if !self.inside => {}
            "SE" | "GE" | "IEA" => self.end(sink),
            "CLP" => {
                self.flush(sink);
                self.claim = Some(begin(segment));
                self.in_line = false;
            }
            // A new group of claims, or what stands behind the last one.
            "LX" => self.flush(sink),
            "PLB" => {
                self.flush(sink);
                self.others.extend(provider_adjustments(segment));
            }
            _ => match &mut self.claim {
                Some(claim) => of_claim(segment, claim, &mut self.in_line),
                None => self.head(segment),
            },
        }
    }

    /// No segment follows, or another transaction does.
    pub(super) fn end(&mut self, sink: &mut dyn Remit) {
        self.flush(sink);
        if std::mem::take(&mut self.inside) {
            let wrong = balance::of_payment(&self.payment, self.paid, &self.others);
            sink.payment(&self.payment, &self.others, wrong);
        }
    }

    fn flush(&mut self, sink: &mut dyn Remit) {
        if let Some(claim) = self.claim.take() {
            self.paid += claim.paid.unwrap_or_default().0;
            sink.paid(&self.payment, claim);
        }
    }

    fn head(&mut self, segment: &Segment<'_>) {
        let payment = &mut self.payment;
        match segment.name() {
            "BPR" => {
                let total = Cents::parse(segment.element(2));
                let debit = segment.element(3) == "D";
                payment.total = total.map(|t| if debit { Cents(-t.0) } else { t });
                payment.method = segment.element(4).into();
                payment.on = date(segment.element(16));
            }
            "TRN" => payment.trace = segment.element(2).into(),
            "N1" => {
                let (name, id) = (segment.element(2).into(), segment.element(4).into());
                self.party = match segment.element(1) {
                    "PR" => {
                        (payment.payer, payment.payer_id) = (name, id);
                        Party::Payer
                    }
                    "PE" => {
                        (payment.payee, payment.payee_id) = (name, id);
                        Party::Payee
                    }
                    _ => Party::None,
                };
            }
            "REF" if self.party == Party::Payer && payment.payer_id.is_empty() => {
                payment.payer_id = segment.element(2).into();
            }
            _ => {}
        }
    }
}

fn begin(segment: &Segment<'_>) -> PaidClaim {
    PaidClaim {
        id: segment.element(1).into(),
        status: segment.element(2).into(),
        charge: Cents::parse(segment.element(3)),
        paid: Cents::parse(segment.element(4)),
        patient_owes: Cents::parse(segment.element(5)),
        control: segment.element(7).into(),
        at: segment.at(0),
        ..PaidClaim::default()
    }
}

fn of_claim(segment: &Segment<'_>, claim: &mut PaidClaim, in_line: &mut bool) {
    if segment.name() == "SVC" {
        claim.lines.push(service(segment));
        *in_line = true;
        return;
    }
    match claim.lines.last_mut().filter(|_| *in_line) {
        Some(line) => of_line(segment, line),
        None => of_claim_itself(segment, claim),
    }
}

fn of_claim_itself(segment: &Segment<'_>, claim: &mut PaidClaim) {
    match segment.name() {
        "CAS" => claim.adjustments.extend(adjustments(segment)),
        "MIA" => remarks(segment, &[5, 20, 21, 22, 23], &mut claim.remarks),
        "MOA" => remarks(segment, &[3, 4, 5, 6, 7], &mut claim.remarks),
        "DTM" => match segment.element(1) {
            "232" => claim.from = date(segment.element(2)),
            "233" => claim.to = date(segment.element(2)),
            _ => {}
        },
        _ => {}
    }
}

fn remarks(segment: &Segment<'_>, elements: &[u16], into: &mut Vec<Remark>) {
    for n in elements {
        let code = segment.element(usize::from(*n));
        if !code.is_empty() {
            into.push(Remark { code: code.into(), at: segment.at(*n) });
        }
    }
}

fn service(segment: &Segment<'_>) -> PaidLine {
    PaidLine {
        system: segment.component(1, 1).into(),
        code: segment.component(1, 2).into(),
        modifiers: segment
            .components(1)
            .skip(2)
            .take(4)
            .filter(|m| !m.is_empty())
            .map(Into::into)
            .collect(),
        billed: segment.component(6, 2).into(),
        charge: Cents::parse(segment.element(2)),
        paid: Cents::parse(segment.element(3)),
        revenue: segment.element(4).into(),
        // Where no count is given one unit is meant.
        quantity: thousandths(segment.element(5)),
        at: segment.at(0),
        ..PaidLine::default()
    }
}

fn of_line(segment: &Segment<'_>, line: &mut PaidLine) {
    match segment.name() {
        "CAS" => line.adjustments.extend(adjustments(segment)),
        "DTM" => {
            let day = date(segment.element(2));
            match segment.element(1) {
                "472" => (line.from, line.to) = (day, day),
                "150" => line.from = day,
                "151" => line.to = day,
                _ => {}
            }
        }
        "REF" if segment.element(1) == "6R" => line.control = segment.element(2).into(),
        "AMT" if segment.element(1) == "B6" => line.allowed = Cents::parse(segment.element(2)),
        "LQ" if segment.element(1) == "HE" => remarks(segment, &[2], &mut line.remarks),
        _ => {}
    }
}

/// PLB: a provider, then reason and amount up to six times.
fn provider_adjustments(segment: &Segment<'_>) -> Vec<ProviderAdjustment> {
    (0..6u16)
        .map(|n| n * 2 + 3)
        .filter(|n| !segment.component(usize::from(*n), 1).is_empty())
        .map(|n| ProviderAdjustment {
            provider: segment.element(1).into(),
            reason: segment.component(usize::from(n), 1).into(),
            reference: segment.component(usize::from(n), 2).into(),
            amount: Cents::parse(segment.element(usize::from(n) + 1)).unwrap_or_default(),
            at: segment.at(n),
        })
        .collect()
}
