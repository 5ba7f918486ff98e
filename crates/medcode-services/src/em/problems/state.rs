//! How does a problem stand: at its goal, worse, a threat? Its codes, then the note's words.

use super::super::view::View;
use super::super::words::{Cue, Nature, Tag};
use super::Kind;
use super::found::Found;
use crate::encounter::Encounter;
use medcode_model::{Setting, Span};
use medcode_note::Gap;
use std::ops::Range;

/// How a problem stands.
pub(super) struct State {
    pub(super) kind: Kind,
    /// The words that decided, where they are not its name.
    pub(super) cue: Option<Span>,
    /// A change of treatment alone decided.
    pub(super) inferred: bool,
}

/// Reads how a problem stands.
pub(super) fn read(view: &View<'_>, visit: &Encounter<'_>, one: &Found) -> State {
    let body = view.tokens(one.head.cover(one.body));
    let (kind, cue) = kind(view, visit, one, &body);
    let changed = |c: &Span| view.has(view.tokens(*c), Tag::Changed).is_some();
    let inferred =
        one.nature == Nature::Chronic && kind == Kind::Worse && cue.is_some_and(|c| changed(&c));
    State { kind, cue, inferred }
}

fn kind(
    view: &View<'_>,
    visit: &Encounter<'_>,
    one: &Found,
    body: &Range<usize>,
) -> (Kind, Option<Span>) {
    let said = |tag| said(view, body, tag);
    match one.nature {
        Nature::None | Nature::Minor => (Kind::Minor, None),
        Nature::Threat => (Kind::Threat, None),
        Nature::Severe => (Kind::Severe, None),
        Nature::Injury => (Kind::Injury, None),
        Nature::Systemic => match said(Tag::Severe) {
            Some(cue) => (Kind::Threat, Some(view.span(cue))),
            None if is_bleeding_in(view, visit, one) => (Kind::Threat, None),
            None => (Kind::Systemic, None),
        },
        Nature::Uncertain => (Kind::Uncertain, None),
        Nature::Acute | Nature::Symptom if is_long(view, body, one.head) => {
            chronic(view, body, one.head)
        }
        Nature::Acute | Nature::Symptom | Nature::Chronic if is_side_effect(visit, one) => {
            (Kind::Worse, None)
        }
        Nature::Acute if labored(view, one) => (Kind::Systemic, None),
        Nature::Acute => acute(view, body),
        Nature::Symptom => match said(Tag::Uncertain) {
            Some(cue) => (Kind::Uncertain, Some(view.span(cue))),
            None => symptom(view, visit),
        },
        Nature::Danger => danger(view, visit),
        Nature::Worse => match said(Tag::Severe) {
            Some(cue) => (Kind::Severe, Some(view.span(cue))),
            None => (Kind::Worse, None),
        },
        Nature::Chronic => match chronic(view, body, one.head) {
            (Kind::Stable, None) if is_attack(visit, one) => (Kind::Worse, None),
            (Kind::Stable | Kind::Worse, _) if is_severe_pain(view, one) => (Kind::Severe, None),
            other => other,
        },
    }
}

/// Whether a disease of attacks is what brought the patient to the emergency department: an attack is
/// an exacerbation.
fn is_attack(visit: &Encounter<'_>, one: &Found) -> bool {
    const ATTACKS: &[&str] = &["G43", "G440", "G40", "M10"];
    visit.setting == Setting::Ed
        && one.ranks.contains(&1)
        && one.codes.iter().any(|c| ATTACKS.iter().any(|a| c.compact().starts_with(a)))
}

/// Whether anemia by bleeding takes a patient of the emergency department into the hospital.
fn is_bleeding_in(view: &View<'_>, visit: &Encounter<'_>, one: &Found) -> bool {
    let admitted = || view.of_tag(Tag::Admit).any(|(c, _)| !view.is_denied(c) && !view.is_not_done(c));
    visit.setting == Setting::Ed && one.codes.iter().any(|c| c.compact() == "D62") && admitted()
}

/// Whether a problem is the side effect of a drug that is taken for long: the disease it is taken for is
/// one with side effects of its treatment.
fn is_side_effect(visit: &Encounter<'_>, one: &Found) -> bool {
    let adverse = |code: &str| ("T36".."T51").contains(&code) && code.as_bytes().get(5) == Some(&b'5');
    let long = visit.diagnoses.iter().any(|d| d.coded.code.compact().starts_with("Z79"));
    let told = |e: &Span| e.overlaps(one.head);
    long && visit
        .diagnoses
        .iter()
        .any(|d| adverse(d.coded.code.compact()) && d.coded.evidence.iter().any(|e| told(&e.span)))
}

/// Whether the provider calls the pain of a cancer severe.
fn is_severe_pain(view: &View<'_>, one: &Found) -> bool {
    one.codes.iter().any(|c| c.compact() == "G893")
        && view.tokens(one.head.cover(one.body)).any(|t| view.doc.folded(t) == "severe")
}

/// A chronic problem: severe, not at its goal by words or by a change of treatment, or stable.
fn chronic(view: &View<'_>, body: &Range<usize>, name: Span) -> (Kind, Option<Span>) {
    if let Some(cue) = said(view, body, Tag::Severe) {
        return (Kind::Severe, Some(view.span(cue)));
    }
    if let Some(cue) = said_beside(view, body, name) {
        return (Kind::Worse, Some(view.span(cue)));
    }
    if let Some(cue) = said(view, body, Tag::Uncertain) {
        return (Kind::Uncertain, Some(view.span(cue)));
    }
    if let Some(cue) = said(view, body, Tag::Stable) {
        return (Kind::Stable, Some(view.span(cue)));
    }
    // A treatment that is stepped up says that the goal was not reached.
    if let Some(cue) = stepped_up(view, body) {
        return (Kind::Worse, Some(view.span(cue)));
    }
    match raised(view, body) {
        Some(words) => (Kind::Worse, Some(words)),
        None => (Kind::Stable, None),
    }
}

/// `Metformin 500->1000`: an arrow from a dose to a greater one.
fn raised(view: &View<'_>, body: &Range<usize>) -> Option<Span> {
    const REACH: usize = 4;
    let drug = |t: usize| {
        let near = t.saturating_sub(REACH).max(body.start)..t;
        view.within(near).iter().any(|c| matches!(c.tag, Tag::Drug | Tag::DrugClass))
    };
    (body.start + 1..body.end).find_map(|t| {
        let to = view.number(t)?;
        let from = view.number(t - 1).or_else(|| view.number(t.checked_sub(2)?))?;
        (view.doc.gap(t).has(Gap::ARROW) && to > from && drug(t)).then(|| view.span_of(t - 1..t + 1))
    })
}

/// Whether the words that name a problem, or those around, call it chronic.
fn is_long(view: &View<'_>, body: &Range<usize>, name: Span) -> bool {
    let (first, end) = view.doc.tokens_in(name);
    let from = first.saturating_sub(2).max(body.start);
    (from..(end + 1).min(body.end)).any(|t| matches!(view.doc.folded(t), "chronic" | "longstanding"))
}

/// A word that it is not at its goal. Words that are part of the name of a disease say nothing of
/// how it stands: mild *persistent* asthma, *recurrent* depression, *progressive* sclerosis.
fn said_beside(view: &View<'_>, body: &Range<usize>, name: Span) -> Option<Cue> {
    let named = |c: &Cue| {
        name.contains(view.span(*c))
            && matches!(
                view.doc.folded(c.first as usize),
                "recurrent"
                    | "recurrence"
                    | "progressive"
                    | "intolerance"
                    | "symptomatic"
                    | "refractory"
            )
    };
    let cues = view.within(body.clone()).iter().filter(|c| c.tag == Tag::Worse && !named(c));
    cues.filter(|c| !view.is_denied(**c)).find(|c| !conditional(view, **c)).copied()
}

fn stepped_up(view: &View<'_>, body: &Range<usize>) -> Option<Cue> {
    let cues = view.within(body.clone());
    let mut changes = cues.iter().filter(|c| c.tag == Tag::Changed);
    changes
        .find(|change| {
            let near = change.first as usize..(change.end as usize + 6).min(body.end);
            let drug = |c: &&Cue| matches!(c.tag, Tag::Drug | Tag::DrugClass);
            let sentence = view.sentence(change.first);
            view.within(near).iter().filter(|c| (c.first as usize) < sentence.end).any(|c| drug(&c))
                && !view.is_not_done(**change)
                && !view.is_denied(**change)
        })
        .copied()
}

fn acute(view: &View<'_>, body: &Range<usize>) -> (Kind, Option<Span>) {
    if let Some(cue) = said(view, body, Tag::Severe).or_else(|| said(view, body, Tag::Systemic)) {
        return (Kind::Systemic, Some(view.span(cue)));
    }
    if let Some(cue) = said(view, body, Tag::Uncertain) {
        return (Kind::Uncertain, Some(view.span(cue)));
    }
    // Worse in spite of its treatment: it runs on like a chronic problem that is not at its goal.
    if let Some(cue) = said(view, body, Tag::Worse).filter(|&c| in_spite(view, c)) {
        return (Kind::Worse, Some(view.span(cue)));
    }
    (Kind::Acute, None)
}

/// Whether treatment is named in spite of which it is worse, in the note.
fn in_spite(view: &View<'_>, cue: Cue) -> bool {
    let all = 0..view.doc.tokens().len();
    let worse = |t: usize| view.doc.folded(t).starts_with("wors");
    all.clone().any(|t| view.doc.folded(t) == "despite" && (t.saturating_sub(6)..t).any(worse))
        && worse(cue.first as usize)
}

/// An infection of the airway with labored breathing is no uncomplicated one.
fn labored(view: &View<'_>, one: &Found) -> bool {
    let airway = |c: &medcode_model::Code| {
        let c = c.compact();
        c.starts_with("J0") || c.starts_with("J1") || c.starts_with("J2")
    };
    one.codes.iter().any(airway)
        && (0..view.doc.tokens().len()).any(|t| {
            let word = view.doc.folded(t);
            let next = |n: usize| view.doc.folded(t + n);
            let sign = matches!(word, "retraction" | "retractions" | "grunting")
                || word == "stridor" && next(1) == "at" && next(2) == "rest"
                || word == "respiratory" && next(1) == "distress";
            let tokens = view.doc.tokens();
            let stated = || {
                let at = view.doc.context(tokens[t].span).assertion;
                at.presence == medcode_model::Presence::Present
            };
            sign && stated()
        })
}

/// A complaint alone: uncertain where it is worked up by imaging, else acute and uncomplicated.
fn symptom(view: &View<'_>, visit: &Encounter<'_>) -> (Kind, Option<Span>) {
    match visit.setting {
        Setting::Ed | Setting::Inpatient | Setting::Observation if worked_up(view, 2) => {
            (Kind::Uncertain, None)
        }
        _ => (Kind::Acute, None),
    }
}

/// A dangerous complaint is the threat it may be where the work-up fits such a threat, as in
/// the emergency department; elsewhere its outcome is open.
fn danger(view: &View<'_>, visit: &Encounter<'_>) -> (Kind, Option<Span>) {
    let acute = matches!(visit.setting, Setting::Ed | Setting::Inpatient | Setting::Observation);
    if acute && advanced(view).is_some() {
        return (Kind::Threat, advanced(view).map(|c| view.span(c)));
    }
    if let Some(cue) = view.first(Tag::Admit).filter(|&c| !view.is_denied(c) && !view.is_not_done(c)) {
        return (Kind::Threat, Some(view.span(cue)));
    }
    (Kind::Uncertain, None)
}

/// A test that looks for a threat: troponin, clot, bleeding, imaging of head, chest or belly.
fn advanced(view: &View<'_>) -> Option<Cue> {
    let named = |c: &&Cue| {
        let test = &view.words.tests[usize::from(c.number)];
        c.tag == Tag::Test
            && (matches!(test.name.as_str(), "troponin" | "d-dimer" | "lactate" | "blood culture")
                || test.imaging && (test.name.starts_with("ct ") || test.name.starts_with("mri")))
    };
    view.cues.iter().filter(named).find(|c| !view.is_not_done(**c)).copied()
}

fn worked_up(view: &View<'_>, at_least: usize) -> bool {
    let mut seen: Vec<u16> = view.cues.iter().filter(|c| c.tag == Tag::Test).map(|c| c.number).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() >= at_least
}

/// The first word of a tag within a problem that is neither denied nor conditional.
fn said(view: &View<'_>, body: &Range<usize>, tag: Tag) -> Option<Cue> {
    let cues = view.within(body.clone()).iter().filter(|c| c.tag == tag);
    cues.filter(|c| !view.is_denied(**c)).find(|c| !conditional(view, **c)).copied()
}

/// `return if worse`, `call if not improving`, `to prevent relapse`: not today's state.
fn conditional(view: &View<'_>, cue: Cue) -> bool {
    let sentence = view.sentence(cue.first);
    let from = (cue.first as usize).saturating_sub(6).max(sentence.start);
    (from..cue.first as usize).any(|t| {
        matches!(
            view.doc.folded(t),
            "if" | "unless" | "until" | "prevent" | "prn" | "should" | "when" | "for" | "no" | "without"
        )
    })
}
