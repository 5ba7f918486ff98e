//! Loop 2400: service lines, their drugs, providers and earlier decisions.

use super::claim::{on, provider};
use super::coverage::adjustments;
use super::out::{Out, day, quantity};
use super::parties;
use medcode_model::{Bill, Claim, ClaimKind, DecidedLine, Declared, ServiceLine};

/// One line.
pub(super) fn line(line: &ServiceLine, claim: &Claim, bill: &Bill, kind: ClaimKind, out: &mut Out) {
    out.segment("LX").text(&line.number.to_string()).end();
    match kind {
        ClaimKind::Institutional => sv2(line, out),
        _ => sv1(line, claim, out),
    }
    match (line.from, line.to) {
        (Some(from), Some(to)) if from != to => {
            let days = format!("{}-{}", day(from), day(to));
            out.segment("DTP").text("472").text("RD8").text(&days).end();
        }
        (from, to) => on("472", from.or(to), out),
    }
    if let Some(control) = &line.control {
        parties::reference("6R", control, out);
    }
    drug(line, bill, out);
    let institutional = kind == ClaimKind::Institutional;
    for (_, p) in bill.line_providers.iter().filter(|(n, _)| *n == line.number) {
        provider(p, institutional, out);
    }
    for decided in bill.decided.iter().filter(|d| d.line == line.number) {
        self::decided(decided, line, out);
    }
}

/// The components of a code: qualifier, code, modifiers.
fn code(line: &ServiceLine) -> Vec<&str> {
    let Some(code) = &line.code else { return Vec::new() };
    let qualifier = match &code.system {
        Declared::Other(name) => name,
        // Rate codes of skilled nursing, home health and rehabilitation.
        _ if matches!(line.revenue.as_deref(), Some("0022" | "0023" | "0024")) => "HP",
        _ => "HC",
    };
    let modifiers = line.modifiers.iter().map(AsRef::as_ref).take(4);
    [qualifier, &*code.text].into_iter().chain(modifiers).collect()
}

fn sv1(line: &ServiceLine, claim: &Claim, out: &mut Out) {
    let place = line.place.as_deref().filter(|p| *p != &*claim.place).unwrap_or("");
    let pointers: Vec<String> = line.pointers.iter().map(u8::to_string).collect();
    let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
    out.segment("SV1")
        .parts(&code(line))
        .amount(line.charge)
        .text(line.unit.as_deref().unwrap_or("UN"))
        .quantity(line.quantity)
        .text(place)
        .blank(1)
        .parts(&pointers)
        .end();
}

fn sv2(line: &ServiceLine, out: &mut Out) {
    out.segment("SV2")
        .text(line.revenue.as_deref().unwrap_or(""))
        .parts(&code(line))
        .amount(line.charge)
        .text(line.unit.as_deref().unwrap_or("UN"))
        .quantity(line.quantity)
        .end();
}

fn drug(line: &ServiceLine, bill: &Bill, out: &mut Out) {
    let Some(ndc) = &line.ndc else { return };
    out.segment("LIN").blank(1).text("N4").text(ndc).end();
    if let Some(amount) = bill.drugs.iter().find(|d| d.line == line.number) {
        out.segment("CTP").blank(3).quantity(amount.quantity).parts(&[&amount.unit]).end();
    }
}

fn decided(decided: &DecidedLine, line: &ServiceLine, out: &mut Out) {
    let procedure: Vec<&str> = decided.procedure.iter().map(AsRef::as_ref).collect();
    out.segment("SVD")
        .text(&decided.payer)
        .amount(decided.paid)
        .parts(if procedure.is_empty() { &[] } else { &procedure })
        .text(line.revenue.as_deref().unwrap_or(""))
        .text(&decided.quantity.or(line.quantity).map_or_else(String::new, quantity))
        .end();
    adjustments(&decided.adjustments, out);
    on("573", decided.on, out);
}
