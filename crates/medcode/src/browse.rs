//! `browse`: walking the hierarchy, from the chapters to the codes.

use crate::{Answered, AsOf, Engine};
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

/// A step on the way down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowseStep {
    /// A chapter number, a block's range, a code, PCS characters.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What the last character stands for (ICD-10-PCS): `Body Part`.
    pub axis: Option<String>,
}

/// A level of the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowseLevel {
    /// The system.
    pub system: CodeSystem,
    /// What stands above, the outermost first.
    pub above: Vec<BrowseStep>,
    /// The lines.
    pub items: Vec<BrowseItem>,
    /// What the next character stands for (ICD-10-PCS).
    pub choosing: Option<String>,
    /// Release and file.
    pub answered: Answered,
}

/// What stands above, and the lines.
type Lines = (Vec<BrowseStep>, Vec<BrowseItem>);

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
        let from = self.library().as_of(system, as_of.date, as_of.nearest)?;
        let release = from.release;
        let lines = match (system, key.map(str::trim)) {
            (CodeSystem::Icd10Pcs, key) => pcs(release, key.unwrap_or_default()),
            (CodeSystem::Icd10Cm, None) => Some((Vec::new(), chapters(release))),
            (CodeSystem::Icd10Cm, Some(key)) => cm(release, key),
            (_, key) => letters(release, key.unwrap_or_default()),
        };
        let answered = Answered::of(&from, as_of, &[]);
        Ok(lines.map(|(above, items)| {
            let next = items.first().filter(|_| system == CodeSystem::Icd10Pcs);
            let choosing = next.and_then(|item| release.pcs_axis(item.key.as_bytes())).map(|a| a.name);
            BrowseLevel { system, above, items, choosing, answered }
        }))
    }
}

impl Engine {
    /// The codes that stand beside a code, itself among them: under the same code, or in the same
    /// block. None for systems without a hierarchy.
    ///
    /// # Errors
    /// When no release answers for the date.
    pub fn beside(&self, code: &Code, as_of: AsOf) -> Result<Vec<BrowseItem>, NoRelease> {
        if code.system() != CodeSystem::Icd10Cm {
            return Ok(Vec::new());
        }
        let from = self.library().as_of(code.system(), as_of.date, as_of.nearest)?;
        let release = from.release;
        let Some(row) = release.find(code) else { return Ok(Vec::new()) };
        let rows = match release.parent(row) {
            Some(parent) => release.children(parent),
            None => {
                let block = release.block_of(row).map(|n| &release.blocks()[n]);
                block.map_or_else(Vec::new, |b| release.categories(b))
            }
        };
        Ok(rows.into_iter().map(|r| code_item(release, r)).collect())
    }
}

fn step(key: String, title: String) -> BrowseStep {
    BrowseStep { key, title, axis: None }
}

fn range_name(range: &RangeRow) -> String {
    format!("{}-{}", String::from_utf8_lossy(&range.from), String::from_utf8_lossy(&range.to))
}

fn chapters(release: &Release) -> Vec<BrowseItem> {
    let text = release.text();
    let item = |c: &RangeRow| BrowseItem {
        key: c.chapter.to_string(),
        title: text.get(c.title.get()),
        billable: false,
        below: release.blocks().iter().filter(|b| b.chapter == c.chapter).count(),
    };
    let items: Vec<_> = release.chapters().iter().map(item).collect();
    if items.is_empty() { beginnings(release, "") } else { items }
}

fn cm(release: &Release, key: &str) -> Option<Lines> {
    let text = release.text();
    let chapter_step = |c: &RangeRow| step(c.chapter.to_string(), text.get(c.title.get()));
    let block_step = |b: &RangeRow| step(range_name(b), text.get(b.title.get()));
    if let Some(chapter) = release.chapters().iter().find(|c| c.chapter.to_string() == key) {
        let item = |b: &RangeRow| BrowseItem {
            key: range_name(b),
            title: text.get(b.title.get()),
            billable: false,
            below: release.categories(b).len(),
        };
        let items = release.blocks().iter().filter(|b| b.chapter == chapter.chapter).map(item).collect();
        return Some((vec![chapter_step(chapter)], items));
    }
    if let Some(block) = release.blocks().iter().find(|b| range_name(b).eq_ignore_ascii_case(key)) {
        let items = release.categories(block).into_iter().map(|r| code_item(release, r)).collect();
        let chapter = release.chapters().iter().find(|c| c.chapter == block.chapter).map(chapter_step);
        return Some((chapter.into_iter().chain([block_step(block)]).collect(), items));
    }
    let Some(row) = Code::cm(key).ok().and_then(|code| release.find(&code)) else {
        // Without a Tabular the codes have no chapters: their beginnings lead down.
        let items = if release.chapters().is_empty() { beginnings(release, key) } else { Vec::new() };
        return (!items.is_empty()).then_some((Vec::new(), items));
    };
    let items = release.children(row).into_iter().map(|r| code_item(release, r)).collect();
    let mut above: Vec<BrowseStep> = Vec::new();
    above.extend(release.chapter_of(row).map(|n| chapter_step(&release.chapters()[n])));
    above.extend(release.block_of(row).map(|n| block_step(&release.blocks()[n])));
    let mut codes = release.ancestors(row);
    codes.reverse();
    codes.push(row);
    above.extend(codes.into_iter().map(|r| step(release.code(r).to_string(), release.title(r))));
    Some((above, items))
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
fn pcs(release: &Release, prefix: &str) -> Option<Lines> {
    let prefix = prefix.to_ascii_uppercase();
    let choices = release.pcs_choices(&prefix);
    let complete = Code::new(CodeSystem::Icd10Pcs, &prefix).ok().and_then(|code| release.find(&code));
    if choices.is_empty() && complete.is_none() {
        return None;
    }
    let axes = release.pcs_axes(prefix.as_bytes()).into_iter().zip(1..);
    let above = axes.map(|(axis, n)| BrowseStep {
        key: prefix[..n].to_owned(),
        title: axis.meaning,
        axis: Some(axis.name),
    });
    let item = |c: medcode_kb::query::Choice| {
        let key = format!("{prefix}{}", c.character);
        let below = release.pcs_choices(&key).len();
        let title = c.row.map_or(c.meaning, |row| release.title(row));
        BrowseItem { key, title, billable: c.row.is_some(), below }
    };
    Some((above.collect(), choices.into_iter().map(item).collect()))
}

/// HCPCS: the first characters, then the codes.
fn letters(release: &Release, prefix: &str) -> Option<Lines> {
    let items = beginnings(release, prefix);
    (!items.is_empty()).then_some((Vec::new(), items))
}

/// Systems without chapters: the first characters, then the codes.
fn beginnings(release: &Release, prefix: &str) -> Vec<BrowseItem> {
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
    items
}
