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
            let cells = row(claim, decision).map(|c| quoted(&c));
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

/// A cell; one that a spreadsheet would take for a formula is told to be text.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || cell.starts_with('-') && cell[1..].parse::<f64>().is_err();
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_cell_is_text_whatever_it_holds() {
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!((quoted("-5.00"), quoted("-x")), ("-5.00".into(), "'-x".into()));
    }
}
