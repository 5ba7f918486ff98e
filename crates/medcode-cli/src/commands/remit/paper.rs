//! What payers said, for reading.

use crate::{out, style};
use anyhow::Result;
use medcode_wire::{
    WireAcknowledged, WireClaimStatus, WireDecision, WirePaidClaim, WireRemit, WireTally, needs_work,
};
use std::io::Write;

/// Prints everything; `bare` where no code set is installed, so that rules have little to go by.
pub(super) fn print(remit: &WireRemit, bare: bool) -> Result<()> {
    let mut to = out::stdout();
    for problem in &remit.problems {
        writeln!(to, "{}", style::warn(problem))?;
    }
    for p in &remit.payments {
        let total = p.total.as_deref().unwrap_or("?");
        let date = p.date.as_deref().unwrap_or("no date");
        writeln!(
            to,
            "{}  {} · {} · paid {total} · claims {}",
            style::heading(&p.payer),
            p.trace,
            date,
            p.claims
        )?;
        if let Some(wrong) = &p.imbalance {
            writeln!(to, "  {} {}", style::warn("does not balance:"), wrong.message)?;
        }
        for o in &p.provider_adjustments {
            writeln!(to, "  provider adjustment {} {} {}", o.reason, o.reference, o.amount)?;
        }
    }
    for claim in &remit.claims {
        paid(&mut to, claim)?;
    }
    for status in &remit.statuses {
        self::status(&mut to, status)?;
    }
    for said in &remit.acknowledged {
        acknowledged(&mut to, said)?;
    }
    if remit.worksheet.total.count > 0 {
        worksheet(&mut to, remit)?;
    }
    if bare && remit.claims.iter().any(|c| c.joined) {
        writeln!(to, "\nno code set is installed: `medcode install` lets more rules tell")?;
    }
    to.flush()?;
    Ok(())
}

fn paid(to: &mut impl Write, claim: &WirePaidClaim) -> Result<()> {
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
    let owes = claim.patient_owes.as_ref().map_or_else(String::new, |o| format!(" · patient {o}"));
    let joined = if claim.joined { "" } else { " · claim not at hand" };
    writeln!(
        to,
        "\n  claim {}  status {} · charged {} · paid {}{owes}{}",
        style::code(&claim.claim),
        claim.status,
        or(&claim.charge),
        or(&claim.paid),
        style::dim(joined)
    )?;
    for wrong in &claim.imbalances {
        let line = wrong.line.map_or_else(String::new, |n| format!("line {n}: "));
        let place = style::dim(&wrong.at.segment);
        writeln!(to, "    {} {line}{} {place}", style::warn("does not balance:"), wrong.message)?;
    }
    claim.adjustments.iter().try_for_each(|d| decision(to, d))
}

fn decision(to: &mut impl Write, d: &WireDecision) -> Result<()> {
    let line = d.line.map_or_else(String::new, |n| format!("line {n} "));
    let code = d.code.as_ref().map_or_else(|| "whole claim".to_owned(), Clone::clone);
    let reason = format!("{}-{}", d.group, d.reason);
    let remarks: Vec<&str> = d.remarks.iter().map(|r| r.code.as_str()).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!(" · {}", remarks.join(" ")) };
    if !needs_work(d) {
        let text = format!("{line}{code}  {} {reason} {}", d.effect, d.amount);
        writeln!(to, "    {}", style::dim(&text))?;
        return Ok(());
    }
    let effect = style::warn(d.effect);
    let at = style::dim(&d.at.segment);
    writeln!(to, "    {line}{}  {effect} {reason} {}{remarks} {at}", style::code(&code), d.amount)?;
    let texts = d.reason_text.iter().chain(d.remarks.iter().filter_map(|r| r.text.as_ref()));
    for text in texts {
        writeln!(to, "      {text}")?;
    }
    for rule in d.rules.iter().filter(|r| r.verdict == "fired") {
        let message = rule.message.as_deref().unwrap_or_default();
        writeln!(to, "      {} {}: {message}", style::good("would have told:"), rule.rule)?;
    }
    let others: Vec<String> = d
        .rules
        .iter()
        .filter(|r| r.verdict != "fired")
        .map(|r| format!("{} ({})", r.rule, r.verdict))
        .collect();
    if d.rules.is_empty() {
        writeln!(to, "      {}", style::dim("no rule looks at this"))?;
    }
    if !others.is_empty() {
        writeln!(to, "      {}", style::dim(&format!("looked at by {}", others.join(", "))))?;
    }
    Ok(())
}

fn status(to: &mut impl Write, s: &WireClaimStatus) -> Result<()> {
    let outcome = match s.accepted {
        Some(true) => style::good("accepted"),
        Some(false) => style::warn("rejected"),
        None => style::dim("no outcome"),
    };
    let line = s.line.map_or_else(String::new, |n| format!(" line {n}"));
    let code = s.code.as_ref().map_or_else(String::new, |c| format!(" {c}"));
    let said: Vec<String> =
        s.statuses.iter().map(|said| said.join(":").trim_end_matches(':').to_owned()).collect();
    writeln!(to, "  {} {}{line}{code}  {outcome} {}", s.about, style::code(&s.claim), said.join(" "))?;
    Ok(())
}

fn acknowledged(to: &mut impl Write, a: &WireAcknowledged) -> Result<()> {
    let what = if a.transaction.is_empty() { "group" } else { &a.transaction };
    let outcome = if a.accepted { style::good("accepted") } else { style::warn("rejected") };
    let codes = a.codes.iter().map(String::as_str);
    let said: Vec<&str> = [a.outcome.as_str()].into_iter().chain(codes).collect();
    writeln!(to, "  {what} {}  {outcome} {}", style::code(&a.control), said.join(" "))?;
    for f in &a.faults {
        let position = f.position.map_or_else(String::new, |n| n.to_string());
        let element = f.element.map_or_else(String::new, |n| format!(" element {n}"));
        writeln!(to, "    {} {position}{element} · loop {} · error {}", f.segment, f.loop_id, f.code)?;
    }
    Ok(())
}

fn worksheet(to: &mut impl Write, remit: &WireRemit) -> Result<()> {
    let sheet = &remit.worksheet;
    let total = &sheet.total;
    writeln!(to, "\n{}  {} · {}", style::heading("worksheet"), total.count, total.amount)?;
    let parts = [
        ("by rule that fires", &sheet.by_rule),
        ("by payer", &sheet.by_payer),
        ("by reason", &sheet.by_reason),
        ("by code", &sheet.by_code),
    ];
    for (title, tallies) in parts {
        writeln!(to, "  {title}")?;
        tallies.iter().try_for_each(|t| tally(to, t))?;
    }
    Ok(())
}

fn tally(to: &mut impl Write, t: &WireTally) -> Result<()> {
    writeln!(to, "    {:>5}  {:>12}  {}", t.count, t.amount, t.of)?;
    Ok(())
}
