//! The report of a comparison as the page shows it.

use super::{Choice, IMPACT};
use crate::api::changes::{Asked, page};
use crate::pages::link::link;
use medcode::diff::{CodeWhat, Comparison, Counts, Row, Sheet, Tab, Wanted};
use medcode::model::{Code, CodeSystem};

/// What is shown of a comparison.
pub(super) struct View {
    /// Numbers with what they count.
    pub(super) tiles: Vec<(usize, &'static str)>,
    /// Nothing differs.
    pub(super) same: bool,
    pub(super) totals: String,
    /// The charts: by chapter, by specialty.
    pub(super) charts: [String; 2],
    pub(super) no_data: Vec<String>,
    pub(super) remarks: Vec<String>,
    pub(super) digests: Vec<(String, String)>,
    pub(super) tabs: Vec<TabLink>,
    pub(super) kinds: Vec<Choice>,
    pub(super) chapters: Vec<Choice>,
    pub(super) specialties: Vec<Choice>,
    pub(super) rows: Vec<Line>,
    pub(super) found: usize,
    /// Why an empty tab is empty.
    pub(super) nothing: String,
    pub(super) next: Option<String>,
    pub(super) previous: Option<String>,
    pub(super) csv: String,
    pub(super) json: String,
    pub(super) lesson: String,
    pub(super) notice: Option<&'static str>,
}

/// A tab.
pub(super) struct TabLink {
    pub(super) href: String,
    pub(super) name: &'static str,
    pub(super) count: Option<usize>,
    pub(super) here: bool,
}

/// A change in the list.
pub(super) struct Line {
    pub(super) code: String,
    pub(super) href: Option<String>,
    pub(super) change: &'static str,
    pub(super) tone: &'static str,
    pub(super) what: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) related: Vec<(String, Option<String>)>,
    pub(super) arrow: &'static str,
    pub(super) chapter: String,
}

impl View {
    pub(super) fn of(
        sheet: &Sheet,
        asked: &Asked,
        wanted: &Wanted,
        on_impact: bool,
        limit: usize,
    ) -> Self {
        let of = sheet.comparison();
        let counts = sheet.counts();
        let tab = wanted.tab.unwrap_or(Tab::Codes);
        let choices = sheet.choices(tab);
        let found = page(sheet, wanted, asked.from, limit);
        let any = |count: usize, text: &str| format!("{text} ({count})");
        let systems = found.rows.iter().filter_map(|r| r.code).map(|c: Code| c.system());
        let previous = (asked.from > 0)
            .then(|| to("/changes", asked, &[("from", &asked.from.saturating_sub(limit).to_string())]));
        Self {
            tiles: tiles(counts),
            same: counts.all() == 0,
            totals: totals(of),
            charts: sheet.charts().clone(),
            no_data: of.no_data.iter().map(|n| format!("{}: {}", n.part.name(), n.why)).collect(),
            remarks: of.remarks.clone(),
            digests: digests(of),
            tabs: tabs(sheet, asked, tab, on_impact),
            kinds: options(choices.kinds.iter().map(|(k, n)| (*k, any(*n, &spaced(k)))), &asked.change),
            chapters: options(
                choices.chapters.iter().map(|(c, n)| (c.key, any(*n, &format!("{} {}", c.key, c.name)))),
                &asked.chapter,
            ),
            specialties: options(
                choices.specialties.iter().map(|(s, n)| (*s, any(*n, s))),
                &asked.specialty,
            ),
            nothing: nothing(of, tab),
            notice: systems.chain([of.system]).find_map(CodeSystem::notice),
            rows: found.rows.into_iter().map(|row| line(row, of)).collect(),
            found: found.found,
            next: found.next.map(|from| to("/changes", asked, &[("from", &from.to_string())])),
            previous,
            csv: to("/api/v1/changes/export", asked, &[("format", "csv")]),
            json: to("/api/v1/changes/export", asked, &[("format", "json")]),
            lesson: to_lesson(asked),
        }
    }
}

/// The same address with other values behind it.
fn to(path: &str, asked: &Asked, more: &[(&str, &str)]) -> String {
    let mut values = pair_of(asked).to_vec();
    values.extend([
        ("tab", asked.tab.as_str()),
        ("change", asked.change.as_str()),
        ("chapter", asked.chapter.as_str()),
        ("specialty", asked.specialty.as_str()),
        ("code", asked.code.as_str()),
    ]);
    values.extend_from_slice(more);
    link(path, &values)
}

fn pair_of(asked: &Asked) -> [(&'static str, &str); 3] {
    [("system", asked.system.as_str()), ("before", &asked.before), ("after", &asked.after)]
}

fn to_lesson(asked: &Asked) -> String {
    let mut values = pair_of(asked).to_vec();
    values.push(("specialty", &asked.specialty));
    link("/changes/lesson", &values)
}

fn tabs(sheet: &Sheet, asked: &Asked, here: Tab, on_impact: bool) -> Vec<TabLink> {
    let address = |tab: &str| {
        let mut values = pair_of(asked).to_vec();
        values.push(("tab", tab));
        link("/changes", &values)
    };
    let mut out =
        vec![TabLink { href: address(IMPACT), name: "Impact on you", count: None, here: on_impact }];
    let one = |tab: Tab| TabLink {
        href: address(tab.id()),
        name: tab.name(),
        count: Some(sheet.count(tab)),
        here: !on_impact && tab == here,
    };
    out.extend(Tab::ALL.into_iter().filter(|t| is_of(*t, sheet.comparison().system)).map(one));
    out
}

/// Whether a system has such changes at all.
fn is_of(tab: Tab, system: CodeSystem) -> bool {
    match tab {
        Tab::Codes | Tab::Titles => system != CodeSystem::Cpt,
        Tab::Notes | Tab::Seventh | Tab::Conversion | Tab::Poa => system == CodeSystem::Icd10Cm,
        Tab::Index => matches!(system, CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs),
        Tab::Fields => system == CodeSystem::Hcpcs,
        Tab::Edits => system == CodeSystem::Cpt,
    }
}

fn options(all: impl Iterator<Item = (&'static str, String)>, chosen: &str) -> Vec<Choice> {
    let one = |(value, text): (&'static str, String)| Choice {
        value: value.to_owned(),
        text,
        chosen: value.eq_ignore_ascii_case(chosen),
    };
    all.map(one).collect()
}

fn spaced(word: &str) -> String {
    word.replace('-', " ")
}

fn tiles(counts: &Counts) -> Vec<(usize, &'static str)> {
    let mut all: Vec<(usize, &'static str)> =
        CodeWhat::ALL.iter().map(|what| (counts.of(*what), what.name())).collect();
    all.extend([
        (counts.notes, "Notes"),
        (counts.seventh, "Seventh characters"),
        (counts.index, "Index entries"),
        (counts.poa, "POA exemptions"),
        (counts.fields, "Fields"),
        (counts.edits, "Edits"),
    ]);
    all.retain(|(n, _)| *n > 0);
    all
}

fn totals(of: &Comparison) -> String {
    let [a, b] = of.totals;
    match of.system {
        CodeSystem::Cpt => String::new(),
        _ => format!("{} billable codes before, {} after.", a.billable, b.billable),
    }
}

fn digests(of: &Comparison) -> Vec<(String, String)> {
    let days = [of.before.to_string(), of.after.to_string()];
    days.into_iter().zip(of.digests.clone()).filter(|(_, d)| !d.is_empty()).collect()
}

/// Nothing changed, or nothing could be told.
fn nothing(of: &Comparison, tab: Tab) -> String {
    use medcode::diff::Part;
    let part = match tab {
        Tab::Codes => Part::Codes,
        Tab::Titles => Part::Titles,
        Tab::Notes => Part::Notes,
        Tab::Index => Part::Index,
        Tab::Seventh => Part::Seventh,
        Tab::Conversion => Part::Conversion,
        Tab::Poa => Part::Poa,
        Tab::Fields => Part::Fields,
        Tab::Edits => Part::Pfs,
    };
    let why = of.no_data.iter().find(|n| n.part == part).map(|n| n.why.as_str());
    why.map_or_else(
        || "Nothing here changed.".to_owned(),
        |why| format!("This could not be compared: {why}."),
    )
}

fn line(row: Row, of: &Comparison) -> Line {
    let gone = row.part == "codes" && row.after.is_empty();
    let as_of = if gone { of.before } else { of.after };
    let related = row.related.split("; ").filter(|r| !r.is_empty());
    Line {
        href: row.code.map(|c| encoder(&c.to_string(), c.system(), &as_of.to_string())),
        code: row.code.map_or_else(String::new, |c| c.to_string()),
        change: row.change,
        tone: tone(row.change),
        arrow: match row.change {
            "new" | "reinstated" => "from",
            _ if row.related.starts_with("was:") => "",
            _ => "now",
        },
        related: related.map(|r| (r.to_owned(), related_href(r, of))).collect(),
        what: row.what,
        before: row.before,
        after: row.after,
        chapter: format!("{} {}", row.chapter.key, row.chapter.name),
    }
}

/// A code that is named beside another; a range and words lead nowhere.
fn related_href(text: &str, of: &Comparison) -> Option<String> {
    let code = Code::new(of.system, text).ok().filter(|_| !text.contains(['-', ' ', ':']))?;
    Some(encoder(&code.to_string(), of.system, &of.after.to_string()))
}

/// The page of a code in the encoder, on a day.
pub(super) fn encoder(code: &str, system: CodeSystem, as_of: &str) -> String {
    link(&format!("/encoder/{code}"), &[("system", system.id()), ("as_of", as_of)])
}

fn tone(change: &str) -> &'static str {
    match change {
        "new" | "reinstated" | "to-billable" => "good",
        "deleted" | "to-header" => "bad",
        _ => "info",
    }
}
