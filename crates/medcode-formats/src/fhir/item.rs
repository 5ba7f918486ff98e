//! The items of a claim: its service lines.

use super::claim::{cents, draft_npi, in_order};
use super::draft::{Draft, Wanted};
use super::known::npi;
use super::source::{Source, period};
use super::system::{codes, coding, is_ndc, said};
use crate::Sink;
use crate::json::Value;
use crate::values::thousandths;
use medcode_model::{Cents, Declared, ServiceLine};
use std::collections::BTreeMap;

/// Adds the items of a claim.
pub(super) fn read(
    source: &Source<'_>,
    draft: &mut Draft,
    team: &BTreeMap<u64, &Value<'_>>,
    sink: &mut dyn Sink,
) {
    let mut nested = None;
    for (n, (_, item)) in in_order(source.root, "item").into_iter().enumerate() {
        nested = nested.or_else(|| item.get("detail"));
        let mut line = line(source, draft, item, sink);
        line.number = n as u32 + 1;
        provider(source, draft, item, team, &mut line, n);
        draft.claim.lines.push(line);
    }
    if let Some(detail) = nested {
        sink.problem(source.note(detail, "details of an item are not lines of their own"));
    }
}

fn line(source: &Source<'_>, draft: &mut Draft, item: &Value<'_>, sink: &mut dyn Sink) -> ServiceLine {
    let mut line = ServiceLine { at: source.mark(item).at(&mut draft.claim), ..ServiceLine::default() };
    if let Some(product) = item.get("productOrService") {
        line.code = coding(product).map(|c| said(&c, source).keep(&mut draft.claim));
        line.ndc = ndc(product).or_else(|| {
            item.list("detail").iter().filter_map(|d| ndc(d.get("productOrService")?)).next()
        });
    }
    modifiers(source, item, &mut line, sink);
    line.revenue = codes(item.get("revenue")).first().map(|c| (*c).into());
    let place = codes(item.get("locationCodeableConcept"));
    line.place = place.into_iter().find(|c| c.len() == 2).map(Into::into);
    (line.from, line.to) = period(item, &["servicedDate"], &["servicedPeriod"]);
    quantity(source, item, &mut line, sink);
    line.charge = charge(item);
    line.pointers = pointers(source, draft, item, sink);
    line
}

/// Modifiers of CPT and HCPCS, or without a system; those of others would be read wrongly.
fn modifiers(source: &Source<'_>, item: &Value<'_>, line: &mut ServiceLine, sink: &mut dyn Sink) {
    for modifier in item.list("modifier") {
        match coding(modifier) {
            Some(c) if matches!(c.system, Declared::Known(_)) || !has_system(modifier) => {
                line.modifiers.push(c.code.into());
            }
            _ => sink.problem(source.note(modifier, "a modifier of another system is left out")),
        }
    }
}

fn has_system(concept: &Value<'_>) -> bool {
    concept.list("coding").iter().any(|c| !c.said("system").is_empty())
}

fn ndc(product: &Value<'_>) -> Option<Box<str>> {
    let mut codings = product.list("coding").iter();
    codings.find(|c| is_ndc(c.said("system"))).map(|c| c.said("code").into())
}

/// The quantity in thousandths and its unit, as X12 calls it: a number without one is of units.
fn quantity(source: &Source<'_>, item: &Value<'_>, line: &mut ServiceLine, sink: &mut dyn Sink) {
    let Some(quantity) = item.get("quantity") else {
        line.quantity = Some(1000);
        line.unit = Some("UN".into());
        return;
    };
    let digits = quantity.get("value").and_then(Value::digits);
    line.quantity = digits.and_then(thousandths);
    if line.quantity.is_none() {
        sink.problem(source.warning(quantity, "the quantity cannot be read"));
    }
    let unit = match quantity.said("code") {
        "" => quantity.said("unit"),
        code => code,
    };
    line.unit = Some(match unit {
        "min" | "minute" | "minutes" | "MJ" => "MJ".into(),
        "d" | "day" | "days" | "DA" => "DA".into(),
        _ => "UN".into(),
    });
}

/// What was asked: `net`, the submitted amount of an ExplanationOfBenefit, or the price times
/// the quantity.
fn charge(item: &Value<'_>) -> Option<Cents> {
    let submitted =
        item.list("adjudication").iter().find(|a| codes(a.get("category")).contains(&"submitted"));
    let submitted = submitted.and_then(|a| cents(a.get("amount")?));
    let price = || {
        let price = cents(item.get("unitPrice")?)?.0;
        let times = item.at(&["quantity", "value"]).and_then(Value::digits).and_then(thousandths);
        Some(Cents(price.checked_mul(times.unwrap_or(1000))? / 1000))
    };
    submitted.or_else(|| cents(item.get("net")?)).or_else(price)
}

/// The diagnoses that an item names by their `sequence`, as places in the list, from 1.
fn pointers(source: &Source<'_>, draft: &Draft, item: &Value<'_>, sink: &mut dyn Sink) -> Vec<u8> {
    let mut out = Vec::new();
    for value in item.list("diagnosisSequence") {
        let wanted = value.whole();
        let place = draft.sequences.iter().take(255).position(|s| Some(*s) == wanted);
        match place.and_then(|n| u8::try_from(n + 1).ok()) {
            Some(pointer) => out.push(pointer),
            None => sink.problem(source.warning(value, "no diagnosis of the claim has this sequence")),
        }
    }
    out
}

/// The provider of an item, where the care team names one for it.
fn provider(
    source: &Source<'_>,
    draft: &mut Draft,
    item: &Value<'_>,
    team: &BTreeMap<u64, &Value<'_>>,
    line: &mut ServiceLine,
    number: usize,
) {
    let Some(wanted) = item.list("careTeamSequence").first().and_then(Value::whole) else { return };
    if team.len() < 2 {
        return;
    }
    let Some(member) = team.get(&wanted) else { return };
    let Some(provider) = member.get("provider") else { return };
    match npi(provider, source) {
        Some(found) => line.rendering = Some(draft_npi(&found, &mut draft.claim)),
        None => draft.want(Wanted::LineRendering(number), provider),
    }
}
