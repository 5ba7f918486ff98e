//! NM1, N3, N4, PER, REF, PRV: who someone is and where.

use super::out::Out;
use medcode_model::{Address, Contact, Name, Provider};

/// NM1 of anyone.
pub(super) fn named(entity: &str, name: &Name, qualifier: &str, id: &str, out: &mut Out) {
    let mut seg = out
        .segment("NM1")
        .text(entity)
        .text(if name.person { "1" } else { "2" })
        .text(&name.last)
        .text(&name.first)
        .text(&name.middle)
        .blank(1)
        .text(&name.suffix);
    if !id.is_empty() {
        seg = seg.text(qualifier).text(id);
    }
    seg.end();
}

/// N3 and N4, where there is an address.
pub(super) fn address(address: Option<&Address>, out: &mut Out) {
    let Some(a) = address else { return };
    out.segment("N3").text(&a.street).text(&a.second).end();
    out.segment("N4").text(&a.city).text(&a.state).text(&a.postal).text(&a.country).end();
}

/// PER, where there is anything to say.
pub(super) fn contact(contact: &Contact, out: &mut Out) {
    let ways = [("TE", &contact.phone), ("EM", &contact.email)];
    if ways.iter().all(|(_, said)| said.is_empty()) {
        return;
    }
    let mut seg = out.segment("PER").text("IC").text(&contact.name);
    for (kind, said) in ways.iter().filter(|(_, said)| !said.is_empty()) {
        seg = seg.text(kind).text(said);
    }
    seg.end();
}

/// REF, where there is a number.
pub(super) fn reference(qualifier: &str, number: &str, out: &mut Out) {
    if !number.is_empty() {
        out.segment("REF").text(qualifier).text(number).end();
    }
}

/// PRV, where there is a taxonomy code.
pub(super) fn taxonomy(kind: &str, code: &str, out: &mut Out) {
    if !code.is_empty() {
        out.segment("PRV").text(kind).text("PXC").text(code).end();
    }
}

/// NM1 of a provider.
pub(super) fn provider(entity: &str, provider: &Provider, out: &mut Out) {
    named(entity, &provider.name, "XX", &provider.npi, out);
}
