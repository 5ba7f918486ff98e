//! What do all cues together say of a mention?

use medcode_model::{Assertion, Experiencer, Presence, Span, Temporality};

use crate::segment::Document;
use crate::segment::kind::SectionKind;

use super::class::{Axis, CueClass};
use super::clause::Clause;
use super::{cells, marks, person, scope, year};

/// A cue that decided, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueUse {
    /// What it says.
    pub class: CueClass,
    /// Its words.
    pub span: Span,
}

/// The context of a mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Context {
    /// Present, whose, when.
    pub assertion: Assertion,
    /// The cue behind [`Assertion::presence`]; also a cue that leaves it present but is
    /// worth naming (`evidence of`, `confirmed`).
    pub presence: Option<CueUse>,
    /// The cue behind [`Assertion::experiencer`].
    pub experiencer: Option<CueUse>,
    /// The cue behind [`Assertion::temporality`]; also one that leaves it current (a list
    /// of past conditions, an onset, a remission), for the coder to weigh.
    pub temporality: Option<CueUse>,
    /// The section.
    pub section: SectionKind,
    /// The section was copied or imported from elsewhere.
    pub carried_forward: bool,
    /// The section was filled in by the patient.
    pub patient_reported: bool,
    /// In the heading of an assessed problem.
    pub problem_heading: bool,
    /// How much the place says about what is reported, from 0 to 1.
    pub weight: f32,
}

impl Context {
    /// The cue to name when the mention is withheld: presence first, then whose, then when.
    #[must_use]
    pub fn cue(&self) -> Option<CueUse> {
        let presence = self.presence.filter(|_| self.assertion.presence != Presence::Present);
        let experiencer =
            self.experiencer.filter(|_| self.assertion.experiencer != Experiencer::Patient);
        presence.or(experiencer).or(self.temporality)
    }

    /// Whether the provider is uncertain in the sense of OCG II.H and IV.H.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.assertion.presence == Presence::Possible
    }
}

impl Document<'_> {
    /// The context of the words at `span`, a mention within one sentence.
    #[must_use]
    pub fn context(&self, span: Span) -> Context {
        let section = self.section_at(span.start);
        let kind = section.map_or(SectionKind::Unsectioned, |s| s.kind);
        let mut context = Context {
            assertion: by_section(kind),
            presence: None,
            experiencer: None,
            temporality: None,
            section: kind,
            carried_forward: section.is_some_and(|s| s.carried_forward),
            patient_reported: section.is_some_and(|s| s.patient_reported),
            problem_heading: self.is_problem_heading(span),
            weight: kind.weight(),
        };
        if context.carried_forward || context.patient_reported {
            context.weight *= 0.5;
        }
        let (first, end) = self.tokens_in(span);
        let Some(sentence) = self.sentence_of(first).map(|i| self.sentences()[i]) else {
            return context;
        };
        let end = end.min(sentence.tokens.1 as usize);
        if first >= end {
            return context;
        }
        let clause = Clause {
            doc: self,
            first: sentence.tokens.0 as usize,
            end: sentence.tokens.1 as usize,
            target: (first, end),
            section: kind,
        };
        decide(&clause, &mut context);
        context
    }
}

/// What a section says of lines that say nothing themselves.
fn by_section(kind: SectionKind) -> Assertion {
    let mut assertion = Assertion::default();
    match kind {
        SectionKind::FamilyHistory => assertion.experiencer = Experiencer::Family,
        SectionKind::RuledOut => assertion.presence = Presence::Absent,
        SectionKind::Instructions => assertion.presence = Presence::Hypothetical,
        SectionKind::Differential => assertion.presence = Presence::Possible,
        _ => {}
    }
    assertion
}

/// A cue that reaches the target, with its distance in tokens.
struct Candidate {
    class: CueClass,
    span: Span,
    distance: usize,
    after_target: bool,
}

fn decide(clause: &Clause<'_, '_>, context: &mut Context) {
    let mut found: Vec<Candidate> = Vec::new();
    for hit in clause.cues() {
        let class = clause.class(hit);
        if matches!(class, CueClass::Pseudo | CueClass::Affirmed | CueClass::CurrentNow) {
            continue;
        }
        if !scope::reaches(clause, hit, class) {
            continue;
        }
        if class.axis() == Axis::Experiencer && !person::owns(clause, hit) {
            continue;
        }
        let (first, end) = (hit.first as usize, hit.end as usize);
        let tokens = clause.doc.tokens();
        let span = tokens[first].span.cover(tokens[end - 1].span);
        let after_target = first >= clause.target.1;
        let distance =
            if after_target { first - clause.target.1 } else { clause.target.0.saturating_sub(end) };
        found.push(Candidate { class, span, distance, after_target });
    }
    let mark = marks::mark(clause);
    if let Some((class, span)) = mark {
        if class == CueClass::Affirmed {
            found.retain(|c| c.class.axis() != Axis::Presence);
        } else {
            found.push(Candidate {
                class,
                span,
                distance: 0,
                after_target: span.start >= clause.doc.tokens()[clause.target.1 - 1].span.end,
            });
        }
    }
    if let Some((class, span)) = year::dated(clause) {
        found.push(Candidate { class, span, distance: 1, after_target: true });
    }
    if let Some((class, span)) = cells::status(clause) {
        found.push(Candidate { class, span, distance: 0, after_target: true });
    }
    presence(&found, context);
    experiencer(&found, context);
    temporality(&found, context);
}

/// Settles whether the condition is there.
fn presence(found: &[Candidate], context: &mut Context) {
    let of =
        |rank: fn(CueClass) -> bool| found.iter().filter(|c| rank(c.class)).min_by_key(|c| c.distance);
    let confirmed = of(|c| c == CueClass::Confirmed);
    let uncertain = of(CueClass::is_uncertain).filter(|u| {
        // "Suspected PE, confirmed by CT"; "biopsy-proven": what is settled is not open.
        confirmed.is_none_or(|c| !c.after_target && c.distance > u.distance)
    });
    let ruled_out = of(|c| matches!(c, CueClass::RuledOut | CueClass::Mislabeled));
    let condition = of(|c| c == CueClass::If);
    let negated = of(|c| c == CueClass::Negated);
    let unlikely = of(|c| c == CueClass::Unlikely);
    let open = of(|c| {
        matches!(
            c,
            CueClass::Risk
                | CueClass::Prevention
                | CueClass::Screening
                | CueClass::Watch
                | CueClass::Teaching
        )
    });
    let as_needed = of(|c| c == CueClass::AsNeeded);
    let stated = of(|c| matches!(c, CueClass::EvidenceOf | CueClass::Confirmed | CueClass::Allergy));
    // "Cannot be excluded" after the condition outweighs what stands before it.
    let still_open = found.iter().find(|c| c.class == CueClass::RuleOut && c.after_target);
    let order = [
        (still_open, Presence::Possible),
        (ruled_out, Presence::Absent),
        (condition, Presence::Hypothetical),
        (negated, Presence::Absent),
        (open, Presence::Hypothetical),
        (unlikely, Presence::Absent),
        (as_needed, Presence::Conditional),
        (uncertain, Presence::Possible),
        (stated, Presence::Present),
    ];
    if let Some((Some(cue), presence)) = order.into_iter().find(|(cue, _)| cue.is_some()) {
        context.presence = Some(CueUse { class: cue.class, span: cue.span });
        context.assertion.presence = presence;
    }
}

/// Settles whose it is.
fn experiencer(found: &[Candidate], context: &mut Context) {
    let nearest =
        found.iter().filter(|c| c.class.axis() == Axis::Experiencer).min_by_key(|c| c.distance);
    if let Some(cue) = nearest {
        context.experiencer = Some(CueUse { class: cue.class, span: cue.span });
        context.assertion.experiencer =
            if cue.class == CueClass::Family { Experiencer::Family } else { Experiencer::Other };
    }
}

/// Settles when.
fn temporality(found: &[Candidate], context: &mut Context) {
    let rank = |c: &&Candidate| {
        let order = match c.class {
            CueClass::Resolved => 0,
            CueClass::Onset | CueClass::Remission => 1,
            CueClass::ListHistory => 9,
            _ => 2,
        };
        (order, c.distance)
    };
    let Some(cue) = found.iter().filter(|c| c.class.axis() == Axis::Temporality).min_by_key(rank) else {
        return;
    };
    context.temporality = Some(CueUse { class: cue.class, span: cue.span });
    context.assertion.temporality = match cue.class {
        CueClass::ListHistory | CueClass::Onset | CueClass::Remission => Temporality::Current,
        CueClass::Planned | CueClass::Considered | CueClass::Declined => Temporality::Planned,
        _ => Temporality::Past,
    };
}
