//! The denial worksheet as CSV: one row a denial or reduction.

use crate::out;
use anyhow::Result;
use medcode_wire::{WireDecision, WirePaidClaim, WireRemit, needs_work};
use std::io::Write;

const HEAD: &str = "file,payer,claim,payer_claim,line,code,modifiers,date,charge,paid,effect,group,reason,\
                    amount,remarks,rule,verdict,message,segment";

/// Prints the worksheet.
pub(super) fn print(remit: &WireRemit) -> Result<()> {
    let mut to = out::stdout();
    writeln!(to, "{HEAD}")?;
    for claim in &remit.claims {
        for decision in claim.adjustments.iter().filter(|d| needs_work(d)) {
            let cells = row(claim, decision).map(|c| out::csv_cell(&c));
            writeln!(to, "{}", cells.join(","))?;
        }
    }
    to.flush()?;
    Ok(())
}

fn row(claim: &WirePaidClaim, d: &WireDecision) -> [String; 19] {
    let rule = d.rules.first();
    let or = |text: &Option<String>| text.clone().unwrap_or_default();
    let remarks: Vec<&str> = d.remarks.iter().map(|r| r.code.as_str()).collect();
    [
        d.at.file.clone(),
        claim.payer.clone(),
        claim.claim.clone(),
        claim.payer_claim.clone(),
        d.line.map_or_else(String::new, |n| n.to_string()),
        or(&d.code),
        d.modifiers.join(" "),
        or(&d.date),
        or(&d.charge),
        or(&d.paid),
        d.effect.to_owned(),
        d.group.clone(),
        d.reason.clone(),
        d.amount.clone(),
        remarks.join(" "),
        rule.map_or_else(String::new, |r| r.rule.to_owned()),
        rule.map_or_else(String::new, |r| r.verdict.to_owned()),
        rule.and_then(|r| r.message.clone()).unwrap_or_default(),
        d.at.segment.clone(),
    ]
}
