//! `lookup`: everything the installed release says of a code.

use crate::procedure::ProcedureFacts;
use crate::{AsOf, Engine};
use medcode_kb::query::{Choice, Dates, InForceRelease, NoRelease, NoteAt, PcsAxis, Release, Table};
use medcode_kb::tables::codes::{EXPANDED, MODIFIER, NO_TABLE, ORDER_TITLE, POA_EXEMPT};
use medcode_kb::tables::details::Field;
use medcode_kb::tables::meta::Source;
use medcode_model::{Code, CodeSystem, Date, ReleaseId, SourceKind};

/// The release and file an answer came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The date asked for.
    pub as_of: AsOf,
    /// The release.
    pub release: ReleaseId,
    /// The official file.
    pub file: String,
    /// Its sha256.
    pub sha256: String,
    /// Past the release's own quarter (HCPCS).
    pub stale: bool,
    /// The release is not in force on the date.
    pub mismatch: bool,
}

impl Answered {
    /// The answer's origin: the release, and of its files the first of these kinds.
    #[must_use]
    pub fn of(from: &InForceRelease<'_>, as_of: AsOf, kinds: &[SourceKind]) -> Self {
        let meta = from.release.meta();
        let source: Option<&Source> =
            kinds.iter().find_map(|&k| meta.source(k)).or(meta.sources.first());
        Self {
            as_of,
            release: from.release.id(),
            file: source.map_or_else(String::new, |s| s.file.clone()),
            sha256: source.map_or_else(String::new, |s| s.sha256.clone()),
            stale: from.stale,
            mismatch: from.mismatch,
        }
    }

    /// No file answered.
    pub(crate) const fn nothing(system: CodeSystem, as_of: AsOf) -> Self {
        Self {
            as_of,
            release: ReleaseId { system, from: as_of.date },
            file: String::new(),
            sha256: String::new(),
            stale: false,
            mismatch: false,
        }
    }
}

/// A code that exists on the date.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeAnswer {
    /// The code.
    pub code: Code,
    /// Release and file.
    pub answered: Answered,
    /// Complete, may be reported.
    pub billable: bool,
    /// In force on the date by its own dates (HCPCS).
    pub in_force: bool,
    /// Its own dates (HCPCS).
    pub dates: Dates,
    /// Long title.
    pub title: String,
    /// Short title; empty where none is installed.
    pub short_title: String,
    /// Exempt from present-on-admission reporting; `None` where no list is installed.
    pub poa_exempt: Option<bool>,
    /// Made from a listed code and a seventh character.
    pub expanded: bool,
    /// In the order file, but no installed table builds it (ICD-10-PCS).
    pub no_table: bool,
    /// A modifier, not a code (HCPCS).
    pub modifier: bool,
    /// Chapter number and title.
    pub chapter: Option<(u8, String)>,
    /// Block range and title.
    pub block: Option<(String, String)>,
    /// Codes above, the category first.
    pub parents: Vec<(Code, String)>,
    /// Codes directly below.
    pub children: Vec<(Code, String, bool)>,
    /// Own and inherited notes.
    pub notes: Vec<NoteAt>,
    /// Characters still to choose.
    pub characters: Vec<Choice>,
    /// What each character means (ICD-10-PCS).
    pub axes: Vec<PcsAxis>,
    /// What the operation means (ICD-10-PCS).
    pub definition: Option<String>,
    /// The publisher's own fields (HCPCS).
    pub details: Vec<(Field, String)>,
    /// What the code is as a drug, and what one unit of it stands for (HCPCS).
    pub drug: Option<medcode_services::Billed>,
    /// Codes this one took the place of.
    pub previous: Vec<(Code, Code, Date)>,
    /// Fee schedule, edits and label of a procedure code (CPT, HCPCS).
    pub procedure: Option<ProcedureFacts>,
}

/// A code that could be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedCode {
    /// The code.
    pub code: Code,
    /// Its title.
    pub title: String,
    /// Why it is offered.
    pub why: String,
}

/// A text that is no code on the date.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownCode {
    /// The system it looks like.
    pub system: Option<CodeSystem>,
    /// What is wrong.
    pub why: String,
    /// What could be meant.
    pub suggestions: Vec<SuggestedCode>,
    /// Release and file, where one answered.
    pub answered: Option<Answered>,
    /// Whether a correction is certain: exactly one replacement in the conversion table.
    pub certain: bool,
    /// What the characters mean that begin a code (ICD-10-PCS).
    pub axes: Vec<PcsAxis>,
    /// The characters that may come next (ICD-10-PCS).
    pub characters: Vec<Choice>,
}

/// A system without installed data.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemNoData {
    /// The system.
    pub system: CodeSystem,
    /// `no-data`, or `not-listed` where what is installed need not list it.
    pub status: &'static str,
    /// What is needed.
    pub needs: String,
}

/// What is known of one query.
#[derive(Clone, Debug, PartialEq)]
pub enum LookupAnswer {
    /// It exists.
    Code(Box<CodeAnswer>),
    /// It does not.
    Unknown(UnknownCode),
    /// Its shape is plausible, but nothing is installed that could tell.
    NoData(SystemNoData),
}

impl LookupAnswer {
    /// The system of the code; none where the text has the shape of no code.
    #[must_use]
    pub fn system(&self) -> Option<CodeSystem> {
        match self {
            Self::Code(code) => Some(code.code.system()),
            Self::Unknown(unknown) => unknown.system,
            Self::NoData(none) => Some(none.system),
        }
    }
}

impl Engine {
    /// Everything the releases in force say of a code. A text that is a code of two systems
    /// (`J1100` is J11.00 without its dot and a HCPCS code) gives two answers.
    ///
    /// # Errors
    /// When a given date lies outside of every release of a system that the text could
    /// belong to and no other system answers.
    pub fn lookup(
        &self,
        query: &str,
        only: Option<CodeSystem>,
        as_of: AsOf,
    ) -> Result<Vec<LookupAnswer>, NoRelease> {
        let mut found = Vec::new();
        let mut asked = Vec::new();
        let mut missing = Vec::new();
        let systems = candidates(query).into_iter().filter(|s| only.is_none_or(|o| o == *s));
        let mut cpt = None;
        for system in systems {
            let Ok(code) = Code::new(system, query) else { continue };
            if system == CodeSystem::Cpt {
                cpt = Some(self.look_up_cpt(code, as_of)?);
                continue;
            }
            match self.library().as_of(system, as_of.date, as_of.nearest) {
                Ok(from) => match from.release.find(&code) {
                    Some(row) => {
                        let mut answer = describe(&from, row, as_of);
                        if system == CodeSystem::Hcpcs {
                            answer.procedure = self.procedure(&code, as_of)?;
                        }
                        found.push(LookupAnswer::Code(Box::new(answer)));
                    }
                    None => asked.push((from, code)),
                },
                Err(error) => missing.push((code, error)),
            }
        }
        found.extend(cpt.take_if(|answer| matches!(answer, LookupAnswer::Code(_))));
        if !found.is_empty() {
            return Ok(found);
        }
        // A code of a system without a release for the day is not to be called wrong.
        let elsewhere = missing.iter().position(|(code, _)| self.is_known(code));
        if let Some((_, error)) = elsewhere.map(|at| missing.swap_remove(at)) {
            return Err(error);
        }
        self.not_found(query, asked, missing, cpt, as_of)
    }

    /// Whether any installed release has the code.
    pub(crate) fn is_known(&self, code: &Code) -> bool {
        let of_system = self.library().releases().filter(|(id, ..)| id.system == code.system());
        of_system
            .filter_map(|(id, ..)| self.library().get(id).ok())
            .any(|release| release.find(code).is_some())
    }

    /// What is said of a text that no release has: of the first system that it could be of,
    /// and of those that are not installed.
    fn not_found(
        &self,
        query: &str,
        asked: Vec<(InForceRelease<'_>, Code)>,
        missing: Vec<(Code, NoRelease)>,
        cpt: Option<LookupAnswer>,
        as_of: AsOf,
    ) -> Result<Vec<LookupAnswer>, NoRelease> {
        let mut unknown = asked.iter().map(|(from, code)| self.unknown(from, *code, as_of));
        // Five digits are a CPT code, unless they begin an ICD-10-PCS code (`02703`).
        let said = unknown
            .find(|u| !u.is_only_shape() || cpt.is_none() && u.system != Some(CodeSystem::Icd10Pcs));
        let mut answers: Vec<LookupAnswer> = said.map(LookupAnswer::Unknown).into_iter().collect();
        let mut refused = None;
        for (code, error) in missing {
            let system = code.system();
            match error {
                NoRelease::NotInstalled(_) if is_whole(&code) => {
                    let needs = error.to_string();
                    answers.push(LookupAnswer::NoData(SystemNoData {
                        system,
                        status: "no-data",
                        needs,
                    }));
                }
                NoRelease::NotInstalled(_) => {}
                error => refused = refused.or(Some(error)),
            }
        }
        match refused {
            Some(error) if answers.is_empty() && cpt.is_none() => return Err(error),
            _ if answers.is_empty() && cpt.is_some() => answers.extend(cpt),
            _ if answers.is_empty() => {
                let first = asked.first().map(|(from, code)| self.unknown(from, *code, as_of));
                answers
                    .push(LookupAnswer::Unknown(first.unwrap_or_else(|| self.shapeless(query, as_of))));
            }
            _ => {}
        }
        Ok(answers)
    }
}

impl UnknownCode {
    /// Whether nothing but the shape speaks for its system.
    fn is_only_shape(&self) -> bool {
        self.suggestions.is_empty() && self.characters.is_empty()
    }
}

/// Whether a code has all the characters that its system asks for: fewer are a beginning.
fn is_whole(code: &Code) -> bool {
    code.system() != CodeSystem::Icd10Pcs || code.len() == 7
}

/// The systems a text could be a code of, by its shape.
fn candidates(query: &str) -> Vec<CodeSystem> {
    let text = query.trim();
    let plain: Vec<u8> = text.bytes().filter(|b| *b != b'.').map(|b| b.to_ascii_uppercase()).collect();
    if plain.is_empty() || !plain.iter().all(u8::is_ascii_alphanumeric) || plain.len() > 7 {
        return Vec::new();
    }
    let digits = |from: usize| plain.len() > from && plain[from..].iter().all(u8::is_ascii_digit);
    let mut out = Vec::new();
    // The category QA0 (from October 2025) has its digit in the third place.
    let numbered = plain.len() >= 3 && plain[1..3].iter().any(u8::is_ascii_digit);
    if plain[0].is_ascii_alphabetic() && numbered {
        out.push(CodeSystem::Icd10Cm);
    }
    if text.contains('.') {
        return out;
    }
    let letter_then_digits = plain[0].is_ascii_alphabetic() && digits(1);
    if plain.len() == 5 && letter_then_digits || plain.len() == 2 {
        out.push(CodeSystem::Hcpcs);
    }
    // A few codes have no digit: XXEZXAB of new technology, GZHZZZZ. Other words of seven letters are none.
    let lettered = plain.len() == 7 && (plain[0] == b'X' || plain.ends_with(b"ZZ"));
    if plain.len() >= 3 && (plain.iter().any(u8::is_ascii_digit) || lettered) {
        out.push(CodeSystem::Icd10Pcs);
    }
    let cpt =
        plain.len() == 5 && plain[0].is_ascii_digit() && plain[1..4].iter().all(u8::is_ascii_digit);
    if cpt {
        out.push(CodeSystem::Cpt);
    }
    out
}

/// Everything the release says of a row.
fn describe(from: &InForceRelease<'_>, row: u32, as_of: AsOf) -> CodeAnswer {
    let release = from.release;
    let code = release.code(row);
    let titled = |r: u32| (release.code(r), release.title(r));
    let mut parents: Vec<_> = release.ancestors(row).into_iter().map(titled).collect();
    parents.reverse();
    let text = release.text();
    let name = |b: &[u8; 3]| String::from_utf8_lossy(b).into_owned();
    let block = release.block_of(row).map(|n| &release.blocks()[n]);
    let chapter = release.chapter_of(row).map(|n| &release.chapters()[n]);
    CodeAnswer {
        code,
        answered: Answered::of(from, as_of, title_sources(release, row)),
        billable: release.is_billable(row),
        in_force: release.in_force_on(row, as_of.date),
        dates: release.dates(row),
        title: release.title(row),
        short_title: release.short_title(row),
        poa_exempt: release.meta().source(SourceKind::CmPoaExempt).map(|_| release.has(row, POA_EXEMPT)),
        expanded: release.has(row, EXPANDED),
        no_table: release.has(row, NO_TABLE),
        modifier: release.has(row, MODIFIER),
        chapter: chapter.map(|c| (c.chapter, text.get(c.title.get()))),
        block: block.map(|b| (format!("{}-{}", name(&b.from), name(&b.to)), text.get(b.title.get()))),
        parents,
        children: release
            .children(row)
            .into_iter()
            .map(|r| (release.code(r), release.title(r), release.is_billable(r)))
            .collect(),
        notes: release.notes(row),
        characters: release.choices(row),
        axes: release.pcs_axes(code.compact().as_bytes()),
        definition: release.pcs_definition(code.compact().as_bytes()),
        details: release.details(row).collect(),
        drug: (release.system() == CodeSystem::Hcpcs)
            .then(|| medcode_services::billed(release, row))
            .flatten(),
        previous: release.previous_codes(&code),
        procedure: None,
    }
}

/// The files that a title can come from, the likeliest first.
fn title_sources(release: &Release, row: u32) -> &'static [SourceKind] {
    match release.system() {
        CodeSystem::Icd10Cm if release.has(row, ORDER_TITLE) => {
            &[SourceKind::CmOrder, SourceKind::CmCodes, SourceKind::CmTabular]
        }
        CodeSystem::Icd10Cm => &[SourceKind::CmTabular, SourceKind::CmOrder, SourceKind::CmCodes],
        CodeSystem::Icd10Pcs => &[SourceKind::PcsOrder, SourceKind::PcsCodes, SourceKind::PcsTables],
        CodeSystem::Cpt => Table::Cpt.sources(),
        CodeSystem::Hcpcs => &[SourceKind::HcpcsFixed, SourceKind::HcpcsXlsx],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_procedure_code_without_a_digit_is_told_from_a_word() {
        for code in ["GZHZZZZ", "dpybfzz", "XXEZXAB"] {
            assert!(candidates(code).contains(&CodeSystem::Icd10Pcs), "{code}");
        }
        for word in ["asthma", "cardiac", "sprains"] {
            assert!(candidates(word).is_empty(), "{word}");
        }
    }
}
