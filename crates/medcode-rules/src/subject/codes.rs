//! The codes of a claim, looked up.

use super::Subject;
use super::facts::{Facts, Service, Shelf};
use super::notes::letter;
use medcode_kb::tables::mue::MueSetting;
use medcode_kb::tables::pfs::PfsRow;
use medcode_kb::tables::ptp::{PtpCode, PtpSetting};
use medcode_model::{At, Code, CodeSystem, Declared, Diagnosis, Procedure, ServiceLine};
use std::sync::Arc;

/// A diagnosis and its row in the release of the date.
pub struct Dx<'a> {
    /// As the claim has it.
    pub said: &'a Diagnosis,
    /// An ICD-10-CM code by its shape.
    pub code: Option<Code>,
    /// Its row, where it exists on the date.
    pub row: Option<u32>,
    /// What the Tabular says of it.
    pub(crate) facts: Option<&'a Facts>,
}

/// Poisoning by, adverse effects and underdosing of drugs: T36 to T50.
const DRUGS: &[&str] = &["T36", "T37", "T38", "T39", "T4", "T50"];

impl Dx<'_> {
    /// Whether the code stands under a category or subcategory.
    #[must_use]
    pub fn under(&self, prefix: &str) -> bool {
        let Some(code) = &self.code else { return false };
        let mut characters = code.bytes().iter();
        prefix.bytes().filter(|b| *b != b'.').all(|b| characters.next() == Some(&b))
    }

    /// Whether it stands under one of several.
    #[must_use]
    pub fn under_any(&self, prefixes: &[&str]) -> bool {
        prefixes.iter().any(|p| self.under(p))
    }

    /// An adverse effect or underdosing: T36 to T50 with intent 5 or 6, the sixth character, or the fifth where
    /// the sixth is a placeholder.
    #[must_use]
    pub fn is_drug_effect(&self) -> bool {
        let Some(code) = self.code.filter(|_| self.under_any(DRUGS)) else { return false };
        let intent = match (code.bytes()[4], code.bytes()[5]) {
            (fifth, b'X') => fifth,
            (_, sixth) => sixth,
        };
        matches!(intent, b'5' | b'6')
    }

    /// The degree of a burn or corrosion of the skin (T20 to T25): its fourth character, 0 and 4
    /// unspecified, 1 to 3 burns, 5 to 7 corrosions.
    #[must_use]
    pub fn burn_degree(&self) -> Option<u8> {
        if !self.under_any(&["T20", "T21", "T22", "T23", "T24", "T25"]) {
            return None;
        }
        match self.code?.bytes()[3] {
            digit @ b'1'..=b'3' => Some(digit - b'0'),
            digit @ b'5'..=b'7' => Some(digit - b'4'),
            _ => None,
        }
    }
}

/// An ICD-10-PCS procedure and its row.
pub struct Px<'a> {
    /// As the claim has it.
    pub said: &'a Procedure,
    /// An ICD-10-PCS code by its shape.
    pub code: Option<Code>,
    /// Its row, where it exists on the date.
    pub row: Option<u32>,
}

/// A line and the row of its code.
pub struct Line<'a> {
    /// As the claim has it.
    pub said: &'a ServiceLine,
    /// CPT number or HCPCS code by its shape.
    pub code: Option<Code>,
    /// Its row in HCPCS Level II, or in CPT.
    pub row: Option<u32>,
    /// What the tables of the day say of it; none where it has no code or they are not installed.
    service: Option<Arc<Service>>,
    /// The number as one.
    cpt: Option<u32>,
}

impl Line<'_> {
    /// The number or code as text; empty where the line has none.
    #[must_use]
    pub fn number(&self) -> &str {
        self.said.code.as_ref().map_or("", |c| &c.text)
    }

    /// Whether the line carries a modifier.
    #[must_use]
    pub fn has(&self, modifier: &str) -> bool {
        self.said.modifiers.iter().any(|m| m.eq_ignore_ascii_case(modifier))
    }

    /// The number as one, for ranges of CPT; none for Level II and for codes ending in a letter.
    #[must_use]
    pub const fn cpt(&self) -> Option<u32> {
        self.cpt
    }

    /// Its row of the whole service in the fee schedule.
    pub(crate) fn fee(&self) -> Option<&PfsRow> {
        self.service.as_ref()?.fee.as_ref()
    }

    /// Its most units in a table, and the adjudication indicator.
    pub(crate) fn most_units(&self, setting: MueSetting) -> Option<(u32, u8)> {
        self.service.as_ref()?.units[setting as usize]
    }

    /// Its place in the edits of pairs.
    pub(crate) fn in_pairs(&self, setting: PtpSetting) -> Option<PtpCode> {
        self.service.as_ref()?.pairs[setting as usize]
    }

    /// Whether it is an add-on code on some day.
    pub(crate) fn may_be_add_on(&self) -> bool {
        self.service.as_ref().is_some_and(|s| s.is_add_on)
    }

    /// Whether suppliers bill it: dressings and supplies, enteral, equipment, orthotics, vision.
    #[must_use]
    pub fn is_supply(&self) -> bool {
        let number = self.number();
        number.starts_with(['B', 'E', 'K', 'L', 'V'])
            || ["A4", "A5", "A6", "A7", "A8"].iter().any(|start| number.starts_with(start))
    }

    /// Whether the line carries one of several modifiers.
    #[must_use]
    pub fn has_any(&self, modifiers: &[&str]) -> bool {
        modifiers.iter().any(|m| self.has(m))
    }

    /// Where its code stands, else where the line begins.
    #[must_use]
    pub fn at(&self) -> At {
        self.said.code.as_ref().map_or(self.said.at, |c| c.at)
    }

    /// Units, in whole numbers, rounded up; 1 where none is said.
    #[must_use]
    pub fn units(&self) -> i64 {
        self.said.quantity.map_or(1, |q| (q + 999) / 1000)
    }
}

/// Fills in diagnoses, procedures and lines.
pub(super) fn look_up<'a>(subject: &mut Subject<'a>, shelf: &'a Shelf) {
    let row = |code: Option<Code>| code.and_then(|c| subject.release(c.system())?.find(&c));
    let of = |code: &medcode_model::CodeSaid, system| {
        code.code.filter(|c| c.system() == system && code.system == Declared::Known(system))
    };
    let (claim, cm, tables) = (subject.claim, subject.releases.cm, subject.releases.procedures);
    let dx = claim.diagnoses.iter().map(|said| {
        let code = of(&said.code, CodeSystem::Icd10Cm);
        let row = row(code);
        let facts = row.zip(cm).map(|(row, cm)| shelf.facts(cm, row));
        Dx { said, code, row, facts }
    });
    let px = claim.procedures.iter().map(|said| {
        let code = of(&said.code, CodeSystem::Icd10Pcs);
        Px { said, code, row: row(code) }
    });
    let lines = claim.lines.iter().map(|said| {
        let code = said.code.as_ref().and_then(|c| c.code);
        let service = code.and_then(|c| Some(shelf.service(tables?, &c)));
        let cpt = code.filter(|c| c.system() == CodeSystem::Cpt && c.len() == 5);
        Line { said, code, row: row(code), service, cpt: cpt.and_then(|c| c.compact().parse().ok()) }
    });
    let (dx, px, lines) = (dx.collect(), px.collect(), lines.collect());
    subject.letters = claim.diagnoses.iter().filter_map(|d| d.code.code).fold(0, |a, c| a | letter(&c));
    subject.dx = dx;
    subject.px = px;
    subject.lines = lines;
}
