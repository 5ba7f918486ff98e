//! Wounds and abscesses: the layer says the body system (B3.5 takes the deepest), the words say
//! whether tissue was cut out.

use crate::desk::{Case, is_done, why_not};
use crate::draft::{self, Draft};
use crate::read::phrases::Hit;
use medcode_model::{Evidence, Query};

/// Layers from the surface down, with their words and body system.
const LAYERS: [(&[&str], u8); 4] = [
    (&["skin", "dermis", "dermal", "epidermi", "epidermis"], b'H'),
    (&["subcutaneou", "subcutaneous", "subcut", "subq", "fat", "fascia", "fascial", "sq"], b'J'),
    (&["muscle", "muscular"], b'K'),
    (&["bone", "cortex", "bony"], b'Q'),
];

/// `taken`: the incisions and drainages of a body part that is named.
pub(crate) fn apply(case: &mut Case<'_>, taken: &[Hit]) {
    let mut out: Vec<Draft> = Vec::new();
    let mut queries = Vec::new();
    for sight in &case.sights {
        let Some(family) = sight.procedure.option("family") else { continue };
        if taken.contains(&sight.hit) {
            continue;
        }
        let words = case.words(sight.hit);
        let layer = layer(case, sight.hit);
        let pattern = match (family, layer) {
            ("debride", Some(system)) if cut_out(case, sight.hit) => {
                [b'0', system, b'B', b'.', b'.', b'Z', b'Z']
            }
            ("debride", _) => {
                if is_done(&sight.status) {
                    queries.push(question(case, sight.hit));
                }
                continue;
            }
            ("scrape", Some(system)) => [b'0', system, b'D', b'.', b'.', b'Z', b'Z'],
            ("abscess", layer) => {
                let system = if layer == Some(b'H') { b'H' } else { b'J' };
                [b'0', system, b'9', b'.', b'.', b'.', b'Z']
            }
            _ => continue,
        };
        for mut draft in draft::by(&words, sight.hit.row, sight.procedure, &[pattern]) {
            if draft.code[4] == 0 && draft.code[3] != 0 {
                // Cutting down to the layer is open (ICD-10-PCS approach definitions); the skin's is external.
                draft.code[4] = if draft.code[1] == b'H' && draft.code[2] != b'9' { b'X' } else { b'0' };
                draft.code[5] = b'Z';
                draft.code[6] = b'Z';
            }
            if layer.is_none() {
                draft.assumed |= 2;
            } else {
                draft.reasons.push("the deepest layer named says the body system (B3.5)".into());
            }
            if let Some((reason, detail)) = why_not(&sight.status) {
                draft.withhold(reason, detail, None);
            }
            out.push(draft);
        }
    }
    out.retain(|d| !d.is_complete() || case.words(d.hit).is_legal(&d.code));
    case.drafts.extend(out);
    case.queries.extend(queries.into_iter().take(1));
    light(case);
}

/// The deepest layer named close by.
fn layer(case: &Case<'_>, hit: Hit) -> Option<u8> {
    let doc = case.stay.doc;
    let words = case.words(hit);
    let (first, end) = *words.stretches.get(2)?;
    let denied = |i: usize| {
        (i.saturating_sub(5).max(first)..i)
            .any(|j| matches!(doc.folded(j), "no" | "not" | "without" | "spare" | "spared"))
    };
    LAYERS
        .iter()
        .rev()
        .find(|(names, _)| (first..end).any(|i| names.contains(&doc.folded(i)) && !denied(i)))
        .map(|(_, system)| *system)
}

/// Whether the words say that tissue was cut out: "excisional", not "sharp" alone.
fn cut_out(case: &Case<'_>, hit: Hit) -> bool {
    let doc = case.stay.doc;
    let words = case.words(hit);
    let (first, end) = words.stretches.get(2).copied().unwrap_or((hit.first, hit.end));
    (first..end).any(|i| matches!(doc.folded(i), "excisional" | "excisionally" | "excised" | "excision"))
}

fn question(case: &Case<'_>, hit: Hit) -> Query {
    let span = case.words(hit).span(hit.first, hit.end);
    Query {
        question:
            "A debridement is recorded without its kind or depth. Please document whether tissue was \
                   cut out (excisional) and the deepest layer removed."
                .into(),
        indicators: vec![Evidence { span }],
        options: [
            "Excisional: skin",
            "Excisional: subcutaneous tissue or fascia",
            "Excisional: muscle",
            "Excisional: bone",
            "Not excisional",
            "Other",
            "Unable to determine",
        ]
        .map(str::to_owned)
        .to_vec(),
    }
}

/// Light for a newborn's jaundice: once, or in several courses.
fn light(case: &mut Case<'_>) {
    let mut starts = case.sights.iter().filter(|s| s.procedure.option("family") == Some("light"));
    let Some(first) = starts.clone().find(|s| is_done(&s.status)) else {
        if let Some(sight) = starts.next() {
            let mut draft = plain(case, sight.hit, *b"6A600ZZ");
            if let Some((reason, detail)) = why_not(&sight.status) {
                draft.withhold(reason, detail, None);
            }
            case.drafts.push(draft);
        }
        return;
    };
    let doc = case.stay.doc;
    let again = |s: &crate::desk::Sight<'_>| {
        let at = doc.sentence_of(s.hit.first).map(|n| doc.sentences()[n].tokens);
        at.is_some_and(|(a, b)| {
            (a..b).any(|i| {
                matches!(
                    doc.folded(i as usize),
                    "course" | "restart" | "restarted" | "again" | "multiple" | "second"
                )
            })
        })
    };
    let many = case.sights.iter().filter(|s| s.procedure.option("family") == Some("light")).any(again);
    let hit = first.hit;
    let draft = plain(case, hit, if many { *b"6A601ZZ" } else { *b"6A600ZZ" });
    case.drafts.push(draft);
}

fn plain(case: &Case<'_>, hit: Hit, code: [u8; 7]) -> Draft {
    let words = case.words(hit);
    let procedure = &case.tables.procedures[hit.row];
    let mut made = draft::by(&words, hit.row, procedure, &[code]);
    made.pop().unwrap_or_else(|| Draft::fixed(hit, code, words.span(hit.first, hit.end)))
}
