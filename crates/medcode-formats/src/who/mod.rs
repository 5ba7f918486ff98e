//! Who is on a claim, by path: `patient.last`, `coverage.payer.name`. The same paths are the members
//! of `bill` in medcode JSON and, written with `_`, columns of tables.

mod json;
mod paths;
mod slot;

pub(crate) use json::{read, write};
pub use paths::paths;
pub(crate) use paths::{column, name};
pub(crate) use slot::put;

use medcode_model::{Bill, Claim, ClaimKind, DrugAmount, ProviderRole};

/// What a bill says: paths, by their number, and values that are not blank.
pub(crate) fn said(bill: &Bill) -> Vec<(u16, &'static str, String)> {
    // A path that leads nowhere yet is made on the way.
    let mut bill = bill.clone();
    let all = (0..).zip(paths()).map(|(n, path)| (n, path.as_str(), slot::get(&mut bill, path)));
    all.filter(|(_, _, said)| !said.is_empty()).collect()
}

/// Gives a claim its bill: what both say is said once in the documents they come from.
pub(crate) fn give(claim: &mut Claim, mut bill: Bill) {
    let rendering = match claim.kind {
        ClaimKind::Institutional => ProviderRole::Attending,
        _ => ProviderRole::Rendering,
    };
    for (role, number) in [(ProviderRole::Billing, &claim.billing), (rendering, &claim.rendering)] {
        let provider = bill.providers.iter_mut().find(|p| p.role == role && p.npi.is_empty());
        if let (Some(provider), Some(number)) = (provider, number) {
            provider.npi = number.text.clone();
        }
    }
    bill.providers.sort_by_key(|p| p.role);
    let coverage = &mut bill.coverage;
    coverage.order = coverage.order.or(Some('P'));
    if coverage.payer.id.is_empty() {
        coverage.payer.id = claim.payer.clone();
    }
    // A patient who is the subscriber is told once.
    let subscriber = &mut coverage.subscriber;
    let is_self = matches!(&*coverage.relation, "" | "18") && subscriber.name.is_empty();
    if let Some(patient) = bill.patient.take_if(|_| is_self) {
        *subscriber = patient;
        coverage.relation = "18".into();
    }
    if bill.original.is_empty() {
        bill.original = claim.original.clone();
    }
    claim.authorised |= !bill.authorisation.is_empty();
    claim.bill = Some(Box::new(bill));
}

/// How much of a drug a line gives.
pub(crate) fn drug(claim: &Claim, line: u32) -> Option<&DrugAmount> {
    claim.bill.as_ref()?.drugs.iter().find(|d| d.line == line)
}

/// Keeps how much of a drug a line gives, where that is told.
pub(crate) fn give_drug(claim: &mut Claim, drug: DrugAmount) {
    if drug.quantity.is_some() || !drug.unit.is_empty() {
        claim.bill.get_or_insert_default().drugs.push(drug);
    }
}

/// Whether a bill says nothing but amounts of drugs, which stand with their lines.
pub(crate) fn only_drugs(bill: &Bill) -> bool {
    !bill.drugs.is_empty() && *bill == Bill { drugs: bill.drugs.clone(), ..Bill::default() }
}
