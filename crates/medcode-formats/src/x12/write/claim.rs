//! The claim itself: CLM, dates, references, codes, providers, other coverages, lines.

use super::out::{Out, day};
use super::{coverage, hi, line, parties};
use medcode_model::{Bill, Claim, ClaimKind, Date, Provider, ProviderRole};

/// Loop 2300 and all below it.
pub(super) fn claim(claim: &Claim, bill: &Bill, kind: ClaimKind, out: &mut Out) {
    let institutional = kind == ClaimKind::Institutional;
    clm(claim, bill, institutional, out);
    if institutional {
        stay(claim, bill, out);
    } else {
        dates(claim, bill, out);
        if bill.patient_paid.is_some() {
            out.segment("AMT").text("F5").amount(bill.patient_paid).end();
        }
    }
    parties::reference("9F", &bill.referral, out);
    parties::reference("G1", &bill.authorisation, out);
    parties::reference("F8", &bill.original, out);
    parties::reference("X4", &bill.clia, out);
    parties::reference("EA", &bill.record, out);
    hi::codes(claim, &bill.codes, kind, out);
    providers(bill, institutional, out);
    for other in &bill.others {
        coverage::other(other, bill, out);
    }
    for service in &claim.lines {
        line::line(service, claim, bill, kind, out);
    }
}

fn clm(claim: &Claim, bill: &Bill, institutional: bool, out: &mut Out) {
    let qualifier = if institutional { "A" } else { "B" };
    let causes: Vec<&str> = bill.causes.iter().map(AsRef::as_ref).take(3).collect();
    let mut related = causes.clone();
    if !bill.accident_state.is_empty() {
        related.resize(3, "");
        related.push(&bill.accident_state);
    }
    out.segment("CLM")
        .text(&claim.id)
        .amount(claim.charge)
        .blank(2)
        .parts(&[&claim.place, qualifier, &claim.frequency])
        .letter(bill.signed.filter(|_| !institutional))
        .letter(bill.assignment)
        .letter(bill.benefits_assigned)
        .letter(bill.release)
        .blank(1)
        .parts(if institutional { &[] } else { &related })
        .end();
}

/// A DTP of one day, where it is known.
pub(super) fn on(qualifier: &str, date: Option<Date>, out: &mut Out) {
    if date.is_some() {
        out.segment("DTP").text(qualifier).text("D8").day(date).end();
    }
}

fn dates(claim: &Claim, bill: &Bill, out: &mut Out) {
    on("431", bill.onset, out);
    on("439", bill.accident, out);
    on("484", bill.last_period, out);
    on("435", claim.admitted, out);
    on("096", bill.discharged, out);
}

/// DTP and CL1 of a stay or visit at a facility.
fn stay(claim: &Claim, bill: &Bill, out: &mut Out) {
    let stay = &bill.stay;
    if !stay.discharged_at.is_empty() {
        out.segment("DTP").text("096").text("TM").text(&stay.discharged_at).end();
    }
    if let (Some(from), Some(to)) = (claim.from, claim.to) {
        out.segment("DTP").text("434").text("RD8").text(&format!("{}-{}", day(from), day(to))).end();
    }
    if let Some(admitted) = claim.admitted {
        let (kind, at) =
            if stay.admitted_at.is_empty() { ("D8", "") } else { ("DT", &*stay.admitted_at) };
        out.segment("DTP").text("435").text(kind).text(&format!("{}{at}", day(admitted))).end();
    }
    let status = &claim.discharge_status;
    if [&stay.kind, &stay.source, status].iter().any(|t| !t.is_empty()) {
        out.segment("CL1").text(&stay.kind).text(&stay.source).text(status).end();
    }
}

/// The entity code of a role below a claim.
pub(super) const fn entity(role: ProviderRole) -> &'static str {
    match role {
        ProviderRole::Billing => "85",
        ProviderRole::Referring => "DN",
        ProviderRole::Rendering => "82",
        ProviderRole::Attending => "71",
        ProviderRole::Operating => "72",
        ProviderRole::OtherOperating => "ZZ",
        ProviderRole::Facility => "77",
        ProviderRole::Supervising => "DQ",
    }
}

/// Providers of the claim, in the order of the standard.
fn providers(bill: &Bill, institutional: bool, out: &mut Out) {
    use ProviderRole as R;
    let order: &[R] = if institutional {
        &[R::Attending, R::Operating, R::OtherOperating, R::Rendering, R::Facility, R::Referring]
    } else {
        &[R::Referring, R::Rendering, R::Facility, R::Supervising]
    };
    for role in order {
        if let Some(p) = bill.provider(*role) {
            provider(p, institutional, out);
        }
    }
}

/// One provider below a claim or a line.
pub(super) fn provider(provider: &Provider, institutional: bool, out: &mut Out) {
    parties::provider(entity(provider.role), provider, out);
    match provider.role {
        ProviderRole::Rendering if !institutional => parties::taxonomy("PE", &provider.taxonomy, out),
        ProviderRole::Attending => parties::taxonomy("AT", &provider.taxonomy, out),
        ProviderRole::Facility => parties::address(provider.address.as_ref(), out),
        _ => {}
    }
}
