//! How do the CodiEsp files become notes that `medcode eval` reads?

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use calamine::{Reader, Xlsx, open_workbook};
use serde_json::json;
use zip::ZipArchive;

type Zip = ZipArchive<BufReader<File>>;

/// Writes one part with its diagnosis codes. With `order` and `conversion` the codes, which
/// are those of 2018, are brought to that release; a code with no single successor is
/// dropped and counted.
pub(crate) fn labelled(
    zip: &Path,
    part: &str,
    out: &Path,
    order: Option<&Path>,
    conversion: Option<&Path>,
) -> Result<()> {
    let mut archive = open(zip)?;
    let table = member(&mut archive, &format!("{part}/{part}D.tsv"))?;
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in table.lines() {
        let Some((id, code)) = line.split_once('\t') else { continue };
        codes.entry(id.to_owned()).or_default().insert(dotted(code));
    }
    let later = Later {
        // A label may be a header too.
        known: order.map(order_file).transpose()?.map(|codes| codes.into_keys().collect()),
        next: successors(conversion)?,
    };
    let (mut kept, mut moved, mut dropped) = (0, 0, BTreeSet::new());
    let mut writer = create(out)?;
    let notes = texts(&mut archive, &format!("{part}/text_files_en/"))?;
    for (id, note) in &notes {
        let mut list = BTreeSet::new();
        for code in codes.get(id).into_iter().flatten() {
            match later.of(code) {
                Some(now) => {
                    if now == *code {
                        kept += 1
                    } else {
                        moved += 1
                    }
                    list.insert(now);
                }
                None => {
                    dropped.insert(code.clone());
                }
            }
        }
        let line = json!({"id": id, "note": note, "icd10cm": list});
        writeln!(writer, "{line}")?;
    }
    writer.flush()?;
    println!(
        "codiesp {part}: {} notes, {kept} codes kept, {moved} brought to a later code or to their header, {} different ones dropped",
        notes.len(),
        dropped.len()
    );
    Ok(())
}

/// Writes notes without codes, for throughput and robustness.
pub(crate) fn background(zip: &Path, out: &Path) -> Result<()> {
    let mut archive = open(zip)?;
    let mut writer = create(out)?;
    let notes = texts(&mut archive, "")?;
    for (id, note) in &notes {
        writeln!(writer, "{}", json!({"id": id, "note": note}))?;
    }
    writer.flush()?;
    println!("background: {} notes", notes.len());
    Ok(())
}

/// Where a retired code went.
struct Later {
    known: Option<BTreeSet<String>>,
    next: BTreeMap<String, BTreeSet<String>>,
}

impl Later {
    fn of(&self, code: &str) -> Option<String> {
        let Some(known) = &self.known else { return Some(code.to_owned()) };
        let mut code = code.to_owned();
        // A code can be replaced more than once, but not without end.
        for _ in 0..8 {
            if known.contains(&code) {
                return Some(code);
            }
            let Some(next) = self.next.get(&code) else { return Self::header(known, &code) };
            if next.len() != 1 {
                return None;
            }
            code.clone_from(next.first()?);
        }
        None
    }

    /// `W19.XXX`, a code without its seventh character: the header it was filled up from.
    fn header(known: &BTreeSet<String>, code: &str) -> Option<String> {
        let header = code.trim_end_matches('X').trim_end_matches('.');
        (header != code && known.contains(header)).then(|| header.to_owned())
    }
}

/// The codes of an order file as it is published (a zip), each with whether it is billable.
pub(crate) fn order_file(zip: &Path) -> Result<BTreeMap<String, bool>> {
    let mut archive = open(zip)?;
    let is_order = |n: &String| n.contains("order") && n.ends_with(".txt") && !n.contains("addenda");
    let name = names(&archive).into_iter().find(is_order).context("no order file in the zip")?;
    let text = member(&mut archive, &name)?;
    let code = |l: &str| Some((dotted(l.get(6..14)?), l.get(14..15)? == "1"));
    Ok(text.lines().filter_map(code).collect())
}

/// Previous code to new codes, from the conversion table.
fn successors(path: Option<&Path>) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut next: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let Some(path) = path else { return Ok(next) };
    let mut book: Xlsx<_> = open_workbook(path)?;
    let Some(sheet) = book.worksheet_range_at(0).transpose()? else { bail!("no sheet in the table") };
    for row in sheet.rows() {
        let Some(new) = row.first().map(ToString::to_string).filter(|c| looks_like_code(c)) else {
            continue;
        };
        let cells: Vec<String> = row.iter().skip(2).map(ToString::to_string).collect();
        let listed = cells.iter().flat_map(|c| c.split([',', ';', ' ']));
        for previous in listed.filter(|c| looks_like_code(c)) {
            next.entry(dotted(previous)).or_default().insert(dotted(&new));
        }
    }
    Ok(next)
}

fn looks_like_code(text: &str) -> bool {
    let text = text.trim();
    let plain = text.replace('.', "");
    (3..=7).contains(&plain.len())
        && plain.chars().all(|c| c.is_ascii_alphanumeric())
        && plain.starts_with(|c: char| c.is_ascii_alphabetic())
        && plain.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// Upper case, with the dot after the third character.
fn dotted(code: &str) -> String {
    let plain: String = code.trim().chars().filter(|c| *c != '.').collect::<String>().to_uppercase();
    match plain.char_indices().nth(3) {
        Some((at, _)) => format!("{}.{}", &plain[..at], &plain[at..]),
        None => plain,
    }
}

fn open(path: &Path) -> Result<Zip> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(ZipArchive::new(BufReader::new(file))?)
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(BufWriter::new(file))
}

fn names(archive: &Zip) -> Vec<String> {
    archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
}

fn member(archive: &mut Zip, name: &str) -> Result<String> {
    let mut text = String::new();
    archive.by_name(name).with_context(|| format!("no {name} in the zip"))?.read_to_string(&mut text)?;
    Ok(text)
}

/// The `.txt` members under a folder, by file name without its ending.
fn texts(archive: &mut Zip, folder: &str) -> Result<BTreeMap<String, String>> {
    let is_note = |n: &String| n.starts_with(folder) && n.ends_with(".txt");
    let names: Vec<String> = names(archive).into_iter().filter(is_note).collect();
    let mut notes = BTreeMap::new();
    for name in names {
        let id = name.rsplit('/').next().unwrap_or(&name).trim_end_matches(".txt").to_owned();
        notes.insert(id, member(archive, &name)?);
    }
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_written_as_the_tabular_prints_them() {
        assert_eq!(dotted("n39.0"), "N39.0");
        assert_eq!(dotted(" e1122"), "E11.22");
        assert_eq!(dotted("r52"), "R52");
    }

    #[test]
    fn a_retired_code_moves_only_to_a_single_successor() {
        let set = |codes: &[&str]| codes.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let later = Later {
            known: Some(set(&["B01", "B02", "B03"])),
            next: [
                ("A01".into(), set(&["A02"])),
                ("A02".into(), set(&["B01"])),
                ("A03".into(), set(&["B02", "B03"])),
            ]
            .into(),
        };
        assert_eq!(later.of("B03").as_deref(), Some("B03"));
        assert_eq!(later.of("A01").as_deref(), Some("B01"));
        assert_eq!(later.of("A03"), None);
        assert_eq!(later.of("B01.XX").as_deref(), Some("B01"));
        assert_eq!(later.of("Z99"), None);
    }
}
