//! `check`: the rule book over a claim, as of its date of service.

use crate::Engine;
use crate::code::{self, ReleaseUsed};
use medcode_kb::query::{Procedures, Table as Edits, TableInForce};
use medcode_model::{Claim, CodeSystem, Date, Finding, FindingStatus, ReleaseId};
use medcode_rules::{Hit, Releases, Rule, Subject, Table, registry};

/// What the rule book says of a claim.
#[derive(Clone, Debug, Default)]
pub struct CheckedClaim {
    /// Findings, in the order of the document.
    pub findings: Vec<Finding>,
    /// Rules that could not tell.
    pub no_data: Vec<NoData>,
    /// How many rules were asked.
    pub asked: usize,
    /// The releases behind the answer.
    pub releases: Vec<ReleaseUsed>,
}

/// A rule that could not tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoData {
    /// The rule.
    pub rule: &'static str,
    /// What it needs.
    pub needs: String,
}

impl Engine {
    /// Runs the rule book over a claim. Codes are looked up in the releases in force on its date
    /// of service; with `nearest`, in the nearest one where none is. A claim without a date is
    /// looked up as of `today`, and a rule says that the date is missing.
    #[must_use]
    pub fn check(&self, claim: &Claim, today: Date, nearest: bool) -> CheckedClaim {
        let date = claim.service_date();
        let answers = |system| self.library().as_of(system, date.unwrap_or(today), nearest).ok();
        let [cm, pcs, hcpcs, cpt] = CodeSystem::ALL.map(answers);
        let procedures = self.library().procedures(date.unwrap_or(today), nearest).ok();
        let subject = Subject::of(
            claim,
            date,
            Releases {
                cm: cm.as_ref().map(|r| r.release),
                pcs: pcs.as_ref().map(|r| r.release),
                hcpcs: hcpcs.as_ref().map(|r| r.release),
                cpt: cpt.as_ref().map(|r| r.release),
                procedures: procedures.as_ref(),
            },
        );
        let setting = Edits::Mue(subject.mue_setting());
        let checked = self.rules().check(&subject);
        let mut used: Vec<_> = [&cm, &pcs, &hcpcs, &cpt].into_iter().flatten().map(code::used).collect();
        let used_tables: Vec<_> = procedures.iter().flat_map(Procedures::tables).map(of_table).collect();
        let findings = checked.hits.into_iter().filter_map(|(name, hit)| {
            let rule = registry::find(name)?;
            let source = behind(rule, &used, &used_tables, setting);
            Some(finding(rule, hit, source))
        });
        let mut out = CheckedClaim {
            findings: findings.collect(),
            no_data: checked
                .missing
                .into_iter()
                .map(|m| NoData { rule: m.rule, needs: m.needs })
                .collect(),
            asked: checked.asked,
            releases: Vec::new(),
        };
        out.no_data.sort();
        out.no_data.dedup();
        used.extend(used_tables.into_iter().map(|(_, u)| u));
        used.sort_by(|a, b| (a.id, &a.file).cmp(&(b.id, &b.file)));
        used.dedup_by(|a, b| a.id == b.id && a.file == b.file);
        out.releases = used;
        out
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

/// The release that a rule rests on; `mue` is the table of units that judges the claim.
fn behind<'a>(
    rule: &Rule,
    used: &'a [ReleaseUsed],
    tables: &'a [OfTable],
    mue: Edits,
) -> Option<&'a ReleaseUsed> {
    let of = |wanted: Edits| tables.iter().find(|t| t.0 == wanted).map(|t| &t.1);
    let system = match rule.needs.first()? {
        Table::FeeSchedule => return of(Edits::Pfs),
        Table::Mue => return of(mue),
        Table::AddOn => return of(Edits::AddOn),
        Table::Mce(_) => return of(Edits::Mce),
        Table::Cm | Table::PoaExempt => CodeSystem::Icd10Cm,
        Table::Pcs => CodeSystem::Icd10Pcs,
        Table::Hcpcs => CodeSystem::Hcpcs,
        _ => CodeSystem::Cpt,
    };
    used.iter().find(|u| u.id.system == system)
}

fn finding(rule: &Rule, hit: Hit, source: Option<&ReleaseUsed>) -> Finding {
    let release: Option<ReleaseId> = source.map(|s| s.id);
    Finding {
        rule: rule.name,
        id: rule.id.to_owned(),
        severity: hit.severity.unwrap_or(rule.severity).id(),
        codes: hit.codes,
        message: hit.message,
        citation: hit.citation.unwrap_or_else(|| rule.id.to_owned()),
        status: FindingStatus::Fired,
        at: Some(hit.at),
        line: hit.line,
        correction: hit.correction.map(|c| c.to_string()),
        release,
        sha256: source.map(|s| s.sha256.clone()),
    }
}
