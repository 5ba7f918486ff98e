//! Word: paragraphs and table rows of the headers, the body, the footnotes and the footers.

mod numbers;
mod part;

use super::{Builder, Unreadable};
use numbers::Numbers;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// No part of a clinical document is larger when unpacked.
const LARGEST_PART: u64 = 64 << 20;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads a document.
pub(super) fn read(bytes: &[u8], out: &mut Builder) -> Result<(), Unreadable> {
    let damaged =
        || Unreadable("the Word document is damaged: open it in Word and save it again".into());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut names: Vec<String> = archive.file_names().flatten().map(|n| n.into_owned()).collect();
    names.sort_unstable();
    if !names.iter().any(|n| n == "word/document.xml") {
        return Err(Unreadable("this archive is no Word document (no word/document.xml in it)".into()));
    }
    let xml = |archive: &mut Archive<'_>, name: &str| unpack(archive, name).unwrap_or_default();
    let numbers =
        Numbers::read(&xml(&mut archive, "word/numbering.xml"), &xml(&mut archive, "word/styles.xml"));
    for stem in ["header", "document", "footnotes", "footer"] {
        let parts = names.iter().filter_map(|name| {
            let part = name.strip_prefix("word/")?.strip_suffix(".xml")?;
            part.strip_prefix(stem)?.bytes().all(|b| b.is_ascii_digit()).then_some((name, part))
        });
        for (name, part) in parts {
            let markup = unpack(&mut archive, name).ok_or_else(damaged)?;
            part::read(&markup, part, &numbers, out);
        }
    }
    Ok(())
}

/// The text of a part; none where it is missing, damaged or too large.
fn unpack(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let mut file = archive.by_name(name).ok()?.take(LARGEST_PART + 1);
    let mut text = String::new();
    let read = file.read_to_string(&mut text).ok()?;
    (read as u64 <= LARGEST_PART).then_some(text)
}
