//! The levels above a claim: submitter, receiver, billing provider, subscriber, patient.

use super::parts::{address, contact, coverage, name, payer, provider, text};
use super::{Bills, Whose};
use crate::x12::Segment;
use crate::x12::claim::values::{date, sex};
use medcode_model::{Bill, Coverage, Person, Provider, ProviderRole};

impl Bills {
    pub(super) fn begin_level(&mut self, code: &str) {
        self.whose = Whose::Nobody;
        match code {
            "20" => {
                self.above.providers = vec![Provider::default()];
                self.above.pay_to = None;
                (self.above.coverage, self.above.patient) = (Coverage::default(), None);
            }
            "22" => (self.above.coverage, self.above.patient) = (Coverage::default(), None),
            "23" => self.above.patient = Some(Person::default()),
            _ => {}
        }
    }

    pub(super) fn take_above(&mut self, segment: &Segment<'_>) {
        let bill = &mut self.above;
        match segment.name() {
            "NM1" => self.whose = named(segment, bill),
            "SBR" => bill.coverage = coverage(segment),
            "PAT" if bill.patient.is_some() && !segment.element(1).is_empty() => {
                bill.coverage.relation = text(segment, 1);
            }
            "PRV" if segment.element(1) == "BI" => {
                if let Some(billing) = bill.providers.first_mut() {
                    billing.taxonomy = text(segment, 3);
                }
            }
            "N3" | "N4" => self.address(segment),
            "PER" => self.contact(segment),
            "REF" if self.whose == Whose::Provider(ProviderRole::Billing) => {
                if let (Some(billing), "EI" | "SY") = (bill.providers.first_mut(), segment.element(1)) {
                    billing.tax = text(segment, 2);
                    billing.tax_is_ssn = segment.element(1) == "SY";
                }
            }
            "DMG" => {
                let person = bill.patient.as_mut().unwrap_or(&mut bill.coverage.subscriber);
                (person.born, person.sex) = (date(segment.element(2)), sex(segment.element(3)));
            }
            _ => {}
        }
    }

    fn address(&mut self, segment: &Segment<'_>) {
        let bill = &mut self.above;
        let into = match self.whose {
            Whose::Provider(_) => bill.providers.first_mut().map(|p| &mut p.address),
            Whose::PayTo => Some(&mut bill.pay_to),
            Whose::Subscriber => Some(&mut bill.coverage.subscriber.address),
            Whose::Payer => Some(&mut bill.coverage.payer.address),
            Whose::Patient => bill.patient.as_mut().map(|p| &mut p.address),
            _ => None,
        };
        if let Some(into) = into {
            address(segment, into);
        }
    }

    fn contact(&mut self, segment: &Segment<'_>) {
        match self.whose {
            Whose::Submitter => self.above.contact = contact(segment),
            Whose::Provider(_) => {
                if let Some(billing) = self.above.providers.first_mut() {
                    billing.contact = Some(contact(segment));
                }
            }
            _ => {}
        }
    }
}

/// NM1 above a claim: whose segments follow.
fn named(segment: &Segment<'_>, bill: &mut Bill) -> Whose {
    match segment.element(1) {
        "41" => {
            (bill.submitter, bill.submitter_id) = (name(segment), text(segment, 9));
            Whose::Submitter
        }
        "40" => {
            (bill.receiver, bill.receiver_id) = (text(segment, 3), text(segment, 9));
            Whose::Other
        }
        "85" => {
            let taxonomy = bill.providers.first().map(|p| p.taxonomy.clone()).unwrap_or_default();
            let billing = Provider { taxonomy, ..provider(segment, ProviderRole::Billing) };
            bill.providers = vec![billing];
            Whose::Provider(ProviderRole::Billing)
        }
        "87" => Whose::PayTo,
        "IL" => {
            bill.coverage.subscriber.name = name(segment);
            bill.coverage.member = text(segment, 9);
            Whose::Subscriber
        }
        "PR" => {
            bill.coverage.payer = payer(segment);
            Whose::Payer
        }
        "QC" => {
            bill.patient.get_or_insert_default().name = name(segment);
            Whose::Patient
        }
        _ => Whose::Other,
    }
}
