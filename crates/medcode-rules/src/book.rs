//! How are the rules run over a claim?

use crate::own::{OwnFile, OwnRule, Policy};
use crate::registry;
use crate::rule::{Place, Rule, Severity, Table};
use crate::subject::{Found, Hit, Shelf, Subject};
use crate::told;
use medcode_model::{At, Date};

/// A rule of the book, or one of the user's own with its file.
#[derive(Clone, Copy)]
pub enum By<'b> {
    /// Of the book.
    Book(&'static Rule),
    /// The user's own.
    Own(&'b OwnFile, &'b OwnRule),
}

impl By<'_> {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Book(rule) => rule.name,
            Self::Own(_, rule) => &rule.name,
        }
    }

    /// How much a finding weighs by itself.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Book(rule) => rule.severity,
            Self::Own(_, rule) => rule.severity,
        }
    }
}

/// A rule that could not tell, and what it needs.
#[derive(Clone)]
pub struct Missing<'b> {
    /// The rule.
    pub by: By<'b>,
    /// What must be installed, or what it does not read (`ICD-9-CM`).
    pub needs: String,
    /// Where in the document, where it is a part of the claim only.
    pub at: Option<At>,
}

/// What the book says of one claim.
#[derive(Clone, Default)]
pub struct Checked<'b> {
    /// Each with its rule, sorted by place and rule.
    pub hits: Vec<(By<'b>, Hit)>,
    /// Rules that could not tell.
    pub missing: Vec<Missing<'b>>,
    /// How many rules were asked.
    pub asked: usize,
    /// How many of them could not tell, or not of all.
    pub untold: usize,
}

/// The rules that run.
pub struct RuleBook {
    rules: Vec<(&'static Rule, Option<Date>, Option<Date>)>,
    shelf: Shelf,
    policy: Policy,
}

impl Default for RuleBook {
    fn default() -> Self {
        Self::new()
    }
}

impl RuleBook {
    /// All rules of the registry.
    #[must_use]
    pub fn new() -> Self {
        let day = |text: &str| text.parse::<Date>().ok();
        let rules = registry::ALL.iter().map(|r| (*r, day(r.effective.0), day(r.effective.1)));
        Self { rules: rules.collect(), shelf: Shelf::default(), policy: Policy::default() }
    }

    /// What is kept of the releases from claim to claim.
    #[must_use]
    pub const fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The rules of the registry and what the user says beside them.
    #[must_use]
    pub fn with(policy: Policy) -> Self {
        Self { policy, ..Self::new() }
    }

    /// What the user says.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Runs every rule that holds for the claim.
    #[must_use]
    pub fn check(&self, subject: &Subject<'_>) -> Checked<'_> {
        let mut out = Checked::default();
        let mut found = Found::default();
        for (rule, from, to) in &self.rules {
            if !holds(rule, subject, *from, *to) {
                continue;
            }
            out.asked += 1;
            if rule.needs.iter().any(|t| !subject.has(*t)) {
                // Without the table there is nothing to tell of a part that the claim has not; that a
                // code is of another system the rule tells without it.
                if !subject.has_what_needs(rule.needs) {
                    (rule.check)(subject, &mut found);
                    out.take(By::Book(rule), &mut found);
                    continue;
                }
                let lacks: Vec<Table> =
                    rule.needs.iter().copied().filter(|t| !subject.has(*t)).collect();
                let mut needs = lacks.iter().map(|t| t.needs()).collect::<Vec<_>>().join(", ");
                if subject.date.is_none() {
                    needs.push_str("; no date of service is given");
                }
                out.missing.push(Missing { by: By::Book(rule), needs, at: None });
                out.untold += 1;
                continue;
            }
            (rule.check)(subject, &mut found);
            out.take(By::Book(rule), &mut found);
        }
        for (file, rule) in self.policy.rules().filter(|(_, r)| r.holds(subject)) {
            out.asked += 1;
            rule.check(subject, &mut found);
            out.take(By::Own(file, rule), &mut found);
        }
        out.hits.sort_by(|(a, x), (b, y)| {
            (x.at, a.name(), x.line, &x.codes).cmp(&(y.at, b.name(), y.line, &y.codes))
        });
        out.hits.dedup_by(|(a, x), (b, y)| a.name() == b.name() && x == y);
        told::once(&mut out.hits);
        out
    }
}

impl<'b> Checked<'b> {
    fn take(&mut self, by: By<'b>, found: &mut Found) {
        self.hits.extend(found.hits.drain(..).map(|h| (by, h)));
        self.untold += usize::from(!found.no_data.is_empty());
        let missing = found.no_data.drain(..);
        self.missing.extend(missing.map(|(at, needs)| Missing { by, needs, at: Some(at) }));
    }
}

fn holds(rule: &Rule, subject: &Subject<'_>, from: Option<Date>, to: Option<Date>) -> bool {
    let place = match rule.place {
        Place::Any => true,
        Place::Inpatient => subject.inpatient,
        Place::Outpatient => !subject.inpatient,
    };
    let in_time = subject.date.is_none_or(|d| from.is_none_or(|f| f <= d) && to.is_none_or(|t| d <= t));
    place && in_time
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::Releases;
    use medcode_model::{
        Claim, ClaimKind, Code, CodeSaid, CodeSystem, Declared, Diagnosis, DiagnosisRole, Procedure,
        ServiceLine, Setting,
    };
    use std::collections::BTreeSet;

    fn said(system: CodeSystem, text: &str) -> CodeSaid {
        let (code, at) = (Code::new(system, text).ok(), At::default());
        CodeSaid { system: Declared::Known(system), text: text.into(), code, at }
    }

    /// A claim with a part of every sort.
    fn claim(kind: ClaimKind, setting: Setting) -> Claim {
        let dx = |role, text| Diagnosis { role, code: said(CodeSystem::Icd10Cm, text), poa: None };
        let line = |number, system, text: &str| ServiceLine {
            number,
            code: Some(said(system, text)),
            ..ServiceLine::default()
        };
        Claim {
            kind,
            setting: Some(setting),
            from: Date::new(2026, 5, 12),
            to: Date::new(2026, 5, 12),
            diagnoses: vec![dx(DiagnosisRole::Principal, "I10"), dx(DiagnosisRole::Other, "E119")],
            procedures: vec![Procedure {
                principal: true,
                code: said(CodeSystem::Icd10Pcs, "0DTJ4ZZ"),
                date: None,
            }],
            lines: vec![line(1, CodeSystem::Cpt, "99213"), line(2, CodeSystem::Hcpcs, "J1100")],
            ..Claim::default()
        }
    }

    #[test]
    fn a_rule_without_its_table_says_so_and_finds_nothing() {
        let book = RuleBook::new();
        let past = Date::new(2024, 5, 12);
        let claims = [
            claim(ClaimKind::Professional, Setting::Office),
            claim(ClaimKind::Institutional, Setting::OutpatientProcedure),
            claim(ClaimKind::Institutional, Setting::Inpatient),
            // The sex edit holds for discharges before 2024-10-01 only.
            Claim { from: past, to: past, ..claim(ClaimKind::Institutional, Setting::Inpatient) },
        ];
        let mut untold = BTreeSet::new();
        for claim in &claims {
            let subject = Subject::of(claim, claim.from, Releases::default(), book.shelf());
            let checked = book.check(&subject);
            untold.extend(checked.missing.iter().map(|m| m.by.name().to_owned()));
            for (by, _) in &checked.hits {
                let By::Book(rule) = by else { continue };
                assert!(rule.needs.is_empty(), "{} found without its table", rule.name);
            }
        }
        for rule in registry::ALL.iter().filter(|r| !r.needs.is_empty()) {
            assert!(untold.contains(rule.name), "{} passed without its table", rule.name);
        }
    }
}
