//! `check`: the rule book over a claim, as of its date of service.

use crate::Engine;
use crate::code::{self, ReleaseUsed};
use medcode_kb::query::{InForceRelease, Procedures, Release, Table as Edits, TableInForce};
use medcode_model::{Claim, CodeSystem, Date, Finding, FindingStatus, History, ReleaseId};
use medcode_rules::own::Policy;
use medcode_rules::{By, Hit, Releases, Repeated, Rule, Shelf, Subject, Table};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

/// What the rule book says of a claim.
#[derive(Clone, Debug, Default)]
pub struct CheckedClaim {
    /// Findings, in the order of the document.
    pub findings: Vec<Finding>,
    /// Rules that could not tell.
    pub no_data: Vec<NoData>,
    /// How many rules were asked.
    pub asked: usize,
    /// How many of them could not tell, or not of all.
    pub untold: usize,
}

/// Days whose answers are kept at a time: ten years of claims.
const DAYS: usize = 4000;

/// Asks the rule book of one claim after the other: what answers on a day is looked up once.
pub struct Checker<'a> {
    engine: &'a Engine,
    today: Date,
    nearest: bool,
    days: HashMap<(Date, bool), Answers<'a>>,
}

/// A rule that could not tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoData {
    /// The rule.
    pub rule: Cow<'static, str>,
    /// What it needs.
    pub needs: String,
}

impl Engine {
    /// Runs the rule book over a claim. Codes are looked up in the releases in force on its date
    /// of service; with `nearest`, in the nearest one where none is. A claim without a date is
    /// looked up as of `today`, and a rule says that the date is missing.
    #[must_use]
    pub fn check(&self, claim: &Claim, today: Date, nearest: bool) -> CheckedClaim {
        self.checker(today, nearest).check(claim)
    }

    /// The same for many claims.
    #[must_use]
    pub fn checker(&self, today: Date, nearest: bool) -> Checker<'_> {
        Checker { engine: self, today, nearest, days: HashMap::new() }
    }
}

impl Checker<'_> {
    /// Runs the rule book over a claim, as [`Engine::check`] does.
    #[must_use]
    pub fn check(&mut self, claim: &Claim) -> CheckedClaim {
        self.check_after(claim, Repeated::default())
    }

    /// The same of a claim in a file: what the claims before it have too, [`crate::FileSeen`] tells.
    #[must_use]
    pub fn check_after(&mut self, claim: &Claim, repeated: Repeated) -> CheckedClaim {
        self.check_knowing(claim, repeated, None)
    }

    /// The same with what was done for the patient before.
    #[must_use]
    pub fn check_knowing(
        &mut self,
        claim: &Claim,
        repeated: Repeated,
        history: Option<&History>,
    ) -> CheckedClaim {
        let (engine, today, nearest) = (self.engine, self.today, self.nearest);
        if self.days.len() > DAYS {
            self.days.clear();
        }
        let day = claim.service_date().unwrap_or(today);
        let answers = self
            .days
            .entry((day, asks_tables(claim)))
            .or_insert_with(|| Answers::of(engine, claim, today, nearest));
        let policy = engine.rules().policy();
        let subject = answers.subject(claim).under(policy).after(repeated).knowing(history);
        let checked = engine.rules().check(&subject);
        // Most claims have no finding, and need no files behind them.
        let sources = OnceCell::new();
        let findings = checked.hits.into_iter().map(|(by, hit)| {
            let mut one = match by {
                By::Book(rule) => {
                    let sources: &Sources = sources.get_or_init(|| answers.sources(&subject));
                    finding(rule, hit, sources.behind(rule))
                }
                By::Own(..) => own_finding(by, hit),
            };
            if !policy.is_without_overrides() {
                override_one(policy, claim, &mut one);
            }
            one
        });
        let mut out = CheckedClaim {
            findings: findings.collect(),
            no_data: checked
                .missing
                .into_iter()
                .map(|m| NoData { rule: name(m.by), needs: m.needs })
                .collect(),
            asked: checked.asked,
            untold: checked.untold,
        };
        out.no_data.sort();
        out.no_data.dedup();
        out
    }
}

/// Whether the tables of procedure codes have something to answer: they do for lines, and the
/// lists of the Medicare Code Editor for stays.
fn asks_tables(claim: &Claim) -> bool {
    !claim.lines.is_empty() || claim.is_inpatient()
}

/// What answers for the date of a claim.
pub(crate) struct Answers<'a> {
    /// By system, in the order of [`CodeSystem::ALL`].
    systems: [Option<InForceRelease<'a>>; 4],
    procedures: Option<Procedures<'a>>,
    shelf: &'a Shelf,
}

impl<'a> Answers<'a> {
    pub(crate) fn of(engine: &'a Engine, claim: &Claim, today: Date, nearest: bool) -> Self {
        let day = claim.service_date().unwrap_or(today);
        let asks_tables = asks_tables(claim);
        let procedures = asks_tables.then(|| engine.library().procedures(day, nearest).ok()).flatten();
        // The first of the tables is the CPT release that answers: it is not looked for twice.
        let cpt = procedures.as_ref().and_then(|p| p.tables().first()).map(|t| InForceRelease {
            release: t.release,
            in_force: t.in_force,
            stale: false,
            mismatch: t.mismatch,
        });
        let systems = CodeSystem::ALL.map(|system| match system {
            CodeSystem::Cpt if cpt.is_some() || !asks_tables => cpt,
            _ => engine.library().as_of(system, day, nearest).ok(),
        });
        Self { systems, procedures, shelf: engine.rules().shelf() }
    }

    pub(crate) fn subject<'s>(&'s self, claim: &'s Claim) -> Subject<'s> {
        let [cm, pcs, hcpcs, cpt] = self.systems.each_ref().map(|s| s.as_ref().map(|r| r.release));
        let releases = Releases { cm, pcs, hcpcs, cpt, procedures: self.procedures.as_ref() };
        Subject::of(claim, claim.service_date(), releases, self.shelf)
    }

    /// The ICD-10-CM release.
    pub(crate) fn cm(&self) -> Option<&'a Release> {
        self.systems[0].as_ref().map(|s| s.release)
    }

    /// The files behind the answers.
    pub(crate) fn sources(&self, subject: &Subject<'_>) -> Sources {
        Sources {
            systems: self.systems.iter().flatten().map(code::used).collect(),
            tables: self.procedures.iter().flat_map(Procedures::tables).map(of_table).collect(),
            mue: Edits::Mue(subject.mue_setting()),
            ptp: subject.ptp_setting().map(Edits::Ptp),
        }
    }
}

/// A table of procedure codes and the file it was read from.
type OfTable = (Edits, ReleaseUsed);

fn of_table(table: &TableInForce<'_>) -> OfTable {
    let source = table.source();
    let used = ReleaseUsed {
        id: table.release.id(),
        sha256: source.map_or_else(String::new, |s| s.sha256.clone()),
        file: source.map_or_else(String::new, |s| s.file.clone()),
        mismatch: table.mismatch,
        stale: false,
    };
    (table.table, used)
}

/// The files behind an answer.
pub(crate) struct Sources {
    systems: Vec<ReleaseUsed>,
    tables: Vec<OfTable>,
    /// The table of units that judges the claim.
    mue: Edits,
    /// The table of pairs that judges it; none where pairs are not judged.
    ptp: Option<Edits>,
}

impl Sources {
    /// The release that a rule rests on.
    pub(crate) fn behind(&self, rule: &Rule) -> Option<&ReleaseUsed> {
        let of = |wanted: Edits| self.tables.iter().find(|t| t.0 == wanted).map(|t| &t.1);
        let system = match rule.needs.first()? {
            Table::FeeSchedule => return of(Edits::Pfs),
            Table::Mue => return of(self.mue),
            Table::Ptp => return self.ptp.and_then(of),
            Table::AddOn => return of(Edits::AddOn),
            Table::Mce(_) => return of(Edits::Mce),
            Table::Coverage => return of(Edits::Coverage),
            Table::Cm | Table::Tabular | Table::PoaExempt => CodeSystem::Icd10Cm,
            Table::Pcs => CodeSystem::Icd10Pcs,
            Table::Hcpcs => CodeSystem::Hcpcs,
        };
        self.systems.iter().find(|u| u.id.system == system)
    }
}

/// The name of a rule.
pub(crate) fn name(by: By<'_>) -> Cow<'static, str> {
    match by {
        By::Book(rule) => Cow::Borrowed(rule.name),
        By::Own(_, rule) => Cow::Owned(rule.name.to_string()),
    }
}

/// A finding of a rule of the user's own: the file stands for the authority.
pub(crate) fn own_finding(by: By<'_>, hit: Hit) -> Finding {
    let (mut citation, mut sha256) = (String::new(), None);
    if let By::Own(file, rule) = by {
        let because = rule.because.as_ref().map_or_else(String::new, |b| format!("{b} · "));
        citation = format!("{because}{} line {}", file.name, rule.line);
        sha256 = Some(file.sha256.to_string());
    }
    Finding {
        rule: name(by),
        id: "own".to_owned(),
        severity: hit.severity.unwrap_or(by.severity()).id(),
        codes: hit.codes,
        message: hit.message,
        citation,
        status: FindingStatus::Fired,
        reason: None,
        at: Some(hit.at),
        line: hit.line,
        correction: hit.correction.map(|c| c.to_string()),
        release: None,
        sha256,
    }
}

/// What the user's own file makes of a finding.
fn override_one(policy: &Policy, claim: &Claim, finding: &mut Finding) {
    let Some(found) = policy.overridden(&finding.rule, &claim.payer, claim.service_date()) else {
        return;
    };
    match found.severity {
        None => {
            finding.status = FindingStatus::Overridden;
            finding.reason = Some(found.reason.to_owned());
        }
        Some(severity) if severity.id() != finding.severity => {
            finding.reason = Some(format!("{} until overridden: {}", finding.severity, found.reason));
            finding.severity = severity.id();
        }
        Some(_) => {}
    }
}

/// A finding of a rule.
pub(crate) fn finding(rule: &Rule, hit: Hit, source: Option<&ReleaseUsed>) -> Finding {
    let release: Option<ReleaseId> = source.map(|s| s.id);
    let id = hit.id.unwrap_or(rule.id);
    Finding {
        rule: Cow::Borrowed(rule.name),
        id: id.to_owned(),
        severity: hit.severity.unwrap_or(rule.severity).id(),
        codes: hit.codes,
        message: hit.message,
        citation: hit.citation.unwrap_or_else(|| id.to_owned()),
        status: FindingStatus::Fired,
        reason: None,
        at: Some(hit.at),
        line: hit.line,
        correction: hit.correction.map(|c| c.to_string()),
        release,
        sha256: source.map(|s| s.sha256.clone()),
    }
}
