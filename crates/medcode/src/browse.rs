//! `browse`: walking the hierarchy, from the chapters to the codes.

use crate::{AsOf, Engine};
use medcode_kb::query::{NoRelease, Release};
use medcode_kb::tables::chapters::RangeRow;
use medcode_model::{Code, CodeSystem};

/// One line of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowseItem {
    /// What to browse next: a chapter number, a block's range, a code, PCS characters.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Whether it is a complete code.
    pub billable: bool,
    /// How many lines the next level has.
    pub below: usize,
}

/// A level of the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowseLevel {
    /// The system.
    pub system: CodeSystem,
    /// What stands above, the outermost first.
    pub above: Vec<(String, String)>,
    /// The lines.
    pub items: Vec<BrowseItem>,
}

impl Engine {
    /// One level of the hierarchy: without a key the chapters (ICD-10-PCS: the sections);
    /// with a chapter number its blocks; with a range its categories; with a code what is
    /// under it. `None` where there is no such level.
    ///
    /// # Errors
    /// When no release answers for the date.
    pub fn browse(
        &self,
        system: CodeSystem,
        key: Option<&str>,
        as_of: AsOf,
    ) -> Result<Option<BrowseLevel>, NoRelease> {
        let release = self.library().as_of(system, as_of.date, as_of.nearest)?.release;
        Ok(match (system, key.map(str::trim)) {
            (CodeSystem::Icd10Pcs, key) => pcs(release, key.unwrap_or_default()),
            (CodeSystem::Icd10Cm, None) => Some(chapters(release)),
            (CodeSystem::Icd10Cm, Some(key)) => cm(release, key),
            (_, key) => Some(letters(release, key.unwrap_or_default())),
        })
    }
}

fn range_name(range: &RangeRow) -> String {
    format!("{}-{}", String::from_utf8_lossy(&range.from), String::from_utf8_lossy(&range.to))
}

fn chapters(release: &Release) -> BrowseLevel {
    let text = release.text();
    let item = |c: &RangeRow| BrowseItem {
        key: c.chapter.to_string(),
        title: text.get(c.title.get()),
        billable: false,
        below: release.blocks().iter().filter(|b| b.chapter == c.chapter).count(),
    };
    let mut items: Vec<_> = release.chapters().iter().map(item).collect();
    if items.is_empty() {
        items = letters(release, "").items;
    }
    BrowseLevel { system: release.system(), above: Vec::new(), items }
}

fn cm(release: &Release, key: &str) -> Option<BrowseLevel> {
    let text = release.text();
    if let Some(chapter) = release.chapters().iter().find(|c| c.chapter.to_string() == key) {
        let item = |b: &RangeRow| BrowseItem {
            key: range_name(b),
            title: text.get(b.title.get()),
            billable: false,
            below: release.categories(b).len(),
        };
        let items = release.blocks().iter().filter(|b| b.chapter == chapter.chapter).map(item).collect();
        let above = vec![(chapter.chapter.to_string(), text.get(chapter.title.get()))];
        return Some(BrowseLevel { system: CodeSystem::Icd10Cm, above, items });
    }
    if let Some(block) = release.blocks().iter().find(|b| range_name(b).eq_ignore_ascii_case(key)) {
        let items = release.categories(block).into_iter().map(|r| code_item(release, r)).collect();
        let mut above = Vec::new();
        if let Some(c) = release.chapters().iter().find(|c| c.chapter == block.chapter) {
            above.push((c.chapter.to_string(), text.get(c.title.get())));
        }
        above.push((range_name(block), text.get(block.title.get())));
        return Some(BrowseLevel { system: CodeSystem::Icd10Cm, above, items });
    }
    let row = release.find(&Code::cm(key).ok()?)?;
    let items = release.children(row).into_iter().map(|r| code_item(release, r)).collect();
    let mut above: Vec<(String, String)> = Vec::new();
    if let Some(n) = release.chapter_of(row) {
        let c = &release.chapters()[n];
        above.push((c.chapter.to_string(), text.get(c.title.get())));
    }
    if let Some(n) = release.block_of(row) {
        let b = &release.blocks()[n];
        above.push((range_name(b), text.get(b.title.get())));
    }
    let mut codes = release.ancestors(row);
    codes.reverse();
    codes.push(row);
    above.extend(codes.into_iter().map(|r| (release.code(r).to_string(), release.title(r))));
    Some(BrowseLevel { system: CodeSystem::Icd10Cm, above, items })
}

fn code_item(release: &Release, row: u32) -> BrowseItem {
    BrowseItem {
        key: release.code(row).to_string(),
        title: release.title(row),
        billable: release.is_billable(row),
        below: release.children(row).len(),
    }
}

/// ICD-10-PCS: the values at the next position.
fn pcs(release: &Release, prefix: &str) -> Option<BrowseLevel> {
    let prefix = prefix.to_ascii_uppercase();
    let choices = release.pcs_choices(&prefix);
    if choices.is_empty() {
        return None;
    }
    let above = (1..=prefix.len())
        .map(|n| {
            (prefix[..n].to_owned(), release.pcs_meaning(&prefix.as_bytes()[..n]).unwrap_or_default())
        })
        .collect();
    let items = choices
        .into_iter()
        .map(|c| {
            let key = format!("{prefix}{}", c.character);
            let below = release.pcs_choices(&key).len();
            BrowseItem { key, title: c.meaning, billable: c.row.is_some(), below }
        })
        .collect();
    Some(BrowseLevel { system: CodeSystem::Icd10Pcs, above, items })
}

/// Systems without chapters: the first characters, then the codes.
fn letters(release: &Release, prefix: &str) -> BrowseLevel {
    let prefix = prefix.to_ascii_uppercase();
    let rows = medcode_kb::tables::codes::under(release.codes(), prefix.as_bytes());
    let mut items: Vec<BrowseItem> = Vec::new();
    for row in rows.start as u32..rows.end as u32 {
        let code = release.code(row);
        if prefix.len() < 2 && code.len() > 2 {
            let key = code.compact()[..=prefix.len()].to_owned();
            match items.last_mut().filter(|i| i.key == key) {
                Some(last) => last.below += 1,
                None => {
                    let title = format!("codes that begin with {key}");
                    items.push(BrowseItem { key, title, billable: false, below: 1 });
                }
            }
        } else {
            items.push(BrowseItem {
                key: code.to_string(),
                title: release.title(row),
                billable: release.is_billable(row),
                below: 0,
            });
        }
    }
    BrowseLevel { system: release.system(), above: Vec::new(), items }
}
