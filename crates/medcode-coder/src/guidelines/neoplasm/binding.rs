//! Which site belongs to which tumor? "Breast cancer with brain metastases" is a cancer of the
//! breast and a metastasis of the brain, not the reverse (OCG I.C.2).

use super::nodes;
use crate::case::{Case, Draft, Fate, Tier};
use medcode_kb::terms::{TermKind, Terms};
use medcode_model::{Sex, WithheldReason};

const TUMOR: &[&str] = &[
    "cancer",
    "ca",
    "carcinoma",
    "adenocarcinoma",
    "adenoca",
    "malignancy",
    "tumor",
    "melanoma",
    "nsclc",
    "sclc",
];
const SPREAD: &[&str] = &["metastasis", "metastatic", "met", "mets"];

pub(super) fn apply(case: &mut Case<'_>) {
    primaries(case);
    spread_to(case);
    told(case);
    of_the_metastases(case);
    nodes::apply(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if draft.is_reported() && is_crossed(case, draft) {
            let detail = "the site belongs to another tumor of the sentence";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.2"));
        }
    }
}

fn is_secondary(draft: &Draft) -> bool {
    ["C77", "C78", "C79"].iter().any(|p| draft.under(p))
}

/// Whether the words of a neoplasm stand on both sides of those of another.
fn is_crossed(case: &Case<'_>, draft: &Draft) -> bool {
    let (Some(&first), Some(&last)) = (draft.tokens.first(), draft.tokens.last()) else { return false };
    if !draft.under("C") || first == last {
        return false;
    }
    let word = |t: u32| case.doc.folded(t as usize);
    if is_secondary(draft) {
        // "Metastatic lung cancer" is a cancer of the lung that has spread.
        let of_primary = word(first) == "metastatic" && TUMOR.contains(&word(last));
        if of_primary && draft.tokens.len() > 2 && names_target(case, draft) {
            return true;
        }
        // "Of the colon, metastatic to": the site before the word is the primary's.
        if word(last) == "metastatic" && word(last + 1) == "to" {
            return true;
        }
        // "Metastatic to mesenteric nodes": the nodes of a site are not the site.
        if !draft.under("C77") && nodes::NODES.contains(&word(last + 1)) {
            return true;
        }
        let between = |t: &u32| !draft.tokens.contains(t) && TUMOR.contains(&word(*t));
        return SPREAD.contains(&word(last)) && (first..last).any(|t| between(&t));
    }
    // The site before "metastases" is theirs.
    let to = |t: &u32| word(*t) == "to" && !draft.tokens.contains(t);
    if TUMOR.contains(&word(first)) && (first..last).any(|t| to(&t)) {
        return true;
    }
    // "Bone metastases from breast cancer" is no cancer of the bone.
    let of_mets = |t: &u32| {
        let next = word(*t + 1);
        *t != last
            && !TUMOR.contains(&word(*t))
            && matches!(next, "metastasis" | "met" | "mets")
            && !draft.tokens.contains(&(*t + 1))
    };
    if draft.tokens.iter().any(of_mets) {
        return true;
    }
    let ends_in_site = !SPREAD.contains(&word(last)) && !TUMOR.contains(&word(last));
    // "Of the colon, metastatic to the liver" goes on to say where it went.
    let goes_on = word(last + 1) == "metastatic" && matches!(word(last + 2), "to" | "with");
    ends_in_site && SPREAD.contains(&word(last + 1)) && !goes_on
}

/// The primary that is told above an assessment of its metastases only: it is there, whatever is
/// treated today (OCG I.C.2.b, I.C.2.m).
fn of_the_metastases(case: &mut Case<'_>) {
    let primary = |d: &Draft| d.under("C") && !is_secondary(d) && !d.under("C80") && !d.under("C76");
    let spread = case.reported().any(is_secondary);
    if !spread || case.reported().any(primary) || case.reports("Z85") {
        return;
    }
    let held: Vec<usize> = (0..case.drafts.len())
        .filter(|&n| {
            let d = &case.drafts[n];
            let held = matches!(d.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
            let own = d.context.assertion.is_affirmed() && d.tier >= Tier::Told;
            held && own && primary(d) && !is_crossed(case, d)
        })
        .collect();
    let one = held.first().map(|&n| case.drafts[n].code);
    let same =
        held.iter().all(|&n| Some(case.drafts[n].code.category()) == one.as_ref().map(|c| c.category()));
    if let (Some(&at), true) = (held.first(), same) {
        let draft = &mut case.drafts[at];
        draft.fate = Fate::Report;
        draft.tier = Tier::Discussed;
        draft.reasons.push("the primary that the metastases come from".into());
        draft.authority.push("OCG-I.C.2");
    }
}

/// Whether the sentence tells where the tumor went: a secondary site is coded for it.
fn names_target(case: &Case<'_>, draft: &Draft) -> bool {
    case.reported().any(|d| d.sentence == draft.sentence && d.row != draft.row && is_secondary(d))
}

/// Where a primary that is reported has gone is coded too, though only the story of today tells
/// it: "lung cancer with mets to bone and liver" above an assessment of the cancer.
fn told(case: &mut Case<'_>) {
    if !case.reported().any(|d| d.under("C") && !is_secondary(d)) {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| is_secondary(d) && !d.under("C79.9")) {
        let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        if held && draft.tier >= Tier::Told && draft.context.assertion.is_affirmed() {
            draft.fate = Fate::Report;
            draft.reasons.push("where the malignancy that is coded has spread".into());
            draft.authority.push("OCG-I.C.2");
        }
    }
}

/// "Metastatic lung cancer to brain and bone": the secondary sites after "to".
fn spread_to(case: &mut Case<'_>) {
    let mut found = Vec::new();
    for draft in case.reported().filter(|d| d.under("C")) {
        let (low, high) = case.doc.sentences()[draft.sentence as usize].tokens;
        let (low, high) = (low as usize, high as usize);
        let spread = (low..high).find(|&t| case.doc.folded(t) == "metastatic");
        let to = spread.and_then(|s| (s..(s + 4).min(high)).find(|&t| case.doc.folded(t) == "to"));
        let Some(to) = to else { continue };
        for t in to + 1..(to + 6).min(high) {
            if matches!(case.doc.folded(t), "the" | "and" | "or") {
                continue;
            }
            let Some(row) = by_site(case, t, 1, "metastasis") else { break };
            found.push((row, draft.clone(), t));
        }
    }
    for (row, draft, t) in found {
        let span = case.span(t..t + 1);
        let tokens = vec![t as u32];
        let like = Draft { evidence: vec![span], tokens, order: i64::from(span.start), ..draft };
        case.add(
            case.release.code(row).compact().to_owned().as_str(),
            &like,
            "where it spread to",
            "OCG-I.C.2",
        );
    }
}

/// "Prostate cancer metastatic to bone": the primary site before the tumor's name.
fn primaries(case: &mut Case<'_>) {
    let mut found = Vec::new();
    for draft in case.reported().filter(|d| is_secondary(d)) {
        let (low, high) = case.doc.sentences()[draft.sentence as usize].tokens;
        for t in low as usize + 1..(high as usize).saturating_sub(1) {
            let mut ahead = t + 1..(t + 4).min(high as usize);
            let spreads = matches!(case.doc.folded(t + 1), "metastatic" | "with")
                && ahead.any(|n| SPREAD.contains(&case.doc.folded(n)))
                || t >= 2 && case.doc.folded(t - 2) == "metastatic" && t - 2 >= low as usize;
            if !TUMOR.contains(&case.doc.folded(t)) || !spreads {
                continue;
            }
            if let Some(row) = primary(case, t) {
                found.push((row, draft.clone(), t));
            }
        }
    }
    for (row, draft, t) in found {
        let code = case.release.code(row);
        let covered = case.reported().any(|d| d.code.category() == code.category());
        if !covered {
            let span = case.span(t - 1..t + 1);
            let tokens = vec![t as u32 - 1, t as u32];
            let like = Draft { evidence: vec![span], tokens, order: i64::from(span.start), ..draft };
            case.add(code.compact(), &like, "the primary that the metastases come from", "OCG-I.C.2");
        }
    }
}

/// The malignant primary of the site right before a tumor's name, as the Table gives it.
fn primary(case: &Case<'_>, tumor: usize) -> Option<u32> {
    by_site(case, tumor.checked_sub(1)?, 0, "cancer")
}

/// The code of a site named by one word in a column of the Table of Neoplasms.
fn by_site(case: &Case<'_>, token: usize, column: u8, behavior: &str) -> Option<u32> {
    let terms = Terms::of(case.release);
    let behavior = terms.word(behavior)?;
    let site = terms.word(case.doc.folded(token))?;
    let filed = terms.filed_under(site).chain(terms.filed_under(behavior));
    let found = filed
        .filter(|term| term.kind == TermKind::Neoplasm && term.column == column)
        .filter(|term| term.required.len() == 2)
        .find(|term| {
            let has = |id| term.required.iter().any(|w| w.get() == id);
            has(site) && has(behavior)
        })?;
    complete(case, found.code)
}

/// Down to the code that leaves most open.
fn complete(case: &Case<'_>, mut row: u32) -> Option<u32> {
    for _ in 0..4 {
        if case.release.is_billable(row) {
            return Some(row);
        }
        let man = case.facts.sex == Some(Sex::Male);
        let open = |r: &u32| {
            let title = case.title(*r);
            let other = title.lower.split(' ').any(|w| w == if man { "female" } else { "male" });
            title.lower.matches("unspecified").count() * 2 + usize::from(!other)
        };
        row = case.release.children(row).into_iter().max_by_key(open)?;
    }
    None
}
