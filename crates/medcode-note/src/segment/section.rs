//! Which section does each line belong to?

use medcode_model::Span;

use super::gap::Gap;
use super::header::{Header, Place, Scan};
use super::kind::SectionKind;
use super::line::{Line, LineKind, Marker};

/// A stretch of the note under one header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// The words of its header; `None` for text before the first header or after a
    /// one-line section.
    pub header: Option<Span>,
    /// All of it, header and content.
    pub span: Span,
    /// Where its content begins, after the header and its colon.
    pub content: u32,
    /// Copied or imported from elsewhere, by its own header: weak until confirmed.
    pub carried_forward: bool,
    /// Filled in by the patient.
    pub patient_reported: bool,
    /// Whether the tables know the header.
    pub known: bool,
}

/// Lays the sections over the text: in order, without gaps or overlaps.
pub(crate) fn lay_out(scan: &Scan<'_>, lines: &mut [Line]) -> Vec<Section> {
    let mut layout = Layout { out: vec![first_section()], base: first_section(), within_line: false };
    let mut before_blank = false;
    for line in lines.iter_mut() {
        if line.is_empty() {
            before_blank |= line.kind == LineKind::Blank;
            continue;
        }
        layout.line(scan, line, before_blank);
        before_blank = false;
    }
    let end = scan.text.len() as u32;
    let mut out = layout.out;
    for at in 0..out.len() {
        out[at].span.end = out.get(at + 1).map_or(end, |next| next.span.start);
    }
    out.retain(|s| !s.span.is_empty());
    demote_readings(&mut out, scan.text);
    promote_lone_plan(&mut out);
    repeat_preoperative(&mut out, scan.text);
    out
}

fn first_section() -> Section {
    Section {
        kind: SectionKind::Unsectioned,
        header: None,
        span: Span::new(0, 0),
        content: 0,
        carried_forward: false,
        patient_reported: false,
        known: false,
    }
}

/// The sections so far, and the one that text falls back to after a one-line section.
struct Layout {
    out: Vec<Section>,
    base: Section,
    /// The current section was opened within a line and holds to its end only.
    within_line: bool,
}

impl Layout {
    fn line(&mut self, scan: &Scan<'_>, line: &mut Line, after_blank: bool) {
        let start = line.tokens.0 as usize;
        let end = line.tokens.1 as usize;
        // A list in one line (`POST-OP DX: 1) ...   2) ...`) looks like a row of a table.
        let row = line.kind == LineKind::Row;
        let header = (!line.continues)
            .then(|| scan.header_at(start, line, Place::LineStart))
            .flatten()
            .filter(|h| self.opens(h) && (!row || h.known && scan.gap(h.end_token).has(Gap::COLON)));
        let mut at = start;
        match header {
            Some(header) => {
                if header.own_line {
                    line.kind = LineKind::Header;
                }
                self.open(line.span.start, &header);
                at = header.end_token;
            }
            None => self.fall_back(line, after_blank),
        }
        while at + 1 < end {
            at += 1;
            if !may_open(scan.gap(at)) {
                continue;
            }
            let header = scan.header_at(at, line, Place::MidLine);
            // `Result` over a column of laboratory values opens nothing new, nor does who says
            // something within a line ("Attending 8/13: ...").
            let new =
                |h: &Header| !h.topic && h.kind != self.current().kind && h.kind != SectionKind::Title;
            if let Some(header) = header.filter(new) {
                self.open(scan.tokens[at].span.start, &header);
                self.within_line = self.current().header != self.base.header;
                at = header.end_token.max(at + 1) - 1;
            } else {
                self.end_of_aside(scan, at);
            }
        }
    }

    fn current(&self) -> Section {
        self.out.last().copied().unwrap_or_else(first_section)
    }

    /// Whether a header changes the section, given where it stands.
    fn opens(&self, header: &Header) -> bool {
        if header.topic {
            return false;
        }
        if header.known {
            return true;
        }
        use SectionKind as K;
        let current = self.current().kind;
        // Under an assessment a heading names a problem; under an examination or a system
        // review it names an organ.
        let names_a_problem = matches!(
            current,
            K::Assessment
                | K::AssessmentPlan
                | K::FinalDiagnosis
                | K::Plan
                | K::HospitalCourse
                | K::PostopDiagnosis
                | K::ProblemList
                | K::PreopDiagnosis
                | K::EdCourse
        );
        let names_an_organ =
            matches!(current, K::Exam | K::Ros | K::Labs | K::Imaging | K::Vitals) && !header.own_line;
        !(names_a_problem || names_an_organ)
    }

    fn open(&mut self, start: u32, header: &Header) {
        let section = Section {
            kind: header.kind,
            header: Some(header.span),
            span: Span { start, end: start },
            content: header.content as u32,
            carried_forward: header.carried_forward,
            patient_reported: header.patient_reported,
            known: header.known,
        };
        if header.own_line || header.kind.runs_on() {
            self.base = section;
        } else if !keeps_after_aside(self.base.kind) {
            self.base = first_section();
        }
        self.within_line = false;
        self.out.push(section);
    }

    /// After a section that holds for its line only, text belongs to what came before.
    fn fall_back(&mut self, line: &Line, after_blank: bool) {
        let current = self.current();
        let aside = current.header != self.base.header;
        if !aside || line.continues {
            return;
        }
        // An indented or listed line right below still belongs to the header's line, but not
        // to an aside within it (`... at rest. Order: concentrator`).
        // A number below a line of findings begins the list of problems: `MRI 4/23: ...`, `#1 Stroke`.
        let numbered = matches!(line.marker, Some(Marker::Number(_) | Marker::Hash))
            && matches!(current.kind, SectionKind::Imaging | SectionKind::Labs | SectionKind::Vitals)
            && line.indent < 2;
        let listed = line.marker.is_some() || line.indent >= 2;
        if !after_blank && !self.within_line && listed && !numbered {
            return;
        }
        self.resume(line.span.start);
    }

    fn resume(&mut self, start: u32) {
        let section = Section {
            header: self.base.header,
            span: Span { start, end: start },
            content: start,
            ..self.base
        };
        self.out.push(section);
    }

    /// A family history within a line ends at the next wide gap after a full stop:
    /// `Fam hx: mother MI.  Never smoker.`
    fn end_of_aside(&mut self, scan: &Scan<'_>, at: usize) {
        let current = self.current();
        let gap = scan.gap(at);
        let wide = gap.has(Gap::STOP) && gap.has(Gap::WIDE);
        if wide && current.kind == SectionKind::FamilyHistory && current.header != self.base.header {
            self.resume(scan.tokens[at].span.start);
        }
    }
}

/// Kinds that go on after a line such as `Labs: ...` stood between.
fn keeps_after_aside(kind: SectionKind) -> bool {
    use SectionKind as K;
    (kind.runs_on() || kind == K::Unsectioned) && !kind.is_history_list()
}

/// Where within a line a header may begin.
fn may_open(gap: Gap) -> bool {
    gap.has(Gap::STOP.with(Gap::COLUMN).with(Gap::PIPE).with(Gap::WIDE))
}

/// The "impression" of an image among the results is the radiologist's, where the provider's own
/// assessment stands below.
fn demote_readings(sections: &mut [Section], text: &str) {
    use SectionKind as K;
    let last = sections.iter().rposition(|s| s.kind.states_diagnoses());
    for at in 1..last.unwrap_or_default() {
        let header = sections[at].header.map_or("", |h| h.of(text)).trim_end_matches(':').trim();
        let image = matches!(sections[at - 1].kind, K::Imaging | K::Labs);
        let later = sections[at + 1..].iter().any(|s| {
            let own = s.header.map_or("", |h| h.of(text)).trim_end_matches(':').trim();
            s.kind.states_diagnoses() && !own.eq_ignore_ascii_case("impression")
        });
        if image && later && header.eq_ignore_ascii_case("impression") {
            sections[at].kind = K::Imaging;
        }
    }
}

/// "Postoperative diagnosis: same": what was thought before the operation is what was found.
fn repeat_preoperative(sections: &mut [Section], text: &str) {
    use SectionKind as K;
    let same = |s: &Section| {
        let content = text.get(s.content as usize..s.span.end as usize).unwrap_or_default();
        let content = content.trim_start_matches(|c: char| !c.is_alphabetic()).to_ascii_lowercase();
        let words: Vec<&str> = content.split(|c: char| !c.is_alphabetic()).take(3).collect();
        matches!(
            words[..],
            ["same" | "unchanged", ..] | ["as", "above", ..] | ["as", "preoperative", ..]
        )
    };
    if !sections.iter().any(|s| s.kind == K::PostopDiagnosis && same(s)) {
        return;
    }
    for section in sections.iter_mut().filter(|s| s.kind == K::PreopDiagnosis) {
        section.kind = K::PostopDiagnosis;
    }
}

/// A plan in a note without any assessment holds the diagnoses too.
fn promote_lone_plan(sections: &mut [Section]) {
    if sections.iter().any(|s| s.kind.states_diagnoses()) {
        return;
    }
    for section in sections.iter_mut().filter(|s| s.kind == SectionKind::Plan) {
        section.kind = SectionKind::AssessmentPlan;
    }
}
