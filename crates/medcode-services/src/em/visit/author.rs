//! Who wrote the note, which services stand in place of a visit, which visit was on another day?

use super::super::view::View;
use super::super::words::Cue;

/// Whether the title or the signature names a therapist, teacher, technician or the like, and neither
/// names a physician, nurse practitioner or physician assistant.
pub(super) fn is_of_other_profession(view: &View<'_>) -> bool {
    const TITLE: usize = 14;
    const SIGNED: usize = 10;
    const OTHERS: &[&str] = &[
        "dpt",
        "otr",
        "cota",
        "slp",
        "rdn",
        "ldn",
        "lcsw",
        "lmft",
        "lmhc",
        "lpc",
        "psyd",
        "bcba",
        "rbt",
        "aud",
        "crna",
        "rrt",
        "pharmd",
        "emt",
        "paramedic",
        "dietitian",
        "audiologist",
        "orthotist",
        "lactation",
    ];
    const OWN: &[&str] = &[
        "md",
        "do",
        "np",
        "pa",
        "fnp",
        "arnp",
        "aprn",
        "dnp",
        "pac",
        "physician",
        "dpm",
        "od",
        "dr",
        "cnm",
        "attending",
    ];
    let doc = view.doc;
    let end = doc.tokens().len();
    let title = doc.lines().iter().find(|l| !l.is_empty()).map_or(0, |l| l.tokens.1 as usize);
    let head = 0..title.min(TITLE);
    let tail = end.saturating_sub(SIGNED).max(head.end)..end;
    let last = doc.lines().iter().rev().find(|l| !l.is_empty()).map_or(end, |l| l.tokens.0 as usize);
    let tail = tail.start.max(last)..end;
    let named = |any: &[&str]| head.clone().chain(tail.clone()).any(|t| any.contains(&doc.folded(t)));
    // `Refer to LCSW`, `SLP eval`: sent there, not written there.
    let sent = |t: usize| {
        (t.saturating_sub(4)..t).any(|n| {
            matches!(
                doc.folded(n),
                "refer" | "referral" | "ref" | "to" | "with" | "see" | "consult" | "order"
            )
        }) || matches!(doc.folded(t + 1), "referral" | "ref" | "consult" | "appt")
    };
    let other = |t: usize| OTHERS.contains(&doc.folded(t)) && !sent(t);
    head.clone().chain(tail.clone()).any(other) && !named(OWN)
}

/// Families whose numbers stand in place of a visit's: examinations of the eyes, evaluations for talk
/// treatment (NCCI Policy Manual ch. XI §C), therapists and teachers, a month of dialysis (ch. 8 §140).
pub(super) const INSTEAD: &[&str] = &[
    "eye-visit",
    "psychiatric-evaluation",
    "crisis-therapy",
    "family-therapy",
    "group-psychotherapy",
    "therapy-eval",
    "speech-eval",
    "speech-therapy",
    "swallow-therapy",
    "swallow-eval",
    "swallow",
    "nutrition",
    "nutrition-group",
    "diabetes-education",
    "dialysis-month",
    "dialysis",
    "aba-plan",
    "behaviour-analysis",
    "cardiac-rehab",
    "lung-rehab",
    "work",
    "neuropsych-testing",
    "psych-testing",
    "heart-rehab-intensive",
];

/// `His exam was at the May well visit`: a visit of another day.
pub(super) fn is_of_another_day(view: &View<'_>, cue: Cue) -> bool {
    const REACH: usize = 4;
    const DAYS: &[&str] = &["last", "prior", "previous", "was", "since", "recent", "had", "due"];
    let first = cue.first as usize;
    let sentence = view.sentence(cue.first);
    let mut before = first.saturating_sub(REACH).max(sentence.start)..first;
    before.any(|t| DAYS.contains(&view.doc.folded(t)))
}
