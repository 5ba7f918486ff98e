//! What is known of one HCPCS code or modifier, and how is it put together from records?

use super::layout::{self, Field};
use medcode_model::{Code, CodeSystem, Date, Position, Problem};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// One code or modifier. Code values are those of the CMS record layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HcpcsRow {
    /// The code (`J1885`) or modifier (`LT`).
    pub code: Code,
    /// Whether it is a modifier.
    pub is_modifier: bool,
    /// Long description, joined over its records.
    pub long: String,
    /// Short description, 28 characters at most.
    pub short: String,
    /// How Part B prices it; up to four two-character indicators.
    pub pricing: Vec<String>,
    /// Whether it can be priced under several methods.
    pub multiple_pricing: Option<u8>,
    /// Sections of the Coverage Issues Manual.
    pub coverage_issues: Vec<String>,
    /// Sections of the Medicare Carriers Manual.
    pub carriers_manual: Vec<String>,
    /// The statute that excludes it from coverage.
    pub statute: Option<String>,
    /// Categories of laboratory certification.
    pub lab_certification: Vec<String>,
    /// Codes that replace it; may be CPT numbers.
    pub cross_reference: Vec<Code>,
    /// Medicare coverage: C carrier judgment, D special instructions, I not payable, M not
    /// covered, S not covered by statute.
    pub coverage: Option<u8>,
    /// Payment group in an ambulatory surgical centre.
    pub asc_group: Option<String>,
    /// Since when that group applies.
    pub asc_date: Option<Date>,
    /// Medicare outpatient group.
    pub mog_group: Option<String>,
    /// Payment policy of that group.
    pub mog_policy: Option<u8>,
    /// Since when that group applies.
    pub mog_date: Option<Date>,
    /// Number of the processing note.
    pub processing_note: Option<String>,
    /// Berenson-Eggers type of service.
    pub betos: Option<String>,
    /// Types of service; up to five.
    pub type_of_service: Vec<u8>,
    /// Anesthesia base units.
    pub anesthesia_units: Option<u16>,
    /// When the code was added.
    pub added: Option<Date>,
    /// Since when the last action is in force.
    pub action_effective: Option<Date>,
    /// The last day on which the code may be used.
    pub terminated: Option<Date>,
    /// The last action: A add, B and F administrative, C long description, D discontinue,
    /// N none, P payment, R reactivate, S short description, T miscellaneous.
    pub action: Option<u8>,
    /// Line of the text or row of the sheet, from 1.
    pub line: u32,
}

/// One record, whichever file it stands in.
pub(crate) trait Record {
    /// The `i`th occurrence of a field, from 0; may have blanks around it.
    fn text(&self, field: &Field, i: usize) -> Cow<'_, str>;

    /// Where the record is.
    fn position(&self) -> Position;
}

/// A description longer than this is not one.
const LONGEST: usize = 16 << 10;
/// After this many problems the file is not what it claims, and more of them help nobody.
const PROBLEMS: usize = 500;

/// Rows as they are put together, and what was wrong.
#[derive(Default)]
pub(crate) struct Rows {
    rows: Vec<HcpcsRow>,
    seen: BTreeSet<Code>,
    problems: Vec<Problem>,
    unsaid: usize,
    /// Code of a record that was left out, so that its continuations are too.
    dropped: Option<String>,
}

impl Rows {
    pub(crate) fn problem(&mut self, problem: Problem) {
        if self.problems.len() < PROBLEMS {
            self.problems.push(problem);
        } else {
            self.unsaid += 1;
        }
    }

    /// Takes the next record: a new row, or more of the last description.
    pub(crate) fn take(&mut self, record: &impl Record) {
        let id = record.text(&layout::RECORD_ID, 0);
        match id.trim() {
            "3" => self.first(record, false),
            "7" => self.first(record, true),
            "4" | "8" => self.continuation(record),
            other => {
                let other: String = other.chars().take(8).collect();
                let message = format!("record id `{other}` is none of 3, 4, 7, 8; record left out");
                self.problem(Problem::warning(record.position(), message));
            }
        }
    }

    fn first(&mut self, record: &impl Record, is_modifier: bool) {
        let text = record.text(&layout::CODE, 0).trim().to_owned();
        self.dropped = Some(text.clone());
        let code = match level_two(&text, is_modifier) {
            Ok(code) => code,
            Err(why) => {
                self.problem(Problem::warning(record.position(), why));
                return;
            }
        };
        if !self.seen.insert(code) {
            let message = format!("{} is listed a second time; the first was kept", code.compact());
            self.problem(Problem::warning(record.position(), message));
            return;
        }
        self.dropped = None;
        let row = self.row(code, is_modifier, record);
        self.rows.push(row);
    }

    /// More words of the long description of the code before.
    fn continuation(&mut self, record: &impl Record) {
        let code = record.text(&layout::CODE, 0);
        if self.dropped.as_deref() == Some(code.trim()) {
            return;
        }
        match self.rows.last_mut() {
            Some(row) if row.code.compact() == code.trim() && self.dropped.is_none() => {
                append(&mut row.long, &record.text(&layout::LONG, 0));
            }
            _ => {
                let code: String = code.trim().chars().take(8).collect();
                let message =
                    format!("continues the description of `{code}`, which is not the code before it");
                self.problem(Problem::warning(record.position(), message));
            }
        }
    }

    /// All fields of a first record.
    fn row(&mut self, code: Code, is_modifier: bool, record: &impl Record) -> HcpcsRow {
        let mut long = String::new();
        append(&mut long, &record.text(&layout::LONG, 0));
        let one = |field: &Field| list(record, field).into_iter().next();
        let letter = |field: &Field| record.text(field, 0).trim().bytes().next();
        let cross_reference = list(record, &layout::CROSS_REFERENCE);
        HcpcsRow {
            code,
            is_modifier,
            long,
            short: words(&record.text(&layout::SHORT, 0)),
            pricing: list(record, &layout::PRICING),
            multiple_pricing: letter(&layout::MULTIPLE_PRICING),
            coverage_issues: list(record, &layout::COVERAGE_ISSUES),
            carriers_manual: list(record, &layout::CARRIERS_MANUAL),
            statute: one(&layout::STATUTE),
            lab_certification: list(record, &layout::LAB_CERTIFICATION),
            cross_reference: self.references(&cross_reference, record.position()),
            coverage: letter(&layout::COVERAGE),
            asc_group: one(&layout::ASC_GROUP),
            asc_date: self.date(record, &layout::ASC_DATE),
            mog_group: one(&layout::MOG_GROUP),
            mog_policy: letter(&layout::MOG_POLICY),
            mog_date: self.date(record, &layout::MOG_DATE),
            processing_note: one(&layout::PROCESSING_NOTE),
            betos: one(&layout::BETOS),
            type_of_service: list(record, &layout::TYPE_OF_SERVICE)
                .iter()
                .filter_map(|t| t.bytes().next())
                .collect(),
            anesthesia_units: one(&layout::ANESTHESIA_UNITS).and_then(|n| n.parse().ok()),
            added: self.date(record, &layout::ADDED),
            action_effective: self.date(record, &layout::ACTION_EFFECTIVE),
            terminated: self.date(record, &layout::TERMINATED),
            action: letter(&layout::ACTION),
            line: record.position().line,
        }
    }

    fn references(&mut self, texts: &[String], position: Position) -> Vec<Code> {
        let mut codes = Vec::new();
        for text in texts {
            match Code::new(system_of(text), text) {
                Ok(code) => codes.push(code),
                Err(e) => self.problem(Problem::warning(position, format!("cross reference: {e}"))),
            }
        }
        codes
    }

    /// A date; blank and zeros mean none.
    fn date(&mut self, record: &impl Record, field: &Field) -> Option<Date> {
        let text = record.text(field, 0);
        let text = text.trim();
        if text.bytes().all(|b| b == b'0') {
            return None;
        }
        let date = Date::from_compact(text);
        if date.is_none() {
            let shown: String = text.chars().take(12).collect();
            let message = format!("`{shown}` in {} is not a date; left empty", field.head);
            self.problem(Problem::warning(record.position(), message));
        }
        date
    }

    /// The rows, codes before modifiers, each sorted, so that both files give the same order.
    pub(crate) fn finish(mut self) -> medcode_model::Read<Vec<HcpcsRow>> {
        if self.unsaid > 0 {
            let message = format!("and {} more problems like these", self.unsaid);
            self.problems.push(Problem::note(Position::default(), message));
        }
        if self.rows.is_empty() {
            let message = "no HCPCS record was found: this is not a quarterly HCPCS file";
            self.problems.push(Problem::error(Position::default(), message));
        }
        self.rows.sort_by_key(|row| (row.is_modifier, row.code));
        medcode_model::Read { value: self.rows, problems: self.problems }
    }
}

/// A code of Level II. CPT and CDT belong to the AMA and ADA; their codes and words are not
/// taken even where a file holds them.
fn level_two(text: &str, is_modifier: bool) -> Result<Code, String> {
    let shown: String = text.chars().take(8).collect();
    let b = text.as_bytes();
    let shape = if is_modifier {
        b.len() == 2 && b.iter().all(u8::is_ascii_alphanumeric)
    } else {
        b.len() == 5 && b[0].is_ascii_alphanumeric() && b[1..4].iter().all(u8::is_ascii_digit)
    };
    if !shape {
        return Err(format!("`{shown}` is not a HCPCS code; record left out"));
    }
    let cpt = if is_modifier { b.iter().all(u8::is_ascii_digit) } else { b[0].is_ascii_digit() };
    if cpt {
        return Err(format!("{shown} is a CPT code, licensed by the AMA; left out"));
    }
    if !is_modifier && b[0] == b'D' {
        return Err(format!("{shown} is a dental (CDT) code, licensed by the ADA; left out"));
    }
    Code::new(CodeSystem::Hcpcs, text).map_err(|e| format!("{e}; record left out"))
}

/// Level I codes begin with a digit (categories II and III end in a letter).
fn system_of(code: &str) -> CodeSystem {
    if code.starts_with(|c: char| c.is_ascii_digit()) { CodeSystem::Cpt } else { CodeSystem::Hcpcs }
}

/// Occurrences of a field that hold something.
fn list(record: &impl Record, field: &Field) -> Vec<String> {
    (0..field.times)
        .map(|i| record.text(field, i).trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines break between words, so the parts of a description are joined by one blank.
fn append(long: &mut String, part: &str) {
    for word in part.split_whitespace() {
        if long.len() + word.len() > LONGEST {
            return;
        }
        if !long.is_empty() {
            long.push(' ');
        }
        long.push_str(word);
    }
}
