//! What an order to a supplier asks for: every item of the list, and how many packages or pairs.

use crate::crosswalk::Row;
use crate::desk::Case;
use crate::read::Mention;
use medcode_model::BillingContext;
use medcode_note::{Document, Gap};

/// How far into a note its title may say that it is an order.
const HEAD: usize = 14;

/// Words of a title that make all of it an order.
const TITLE: &[&str] = &["order", "orders", "prescription", "rx", "dwo", "requisition"];

/// Words behind an item by which it is not asked for.
const LEFT: &[&str] = &[
    "not", "declined", "declines", "offered", "refused", "waiting", "no", "none", "already", "own",
    "later", "has",
];
/// Words by which it was tried before, wherever they stand behind it.
const TRIED: &[&str] = &["tried", "failed", "trial", "trialed"];

/// How far behind an item they may stand.
const REACH: usize = 7;

/// Whether an item stands in an order: by the title of the note, by its own quantity, or behind a ticked box.
pub(super) fn is_listed(case: &Case<'_>, mention: &Mention) -> bool {
    if case.visit.billing != BillingContext::Dme {
        return false;
    }
    let doc = case.reading.doc;
    // What stands behind the item is no title over it: `DC sling, PT order`.
    let titled = (0..mention.tokens.start.min(HEAD)).any(|t| TITLE.contains(&doc.folded(t)));
    titled || has_quantity(doc, mention)
}

/// `#30`, `x2`, `3 pair` right behind an item.
fn has_quantity(doc: &Document<'_>, mention: &Mention) -> bool {
    let behind = mention.tokens.end..(mention.tokens.end + 5).min(doc.tokens().len());
    behind.take_while(|&t| !doc.gap(t).has(Gap::SEMICOLON.with(Gap::STOP))).any(|t| {
        let digit = doc.raw(t).starts_with(|c: char| c.is_ascii_digit());
        let marked = doc.text()[..doc.tokens()[t].span.start as usize].ends_with('#');
        let times = doc.folded(t).strip_prefix('x').is_some_and(|n| n.parse::<u32>().is_ok());
        digit && (marked || is_package(doc.folded(t + 1))) || times
    })
}

fn is_package(word: &str) -> bool {
    matches!(word, "pair" | "pairs" | "box" | "boxes" | "each" | "pr")
}

/// Whether the words behind an item, in its line, leave it: "Dexcom - not ordered yet", "POC pt wants, told not
/// through us"; or the box before it is empty.
pub(super) fn is_left(case: &Case<'_>, mention: &Mention) -> bool {
    let doc = case.reading.doc;
    let start = doc.tokens()[mention.tokens.start].span.start as usize;
    let Some(line) = doc.line_at(start as u32) else { return false };
    let before = doc.text()[line.span.start as usize..start].trim_start();
    if before.starts_with("[ ]") || before.starts_with("☐") {
        return true;
    }
    let first = mention.tokens.start;
    if first > 0 && matches!(doc.folded(first - 1), "dc" | "discontinue" | "stop" | "return") {
        return true;
    }
    let end = (line.tokens.1 as usize).min(mention.tokens.end + REACH);
    let behind = mention.tokens.end..end;
    behind.take_while(|&t| !doc.gap(t).has(Gap::STOP.with(Gap::SEMICOLON))).any(|t| {
        let apart = doc.gap(t).has(Gap::DASH.with(Gap::HYPHEN).with(Gap::ARROW).with(Gap::COMMA));
        LEFT.contains(&doc.folded(t)) && apart
            || TRIED.contains(&doc.folded(t))
            || doc.folded(t) == "later" && t < mention.tokens.end + 2
    })
}

/// How many of the code one counted pair or box is: shoes and inserts are counted each.
const PAIRED: &[&str] = &["A5500", "A5501", "A5512", "A5513", "A5514"];

/// The units of what is counted in pairs, boxes or single pieces of a box.
pub(super) fn packages(case: &Case<'_>, row: &Row, mention: &Mention) -> Option<u32> {
    let doc = case.reading.doc;
    let code = row.code.compact();
    let sentence = case.reading.sentence(mention.tokens.start);
    let near = mention.tokens.end..(mention.tokens.end + 8).min(sentence.end);
    let whole = |t: usize| case.reading.value(t).filter(|v| *v >= 1.0 && v.fract() == 0.0);
    let own = near.take_while(|&t| !doc.gap(t).has(Gap::SEMICOLON));
    if PAIRED.contains(&code) {
        let pairs = |t: usize| matches!(doc.folded(t), "pair" | "pairs" | "pr");
        let behind = own.clone().find_map(|t| whole(t).filter(|_| pairs(t + 1)));
        let before = (mention.tokens.start.saturating_sub(4)..mention.tokens.start)
            .find_map(|t| whole(t).filter(|_| pairs(t + 1)));
        return behind.or(before).map(|n| (n as u32).saturating_mul(2).min(12));
    }
    let size = super::PACKS.iter().find(|(c, _)| *c == code)?.1;
    let boxes = own.clone().find_map(|t| {
        whole(t).filter(|_| matches!(doc.folded(t + 1), "box" | "boxes" | "bx" | "pack" | "packs"))
    });
    let pieces =
        || own.clone().take(2).find_map(whole).filter(|n| *n >= size).map(|n| (n / size).ceil());
    boxes.or_else(pieces).map(|n| n.clamp(1.0, 100.0) as u32)
}
