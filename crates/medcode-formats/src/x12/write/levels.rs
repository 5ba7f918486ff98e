//! The hierarchy: billing provider, subscriber, patient. A level is written once for all claims
//! below it.

use super::out::Out;
use super::{claim, parties};
use medcode_model::{Bill, Claim, ClaimKind, Coverage, Person, Provider, ProviderRole, Sex};

/// The levels that are open.
#[derive(Default)]
pub(super) struct Levels<'a> {
    number: u32,
    billing: Option<(&'a Bill, u32)>,
}

impl<'a> Levels<'a> {
    /// Writes a claim, below the levels it needs.
    pub(super) fn claim(&mut self, claim: &'a Claim, bill: &'a Bill, kind: ClaimKind, out: &mut Out) {
        let provider = self.billing(bill, out);
        let dependent = bill.patient.as_ref();
        let subscriber = self.level(Some(provider), "22", dependent.is_some(), out);
        coverage(&bill.coverage, dependent, claim, out);
        if let Some(patient) = dependent {
            self.level(Some(subscriber), "23", false, out);
            out.segment("PAT").text(&bill.coverage.relation).end();
            parties::named("QC", &patient.name, "", "", out);
            parties::address(patient.address.as_ref(), out);
            birth(patient, claim, out);
        }
        claim::claim(claim, bill, kind, out);
    }

    fn billing(&mut self, bill: &'a Bill, out: &mut Out) -> u32 {
        let of = |b: &'a Bill| (b.provider(ProviderRole::Billing), b.pay_to.as_ref());
        if let Some((open, number)) = self.billing
            && of(open) == of(bill)
        {
            return number;
        }
        let number = self.level(None, "20", true, out);
        if let Some(provider) = bill.provider(ProviderRole::Billing) {
            billing_provider(provider, out);
        }
        if let Some(pay_to) = &bill.pay_to {
            let person = bill.provider(ProviderRole::Billing).is_some_and(|p| p.name.person);
            out.segment("NM1").text("87").text(if person { "1" } else { "2" }).end();
            parties::address(Some(pay_to), out);
        }
        self.billing = Some((bill, number));
        number
    }

    fn level(&mut self, above: Option<u32>, code: &str, children: bool, out: &mut Out) -> u32 {
        self.number += 1;
        let above = above.map_or_else(String::new, |n| n.to_string());
        out.segment("HL")
            .text(&self.number.to_string())
            .text(&above)
            .text(code)
            .text(if children { "1" } else { "0" })
            .end();
        self.number
    }
}

fn billing_provider(provider: &Provider, out: &mut Out) {
    parties::taxonomy("BI", &provider.taxonomy, out);
    parties::provider("85", provider, out);
    parties::address(provider.address.as_ref(), out);
    parties::reference(if provider.tax_is_ssn { "SY" } else { "EI" }, &provider.tax, out);
    if let Some(contact) = &provider.contact {
        parties::contact(contact, out);
    }
}

fn coverage(coverage: &Coverage, dependent: Option<&Person>, claim: &Claim, out: &mut Out) {
    out.segment("SBR")
        .letter(coverage.order)
        .text(if dependent.is_none() { "18" } else { "" })
        .text(&coverage.group)
        .text(if coverage.group.is_empty() { &coverage.plan } else { "" })
        .text(&coverage.medicare_secondary)
        .blank(3)
        .text(&coverage.filing)
        .end();
    let subscriber = &coverage.subscriber;
    parties::named("IL", &subscriber.name, "MI", &coverage.member, out);
    parties::address(subscriber.address.as_ref(), out);
    if dependent.is_none() {
        birth(subscriber, claim, out);
    }
    let payer = &coverage.payer;
    out.segment("NM1").text("PR").text("2").text(&payer.name).blank(4).text("PI").text(&payer.id).end();
    parties::address(payer.address.as_ref(), out);
}

/// DMG of the patient, where the day of birth is known.
fn birth(person: &Person, claim: &Claim, out: &mut Out) {
    let born = person.born.or(claim.patient.born);
    let sex = match person.sex.or(claim.patient.sex) {
        Some(Sex::Female) => "F",
        Some(Sex::Male) => "M",
        None => "U",
    };
    if born.is_some() {
        out.segment("DMG").text("D8").day(born).text(sex).end();
    }
}
