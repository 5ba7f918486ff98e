//! Supplies and equipment handed out or ordered: walkers, oxygen, orthotics.
//!
//! What is ordered, the equipment supplier bills: it is reported when the supplier's bill is asked
//! for, else withheld. What the practice hands out and fits itself, the practice bills.

mod modify;
mod ordered;
mod sizes;

use crate::crosswalk::Row;
use crate::desk::Case;
use crate::families::choose::{Choice, choose};
use crate::read::{Mention, Status};
use crate::service::Service;
use medcode_model::{BillingContext, Setting, WithheldReason};
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

/// Families of the crosswalk that are supplies begin so.
const FAMILY: &str = "supply";

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Handling {
    /// Handed out and fitted at the visit.
    HandedOut,
    Ordered,
    /// In use, or merely named.
    Named,
}

const HANDED_OUT: &[&str] = &[
    "dispensed",
    "fitted",
    "fit",
    "applied",
    "provided",
    "issued",
    "supplied",
    "placed",
    "given",
    "molded",
    "put",
];
const ORDERED: &[&str] = &[
    "order",
    "ordered",
    "rx",
    "script",
    "prescribe",
    "prescribed",
    "prescription",
    "refill",
    "renew",
    "renewed",
    "dme",
    "referral",
    "replace",
    "replacement",
    "need",
    "request",
    "certify",
    "cmn",
    "qualify",
];

/// How many mentions before and after one may tell the same item.
const BESIDE: usize = 4;

/// Adds a line for each supply.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.visit.releases.hcpcs.is_none() || case.visit.billing == BillingContext::Facility {
        return;
    }
    let family = |m: &&Mention| case.desk.crosswalk.phrase(m.phrase).family.starts_with(FAMILY);
    let mentions: Vec<Mention> = case.reading.mentions.iter().filter(family).cloned().collect();
    for (n, mention) in mentions.iter().enumerate() {
        let beside = &mentions[n.saturating_sub(BESIDE)..(n + 1 + BESIDE).min(mentions.len())];
        if is_told_better(case, mention, beside) {
            continue;
        }
        let phrase = case.desk.crosswalk.phrase(mention.phrase);
        let rows = phrase.rows.iter().map(|&r| case.desk.crosswalk.row(r));
        if let Choice::Row(row) = choose(case, rows, &mention.tokens) {
            let row = sizes::fitting(case, row, mention);
            let handling = handling(case, mention);
            if handling != Handling::Named {
                add(case, row, mention, handling);
            }
        }
    }
}

/// Whether its sentence tells the item once more, and what it is: `Walker dispensed: wheeled walker`.
fn is_told_better(case: &Case<'_>, mention: &Mention, beside: &[Mention]) -> bool {
    let reading = &case.reading;
    let family = |m: &Mention| &case.desk.crosswalk.phrase(m.phrase).family;
    let sentence = reading.sentence(mention.tokens.start);
    let within = |m: &Mention| {
        let mut words = mention.tokens.clone().map(|at| reading.doc.folded(at));
        words.all(|word| m.tokens.clone().any(|at| reading.doc.folded(at) == word))
    };
    beside.iter().any(|m| {
        m.tokens.len() > mention.tokens.len()
            && sentence.contains(&m.tokens.start)
            && family(m) == family(mention)
            && within(m)
    })
}

/// What the note says became of an item.
fn handling(case: &Case<'_>, mention: &Mention) -> Handling {
    let reading = &case.reading;
    let status = reading.status(mention);
    let section = reading.doc.section_at(reading.span(mention.tokens.clone()).start).map(|s| s.kind);
    if section == Some(SectionKind::Orders) && status != Status::NotDone {
        return Handling::Ordered;
    }
    // `Delivered to the home today`: the home is no other place for a supplier.
    let delivered = case.visit.billing == BillingContext::Dme && is_delivered(case, mention);
    if status == Status::NotDone || status == Status::Before && !delivered {
        return Handling::Named;
    }
    let supplier = case.visit.billing == BillingContext::Dme;
    if !(supplier && section == Some(SectionKind::Medications))
        && matches!(
            section,
            Some(SectionKind::Medications | SectionKind::Hpi | SectionKind::Pmh | SectionKind::Exam)
        )
    {
        return Handling::Named;
    }
    let clause = clause(case, mention);
    let any = |words: &[&str]| clause.clone().any(|at| words.contains(&reading.doc.folded(at)));
    // "Rx: walker, cane": what opens the list holds for all of it.
    let first = reading.sentence(mention.tokens.start).start;
    let listed =
        ORDERED.contains(&reading.doc.folded(first)) && reading.doc.gap(first + 1).has(Gap::COLON);
    if case.visit.billing == BillingContext::Dme && ordered::is_left(case, mention) {
        return Handling::Named;
    }
    if any(HANDED_OUT) && status == Status::Done || delivered {
        Handling::HandedOut
    } else if any(ORDERED) || listed || status == Status::Ordered || ordered::is_listed(case, mention) {
        Handling::Ordered
    } else {
        Handling::Named
    }
}

/// Whether a supplier's ticket says of an item that it was delivered: in its own line, or in the head of the
/// list that it stands in.
fn is_delivered(case: &Case<'_>, mention: &Mention) -> bool {
    const LINES: usize = 10;
    const NEAR: usize = 12;
    const BILLED: &[&str] = &["rental", "rented", "purchase", "purchased"];
    const WORDS: &[&str] = &["delivered", "dispensed", "supplied", "provided", "issued", "setup"];
    let doc = case.reading.doc;
    let lines = doc.lines();
    let start = doc.tokens()[mention.tokens.start].span.start;
    let mine = lines.partition_point(|l| l.span.end <= start);
    // `Delivered: ...; not delivered: ...`: the nearest word before the item counts.
    let said = |tokens: Range<usize>| {
        let at = tokens.rev().find(|&t| WORDS.contains(&doc.folded(t)))?;
        Some(at == 0 || !matches!(doc.folded(at - 1), "not" | "never" | "none" | "no"))
    };
    let own = lines.get(mine).map(|l| l.tokens.0 as usize..mention.tokens.start);
    if let Some(found) = own.and_then(said) {
        return found;
    }
    // `Walker delivered`, `concentrator, rental month 1`, `commode, new purchase`.
    let end = lines.get(mine).map_or(mention.tokens.end, |l| l.tokens.1 as usize);
    let behind = mention.tokens.end..end.min(mention.tokens.end + NEAR);
    if behind.clone().any(|t| WORDS.contains(&doc.folded(t)) || BILLED.contains(&doc.folded(t))) {
        return !behind.into_iter().any(|t| matches!(doc.folded(t), "not" | "declined" | "pending"));
    }
    for line in lines[..mine].iter().rev().take(LINES) {
        if line.is_empty() {
            return false;
        }
        let text = doc.text()[line.span.start as usize..line.span.end as usize].trim_end();
        if let Some(found) = said(line.tokens.0 as usize..line.tokens.1 as usize) {
            return found && text.ends_with(':');
        }
    }
    false
}

/// The words between the marks that end a statement.
fn clause(case: &Case<'_>, mention: &Mention) -> Range<usize> {
    let reading = &case.reading;
    let sentence = reading.sentence(mention.tokens.start);
    let ends = |at: &usize| reading.doc.gap(*at).has(Gap::SEMICOLON.with(Gap::COMMA));
    let start = (sentence.start + 1..=mention.tokens.start).rev().find(ends).unwrap_or(sentence.start);
    let end = (mention.tokens.end..sentence.end).find(ends).unwrap_or(sentence.end);
    start..end
}

fn add(case: &mut Case<'_>, row: &Row, mention: &Mention, handling: Handling) {
    let span = case.reading.span(mention.tokens.clone());
    let units = units(case, row, mention);
    if let Some(known) = case.services.iter_mut().find(|s| s.code == row.code) {
        known.units = known.units.max(units);
        if known.evidence.len() < 4 {
            known.evidence.push(span);
        }
        return;
    }
    let mut service = Service::new(row.code, row.label, "supply", vec![span]);
    service.billing =
        if handling == Handling::Ordered { BillingContext::Dme } else { case.visit.billing };
    service.units = units;
    let what = if handling == Handling::Ordered { "ordered" } else { "handed out and fitted here" };
    service.reasons.push(format!("{what}: {}", row.label));
    service.authority.push("HCPCS");
    modify::apply(case, &mut service, mention);
    let dme = case.visit.billing == BillingContext::Dme;
    let office = matches!(case.visit.setting, Setting::Office | Setting::Home);
    if handling == Handling::Ordered && !dme {
        service.withhold(
            WithheldReason::NotReportable,
            "ordered: the equipment supplier bills it, not this visit",
            None,
        );
    } else if handling == Handling::HandedOut && !dme && !office {
        service.withhold(
            WithheldReason::NotReportable,
            "handed out in a facility, which supplies and bills it",
            None,
        );
    }
    case.services.push(service);
}

/// How many a package of the code holds.
const PACKS: &[(&str, f32)] = &[("A4253", 50.0), ("A4259", 100.0)];

/// `#150/mo`: the quantity of a month; packages where the code counts them.
fn units(case: &Case<'_>, row: &Row, mention: &Mention) -> u32 {
    let doc = case.reading.doc;
    let clause = clause(case, mention);
    // An order counts behind a comma: `alginate 4x5 in, #30`.
    let dme = case.visit.billing == BillingContext::Dme;
    let until = if dme { case.reading.sentence(mention.tokens.start).end } else { clause.end };
    let near = mention.tokens.end..until.min(mention.tokens.end + 6);
    let counted = near.clone().find_map(|at| {
        let marked = doc.text()[..doc.tokens()[at].span.start as usize].ends_with('#');
        let qty = at > 0 && matches!(doc.folded(at - 1), "qty" | "quantity" | "disp");
        (marked || qty).then(|| case.reading.value(at)).flatten()
    });
    // `disposable filters x2`
    let times = || {
        let mut near = mention.tokens.end..clause.end.min(mention.tokens.end + 3);
        near.find_map(|at| {
            let word = doc.folded(at);
            let glued = word.strip_prefix('x').and_then(|n| n.parse::<f32>().ok());
            glued.or_else(|| (word == "x").then(|| case.reading.value(at + 1)).flatten())
        })
    };
    let counted = counted.or_else(|| dme.then(times).flatten());
    if let Some(count) = dme.then(|| ordered::packages(case, row, mention)).flatten() {
        return count;
    }
    let pack = PACKS.iter().find(|(code, _)| *code == row.code.compact()).map_or(1.0, |(_, n)| *n);
    // `100 test strips`
    let before = || mention.tokens.start.checked_sub(1).and_then(|at| case.reading.value(at));
    let counted = counted.or_else(|| (pack > 1.0).then(before).flatten());
    let Some(counted) = counted else { return 1 };
    (counted / pack).ceil().clamp(1.0, 1000.0) as u32
}
