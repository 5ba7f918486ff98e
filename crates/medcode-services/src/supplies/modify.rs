//! Modifiers of supplies: bought or rented, by the publisher's pricing indicator; the side of an
//! orthosis; KX or KS of glucose supplies.

use crate::desk::Case;
use crate::read::{Mention, Side};
use crate::service::Service;
use medcode_kb::tables::details::Field;

/// Pricing indicators of equipment that is rented: frequent servicing, oxygen, capped rental.
const RENTED: &[&str] = &["31", "33", "36"];
/// Inexpensive or routinely purchased equipment.
const BOUGHT: &[&str] = &["32"];
/// Glucose supplies tell whether insulin is used (CMS, glucose monitors policy article).
const GLUCOSE: &[&str] = &["A4253", "A4259", "E0607"];

/// Oxygen equipment, which tells its group of coverage from 2023-04 on (CMS national coverage determination
/// 240.2).
const OXYGEN: &[&str] = &["E1390", "E1391", "E1392", "E0431", "E0424", "E0434", "E0439", "K0738"];
const OXYGEN_BY: &str = "CMS NCD 240.2";

/// Capped rental.
const CAPPED: &str = "36";
const RENTAL_BY: &str = "CMS Claims Processing Manual ch. 20 §30.5";

/// Which month of a capped rental: the first (KH), the second or third (KI), a later one (KJ).
fn rental_month(case: &Case<'_>) -> Option<(&'static str, &'static str)> {
    const FIRST: &[&str] = &["first", "1st", "initial"];
    const NEXT: &[&str] = &["second", "2nd", "third", "3rd"];
    let doc = case.reading.doc;
    let month = |t: &usize| matches!(doc.folded(*t), "month" | "mo" | "rental");
    (0..doc.tokens().len()).filter(month).find_map(|t| {
        let before = t.checked_sub(1).map_or("", |b| doc.folded(b));
        let after = case.reading.value(t + 1).filter(|v| v.fract() == 0.0);
        let numbered = after.filter(|_| doc.folded(t) != "rental").map(|v| v as u32);
        match numbered {
            Some(1) => Some(("KH", "KH: first month of a capped rental")),
            Some(2 | 3) => Some(("KI", "KI: second or third month of a capped rental")),
            Some(4..=15) => Some(("KJ", "KJ: fourth or later month of a capped rental")),
            _ if FIRST.contains(&before) => Some(("KH", "KH: first month of a capped rental")),
            _ if NEXT.contains(&before) => Some(("KI", "KI: second or third month of a capped rental")),
            _ => None,
        }
    })
}

/// `Group I`, `group 2`, as the note states it.
fn oxygen_group(case: &Case<'_>) -> Option<&'static str> {
    let doc = case.reading.doc;
    (0..doc.tokens().len()).filter(|&t| doc.folded(t) == "group").find_map(|t| {
        Some(match doc.folded(t + 1) {
            "i" | "1" => "N1",
            "ii" | "2" => "N2",
            "iii" | "3" => "N3",
            _ => return None,
        })
    })
}

pub(super) fn apply(case: &Case<'_>, service: &mut Service, mention: &Mention) {
    let code = service.code.compact().to_owned();
    match pricing(case, service) {
        Some(p)
            if BOUGHT.contains(&&*p)
                && let Some((modifier, why)) = told(case, mention) =>
        {
            service.modify(modifier, format!("{why}: pricing indicator {p}"), "HCPCS");
        }
        Some(p) if RENTED.contains(&&*p) => {
            service.modify("RR", format!("rented: pricing indicator {p}"), "HCPCS");
        }
        Some(p) if BOUGHT.contains(&&*p) => {
            service.modify("NU", format!("bought new: pricing indicator {p}"), "HCPCS");
        }
        _ => {}
    }
    if service.modifiers.contains(&"RR") && pricing(case, service).as_deref() == Some(CAPPED) {
        if let Some((modifier, why)) = rental_month(case) {
            service.modify(modifier, why, RENTAL_BY);
        }
        if case.told_anywhere("mod coverage met").is_some() {
            service.modify("KX", "KX: the note says that the criteria of coverage are met", RENTAL_BY);
        }
    }
    if OXYGEN.contains(&&*code)
        && let Some(group) = oxygen_group(case)
    {
        service.modify(group, format!("{group}: the group of coverage that the note states"), OXYGEN_BY);
    }
    if GLUCOSE.contains(&&*code) {
        let insulin =
            case.visit.diagnoses.iter().any(|d| d.coded.code.compact() == "Z794") || says_insulin(case);
        let (modifier, why) =
            if insulin { ("KX", "treated with insulin") } else { ("KS", "not treated with insulin") };
        service.modify(modifier, why, "CMS glucose monitors policy");
    }
    if is_written(case, mention, "KX") {
        service.modify("KX", "KX: as the order says", RENTAL_BY);
    }
    if DRESSINGS.iter().any(|c| code.starts_with(c))
        && let Some((modifier, why)) = wounds(case)
    {
        service.modify(modifier, why, "CMS surgical dressings policy article");
    }
    // Insoles, collars and corsets have no side.
    let sided = code.starts_with('L') && !matches!(&code[..2], "L0" | "L8");
    if sided {
        match case.reading.side(&mention.tokens) {
            Some(Side::Left) => service.modify("LT", "left side", "HCPCS"),
            Some(Side::Right) => service.modify("RT", "right side", "HCPCS"),
            _ => {}
        }
    }
}

/// Bought new, bought used or rented, where the note says so of the item. Equipment whose rental is
/// capped or goes on is rented whatever is asked for.
fn told(case: &Case<'_>, mention: &Mention) -> Option<(&'static str, &'static str)> {
    let sentence = case.reading.sentence(mention.tokens.start);
    let doc = case.reading.doc;
    let before = mention.tokens.start.checked_sub(1).map_or("", |t| doc.folded(t));
    let says = |class: &str| case.told(sentence.clone(), class).is_some();
    if before == "used" || says("mod used equipment") {
        return Some(("UE", "bought used, as written"));
    }
    match (says("mod rented"), says("mod bought")) {
        (true, false) => Some(("RR", "rented, as written")),
        (false, true) => Some(("NU", "bought new, as written")),
        _ => None,
    }
}

/// The pricing indicator of a code in the installed file.
fn pricing(case: &Case<'_>, service: &Service) -> Option<String> {
    let release = case.visit.releases.hcpcs?;
    let row = release.find(&service.code)?;
    let found = release.details(row).find(|(field, _)| *field == Field::Pricing);
    found.map(|(_, value)| value.trim().to_owned())
}

/// `Insulin-treated`, `on insulin`: said beside the supplies, where no diagnosis tells it.
fn says_insulin(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    case.reading.whole().any(|t| {
        let before = t.checked_sub(1).map_or("", |b| doc.folded(b));
        doc.folded(t) == "insulin"
            && (matches!(doc.folded(t + 1), "treated" | "dependent" | "requiring" | "using")
                || matches!(before, "on" | "uses" | "using"))
            && !matches!(before, "non" | "not" | "no")
    })
}

/// Dressings, which tell how many wounds they are for.
const DRESSINGS: &[&str] = &["A602", "A619", "A620", "A621", "A622", "A623", "A624", "A625", "A6402"];

/// How many wounds are dressed, where the note counts them.
fn wounds(case: &Case<'_>) -> Option<(&'static str, &'static str)> {
    let doc = case.reading.doc;
    let counted = (1..doc.tokens().len()).find_map(|t| {
        let wound = matches!(doc.folded(t), "wound" | "wounds");
        wound.then(|| case.reading.value(t - 1)).flatten()
    });
    Some(match counted? as u32 {
        1 => ("A1", "A1: dressing for one wound"),
        2 => ("A2", "A2: dressing for two wounds"),
        3 => ("A3", "A3: dressing for three wounds"),
        _ => return None,
    })
}

/// Whether a modifier is written out in the line of an item or the one below.
fn is_written(case: &Case<'_>, mention: &Mention, modifier: &str) -> bool {
    let doc = case.reading.doc;
    let Some(line) = doc.line_at(doc.tokens()[mention.tokens.start].span.start) else { return false };
    (line.tokens.0 as usize..(line.tokens.1 as usize + 3).min(doc.tokens().len()))
        .any(|t| doc.raw(t) == modifier)
}
