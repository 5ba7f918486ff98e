//! The condition that a drug brought on.

use crate::case::{Case, Draft, Fate, Tier};
use crate::drug::{Drug, DrugAt};
use medcode_model::WithheldReason;
use medcode_note::SectionKind;

/// Where in the sentence the effect stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Where {
    /// Its words end at most `reach` tokens before `to`.
    Before { to: usize, reach: usize },
    /// Its words begin at most `reach` tokens after `from`.
    After { from: usize, reach: usize },
    /// Its words follow the drug's name: "lithium tremor".
    Named { at: usize },
}

/// What a drug's name right before it can only have brought on, not be taken for.
const NEVER_TREATED: &[&str] = &[
    "R", "G21", "G24", "G25", "G62", "G72", "M79.1", "L27", "L50", "T78.3", "K71", "D68.3", "D69.5",
    "D70", "D61", "N14", "J70", "I95", "K52.1", "K59.0", "E16", "E03.2",
];

/// The draft of the effect: the nearest that is or can be reported.
pub(super) fn find(case: &Case<'_>, drug: DrugAt, at: Where) -> Option<usize> {
    let sentence = case.doc.sentence_of(drug.first)? as u32;
    let mut best: Option<(usize, usize)> = None;
    for (n, draft) in case.drafts.iter().enumerate() {
        if draft.sentence != sentence || !can_be_effect(draft) {
            continue;
        }
        let Some(away) = distance(draft, drug, at) else { continue };
        if best.is_none_or(|(least, _)| away < least) {
            best = Some((away, n));
        }
    }
    best.and_then(|(_, n)| stand_in(case, n)).or_else(|| named_again(case, at))
}

/// The draft itself, or the combination code that took it in.
fn stand_in(case: &Case<'_>, n: usize) -> Option<usize> {
    if !is_joined(&case.drafts[n]) {
        return Some(n);
    }
    let evidence = &case.drafts[n].evidence;
    case.drafts.iter().position(|d| d.is_reported() && d.evidence.iter().any(|e| evidence.contains(e)))
}

/// Withheld because another code says it too.
fn is_joined(draft: &Draft) -> bool {
    matches!(draft.fate, Fate::Withhold { reason: WithheldReason::LessSpecific, .. })
}

/// "Naproxen is the cause of the ulcer": the reported condition that a bare noun means.
fn named_again(case: &Case<'_>, at: Where) -> Option<usize> {
    let Where::After { from, reach } = at else { return None };
    (from..from + reach).filter(|&t| !crate::reading::is_describing(case.doc.folded(t))).find_map(|t| {
        let word = case.doc.folded(t);
        let says = |d: &Draft| d.tokens.iter().any(|&t| case.doc.folded(t as usize) == word);
        case.drafts.iter().position(|d| d.is_reported() && can_be_effect(d) && says(d))
    })
}

/// How far the effect's words stand from where they should.
fn distance(draft: &Draft, drug: DrugAt, at: Where) -> Option<usize> {
    let own = |t: &usize| !(drug.first..drug.end).contains(t);
    let tokens = || draft.tokens.iter().map(|&t| t as usize).filter(own);
    let (first, last) = (tokens().min()?, tokens().max()?);
    match at {
        Where::Before { to, reach } => (last < to && to - last - 1 < reach).then(|| to - last - 1),
        Where::After { from, reach } => {
            (first >= from.saturating_sub(1) && last >= from && first <= from + reach)
                .then(|| first.saturating_sub(from))
        }
        Where::Named { at } => {
            let named = NEVER_TREATED.iter().any(|p| draft.under(p));
            (named && first == at && draft.tier == Tier::Assessed).then_some(0)
        }
    }
}

/// Substance use has its own codes; a status or an injury is no drug effect.
fn can_be_effect(draft: &Draft) -> bool {
    let substance = draft.code.bytes()[..2] == *b"F1";
    let injury = draft.code.bytes()[0] == b'S'
        || draft.under("T") && !["T78", "T88", "T80"].iter().any(|p| draft.under(p));
    !substance && !injury && !draft.is_external_cause() && !draft.under("Z") && is_open(draft)
}

/// Reported, or withheld only for want of an assessment, which naming its cause is.
fn is_open(draft: &Draft) -> bool {
    match &draft.fate {
        Fate::Report => true,
        Fate::Withhold { reason, .. } => {
            let told = draft.tier >= Tier::Discussed
                || draft.tier == Tier::Told && draft.context.section == SectionKind::Unsectioned;
            *reason == WithheldReason::NotAddressed && told
                || matches!(reason, WithheldReason::Integral | WithheldReason::LessSpecific)
        }
    }
}

/// Reports the effect, by the code it has where a drug brought it on.
pub(super) fn report(case: &mut Case<'_>, effect: usize, drug: &Drug) {
    case.drafts[effect].fate = Fate::Report;
    let code = case.drafts[effect].code.to_string();
    let rows = medcode_lexicon::rows_of("drug_effects");
    let Some(row) = rows.iter().find(|r| r[0] == code) else { return };
    let [_, by_drug, by_chemotherapy, ..] = row[..] else { return };
    let chemotherapy = drug.row.starts_with("Antineoplastic") && by_chemotherapy != "-";
    let code = if chemotherapy { by_chemotherapy } else { by_drug };
    if code != "-" {
        case.recode(effect, code, "brought on by a drug", "OCG-I.C.19.e.5.a");
    }
}

/// Whether the effect is bleeding, by its title or by its own words.
pub(super) fn is_bleeding(case: &Case<'_>, effect: usize, drug: DrugAt) -> bool {
    const WORDS: &[&str] = &[
        "bleed",
        "bleeding",
        "hemorrhage",
        "hematoma",
        "melena",
        "hematuria",
        "epistaxis",
        "hematemesis",
    ];
    let effect = &case.drafts[effect];
    let title = &case.title(effect.row).lower;
    let named = WORDS.iter().any(|w| title.contains(w) && !title.contains(&format!("without {w}")));
    let near = effect.tokens.first().map_or(drug.first, |&t| t as usize);
    let said = (near.min(drug.first)..drug.first).any(|t| WORDS.contains(&case.doc.folded(t)));
    named || said
}
