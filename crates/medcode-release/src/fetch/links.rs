//! Which files does a publisher's page offer, and of which release do their names speak?

use std::collections::BTreeSet;

use medcode_model::{CodeSystem, Date, ReleaseId};

use crate::recognise::{Component, read_name};

/// Most links of a page that are looked at.
const MOST: usize = 5_000;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Its address, whole.
    pub(super) url: String,
    /// Its last part.
    name: String,
}

/// The links of a page, by their `href`.
pub(super) fn links(html: &str, page: &str) -> Vec<Link> {
    let targets = html.split("href=").skip(1).take(MOST).filter_map(target);
    targets
        .filter_map(|target| Some(Link { name: name(&target)?, url: whole(&target, page)? }))
        .collect()
}

/// What stands between the quotes.
fn target(after: &str) -> Option<String> {
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = after[1..].split(quote).next()?;
    Some(text.replace("&amp;", "&").trim().to_owned())
}

/// The last part of a path; a folder keeps its slash.
fn name(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?;
    let (path, folder) = path.strip_suffix('/').map_or((path, ""), |p| (p, "/"));
    let last = path.rsplit('/').next().filter(|n| !n.is_empty() && *n != "..")?;
    Some(format!("{last}{folder}").replace("%20", " "))
}

/// The address as it is asked: only HTTPS of the page's own host, or below it.
fn whole(target: &str, page: &str) -> Option<String> {
    if target.contains("://") {
        return Some(target.to_owned());
    }
    let (scheme, rest) = page.split_once("://")?;
    let host = rest.split('/').next()?;
    if let Some(path) = target.strip_prefix('/') {
        return Some(format!("{scheme}://{host}/{path}"));
    }
    let folder = page.rsplit_once('/').map_or(page, |(folder, _)| folder);
    Some(format!("{folder}/{target}"))
}

/// The folder above a folder of one release; any other page itself.
pub(super) fn above(page: &str) -> String {
    let Some(folder) = page.strip_suffix('/') else { return page.to_owned() };
    match folder.rsplit_once('/') {
        Some((up, last)) if last.starts_with(|c: char| c.is_ascii_digit()) => format!("{up}/"),
        _ => page.to_owned(),
    }
}

/// What stays of a name when years, months and days are left out: the same file of any release.
pub(super) fn shape(name: &str) -> String {
    let lower = name.to_lowercase().replace("%20", " ");
    let words = lower.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty());
    words.filter(|w| !is_of_time(w)).collect::<Vec<_>>().join(" ")
}

fn is_of_time(word: &str) -> bool {
    const WORDS: [&str; 17] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "oct",
        "fy",
        "final",
        "updated",
    ];
    WORDS.contains(&word)
}

impl Link {
    /// The release of a system that it offers: a file that is named as the known ones but for the time,
    /// or a folder of the diagnosis codes that is named after a year.
    pub(super) fn release(&self, system: CodeSystem, known: &BTreeSet<String>) -> Option<ReleaseId> {
        if let Some(folder) = self.name.strip_suffix('/') {
            let of_codes = self.url.to_lowercase().contains("icd10cm");
            return (system == CodeSystem::Icd10Cm && of_codes).then(|| of_folder(folder))?;
        }
        if !known.contains(&shape(&self.name)) {
            return None;
        }
        let named = read_name(system, &Component::file(&self.name))?;
        let year = named.year(system)?;
        let first = match system {
            CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs => Date::new(year.checked_sub(1)?, 10, 1),
            _ => Date::new(year, 1, 1),
        };
        Some(ReleaseId { system, from: named.day(system, year).or(first)? })
    }
}

/// `2028` is the fiscal year, `2028-update` its release of April.
fn of_folder(name: &str) -> Option<ReleaseId> {
    let year: u16 = name.get(..4)?.parse().ok()?;
    let from = match name.get(4..)?.to_lowercase().contains("update") {
        true => Date::new(year, 4, 1),
        false if name.len() == 4 => Date::new(year.checked_sub(1)?, 10, 1),
        false => None,
    };
    Some(ReleaseId { system: CodeSystem::Icd10Cm, from: from? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(system: CodeSystem, name: &str) -> Option<String> {
        let entries = crate::catalogue::entries().iter().filter(|e| e.release.system == system);
        let known = entries.map(|e| shape(&e.file_name())).collect();
        let page = "https://ftp.cdc.gov/pub/ICD10CM/";
        let link = links(&format!("<a href=\"{name}\">x</a>"), page).pop()?;
        link.release(system, &known).map(|r| r.from.to_string())
    }

    #[test]
    fn a_file_of_a_release_to_come_is_told_by_its_name() {
        let cases = [
            (CodeSystem::Icd10Cm, "/files/zip/2028-code-tables-tabular-index.zip", Some("2027-10-01")),
            (
                CodeSystem::Icd10Cm,
                "/files/zip/april-1-2027-code-tables-tabular-index.zip",
                Some("2027-04-01"),
            ),
            (CodeSystem::Icd10Cm, "2028/", Some("2027-10-01")),
            (CodeSystem::Icd10Cm, "2027-update/", Some("2027-04-01")),
            (CodeSystem::Icd10Cm, "/files/zip/2028-icd-10-pcs-code-tables-index.zip", None),
            (
                CodeSystem::Icd10Pcs,
                "/files/zip/2028-icd-10-pcs-code-tables-index.zip",
                Some("2027-10-01"),
            ),
            (CodeSystem::Icd10Pcs, "2028/", None),
            (
                CodeSystem::Hcpcs,
                "https://www.cms.gov/files/zip/january-2027-alpha-numeric-hcpcs-file.zip",
                Some("2027-01-01"),
            ),
            (CodeSystem::Hcpcs, "/about/2028-report.pdf", None),
            (CodeSystem::Icd10Cm, "../", None),
        ];
        for (system, name, wanted) in cases {
            assert_eq!(release(system, name).as_deref(), wanted, "{name}");
        }
    }

    #[test]
    fn links_are_read_from_any_html() {
        let page = "https://a.gov/b/c.html";
        let html = "<a HREF=x href='d.zip'>d</a><a href=\"/e/f.zip?x=1&amp;y\">f</a><a href=>";
        let urls: Vec<String> = links(html, page).into_iter().map(|l| l.url).collect();
        assert_eq!(urls, ["https://a.gov/b/d.zip", "https://a.gov/e/f.zip?x=1&y"]);
        assert_eq!(above("https://a.gov/ICD10CM/2027-update/"), "https://a.gov/ICD10CM/");
        assert_eq!(above(page), page);
    }
}
