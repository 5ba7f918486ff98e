//! An add-on code stands without its primary code.
//!
//! *What it checks.* Add-on codes of types 1 to 3 against the primary codes of the file that are on
//! the claim.
//! *Authority.* NCCI add-on code edits; CPT Appendix D (numbers only).
//! *Why it matters.* The add-on code is not paid alone.
//! *Example.* 11045 without 11042.
//! *What to do.* Add the primary code, or bill the add-on code on its claim.
//! *Limits.* Where the contractor defines primary codes (types 2 and 3), a missing one is worth
//! knowing only, and only where no other procedure is on the claim.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_kb::tables::add_on::CONTRACTOR_DEFINED;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "add-on-without-primary",
    id: "NCCI-AOC",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::AddOn],
    source: include_str!("add_on_without_primary.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(procedures) = subject.releases.procedures else { return };
    for line in &subject.lines {
        let Some(code) = line.code.filter(|_| line.may_be_add_on()) else { continue };
        let mut pairs = procedures.add_on_rows(&code).peekable();
        let Some(first) = pairs.peek() else { continue };
        let mut contractor_defined = first.kind != 1;
        let others = || subject.lines.iter().filter_map(|l| l.code).filter(|c| *c != code);
        let beside = pairs.any(|pair| {
            contractor_defined |= pair.primary == CONTRACTOR_DEFINED;
            others().any(|c| c.number() == Some(pair.primary))
        });
        if beside {
            continue;
        }
        if !contractor_defined {
            found.on(line, "an add-on code without any of its primary codes");
        } else if others().all(|c| procedures.add_on_rows(&c).next().is_some()) {
            found
                .on(line, "an add-on code alone; the contractor says which primary codes it accepts")
                .weigh(Severity::Info);
        }
    }
}
