//! Lines from charges: a service that the note supports takes the amount of its charge.

use super::{BillingFacts, Charge};
use medcode_model::{
    At, Bill, Claim, ClaimKind, Code, CodeSaid, CodeSystem, Date, Declared, DrugAmount, ServiceLine,
};

/// Joins the charges to the lines of a claim.
pub(super) fn charged(
    claim: &mut Claim,
    facts: &BillingFacts,
    day: Date,
    notices: &mut Vec<String>,
    missing: &mut Vec<String>,
) {
    let mut left: Vec<(usize, &Charge)> = facts.charges.iter().enumerate().collect();
    let mut drugs = Vec::new();
    for line in &mut claim.lines {
        let code = line.code.as_ref().map(|c| c.text.clone()).unwrap_or_default();
        match taken(&mut left, &code, &line.modifiers) {
            Some((_, charge)) => {
                if let Some(given) = charge.modifiers.as_ref().filter(|m| **m != line.modifiers) {
                    let (had, has) = (line.modifiers.join(" "), given.join(" "));
                    notices.push(format!(
                        "{code}: the note supports modifiers [{had}], charged are [{has}]"
                    ));
                }
                apply(charge, line, &mut drugs);
            }
            None => missing.push(format!("charges: an amount for {code}, which the note supports")),
        }
    }
    for (n, charge) in left {
        if claim.kind == ClaimKind::Institutional {
            // A facility bills room, supplies and drugs that no note words.
            let number = claim.lines.len() as u32 + 1;
            let mut line = ServiceLine { number, ..ServiceLine::default() };
            line.code = said(&charge.code);
            line.quantity = Some(1000);
            (line.from, line.to) = (charge.from, charge.to.or(charge.from));
            apply(charge, &mut line, &mut drugs);
            claim.lines.push(line);
        } else {
            let code = &charge.code;
            notices.push(format!("charges[{n}]: {code} is not billed: the note does not support it"));
        }
    }
    for line in &mut claim.lines {
        line.unit = line.unit.take().or_else(|| Some("UN".into()));
        line.quantity = line.quantity.or(Some(1000));
        if claim.kind == ClaimKind::Institutional {
            line.pointers.clear();
        } else {
            line.from = line.from.or(Some(day));
            line.to = line.to.or(line.from);
            line.pointers.retain(|p| *p <= 12);
            line.pointers.truncate(4);
            if line.pointers.is_empty() && !claim.diagnoses.is_empty() {
                line.pointers.push(1);
            }
        }
    }
    claim.bill = Some(Box::new(Bill { drugs, ..Bill::default() }));
}

/// The charge of a service: with the same modifiers, else without any, else whatever is left.
fn taken<'a>(
    left: &mut Vec<(usize, &'a Charge)>,
    code: &str,
    modifiers: &[Box<str>],
) -> Option<(usize, &'a Charge)> {
    let of = |c: &Charge| &*c.code == code;
    let n = left
        .iter()
        .position(|(_, c)| of(c) && c.modifiers.as_deref().is_some_and(|m| m == modifiers))
        .or_else(|| left.iter().position(|(_, c)| of(c) && c.modifiers.is_none()))
        .or_else(|| left.iter().position(|(_, c)| of(c)))?;
    Some(left.remove(n))
}

fn said(code: &str) -> Option<CodeSaid> {
    if code.is_empty() {
        return None;
    }
    let two = code.starts_with(|c: char| c.is_ascii_alphabetic());
    let system = if two { CodeSystem::Hcpcs } else { CodeSystem::Cpt };
    let read = Code::new(system, code).ok();
    Some(CodeSaid { system: Declared::Known(system), text: code.into(), code: read, at: At::default() })
}

fn apply(charge: &Charge, line: &mut ServiceLine, drugs: &mut Vec<DrugAmount>) {
    line.charge = charge.amount;
    line.quantity = charge.units.or(line.quantity);
    line.unit = charge.unit.clone();
    line.modifiers = charge.modifiers.clone().unwrap_or_else(|| std::mem::take(&mut line.modifiers));
    line.revenue = charge.revenue.clone();
    line.place = charge.place.clone();
    line.control = charge.control.clone();
    if charge.from.is_some() {
        (line.from, line.to) = (charge.from, charge.to.or(charge.from));
    }
    if let Some((ndc, quantity, unit)) = &charge.drug {
        line.ndc = Some(ndc.clone());
        drugs.push(DrugAmount { line: line.number, quantity: *quantity, unit: unit.clone() });
    }
}
