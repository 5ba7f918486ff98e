//! Coronary arteries opened through the skin: one number a major artery, by the most that was
//! done in it.
//!
//! The left main, the left anterior descending, the circumflex, the right and the ramus are each a
//! major artery; what is done in a branch counts with its artery (NCCI Policy Manual ch. XI §F).
//! Until 2025 a branch had a number of its own; from 2026 two stented stretches of one artery, or
//! both arms of a fork, have one. A hospital reports drug-eluting stents by C codes.

use super::line::ANATOMIC;
use crate::desk::Case;
use crate::families::line::{Line, service};
use crate::read::Status;
use medcode_model::{BillingContext, Date, Presence, Temporality};
use std::ops::Range;

pub(crate) const FAMILY: &str = "pci";
const AUTHORITY: &str = "NCCI Policy Manual ch. XI §F";

/// What is done inside an artery, the least first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Done {
    balloon: bool,
    cut: bool,
    stent: bool,
    eluting: bool,
}

/// One artery, or branch of one, that was treated.
struct Treated {
    /// The modifier of its major artery.
    artery: &'static str,
    branch: bool,
    done: Done,
    tokens: Range<usize>,
}

/// Words for arteries: first and second word, the modifier, whether a branch.
const ARTERIES: &[(&str, &str, &str, bool)] = &[
    ("lad", "", "LD", false),
    ("anterior", "descending", "LD", false),
    ("diagonal", "", "LD", true),
    ("diag", "", "LD", true),
    ("d1", "", "LD", true),
    ("d2", "", "LD", true),
    ("septal", "", "LD", true),
    ("lcx", "", "LC", false),
    ("circumflex", "", "LC", false),
    ("lcirc", "", "LC", false),
    ("circ", "", "LC", false),
    ("cx", "", "LC", false),
    ("om", "", "LC", true),
    ("om1", "", "LC", true),
    ("om2", "", "LC", true),
    ("om3", "", "LC", true),
    ("obtuse", "marginal", "LC", true),
    ("rca", "", "RC", false),
    ("right", "coronary", "RC", false),
    ("pda", "", "RC", true),
    ("rpda", "", "RC", true),
    ("posterior", "descending", "RC", true),
    ("posterolateral", "", "RC", true),
    ("rpl", "", "RC", true),
    ("acute", "marginal", "RC", true),
    ("lmca", "", "LM", false),
    ("left", "main", "LM", false),
    ("ramus", "", "RI", false),
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let treated = treated(case);
    let mut arteries: Vec<&'static str> = Vec::new();
    for one in &treated {
        if !arteries.contains(&one.artery) {
            arteries.push(one.artery);
        }
    }
    let infarct = is_infarct(case);
    let mut lines = Vec::new();
    for artery in arteries {
        let mine: Vec<&Treated> = treated.iter().filter(|t| t.artery == artery).collect();
        // One artery is the culprit of an infarct: the first that is told of.
        let culprit = infarct && lines.is_empty();
        lines.extend(of_artery(case, &mine, culprit));
    }
    case.services.extend(lines);
}

/// Whether the note tells of an infarct of now.
fn is_infarct(case: &Case<'_>) -> bool {
    let all = 0..case.reading.doc.tokens().len();
    case.places(all, "pci infarct").into_iter().any(|at| {
        let context = case.reading.doc.context(case.reading.span(at..at + 1));
        context.assertion.temporality != Temporality::Past
            && context.assertion.presence == Presence::Present
            && !context.section.is_history_list()
    })
}

impl Case<'_> {
    /// Whether a class of words is said anywhere in the note.
    fn says_anywhere(&self, class: &str) -> bool {
        self.says(0..self.reading.doc.tokens().len(), class)
    }
}

/// The lines of one major artery.
fn of_artery(case: &Case<'_>, mine: &[&Treated], culprit: bool) -> Vec<crate::service::Service> {
    let main: Vec<&&Treated> = mine.iter().filter(|t| !t.branch).collect();
    let branches: Vec<&&Treated> = mine.iter().filter(|t| t.branch).collect();
    let of_all = mine.iter().fold(Done::default(), |a, t| a.and(t.done));
    let here = mine[0].tokens.clone();
    let around = case.reading.near(here.start);
    let closed = case.says(around.clone(), "pci closed");
    let graft = case.says(around, "pci graft");
    let facility = case.visit.billing == BillingContext::Facility;
    let number = number(of_all, culprit, closed, graft, facility && of_all.eluting);
    let fork = !main.is_empty() && !branches.is_empty() && of_all.stent;
    let new_rules = Date::new(2026, 1, 1).is_some_and(|d| case.visit.date >= d);
    let number = if new_rules && number == "92928" && (fork && case.says_anywhere("pci fork")) {
        "92930"
    } else {
        number
    };
    let line = |number, tokens: &Range<usize>, reason: &str| Line {
        number,
        units: 1,
        tokens: tokens.clone(),
        reason: reason.to_owned(),
        authority: AUTHORITY,
    };
    let mut out: Vec<_> =
        service(case, line(number, &here, "the most done in this artery")).into_iter().collect();
    if !new_rules && !main.is_empty() {
        for branch in branches.iter().take(2) {
            let further = if branch.done.stent { "92929" } else { "92921" };
            out.extend(service(case, line(further, &branch.tokens, "a branch beside its artery")));
        }
    }
    for one in &mut out {
        let artery = mine[0].artery;
        one.modify(artery, format!("{artery}: the artery that is named"), ANATOMIC);
    }
    out
}

/// The number of what was done in an artery.
const fn number(done: Done, culprit: bool, closed: bool, graft: bool, eluting: bool) -> &'static str {
    match (culprit, closed, graft) {
        (true, ..) => {
            if eluting {
                "C9606"
            } else {
                "92941"
            }
        }
        (_, true, _) => {
            if eluting {
                "C9607"
            } else {
                "92943"
            }
        }
        (.., true) => {
            if eluting {
                "C9604"
            } else {
                "92937"
            }
        }
        _ => match (done.cut, done.stent) {
            (true, true) if eluting => "C9602",
            (true, true) => "92933",
            (true, false) => "92924",
            (false, true) if eluting => "C9600",
            (false, true) => "92928",
            (false, false) => "92920",
        },
    }
}

impl Done {
    const fn and(self, other: Self) -> Self {
        Self {
            balloon: self.balloon || other.balloon,
            cut: self.cut || other.cut,
            stent: self.stent || other.stent,
            eluting: self.eluting || other.eluting,
        }
    }

    fn any(self) -> bool {
        self != Self::default()
    }
}

/// The arteries and branches that the note tells to have been treated, each once.
fn treated(case: &Case<'_>) -> Vec<Treated> {
    let mut out: Vec<Treated> = Vec::new();
    let all = 0..case.reading.doc.tokens().len();
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for at in case.places(all, "pci act") {
        let sentence = case.reading.sentence(at);
        if sentences.last() != Some(&sentence) {
            sentences.push(sentence);
        }
    }
    for sentence in sentences {
        for one in told(case, &sentence) {
            let known = out.iter_mut().find(|t| t.artery == one.artery && t.branch == one.branch);
            match known {
                Some(known) => known.done = known.done.and(one.done),
                None => out.push(one),
            }
        }
    }
    out
}

/// What a sentence tells: what was done stands before its artery, else after it.
fn told(case: &Case<'_>, sentence: &Range<usize>) -> Vec<Treated> {
    let mut out: Vec<Treated> = Vec::new();
    let (mut pending, mut last) = (Done::default(), Done::default());
    for at in sentence.clone() {
        let done = done_at(case, at);
        if done.any() {
            pending = pending.and(done);
        }
        let Some((artery, branch)) = artery(case, at) else { continue };
        let done = if pending.any() { pending } else { last };
        out.push(Treated { artery, branch, done, tokens: at..at + 1 });
        (pending, last) = (Done::default(), done);
    }
    // `LAD: predilated, then stented`: told after the artery it belongs to.
    if let Some(one) = out.last_mut().filter(|_| pending.any()) {
        one.done = one.done.and(pending);
    }
    out.retain(|t| t.done.any());
    out
}

/// What some word says was done at this visit.
fn done_at(case: &Case<'_>, at: usize) -> Done {
    let is = |class: &str| case.says(at..at + 1, class);
    let done = Done {
        balloon: is("pci balloon"),
        cut: is("pci cut"),
        stent: is("pci stent") || is("pci eluting"),
        eluting: is("pci eluting"),
    };
    let told = done.any()
        && !is_old(case, at)
        && case.reading.act_at(&(at..at + 1), case.visit.setting) == Status::Done;
    if told { done } else { Done::default() }
}

/// A stent that was there before: `patent stent`, `in-stent restenosis`.
fn is_old(case: &Case<'_>, at: usize) -> bool {
    let doc = case.reading.doc;
    let before = at.checked_sub(1).map_or("", |t| doc.folded(t));
    matches!(before, "patent" | "prior" | "previous" | "old" | "existing" | "in")
        || matches!(doc.folded(at + 1), "restenosis" | "thrombosis" | "patent")
}

/// The major artery, and whether a branch of it, that the words at a token name.
fn artery(case: &Case<'_>, at: usize) -> Option<(&'static str, bool)> {
    let doc = case.reading.doc;
    let (word, next) = (doc.folded(at), doc.folded(at + 1));
    let named = ARTERIES.iter().find(|(a, b, ..)| *a == word && (b.is_empty() || *b == next))?;
    Some((named.2, named.3))
}
