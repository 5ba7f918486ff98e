//! The tables of the page: counts, every change, and what it means for codes in use.

use super::escaped;
use crate::changes::{CodeWhat, Comparison};
use crate::impact::{Effect, ImpactReport};
use crate::rows::{Row, rows};
use crate::summary::Counts;
use std::fmt::Write;

/// More rows of a part are left to the CSV file: a browser would not show them well.
const MOST_ROWS: usize = 4_000;

/// The numbers behind a chart.
pub(super) fn counts(groups: &[(String, Counts)], out: &mut String) {
    out.push_str("<details><summary>The numbers</summary><table><tr><th></th>");
    for what in CodeWhat::ALL {
        let _ = write!(out, "<th class=\"n\">{}</th>", what.name());
    }
    for name in ["Notes", "7th characters", "Index", "POA", "Fields", "Edits"] {
        let _ = write!(out, "<th class=\"n\">{name}</th>");
    }
    out.push_str("</tr>");
    for (name, c) in groups {
        let _ = write!(out, "<tr><td>{}</td>", escaped(name));
        let rest = [c.notes, c.seventh, c.index, c.poa, c.fields, c.edits];
        for n in c.codes.iter().chain(&rest) {
            let _ = write!(out, "<td class=\"n\">{n}</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</table></details>");
}

/// Every change, part by part.
pub(super) fn parts(of: &Comparison, out: &mut String) {
    out.push_str("<h3>Every change</h3>");
    for part in &of.compared {
        let all: Vec<Row> = rows(of).filter(|r| r.part == part.id()).take(MOST_ROWS + 1).collect();
        if all.is_empty() {
            continue;
        }
        let count = rows_of(of, part.id());
        let _ = write!(
            out,
            "<details><summary>{} ({count})</summary><table><tr><th>Code</th><th>Change</th>\
             <th>What</th><th>Before and after</th></tr>",
            escaped(part.name())
        );
        for row in all.iter().take(MOST_ROWS) {
            one(row, out);
        }
        out.push_str("</table>");
        if count > MOST_ROWS {
            let _ = write!(
                out,
                "<p class=\"none\">{} more are left out here; --csv writes them all.</p>",
                count - MOST_ROWS
            );
        }
        out.push_str("</details>");
    }
}

fn rows_of(of: &Comparison, part: &str) -> usize {
    rows(of).filter(|r| r.part == part).count()
}

fn one(row: &Row, out: &mut String) {
    let code = row.code.map_or_else(String::new, |c| c.to_string());
    let _ = write!(
        out,
        "<tr><td class=\"c\">{}</td><td>{}</td><td>{}</td><td>",
        escaped(&code),
        row.change,
        escaped(&row.what)
    );
    if row.before == row.after {
        out.push_str(&escaped(&row.after));
    } else {
        if !row.before.is_empty() {
            let _ = write!(out, "<del>{}</del> ", escaped(&row.before));
        }
        if !row.after.is_empty() {
            let _ = write!(out, "<ins>{}</ins>", escaped(&row.after));
        }
    }
    if !row.related.is_empty() {
        let arrow = if row.change == "new" || row.change == "reinstated" { "from" } else { "to" };
        let arrow = if row.related.starts_with("was:") { "" } else { arrow };
        let _ = write!(out, " <small>{arrow} {}</small>", escaped(&row.related));
    }
    out.push_str("</td></tr>");
}

/// What becomes of the user's own codes.
pub(super) fn impact(report: &ImpactReport, out: &mut String) {
    let breaks = report.items.iter().filter(|i| i.effect == Effect::Breaks).count();
    let _ = write!(
        out,
        "<section><h2>What it means for your codes</h2><p>{breaks} break, {} need a look, {} are \
         untouched, {} are in none of the releases.</p>",
        report.items.len() - breaks,
        report.untouched,
        report.unknown.len()
    );
    if !report.items.is_empty() {
        out.push_str(
            "<table><tr><th>Code</th><th class=\"n\">Uses</th><th>What happens</th>\
             <th>Code instead</th></tr>",
        );
        for item in &report.items {
            let class = if item.effect == Effect::Breaks { " class=\"breaks\"" } else { "" };
            let _ = write!(
                out,
                "<tr><td class=\"c\">{}</td><td class=\"n\">{}</td><td><span{class}>{}</span> {}<br>{}</td><td>",
                item.code,
                item.count,
                item.effect.id(),
                escaped(&item.title),
                escaped(&item.reasons.join("; "))
            );
            for (code, title) in &item.instead {
                let _ = write!(out, "<b>{code}</b> {}<br>", escaped(title));
            }
            out.push_str(if item.person { "<small>a person decides</small>" } else { "" });
            out.push_str("</td></tr>");
        }
        out.push_str("</table>");
    }
    out.push_str("</section>\n");
}
