//! `code`: one note to the codes a coder would report.

use crate::check::{Answers, finding, name, own_finding};
use crate::encounter::{Reported, Visit, claim_of};
use crate::settle::settle;
use crate::{AsOf, Engine};
use medcode_coder::{Facts, Outcome, Sighted};
use medcode_kb::query::{InForceRelease, NoRelease, Procedures};
use medcode_model::{
    BillingContext, CodeSystem, Date, Finding, FindingStatus, History, Mode, Note, ReleaseId, Setting,
    Sex, SourceKind,
};
use medcode_note::{Document, guess_setting, stated_date, stated_patient};
use medcode_rules::{By, Hit, Rule, Severity};
use medcode_services::{Encounter, Level, Releases};

/// How a note is to be coded.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// What is asked for.
    pub mode: Mode,
    /// Suggest only codes with at least this confidence.
    pub threshold: f32,
    /// What day it is.
    pub today: Date,
    /// Use the nearest release where none is in force.
    pub nearest: bool,
    /// Add the codes of quality measures that the note supports.
    pub quality: bool,
}

impl Ask {
    /// The usual question on a day.
    #[must_use]
    pub const fn on(today: Date) -> Self {
        Self { mode: Mode::Report, threshold: Facts::THRESHOLD, today, nearest: false, quality: false }
    }
}

/// A release that a coded note rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseUsed {
    /// The release.
    pub id: ReleaseId,
    /// sha256 of the file that says which codes exist.
    pub sha256: String,
    /// The file.
    pub file: String,
    /// Not in force on the date; the nearest one answered.
    pub mismatch: bool,
    /// Past its own quarter (HCPCS).
    pub stale: bool,
}

/// A coded note.
#[derive(Clone, Debug)]
pub struct CodedNote {
    /// The date it holds for.
    pub as_of: AsOf,
    /// The releases behind it.
    pub releases: Vec<ReleaseUsed>,
    /// The setting, and whether it was given.
    pub setting: (Setting, bool),
    /// Age in years, given or stated.
    pub age: Option<f32>,
    /// Sex, given or stated.
    pub sex: Option<Sex>,
    /// Who sends the bill.
    pub billing: BillingContext,
    /// The codes.
    pub outcome: Outcome,
    /// The level of the visit with its working, where a visit was made.
    pub level: Option<Level>,
    /// What the rule book says of the codes that are reported.
    pub findings: Vec<Finding>,
}

impl Engine {
    /// Of every mention of a note the codes it may stand for, and what is known of them: what
    /// the weights of the mentions are fitted to.
    ///
    /// # Errors
    /// When no ICD-10-CM release answers for the date.
    pub fn sights(&self, note: &Note, ask: Ask) -> Result<Vec<Vec<Sighted>>, NoRelease> {
        let doc = Document::read(&note.text);
        let as_of = self.as_of(note.date_of_service, None, ask.today, ask.nearest);
        let from = self.library().as_of(CodeSystem::Icd10Cm, as_of.date, as_of.nearest)?;
        let setting = note.setting.unwrap_or(Setting::Office);
        let facts =
            Facts { setting, age: None, sex: None, mode: Mode::Mentions, threshold: ask.threshold };
        Ok(self.coder().sights(&doc, facts, from.release))
    }

    /// Codes a note. What is not given (date, setting, age, sex) is read from the note.
    ///
    /// # Errors
    /// When no ICD-10-CM release answers for the date.
    pub fn code(&self, note: &Note, ask: Ask) -> Result<CodedNote, NoRelease> {
        let read = self.read(note, ask)?;
        Ok(self.code_read(std::slice::from_ref(&read)).swap_remove(0))
    }

    /// Codes several notes at a time, which is quicker than one after the other; each is coded as if it
    /// were alone. A dozen at most: what is known of all of them is held until the last is done.
    pub fn code_all(&self, notes: &[(&Note, Ask)]) -> Vec<Result<CodedNote, NoRelease>> {
        let mut read = Vec::with_capacity(notes.len());
        let mut answered: Vec<Result<(), NoRelease>> = Vec::with_capacity(notes.len());
        for (note, ask) in notes {
            answered.push(self.read(note, *ask).map(|note| read.push(note)));
        }
        let mut coded = self.code_read(&read).into_iter();
        answered.into_iter().filter_map(|read| read.map(|()| coded.next()).transpose()).collect()
    }

    /// Reads a note, and what it says of its date, place and patient.
    fn read<'a>(&'a self, note: &'a Note, ask: Ask) -> Result<Read<'a>, NoRelease> {
        let doc = Document::read(&note.text);
        let stated = stated_date(&doc).map(|(date, _)| date);
        let as_of = self.as_of(note.date_of_service, stated, ask.today, ask.nearest);
        let from = self.library().as_of(CodeSystem::Icd10Cm, as_of.date, as_of.nearest)?;
        let patient = stated_patient(&doc);
        let guess = guess_setting(&doc).map_or(Setting::Office, |g| g.setting);
        let facts = Facts {
            setting: note.setting.unwrap_or(guess),
            age: note.age.map(f32::from).or(patient.age.map(|(age, _)| age)),
            sex: note.sex.or(patient.sex.map(|(sex, _)| sex)),
            mode: ask.mode,
            threshold: ask.threshold,
        };
        Ok(Read { note, doc, as_of, reader: self.reader(&from), from, facts, quality: ask.quality })
    }

    fn code_read(&self, notes: &[Read<'_>]) -> Vec<CodedNote> {
        let desk: Vec<_> = notes.iter().map(|n| (&n.doc, n.facts, n.reader.release)).collect();
        let outcomes = self.coder().code_all(&desk).into_iter();
        let mut coded: Vec<CodedNote> =
            notes.iter().zip(outcomes).map(|(note, outcome)| note.coded(outcome)).collect();
        self.add_services(notes, &mut coded);
        for (note, coded) in notes.iter().zip(&mut coded).filter(|(note, _)| note.is_reported()) {
            self.check_coded(coded, note.history());
        }
        coded
    }

    /// Runs the rule book over the codes that are reported. What it can settle is settled; the
    /// rest stands in the findings.
    fn check_coded(&self, coded: &mut CodedNote, history: Option<&History>) {
        /// A correction may bring another one about; two that undo each other end here.
        const ROUNDS: usize = 3;
        let visit = Visit {
            setting: coded.setting.0,
            billing: coded.billing,
            age: coded.age,
            sex: coded.sex,
            date: coded.as_of.date,
        };
        for round in 1..=ROUNDS {
            let claim = claim_of(&visit, coded.outcome.suggestions.iter().map(Reported::from));
            let answers = Answers::of(self, &claim, visit.date, coded.as_of.nearest);
            let subject = answers.subject(&claim).knowing(history);
            let checked = self.rules().check(&subject);
            let (mut hits, mut own): (Vec<(&Rule, Hit)>, Vec<Finding>) = Default::default();
            for (by, hit) in checked.hits {
                match by {
                    By::Book(rule) => hits.push((rule, hit)),
                    By::Own(..) => own.push(own_finding(by, hit)),
                }
            }
            let settled = answers.cm().is_some_and(|cm| settle(coded, &hits, cm));
            if settled && round < ROUNDS {
                continue;
            }
            let sources = answers.sources(&subject);
            coded.findings =
                hits.into_iter().map(|(rule, hit)| finding(rule, hit, sources.behind(rule))).collect();
            coded.findings.extend(own);
            coded.findings.extend(untold(checked.missing));
            return;
        }
    }

    /// Adds services, drugs and supplies. An inpatient stay that the facility bills has none: its
    /// procedures are ICD-10-PCS.
    fn add_services(&self, notes: &[Read<'_>], coded: &mut [CodedNote]) {
        let mut visits = Vec::with_capacity(notes.len());
        for (note, coded) in notes.iter().zip(coded).filter(|(note, _)| note.is_reported()) {
            if coded.setting.0.is_inpatient() && coded.billing == BillingContext::Facility {
                self.add_procedures(&note.doc, coded);
            } else {
                visits.push((note, Installed::of(self, coded), coded));
            }
        }
        let encounters: Vec<Encounter<'_>> =
            visits.iter().map(|(note, installed, coded)| installed.visit(note, coded)).collect();
        let services = self.services().code_all(&encounters);
        for ((_, installed, coded), services) in visits.iter_mut().zip(services) {
            coded.releases.extend(installed.releases().map(used));
            coded.outcome.suggestions.extend(services.suggestions);
            coded.outcome.withheld.extend(services.withheld);
            coded.outcome.queries.extend(services.queries);
            coded.level = services.level;
        }
    }

    /// Adds the procedures of a stay, where a release of ICD-10-PCS answers.
    fn add_procedures(&self, doc: &Document<'_>, coded: &mut CodedNote) {
        let (date, nearest) = (coded.as_of.date, coded.as_of.nearest);
        let Ok(from) = self.library().as_of(CodeSystem::Icd10Pcs, date, nearest) else { return };
        let procedures = self.procedures().code(&medcode_pcs::Encounter {
            doc,
            release: from.release,
            year: date.year(),
            age: coded.age,
            sex: coded.sex,
            diagnoses: &coded.outcome.suggestions,
        });
        coded.releases.push(used(&from));
        coded.outcome.suggestions.extend(procedures.suggestions);
        coded.outcome.withheld.extend(procedures.withheld);
        coded.outcome.queries.extend(procedures.queries);
    }
}

/// A note that was read and is yet to be coded.
struct Read<'a> {
    note: &'a Note,
    doc: Document<'a>,
    as_of: AsOf,
    /// The release in force, and the one of its year that reads best.
    from: InForceRelease<'a>,
    reader: InForceRelease<'a>,
    facts: Facts,
    quality: bool,
}

impl Read<'_> {
    fn is_reported(&self) -> bool {
        self.facts.mode == Mode::Report
    }

    fn history(&self) -> Option<&History> {
        self.note.history.as_deref()
    }

    /// The note with its diagnoses.
    fn coded(&self, outcome: Outcome) -> CodedNote {
        let mut coded = CodedNote {
            as_of: self.as_of,
            releases: vec![used(&self.from)],
            setting: (self.facts.setting, self.note.setting.is_some()),
            age: self.facts.age,
            sex: self.facts.sex,
            billing: self.note.billing.unwrap_or(BillingContext::of(self.facts.setting)),
            outcome,
            level: None,
            findings: Vec::new(),
        };
        if self.reader.release.id() != self.from.release.id() {
            coded.releases.push(used(&self.reader));
            crate::reader::settle(&mut coded.outcome, self.from.release);
        }
        coded
    }
}

/// What is installed of services on the date of a visit.
struct Installed<'a> {
    hcpcs: Option<InForceRelease<'a>>,
    cpt: Option<InForceRelease<'a>>,
    procedures: Option<Procedures<'a>>,
}

impl<'a> Installed<'a> {
    fn of(engine: &'a Engine, coded: &CodedNote) -> Self {
        let as_of = coded.as_of;
        let answers = |system| engine.library().as_of(system, as_of.date, as_of.nearest).ok();
        Self {
            hcpcs: answers(CodeSystem::Hcpcs),
            cpt: answers(CodeSystem::Cpt),
            procedures: engine.library().procedures(as_of.date, true).ok(),
        }
    }

    fn releases(&self) -> impl Iterator<Item = &InForceRelease<'a>> {
        [&self.hcpcs, &self.cpt].into_iter().flatten()
    }

    fn visit<'v>(&'v self, note: &'v Read<'_>, coded: &'v CodedNote) -> Encounter<'v> {
        Encounter {
            doc: &note.doc,
            setting: coded.setting.0,
            billing: coded.billing,
            age: coded.age,
            sex: coded.sex,
            date: coded.as_of.date,
            diagnoses: &coded.outcome.suggestions,
            quality: note.quality,
            seen: note.history().map(|h| h.seen_before(coded.as_of.date)),
            releases: Releases {
                hcpcs: self.hcpcs.as_ref().map(|r| r.release),
                procedures: self.procedures.as_ref(),
            },
        }
    }
}

/// A rule that could not tell, once each.
fn untold(missing: Vec<medcode_rules::Missing<'_>>) -> impl Iterator<Item = Finding> {
    let told = missing.into_iter().map(|m| {
        let id = match m.by {
            By::Book(rule) => rule.id,
            By::Own(..) => "own",
        };
        (name(m.by), id, m.needs)
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told.dedup();
    told.into_iter().map(|(rule, id, needs)| Finding {
        rule,
        id: id.to_owned(),
        severity: Severity::Info.id(),
        codes: Vec::new(),
        message: format!("no data: needs {needs}"),
        citation: id.to_owned(),
        status: FindingStatus::NoData,
        reason: None,
        at: None,
        line: 0,
        correction: None,
        release: None,
        sha256: None,
    })
}

pub(crate) fn used(from: &InForceRelease<'_>) -> ReleaseUsed {
    let meta = from.release.meta();
    let kinds = [
        SourceKind::CmTabular,
        SourceKind::CmOrder,
        SourceKind::CmCodes,
        SourceKind::PcsOrder,
        SourceKind::PcsCodes,
    ];
    let source = kinds.iter().find_map(|&k| meta.source(k)).or(meta.sources.first());
    ReleaseUsed {
        id: from.release.id(),
        sha256: source.map_or_else(String::new, |s| s.sha256.clone()),
        file: source.map_or_else(String::new, |s| s.file.clone()),
        mismatch: from.mismatch,
        stale: from.stale,
    }
}
