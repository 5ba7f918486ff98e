//! Was a procedure done, in this stay, on this patient?

use super::dates::{self, Stated};
use super::phrases::Hit;
use super::stay::Stay;
use super::undone;
use crate::tables::Procedure;
use medcode_model::{Experiencer, Presence, Span, Temporality, WithheldReason};
use medcode_note::{Context, CueClass, Document, Gap, SectionKind};

/// Whether a procedure counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Status {
    /// Done in this stay.
    Done,
    /// Spoken of as done, without saying that it was now: it counts where nothing in the note
    /// says otherwise.
    After,
    /// Not to be reported.
    Not(WithheldReason, String),
}

/// Words that put a procedure in another place or time.
const ELSEWHERE: &[&str] = &[
    "osh",
    "outside",
    "elsewhere",
    "ems",
    "paramedic",
    "medic",
    "county",
    "transferring",
    "previously",
    "remote",
    "childhood",
    "field",
    "enroute",
    "prehospital",
    "clinic",
    "office",
];

/// Words before a procedure, close by, that say it has not been done.
const NOT_YET: &[&str] = &[
    "avoid",
    "avoided",
    "avoiding",
    "await",
    "awaiting",
    "candidate",
    "cannot",
    "consider",
    "considered",
    "considering",
    "decline",
    "declined",
    "defer",
    "deferred",
    "discussed",
    "eventual",
    "future",
    "holding",
    "if",
    "instead",
    "interval",
    "need",
    "needs",
    "no",
    "not",
    "offer",
    "offered",
    "outpatient",
    "outpt",
    "plan",
    "planned",
    "possible",
    "potential",
    "recommend",
    "recommended",
    "recommending",
    "refused",
    "scheduled",
    "unable",
    "unless",
    "want",
    "wants",
    "will",
    "without",
    "would",
];

/// Words by which the patient is sent to another for a procedure, further off.
const REFERRED: &[&str] = &["refer", "referral", "referred"];

/// Words after a procedure, close by, that say the same.
const NOT_DONE: &[&str] = &[
    "aborted",
    "abandoned",
    "averted",
    "avoided",
    "cancelled",
    "canceled",
    "considered",
    "contraindicated",
    "declined",
    "deferred",
    "discussed",
    "needed",
    "none",
    "outpatient",
    "outpt",
    "planned",
    "postponed",
    "pending",
    "recommended",
    "refused",
    "unnecessary",
    "unsuccessful",
    "window",
    "candidate",
];

/// What is denied of a procedure or of a thing at hand behind it.
const UNDONE: &[&str] = &[
    "advanced",
    "attempted",
    "begun",
    "deployed",
    "done",
    "employed",
    "given",
    "inserted",
    "made",
    "necessary",
    "needed",
    "opened",
    "performed",
    "placed",
    "possible",
    "required",
    "started",
    "successful",
    "taken",
    "undertaken",
    "used",
    "utilized",
    "carried",
    "indicated",
];

/// Reads whether the words at a hit name something done in the stay.
pub(crate) fn of(doc: &Document<'_>, hit: Hit, procedure: &Procedure, stay: &Stay) -> Status {
    let span = span(doc, hit);
    let context = doc.context(span);
    if let Some(not) = by_context(&context, doc, hit) {
        return not;
    }
    let near = nearest_day(doc, hit, stay);
    if let Some(day) = near {
        let said = Span::new(
            doc.tokens()[day.token].span.start as usize,
            doc.tokens()[day.end - 1].span.end as usize,
        );
        let words = said.of(doc.text());
        if stay.is_before(day.date) {
            return Status::Not(WithheldReason::Historical, format!("done before this stay ({words})"));
        }
        if stay.is_after(day.date) && !day.year_only {
            return Status::Not(
                WithheldReason::Planned,
                format!("planned for after this stay ({words})"),
            );
        }
    }
    let in_stay = near.is_some_and(|d| !d.year_only)
        || counts_days(doc, hit)
        || under_dated_heading(doc, hit, stay);
    if done_where_they_came_from(doc, hit) {
        let why = "done at the hospital they came from".to_owned();
        return Status::Not(WithheldReason::Historical, why);
    }
    if names_a_place(doc, hit, procedure.patterns.iter().any(|p| p[0] == b'0')) {
        return Status::Not(WithheldReason::Historical, "named as the place or time after it".into());
    }
    if comes_later(doc, hit) || is_left_for_later(doc, hit) || said_to_be_later(doc, hit) {
        return Status::Not(WithheldReason::Planned, "planned for later".into());
    }
    let on_schedule = in_stay && opens_as_scheduled(doc, hit);
    if let Some(word) = said_before(doc, hit, NOT_YET, 4)
        .filter(|_| !on_schedule)
        .or_else(|| said_before(doc, hit, REFERRED, 8))
        .or_else(|| said_after(doc, hit))
    {
        return Status::Not(WithheldReason::Planned, format!("not done: `{word}`"));
    }
    if let Some(word) = undone::of_label(doc, hit) {
        return Status::Not(WithheldReason::Planned, format!("not done: `{word}`"));
    }
    if is_headed_as_not_done(doc, hit) {
        return Status::Not(WithheldReason::Planned, "listed as not performed".into());
    }
    if let Some(word) = denied_after(doc, hit) {
        return Status::Not(WithheldReason::Negated, format!("not done: `{word}`"));
    }
    if let Some(word) = said_in_sentence(doc, hit, ELSEWHERE).filter(|_| !in_stay) {
        return Status::Not(WithheldReason::Historical, format!("not done in this stay: `{word}`"));
    }
    if context.assertion.temporality == Temporality::Planned && !on_schedule {
        return Status::Not(WithheldReason::Planned, cue(&context, doc));
    }
    if context.assertion.temporality == Temporality::Past && !in_stay {
        let after = context.temporality.is_some_and(|c| c.class == CueClass::StatusPost);
        if !(after && tells_of_the_stay(context.section)) {
            return Status::Not(WithheldReason::Historical, cue(&context, doc));
        }
        return Status::After;
    }
    if !in_stay && labelled_history(doc, hit) {
        return Status::Not(WithheldReason::Historical, "the line is a history".into());
    }
    let device = procedure.has("place") || procedure.patterns.iter().any(|p| p[2] == b'H');
    if let Some(word) = taken_out(doc, hit).filter(|_| device) {
        return Status::Not(WithheldReason::NotReportable, format!("told only as `{word}`"));
    }
    if let Some(word) = used_as_way(doc, hit).filter(|_| procedure.has("place")) {
        return Status::Not(
            WithheldReason::NotReportable,
            format!("the way something was given: `{word}`"),
        );
    }
    if procedure.has("place")
        && context.section != SectionKind::Procedure
        && !in_stay
        && !placed(doc, hit)
    {
        return Status::Not(
            WithheldReason::NotReportable,
            "in place: its placing is not told here".into(),
        );
    }
    // `Post op same. Procedure L4-5 laminectomy ...`: dictated under the header before it.
    let named_so = headed_as_procedure(doc, hit);
    let section = if named_so {
        SectionKind::Procedure
    } else if headed_as_plan(doc, hit) {
        SectionKind::Plan
    } else {
        context.section
    };
    by_section(section, in_stay)
}

/// Words that head the account of what was done.
const ACCOUNTS: &[&str] = &[
    "cath",
    "catheterization",
    "procedure",
    "operation",
    "surgery",
    "operative",
    "or",
    "ir",
    "endoscopy",
    "intervention",
    "egd",
    "pci",
];

/// How many lines above a procedure its heading may stand.
const LINES: usize = 12;

/// `CATH LAB 5/3/26, door to device 54 min` above the lines of an account: a day of the stay.
fn under_dated_heading(doc: &Document<'_>, hit: Hit, stay: &Stay) -> bool {
    let mut line = doc.line_at(doc.tokens()[hit.first].span.start);
    for _ in 0..LINES {
        let Some(start) = line.map(|l| l.tokens.0 as usize).filter(|&t| t > 0) else { return false };
        line = doc.line_at(doc.tokens()[start - 1].span.start);
        let Some(above) = line else { return false };
        let (first, end) = (above.tokens.0 as usize, above.tokens.1 as usize);
        let head = first..end.min(first + 6);
        let capitals = doc.raw(first).chars().all(char::is_uppercase);
        if !capitals || !head.clone().take(2).any(|t| ACCOUNTS.contains(&doc.folded(t))) {
            continue;
        }
        let days = dates::between(doc, first, end.min(first + 10), stay.year);
        return days.iter().any(|d| !d.year_only && !stay.is_before(d.date) && !stay.is_after(d.date));
    }
    false
}

/// `Scheduled repeat cesarean 5/3`, with a day of the stay: the kind of operation, and done.
fn opens_as_scheduled(doc: &Document<'_>, hit: Hit) -> bool {
    let Some(sentence) = doc.sentence_of(hit.first) else { return false };
    let first = doc.sentences()[sentence].tokens.0 as usize;
    first < hit.first
        && hit.first - first <= 3
        && matches!(doc.folded(first), "scheduled" | "planned" | "elective")
}

/// Whether the sentence of a procedure opens with that word.
fn headed_as_procedure(doc: &Document<'_>, hit: Hit) -> bool {
    let first = doc.sentence_of(hit.first).map(|n| doc.sentences()[n].tokens.0 as usize);
    first.is_some_and(|t| {
        t < hit.first && matches!(doc.folded(t), "procedure" | "operation" | "proc" | "operations")
    })
}

/// `PROCEDURES CONSIDERED AND NOT PERFORMED: carotid stent, PEG tube`.
fn is_headed_as_not_done(doc: &Document<'_>, hit: Hit) -> bool {
    const REACH: usize = 10;
    let Some(line) = doc.line_at(doc.tokens()[hit.first].span.start) else { return false };
    let head = line.tokens.0 as usize..(line.tokens.0 as usize + REACH).min(hit.first);
    let undone = |t: usize| {
        doc.folded(t) == "not"
            && matches!(doc.folded(t + 1), "performed" | "done" | "undertaken" | "needed")
    };
    head.clone().any(undone) && head.into_iter().any(|t| doc.gap(t + 1).has(Gap::COLON))
}

/// A plan stays one where the section had to serve as the assessment too.
fn headed_as_plan(doc: &Document<'_>, hit: Hit) -> bool {
    let section = doc.section_at(doc.tokens()[hit.first].span.start);
    let first = section.and_then(|s| s.header).map(|h| doc.tokens_in(h).0);
    first.is_some_and(|t| {
        matches!(doc.folded(t), "plan" | "followup" | "follow" | "disposition" | "dispo")
    })
}

/// `Hx: ...`, `Prior surgeries - ...`: the line or sentence is a history by its first word.
fn labelled_history(doc: &Document<'_>, hit: Hit) -> bool {
    let line = doc.line_at(doc.tokens()[hit.first].span.start).map(|l| l.tokens.0 as usize);
    let sentence = doc.sentence_of(hit.first).map(|n| doc.sentences()[n].tokens.0 as usize);
    let first =
        |t: usize| matches!(doc.folded(t), "hx" | "history" | "pmh" | "psh" | "pshx" | "pmhx" | "prior");
    line.into_iter().chain(sentence).any(|t| {
        first(t)
            || sentence.is_some_and(|s| s > 0 && t == s && first(s - 1) && doc.gap(s).has(Gap::COLON))
    })
}

/// `Transferred 3/25 from County Hospital where tenecteplase was given`.
fn done_where_they_came_from(doc: &Document<'_>, hit: Hit) -> bool {
    let Some(sentence) = doc.sentence_of(hit.first).map(|n| doc.sentences()[n]) else { return false };
    let word = |t: usize| doc.folded(t);
    let before = sentence.tokens.0 as usize..hit.first;
    let Some(moved) = before.clone().find(|&t| matches!(word(t), "transferred" | "transfer")) else {
        return false;
    };
    let from = (moved + 1..(moved + 5).min(hit.first)).any(|t| word(t) == "from");
    from && (moved..hit.first).any(|t| matches!(word(t), "where" | "there"))
}

/// `post polypectomy bleed`, `polypectomy site`: what came of it, not the doing.
fn names_a_place(doc: &Document<'_>, hit: Hit, surgery: bool) -> bool {
    // `Control of bleeding after thyroidectomy`
    let later = surgery
        && hit.first > 1
        && matches!(doc.folded(hit.first - 1), "after" | "following")
        && (hit.first.saturating_sub(8)..hit.first - 1).any(|t| {
            matches!(doc.folded(t), "bleeding" | "hemorrhage" | "hematoma" | "leak" | "complication")
        });
    let tight =
        |i: usize| !doc.gap(i).has(Gap::STOP.with(Gap::SEMICOLON).with(Gap::NEWLINE).with(Gap::COMMA));
    let after =
        matches!(doc.folded(hit.end), "site" | "scar" | "stump" | "bed" | "anastomosi" | "anastomosis");
    let post = hit.first > 0 && matches!(doc.folded(hit.first - 1), "post" | "pre");
    (after && tight(hit.end)) || (post && tight(hit.first)) || later
}

/// `in 6 weeks`, `in 3 mo` right behind a procedure.
fn comes_later(doc: &Document<'_>, hit: Hit) -> bool {
    (hit.end..(hit.end + 3).min(doc.tokens().len())).take_while(|&i| !ends_clause(doc, i)).any(|i| {
        let count = doc.raw(i + 1).starts_with(|c: char| c.is_ascii_digit());
        let unit = |w: &str| {
            matches!(w, "week" | "wk" | "wks" | "month" | "mo" | "mos" | "year" | "yr" | "yrs")
        };
        doc.folded(i) == "in" && count && (unit(doc.folded(i + 2)) || unit(doc.folded(i + 3)))
    })
}

/// `Ureteroscopy later once clean`.
fn said_to_be_later(doc: &Document<'_>, hit: Hit) -> bool {
    let dated = doc.raw(hit.end + 1).starts_with(|c: char| c.is_ascii_digit());
    !ends_clause(doc, hit.end) && doc.folded(hit.end) == "later" && !dated
}

/// `PICC: consent signed, IR will place after discharge`: the rest of the sentence puts it off.
fn is_left_for_later(doc: &Document<'_>, hit: Hit) -> bool {
    const REACH: usize = 12;
    let Some(sentence) = doc.sentence_of(hit.first).map(|n| doc.sentences()[n]) else { return false };
    let end = (sentence.tokens.1 as usize).min(hit.end + REACH);
    let word = |t: usize| doc.folded(t);
    (hit.end..end).take_while(|&t| !doc.gap(t).has(Gap::SEMICOLON)).any(|t| {
        let next = (word(t), word(t + 1));
        matches!(next, ("after", "discharge") | ("as", "outpatient" | "outpt") | ("post", "discharge"))
            || word(t) == "will"
                && matches!(word(t + 1), "place" | "perform" | "do" | "be" | "need" | "have")
    })
}

/// A device that is taken out, or runs, was not put in by the same words.
fn taken_out<'t>(doc: &Document<'t>, hit: Hit) -> Option<&'t str> {
    const OUT: &[&str] = &["removed", "pulled", "discontinued", "output", "capped", "removal"];
    let end = (hit.end + 6).min(doc.tokens().len());
    (hit.end..end)
        .take_while(|&i| !ends_clause(doc, i) && !matches!(doc.folded(i), "placed" | "inserted" | "and"))
        .find(|&i| OUT.contains(&doc.folded(i)))
        .map(|i| doc.raw(i))
}

/// `TPN via PICC`, `dialyzed through the tunneled catheter`: a line that was used, not put in.
fn used_as_way<'t>(doc: &Document<'t>, hit: Hit) -> Option<&'t str> {
    const WAYS: &[&str] = &["via", "through", "per", "thru"];
    let put =
        |t: usize| matches!(doc.folded(t), "placed" | "inserted" | "placement" | "new" | "exchanged");
    if (hit.end..hit.end + 3).any(put) || (hit.first.saturating_sub(3)..hit.first).any(put) {
        return None;
    }
    let before = (hit.first.saturating_sub(3)..hit.first).rev();
    before
        .take_while(|&t| !ends_clause(doc, t + 1))
        .find(|&t| WAYS.contains(&doc.folded(t)))
        .map(|t| doc.raw(t))
}

/// Whether the sentence says that something was put in.
fn placed(doc: &Document<'_>, hit: Hit) -> bool {
    let Some(at) = doc.sentence_of(hit.first) else { return false };
    let (first, end) = (doc.sentences()[at].tokens.0 as usize, doc.sentences()[at].tokens.1 as usize);
    (first.max(hit.first.saturating_sub(10))..end.min(hit.end + 10)).any(|i| {
        matches!(
            doc.folded(i),
            "placed"
                | "placement"
                | "inserted"
                | "insertion"
                | "placing"
                | "put"
                | "introduced"
                | "exchanged"
                | "obtained"
                | "new"
                | "thoracostomy"
                | "started"
                | "needed"
                | "via"
                | "pigtail"
        )
    })
}

fn span(doc: &Document<'_>, hit: Hit) -> Span {
    doc.tokens()[hit.first].span.cover(doc.tokens()[hit.end - 1].span)
}

fn cue(context: &Context, doc: &Document<'_>) -> String {
    context.cue().map_or_else(String::new, |c| format!("the words say so: `{}`", c.span.of(doc.text())))
}

/// `LP neg`, `EGD normal`: what stands behind is a result of what was done.
fn is_result(context: &Context, doc: &Document<'_>, hit: Hit) -> bool {
    let said =
        context.presence.map(|c| c.span).filter(|s| s.start >= doc.tokens()[hit.end - 1].span.end);
    said.is_some_and(|s| {
        let text = s.of(doc.text()).to_lowercase();
        !["not", "never", "n't", "no "].iter().any(|w| text.contains(w))
    })
}

fn by_context(context: &Context, doc: &Document<'_>, hit: Hit) -> Option<Status> {
    // "Parents want", "discussed with wife": relatives near a procedure seldom had it.
    let of_others = matches!(
        context.section,
        SectionKind::FamilyHistory | SectionKind::Hpi | SectionKind::Pmh | SectionKind::SocialHistory
    );
    let whose = if of_others { context.assertion.experiencer } else { Experiencer::Patient };
    let reason = match (context.assertion.presence, whose) {
        (_, Experiencer::Family) => WithheldReason::FamilyHistory,
        (_, Experiencer::Other) => WithheldReason::OtherPerson,
        (Presence::Absent, _) if is_result(context, doc, hit) => return None,
        (Presence::Absent, _) => WithheldReason::Negated,
        (Presence::Hypothetical | Presence::Conditional, _) => WithheldReason::Hypothetical,
        (Presence::Possible, _) => WithheldReason::Uncertain,
        (Presence::Present, _) => return None,
    };
    Some(Status::Not(reason, cue(context, doc)))
}

/// What a section says of a procedure that its own line says nothing of.
fn by_section(kind: SectionKind, in_stay: bool) -> Status {
    use SectionKind as K;
    let historical = |what: &str| Status::Not(WithheldReason::Historical, what.to_owned());
    match kind {
        K::Instructions | K::Disposition | K::Plan | K::Orders => {
            if in_stay {
                Status::Done
            } else {
                Status::Not(WithheldReason::Planned, "named as a plan".into())
            }
        }
        K::Differential | K::RuledOut | K::Allergies | K::FamilyHistory => Status::Not(
            WithheldReason::NotReportable,
            "named in a section that tells of nothing done".into(),
        ),
        K::Pmh | K::Psh | K::ObHistory | K::SocialHistory | K::ProblemList if !in_stay => {
            historical("named in a history")
        }
        K::Hpi
        | K::ChiefComplaint
        | K::AdmitDiagnosis
        | K::PreopDiagnosis
        | K::Indication
        | K::Medications
            if !in_stay =>
        {
            historical("named as what came before, with no day of the stay")
        }
        K::Ros | K::Exam | K::Vitals | K::Labs if !in_stay => {
            historical("named in findings, with no day of the stay")
        }
        _ => Status::Done,
    }
}

/// Sections in which "status post" tells of the stay itself.
const fn tells_of_the_stay(kind: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        kind,
        K::HospitalCourse
            | K::FinalDiagnosis
            | K::PostopDiagnosis
            | K::Procedure
            | K::Findings
            | K::AssessmentPlan
            | K::Assessment
    )
}

/// The day named closest to a procedure in its sentence; what stands before it rather than
/// behind.
fn nearest_day(doc: &Document<'_>, hit: Hit, stay: &Stay) -> Option<Stated> {
    let sentence = doc.sentences()[doc.sentence_of(hit.first)?];
    let end = sentence.tokens.1 as usize;
    // A heading of the line dates what follows on it: `SURGERY 9/5: ...`.
    let start = sentence.tokens.0 as usize;
    let at = doc.tokens()[hit.first].span.start;
    let line = doc.line_at(at).map_or(start, |l| l.tokens.0 as usize);
    let header = doc.section_at(at).and_then(|s| s.header).map(|h| doc.tokens_in(h).0);
    let headed = doc.gap(start).has(Gap::COLON) && header.is_none_or(|h| h <= line);
    let first = if headed { line.min(start) } else { start };
    let all =
        dates::between(doc, first.max(hit.first.saturating_sub(40)), end.min(hit.end + 40), stay.year);
    let away = |d: &&Stated| {
        if d.token >= hit.end { (d.token - hit.end) * 2 } else { hit.first.saturating_sub(d.end) + 1 }
    };
    all.iter().min_by_key(away).copied()
}

/// Whether the sentence counts the days of the stay: `HD 3`, `POD 2`, `hospital day 4`.
fn counts_days(doc: &Document<'_>, hit: Hit) -> bool {
    let Some(at) = doc.sentence_of(hit.first) else { return false };
    let sentence = doc.sentences()[at];
    (sentence.tokens.0 as usize..sentence.tokens.1 as usize).any(|i| {
        matches!(doc.folded(i), "hd" | "pod" | "dol" | "ppd")
            || (doc.folded(i) == "hospital" && doc.folded(i + 1) == "day")
            || matches!(
                doc.folded(i),
                "underwent" | "overnight" | "emergently" | "intraop" | "intraoperatively"
            )
    })
}

/// A word of a list within a few tokens before a procedure and in the same clause.
fn said_before<'t>(doc: &Document<'t>, hit: Hit, list: &[&str], reach: usize) -> Option<&'t str> {
    let mut at = hit.first;
    for _ in 0..reach {
        if ends_clause(doc, at) || at == 0 {
            return None;
        }
        at -= 1;
        if list.contains(&doc.folded(at)) {
            return Some(doc.raw(at));
        }
    }
    None
}

fn said_after<'t>(doc: &Document<'t>, hit: Hit) -> Option<&'t str> {
    for at in hit.end..(hit.end + 5).min(doc.tokens().len()) {
        if ends_clause(doc, at) {
            return None;
        }
        if NOT_DONE.contains(&doc.folded(at)) {
            // "needed" alone says that it was; "not needed" that it was not.
            let needed = doc.folded(at) == "needed";
            let negated = (hit.end..at).any(|i| matches!(doc.folded(i), "not" | "never" | "no"));
            if !needed || negated {
                return Some(doc.raw(at));
            }
        }
    }
    None
}

/// What was not done with a thing that was at hand: `Impella not used`, `catheter opened, not advanced`,
/// `tray was in the room and not opened`.
pub(crate) fn denied_after<'t>(doc: &Document<'t>, hit: Hit) -> Option<&'t str> {
    const REACH: usize = 9;
    let end = (hit.end + REACH).min(doc.tokens().len());
    let stop = Gap::STOP.with(Gap::SEMICOLON).with(Gap::NEWLINE).with(Gap::ARROW);
    for at in hit.end..end {
        let gap = doc.gap(at);
        let no = |t: usize| matches!(doc.folded(t), "not" | "never");
        let joins = matches!(doc.folded(at), "but" | "and" | "so") && no(at + 1);
        if gap.has(stop) || gap.has(Gap::COMMA) && !no(at) && !joins {
            return None;
        }
        // `IABP no.`
        let answered = at == hit.end
            && matches!(doc.folded(at), "no" | "none")
            && doc.gap(at + 1).has(stop)
            && !gap.has(Gap::COMMA.with(Gap::OPEN));
        if answered || matches!(doc.folded(at), "unused" | "unavailable") {
            return Some(doc.raw(at));
        }
        // A wrapped line ends no clause between `not` and its verb.
        let cut = Gap::STOP.with(Gap::SEMICOLON);
        let undone = |t: usize| UNDONE.contains(&doc.folded(t)) && !doc.gap(t).has(cut);
        if no(at) && (undone(at + 1) || undone(at + 2)) {
            return Some(doc.raw(at));
        }
    }
    None
}

/// A word of a list in the sentence of a procedure, nearer than other sentences' ends.
fn said_in_sentence<'t>(doc: &Document<'t>, hit: Hit, list: &[&str]) -> Option<&'t str> {
    let sentence = doc.sentences()[doc.sentence_of(hit.first)?];
    let first = (sentence.tokens.0 as usize).max(hit.first.saturating_sub(10));
    let end = (sentence.tokens.1 as usize).min(hit.end + 8);
    let cut = |i: usize| doc.gap(i).has(Gap::SEMICOLON.with(Gap::NEWLINE));
    let before = (first..hit.first).rev().take_while(|&i| !cut(i + 1));
    let after = (hit.end..end).take_while(|&i| !cut(i));
    before.chain(after).find(|&i| list.contains(&doc.folded(i))).map(|i| doc.raw(i))
}

/// Whether a clause ends before a token.
fn ends_clause(doc: &Document<'_>, at: usize) -> bool {
    let marks = Gap::STOP.with(Gap::SEMICOLON).with(Gap::NEWLINE).with(Gap::COMMA).with(Gap::ARROW);
    doc.gap(at).has(marks.with(Gap::COLON).with(Gap::DASH))
}
