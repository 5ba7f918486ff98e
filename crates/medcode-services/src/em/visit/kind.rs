//! Which family of visits does the note belong to, or was no visit made that is billed?

use super::super::family::Family;
use super::super::separate;
use super::super::view::View;
use super::super::words::{Cue, Tag};
use super::{aftercare, author, contact, left};
use crate::encounter::Encounter;
use crate::families::billed;
use crate::read::{is_built_as_report, is_operation_title};
use crate::service::Service;
use medcode_model::{BillingContext, Date, Setting, Span};
use medcode_note::{DateRole, SectionKind, stated_dates};

/// The kind of a visit.
pub(crate) enum Kind {
    /// A visit of a family, with the words that tell it where they do.
    Visit(Family, Option<Span>),
    /// None that is billed, and why.
    None(&'static str),
}

/// How many tokens of the note's head tell what note it is.
pub(super) const HEAD: u32 = 40;

/// Chooses the family by setting, title and words.
pub(crate) fn choose(view: &View<'_>, visit: &Encounter<'_>, services: &[Service]) -> Kind {
    match visit.billing {
        BillingContext::Facility => {
            return Kind::None(
                "the facility's own visit levels have no official definition: each hospital sets its own; not coded",
            );
        }
        BillingContext::Dme => return Kind::None("a supplier bills no visit"),
        BillingContext::Professional => {}
    }
    if says_no_visit(view) {
        return Kind::None("the note says that no visit is billed");
    }
    if let Some(why) = contact::none(view, visit) {
        return Kind::None(why);
    }
    // In an emergency room the first line may name a test: the patient is seen all the same.
    let emergency = visit.setting == Setting::Ed && !is_built_as_report(view.doc);
    if view.is_test_report && !emergency && view.first(Tag::Separate).is_none() {
        return Kind::None("the report of a test: no practitioner's evaluation is its subject");
    }
    if billed::is_radiologists(view.doc) {
        return Kind::None("the report of images: reading them is billed, no visit");
    }
    match visit.setting {
        Setting::OutpatientProcedure => procedure_visit(view),
        Setting::Ed => visited(Family::Emergency, None),
        Setting::Inpatient | Setting::Observation => match newborn(view, visit) {
            Some(words) => visited(Family::Newborn, Some(words)),
            None => hospital(view, services),
        },
        Setting::NursingFacility => nursing(view),
        Setting::Home if heads(view, Tag::ServiceNote) => {
            Kind::None("the note of a service alone: no practitioner's evaluation is its subject")
        }
        Setting::Home => visited(Family::Home, None),
        Setting::Office | Setting::Telehealth => office(view, visit, services),
    }
}

/// `No separate E/M`, `MDM not separately claimed`: said outright.
fn says_no_visit(view: &View<'_>) -> bool {
    const SAID: &[&str] = &[
        "no separate e/m",
        "no separate e&m",
        "no e/m",
        "no e&m",
        "e/m none",
        "e/m: none",
        "e/m - none",
        "e/m not billed",
        "no separately identifiable",
        "not separately claimed",
        "not separately billed e/m",
        "no separate evaluation",
        "no visit charge",
        "no office visit",
        "no provider visit",
        "procedure only",
        "testing only",
        "test only visit",
    ];
    let text = view.doc.text().to_ascii_lowercase();
    SAID.iter().any(|words| text.contains(words)) || left::is_free(view) || left::has_left(view)
}

const fn visited(family: Family, words: Option<Span>) -> Kind {
    Kind::Visit(family, words)
}

/// The evaluation on the day of a planned procedure belongs to the procedure (NCCI Policy Manual
/// ch. I §D), unless the note says that more was done.
fn procedure_visit(view: &View<'_>) -> Kind {
    match view.first(Tag::Separate) {
        Some(cue) => visited(Family::Office, Some(view.span(cue))),
        None => Kind::None("a visit for a procedure: its evaluation is part of the procedure"),
    }
}

fn hospital(view: &View<'_>, services: &[Service]) -> Kind {
    if services.iter().any(|s| s.is_reported() && s.family == "delivery") {
        return Kind::None("the delivery includes the care of the labor");
    }
    if is_operation_title(view.doc) && view.first(Tag::Separate).is_none() {
        return Kind::None("the account of an operation: its evaluation is part of it");
    }
    if heads(view, Tag::ServiceNote) || author::is_of_other_profession(view) {
        return Kind::None("the note of a service alone: no practitioner's evaluation is its subject");
    }
    if let Some(words) = aftercare::in_global(view).or_else(|| aftercare::of_own_operation(view)) {
        return visited(Family::Postoperative, Some(words));
    }
    let words = |c: Cue| Some(view.span(c));
    if let Some(cue) = same_day(view) {
        return visited(Family::HospitalSameDay, Some(cue));
    }
    let head = title(view, &[Tag::Consult, Tag::AdmissionNote, Tag::ProgressNote, Tag::DischargeNote]);
    if let Some(cue) = head {
        return match cue.tag {
            Tag::Consult => consult(view, cue, Family::ConsultHospital, Family::HospitalInitial),
            Tag::AdmissionNote => visited(Family::HospitalInitial, words(cue)),
            Tag::DischargeNote => visited(Family::HospitalDischarge, words(cue)),
            _ => visited(Family::HospitalSubsequent, words(cue)),
        };
    }
    if let Some(cue) = view.first(Tag::Requested) {
        return consult(view, cue, Family::ConsultHospital, Family::HospitalInitial);
    }
    // A whole history is taken on the first day only.
    let kinds: Vec<SectionKind> = view.doc.sections().iter().map(|s| s.kind).collect();
    let history =
        [SectionKind::Hpi, SectionKind::Pmh, SectionKind::SocialHistory, SectionKind::FamilyHistory];
    if history.iter().filter(|k| kinds.contains(k)).count() >= 3 {
        return visited(Family::HospitalInitial, None);
    }
    visited(Family::HospitalSubsequent, None)
}

/// A newborn in the nursery of a hospital, by its age and words; one who is sick has hospital care.
fn newborn(view: &View<'_>, visit: &Encounter<'_>) -> Option<Span> {
    const SICK: &[&str] = &["nicu", "intubated", "surfactant", "ventilator"];
    let doc = view.doc;
    let young = visit.age.is_some_and(|a| a < 0.1);
    let whole = 0..doc.tokens().len();
    let sick = whole.clone().any(|t| SICK.contains(&doc.folded(t)) && !is_no(view, t));
    let at = whole.into_iter().find(|&t| matches!(doc.folded(t), "newborn" | "nursery"))?;
    let discharge = title(view, &[Tag::DischargeNote]).is_some();
    (young && !sick && !discharge).then(|| view.span_of(at..at + 1))
}

/// Whether a word before a token denies it.
fn is_no(view: &View<'_>, token: usize) -> bool {
    token > 0 && matches!(view.doc.folded(token - 1), "no" | "not" | "without" | "never")
}

/// Which day of a well newborn's care: the first, a later one.
pub(in crate::em) fn newborn_number(view: &View<'_>) -> &'static str {
    const LATER: &[&str] = &["yesterday", "subsequent", "progress", "yest"];
    let doc = view.doc;
    let counted = |t: usize| {
        let day = matches!(doc.folded(t), "dol") || doc.folded(t) == "day" && doc.folded(t + 1) == "of";
        day && (t + 1..t + 5).any(|n| view.number(n).is_some_and(|v| (1.0..10.0).contains(&v)))
    };
    let head = 0..doc.tokens().len().min(HEAD as usize);
    let later = head.into_iter().any(|t| LATER.contains(&doc.folded(t)) || counted(t));
    if later { "99462" } else { "99460" }
}

/// Admission and discharge on one date, by words or by the dates stated.
fn same_day(view: &View<'_>) -> Option<Span> {
    if let Some(cue) = view.first(Tag::SameDay) {
        return Some(view.span(cue));
    }
    if let Some(span) = titled_same_day(view) {
        return Some(span);
    }
    let dates = stated_dates(view.doc);
    let of = |role| dates.iter().find(|d| d.role == role);
    let (from, to) = (of(DateRole::Admission)?, of(DateRole::Discharge)?);
    let same: fn(Date, Date) -> bool = |a, b| a == b;
    same(from.date, to.date).then(|| from.span.cover(to.span))
}

/// `OBS ADMIT 0630 - DISCHARGE 2010 SAME DATE`: the head names both and says that the date is one.
fn titled_same_day(view: &View<'_>) -> Option<Span> {
    let doc = view.doc;
    let head = doc.tokens().len().min(HEAD as usize / 2);
    let named = |any: &[&str]| (0..head).any(|t| any.contains(&doc.folded(t)));
    let same = |t: &usize| doc.folded(*t) == "same" && matches!(doc.folded(t + 1), "date" | "day");
    let at = (0..head).find(same)?;
    let both = named(&["admit", "admitted", "admission"]) && named(&["discharge", "discharged"]);
    both.then(|| view.span_of(at..at + 2))
}

/// A consultation is one only where another asked for an opinion; Medicare has none.
fn consult(view: &View<'_>, cue: Cue, family: Family, otherwise: Family) -> Kind {
    let asked = view.first(Tag::Requested);
    match asked {
        Some(asked) if view.first(Tag::Medicare).is_none() => visited(family, Some(view.span(asked))),
        _ => visited(otherwise, Some(view.span(cue))),
    }
}

fn nursing(view: &View<'_>) -> Kind {
    if heads(view, Tag::ServiceNote) || author::is_of_other_profession(view) {
        return Kind::None("the note of a service alone: no practitioner's evaluation is its subject");
    }
    let head =
        title(view, &[Tag::DischargeNote, Tag::NursingInitial, Tag::AdmissionNote, Tag::ProgressNote]);
    let family = match head.map(|c| c.tag) {
        Some(Tag::DischargeNote) => Family::NursingDischarge,
        Some(Tag::NursingInitial | Tag::AdmissionNote) => Family::NursingInitial,
        _ => Family::NursingSubsequent,
    };
    visited(family, head.map(|c| view.span(c)))
}

fn office(view: &View<'_>, visit: &Encounter<'_>, services: &[Service]) -> Kind {
    if view.of_tag(Tag::NotSeen).next().is_some() {
        return Kind::None("the note says that the practitioner made no visit");
    }
    if services.iter().any(|s| s.is_reported() && s.family == "delivery") {
        return Kind::None("counted in the care around the birth that is billed as a whole");
    }
    if is_operation_title(view.doc) && view.first(Tag::Separate).is_none() {
        return Kind::None("the account of an operation: its evaluation is part of it");
    }
    if heads(view, Tag::ServiceNote) {
        return Kind::None("the note of a service alone: no practitioner's evaluation is its subject");
    }
    if author::is_of_other_profession(view) {
        return Kind::None("written by a profession that bills no visit of this kind");
    }
    if heads(view, Tag::DialysisRounds) {
        return Kind::None("visits at dialysis are paid by the month: 90951-90970");
    }
    // With a medical visit the talk has numbers of its own, added to that.
    let talk = |s: &Service| matches!(s.code.compact(), "90832" | "90834" | "90837");
    if services.iter().any(|s| s.is_reported() && talk(s)) {
        return Kind::None("talk treatment without a medical visit");
    }
    if services.iter().any(|s| s.is_reported() && author::INSTEAD.contains(&s.family)) {
        return Kind::None("the service of the visit has a number of its own, in place of a visit's");
    }
    let contact = |s: &Service| matches!(s.family, "check-in" | "portal-visit");
    if services.iter().any(|s| s.is_reported() && contact(s)) {
        return Kind::None("a short contact or messages by portal: no visit was made");
    }
    let transition = |s: &Service| matches!(s.code.compact(), "99495" | "99496");
    if services.iter().any(|s| s.is_reported() && transition(s)) {
        return Kind::None("the first visit after discharge is part of the care of the transition");
    }
    if let Some(kind) = staff(view, services) {
        return kind;
    }
    if let Some(words) = aftercare::in_global(view)
        .or_else(|| aftercare::of_operation(view))
        .filter(|_| !aftercare::is_unrelated(view))
    {
        return visited(Family::Postoperative, Some(words));
    }
    if let Some(cue) = opening(view, Tag::Postop).filter(|_| !aftercare::is_unrelated(view)) {
        return visited(Family::Postoperative, Some(view.span(cue)));
    }
    for tag in [Tag::Welcome, Tag::WellnessFirst, Tag::Wellness] {
        if let Some(cue) = opening(view, tag) {
            return visited(Family::Wellness, Some(view.span(cue)));
        }
    }
    if let Some(span) = preventive(view, visit) {
        return visited(Family::Preventive, span);
    }
    if let Some(cue) = opening(view, Tag::Consult) {
        return consult(view, cue, Family::ConsultOffice, Family::Office);
    }
    if let Some(cue) = opening(view, Tag::Requested) {
        return consult(view, cue, Family::ConsultOffice, Family::Office);
    }
    visited(Family::Office, None)
}

/// A visit to the staff, which a service that the staff gives takes the place of: a drug, a vaccine, a
/// treatment (NCCI Policy Manual ch. XI §B).
fn staff(view: &View<'_>, services: &[Service]) -> Option<Kind> {
    let cue = opening(view, Tag::Nurse);
    if cue.is_none() && !contact::is_signed_by_staff(view) {
        return None;
    }
    let billed = |s: &Service| s.is_reported() && is_given(s.code.compact());
    if services.iter().any(billed) || separate::asks_beside(services) {
        return Some(Kind::None(
            "clinical staff gave the drug, vaccine or treatment: giving it is billed alone",
        ));
    }
    Some(visited(Family::Nurse, cue.map(|c| view.span(c))))
}

/// Whether a cue stands in the title of the note: its first words, not those of its story.
fn heads(view: &View<'_>, tag: Tag) -> bool {
    const TITLE: u32 = 6;
    const FIRST: u32 = 3;
    const LINE: usize = 12;
    const VISIT: &[&str] =
        &["followup", "follow", "fu", "recheck", "consult", "consultation", "wellness"];
    // `Oncology visit and infusion, infusion suite`: the title names the place besides.
    let visited = |cue: &Cue| {
        view.doc.folded(cue.first as usize) == "infusion"
            && (0..cue.first as usize).any(|t| view.doc.folded(t) == "visit")
    };
    // `COPD f/u, PFT today`: the title names a visit besides.
    let visit = |cue: &Cue| {
        let line = view.doc.lines().iter().find(|l| !l.is_empty());
        let end = line.map_or(0, |l| (l.tokens.1 as usize).min(LINE));
        let own = cue.first as usize..cue.end as usize;
        (0..end).any(|t| !own.contains(&t) && VISIT.contains(&view.doc.folded(t)))
    };
    let named = |cue: &Cue| tag == Tag::ServiceNote && visit(cue);
    // A test named in one word opens the title that it gives: `EKG`, not `Welcome visit. Screening EKG`.
    let late = |cue: &Cue| tag == Tag::ServiceNote && cue.end - cue.first == 1 && cue.first >= FIRST;
    view.of_tag(tag).any(|(cue, section)| {
        let story = matches!(section, SectionKind::Hpi | SectionKind::ChiefComplaint);
        let elsewhere = story || visited(&cue) || late(&cue) || named(&cue);
        cue.first < TITLE && !elsewhere || tag == Tag::ServiceNote && is_last(view, cue)
    })
}

/// Whether a label of several words is the whole last sentence: `Lab visit.`
fn is_last(view: &View<'_>, cue: Cue) -> bool {
    let last = view.doc.sentences().last().map(|s| s.tokens);
    cue.end - cue.first > 1 && last == Some((cue.first, cue.end))
}

/// Numbers for giving a drug or vaccine.
fn is_given(number: &str) -> bool {
    ("90460".."90475").contains(&number)
        || ("95115".."95135").contains(&number)
        || ("96360".."96380").contains(&number)
        || number == "90480"
}

/// A preventive visit: its code among the diagnoses, or its name in the opening.
fn preventive(view: &View<'_>, visit: &Encounter<'_>) -> Option<Option<Span>> {
    let coded = visit.diagnoses.iter().find(|d| {
        let code = d.coded.code;
        let code = code.compact();
        code.starts_with("Z000") || code.starts_with("Z001") || code.starts_with("Z0141")
    });
    let named = opening(view, Tag::Preventive).filter(|c| !author::is_of_another_day(view, *c));
    let named = named.map(|c| view.span(c));
    match (coded, named) {
        (Some(d), words) => Some(words.or_else(|| d.coded.evidence.first().map(|e| e.span))),
        (None, Some(words)) => Some(Some(words)),
        (None, None) => None,
    }
}

/// The first cue of some tags in the head of the note or in a header.
fn title(view: &View<'_>, tags: &[Tag]) -> Option<Cue> {
    let in_head = view.cues.iter().take_while(|c| c.first < HEAD);
    in_head.into_iter().find(|c| tags.contains(&c.tag) && !view.is_not_done(**c)).copied()
}

/// A cue in what opens the note: its head, title, complaint or story of today.
pub(crate) fn opening(view: &View<'_>, tag: Tag) -> Option<Cue> {
    let opens = |section: SectionKind| {
        matches!(section, SectionKind::Title | SectionKind::ChiefComplaint | SectionKind::Indication)
    };
    let found = view.of_tag(tag).find(|(c, s)| c.first < HEAD || opens(*s))?;
    (!view.is_denied(found.0) && !view.is_not_done(found.0)).then_some(found.0)
}
