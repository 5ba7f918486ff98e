//! What does the first line say the note is: the account of a procedure, the report of a test?

use super::Reading;
use super::cues::{Cue, Hit};
use crate::crosswalk::Crosswalk;
use medcode_note::Document;
use std::ops::Range;

/// Words of a first line that belong to the title.
const LONGEST: usize = 14;

/// Where in the first line the act that names the note begins.
const OPENS: usize = 4;

/// Words by which a first line names a visit or a talk about an act, not its account.
const VISITS: &[&str] = &[
    "clinic",
    "visit",
    "f",
    "fu",
    "followup",
    "follow",
    "consult",
    "consultation",
    "check",
    "discussion",
    "referral",
    "request",
    "planned",
    "preop",
    "pre",
    "post",
    "postop",
    "s",
    "status",
    "pod",
    "wk",
    "week",
    "eval",
    "evaluation",
    "new",
    "cc",
    "hpi",
    "complaint",
    "for",
    "after",
    "annual",
    "progress",
    "order",
    "orders",
];

/// Families whose numbers take arithmetic: acts as well.
const ACTS: &[&str] =
    &["skin-excision", "skin-shave", "skin-biopsy", "skin-destruction", "skin-tag", "cabg"];

/// The tokens of the first line, as far as a title goes.
fn first_line(doc: &Document<'_>) -> Range<usize> {
    let line = doc.lines().iter().find(|l| !l.is_empty());
    let end = line.map_or(0, |l| l.tokens.1 as usize);
    0..end.min(LONGEST)
}

/// Whether the first line opens with the name of a procedure: `VASECTOMY. Est`, `TEE / CARDIOVERSION`.
pub(super) fn names_act(reading: &Reading<'_>, crosswalk: &Crosswalk) -> bool {
    let line = first_line(reading.doc);
    let visit = |tokens: Range<usize>| {
        (0..tokens.end.min(line.end)).any(|t| VISITS.contains(&reading.doc.folded(t)))
    };
    let acts = reading.mentions_in(0..line.end.min(OPENS)).iter();
    let act = |m: &&super::Mention| {
        let phrase = crosswalk.phrase(m.phrase);
        phrase.act || phrase.family == "mohs" || ACTS.contains(&phrase.family)
    };
    acts.filter(|m| m.tokens.end <= line.end)
        .filter(act)
        .any(|m| !visit(reading.sentence(m.tokens.start)))
}

/// Whether the first line calls the note the report of a test: `AUDIOLOGY REPORT`, `SLEEP LAB -
/// INTERPRETATION`, `URODYNAMICS REPORT`.
pub(super) fn is_test_report(doc: &Document<'_>) -> bool {
    const TESTS: &[&str] = &["report", "interpretation", "interp", "worklist", "testing", "reads"];
    const LABS: &[&str] = &[
        "function",
        "pft",
        "vascular",
        "echo",
        "sleep",
        "eeg",
        "emg",
        "neurophysiology",
        "noninvasive",
        "motility",
        "diagnostic",
        "urodynamic",
        "urodynamics",
        "stress",
        "ecg",
    ];
    const OTHERS: &[&str] = &[
        "operative",
        "op",
        "procedure",
        "pathology",
        "consult",
        "consultation",
        "police",
        "incident",
        "visit",
        "welcome",
        "ippe",
        "wellness",
        "awv",
        "physical",
        "preventive",
    ];
    let line = first_line(doc);
    let first = doc.sentences().first().map_or(0, |s| s.tokens.1 as usize);
    let has = |words: &[&str]| (0..line.end.min(first)).any(|t| words.contains(&doc.folded(t)));
    // `Pulmonary function lab`, `VASCULAR LAB`: where the test is made.
    let lab = |t: usize| {
        t > 0 && matches!(doc.folded(t), "lab" | "laboratory") && LABS.contains(&doc.folded(t - 1))
    };
    let laboratory = (0..line.end.min(first)).any(lab);
    // `EDX REPORT - no consult visit` denies the visit that it names.
    let denied = |t: usize| (t.saturating_sub(2)..t).any(|n| doc.folded(n) == "no");
    let other = (0..line.end.min(first)).any(|t| OTHERS.contains(&doc.folded(t)) && !denied(t));
    (has(TESTS) || laboratory) && !other || is_built_as_report(doc) || is_pathology_title(doc)
}

/// Whether the note opens with the name of the laboratory: `PATHOLOGY: Uterus ...`.
pub(crate) fn is_pathology_title(doc: &Document<'_>) -> bool {
    let ends = medcode_note::Gap::COLON.with(medcode_note::Gap::DASH);
    let heads = |t: usize| {
        matches!(doc.folded(t), "pathology" | "histopathology" | "dermatopathology")
            && doc.gap(t + 1).has(ends)
    };
    let speech = |t: usize| t > 0 && matches!(doc.folded(t - 1), "language" | "speech");
    (0..doc.tokens().len().min(3)).any(|t| heads(t) && !speech(t)) && !is_of_visit(doc)
}

/// Whether the note has the build of a report of images or of a laboratory: `EXAM: ... TECHNIQUE: ...
/// FINDINGS: ... IMPRESSION: ...`, and nothing that is written at a visit.
pub(crate) fn is_built_as_report(doc: &Document<'_>) -> bool {
    const REACH: usize = 400;
    const LABELS: &[&str] = &["technique", "comparison", "finding", "impression", "interpretation"];
    const STUDIES: &[&str] = &["exam", "examination", "study", "modality"];
    let label = |t: usize, any: &[&str]| {
        any.contains(&doc.folded(t)) && doc.gap(t + 1).has(medcode_note::Gap::COLON)
    };
    let end = doc.tokens().len().min(REACH);
    let mut told: Vec<&str> = Vec::new();
    for t in 0..end {
        if label(t, LABELS) && !told.contains(&doc.folded(t)) {
            told.push(doc.folded(t));
        }
    }
    let study = (0..end.min(STUDY)).any(|t| label(t, STUDIES) && names_images(doc, t + 1));
    (told.len() >= 2 || study && !told.is_empty()) && study_opens(doc) && !is_of_visit(doc)
}

/// Where the study that a report tells of is named.
const STUDY: usize = 40;

/// Words of the study at the head of a report.
const IMAGES: &[&str] = &[
    "ct",
    "cta",
    "mri",
    "mra",
    "xr",
    "x",
    "xray",
    "radiograph",
    "us",
    "ultrasound",
    "sonogram",
    "duplex",
    "mammogram",
    "mammography",
    "dexa",
    "dxa",
    "pet",
    "nm",
    "nuclear",
    "scan",
    "view",
    "fluoroscopy",
    "spect",
    "esophagram",
    "arthrogram",
];

fn names_images(doc: &Document<'_>, from: usize) -> bool {
    const NEAR: usize = 6;
    (from..(from + NEAR).min(doc.tokens().len())).any(|t| IMAGES.contains(&doc.folded(t)))
}

/// Whether images are named in the first words.
fn study_opens(doc: &Document<'_>) -> bool {
    (0..doc.tokens().len().min(STUDY)).any(|t| IMAGES.contains(&doc.folded(t)))
}

/// Whether the note has sections that are written at a visit, not in the report of a test.
pub(super) fn is_of_visit(doc: &Document<'_>) -> bool {
    use medcode_note::SectionKind as K;
    doc.sections().iter().any(|s| {
        matches!(
            s.kind,
            K::Hpi
                | K::ChiefComplaint
                | K::Ros
                | K::Vitals
                | K::Plan
                | K::AssessmentPlan
                | K::Medications
                | K::SocialHistory
                | K::EdCourse
                | K::Disposition
        )
    })
}

/// Words by which a note decides on treatment: then it is more than the report of a test.
const DECIDES: &[&str] = &[
    "start",
    "started",
    "continue",
    "cont",
    "stop",
    "increase",
    "decrease",
    "refill",
    "rx",
    "prescribed",
    "rtc",
    "fu",
    "followup",
    "plan",
    "counseled",
    "discussed",
    "referred",
    "refer",
    "return",
    "given",
    "injected",
    "complains",
    "presents",
    "dc",
    "otc",
    "sprain",
    "strain",
    "admit",
    "admitted",
    "discharged",
];

/// Whether the first words name a test and the note tells of that alone: `SCREENING MAMMOGRAM
/// BILATERAL. BI-RADS 1`.
pub(super) fn names_test(reading: &Reading<'_>, crosswalk: &Crosswalk) -> bool {
    let line = first_line(reading.doc);
    let (doc, whole) = (reading.doc, 0..reading.doc.tokens().len());
    let test =
        |m: &super::Mention| crosswalk.phrase(m.phrase).rows.iter().any(|&r| crosswalk.row(r).is_test());
    let visit = (0..line.end).any(|t| VISITS.contains(&doc.folded(t)));
    // `R ankle sprain, XR neg`: the words of a title stand together.
    let whole_title = |m: &&super::Mention| {
        let comma = |t: usize| doc.gap(t).has(medcode_note::Gap::COMMA);
        m.tokens.end <= LONGEST / 2 + 1 && !(m.tokens.start + 1..m.tokens.end).any(comma)
    };
    let opens = reading.mentions.first().is_some_and(|m| m.tokens.start == 0);
    let titled = |m: &&super::Mention| opens || reading.sentence(m.tokens.start).start == 0;
    let named = reading.mentions_in(0..line.end.min(OPENS)).iter().filter(whole_title);
    named.filter(titled).any(test)
        && !visit
        && !is_of_visit(doc)
        && !whole.clone().any(|t| DECIDES.contains(&doc.folded(t)))
}

/// Whether the first line calls the note the account of an operation: `OP NOTE`, `OPERATIVE REPORT`,
/// `ASSISTANT SURGEON CLAIM`.
pub(crate) fn is_operation_title(doc: &Document<'_>) -> bool {
    const OF: &[&str] = &["operative", "op", "operation", "surgery", "surgical", "surgeon", "delivery"];
    const KIND: &[&str] = &["note", "report", "record", "dictation", "claim", "summary", "procedure"];
    let line = first_line(doc);
    let post = |t: usize| t > 0 && matches!(doc.folded(t - 1), "post" | "pre");
    if opens_account(doc) || is_assistants(doc) {
        return true;
    }
    line.clone().any(|t| OF.contains(&doc.folded(t)) && !post(t) && KIND.contains(&doc.folded(t + 1)))
}

/// `OP: Return to OR ...`, `OPERATION: ...`: the label of an account opens the note.
pub(super) fn opens_account(doc: &Document<'_>) -> bool {
    let end = doc.tokens().len();
    end > 2
        && matches!(doc.folded(0), "op" | "operation" | "surgery")
        && doc.gap(1).has(medcode_note::Gap::COLON)
}

/// `PA first assist for ...`, `Assistant surgeon, ...`, `Co-surgery: ...`: what an assistant or one of two
/// surgeons tells of an operation.
pub(super) fn is_assistants(doc: &Document<'_>) -> bool {
    const HEAD: usize = 8;
    let head = 0..HEAD.min(doc.tokens().len());
    head.into_iter().any(|t| {
        matches!(
            (doc.folded(t), doc.folded(t + 1)),
            ("assistant" | "assisting" | "co", "surgeon" | "surgery")
                | ("first", "assist" | "assistant" | "assisted")
                | ("i", "assisted")
        ) || matches!(doc.folded(t), "cosurgeon" | "cosurgery" | "cosurgeons")
    })
}

impl Reading<'_> {
    /// Whether a cue that would give a service to others stands in the title of a report.
    pub(super) fn is_of_title(&self, cue: &Hit) -> bool {
        const TITLE: u32 = 8;
        self.is_test_report && cue.cue == Cue::Elsewhere && cue.at < TITLE
    }
}
