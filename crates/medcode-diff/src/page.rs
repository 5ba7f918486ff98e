//! The changes as one page for reading: no script, no other host, charts drawn in it.

mod chart;
mod style;
mod tables;

use crate::changes::{CodeWhat, Comparison};
use crate::compare::Diff;
use crate::impact::ImpactReport;
use crate::summary::{Counts, by_chapter, by_specialty, total};
use chart::{Bar, stacked};
use medcode_model::CodeSystem;
use std::fmt::Write;

/// A text as HTML shows it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// The page.
#[must_use]
pub fn page(diff: &Diff, impact: Option<&ImpactReport>) -> String {
    let mut out = String::new();
    let of = |c: &Comparison| format!("{} {} to {}", c.system.name(), c.before, c.after);
    let title = diff.systems.iter().map(of).collect::<Vec<_>>().join(" · ");
    let title = escaped(&title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>What changed: {title}</title><style>{}</style></head><body><main>\
         <h1>What changed</h1><p>{title}</p>\n",
        style::CSS
    );
    for (system, why) in &diff.absent {
        let _ = writeln!(
            out,
            "<p class=\"none\">{}: not compared. {}</p>",
            escaped(system.name()),
            escaped(why)
        );
    }
    if let Some(report) = impact {
        tables::impact(report, &mut out);
    }
    for of in &diff.systems {
        system(of, &mut out);
    }
    let systems = diff.systems.iter().flat_map(|c| &c.edits).map(|e| e.code.system());
    if let Some(notice) =
        systems.chain(diff.systems.iter().map(|c| c.system)).find_map(CodeSystem::notice)
    {
        let _ = write!(out, "<footer><p>{}</p></footer>", escaped(notice));
    }
    out.push_str("</main></body></html>\n");
    out
}

/// The charts alone, as SVG: by chapter and by specialty. Their parts have the classes `new`, `gone`,
/// `flip`, `revised`, `words`, `rules`.
pub(crate) fn charts(of: &Comparison) -> [String; 2] {
    let [chapters, specialties] = groups(of);
    [("By chapter", chapters), ("By specialty", specialties)].map(|(title, groups)| {
        let mut out = String::new();
        stacked(title, &bars(&groups), &mut out);
        out
    })
}

/// The counts by chapter and by specialty, with the names that are shown.
fn groups(of: &Comparison) -> [Vec<(String, Counts)>; 2] {
    let chapters = by_chapter(of).into_iter().map(|(c, n)| (format!("{} {}", c.key, c.name), n));
    let specialties = by_specialty(of).into_iter().map(|(name, n)| (name.to_owned(), n));
    [chapters.collect(), specialties.collect()]
}

fn system(of: &Comparison, out: &mut String) {
    let _ = writeln!(
        out,
        "<section><h2>{} <small>{} to {}</small></h2>",
        escaped(of.system.name()),
        of.before,
        of.after
    );
    let counts = total(of);
    tiles(of, &counts, out);
    let [chapters, specialties] = groups(of);
    for (title, groups) in [("By chapter", &chapters), ("By specialty", &specialties)] {
        let _ = write!(out, "<h3>{title}</h3>");
        stacked(title, &bars(groups), out);
        tables::counts(groups, out);
    }
    tables::parts(of, out);
    sources(of, out);
    out.push_str("</section>\n");
}

/// The numbers in one line of boxes.
fn tiles(of: &Comparison, counts: &Counts, out: &mut String) {
    out.push_str("<ul class=\"tiles\">");
    let mut tile = |n: usize, name: &str| {
        if n > 0 {
            let _ = write!(out, "<li><b>{n}</b> {}</li>", escaped(name));
        }
    };
    for what in CodeWhat::ALL {
        tile(counts.of(what), what.name());
    }
    tile(counts.notes, "notes");
    tile(counts.seventh, "seventh characters");
    tile(counts.index, "Index entries");
    tile(counts.poa, "POA exemptions");
    tile(counts.fields, "fields");
    tile(counts.edits, "edits");
    out.push_str("</ul>");
    if of.system != CodeSystem::Cpt {
        let [a, b] = of.totals;
        let _ = write!(
            out,
            "<p>{} billable codes before, {} after; {} headers before, {} after.</p>",
            a.billable, b.billable, a.headers, b.headers
        );
    }
}

fn bars(groups: &[(String, Counts)]) -> Vec<Bar> {
    let bar = |(name, c): &(String, Counts)| Bar {
        name: name.clone(),
        parts: vec![
            ("new", c.of(CodeWhat::New) + c.of(CodeWhat::Reinstated)),
            ("gone", c.of(CodeWhat::Deleted)),
            ("flip", c.of(CodeWhat::ToHeader) + c.of(CodeWhat::ToBillable)),
            ("revised", c.of(CodeWhat::Revised)),
            ("words", c.notes + c.seventh + c.index),
            ("rules", c.poa + c.fields + c.edits),
        ],
    };
    groups.iter().filter(|(_, c)| c.all() > 0).map(bar).collect()
}

/// What was compared, what could not be, and from which files.
fn sources(of: &Comparison, out: &mut String) {
    out.push_str("<h3>What was compared</h3><ul>");
    let names: Vec<&str> = of.compared.iter().map(|p| p.name()).collect();
    let _ = write!(out, "<li>Compared: {}.</li>", escaped(&names.join(", ")));
    for n in &of.no_data {
        let _ = write!(
            out,
            "<li class=\"none\">No data, {}: {}.</li>",
            escaped(n.part.name()),
            escaped(&n.why)
        );
    }
    for remark in &of.remarks {
        let _ = write!(out, "<li>{}.</li>", escaped(remark));
    }
    for (day, digest) in [of.before, of.after].iter().zip(&of.digests).filter(|(_, d)| !d.is_empty()) {
        let _ = write!(out, "<li>Release {day}: <code>{digest}</code></li>");
    }
    out.push_str("</ul>");
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_html_would_read_is_escaped() {
        assert_eq!(escaped("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
    }
}
