//! Is the patient new to the practice, or established?
//!
//! New: not seen by the practitioner, or by the same specialty of the group, within three years
//! (Medicare Claims Processing Manual ch. 12 §30.6.7).

use super::super::level::Standing;
use super::super::view::View;
use super::super::words::{Cue, Tag};
use crate::encounter::Encounter;
use medcode_model::{Seen, Span};
use medcode_note::{Gap, SectionKind};
use std::borrow::Cow;

/// What the note says of it.
pub(crate) struct Told {
    pub(crate) standing: Standing,
    /// Why, in a few words.
    pub(crate) why: Cow<'static, str>,
    pub(crate) words: Option<Span>,
    /// Nothing tells: the provider is asked.
    pub(crate) open: bool,
}

/// Tokens of the opening in which words such as `follow up` speak of this visit.
const HEAD: u32 = 40;

/// Whether the patient is new: a visit in the records stands over the note; that there is none, only
/// where the note is silent.
pub(crate) fn read(view: &View<'_>, visit: &Encounter<'_>) -> Told {
    if let Some(Seen::On(day)) = visit.seen {
        let why = Cow::Owned(format!("seen {day}, as the records say"));
        return Told { standing: Standing::Established, why, words: None, open: false };
    }
    let told = stated(view, visit);
    if told.open && visit.seen == Some(Seen::Not) {
        let why = Cow::Borrowed("not seen within three years, as the records say");
        return Told { standing: Standing::New, why, words: None, open: false };
    }
    told
}

/// `NP. acne moderate`: a new patient by the first word.
fn opens_as_new(view: &View<'_>) -> Option<Span> {
    let doc = view.doc;
    let ends = Gap::STOP.with(Gap::COLON).with(Gap::COMMA).with(Gap::DASH);
    let named = !doc.tokens().is_empty() && doc.raw(0) == "NP" && doc.gap(1).has(ends);
    named.then(|| view.span_of(0..1)).or_else(|| titled_new(view))
}

/// `ORTHO NEW.`, `DERM - NEW`: the title of one, two or three words ends with it.
fn titled_new(view: &View<'_>) -> Option<Span> {
    const TITLE: usize = 4;
    let doc = view.doc;
    let line = doc.lines().iter().find(|l| !l.is_empty())?;
    let (first, end) = (line.tokens.0 as usize, line.tokens.1 as usize);
    let ends = Gap::STOP.with(Gap::COLON).with(Gap::COMMA).with(Gap::DASH);
    (first + 1..end.min(first + TITLE))
        .find(|&t| doc.folded(t) == "new" && (t + 1 == end || doc.gap(t + 1).has(ends)))
        .map(|t| view.span_of(t..t + 1))
}

/// What the note says.
fn stated(view: &View<'_>, visit: &Encounter<'_>) -> Told {
    if let Some((years, words)) = years_since(view, visit) {
        let (standing, why) = if years > 3 {
            (Standing::New, "last seen more than three years ago")
        } else {
            (Standing::Established, "last seen within three years")
        };
        return Told { standing, why: why.into(), words: Some(words), open: false };
    }
    if let Some(cue) = view.first(Tag::Partner) {
        let why = "seen by the same group";
        return told(view, Standing::Established, why, cue);
    }
    if let Some(words) = opens_as_new(view) {
        let why = "the note opens with it".into();
        return Told { standing: Standing::New, why, words: Some(words), open: false };
    }
    let new = view.of_tag(Tag::New).find(|(c, s)| !planned(*s) && !view.is_denied(*c));
    let known = view.of_tag(Tag::Established).find(|(c, s)| c.first < HEAD || tells(*s));
    match (new, known) {
        (Some((cue, _)), known) if known.is_none_or(|k| !is_plain(view, k.0)) => {
            told(view, Standing::New, "the note says so", cue)
        }
        (_, Some((cue, _))) => told(view, Standing::Established, "the note says so", cue),
        _ => Told {
            standing: Standing::Established,
            why: "nothing in the note tells; taken as established".into(),
            words: None,
            open: true,
        },
    }
}

fn told(view: &View<'_>, standing: Standing, why: &'static str, cue: Cue) -> Told {
    Told { standing, why: why.into(), words: Some(view.span(cue)), open: false }
}

/// `Established patient` itself, which stands over any other word.
fn is_plain(view: &View<'_>, cue: Cue) -> bool {
    let second = view.doc.folded(cue.first as usize + 1);
    view.doc.folded(cue.first as usize).starts_with("est") && matches!(second, "patient" | "pt")
}

const fn planned(section: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        section,
        K::Plan
            | K::Disposition
            | K::Instructions
            | K::Orders
            | K::Medications
            | K::Assessment
            | K::AssessmentPlan
            | K::FinalDiagnosis
    )
}

const fn tells(section: SectionKind) -> bool {
    use SectionKind as K;
    matches!(section, K::Title | K::ChiefComplaint | K::Hpi | K::Indication)
}

/// Years since the last visit, where the note gives them or the year.
fn years_since(view: &View<'_>, visit: &Encounter<'_>) -> Option<(u16, Span)> {
    view.of_tag(Tag::LastSeen).find_map(|(cue, _)| {
        let sentence = view.sentence(cue.first);
        let reach = cue.end as usize..(cue.end as usize + 7).min(sentence.end);
        reach.into_iter().find_map(|token| {
            let years = years_at(view, visit, token)?;
            Some((years, view.span_of(cue.first as usize..token + 1)))
        })
    })
}

/// `2021`, or `4 years`, at a token; months and weeks are no year.
fn years_at(view: &View<'_>, visit: &Encounter<'_>, token: usize) -> Option<u16> {
    const SPELLED: [&str; 10] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = view.doc.folded(token);
    let raw = view.doc.raw(token);
    let number: u16 = match SPELLED.iter().position(|s| *s == word) {
        Some(n) => n as u16 + 1,
        None => word.parse().ok()?,
    };
    if raw.len() == 4 && (1950..=visit.date.year()).contains(&number) {
        return Some(visit.date.year() - number);
    }
    match view.doc.folded(token + 1) {
        "year" | "yr" | "y" => Some(number),
        "month" | "mo" | "m" => Some(number / 12),
        "week" | "wk" | "day" | "w" | "d" => Some(0),
        _ => None,
    }
}
