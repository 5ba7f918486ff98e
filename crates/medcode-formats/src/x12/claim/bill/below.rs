//! A claim and its lines: references, dates, providers, other coverages, earlier decisions.

use super::parts::{address, adjustments, coverage, name, payer, provider, role, text};
use super::{Bills, Whose};
use crate::x12::Segment;
use crate::x12::claim::values::{date, thousandths};
use medcode_model::{Bill, BillCode, Cents, Coverage, Decided, DecidedLine, DrugAmount};

/// CLM.
pub(super) fn clm(segment: &Segment<'_>, bill: &mut Bill) {
    let letter = |element: usize| segment.element(element).chars().next();
    (bill.signed, bill.assignment) = (letter(6), letter(7));
    (bill.benefits_assigned, bill.release) = (letter(8), letter(9));
    bill.causes = segment.components(11).take(3).filter(|c| !c.is_empty()).map(Into::into).collect();
    bill.accident_state = segment.component(11, 4).into();
}

impl Bills {
    pub(super) fn of_claim(&mut self, segment: &Segment<'_>, bill: &mut Bill) {
        match segment.name() {
            "SBR" => {
                bill.others.push(coverage(segment));
                self.whose = Whose::Nobody;
            }
            "NM1" => self.whose = named(segment, bill),
            _ if bill.others.is_empty() => self.of_claim_itself(segment, bill),
            _ => self.of_other(segment, bill),
        }
    }

    fn of_claim_itself(&self, segment: &Segment<'_>, bill: &mut Bill) {
        match (segment.name(), self.whose) {
            ("DTP", _) => dates(segment, bill),
            ("REF", Whose::Nobody) => reference(segment, bill),
            ("AMT", _) if segment.element(1) == "F5" => {
                bill.patient_paid = Cents::parse(segment.element(2));
            }
            ("CL1", _) => {
                let stay = &mut bill.stay;
                (stay.kind, stay.source) = (text(segment, 1), text(segment, 2));
            }
            ("HI", _) => bill.codes.extend((1..=12).filter_map(|n| bill_code(segment, n))),
            ("PRV", Whose::Provider(_)) => {
                if let Some(last) = bill.providers.last_mut() {
                    last.taxonomy = text(segment, 3);
                }
            }
            ("N3" | "N4", Whose::Provider(_)) => {
                if let Some(last) = bill.providers.last_mut() {
                    address(segment, &mut last.address);
                }
            }
            _ => {}
        }
    }

    /// Below SBR: another coverage.
    fn of_other(&self, segment: &Segment<'_>, bill: &mut Bill) {
        let Some(other) = bill.others.last_mut() else { return };
        let amount = || Cents::parse(segment.element(2));
        match (segment.name(), self.whose) {
            ("CAS", _) => decided(other).adjustments.extend(adjustments(segment)),
            ("AMT", _) if segment.element(1) == "D" => decided(other).paid = amount(),
            ("AMT", _) if segment.element(1) == "EAF" => decided(other).patient_owes = amount(),
            ("DTP", _) if segment.element(1) == "573" => decided(other).on = date(segment.element(3)),
            ("N3" | "N4", Whose::OtherSubscriber) => address(segment, &mut other.subscriber.address),
            ("N3" | "N4", Whose::OtherPayer) => address(segment, &mut other.payer.address),
            _ => {}
        }
    }

    pub(super) fn of_line(&mut self, segment: &Segment<'_>, line: u32, bill: &mut Bill) {
        match segment.name() {
            "LX" => self.whose = Whose::Nobody,
            "NM1" => {
                let role = role(segment.element(1));
                self.whose = role.map_or(Whose::Other, Whose::Provider);
                bill.line_providers.extend(role.map(|r| (line, provider(segment, r))));
            }
            "PRV" | "N3" | "N4" if matches!(self.whose, Whose::Provider(_)) => {
                let Some((_, last)) = bill.line_providers.last_mut() else { return };
                match segment.name() {
                    "PRV" => last.taxonomy = text(segment, 3),
                    _ => address(segment, &mut last.address),
                }
            }
            "CTP" => bill.drugs.push(DrugAmount {
                line,
                quantity: thousandths(segment.element(4)),
                unit: segment.component(5, 1).into(),
            }),
            "SVD" => bill.decided.push(decided_line(segment, line)),
            "CAS" | "DTP" => {
                let Some(last) = bill.decided.last_mut().filter(|d| d.line == line) else { return };
                match (segment.name(), segment.element(1)) {
                    ("CAS", _) => last.adjustments.extend(adjustments(segment)),
                    (_, "573") => last.on = date(segment.element(3)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

fn decided(coverage: &mut Coverage) -> &mut Decided {
    coverage.decided.get_or_insert_default()
}

fn decided_line(segment: &Segment<'_>, line: u32) -> DecidedLine {
    DecidedLine {
        line,
        payer: text(segment, 1),
        paid: Cents::parse(segment.element(2)),
        procedure: segment.components(3).filter(|c| !c.is_empty()).map(Into::into).collect(),
        quantity: thousandths(segment.element(5)),
        ..DecidedLine::default()
    }
}

fn named(segment: &Segment<'_>, bill: &mut Bill) -> Whose {
    let entity = segment.element(1);
    let Some(other) = bill.others.last_mut() else {
        let Some(role) = role(entity) else { return Whose::Other };
        bill.providers.push(provider(segment, role));
        return Whose::Provider(role);
    };
    match entity {
        "IL" => {
            (other.subscriber.name, other.member) = (name(segment), text(segment, 9));
            Whose::OtherSubscriber
        }
        "PR" => {
            other.payer = payer(segment);
            Whose::OtherPayer
        }
        _ => Whose::Other,
    }
}

fn dates(segment: &Segment<'_>, bill: &mut Bill) {
    let said = segment.element(3);
    match segment.element(1) {
        "431" => bill.onset = date(said),
        "439" => bill.accident = date(said),
        "484" => bill.last_period = date(said),
        "096" if segment.element(2) == "TM" => bill.stay.discharged_at = said.into(),
        "096" => bill.discharged = date(said),
        "435" if segment.element(2) == "DT" => {
            bill.stay.admitted_at = said.get(8..).unwrap_or_default().into();
        }
        _ => {}
    }
}

fn reference(segment: &Segment<'_>, bill: &mut Bill) {
    let into = match segment.element(1) {
        "9F" => &mut bill.referral,
        "G1" => &mut bill.authorisation,
        "F8" => &mut bill.original,
        "X4" => &mut bill.clia,
        "EA" => &mut bill.record,
        _ => return,
    };
    *into = text(segment, 2);
}

/// An element of HI that holds a code of the uniform bill.
fn bill_code(segment: &Segment<'_>, element: usize) -> Option<BillCode> {
    let part = |n: usize| segment.component(element, n);
    let code: Box<str> = part(2).into();
    Some(match part(1) {
        "BG" => BillCode::Condition(code),
        "BH" => BillCode::Occurrence(code, date(part(4))),
        "BI" => {
            let (from, to) = part(4).split_once('-').unwrap_or((part(4), ""));
            BillCode::Span(code, date(from), date(to))
        }
        "BE" => BillCode::Value(code, Cents::parse(part(5))),
        _ => return None,
    })
}
