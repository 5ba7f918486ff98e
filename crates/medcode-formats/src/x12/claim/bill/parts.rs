//! NM1, N3, N4, PER, SBR, CAS: the segments that recur.

use crate::x12::Segment;
use crate::x12::claim::values::thousandths;
use medcode_model::{
    Address, Adjustment, Cents, Contact, Coverage, Name, Payer, Provider, ProviderRole,
};

pub(super) fn text(segment: &Segment<'_>, element: usize) -> Box<str> {
    segment.element(element).into()
}

pub(super) fn name(segment: &Segment<'_>) -> Name {
    Name {
        last: text(segment, 3),
        first: text(segment, 4),
        middle: text(segment, 5),
        suffix: text(segment, 7),
        person: segment.element(2) == "1",
    }
}

pub(super) fn provider(segment: &Segment<'_>, role: ProviderRole) -> Provider {
    let npi = if segment.element(8) == "XX" { text(segment, 9) } else { "".into() };
    Provider { role, name: name(segment), npi, ..Provider::default() }
}

pub(super) fn payer(segment: &Segment<'_>) -> Payer {
    Payer { name: text(segment, 3), id: text(segment, 9), address: None }
}

/// The role of an entity code below a claim.
pub(super) fn role(entity: &str) -> Option<ProviderRole> {
    Some(match entity {
        "DN" => ProviderRole::Referring,
        "82" => ProviderRole::Rendering,
        "71" => ProviderRole::Attending,
        "72" => ProviderRole::Operating,
        "ZZ" => ProviderRole::OtherOperating,
        "77" => ProviderRole::Facility,
        "DQ" => ProviderRole::Supervising,
        _ => return None,
    })
}

/// N3 or N4 into an address.
pub(super) fn address(segment: &Segment<'_>, into: &mut Option<Address>) {
    let address = into.get_or_insert_default();
    if segment.name() == "N3" {
        (address.street, address.second) = (text(segment, 1), text(segment, 2));
    } else {
        (address.city, address.state) = (text(segment, 1), text(segment, 2));
        (address.postal, address.country) = (text(segment, 3), text(segment, 4));
    }
}

pub(super) fn contact(segment: &Segment<'_>) -> Contact {
    let mut contact = Contact { name: text(segment, 2), ..Contact::default() };
    for element in [3, 5, 7] {
        match segment.element(element) {
            "TE" => contact.phone = text(segment, element + 1),
            "EM" => contact.email = text(segment, element + 1),
            _ => {}
        }
    }
    contact
}

pub(super) fn coverage(segment: &Segment<'_>) -> Coverage {
    Coverage {
        order: segment.element(1).chars().next(),
        relation: text(segment, 2),
        group: text(segment, 3),
        plan: text(segment, 4),
        medicare_secondary: text(segment, 5),
        filing: text(segment, 9),
        ..Coverage::default()
    }
}

/// The adjustments of a CAS: a group, then reason, amount and quantity up to six times.
pub(in crate::x12) fn adjustments(segment: &Segment<'_>) -> Vec<Adjustment> {
    let mut out = Vec::new();
    for n in 0..6u16 {
        let element = usize::from(n) * 3 + 2;
        let reason = segment.element(element);
        if reason.is_empty() {
            continue;
        }
        out.push(Adjustment {
            group: text(segment, 1),
            reason: reason.into(),
            amount: Cents::parse(segment.element(element + 1)).unwrap_or_default(),
            quantity: thousandths(segment.element(element + 2)),
            at: segment.at(n * 3 + 2),
        });
    }
    out
}
