//! How do the rules read as pages? What `docs/rules/` holds, made from the heads of their files.

use crate::page::Page;
use crate::rule::{Family, Place, Rule};
use crate::{authority, registry};
use std::fmt::Write;

/// What the head of a generated file says.
const GENERATED: &str = "<!-- made by `cargo xtask rules-docs` from the heads of the rules -->\n";

const FAMILIES: [(Family, &str); 9] = [
    (Family::Validity, "Is the code one, complete, in force, of the right system?"),
    (Family::Conventions, "The conventions of the Tabular List."),
    (Family::Guidelines, "The chapters of the Official Guidelines."),
    (Family::Mce, "The Medicare Code Editor: inpatient stays."),
    (Family::Ncci, "The National Correct Coding Initiative and the fee schedule."),
    (Family::Modifiers, "Modifiers, units, place of service."),
    (Family::Necessity, "Medical necessity: coverage articles."),
    (Family::Claim, "The claim as a document."),
    (Family::History, "The patient's earlier encounters; without them no data."),
];

/// Every page with its path under `docs/rules/`, the index first. `cases` tells whether the file
/// of cases `family/name.md` is there.
#[must_use]
pub fn all(cases: &dyn Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut out = vec![("README.md".to_owned(), index())];
    for rule in registry::ALL {
        out.push((path(rule), page(rule, cases)));
    }
    out
}

fn path(rule: &Rule) -> String {
    format!("{}/{}.md", rule.family.id(), rule.name)
}

fn index() -> String {
    let mut out = format!(
        "{GENERATED}# The rules of the book\n\n{} rules. How they run: [checking claims](../checking-claims.md); \
         rules of your own: [own rules](../own-rules.md).\n",
        registry::ALL.len()
    );
    for (family, about) in FAMILIES {
        let mut of: Vec<&&Rule> = registry::ALL.iter().filter(|r| r.family == family).collect();
        of.sort_by_key(|r| r.name);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "\n## {} ({})\n\n{about}\n\n| rule | when it fires | severity | authority |\n|---|---|---|---|\n",
            family.id(),
            of.len()
        );
        for rule in of {
            let title = Page::of(rule).title;
            let (name, severity) = (rule.name, rule.severity.id());
            let _ = writeln!(out, "| [{name}]({}) | {title} | {severity} | {} |", path(rule), rule.id);
        }
    }
    out
}

fn page(rule: &Rule, cases: &dyn Fn(&str) -> bool) -> String {
    let page = Page::of(rule);
    let mut out = format!("{GENERATED}# {}\n\n`{}` · {}", page.title, rule.name, rule.severity.id());
    let place = match rule.place {
        Place::Any => "",
        Place::Inpatient => " · inpatient stays",
        Place::Outpatient => " · all but inpatient stays",
    };
    let days = match rule.effective {
        ("", "") => String::new(),
        (from, "") => format!(" · from {from}"),
        ("", to) => format!(" · to {to}"),
        (from, to) => format!(" · {from} to {to}"),
    };
    let _ = writeln!(out, "{place}{days} · since medcode {}\n", rule.since);
    if let Some(found) = authority::of(rule.id) {
        let part = match (found.part, found.number) {
            ("", _) => String::new(),
            (part, number) => format!(", {part} {number}"),
        };
        let _ = writeln!(out, "Rests on `{}`: {}{part}.\n", rule.id, found.document);
    }
    if !rule.needs.is_empty() {
        let needs: Vec<&str> = rule.needs.iter().map(|t| t.needs()).collect();
        let _ = writeln!(out, "Needs, else it answers no data: {}.\n", needs.join("; "));
    }
    for (heading, text) in &page.sections {
        let _ = writeln!(out, "**{heading}.** {text}\n");
    }
    let case = path(rule);
    if cases(&case) {
        let _ = writeln!(out, "Cases: [{case}](../../../crates/medcode-rules/cases/{case}).");
    }
    out.trim_end().to_owned() + "\n"
}
