//! Was a drug given here, or ordered, prescribed, refused, given elsewhere?

use super::cues::Cue;
use super::find::Named;
use super::given::Route;
use super::headers::GIVEN_HEADERS;
use super::phrases::Phrases;
use crate::read::Reading;
use medcode_model::{Experiencer, Presence, Setting, Temporality};
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

/// What became of a drug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    Given,
    Prescribed,
    Planned,
    NotGiven,
    Elsewhere,
    /// The note names it and says nothing.
    Unsaid,
}

/// What the words around a drug say together.
#[derive(Clone, Copy, Default, Debug)]
struct Said {
    given: bool,
    here: bool,
    prescribed: bool,
    handed_out: bool,
    often: bool,
    later: bool,
    elsewhere: bool,
    refused: bool,
}

impl Said {
    fn any(self) -> bool {
        self.given || self.here || self.prescribed || self.later || self.elsewhere || self.refused
    }

    fn add(&mut self, cue: Cue, setting: Setting) {
        match cue {
            Cue::Given => self.given = true,
            Cue::Here => self.here = true,
            Cue::Emergency if goes_through_emergency(setting) => self.here = true,
            Cue::Emergency => self.elsewhere = true,
            Cue::Prescribed => self.prescribed = true,
            Cue::HandedOut => (self.prescribed, self.handed_out) = (true, true),
            Cue::Often => self.often = true,
            Cue::Later => self.later = true,
            Cue::Elsewhere => self.elsewhere = true,
            Cue::Refused => self.refused = true,
            Cue::Nothing => {}
        }
    }
}

/// What became of a drug that the note names.
pub(crate) fn read(
    reading: &Reading<'_>,
    cues: &Phrases<Cue>,
    named: &Named,
    route: Option<Route>,
    timed: bool,
    setting: Setting,
) -> Became {
    let context = reading.doc.context(reading.span(named.tokens.clone()));
    if context.assertion.experiencer != Experiencer::Patient {
        return Became::Elsewhere;
    }
    let mut own = said(reading, cues, named.around.clone(), setting);
    own.given |= timed;
    if !own.any() {
        own = Said { often: own.often, ..wider(reading, cues, named, setting) };
    }
    let header = under_given_header(reading, named);
    let place = (context.section, header, setting == Setting::Ed);
    decide(own, place, context.assertion.presence, context.assertion.temporality, route)
}

/// Settles what the words, the section and the route say together.
fn decide(
    said: Said,
    (section, header, ed): (SectionKind, bool, bool),
    presence: Presence,
    when: Temporality,
    route: Option<Route>,
) -> Became {
    use SectionKind as K;
    let strong = said.given && said.here || said.here && !said.prescribed && !said.later;
    if said.refused {
        return Became::NotGiven;
    }
    if said.elsewhere && !said.here {
        return Became::Elsewhere;
    }
    if presence == Presence::Absent && !said.given {
        return Became::NotGiven;
    }
    if said.later && !said.here && !header {
        return Became::Planned;
    }
    let vein = matches!(route, Some(Route::Vein | Route::VeinPush | Route::VeinInfusion));
    match section {
        K::Medications
        | K::ProblemList
        | K::Pmh
        | K::Psh
        | K::SocialHistory
        | K::Instructions
        | K::ObHistory
        | K::Immunizations
        | K::Disposition
            if !strong && !header =>
        {
            // "Rx: LR 1 L bolus": what runs into a vein is no prescription.
            return if vein && said.given { Became::Given } else { Became::Prescribed };
        }
        K::Allergies | K::FamilyHistory => return Became::Elsewhere,
        // An ED note without headers reads like a history; what runs there was given there.
        K::Hpi if ed && route.is_some_and(Route::is_parenteral) && !said.often && !said.prescribed => {
            return Became::Given;
        }
        K::Hpi | K::ChiefComplaint | K::Ros if !strong => {
            return if said.given { Became::Elsewhere } else { Became::Unsaid };
        }
        K::Orders if !said.given && !said.here => return Became::Planned,
        _ => {}
    }
    if said.given || said.here || header {
        return if when == Temporality::Past && !said.here && !said.given {
            Became::Elsewhere
        } else {
            Became::Given
        };
    }
    if said.often || said.prescribed && (!vein || said.handed_out) {
        return Became::Prescribed;
    }
    match presence {
        Presence::Conditional | Presence::Hypothetical => return Became::Planned,
        _ => {}
    }
    match when {
        Temporality::Past => return Became::Elsewhere,
        Temporality::Planned => return Became::Planned,
        Temporality::Current => {}
    }
    match route {
        Some(Route::Oral | Route::Topical | Route::Nasal | Route::Rectal) | None => match section {
            K::EdCourse | K::Procedure => Became::Given,
            _ => Became::Unsaid,
        },
        Some(_) => Became::Given,
    }
}

/// Whether a stay may have begun in an emergency room.
const fn goes_through_emergency(setting: Setting) -> bool {
    matches!(setting, Setting::Ed | Setting::Observation | Setting::Inpatient)
}

/// What the cues within some words say.
fn said(reading: &Reading<'_>, cues: &Phrases<Cue>, tokens: Range<usize>, setting: Setting) -> Said {
    let mut out = Said::default();
    let mut at = tokens.start;
    while at < tokens.end {
        match cues.at(reading, at) {
            Some((cue, len)) => {
                if !counts_otherwise(reading, at) {
                    out.add(cue, setting);
                }
                at += len;
            }
            None => {
                // `Rituximab 700 mg IV in 2019`.
                out.elsewhere |= is_other_year(reading, at);
                at += 1;
            }
        }
    }
    out
}

/// Whether `in` and a year before that of the visit begin at a token.
fn is_other_year(reading: &Reading<'_>, at: usize) -> bool {
    const FIRST: u16 = 1950;
    let year = reading.doc.folded(at + 1).parse::<u16>().ok();
    reading.doc.folded(at) == "in" && year.is_some_and(|y| (FIRST..reading.day.year()).contains(&y))
}

/// `on` before a date or a part of the body is no cue, nor is `after` before most words.
fn counts_otherwise(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.doc.folded(at + 1);
    match reading.doc.folded(at) {
        "on" => {
            next.starts_with(|c: char| c.is_ascii_digit())
                || matches!(next, "the" | "left" | "right" | "time" | "schedule")
        }
        // Held in the bladder for two hours; held still.
        "held" => next.starts_with(|c: char| c.is_ascii_digit()) || matches!(next, "pressure" | "for"),
        // `Given, needs a recheck in two days`: of something else.
        "need" | "needs" | "want" | "wants" => matches!(
            next,
            "a" | "an" | "to" | "recheck" | "follow" | "f" | "repeat" | "labs" | "lab" | "note" | "work"
        ),
        // `Start 0900, stop 1015`: the clock of an infusion.
        "stop" => next.starts_with(|c: char| c.is_ascii_digit()) || matches!(next, "time" | "at" | "to"),
        "after" => !matches!(next, "neb" | "injection" | "consent" | "verbal" | "informed"),
        _ => false,
    }
}

/// What the rest of the sentence says: the nearest cue before the drug, else the one after it.
fn wider(reading: &Reading<'_>, cues: &Phrases<Cue>, named: &Named, setting: Setting) -> Said {
    let stop = |at: &usize| reading.doc.gap(*at).has(Gap::SEMICOLON);
    let from = (named.sentence.start + 1..=named.tokens.start).rev().find(stop);
    let lead = from.unwrap_or(named.sentence.start)..named.around.start;
    let to = (named.tokens.end..named.sentence.end).find(stop).unwrap_or(named.sentence.end);
    for at in lead.rev() {
        if cues.at(reading, at).is_some_and(|(cue, _)| cue != Cue::Often) {
            return said(reading, cues, at..at + 1, setting);
        }
    }
    for at in named.around.end..to {
        if cues.at(reading, at).is_some_and(|(cue, _)| cue != Cue::Often) {
            return said(reading, cues, at..at + 1, setting);
        }
    }
    Said::default()
}

/// Whether the header over a drug says that what stands below was given.
fn under_given_header(reading: &Reading<'_>, named: &Named) -> bool {
    let span = reading.span(named.tokens.clone());
    let Some(header) = reading.doc.section_at(span.start).and_then(|s| s.header) else { return false };
    let (first, end) = reading.doc.tokens_in(header);
    (first..end).any(|at| GIVEN_HEADERS.contains(&reading.doc.folded(at)))
}
