//! Which lines of the assessment name a problem?
//!
//! The heading of an assessed problem is the provider's own diagnosis: `1. Type 2 diabetes
//! with neuropathy - continue metformin`, `Hypothyroidism.` above its bullets, `# AKI:`.

use medcode_model::Span;

use super::gap::Gap;
use super::header::Scan;
use super::kind::SectionKind;
use super::line::{Line, LineKind, Marker};
use super::section::Section;
use super::sentence::Sentence;

/// One assessed problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssessedProblem {
    /// The words that name it.
    pub head: Span,
    /// Heading and all that is said of it, up to the next problem.
    pub body: Span,
    /// Its number in the list, where it is numbered.
    pub number: Option<u16>,
    /// The kind of section it stands in.
    pub section: SectionKind,
}

/// The longest line that may name a problem without a list sign, in bytes.
const SHORT: usize = 110;

/// The most that is said of one problem, in bytes: bounds what is read around a mention.
const LONGEST_BODY: u32 = 8_000;

/// Finds the problems of every section that assesses.
pub(crate) fn find(
    scan: &Scan<'_>,
    lines: &[Line],
    sections: &[Section],
    sentences: &[Sentence],
) -> Vec<AssessedProblem> {
    let mut out = Vec::new();
    let mut line = 0;
    let mut sentence = 0;
    for section in sections {
        if !assesses(section.kind) {
            continue;
        }
        line += lines[line..].partition_point(|l| l.span.end <= section.content.max(section.span.start));
        let count = lines[line..].partition_point(|l| l.span.start < section.span.end);
        let within = &lines[line..line + count];
        let first = out.len();
        let style = Style::of(scan, within, section);
        for at in 0..within.len() {
            if style.names_problem(scan, within, at, section) {
                let begin = begin_of(&within[at], section);
                sentence += sentences[sentence..].partition_point(|s| s.span.end <= begin);
                let whole = !matches!(section.kind, SectionKind::HospitalCourse | SectionKind::EdCourse)
                    && !matches!(section.kind, SectionKind::Assessment | SectionKind::AssessmentPlan);
                let Some(head) = head_span(scan, begin, whole, &sentences[sentence..]) else { continue };
                // An empty item at the end: the next sentence is another section's.
                if head.start >= section.span.end {
                    continue;
                }
                let head = Span { start: head.start, end: head.end.min(section.span.end) };
                let number = match within[at].marker {
                    Some(Marker::Number(n)) => Some(n),
                    _ => None,
                };
                let body = Span { start: head.start, end: section.span.end };
                out.push(AssessedProblem { head, body, number, section: section.kind });
            }
        }
        for at in first..out.len().saturating_sub(1) {
            out[at].body.end = out[at + 1].head.start.max(out[at].head.end);
        }
        for problem in &mut out[first..] {
            let longest = problem.head.end.saturating_add(LONGEST_BODY);
            problem.body.end = problem.body.end.min(longest);
        }
    }
    out
}

/// Sections whose items are problems.
const fn assesses(kind: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        kind,
        K::Assessment
            | K::AssessmentPlan
            | K::FinalDiagnosis
            | K::PostopDiagnosis
            | K::PreopDiagnosis
            | K::AdmitDiagnosis
            | K::HospitalCourse
            | K::ProblemList
            | K::EdCourse
    )
}

/// Where a line's own words begin: after its list sign, after the section's header.
fn begin_of(line: &Line, section: &Section) -> u32 {
    line.content.max(if section.header.is_some() { section.content } else { section.span.start })
}

/// How the writer of a section sets problems apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// By number, letter or `#`.
    Marked,
    /// By bullets at this indent.
    Bulleted(u16),
    /// By short lines of their own.
    Lines,
}

impl Style {
    fn of(scan: &Scan<'_>, lines: &[Line], section: &Section) -> Self {
        let marked =
            |l: &&Line| matches!(l.marker, Some(Marker::Number(_) | Marker::Letter(_) | Marker::Hash));
        if lines.iter().any(|l| marked(&l)) {
            return Self::Marked;
        }
        let bullets = lines.iter().filter(|l| l.marker.is_some() && !is_label(scan, l));
        let shallow = bullets.map(|l| l.indent).min();
        let headed = lines.windows(2).any(|pair| heads_bullets(&pair[0], &pair[1]));
        match shallow {
            Some(indent) if !headed || section.kind == SectionKind::FinalDiagnosis => {
                Self::Bulleted(indent)
            }
            _ => Self::Lines,
        }
    }

    fn names_problem(self, scan: &Scan<'_>, lines: &[Line], at: usize, section: &Section) -> bool {
        let line = &lines[at];
        if line.is_empty() || line.continues || matches!(line.kind, LineKind::Header | LineKind::Row) {
            return false;
        }
        let begin = begin_of(line, section);
        if begin >= line.span.end {
            return false;
        }
        // The text right after `Impression:` names the first problem.
        let inline =
            section.header.is_some_and(|h| h.start >= line.span.start && h.end <= line.span.end);
        let sign = match self {
            Self::Marked => {
                matches!(line.marker, Some(Marker::Number(_) | Marker::Letter(_) | Marker::Hash))
            }
            Self::Bulleted(indent) => {
                line.marker.is_some() && line.indent <= indent && !is_label(scan, line)
            }
            Self::Lines => line.marker.is_none(),
        };
        let below = lines.get(at + 1).is_some_and(|next| heads_bullets(line, next));
        let short = (line.span.end - begin) as usize <= SHORT;
        match section.kind {
            SectionKind::HospitalCourse | SectionKind::EdCourse => {
                (sign && self != Self::Lines)
                    || (line.marker.is_none() && has_label(scan, line))
                    || below
            }
            SectionKind::FinalDiagnosis | SectionKind::PostopDiagnosis | SectionKind::ProblemList => {
                sign || inline || short
            }
            _ => (sign && (self != Self::Lines || short)) || inline && short || (below && short),
        }
    }
}

/// An unmarked line right above bullets.
fn heads_bullets(line: &Line, next: &Line) -> bool {
    line.marker.is_none()
        && line.kind == LineKind::Text
        && !line.is_empty()
        && next.marker == Some(Marker::Bullet)
        && line.span.len() <= SHORT
}

/// `Medical Treatment: ...`, `Plan: ...`: a label of what follows, not a problem.
fn is_label(scan: &Scan<'_>, line: &Line) -> bool {
    const LABELS: &[&str] = &[
        "plan",
        "treatment",
        "reasoning",
        "testing",
        "education",
        "counseling",
        "medical",
        "patient",
        "additional",
        "followup",
        "follow",
        "goal",
        "labs",
        "lab",
        "imaging",
        "monitoring",
        "meds",
        "medication",
        "diet",
        "activity",
        "referral",
        "specialist",
        "orders",
        "status",
        "evaluation",
        "workup",
        "rx",
        "continue",
        "start",
        "stop",
    ];
    let first = line.tokens.0 as usize;
    let Some(token) = scan.tokens.get(first) else { return false };
    LABELS.contains(&&*scan.spellings[token.spelling as usize].folded) && has_label(scan, line)
}

/// Up to five words, then a colon: `Renal: creatinine back to baseline`.
fn has_label(scan: &Scan<'_>, line: &Line) -> bool {
    let (first, end) = (line.tokens.0 as usize, line.tokens.1 as usize);
    (first + 1..end.min(first + 6)).any(|i| scan.gap(i).has(Gap::COLON))
}

/// `A/P 1. Heart failure, cardiomyopathy`: the number behind a header in its line is no name.
fn past_number(scan: &Scan<'_>, first: usize) -> usize {
    let number = scan.tokens.get(first).map_or("", |t| t.span.of(scan.text));
    let sign = number.parse::<u8>().is_ok_and(|n| (1..=20).contains(&n))
        && scan.gap(first + 1).has(Gap::STOP.with(Gap::CLOSE));
    if sign { first + 1 } else { first }
}

/// The words of the heading: up to the first colon, spaced dash, arrow or sentence end;
/// the whole first sentence where every line is a diagnosis.
fn head_span(scan: &Scan<'_>, begin: u32, whole: bool, sentences: &[Sentence]) -> Option<Span> {
    let first = past_number(scan, scan.tokens.partition_point(|t| t.span.start < begin));
    let sentence = sentences.iter().find(|s| s.tokens.1 as usize > first)?;
    let end = sentence.tokens.1 as usize;
    if first >= end {
        return None;
    }
    let cut = (first + 1..end)
        .find(|&i| !whole && scan.gap(i).has(Gap::COLON.with(Gap::DASH).with(Gap::ARROW)))
        .unwrap_or(end);
    Some(scan.tokens[first].span.cover(scan.tokens[cut - 1].span))
}
