//! Lymph nodes that a tumor has reached, by the region of the nodes (Table of Neoplasms: lymph,
//! gland; Tabular C77).

use super::super::near;
use crate::case::{Case, Draft};
use medcode_model::Presence;
use medcode_note::Gap;

pub(super) const NODES: &[&str] = &["node", "nodal", "ln", "lymph", "lymphatic"];

/// Regions as notes name them, and the nodes of each.
const REGIONS: &[(&[&str], &str)] = &[
    (&["cervical", "supraclavicular", "neck", "facial", "jugular"], "C77.0"),
    (&["mediastinal", "hilar", "tracheobronchial", "subcarinal", "paratracheal"], "C77.1"),
    (
        &[
            "mesenteric",
            "mesocolic",
            "pericolic",
            "pericolonic",
            "retroperitoneal",
            "paraaortic",
            "celiac",
            "perigastric",
        ],
        "C77.2",
    ),
    (&["axillary", "pectoral", "brachial", "epitrochlear"], "C77.3"),
    (&["inguinal", "groin", "popliteal"], "C77.4"),
    (&["pelvic", "iliac", "obturator", "parametrial"], "C77.5"),
];

/// Where the regional nodes of a primary lie.
const REGIONAL: &[(&[&str], &str)] = &[
    (&["C73", "C01", "C02", "C03", "C04", "C05", "C06", "C09", "C10", "C32"], "C77.0"),
    (&["C34", "C37"], "C77.1"),
    (&["C16", "C17", "C18", "C19", "C22", "C25", "C64"], "C77.2"),
    (&["C50"], "C77.3"),
    (&["C51"], "C77.4"),
    (&["C53", "C54", "C61", "C67"], "C77.5"),
];

/// At most so many places are looked at: what it costs stays in proportion.
const MOST: usize = 50;

const REACHED: &[&str] =
    &["metastatic", "metastasis", "met", "mets", "spread", "involving", "involved", "involvement"];

/// Adds the nodes that a sentence with a reported primary says are reached.
pub(super) fn apply(case: &mut Case<'_>) {
    if case.reports("C77") {
        return;
    }
    let mut found = Vec::new();
    for &node in case.places.word("node").iter().take(MOST) {
        let node = node as usize;
        let Some(sentence) = case.doc.sentence_of(node) else { continue };
        let own = |d: &&Draft| d.sentence as usize == sentence && d.under("C") && !d.under("C7");
        let thyroid = |d: &&Draft| d.sentence as usize == sentence && d.under("C73");
        let Some(primary) = case.drafts.iter().find(|d| own(d) || thyroid(d)).cloned() else { continue };
        let within = near::sentence(case, &primary);
        let before = node.saturating_sub(7).max(within.start)..node;
        let reached = before.clone().find(|&t| REACHED.contains(&case.doc.folded(t)));
        let Some(reached) = reached else { continue };
        let context = case.doc.context(case.span(node..node + 1));
        if context.assertion.presence != Presence::Present
            || before.clone().any(|t| matches!(case.doc.folded(t), "no" | "without" | "negative"))
            || (reached + 1..=node).any(|t| case.doc.gap(t).has(Gap::SEMICOLON.with(Gap::STOP)))
        {
            continue;
        }
        let named = REGIONS
            .iter()
            .find(|(words, _)| (reached..node).any(|t| words.contains(&case.doc.folded(t))));
        let regional = (reached..node).any(|t| matches!(case.doc.folded(t), "regional" | "local"));
        let by_primary = || REGIONAL.iter().find(|(codes, _)| codes.iter().any(|c| primary.under(c)));
        let Some((_, code)) = named.or_else(|| by_primary().filter(|_| regional)) else { continue };
        found.push((*code, primary, node));
    }
    if found.is_empty() {
        found.extend(counted(case));
    }
    for (code, primary, node) in found {
        let span = case.span(node..node + 1);
        let order = i64::from(span.start);
        let like = Draft { evidence: vec![span], tokens: vec![node as u32], order, ..primary };
        case.add(code, &like, "the nodes that the tumor has reached", "OCG-I.C.2");
    }
}

/// "2/18 pericolonic nodes +", "3 of 12 nodes positive" in the report of the tissue: the nodes of the primary.
fn counted(case: &Case<'_>) -> Option<(&'static str, Draft, usize)> {
    let doc = case.doc;
    let primary = case.reported().find(|d| d.under("C") && !d.under("C7") || d.under("C73"))?.clone();
    let positive = |&&node: &&u32| {
        let node = node as usize;
        let behind = doc.tokens()[node].span.end as usize;
        let plus = doc.text().get(behind..).is_some_and(|s| s.trim_start_matches(' ').starts_with('+'));
        let sign = plus || matches!(doc.folded(node + 1), "positive" | "pos" | "involved");
        let none = (node.saturating_sub(5)..node).any(|t| matches!(doc.folded(t), "0" | "no" | "zero"));
        let context = doc.context(case.span(node..node + 1));
        sign && !none && context.assertion.is_affirmed()
    };
    let node = *case.places.word("node").iter().take(MOST).find(positive)? as usize;
    let near = node.saturating_sub(4)..node;
    let named = REGIONS.iter().find(|(words, _)| near.clone().any(|t| words.contains(&doc.folded(t))));
    let by_primary = || REGIONAL.iter().find(|(codes, _)| codes.iter().any(|c| primary.under(c)));
    let (_, code) = named.or_else(by_primary)?;
    Some((*code, primary, node))
}
