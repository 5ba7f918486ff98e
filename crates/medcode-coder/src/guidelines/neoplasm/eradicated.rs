//! A primary malignancy that was removed, with no further treatment and no evidence that it
//! is there, is personal history; its surveillance is Z08 (OCG I.C.2.d, I.C.2.m, I.C.21.c.8).

use crate::case::{Case, Draft, Fate, Tier};
use crate::guidelines::longterm::is_stopped;
use medcode_model::{Experiencer, Presence, Setting, WithheldReason};

/// Words that say it is gone.
const GONE: &[&str] = &[
    "ned",
    "resected",
    "excised",
    "removed",
    "eradicated",
    "cured",
    "lobectomy",
    "mastectomy",
    "lumpectomy",
    "prostatectomy",
    "nephrectomy",
    "colectomy",
    "hysterectomy",
    "thyroidectomy",
    "resection",
    "excision",
    "wle",
    "moh",
    "mohs",
    "clear",
    "radiation",
    "xrt",
    "brachytherapy",
    "chemoradiation",
];
/// Words of a visit to see whether it came back.
const WATCH: &[&str] = &["surveillance"];

/// "Hx R breast DCIS" is a history of a neoplasm in situ (Tabular Z86.000).
pub(super) fn in_situ(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let named = |t: &u32| matches!(case.doc.folded(*t as usize), "dcis" | "lcis" | "situ");
        if case.drafts[at].under("Z85.3") && case.drafts[at].tokens.iter().any(named) {
            case.recode(at, "Z86.000", "the neoplasm was in situ", "OCG-I.C.21.c.4");
        }
    }
}

pub(super) fn apply(case: &mut Case<'_>) {
    let mut added = Vec::new();
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let past = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::Historical, .. });
        if past && history_code(draft).is_some() && is_operated_now(case, draft) {
            case.drafts[at].fate = Fate::Report;
            case.drafts[at].tier = Tier::Assessed;
        }
    }
    let treated = is_treated(case);
    for draft in &case.drafts {
        let Some(code) = history_code(draft) else { continue };
        let own = draft.context.assertion.experiencer == Experiencer::Patient
            && draft.context.assertion.presence == Presence::Present;
        let gone = says(case, draft, GONE);
        let over = no_disease(case) || says(case, draft, &["prior", "previous"]);
        if is_operated_now(case, draft) {
            continue;
        }
        let settled = draft.is_reported() && gone && over && !treated;
        if !own || draft.tier < Tier::Told || !gone || draft.is_reported() && !settled {
            continue;
        }
        // "Skin cancer (melanoma in situ, excised)" is the one in situ.
        let named_again = draft.under("C44")
            && case
                .drafts
                .iter()
                .any(|d| d.sentence == draft.sentence && (d.under("D03") || d.under("D04")));
        let code = if named_again { "" } else { code };
        // A cancer of the skin elsewhere is another one.
        let skin = draft.under("C44") || draft.under("C43");
        let same = |d: &Draft| {
            let site = !skin || d.code.bytes()[3] == draft.code.bytes()[3];
            // "Continue tamoxifen" for it: the malignancy is current.
            let again = d.row != draft.row || !draft.is_reported() && treated;
            d.code.category() == draft.code.category() && again && site
        };
        let active = case.reported().any(same);
        if !active {
            added.push((code, draft.clone()));
        }
    }
    for (code, draft) in &added {
        for own in case.drafts.iter_mut().filter(|d| d.is_reported() && d.row == draft.row) {
            let detail = format!("{code}: removed, with no evidence of disease");
            own.withhold(WithheldReason::Historical, detail, Some("OCG-I.C.2.m"));
        }
    }
    let malignant = case.reported().any(|d| d.under("C"));
    for (code, draft) in added {
        if code.is_empty() {
            continue;
        }
        let like = Draft { fate: Fate::Report, tier: Tier::Discussed, ..draft };
        case.add(code, &like, "removed, with no evidence of disease", "OCG-I.C.2.m");
        if code.starts_with("Z85") && !malignant && says(case, &like, WATCH) {
            let first = Draft { order: i64::MIN / 4, tier: Tier::Assessed, ..like };
            case.add("Z08", &first, "surveillance after treatment of a malignancy", "OCG-I.C.21.c.8");
            withhold_screening(case);
        }
    }
}

/// Whether the note tells of cutting it out again or wider, or of margins that are not free: treatment
/// goes on, and the malignancy is coded (OCG I.C.2.a, I.C.2.m).
fn is_operated_now(case: &Case<'_>, draft: &Draft) -> bool {
    const AGAIN: &[&str] = &[
        "re excision",
        "reexcision",
        "re excised",
        "reexcised",
        "positive margin",
        "involved margin",
        "margin positive",
        "residual melanoma",
        "residual tumor",
        "residual carcinoma",
        "biopsy proven",
        "bx proven",
    ];
    let sentence = draft.sentence as usize;
    let near = sentence.saturating_sub(1)..=sentence + 1;
    let own = |at: usize| case.doc.sentence_of(at).is_some_and(|s| near.contains(&s));
    // A lesion that a biopsy proved is there until it is cut out, which a procedure of this note does.
    let excised = || !case.places.any(&["excision of", "excised", "excision", "moh"]).is_empty();
    let surgical = case.facts.setting == Setting::OutpatientProcedure
        || case.facts.setting.is_inpatient()
        || case.facts.setting == Setting::Office && excised();
    surgical && case.places.any(AGAIN).iter().any(|r| own(r.start))
}

/// Whether the note says that no disease is left.
fn no_disease(case: &Case<'_>) -> bool {
    const PHRASES: &[&str] = &[
        "ned",
        "no evidence of disease",
        "no evidence of recurrence",
        "no local recurrence",
        "no recurrence",
    ];
    !case.places.any(PHRASES).is_empty()
}

/// Adjuvant hormone therapy is treatment: the malignancy stays current (OCG I.C.2).
fn is_treated(case: &Case<'_>) -> bool {
    let adjuvant = |number: &usize| {
        let class = case.lexicon.drugs.drug(*number).class;
        matches!(class, "estrogen-affecting" | "antiandrogen" | "aromatase-inhibitor" | "serm")
    };
    let mut numbers: Vec<usize> = case.drugs.iter().map(|d| d.number).filter(adjuvant).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().any(|number| !is_stopped(case, number))
}

/// Whether the sentence of a mention holds one of these words.
fn says(case: &Case<'_>, draft: &Draft, words: &[&str]) -> bool {
    let (low, high) = case.doc.sentences()[draft.sentence as usize].tokens;
    (low..high).any(|t| words.contains(&case.doc.folded(t as usize)))
}

fn history_code(draft: &Draft) -> Option<&'static str> {
    if !matches!(draft.code.bytes()[0], b'C' | b'D') {
        return None;
    }
    let category = draft.code.compact().get(..3)?;
    medcode_lexicon::rows_of("malignancy_history")
        .iter()
        .find(|r| r[0] == category)
        .and_then(|r| r.get(1).copied())
}

/// A follow-up after cancer is no screening and no follow-up of other conditions.
fn withhold_screening(case: &mut Case<'_>) {
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        if draft.under("Z12") || draft.under("Z09") {
            let detail = "follow-up after treatment of a malignancy is Z08";
            draft.withhold(WithheldReason::Excluded, detail, Some("OCG-I.C.21.c.8"));
        }
    }
}
